//! The shell's one look at the machine's clock.

use domain::time::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Now, by the device. It may lie; nothing that counts depends on it.
#[allow(clippy::disallowed_methods, reason = "this is the one clock of the program")]
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
