//! The one place of this program that asks what time it is.

use domain::time::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// Where the time comes from.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A time (milliseconds since 1970) that is set by hand: tests make a week go by with it.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// Now.
    #[allow(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Timestamp {
        Timestamp(match self {
            Clock::Manual(time) => time.load(Ordering::SeqCst),
            Clock::System => {
                let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
                // A machine whose clock stands before 1970 is told apart by its dates; it needn't stop the city.
                since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
        })
    }
}

/// Does the work and gives how long it took, for whoever waits for it.
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}
