//! The guide: a person says in their own words what bothers them, and is led to the category that is meant, or to the
//! page of the app, with the reason: which of their words led there. All of it on the device.
//!
//! It knows the city's own categories by their names and examples, and everyday words by a [`Lexicon`], whose topics it
//! finds a category for in any city. What was said is cut into words, each word is looked up, and targets are ranked by
//! BM25. What isn't clear is said to be unsure: nobody is sent somewhere on a guess.
//!
//! With the feature `sounds` it also knows Chinese words by their sound.
//!
//! ```
//! use guide::{Category, Confidence, Guide, Language, Lexicon, Target};
//!
//! let lexicon = Lexicon::read("guide-topic-lamps = street light, lamp\n    .hints = dark\n");
//! let lamps = Category { id: "lamps".into(), name: "Street lights".into(), examples: "too dim".into() };
//! let guide = Guide::new(Language::English, &lexicon, &[lamps]);
//! let said = "The lamp is out and it is so dark";
//! let answer = guide.ask(said);
//! assert_eq!(answer.confidence, Confidence::Sure);
//! assert_eq!(answer.found[0].target, Target::Category("lamps".into()));
//! assert_eq!(answer.found[0].reason(said).collect::<Vec<_>>(), ["lamp", "dark"]);
//! ```

mod answer;
mod chinese;
mod english;
mod heard;
mod index;
mod language;
mod lexicon;
mod topics;

pub use answer::{Answer, Confidence, Found, Target};
pub use language::Language;
pub use lexicon::{Lexicon, Topic};

use index::{Field, Index};
use language::Ear;
use std::collections::BTreeMap;
use std::ops::Range;

/// How soon it stops counting that a word is said again.
const AGAIN: f32 = 0.5;
/// Who asks for a page does it in one breath, of so many characters: in a longer story its words are in passing.
const BREATH: f32 = 40.0;

/// A category of the city, in the language of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub id: String,
    pub name: String,
    /// Everyday examples, with any punctuation between them.
    pub examples: String,
}

/// Leads from words to targets. Made once for a city and a language, then asked as often as wanted.
#[derive(Debug)]
pub struct Guide {
    ear: Ear,
    index: Index,
    targets: Vec<Target>,
}

impl Guide {
    /// A guide for these categories and the lexicon's pages. Takes time in proportion to the words there are.
    pub fn new(language: Language, lexicon: &Lexicon, categories: &[Category]) -> Self {
        let ear = Ear::new(language, lexicon, categories);
        let pages = lexicon.pages.iter().map(|page| Target::Page(page.name.clone()));
        let targets: Vec<Target> = categories
            .iter()
            .map(|category| Target::Category(category.id.clone()))
            .chain(pages)
            .collect();
        let mut index = Index::new(targets.len());
        for (doc, category) in categories.iter().enumerate() {
            for (field, text) in [
                (Field::Name, &category.name),
                (Field::Examples, &category.examples),
            ] {
                for part in ear.parts(text) {
                    index.add(doc, field, &part);
                }
            }
        }
        let pages = lexicon.pages.iter().enumerate();
        let pages = pages.map(|(at, page)| (page, categories.len() + at));
        for (topic, doc) in topics::places(&ear, lexicon, categories).into_iter().chain(pages) {
            for (field, words) in [(Field::Words, &topic.words), (Field::Hints, &topic.hints)] {
                for word in words {
                    index.add(doc, field, &ear.term(word));
                }
            }
        }
        Self { ear, index, targets }
    }

    /// What is meant by this.
    pub fn ask(&self, said: &str) -> Answer {
        // In a fixed order: what is added up in another may end in another score.
        let mut terms: BTreeMap<String, (f32, Vec<Range<usize>>)> = BTreeMap::new();
        for heard in self.ear.hear(said) {
            let (trust, places) = terms.entry(heard.term).or_default();
            *trust = trust.max(heard.trust);
            places.push(heard.at);
        }
        let mut found: Vec<Found> = self.targets.iter().cloned().map(Found::new).collect();
        for (term, (trust, places)) in &terms {
            let often = places.len() as f32;
            let often = often * (AGAIN + 1.0) / (often + AGAIN);
            for (doc, worth) in self.index.worth(term) {
                found[doc].add(worth * trust * often, places);
            }
        }
        let breath = (BREATH / said.chars().count() as f32).min(1.0);
        for found in &mut found {
            if matches!(found.target, Target::Page(_)) {
                found.score *= breath;
            }
        }
        Answer::of(found)
    }
}
