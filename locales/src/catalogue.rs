//! The catalogues as they are built in, each read once into a [Fluent bundle](fluent_bundle).

use crate::args::{Arg, Args};
use crate::figures::LocalTime;
use crate::functions::{Moment, date, number, written};
use crate::locale::Locale;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

/// Files of one language: name and content.
type Sources = &'static [(&'static str, &'static str)];

macro_rules! catalogues {
    ($($of:ident: $($name:literal)+;)+) => {$(
        fn $of(locale: Locale) -> Sources {
            match locale {
                Locale::ZhCn => &[$(($name, include_str!(concat!("../zh-CN/", $name, ".ftl")))),+],
                Locale::En => &[$(($name, include_str!(concat!("../en/", $name, ".ftl")))),+],
            }
        }
    )+};
}

// A new file is named here once; a test compares these lists with the folders. What the first page or the frame around
// every page says is in the first list: the second is not there yet when home stands in a browser.
catalogues! {
    first: "app" "card" "home" "trouble" "when";
    later: "account" "admin" "arguments" "desk" "errors" "files" "map" "merging" "mine" "notify" "overdue" "personal" "proposal" "proposals" "reading" "recording" "say" "settings" "supervision" "talk" "votes";
    city: "letter" "open311";
    gallery: "gallery";
}

/// The words that home does without. In a browser they are a part of the program that comes later, with the first page
/// that speaks them; elsewhere all words are there from the start.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    pages: fn(Locale) -> Sources,
    /// What the city's server alone says: no browser fetches it.
    city: Option<fn(Locale) -> Sources>,
    /// What no page of a city says.
    gallery: Option<fn(Locale) -> Sources>,
}

static LATER: OnceLock<Later> = OnceLock::new();

impl Later {
    /// To be called by nothing but the part that is to hold them.
    pub fn words() -> Self {
        // Tests tell these words too.
        let shown = cfg!(any(feature = "gallery", debug_assertions));
        Self {
            pages: later,
            city: (!cfg!(target_family = "wasm")).then_some(city),
            gallery: shown.then_some(gallery),
        }
    }

    fn sources(self, locale: Locale) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        let more = [self.city, self.gallery].into_iter().flatten();
        let more = more.flat_map(move |of| of(locale));
        (self.pages)(locale).iter().chain(more)
    }

    /// From now on they are spoken.
    pub fn add(self) {
        // They are the same each time.
        _ = LATER.set(self);
    }

    fn here() -> Option<Self> {
        if cfg!(target_family = "wasm") {
            LATER.get().copied()
        } else {
            Some(Self::words())
        }
    }
}

/// What can be said to do something in this language, as Fluent messages of a wording a line: for the crate `voice` to
/// read. What people say is in no catalogue: a browser fetches those before home stands.
pub fn commands(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => include_str!("../zh-CN/voice.ftl"),
        Locale::En => include_str!("../en/voice.ftl"),
    }
}

/// What the guide understands in this language, as Fluent messages of lists of words: for the crate `guide` to read.
pub fn guide(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => include_str!("../zh-CN/guide.ftl"),
        Locale::En => include_str!("../en/guide.ftl"),
    }
}

/// The words of one language.
pub(crate) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    locale: Locale,
}

/// The catalogue of this language with the words that are here; the first call reads it.
pub(crate) fn catalogue(locale: Locale) -> &'static Catalogue {
    static FIRST: [OnceLock<Catalogue>; 2] = [const { OnceLock::new() }; 2];
    static WHOLE: [OnceLock<Catalogue>; 2] = [const { OnceLock::new() }; 2];
    let later = Later::here();
    let kept = if later.is_some() { &WHOLE } else { &FIRST };
    kept[locale as usize].get_or_init(|| {
        let later = later.into_iter().flat_map(|later| later.sources(locale));
        let sources = first(locale).iter().chain(later);
        Catalogue::read(sources.map(|(_, source)| *source), locale)
    })
}

