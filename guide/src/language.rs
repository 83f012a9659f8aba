//! One way to hear either language.

use crate::Category;
use crate::chinese::Chinese;
use crate::english::English;
use crate::heard::Heard;
use crate::lexicon::{Lexicon, Topic};
use std::collections::HashSet;

/// The languages of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    /// The language that this is said in: Chinese where there is a Chinese character.
    pub fn of(said: &str) -> Self {
        if said.chars().any(crate::chinese::is_han) {
            Language::Chinese
        } else {
            Language::English
        }
    }
}

/// Turns what was said into terms, knowing the words of one language.
#[derive(Debug)]
pub(crate) struct Ear {
    tongue: Tongue,
    /// Terms that tell nothing apart.
    ignored: HashSet<String>,
}

#[derive(Debug)]
enum Tongue {
    Chinese(Box<Chinese>),
    English(English),
}

impl Ear {
    pub(crate) fn new(language: Language, lexicon: &Lexicon, categories: &[Category]) -> Self {
        let all = || lexicon.topics.iter().chain(&lexicon.pages);
        let naming = || all().flat_map(|topic| &topic.words).map(String::as_str);
        let words = naming()
            .chain(all().flat_map(|topic| &topic.hints).map(String::as_str))
            .chain(lexicon.ignored.iter().map(String::as_str));
        let tongue = match language {
            Language::Chinese => Tongue::Chinese(Box::new(Chinese::new(words, naming()))),
            Language::English => Tongue::English(English::new(
                words,
                categories
                    .iter()
                    .flat_map(|category| [category.name.as_str(), &category.examples]),
            )),
        };
        let mut ear = Self {
            tongue,
            ignored: HashSet::new(),
        };
        ear.ignored = lexicon.ignored.iter().map(|word| ear.term(word)).collect();
        ear
    }

    /// The terms of what was said, and where each stands.
    pub(crate) fn hear(&self, said: &str) -> Vec<Heard> {
        match &self.tongue {
            Tongue::Chinese(chinese) => chinese.hear(said),
            Tongue::English(english) => english.hear(said),
        }
    }

    /// The term that is this word of the lexicon.
    pub(crate) fn term(&self, word: &str) -> String {
        match &self.tongue {
            Tongue::Chinese(_) => word.to_owned(),
            Tongue::English(english) => english.term(word),
        }
    }

    /// The terms that a category's name or examples can be found by.
    pub(crate) fn parts(&self, text: &str) -> HashSet<String> {
        let mut parts = match &self.tongue {
            Tongue::Chinese(chinese) => chinese.parts(text),
            Tongue::English(english) => english.parts(text),
        };
        parts.retain(|part| !self.ignored.contains(part));
        parts
    }

    /// The terms of a topic's words, and of its hints.
    pub(crate) fn terms<'a>(&'a self, topic: &'a Topic) -> impl Iterator<Item = (String, bool)> + 'a {
        let words = topic.words.iter().map(|word| (self.term(word), true));
        words.chain(topic.hints.iter().map(|word| (self.term(word), false)))
    }
}
