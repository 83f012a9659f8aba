//! What a message is told: its arguments by name.

use crate::figures::Time;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// One argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Time(Time),
}

/// The arguments of one message; see [`args!`](crate::args!).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Args<'a>(Vec<(Cow<'a, str>, Arg<'a>)>);

/// The arguments of a message, by name: texts (`&str`, `String`), numbers, and [`Time`](crate::Time)s.
///
/// ```
/// use locales::{Locale, Words, args};
/// let words = Words::new(Locale::ZhCn);
/// assert_eq!(words.text("proposal-supports", &args! { count = 1630 }), "1,630 人支持");
/// assert_eq!(words.text("app-name", &args! {}), "回声");
/// ```
#[macro_export]
macro_rules! args {
    ($($name:ident = $value:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut args = $crate::Args::default();
        $( args.set(stringify!($name), $value); )*
        args
    }};
}

impl<'a> Args<'a> {
    /// Adds one; what had the name before is forgotten.
    pub fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Arg<'a>>) {
        let name = name.into();
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value.into()));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Arg<'a>)> {
        self.0.iter().map(|(name, arg)| (name.as_ref(), arg))
    }

    /// The arguments of a problem as it travels in JSON. Times there are numbers of milliseconds, under
    /// the names `at`, `due` and `until`.
    pub fn of_json(arguments: &'a Map<String, Value>) -> Self {
        let mut args = Args::default();
        for (name, value) in arguments {
            match (value, value.as_i64()) {
                (_, Some(ms)) if matches!(name.as_str(), "at" | "due" | "until") => args.set(name, Time(ms)),
                (Value::String(text), _) => args.set(name, text),
                (Value::Number(number), _) => args.set(name, number.as_f64().unwrap_or_default()),
                (other, _) => args.set(name, other.to_string()),
            }
        }
        args
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text.as_str().into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(text.into())
    }
}

impl From<Time> for Arg<'_> {
    fn from(time: Time) -> Self {
        Arg::Time(time)
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl From<$number> for Arg<'_> {
            /// Exact up to 2⁵³, which no count of ours reaches.
            fn from(number: $number) -> Self {
                Arg::Number(number as f64)
            }
        }
    )+};
}
numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize f32 f64);
