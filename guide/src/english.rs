//! English: lower case, word stems, words of several words (`last bus`), and one slip of the fingers.

use crate::heard::Heard;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// What a word counts that is one letter away from a known one.
const SLIP: f32 = 0.7;
/// The shortest word that may have a slip in it, in letters.
const SHORTEST_SLIP: usize = 5;

#[derive(Debug)]
pub(crate) struct English {
    /// Stems of known words, joined by a space where they are several.
    known: HashSet<String>,
    /// The most words that one known word has.
    longest: usize,
    /// Known words as they are written, by length: what a slip may have meant.
    spellings: HashMap<usize, BTreeSet<String>>,
}

impl English {
    /// Knows these words, and each word of these texts.
    pub(crate) fn new<'a>(
        words: impl Iterator<Item = &'a str>,
        texts: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut english = Self {
            known: HashSet::new(),
            longest: 1,
            spellings: HashMap::new(),
        };
        for word in words {
            english.learn(&tokens(word));
        }
        for text in texts {
            for token in tokens(text) {
                english.learn(&[token]);
            }
        }
        english
    }

    fn learn(&mut self, word: &[(String, Range<usize>)]) {
        self.longest = self.longest.max(word.len());
        for (token, _) in word {
            if token.len() + 1 >= SHORTEST_SLIP {
                self.spellings
                    .entry(token.len())
                    .or_default()
                    .insert(token.clone());
            }
        }
        self.known.insert(joined(word));
    }

    /// The one term that these words are.
    pub(crate) fn term(&self, words: &str) -> String {
        joined(&tokens(words))
    }

    /// The parts of a category's name or examples: its words, and those of several words that are known.
    pub(crate) fn parts(&self, text: &str) -> HashSet<String> {
        let single = tokens(text).into_iter().map(|(word, _)| stem(&word));
        single
            .chain(self.hear(text).into_iter().map(|heard| heard.term))
            .collect()
    }

    /// The terms of what was said, and where each stands: the longest known word that begins at each place.
    pub(crate) fn hear(&self, said: &str) -> Vec<Heard> {
        let tokens = tokens(said);
        let mut heard = Vec::new();
        let mut start = 0;
        while start < tokens.len() {
            let longest = (1..=self.longest).rev().find_map(|length| {
                let window = tokens.get(start..start + length)?;
                let term = joined(window);
                let at = window[0].1.start..window[length - 1].1.end;
                self.known
                    .contains(&term)
                    .then(|| (length, Heard::new(&term, at, 1.0)))
            });
            let (length, found) = longest.map_or_else(
                || (1, self.slip(&tokens[start])),
                |(length, found)| (length, Some(found)),
            );
            heard.extend(found);
            start += length;
        }
        heard
    }

    /// The known word that is one slip away.
    fn slip(&self, (word, at): &(String, Range<usize>)) -> Option<Heard> {
        if !word.is_ascii() || word.len() < SHORTEST_SLIP {
            return None;
        }
        let near = (word.len() - 1..=word.len() + 1)
            .filter_map(|length| self.spellings.get(&length))
            .flatten()
            .filter(|known| is_one_slip(word, known));
        near.map(|known| stem(known))
            .find(|term| self.known.contains(term))
            .map(|term| Heard::new(&term, at.clone(), SLIP))
    }
}

/// The words of a text in lower case without apostrophes, and where they stand.
fn tokens(text: &str) -> Vec<(String, Range<usize>)> {
    let mut tokens: Vec<(String, Range<usize>)> = Vec::new();
    let mut open = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if letter.is_alphanumeric() {
            match tokens.last_mut() {
                Some((word, range)) if open => {
                    word.extend(letter.to_lowercase());
                    range.end = end;
                }
                _ => tokens.push((letter.to_lowercase().collect(), at..end)),
            }
            open = true;
        } else if !matches!(letter, '\'' | '\u{2019}') {
            open = false;
        }
    }
    tokens
}

fn joined(tokens: &[(String, Range<usize>)]) -> String {
    let stems: Vec<String> = tokens.iter().map(|(word, _)| stem(word)).collect();
    stems.join(" ")
}

/// A word without its ending for number, time or manner, so that `leaks`, `leaked` and `leaking` are one. It is no word
/// of its own: only that the same is cut off everywhere matters.
fn stem(word: &str) -> String {
    let long = |stem: &&str| stem.len() >= 3 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let cut = |word: &str, ending: &str| word.strip_suffix(ending).filter(long).map(str::to_owned);
    let mut stem = word.to_owned();
    if let Some(front) = cut(word, "ies") {
        stem = front + "y";
    } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") {
        stem = cut(word, "s").unwrap_or(stem);
    }
    for ending in ["ing", "ed", "ly"] {
        if let Some(front) = cut(&stem, ending) {
            stem = front;
            // `stopped`, `running`: the letter was doubled for the ending alone. `falling` loses one too, and so does `fall`.
            break;
        }
    }
    let twice = |stem: &str| {
        let letters = stem.as_bytes();
        matches!(letters, [.., a, b] if a == b && !b"aeiou".contains(a))
    };
    if stem.len() > 3 && twice(&stem) {
        stem.pop();
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    stem
}

/// Whether two words differ by one letter: one more, one less, another, or two swapped.
fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 if short.is_empty() => false,
        0 => {
            let swapped =
                short.len() > 1 && short[0] == long[1] && short[1] == long[0] && short[2..] == long[2..];
            short[1..] == long[1..] || swapped
        }
        1 => *short == long[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["leak", "leaks", "leaked", "leaking"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["lorry", "lorries"],
            &["bus", "buses"],
            &["fall", "falls", "falling"],
            &["smoke", "smokes", "smoking"],
            &["vaccine", "vaccines"],
        ] {
            let stems: HashSet<String> = forms.iter().map(|form| stem(form)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
        assert_eq!(stem("bin"), "bin");
        assert_eq!(stem("bed"), "bed");
        assert_eq!(stem("ring"), "ring");
        assert_ne!(stem("glass"), stem("gla"));
    }

    #[test]
    fn one_slip_is_one_letter() {
        for (a, b) in [
            ("pavment", "pavement"),
            ("garbege", "garbage"),
            ("taxi", "tax"),
            ("lihgt", "light"),
        ] {
            assert!(is_one_slip(a, b) && is_one_slip(b, a), "{a}");
            assert!(!is_one_slip(a, a), "{a}");
        }
        for (a, b) in [("drain", "trail"), ("light", "lgiht2"), ("bin", "being")] {
            assert!(!is_one_slip(a, b) && !is_one_slip(b, a), "{a}");
        }
    }

    #[test]
    fn the_longest_known_word_is_heard_and_slips_are_mended() {
        let english = English::new(["bus", "last bus", "pavement"].into_iter(), [].into_iter());
        let said = "The LAST buses; a pavment isn't";
        let heard = english.hear(said);
        let heard: Vec<_> = heard
            .iter()
            .map(|heard| (&said[heard.at.clone()], heard.trust))
            .collect();
        assert_eq!(heard, [("LAST buses", 1.0), ("pavment", SLIP)]);
    }
}
