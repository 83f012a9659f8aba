//! How many processors the engine may count on. Its threads wait for each other by going round in circles, thousands of
//! times a second: where another program has one of the processors, two threads take ten times as long as one.

use std::fs;
use std::thread::available_parallelism;

/// More threads than this don't help so small a piece.
const MOST: usize = 4;

/// Threads that find a processor each, at this moment.
pub(crate) fn free() -> usize {
    let all = available_parallelism().map_or(1, usize::from);
    let running = fs::read_to_string("/proc/loadavg")
        .ok()
        .as_deref()
        .and_then(running);
    // Other systems don't say so cheaply; one of those that run is the one that asks.
    left(all, running.unwrap_or(1))
}

fn left(all: usize, running: usize) -> usize {
    (all + 1).saturating_sub(running).clamp(1, MOST)
}

/// What runs or wants to, as Linux tells it: `0.41 0.32 0.20 2/611 4711`.
fn running(loads: &str) -> Option<usize> {
    let (running, _) = loads.split(' ').nth(3)?.split_once('/')?;
    running.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_one_and_never_more_than_help() {
        assert_eq!(left(2, 1), 2, "nobody else runs");
        assert_eq!(left(2, 2), 1);
        assert_eq!(left(2, 9), 1);
        assert_eq!(left(64, 3), MOST);
        assert!(free() >= 1);
    }

    #[test]
    fn the_load_is_read_as_linux_tells_it() {
        assert_eq!(running("0.41 0.32 0.20 2/611 4711\n"), Some(2));
        assert_eq!(running(""), None);
        assert_eq!(running("a b c d"), None);
    }
}
