//! Points in time and civil days. No clock is read here.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

const DAY_MS: i64 = 86_400_000;

impl Timestamp {
    /// The civil day at this moment where local time is `offset` minutes east of UTC.
    pub fn day(self, offset: i16) -> Day {
        let local = self.0.saturating_add(i64::from(offset) * 60_000);
        Day::from_days_since_epoch(local.div_euclid(DAY_MS))
    }

    /// Whole days later (24 hours each).
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MS)))
    }
}

/// A civil day, written `YYYY-MM-DD` (ISO 8601), years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(::time::Date);

impl Day {
    /// The day, or `None` where the calendar has none such.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = ::time::Month::try_from(month).ok()?;
        let date = ::time::Date::from_calendar_date(year, month, day).ok()?;
        (1..=9999).contains(&year).then_some(Self(date))
    }

    fn from_days_since_epoch(days: i64) -> Self {
        const EPOCH_JULIAN_DAY: i64 = 2_440_588;
        const FIRST: i64 = 1_721_426; // 0001-01-01
        const LAST: i64 = 5_373_484; // 9999-12-31
        let julian = days.saturating_add(EPOCH_JULIAN_DAY).clamp(FIRST, LAST);
        let julian = i32::try_from(julian).expect("clamped into the range of an i32");
        Self(::time::Date::from_julian_day(julian).expect("clamped into the years 1 to 9999"))
    }

    fn days_since_epoch(self) -> i64 {
        i64::from(self.0.to_julian_day()) - 2_440_588
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month (1 to 12) and day of the month (1 to 31).
    pub fn month_day(self) -> (u8, u8) {
        (self.0.month() as u8, self.0.day())
    }

    /// The month that it lies in.
    pub fn month(self) -> Month {
        Month {
            year: self.year(),
            month: self.month_day().0,
        }
    }

    /// Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(
            self.0.weekday(),
            ::time::Weekday::Saturday | ::time::Weekday::Sunday
        )
    }

    /// The day after; the last day there is has itself.
    pub fn next(self) -> Self {
        Self::from_days_since_epoch(self.days_since_epoch() + 1)
    }

    /// Days from this to `later` (negative where it is earlier).
    pub fn days_until(self, later: Day) -> i64 {
        later.days_since_epoch() - self.days_since_epoch()
    }

    /// The moment this day ends (the midnight after it), `offset` minutes east of UTC.
    pub fn end(self, offset: i16) -> Timestamp {
        Timestamp((self.days_since_epoch() + 1) * DAY_MS - i64::from(offset) * 60_000)
    }

    /// The moment this day starts, `offset` minutes east of UTC.
    pub fn start(self, offset: i16) -> Timestamp {
        Timestamp(self.days_since_epoch() * DAY_MS - i64::from(offset) * 60_000)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (month, day) = self.month_day();
        write!(f, "{:04}-{month:02}-{day:02}", self.year())
    }
}

/// A month of a year, written `YYYY-MM`, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The first day of it.
    pub fn first_day(self) -> Day {
        Day::new(self.year, self.month, 1).expect("a month has a first day")
    }

    /// The last day of it.
    pub fn last_day(self) -> Day {
        let days = ::time::util::days_in_month(self.first_day().0.month(), self.year);
        Day::new(self.year, self.month, days).expect("a month has a last day")
    }

    /// The one after it; the last month there is has itself.
    pub fn next(self) -> Self {
        self.last_day().next().month()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The text is not a month written `YYYY-MM`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a month")]
pub struct NotAMonth;

impl std::str::FromStr for Month {
    type Err = NotAMonth;
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let first: Day = format!("{text}-01").parse().map_err(|_| NotAMonth)?;
        Ok(first.month())
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Month {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Month {}

/// The text is not a day written `YYYY-MM-DD`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a day")]
pub struct NotADay;

impl std::str::FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| {
                if i == 4 || i == 7 {
                    *b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        if !shaped {
            return Err(NotADay);
        }
        let part = |range: std::ops::Range<usize>| text[range].parse::<i32>().map_err(|_| NotADay);
        let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
        Day::new(
            year,
            u8::try_from(month).map_err(|_| NotADay)?,
            u8::try_from(day).map_err(|_| NotADay)?,
        )
        .ok_or(NotADay)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(
                utoipa::openapi::KnownFormat::Date,
            )))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Day {}
