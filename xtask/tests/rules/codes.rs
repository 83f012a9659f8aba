//! Whatever can go wrong can be told: each stable code has its words in each language, and no words wait for a code
//! that nothing gives.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenTree};

use crate::catalogue::{Catalogue, LANGUAGES};
use crate::source::{Source, inside, is_ident, sources, string_literal, walk};

/// Where problems get their codes.
const CRATES: &[&str] = &[
    "domain/src",
    "ledger/src",
    "client/src",
    "backend/src",
    "src-tauri/src",
    "frontend/src",
    "voice/src",
];

/// The file whose every constant is a code.
const CONSTANTS: &str = "client/src/problem.rs";

/// Functions whose first text is a code, beside `Problem::new`.
const GIVING: &[&str] = &["plain", "failed"];

/// The code and the families it belongs to, nearest first: `ledger-bad-key`, `ledger-bad`, `ledger`. Who has no words
/// of its own is told by its family's.
fn families(code: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(code), |name| name.rsplit_once('-').map(|(front, _)| front))
}

/// Whether people can be told of this code, and of what to do next.
fn tells(catalogue: &Catalogue, code: &str) -> bool {
    families(code)
        .map(|name| format!("error-{name}"))
        .find(|id| catalogue.has(id))
        .is_some_and(|id| catalogue.has(&format!("{id}.next")))
}

fn is_code(text: &str) -> bool {
    text.split('-')
        .all(|word| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase()))
}

/// The codes that this file gives to problems, with the lines they stand in.
fn codes(source: &Source) -> Vec<(usize, String)> {
    let mut literals = Vec::new();
    if source.path.ends_with(CONSTANTS) {
        literals = source.literals();
    }
    walk(&source.tokens, &mut |tokens| {
        for (at, token) in tokens.iter().enumerate() {
            let new = at >= 3 && is_ident(Some(token), "new") && is_ident(tokens.get(at - 3), "Problem");
            if let Some(TokenTree::Group(group)) = tokens.get(at + 1)
                && (new || GIVING.iter().any(|name| is_ident(Some(token), name)))
            {
                literals.extend(inside(group).first().and_then(string_literal));
            }
            if is_ident(Some(token), "fn") && is_ident(tokens.get(at + 1), "code") {
                let body = tokens[at..].iter().find_map(|token| match token {
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(inside(group)),
                    _ => None,
                });
                walk(&body.unwrap_or_default(), &mut |tokens| {
                    literals.extend(tokens.iter().filter_map(string_literal))
                });
            }
        }
    });
    let codes = literals.into_iter().filter(|literal| is_code(&literal.value));
    codes.map(|literal| (literal.line, literal.value)).collect()
}

#[test]
fn every_code_has_words_in_every_language() {
    let sources = sources(CRATES);
    let codes: Vec<_> = sources
        .iter()
        .flat_map(|source| {
            codes(source)
                .into_iter()
                .map(move |(line, code)| (source, line, code))
        })
        .collect();
    // One of each crate: else the rule has stopped looking where the codes are.
    for known in [
        "wrong-state",
        "ledger-shrunk",
        "device-full",
        "unreachable",
        "wrong-credentials",
        "device-gone",
        "login-unusable",
        "voice-no-model",
    ] {
        assert!(
            codes.iter().any(|(_, _, code)| code == known),
            "{known} is not found"
        );
    }
    for language in LANGUAGES {
        let catalogue = Catalogue::read(language);
        let silent: Vec<_> = codes
            .iter()
            .filter(|(_, _, code)| !tells(&catalogue, code))
            .map(|(source, line, code)| source.finding(*line, code))
            .collect();
        assert!(
            silent.is_empty(),
            "no words in {language} for:\n{}",
            silent.join("\n")
        );
    }
}

#[test]
fn every_error_with_words_has_a_code() {
    let sources = sources(CRATES);
    let given: Vec<String> = sources.iter().flat_map(codes).map(|(_, code)| code).collect();
    let given: BTreeSet<&str> = given.iter().flat_map(|code| families(code)).collect();
    let catalogue = Catalogue::read("en");
    let errors = catalogue.messages.keys().filter(|id| !id.contains('.'));
    // `error-unknown` is for the codes of a version to come.
    let idle: Vec<&str> = errors
        .filter_map(|id| id.strip_prefix("error-"))
        .filter(|code| *code != "unknown" && !given.contains(code))
        .collect();
    assert!(
        idle.is_empty(),
        "words for errors that nothing gives:\n{}",
        idle.join("\n")
    );
}

#[test]
fn codes_are_found_where_they_are_given() {
    let source = Source::parse(
        "a.rs",
        r#"fn a() { Problem::new("one").with("count", 1); plain("two-a"); let x = failed("three", &e); Other::new("no"); }
           fn code(&self) -> &str { match self { E::A => "four-b", E::B(_) => "five" } }
           fn b() { failed("Not a code"); Problem::new(code); }"#,
    );
    let codes: BTreeSet<String> = codes(&source).into_iter().map(|(_, code)| code).collect();
    let codes: Vec<_> = codes.iter().map(String::as_str).collect();
    assert_eq!(codes, ["five", "four-b", "one", "three", "two-a"]);
    let constants = Source::parse(
        CONSTANTS,
        r#"pub const A: &str = "six"; pub const ALL: [&str; 1] = [A];"#,
    );
    assert_eq!(self::codes(&constants), [(1, "six".to_owned())]);
}

#[test]
fn a_code_is_told_by_itself_or_by_its_family() {
    let mut catalogue = Catalogue::default();
    catalogue.add("error-a = A\n    .next = do\nerror-b-c = B\n");
    let told = ["a", "a-b-c", "b-c", "b", "c"].map(|code| tells(&catalogue, code));
    assert_eq!(told, [true, true, false, false, false]);
}
