//! Finding the command in a few words.

use crate::command::Command;
use crate::distance::{Sounds, words};
use fluent_syntax::ast::{Entry, Pattern, PatternElement};
use fluent_syntax::parser;
use locales::Locale;
use std::collections::HashMap;

/// How far a wording may be from what was heard. Tried on spoken commands and free sentences in both languages: misheard
/// commands stay below it, sentences about something else are far above.
const NEAR: f32 = 0.34;

/// What can be said in one language.
#[derive(Debug, Clone)]
pub struct Commands {
    locale: Locale,
    wordings: Vec<Wording>,
    courtesies: Vec<String>,
    negations: Vec<String>,
    manner: String,
}

/// One way to say a command.
#[derive(Debug, Clone)]
struct Wording {
    command: Command,
    text: String,
    sounds: Sounds,
    negations: Vec<bool>,
}

/// A command that was understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard<'a> {
    pub command: Command,
    /// The wording of the catalogue that it is nearest to: shown and read back where it needs to be confirmed.
    pub said: &'a str,
    /// How far it was from that wording: 0 is word for word.
    pub distance: f32,
    /// As [`Command::needs_confirmation`].
    pub needs_confirmation: bool,
}

impl Commands {
    /// The commands as the catalogue of this language words them.
    pub fn new(locale: Locale) -> Self {
        let mut messages = read(locales::commands(locale));
        let mut of = |id: &str| messages.remove(id).unwrap_or_default();
        let (negations, courtesies) = (of("voice-negation"), of("voice-courtesy"));
        let manner = of("voice-manner").concat();
        let wordings = Command::ALL.iter().flat_map(|&command| {
            let name = command.name();
            of(&format!("command-{name}"))
                .into_iter()
                .map(move |text| (command, text))
        });
        let wordings = wordings
            .map(|(command, text)| Wording {
                command,
                sounds: Sounds::of(&text, locale),
                negations: negated(&text, &negations, locale),
                text,
            })
            .collect();
        Self {
            locale,
            wordings,
            courtesies,
            negations,
            manner,
        }
    }

    /// A sentence in the manner in which anything else that is said is to be written down.
    pub fn manner(&self) -> &str {
        &self.manner
    }

    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// The ways to say `command`, the one we teach first.
    pub fn wordings(&self, command: Command) -> impl Iterator<Item = &str> {
        let of_command = self
            .wordings
            .iter()
            .filter(move |wording| wording.command == command);
        of_command.map(|wording| wording.text.as_str())
    }

    /// The wording we teach of each command; answers and numbers, which need no teaching, left out.
    pub fn taught(&self) -> impl Iterator<Item = &str> {
        let taught = Command::ALL.iter().filter(|command| !command.is_exact());
        taught.filter_map(|command| self.wordings(*command).next())
    }

    /// The command that `text` means, said or typed; none for anything else that may be said. Kind words around
    /// it don't matter. A "not" that no wording has makes it another matter, and so does a tie of two commands.
    pub fn heard(&self, text: &str) -> Option<Heard<'_>> {
        let plain = Sounds::of(text, self.locale);
        let bare = Sounds::of(self.without_courtesies(text), self.locale);
        if plain.is_empty() {
            return None;
        }
        let negations = negated(text, &self.negations, self.locale);
        let mut best: Option<Heard<'_>> = None;
        let mut tied = false;
        for wording in &self.wordings {
            let mut both = negations.iter().zip(&wording.negations);
            if both.any(|(heard, said)| *heard && !said) {
                continue;
            }
            let distance = wording
                .sounds
                .distance(&plain)
                .min(wording.sounds.distance(&bare));
            let near = if wording.command.is_exact() {
                distance == 0.0
            } else {
                distance < NEAR
            };
            if !near || best.is_some_and(|best| best.distance < distance) {
                continue;
            }
            match best {
                Some(best) if best.distance == distance => tied |= best.command != wording.command,
                _ => {
                    tied = false;
                    best = Some(Heard {
                        command: wording.command,
                        said: &wording.text,
                        distance,
                        needs_confirmation: wording.command.needs_confirmation(),
                    });
                }
            }
        }
        best.filter(|_| !tied)
    }

    /// `text` without the kind words before and after it.
    fn without_courtesies<'a>(&self, text: &'a str) -> &'a str {
        let is_silent = |letter: char| !letter.is_alphanumeric();
        let mut rest = text.trim_matches(is_silent);
        while let Some(shorter) = self.courtesies.iter().find_map(|word| self.without(rest, word)) {
            rest = shorter.trim_matches(is_silent);
        }
        rest
    }

    /// `text` without `word` at one of its ends, in any case of letters; in English only where it is a whole word.
    fn without<'a>(&self, text: &'a str, word: &str) -> Option<&'a str> {
        let apart = |rest: &str, letter: Option<char>| {
            self.locale == Locale::ZhCn
                || rest.is_empty()
                || letter.is_some_and(|letter| !letter.is_alphanumeric())
        };
        let same = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(word));
        if same(text.get(..word.len())) {
            let rest = &text[word.len()..];
            return apart(rest, rest.chars().next()).then_some(rest);
        }
        let end = text.len().checked_sub(word.len())?;
        same(text.get(end..))
            .then(|| &text[..end])
            .filter(|rest| apart(rest, rest.chars().next_back()))
    }
}

/// Which of `negations` are in `text`.
fn negated(text: &str, negations: &[String], locale: Locale) -> Vec<bool> {
    let found = words(text).collect::<Vec<_>>();
    let is_in = |negation: &String| match locale {
        Locale::ZhCn => text.contains(negation.as_str()),
        Locale::En => words(negation).all(|word| found.contains(&word)),
    };
    negations.iter().map(is_in).collect()
}

/// The wordings of each message, by its id.
fn read(source: &str) -> HashMap<String, Vec<String>> {
    let resource = parser::parse(source).unwrap_or_else(|(read, _)| read);
    let entries = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name.to_owned(), lines(message.value.as_ref()?))),
        _ => None,
    });
    entries.collect()
}

/// The lines of a text.
fn lines(pattern: &Pattern<&str>) -> Vec<String> {
    let text: String = pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => *value,
            PatternElement::Placeable { .. } => "",
        })
        .collect();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}
