//! Words to search by, the same on every device and at the backend.
//!
//! Chinese has no spaces, so runs of Han characters are cut into overlapping pairs and the last character:
//! "路灯坏了" gives 路灯 灯坏 坏了 了. A full-text index over such terms finds any phrase of two characters
//! or more, and single characters by prefix (the last one begins no pair, hence its own term, which also
//! keeps a phrase from running on into the next sentence). Other words are lower-cased and kept whole.
//!
//! What resembles a text that is being written shares some of its rarest terms: [`asked`] takes them from the text,
//! an index says how many proposals have each, [`telling`] chooses, and [`fts5_any`] looks for those.

use crate::place::{Near, Point};
use std::collections::BTreeSet;

/// Proposals shown at most as resembling a text.
pub const SIMILAR: usize = 5;
/// As many are looked for where it is known which place is meant: those near it come first.
pub const SIMILAR_FOUND: usize = 40;
/// Characters in which a text has said what it is about.
const BEGINNING: usize = 300;
/// Terms by which similar proposals are found: more would bring in what only sounds alike.
const TELLING: usize = 8;
/// A term that more than one proposal in so many has says nothing about any of them.
const COMMON: u64 = 3;
/// In so few proposals a term is not common, however few there are in all.
const FEW: u64 = 10;
/// Proposals that can be ranked while somebody types.
const RANKED: u64 = 30_000;

/// The terms of a text, separated by spaces, for a full-text index that splits at spaces.
pub fn terms(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    let begin = |out: &mut String| {
        if !out.is_empty() {
            out.push(' ');
        }
    };
    for run in runs(text) {
        match run {
            Run::Word(word) => {
                begin(&mut out);
                push_lower(&mut out, word);
            }
            Run::Han(han) => {
                let last = han.char_indices().next_back().map(|(at, _)| &han[at..]);
                for pair in pairs(han).chain(last) {
                    begin(&mut out);
                    out.push_str(pair);
                }
            }
        }
    }
    out
}

/// What a person typed, as a query in FTS5 syntax (SQLite): every part must occur, the last one as a
/// prefix, because they may still be typing. `None` where nothing can be searched.
pub fn fts5(typed: &str) -> Option<String> {
    let mut parts = Vec::new();
    for run in runs(typed) {
        match run {
            Run::Word(word) => parts.push(format!("\"{}\"*", lower(word))),
            Run::Han(han) => match pairs(han).collect::<Vec<_>>().as_slice() {
                [] => parts.push(format!("\"{han}\"*")),
                pairs => parts.push(format!("\"{}\"", pairs.join(" "))),
            },
        }
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The part of a text by which similar proposals are found.
pub fn beginning(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(BEGINNING)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The different terms of a text's beginning, but for single Han characters: those are in common by chance.
pub fn asked(text: &str) -> BTreeSet<String> {
    let terms = terms(beginning(text));
    let says_little = |term: &&str| term.chars().all(is_han) && term.chars().nth(1).is_none();
    let terms = terms.split_ascii_whitespace().filter(|term| !says_little(term));
    terms.map(str::to_owned).collect()
}

/// Of terms with the number of proposals that have each, of `all` there are: those that tell one proposal from another,
/// rarest first. None where they are all common.
pub fn telling<T: Ord>(mut counted: Vec<(T, u64)>, all: u64) -> Vec<T> {
    counted.retain(|(_, having)| *having <= FEW.max(all / COMMON));
    counted.sort_unstable_by(|(term, having), (other, than)| (having, term).cmp(&(than, other)));
    let mut ranked = 0;
    let mut telling = Vec::new();
    for (term, having) in counted.into_iter().take(TELLING) {
        ranked += having;
        if ranked > RANKED && !telling.is_empty() {
            break;
        }
        telling.push(term);
    }
    telling
}

/// The first [`SIMILAR`] of what resembles a text, as they come, but what is near the place that is meant before what is not.
pub fn nearest_first<T>(
    mut found: Vec<T>,
    near: Option<Near>,
    place: impl Fn(&T) -> Option<Point>,
) -> Vec<T> {
    if let Some(near) = near {
        found.sort_by_key(|one| place(one).and_then(|point| near.metres_to(point)).is_none());
    }
    found.truncate(SIMILAR);
    found
}

/// Any of these terms, as a query in FTS5 syntax. `None` where there are none.
pub fn fts5_any(terms: &[String]) -> Option<String> {
    let quoted: Vec<String> = terms.iter().map(|term| format!("\"{term}\"")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" OR "))
}

/// Whether a text has everything that was typed, by the rules of [`fts5`]; for a store without an index.
pub fn matches(text: &str, typed: &str) -> bool {
    let written: Vec<String> = runs(text).filter_map(Run::word).map(lower).collect();
    runs(typed).all(|run| match run {
        Run::Word(word) => {
            let word = lower(word);
            written.iter().any(|written| written.starts_with(&word))
        }
        Run::Han(han) => text.contains(han),
    })
}

/// A part of a text without a break in it.
#[derive(Clone, Copy)]
enum Run<'a> {
    Word(&'a str),
    Han(&'a str),
}

impl<'a> Run<'a> {
    fn word(self) -> Option<&'a str> {
        match self {
            Run::Word(word) => Some(word),
            Run::Han(_) => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Word,
    Break,
}

fn kind(c: char) -> Kind {
    match c {
        _ if c.is_ascii() => match c.is_ascii_alphanumeric() {
            true => Kind::Word,
            false => Kind::Break,
        },
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' => Kind::Han,
        _ if c.is_alphanumeric() => Kind::Word,
        _ => Kind::Break,
    }
}

fn is_han(c: char) -> bool {
    kind(c) == Kind::Han
}

fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let first = kind(rest.chars().next()?);
            let end = rest
                .char_indices()
                .find(|(_, c)| kind(*c) != first)
                .map_or(rest.len(), |(at, _)| at);
            let (run, after) = rest.split_at(end);
            rest = after;
            match first {
                Kind::Han => return Some(Run::Han(run)),
                Kind::Word => return Some(Run::Word(run)),
                Kind::Break => {}
            }
        }
    })
}

