//! Speaking one language.

use crate::args::Args;
use crate::catalogue::catalogue;
use crate::figures::{self, DateStyle, LocalTime, Time, grouped};
use crate::locale::Locale;
use fixed_decimal::Decimal;
use serde_json::{Map, Value};

/// Beijing time, in minutes east of UTC.
const DEFAULT_OFFSET: i16 = 480;

/// The words of one language, and where the local day begins. A copy costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    locale: Locale,
    offset: i16,
}

/// A problem in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened, and that nothing is lost.
    pub what: String,
    /// What to do now.
    pub next: String,
}

impl Words {
    /// The words of this language, on Beijing time.
    pub fn new(locale: Locale) -> Self {
        Self {
            locale,
            offset: DEFAULT_OFFSET,
        }
    }

    /// The same where local time is `minutes` east of UTC.
    pub fn with_utc_offset(self, minutes: i16) -> Self {
        Self {
            offset: minutes,
            ..self
        }
    }

    /// The language spoken.
    pub fn locale(self) -> Locale {
        self.locale
    }

    /// Whether there is such a message: `id` or `id.attribute`.
    pub fn has(self, id: &str) -> bool {
        let (message, attribute) = split(id);
        catalogue(self.locale).has(message, attribute)
    }

    /// The message `id`, or its attribute as `id.attribute`, told with these arguments.
    /// A message that is not there is its id in angle brackets, `⟨id⟩`: plain to see, never a panic.
    pub fn text(self, id: &str, args: &Args<'_>) -> String {
        self.try_text(id, args).unwrap_or_else(|| format!("⟨{id}⟩"))
    }

    /// A problem in words, by its stable code and its arguments. A code without words of its own is told by
    /// those of the family it begins with (`ledger-malformed-key` by `error-ledger`), else by `error-unknown`:
    /// the city may be newer than the app.
    pub fn problem(self, code: &str, arguments: &Map<String, Value>) -> Told {
        let mut args = Args::of_json(arguments);
        args.set("code", code);
        let mut family = Some(code);
        while let Some(name) = family {
            if let Some(told) = self.told(&format!("error-{name}"), &args) {
                return told;
            }
            family = name.rsplit_once('-').map(|(front, _)| front);
        }
        Told {
            what: self.text("error-unknown", &args),
            next: self.text("error-unknown.next", &args),
        }
    }

    fn told(self, id: &str, args: &Args<'_>) -> Option<Told> {
        Some(Told {
            what: self.try_text(id, args)?,
            next: self.try_text(&format!("{id}.next"), args)?,
        })
    }

    /// A whole number, grouped as the language does.
    pub fn number(self, number: i64) -> String {
        grouped(&Decimal::from(number))
    }

    /// A day or a time of day.
    pub fn date(self, at: Time, style: DateStyle) -> String {
        figures::date(self.locale, self.local(at), style)
    }

    /// When something happened, seen from `now`: "今天 10:20", "昨天 9:05", "3月18日", "2025年3月18日".
    pub fn when(self, at: Time, now: Time) -> String {
        self.seen_from(now, at, "when-moment", DateStyle::Short)
    }

    /// A day seen from `now`: "今天", "明天", "3月31日周二". For a deadline, which is the midnight that
    /// ends its last day, give the millisecond before it.
    pub fn day(self, at: Time, now: Time) -> String {
        self.seen_from(now, at, "when-day", DateStyle::Weekday)
    }

    /// A greeting for this hour: "早上好" from 5, "下午好" from 12, "晚上好" from 18.
    pub fn greeting(self, now: Time) -> String {
        let part = match self.local(now).hour() {
            5..12 => "morning",
            12..18 => "afternoon",
            _ => "evening",
        };
        self.text("when-greeting", &crate::args! { part = part })
    }

    fn seen_from(self, now: Time, at: Time, id: &str, this_year: DateStyle) -> String {
        let (here, there) = (self.local(now), self.local(at));
        let day = match there.days() - here.days() {
            -1 => "yesterday",
            0 => "today",
            1 => "tomorrow",
            _ => "other",
        };
        let style = if here.year() == there.year() {
            this_year
        } else {
            DateStyle::Day
        };
        self.text(
            id,
            &crate::args! { day = day, at = at, date = self.date(at, style) },
        )
    }

    fn try_text(self, id: &str, args: &Args<'_>) -> Option<String> {
        let (message, attribute) = split(id);
        catalogue(self.locale).tell(message, attribute, args, self.offset)
    }

    fn local(self, at: Time) -> LocalTime {
        LocalTime::new(at, self.offset)
    }
}

fn split(id: &str) -> (&str, Option<&str>) {
    match id.split_once('.') {
        Some((message, attribute)) => (message, Some(attribute)),
        None => (id, None),
    }
}