impl Catalogue {
    /// The messages of these sources.
    fn read<'a>(sources: impl IntoIterator<Item = &'a str>, locale: Locale) -> Self {
        let tag = locale.tag().parse().expect("a test speaks every language");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks keep apart what is written from left to right and from right to left. Both languages, and all that
        // is put into their messages, go one way; the marks would only be in the way of searching and copying.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| written(value)));
        for source in sources {
            // What can't be read or is there twice is left out, so that a release still speaks; tests find it.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
            _ = bundle.add_resource(resource);
        }
        // Ids of messages are in lower case, so the names are free.
        _ = bundle.add_function("NUMBER", number);
        _ = bundle.add_function("DATETIME", move |positional, named| {
            date(positional, named, locale)
        });
        Self { bundle, locale }
    }

    /// Whether there is this message, or this attribute of it.
    pub(crate) fn has(&self, id: &str, attribute: Option<&str>) -> bool {
        let message = self.bundle.get_message(id);
        message.is_some_and(|message| match attribute {
            None => message.value().is_some(),
            Some(name) => message.get_attribute(name).is_some(),
        })
    }

    /// The message, or its attribute, in words, on a clock that is `offset` minutes east of UTC. What the message asks
    /// for and is not there shows as `{$name}`, plain to see; tests tell every message.
    pub(crate) fn tell(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &Args<'_>,
        offset: i16,
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let args: FluentArgs<'_> = args
            .iter()
            .map(|(name, arg)| (name, self.value(arg, offset)))
            .collect();
        let told = self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
        Some(told.into_owned())
    }

    fn value<'a>(&self, arg: &'a Arg<'_>, offset: i16) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => text.as_ref().into(),
            // By its digits: so a number that is given equals the same number as the key of a choice.
            Arg::Number(number) => match number.to_string().parse::<FluentNumber>() {
                Ok(number) => number.into(),
                Err(_) => number.into(),
            },
            Arg::Time(time) => {
                let at = LocalTime::new(*time, offset);
                let locale = self.locale;
                FluentValue::Custom(Box::new(Moment { at, locale }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;
    use std::path::Path;

    /// What people say, which is in no catalogue.
    const HEARD: [&str; 2] = ["guide.ftl", "voice.ftl"];

    #[test]
    fn every_file_of_the_folders_is_built_in() {
        for locale in Locale::all() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(locale.tag());
            let entries = std::fs::read_dir(folder).expect("the folder of a language");
            let mut files: Vec<_> = entries
                .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
                .collect();
            files.sort();
            files.retain(|file| !HEARD.contains(&file.as_str()));
            let built_in = first(locale).iter().chain(Later::words().sources(locale));
            let mut built_in: Vec<_> = built_in.map(|(name, _)| format!("{name}.ftl")).collect();
            built_in.sort();
            assert_eq!(built_in, files);
        }
    }

    /// The message `it` of this source, told.
    fn told(source: &str, args: &Args<'_>) -> String {
        let catalogue = Catalogue::read([source], Locale::En);
        catalogue.tell("it", None, args, 480).expect("a message `it`")
    }

    #[test]
    fn texts_literals_terms_and_messages_are_joined() {
        let source = r#"
it = { -name } says { other.aside }{" "}{ { $who } }{ "\u00b7" }{ 5 }
-name = Huisheng
other = unused
    .aside = hello to { $who },
"#;
        assert_eq!(
            told(source, &args! { who = "Li" }),
            "Huisheng says hello to Li, Li·5"
        );
    }

    #[test]
    fn a_choice_is_made_by_name_by_number_or_by_plural() {
        let source = "
it = { $n ->
    [red] colour
    [0] none
    [2.5] some
    [one] one
   *[other] { $n } pieces
}
";
        let of = |args: Args<'_>| told(source, &args);
        assert_eq!(of(args! { n = "red" }), "colour");
        assert_eq!(of(args! { n = 0 }), "none");
        assert_eq!(of(args! { n = 2.5 }), "some");
        assert_eq!(of(args! { n = 1 }), "one");
        assert_eq!(of(args! { n = 2000 }), "2,000 pieces");
        assert_eq!(of(args! { n = 1.5 }), "1.5 pieces");
        assert_eq!(of(args! { n = "blue" }), "blue pieces");
        assert_eq!(of(args! {}), "{$n} pieces", "what is missing takes the default");
        for (number, written) in [(f64::NAN, "NaN pieces"), (f64::NEG_INFINITY, "-inf pieces")] {
            assert_eq!(of(args! { n = number }), written);
        }
        assert!(of(args! { n = f64::MAX }).ends_with(",000 pieces"));
        assert!(of(args! { n = -f64::MIN_POSITIVE }).starts_with("-0.000"));
    }

    #[test]
    fn chinese_has_one_plural() {
        let source = "it = { $n ->\n    [one] one\n   *[other] any\n}\n";
        let catalogue = Catalogue::read([source], Locale::ZhCn);
        let told = catalogue.tell("it", None, &args! { n = 1 }, 480);
        assert_eq!(told.as_deref(), Some("any"));
    }

    #[test]
    fn numbers_are_written_with_the_digits_asked_for() {
        let source =
            "it = { NUMBER($n, minimumFractionDigits: 1, maximumFractionDigits: 2) } { NUMBER($n) } { $n }";
        assert_eq!(told(source, &args! { n = 4 }), "4.0 4 4");
        assert_eq!(told(source, &args! { n = 2.34567 }), "2.35 2.346 2.34567");
        let plural = |source| told(source, &args! { n = 1.0004 });
        assert_eq!(
            plural("it = { NUMBER($n, minimumFractionDigits: 1) ->\n    [one] one\n   *[other] more\n}\n"),
            "more"
        );
        assert_eq!(
            plural("it = { NUMBER($n) ->\n    [one] one\n   *[other] more\n}\n"),
            "one"
        );
    }

    #[test]
    fn times_are_written_in_the_style_asked_for() {
        let source = "it = { DATETIME($at, style: \"time\") } { DATETIME($at) } { $at }";
        assert_eq!(
            told(source, &args! { at = crate::Time(1_773_800_400_000) }),
            "10:20 AM March 18, 2026 March 18, 2026"
        );
    }

    #[test]
    fn what_is_not_there_is_plain_to_see() {
        let source =
            "it = { gone } { -gone } { GONE() } { NUMBER($text) } { DATETIME($text, style: \"odd\") }";
        assert_eq!(
            told(source, &args! { text = "x" }),
            "{gone} {-gone} {GONE()} {NUMBER()} {DATETIME()}"
        );
        assert!(!Catalogue::read([source], Locale::En).has("it", Some("title")));
    }

    #[test]
    fn a_message_that_refers_to_itself_ends() {
        assert_eq!(told("it = a { it }", &args! {}), "a {it}");
    }
}
