//! Chinese: cut into words by jieba, with a dictionary of the words that the guide knows; pairs of characters for what
//! is in no dictionary; and words that only sound right, as speech recognition and hasty fingers write them.

use crate::heard::Heard;
use jieba_rs::Jieba;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What a pair of characters counts beside a word: it may stand across two words.
const PAIR: f32 = 0.5;
/// What a single character counts: it may be part of a name or of a word that isn't known.
const ALONE: f32 = 0.4;
/// What a word counts that only sounds like the one that is known, with a character of it and without.
const SOUNDS: f32 = 0.8;
const ONLY_SOUNDS: f32 = 0.3;
/// The longest word that is looked for by its sound, in characters.
const LONGEST_SOUND: usize = 4;

#[derive(Debug)]
pub(crate) struct Chinese {
    jieba: Jieba,
    /// Words by their sound.
    sounds: HashMap<String, String>,
}

impl Chinese {
    /// Knows these words; those that `name` something also by their sound.
    pub(crate) fn new<'a>(
        words: impl Iterator<Item = &'a str>,
        naming: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut jieba = Jieba::empty();
        for word in words {
            // All are equally likely, so the fewest and longest words win.
            jieba.add_word(word, Some(1), None);
        }
        let mut sounds = HashMap::new();
        for word in naming {
            let letters: Vec<char> = word.chars().collect();
            if (2..=LONGEST_SOUND).contains(&letters.len())
                && let Some(sound) = sound(&letters)
            {
                sounds.entry(sound).or_insert_with(|| word.to_owned());
            }
        }
        Self { jieba, sounds }
    }

    /// The terms of what was said, and where each stands.
    pub(crate) fn hear(&self, said: &str) -> Vec<Heard> {
        let said = said.to_ascii_lowercase();
        let words: Vec<(Range<usize>, bool)> = self
            .jieba
            .cut(&said, false)
            .iter()
            .map(|token| (token.byte_start..token.byte_end, self.jieba.has_word(token.word)))
            .collect();
        let mut heard: Vec<Heard> = words
            .iter()
            .map(|(at, _)| {
                let alone = said[at.clone()].chars().nth(1).is_none();
                Heard::new(&said[at.clone()], at.clone(), if alone { ALONE } else { 1.0 })
            })
            .collect();
        let known: Vec<Range<usize>> = words
            .iter()
            .filter(|(at, known)| *known && said[at.clone()].chars().nth(1).is_some())
            .map(|(at, _)| at.clone())
            .collect();
        heard.extend(self.by_sound(&said, &known));
        heard.extend(pairs(&said, &known));
        heard
    }

    /// The parts of a category's name or examples: pairs of characters, and the words among them that are known.
    pub(crate) fn parts(&self, text: &str) -> HashSet<String> {
        let text = text.to_ascii_lowercase();
        let known = |word: &str| self.jieba.has_word(word) && word.chars().nth(1).is_some();
        let words = self.jieba.cut(&text, false).into_iter();
        words
            .filter(|token| known(token.word))
            .map(|token| token.word.to_owned())
            .chain(pairs(&text, &[]).into_iter().map(|pair| pair.term))
            .collect()
    }

    /// Words that are not written here but sound so. A known word may be part of one, never cut by one.
    fn by_sound(&self, said: &str, known: &[Range<usize>]) -> Vec<Heard> {
        let letters: Vec<(usize, char)> = said.char_indices().collect();
        let mut found = Vec::new();
        let mut start = 0;
        while start < letters.len() {
            let longest = (2..=LONGEST_SOUND).rev().find_map(|length| {
                let window = letters.get(start..start + length)?;
                let at = window[0].0..window[length - 1].0 + window[length - 1].1.len_utf8();
                let cuts = |word: &Range<usize>| {
                    let apart = word.end <= at.start || word.start >= at.end;
                    let within = word.start >= at.start && word.end <= at.end && *word != at;
                    !apart && !within
                };
                let letters: Vec<char> = window.iter().map(|(_, letter)| *letter).collect();
                let word = self.sounds.get(&sound(&letters)?)?;
                let trust = if letters.iter().any(|letter| word.contains(*letter)) {
                    SOUNDS
                } else {
                    ONLY_SOUNDS
                };
                (!known.iter().any(cuts)).then(|| (length, Heard::new(word, at, trust)))
            });
            start += longest.as_ref().map_or(1, |(length, _)| *length);
            found.extend(longest.map(|(_, heard)| heard));
        }
        found
    }
}

/// Each two characters that stand together, but those within a known word.
fn pairs(said: &str, known: &[Range<usize>]) -> Vec<Heard> {
    let letters: Vec<(usize, char)> = said.char_indices().collect();
    let pairs = letters.windows(2).filter_map(|pair| {
        let at = pair[0].0..pair[1].0 + pair[1].1.len_utf8();
        let within = |word: &Range<usize>| word.start <= at.start && word.end >= at.end;
        let han = pair.iter().all(|(_, letter)| is_han(*letter));
        (han && !known.iter().any(within)).then(|| Heard::new(&said[at.clone()], at, PAIR))
    });
    pairs.collect()
}

pub(crate) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// The syllables without their tones.
#[cfg(feature = "sounds")]
fn sound(letters: &[char]) -> Option<String> {
    use pinyin::ToPinyin;
    let mut sound = String::new();
    for letter in letters {
        sound.push_str(letter.to_pinyin()?.plain());
        sound.push(' ');
    }
    Some(sound)
}

#[cfg(not(feature = "sounds"))]
fn sound(_: &[char]) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(words: &[&'static str], said: &str) -> Vec<(String, f32)> {
        let chinese = Chinese::new(words.iter().copied(), words.iter().copied());
        let heard = chinese.hear(said).into_iter();
        let known = heard.filter(|heard| words.contains(&heard.term.as_str()));
        known
            .map(|heard| (said[heard.at].to_owned(), heard.trust))
            .collect()
    }

    #[test]
    fn the_longest_words_are_heard_and_where_they_stand() {
        assert_eq!(
            heard(&["下水道", "下水", "水"], "ABC，下水道堵了"),
            [("下水道".to_owned(), 1.0)]
        );
        assert_eq!(heard(&["灯"], "没灯了"), [("灯".to_owned(), ALONE)]);
    }

    #[test]
    fn a_word_that_sounds_the_same_is_heard_but_never_across_a_known_one() {
        assert_eq!(heard(&["井盖"], "井概没了"), [("井概".to_owned(), SOUNDS)]);
        assert_eq!(heard(&["路灯"], "陆登坏了"), [("陆登".to_owned(), ONLY_SOUNDS)]);
        assert_eq!(heard(&["登山", "路灯"], "陆登山"), [("登山".to_owned(), 1.0)]);
    }
}
