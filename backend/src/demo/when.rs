//! Moments told from now, as people tell them: "three working days ago, at twenty past nine".

use domain::calendar::Calendar;
use domain::time::{Day, Timestamp};
use serde::{Deserialize, Deserializer};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A moment before now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// `12w 09:30`: on the twelfth working day before today, at this local minute of the day.
    WorkingDays(u16, i64),
    /// `6d 00:05`: six days before today, working or not. After a working-day moment `Nw` only `Md` with M < N
    /// follows, or the order could turn around at a holiday.
    Days(u16, i64),
    /// `40m` or `3h`: so many minutes ago.
    Minutes(i64),
}

impl When {
    pub(super) fn before(self, now: Timestamp, calendar: &Calendar) -> Timestamp {
        let today = now.day(calendar.utc_offset);
        let (day, minute) = match self {
            When::Minutes(minutes) => return Timestamp(now.0 - minutes * MINUTE),
            When::Days(days, minute) => (days_from(today, -i64::from(days), calendar), minute),
            When::WorkingDays(count, minute) => {
                let mut day = today;
                let mut left = count;
                while left > 0 {
                    day = days_from(day, -1, calendar);
                    left -= u16::from(calendar.is_working(day).0);
                }
                (day, minute)
            }
        };
        Timestamp(day.start(calendar.utc_offset).0 + minute * MINUTE)
    }

    /// About how many minutes ago, whatever the calendar.
    pub(super) fn nominal_minutes(self) -> u64 {
        let days = |days: u64, minute: i64| days * 1_440 - minute.unsigned_abs();
        match self {
            When::WorkingDays(count, minute) => days(u64::from(count) * 7 / 5 + 1, minute),
            When::Days(count, minute) => days(u64::from(count) + 1, minute),
            When::Minutes(minutes) => minutes.unsigned_abs(),
        }
    }
}

/// The day so many days after `day` (before it, where negative).
pub(super) fn days_from(day: Day, days: i64, calendar: &Calendar) -> Day {
    // Noon, so that no offset can carry it over midnight.
    let noon = day.start(calendar.utc_offset).0 + DAY / 2;
    Timestamp(noon + days * DAY).day(calendar.utc_offset)
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| serde::de::Error::custom(format!("not a moment: {text}")))
    }
}

fn parse(text: &str) -> Option<When> {
    if let Some(hours) = text.strip_suffix('h') {
        return Some(When::Minutes(hours.parse::<i64>().ok()? * 60));
    }
    if let Some(minutes) = text.strip_suffix('m') {
        return Some(When::Minutes(minutes.parse().ok()?));
    }
    let (days, time) = text.split_once(' ')?;
    let (hour, minute) = time.split_once(':')?;
    let minute = hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?;
    let (count, unit) = days.split_at_checked(days.len().checked_sub(1)?)?;
    // Today's times are told in hours: nine o'clock may not have been yet.
    let count = count.parse().ok().filter(|count| *count > 0)?;
    match unit {
        "w" => Some(When::WorkingDays(count, minute)),
        "d" => Some(When::Days(count, minute)),
        _ => None,
    }
}
