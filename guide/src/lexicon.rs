//! The words people use for each thing, as they stand in `locales/*/guide.ftl`.

use fluent_syntax::ast::{Entry, Pattern, PatternElement};
use fluent_syntax::parser;

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lexicon {
    /// What proposals are about.
    pub topics: Vec<Topic>,
    /// Pages of the app.
    pub pages: Vec<Topic>,
    /// Words that tell nothing apart.
    pub ignored: Vec<String>,
}

/// One thing and the words for it. A word may be several: `last bus`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Of a topic: the id of the category it is about, in cities that call it so. Of a page: the page's name.
    pub name: String,
    /// Words that name it.
    pub words: Vec<String>,
    /// Words that fit it, and other things too.
    pub hints: Vec<String>,
}

impl Lexicon {
    /// Reads a Fluent source: `guide-topic-NAME` and `guide-page-NAME` hold words, their attribute `hints` the vaguer
    /// ones; `guide-ignored` what tells nothing apart. Words are separated by `,` or `、` or the end of a line. What
    /// isn't Fluent is left out.
    pub fn read(source: &str) -> Self {
        let resource = parser::parse(source).unwrap_or_else(|(read, _)| read);
        let mut lexicon = Self::default();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let words = message.value.as_ref().map(words).unwrap_or_default();
            let hints = message
                .attributes
                .iter()
                .find(|attribute| attribute.id.name == "hints");
            let topic = |name: &str| Topic {
                name: name.to_owned(),
                hints: hints.map(|hints| self::words(&hints.value)).unwrap_or_default(),
                words: words.clone(),
            };
            let id = message.id.name;
            if let Some(name) = id.strip_prefix("guide-topic-") {
                lexicon.topics.push(topic(name));
            } else if let Some(name) = id.strip_prefix("guide-page-") {
                lexicon.pages.push(topic(name));
            } else if id == "guide-ignored" {
                lexicon.ignored = words;
            }
        }
        lexicon
    }
}

fn words(pattern: &Pattern<&str>) -> Vec<String> {
    let texts = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::TextElement { value } => Some(*value),
        PatternElement::Placeable { .. } => None,
    });
    let words = texts.flat_map(|text| text.split([',', '\u{3001}', '\n']).map(str::trim));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_pages_and_ignored_words_are_read() {
        let lexicon = Lexicon::read(
            "# why\nguide-topic-lamps =\n    Lamp, street light\n    灯、路灯\n    .hints = dark\n\
             guide-page-say = complain\nguide-ignored = the, a\nother = x\n",
        );
        let topic = |name: &str, words: &[&str], hints: &[&str]| Topic {
            name: name.to_owned(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            hints: hints.iter().map(|word| (*word).to_owned()).collect(),
        };
        assert_eq!(
            lexicon.topics,
            [topic("lamps", &["lamp", "street light", "灯", "路灯"], &["dark"])]
        );
        assert_eq!(lexicon.pages, [topic("say", &["complain"], &[])]);
        assert_eq!(lexicon.ignored, ["the", "a"]);
    }
}
