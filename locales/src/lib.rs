//! Every word for people, in each language of the app, with dates, numbers and plurals as that language
//! writes them.
//!
//! The words are [Fluent](https://projectfluent.org) catalogues, `zh-CN/*.ftl` and `en/*.ftl`, built into
//! the program. Both languages have the same ids and variables; tests hold them to it.
//!
//! ```
//! use locales::{Locale, Time, Words, args};
//!
//! let words = Words::new(Locale::En);
//! assert_eq!(words.text("clock-left", &args! { clock = "answer", days = 2 }), "2 working days left to answer");
//! assert_eq!(words.when(Time(1_773_800_400_000), Time(1_773_804_000_000)), "Today 10:20 AM");
//! ```
//!
//! `fluent-bundle` resolves the messages. Numbers and dates in them are written by ICU4X; which plural a number takes
//! is settled inside `fluent-bundle`, which lets nobody else decide it, by the same CLDR rules from
//! `intl_pluralrules`.
//!
//! Nothing here reads a clock: whoever asks for "today" brings the time.

mod args;
mod catalogue;
mod figures;
mod functions;
mod locale;
mod words;

pub use args::{Arg, Args};
pub use catalogue::{Later, commands, guide};
pub use figures::{DateStyle, Time};
pub use locale::{Locale, UnknownLocale};
pub use words::{Told, Words};