/// Every two neighbours.
fn pairs(han: &str) -> impl Iterator<Item = &str> {
    let seconds = han.char_indices().skip(1);
    han.char_indices()
        .zip(seconds)
        .map(|((start, _), (second, c))| &han[start..second + c.len_utf8()])
}

fn lower(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    push_lower(&mut lower, word);
    lower
}

fn push_lower(out: &mut String, word: &str) {
    for c in word.chars() {
        match c.is_ascii() {
            true => out.push(c.to_ascii_lowercase()),
            false => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_cut_into_pairs_and_words_are_kept() {
        assert_eq!(terms("路灯坏了，Lamp No.12"), "路灯 灯坏 坏了 了 lamp no 12");
        assert_eq!(terms("灯"), "灯");
    }

    #[test]
    fn what_is_typed_becomes_a_query_without_a_way_out_of_its_quotes() {
        assert_eq!(fts5("路灯坏").as_deref(), Some("\"路灯 灯坏\""));
        assert_eq!(fts5("灯 Lam").as_deref(), Some("\"灯\"* \"lam\"*"));
        assert_eq!(fts5("\" OR 1=1 --").as_deref(), Some("\"or\"* \"1\"* \"1\"*"));
        assert_eq!(fts5("，。 "), None);
    }

    #[test]
    fn the_beginning_of_a_text_says_what_it_is_about() {
        let long = "灯".repeat(BEGINNING) + "桥上";
        assert_eq!(beginning(&long).chars().count(), BEGINNING);
        assert_eq!(beginning("路灯"), "路灯");
        assert!(asked(&long).into_iter().eq(["灯灯"]));
        let terms = asked("路灯不亮，路灯不亮 Lamp");
        assert_eq!(
            terms.into_iter().collect::<Vec<_>>(),
            ["lamp", "不亮", "灯不", "路灯"]
        );
        assert!(asked(" ，。 灯").is_empty());
    }

    #[test]
    fn rare_terms_tell_and_common_ones_do_not() {
        assert_eq!(
            telling(vec![("已经", 60), ("路灯", 30), ("喷泉", 1)], 90),
            ["喷泉", "路灯"]
        );
        assert_eq!(telling(vec![("已经", 60), ("希望", 31)], 90), [""; 0]);
        assert_eq!(
            telling(vec![("路灯", 10)], 10),
            ["路灯"],
            "of few proposals all may be about it"
        );
        let many: Vec<(u64, u64)> = (0..20).map(|n| (n, 20 - n)).collect();
        assert_eq!(telling(many, 100), [19, 18, 17, 16, 15, 14, 13, 12]);
    }

    #[test]
    fn no_more_is_ranked_than_can_be_while_somebody_types() {
        assert_eq!(telling(vec![(1, 20_000), (2, 10_000), (3, 1)], 1_000_000), [3, 2]);
        assert_eq!(
            telling(vec![(1, 90_000), (2, 80_000)], 1_000_000),
            [2],
            "one in any case"
        );
    }

    #[test]
    fn any_of_some_terms_is_a_query() {
        assert_eq!(
            fts5_any(&["路灯".to_owned(), "lamp".to_owned()]).as_deref(),
            Some("\"路灯\" OR \"lamp\"")
        );
        assert_eq!(fts5_any(&[]), None);
    }

    #[test]
    fn a_store_without_an_index_finds_the_same() {
        assert!(matches("楼下的路灯坏了三个星期", "路灯"));
        assert!(matches("Broken street lamp", "lam stre"));
        assert!(!matches("Broken street lamp", "amp"));
    }
}
