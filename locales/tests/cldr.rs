//! Dates and numbers are written as CLDR has them, by ICU4X with all its data: the app carries neither.

use icu_calendar::types::RataDie;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::enums::{
    CompositeDateTimeFieldSet, DateAndTimeFieldSet, DateFieldSet, TimeFieldSet,
};
use icu_datetime::fieldsets::{MD, MDE, T, YMD, YMDE, YMDT};
use icu_datetime::input::{DateTime, Time as TimeOfDay};
use icu_datetime::options::{TimePrecision, YearStyle};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use locales::{DateStyle, Locale, Time, Words};

/// 1970-01-01 as Rata Die.
const EPOCH: i64 = 719_163;
/// 400 years of the calendar are all there are; these hold every length of year on every weekday.
const YEARS_28: i64 = 28 * 366;

const STYLES: [DateStyle; 6] = [
    DateStyle::Day,
    DateStyle::Full,
    DateStyle::Short,
    DateStyle::Weekday,
    DateStyle::Time,
    DateStyle::Moment,
];

fn fields(style: DateStyle) -> CompositeDateTimeFieldSet {
    use CompositeDateTimeFieldSet as Set;
    let year = YearStyle::NoEra;
    match style {
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

/// CLDR's data for both are under the bare language, which stands for China and for the United States.
fn language(locale: Locale) -> icu_locale_core::Locale {
    match locale {
        Locale::ZhCn => icu_locale_core::locale!("zh"),
        Locale::En => icu_locale_core::locale!("en"),
    }
}

#[test]
fn dates_are_written_as_cldr_has_them() {
    for locale in Locale::all() {
        let words = Words::new(locale).with_utc_offset(0);
        for style in STYLES {
            let cldr = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(
                language(locale).into(),
                fields(style),
            );
            let cldr = cldr.expect("CLDR knows both languages");
            for day in 20_000..20_000 + YEARS_28 {
                // Every minute of a day comes up.
                let minute = day.rem_euclid(1440);
                let part = |value: i64| u8::try_from(value).expect("a part of a day");
                let at = DateTime {
                    date: Date::from_rata_die(RataDie::new(day + EPOCH), Gregorian),
                    time: TimeOfDay::try_new(part(minute / 60), part(minute % 60), 0, 0)
                        .expect("a time of day"),
                };
                // CLDR sets a narrow space before AM and PM that the app's letters do not have.
                let theirs = cldr.format(&at).to_string().replace('\u{202f}', " ");
                let ours = words.date(Time(day * 86_400_000 + minute * 60_000), style);
                assert_eq!(ours, theirs, "{style:?} in {}", locale.tag());
            }
        }
    }
}

#[test]
fn numbers_are_written_as_cldr_has_them() {
    for locale in Locale::all() {
        let words = Words::new(locale);
        let cldr = DecimalFormatter::try_new(language(locale).into(), Default::default())
            .expect("CLDR knows both languages");
        let mut numbers = vec![0, i64::MAX, i64::MIN];
        for power in 0..18 {
            let ten = 10_i64.pow(power);
            numbers.extend([ten - 1, ten, ten + 1, -ten, 1 - ten, 7 * ten / 3]);
        }
        for number in numbers {
            let theirs = cldr.format(&Decimal::from(number)).to_string();
            assert_eq!(words.number(number), theirs);
        }
    }
}
