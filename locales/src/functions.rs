//! What Fluent leaves to its host: how numbers and times are written, and the functions `NUMBER` and `DATETIME` that
//! messages may call. A call that makes no sense shows as `{NUMBER()}`, plain to see.

use crate::figures::{self, DateStyle, LocalTime, grouped, rounded};
use crate::locale::Locale;
use fixed_decimal::Decimal;
use fluent_bundle::types::{FluentNumber, FluentType};
use fluent_bundle::{FluentArgs, FluentValue};
use intl_memoizer::{IntlLangMemoizer, concurrent};
use std::borrow::Cow;

/// A time as Fluent carries it; without `DATETIME` it is written as its day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Moment {
    pub(crate) at: LocalTime,
    pub(crate) locale: Locale,
}

impl FluentType for Moment {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(*self)
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        figures::date(self.locale, self.at, DateStyle::Day).into()
    }

    fn as_string_threadsafe(&self, _: &concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        figures::date(self.locale, self.at, DateStyle::Day).into()
    }
}

/// A number as both languages write it. The rest, with what is no number (infinity), is left to Fluent.
pub(crate) fn written(value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(&decimal(number)?)),
        _ => None,
    }
}

fn decimal(number: &FluentNumber) -> Option<Decimal> {
    Decimal::try_from_str(&number.as_string()).ok()
}

/// `NUMBER($n, minimumFractionDigits: 1, maximumFractionDigits: 1)`, with ECMA-402's defaults of 0 and 3. A choice is
/// made by the number as it is written: 1.0 is not `one`.
pub(crate) fn number<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let digits = |name| match named.get(name) {
        Some(FluentValue::Number(digits)) => Some(i16::from(digits)),
        _ => None,
    };
    let number = match positional.first() {
        Some(FluentValue::Number(number)) => decimal(number),
        _ => None,
    };
    let number = number.and_then(|number| {
        let least = digits("minimumFractionDigits").unwrap_or(0);
        let most = digits("maximumFractionDigits").unwrap_or(3);
        rounded(number, least, most)
            .to_string()
            .parse::<FluentNumber>()
            .ok()
    });
    number.map_or("{NUMBER()}".into(), FluentValue::from)
}

/// `DATETIME($at, style: "short")`: a time, or a day written `YYYY-MM-DD`, in a [`DateStyle`].
pub(crate) fn date<'a>(
    positional: &[FluentValue<'a>],
    named: &FluentArgs<'_>,
    locale: Locale,
) -> FluentValue<'a> {
    let at = match positional.first() {
        Some(FluentValue::Custom(time)) => (**time).as_any().downcast_ref::<Moment>().map(|time| time.at),
        Some(FluentValue::String(day)) => LocalTime::of_day(day),
        _ => None,
    };
    let style = match named.get("style") {
        Some(FluentValue::String(name)) => DateStyle::of_name(name),
        Some(_) => None,
        None => Some(DateStyle::Day),
    };
    match (at, style) {
        (Some(at), Some(style)) => figures::date(locale, at, style).into(),
        _ => "{DATETIME()}".into(),
    }
}
