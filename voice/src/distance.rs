//! How far what was heard is from what can be said: 0 is the same, 1 has nothing in common.

use locales::Locale;
use pinyin::ToPinyin;

/// A text by its sounds. Chinese is spelt in pinyin without tones, so that 公元 and 公园 are the same and one wrong
/// sound is one letter or two; English is compared word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sounds {
    Letters(Vec<char>),
    Words(Vec<Vec<char>>),
}

impl Sounds {
    /// Case, punctuation and spaces have no sound.
    pub(crate) fn of(text: &str, locale: Locale) -> Self {
        match locale {
            Locale::ZhCn => Sounds::Letters(text.chars().flat_map(spelt).collect()),
            Locale::En => Sounds::Words(words(text).map(|word| word.chars().collect()).collect()),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Sounds::Letters(letters) => letters.is_empty(),
            Sounds::Words(words) => words.is_empty(),
        }
    }

    /// The distance to `other`, as a share of the longer of both. A word in the place of another counts by the
    /// letters in which they differ.
    pub(crate) fn distance(&self, other: &Sounds) -> f32 {
        match (self, other) {
            (Sounds::Letters(these), Sounds::Letters(those)) => letters_apart(these, those),
            (Sounds::Words(these), Sounds::Words(those)) => {
                apart(these, those, |this, that| letters_apart(this, that))
            }
            _ => 1.0,
        }
    }
}

/// The words of an English text: in lower case, "don’t" as "dont".
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric() && !is_apostrophe(letter))
        .map(|word| {
            let letters = word.chars().filter(|letter| !is_apostrophe(*letter));
            letters.flat_map(char::to_lowercase).collect::<String>()
        })
        .filter(|word| !word.is_empty())
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}')
}

fn spelt(letter: char) -> Vec<char> {
    match letter.to_pinyin() {
        Some(syllable) => syllable.plain().chars().collect(),
        None if letter.is_alphanumeric() => letter.to_lowercase().collect(),
        None => Vec::new(),
    }
}

fn letters_apart(these: &[char], those: &[char]) -> f32 {
    apart(these, those, |this, that| f32::from(u8::from(this != that)))
}

/// Levenshtein's distance over the longer length, where exchanging two items costs what `exchange` says.
fn apart<T>(these: &[T], those: &[T], exchange: impl Fn(&T, &T) -> f32) -> f32 {
    let longer = these.len().max(those.len());
    if longer == 0 {
        return 0.0;
    }
    let mut row: Vec<f32> = (0..=those.len()).map(|count| count as f32).collect();
    for this in these {
        let mut corner = row[0];
        row[0] += 1.0;
        for (at, that) in those.iter().enumerate() {
            let exchanged = corner + exchange(this, that);
            corner = row[at + 1];
            row[at + 1] = exchanged.min(corner + 1.0).min(row[at] + 1.0);
        }
    }
    row[those.len()] / longer as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(locale: Locale, this: &str, that: &str) -> f32 {
        let distance = Sounds::of(this, locale).distance(&Sounds::of(that, locale));
        assert_eq!(
            distance,
            Sounds::of(that, locale).distance(&Sounds::of(this, locale))
        );
        distance
    }

    #[test]
    fn homophones_are_the_same_and_tones_do_not_count() {
        assert_eq!(distance(Locale::ZhCn, "公园", "公元。"), 0.0);
        assert_eq!(distance(Locale::ZhCn, "第1个", "第 1 个"), 0.0);
    }

    #[test]
    fn one_wrong_sound_is_a_few_letters_of_all() {
        // langdu zhe yi ye, langdu zhe yi yue
        assert_eq!(distance(Locale::ZhCn, "朗读这一页", "朗读这一月"), 1.0 / 14.0);
        assert_eq!(distance(Locale::ZhCn, "", "返回"), 1.0);
        assert_eq!(distance(Locale::ZhCn, "", ""), 0.0);
    }

    #[test]
    fn english_counts_words_and_near_words_by_their_letters() {
        assert_eq!(distance(Locale::En, "Go home!", "go  HOME"), 0.0);
        assert_eq!(distance(Locale::En, "don’t", "don't"), 0.0);
        assert_eq!(distance(Locale::En, "red it to me", "read it to me"), 0.25 / 4.0);
        assert_eq!(distance(Locale::En, "read it", "read it to me"), 0.5);
    }
}
