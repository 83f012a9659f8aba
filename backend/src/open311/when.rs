//! Moments as W3C writes them: <https://www.w3.org/TR/NOTE-datetime>.

use crate::error::Result;
use crate::http::extract::Query;
use domain::time::{Day, Timestamp};
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{OffsetDateTime, UtcOffset};

/// A moment, as a clock on a wall of the city shows it.
pub(crate) fn written(at: Timestamp, utc_offset: i16) -> Option<String> {
    let at = OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1_000)).ok()?;
    let offset = UtcOffset::from_whole_seconds(i32::from(utc_offset) * 60).ok()?;
    at.to_offset(offset).format(&Rfc3339).ok()
}

/// The moment that a parameter names. A day alone is its beginning, or its end where `end` is asked for.
///
/// # Errors
/// [`crate::error::Error::BadParameter`] where it names none.
pub(super) fn read(query: &Query, name: &str, utc_offset: i16, end: bool) -> Result<Option<Timestamp>> {
    let Some(text) = query.text(name) else {
        return Ok(None);
    };
    if let Ok(day) = text.parse::<Day>() {
        return Ok(Some(if end {
            Timestamp(day.end(utc_offset).0 - 1)
        } else {
            day.start(utc_offset)
        }));
    }
    // A plus that was not escaped comes as a space.
    let text = text.replace(' ', "+");
    let at = OffsetDateTime::parse(&text, &Iso8601::DEFAULT).map_err(|_| Query::bad(name))?;
    let milliseconds = at.unix_timestamp_nanos().div_euclid(1_000_000);
    Ok(i64::try_from(milliseconds).ok().map(Timestamp))
}
