//! The residents who support: many, and only counted.

use super::ids;
use domain::time::Timestamp;

/// More than any case has supports.
pub(super) const SIZE: usize = 420;
/// Without a common factor with [`SIZE`]: such strides visit everybody before anybody twice.
const STRIDES: [usize; 4] = [11, 13, 17, 19];

/// The name of one of them.
pub(super) fn key(number: usize) -> String {
    format!("crowd-{number}")
}

/// `count` of them, different ones for each case.
pub(super) fn some_of(case: &str, count: usize) -> impl Iterator<Item = String> {
    let chance = usize::try_from(ids::chance(&["crowd", case]) >> 32).unwrap_or_default();
    let (start, stride) = (chance % SIZE, STRIDES[chance % STRIDES.len()]);
    (0..count.min(SIZE)).map(move |index| key((start + index * stride) % SIZE))
}

/// When one of them supports: between the two moments, more of them early, as word gets round.
pub(super) fn moment(case: &str, who: &str, from: Timestamp, until: Timestamp) -> Timestamp {
    let part = i64::try_from(ids::chance(&["moment", case, who]) >> 44).unwrap_or_default(); // below 2^20
    let whole = i128::from(until.0 - from.0 - 2);
    let squared = i128::from(part) * i128::from(part);
    Timestamp(from.0 + 1 + i64::try_from((whole * squared) >> 40).unwrap_or_default())
}
