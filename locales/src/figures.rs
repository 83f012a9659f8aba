//! Numbers and dates by ICU4X.

use crate::locale::Locale;
use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu_calendar::types::RataDie;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::enums::{
    CompositeDateTimeFieldSet, DateAndTimeFieldSet, DateFieldSet, TimeFieldSet,
};
use icu_datetime::fieldsets::{MD, MDE, T, YMD, YMDE, YMDT};
use icu_datetime::input::DateTime;
use icu_datetime::options::{TimePrecision, YearStyle};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_provider_blob::BlobDataProvider;
use std::sync::OnceLock;

/// How both languages write numbers and dates: a part of CLDR; see `data/README.md`.
static DATA: &[u8] = include_bytes!("../data/dates.postcard");

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

    fn fields(self) -> CompositeDateTimeFieldSet {
        use CompositeDateTimeFieldSet as Set;
        // No era: its names would be a third of the data, and nobody's proposal is from before Christ.
        let year = YearStyle::NoEra;
        match self {
            DateStyle::Day => Set::Date(DateFieldSet::YMD(YMD::long().with_year_style(year))),
            DateStyle::Full => Set::Date(DateFieldSet::YMDE(YMDE::long().with_year_style(year))),
            DateStyle::Short => Set::Date(DateFieldSet::MD(MD::medium())),
            DateStyle::Weekday => Set::Date(DateFieldSet::MDE(MDE::medium())),
            DateStyle::Time => Set::Time(TimeFieldSet::T(
                T::short().with_time_precision(TimePrecision::Minute),
            )),
            DateStyle::Moment => Set::DateTime(DateAndTimeFieldSet::YMDT(
                YMDT::medium()
                    .with_year_style(year)
                    .with_time_precision(TimePrecision::Minute),
            )),
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

    fn date_time(self) -> DateTime<Gregorian> {
        let minutes = self.minutes();
        let part = |value: u16| u8::try_from(value).unwrap_or_default();
        let time = icu_datetime::input::Time::try_new(part(minutes / 60), part(minutes % 60), 0, 0);
        DateTime {
            date: self.date(),
            time: time.unwrap_or(icu_datetime::input::Time::start_of_day()),
        }
    }
}

/// Writes the numbers and dates of one language.
pub(crate) struct Figures {
    numbers: DecimalFormatter,
    dates: Vec<(
        DateStyle,
        FixedCalendarDateTimeFormatter<Gregorian, CompositeDateTimeFieldSet>,
    )>,
}

/// The figures of this language; the first call reads their data.
pub(crate) fn figures(locale: Locale) -> &'static Figures {
    static ZH_CN: OnceLock<Figures> = OnceLock::new();
    static EN: OnceLock<Figures> = OnceLock::new();
    let kept = match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    };
    kept.get_or_init(|| Figures::of(locale))
}

impl Figures {
    fn of(locale: Locale) -> Self {
        // CLDR's data for both is under the bare language, which stands for China and for the United States.
        let language = match locale {
            Locale::ZhCn => icu_locale_core::locale!("zh"),
            Locale::En => icu_locale_core::locale!("en"),
        };
        let data = BlobDataProvider::try_new_from_static_blob(DATA)
            .expect("a test reads the file as it is built in");
        let numbers = DecimalFormatter::try_new_with_buffer_provider(
            &data,
            (&language).into(),
            DecimalFormatterOptions::default(),
        );
        let dates = DateStyle::ALL.map(|(_, style)| {
            let formatter = FixedCalendarDateTimeFormatter::try_new_with_buffer_provider(
                &data,
                (&language).into(),
                style.fields(),
            );
            (
                style,
                formatter.expect("a test writes every style in every language"),
            )
        });
        Self {
            numbers: numbers.expect("a test writes numbers in every language"),
            dates: dates.into(),
        }
    }

    /// The number, grouped as the language does.
    pub(crate) fn number(&self, number: &Decimal) -> String {
        self.numbers.format_to_string(number)
    }

    /// The moment in this style.
    pub(crate) fn date(&self, at: LocalTime, style: DateStyle) -> String {
        let formatter = self
            .dates
            .iter()
            .find(|(known, _)| *known == style)
            .map(|(_, formatter)| formatter);
        let written = formatter.map_or_else(String::new, |formatter| {
            formatter.format(&at.date_time()).to_string()
        });
        // CLDR sets a narrow space before AM and PM that the app's fonts do not have.
        written.replace('\u{202f}', " ")
    }
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
