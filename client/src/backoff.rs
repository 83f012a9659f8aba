//! How long to wait before the next try: full jitter, so that a city that comes back is not met by every
//! device at once.

/// The first ceiling, in milliseconds; also the least time between two tries that somebody asked for.
pub const BASE_MS: u64 = 1_000;
/// The last ceiling: 30 minutes.
pub const CAP_MS: u64 = 30 * 60 * 1_000;

/// Counts failures in a row.
#[derive(Debug, Clone, Copy, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The wait after one more failure, in milliseconds: drawn from 0 to the ceiling, which doubles each
    /// time; never less than what the city asked for (itself held to [`CAP_MS`]).
    pub fn next_ms(&mut self, dice: u64, at_least_ms: u64) -> u64 {
        let ceiling = BASE_MS
            .saturating_mul(1_u64.checked_shl(self.failures.min(32)).unwrap_or(u64::MAX))
            .min(CAP_MS);
        self.failures = self.failures.saturating_add(1);
        (dice % (ceiling + 1)).max(at_least_ms.min(CAP_MS))
    }

    /// It worked, or something changed that makes a failure less likely.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_doubles_up_to_half_an_hour() {
        let mut backoff = Backoff::default();
        let ceilings: Vec<u64> = (0..13)
            .map(|_| {
                let mut probe = backoff;
                let wait = (0..=40).map(|_| probe.next_ms(0, 0)).max();
                assert_eq!(wait, Some(0), "a throw of nothing waits for nothing");
                let failures = backoff.failures;
                let ceiling = (BASE_MS << failures).min(CAP_MS);
                assert_eq!(backoff.next_ms(ceiling, 0), ceiling);
                ceiling
            })
            .collect();
        assert_eq!(ceilings[..4], [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(ceilings[11..], [CAP_MS, CAP_MS]);
        backoff.reset();
        assert_eq!(backoff.next_ms(BASE_MS, 0), BASE_MS);
    }

    #[test]
    fn what_the_city_asks_for_is_the_least() {
        let mut backoff = Backoff::default();
        assert_eq!(backoff.next_ms(3, 120_000), 120_000);
        assert_eq!(
            backoff.next_ms(3, u64::MAX),
            CAP_MS,
            "but nobody is sent away for days"
        );
    }
}
