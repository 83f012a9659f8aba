//! Finding what people wrote, and the first words that stand for it.

use domain::proposal::Draft;
use domain::search::{fts5, matches, terms};
use proptest::prelude::*;

/// Texts as people write them: Chinese, words, numbers, signs, and any character at all.
fn a_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[路灯坏了修一下吧，。 ]{0,14}",
        2 => "[路灯坏了a-cA-C1-3,. ]{0,14}",
        1 => "\\PC{0,14}",
        1 => any::<String>(),
    ]
}

/// What somebody types: often a character or two of what is there.
fn a_search() -> impl Strategy<Value = String> {
    prop_oneof![2 => "[路灯坏了修aB1]{1,2}".boxed(), 1 => a_text().boxed()]
}

/// What SQLite's FTS5 makes of a query over terms split at spaces: each part is a phrase or, with a star, a prefix.
fn found(terms: &str, query: &str) -> bool {
    let terms: Vec<&str> = terms.split(' ').collect();
    let mut rest = query;
    let mut all = true;
    while let Some(start) = rest.find('"') {
        let end = start + 1 + rest[start + 1..].find('"').expect("the phrase ends");
        let phrase: Vec<&str> = rest[start + 1..end].split(' ').collect();
        rest = &rest[end + 1..];
        let prefix = rest.starts_with('*');
        all &= terms.windows(phrase.len()).any(|window| {
            window
                .iter()
                .zip(&phrase)
                .enumerate()
                .all(|(index, (term, part))| {
                    term == part || (prefix && index + 1 == phrase.len() && term.starts_with(part))
                })
        });
    }
    all
}

proptest! {
    #[test]
    fn a_store_with_an_index_and_one_without_find_the_same(text in a_text(), typed in a_search()) {
        let by_index = fts5(&typed).is_none_or(|query| found(&terms(&text), &query));
        prop_assert_eq!(by_index, matches(&text, &typed), "{:?} in {:?}", typed, terms(&text));
    }

    #[test]
    fn every_piece_of_a_text_finds_it(text in "[路灯坏了修一下吧，。]{1,20}", from in 0_usize..20, length in 1_usize..8) {
        let piece: String = text.chars().skip(from).take(length).collect();
        prop_assert!(matches(&text, &piece));
        if let Some(query) = fts5(&piece) {
            prop_assert!(found(&terms(&text), &query), "{} in {}", query, terms(&text));
        }
    }

    #[test]
    fn a_text_finds_itself_whatever_it_is_made_of(text in any::<String>()) {
        prop_assert!(matches(&text, &text));
        prop_assert!(fts5(&text).is_none_or(|query| found(&terms(&text), &query)));
    }

    #[test]
    fn nothing_typed_gets_out_of_its_quotes(typed in any::<String>()) {
        if let Some(query) = fts5(&typed) {
            prop_assert_eq!(query.matches('"').count() % 2, 0);
            let outside: String = query.split('"').step_by(2).collect();
            prop_assert!(outside.chars().all(|c| c == ' ' || c == '*'), "{}", query);
        }
    }

    #[test]
    fn a_valid_draft_has_a_title_of_one_line(text in any::<String>(), title in prop::option::of("\\PC{1,80}")) {
        let draft = Draft { title, text, language: "zh-CN".to_owned(), ..Draft::default() };
        if draft.check().is_ok() {
            let title = draft.title_or_first_words();
            prop_assert!(!title.trim().is_empty());
            prop_assert!(title.chars().count() <= 80);
            prop_assert!(!title.chars().any(char::is_control));
        }
    }

    #[test]
    fn a_text_of_signs_and_line_ends_has_a_title_too(text in "[。！？!?；\\r\\n\\t 灯a]{1,200}") {
        let draft = Draft { text, language: "zh-CN".to_owned(), ..Draft::default() };
        if draft.check().is_ok() {
            let title = draft.title_or_first_words();
            prop_assert!(!title.trim().is_empty() && title.chars().count() <= 80);
            prop_assert!(!title.chars().any(char::is_control));
        }
    }
}
