//! The languages of the app.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A language of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Locale {
    /// Chinese as written in mainland China.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// Every language, the city's own first.
    pub fn all() -> [Locale; 2] {
        [Locale::ZhCn, Locale::En]
    }

    /// Its BCP 47 tag, as in `html lang`, in `?lang=` and in JSON.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::ZhCn => "zh-CN",
            Locale::En => "en",
        }
    }

    /// The first of the person's languages that the app speaks, else the city's own.
    pub fn best<'a>(tags: impl IntoIterator<Item = &'a str>) -> Locale {
        tags.into_iter()
            .find_map(|tag| tag.parse().ok())
            .unwrap_or_default()
    }
}

/// The app does not speak this language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLocale;

impl std::fmt::Display for UnknownLocale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no catalogue for this language")
    }
}

impl std::error::Error for UnknownLocale {}

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// By the language subtag alone, in any case: `zh`, `zh-Hans-CN`, `ZH_tw`, `en-GB`.
    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") {
            Ok(Locale::ZhCn)
        } else if language.eq_ignore_ascii_case("en") {
            Ok(Locale::En)
        } else {
            Err(UnknownLocale)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_browsers_and_systems_are_understood() {
        for tag in ["zh", "zh-CN", "zh-Hans-CN", "zh_CN.UTF-8", "ZH-tw"] {
            assert_eq!(tag.parse(), Ok(Locale::ZhCn), "{tag}");
        }
        for tag in ["en", "en-GB", "EN_us"] {
            assert_eq!(tag.parse(), Ok(Locale::En), "{tag}");
        }
        for tag in ["", "fr", "zhuang", "english"] {
            assert_eq!(tag.parse::<Locale>(), Err(UnknownLocale), "{tag}");
        }
    }

    #[test]
    fn the_first_language_that_is_spoken_wins() {
        assert_eq!(Locale::best(["fr-FR", "en-GB", "zh-CN"]), Locale::En);
        assert_eq!(Locale::best(["fr-FR"]), Locale::ZhCn);
    }

    #[test]
    fn tags_travel_as_they_are_written() {
        for locale in Locale::all() {
            assert_eq!(serde_json::to_value(locale).expect("a string"), locale.tag());
            assert_eq!(locale.tag().parse(), Ok(locale));
        }
    }
}
