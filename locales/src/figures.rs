//! Numbers and dates: a date is a sentence of its language like any other, and a test holds all of them to CLDR.

use crate::args;
use crate::catalogue::catalogue;
use crate::locale::Locale;
use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu_calendar::types::RataDie;
use icu_calendar::{Date, Gregorian};

const DAY_MS: i64 = 86_400_000;
/// 1970-01-01 as Rata Die: days since the day before 0001-01-01.
const EPOCH: i64 = 719_163;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub i64);

/// How much of a moment is written. In a catalogue: `DATETIME($at, style: "short")`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// `"day"`: 2026年3月18日 / March 18, 2026
    Day,
    /// `"full"`: 2026年3月18日星期三 / Wednesday, March 18, 2026
    Full,
    /// `"short"`: 3月18日 / Mar 18
    Short,
    /// `"weekday"`: 3月18日周三 / Wed, Mar 18
    Weekday,
    /// `"time"`: 10:20 / 10:20 AM
    Time,
    /// `"moment"`: 2026年3月18日 10:20 / Mar 18, 2026, 10:20 AM
    Moment,
}

impl DateStyle {
    const ALL: [(&'static str, DateStyle); 6] = [
        ("day", DateStyle::Day),
        ("full", DateStyle::Full),
        ("short", DateStyle::Short),
        ("weekday", DateStyle::Weekday),
        ("time", DateStyle::Time),
        ("moment", DateStyle::Moment),
    ];

    /// The style of this name.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        DateStyle::ALL
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, style)| style)
    }

    /// The message that writes it.
    fn message(self) -> &'static str {
        match self {
            DateStyle::Day => "date-day",
            DateStyle::Full => "date-full",
            DateStyle::Short => "date-short",
            DateStyle::Weekday => "date-weekday",
            DateStyle::Time => "date-time",
            DateStyle::Moment => "date-moment",
        }
    }
}

/// A moment as a clock on the wall shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LocalTime {
    /// Milliseconds since 1970-01-01T00:00 local time, within the years 1 to 9999.
    ms: i64,
}

impl LocalTime {
    /// The moment where local time is `offset` minutes east of UTC.
    pub(crate) fn new(at: Time, offset: i16) -> Self {
        const FIRST: i64 = -719_162 * DAY_MS;
        const LAST: i64 = 2_932_897 * DAY_MS - 1;
        Self {
            ms: at.0.saturating_add(i64::from(offset) * 60_000).clamp(FIRST, LAST),
        }
    }

    /// The start of a day written `YYYY-MM-DD` (ISO 8601).
    pub(crate) fn of_day(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let date =
            Date::try_new_gregorian(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        let days = date.to_rata_die().to_i64_date() - EPOCH;
        Some(Self::new(Time(days.saturating_mul(DAY_MS)), 0))
    }

    /// Local days since 1970-01-01.
    pub(crate) fn days(self) -> i64 {
        self.ms.div_euclid(DAY_MS)
    }

    /// Minutes since the local midnight.
    fn minutes(self) -> u16 {
        u16::try_from(self.ms.rem_euclid(DAY_MS) / 60_000).unwrap_or_default()
    }

    /// Hour of the local day, 0 to 23.
    pub(crate) fn hour(self) -> u16 {
        self.minutes() / 60
    }

    /// The local year.
    pub(crate) fn year(self) -> i32 {
        self.date().year().extended_year()
    }

    fn date(self) -> Date<Gregorian> {
        Date::from_rata_die(RataDie::new(self.days() + EPOCH), Gregorian)
    }
}

/// The number, grouped by threes. CLDR has the same signs for both languages.
pub(crate) fn grouped(number: &Decimal) -> String {
    let digits = number.to_string();
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in whole.char_indices() {
        let left = whole.len() - at;
        if left % 3 == 0 && written.ends_with(|before: char| before.is_ascii_digit()) {
            written.push(',');
        }
        written.push(digit);
    }
    written + fraction
}

/// The moment in this style: a message, told the parts of the date.
pub(crate) fn date(locale: Locale, at: LocalTime, style: DateStyle) -> String {
    let day = at.date();
    let (hour, minute) = (at.hour(), at.minutes() % 60);
    let args = args! {
        // As it is written: a year is not grouped.
        year = day.year().extended_year().to_string(),
        month = day.month().ordinal,
        day = day.day_of_month().0,
        weekday = day.weekday() as u8,
        hour = format!("{hour:02}"),
        twelve = (hour + 11) % 12 + 1,
        half = if hour < 12 { "am" } else { "pm" },
        minute = format!("{minute:02}"),
    };
    // The arguments hold no moment, so no clock is asked.
    catalogue(locale)
        .tell(style.message(), None, &args, 0)
        .unwrap_or_default()
}

/// The number rounded to at most `most` digits after the point, half a digit away from zero, and written with
/// at least `least`.
pub(crate) fn rounded(mut number: Decimal, least: i16, most: i16) -> Decimal {
    let away = SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);
    number.round_with_mode(-most.max(least), away);
    number.trim_end();
    number.pad_end(-least);
    number
}
