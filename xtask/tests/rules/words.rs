//! Words for people live in `locales/`, so that every one of them has its twin in the other language.

use std::path::Path;

use proc_macro2::{Delimiter, TokenTree};

use crate::source::{Literal, Source, inside, is_ident, is_punct, sources, string_literal, walk};

const CRATES: &[&str] = &[
    "frontend/src",
    "src-tauri/src",
    "backend/src",
    "client/src",
    "domain/src",
    "guide/src",
    "voice/src",
];

/// Made-up proposals to measure with: what citizens might write, not what the interface says.
const SAMPLES: &str = "backend/src/seed/synthetic.rs";

/// Attributes and properties whose text a person reads or hears.
const SPOKEN: &[&str] = &[
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "label",
    "placeholder",
    "title",
];

/// Chinese letters and punctuation, and full-width forms. One written as `\u{…}` is a rule about letters, no word.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn chinese_literals(source: &Source) -> Vec<String> {
    let literals = source.literals().into_iter();
    literals
        .filter(|literal| literal.written.chars().any(is_chinese))
        .map(|literal| source.finding(literal.line, &literal.written))
        .collect()
}

/// Words written straight into a `view!`: as text, or as an attribute that is read or heard.
fn words_in_views(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    walk(&source.tokens, &mut |tokens| {
        for (at, token) in tokens.iter().enumerate() {
            if is_ident(Some(token), "view")
                && is_punct(tokens.get(at + 1), '!')
                && let Some(TokenTree::Group(view)) = tokens.get(at + 2)
            {
                words_in_view(source, &inside(view), &mut findings);
            }
        }
    });
    findings
}

fn words_in_view(source: &Source, view: &[TokenTree], findings: &mut Vec<String>) {
    for (at, token) in view.iter().enumerate() {
        let Some(literal) = string_literal(token).or_else(|| text_block(view, at)) else {
            continue;
        };
        let read = !is_punct(at.checked_sub(1).map(|before| &view[before]), '=')
            || SPOKEN.contains(&attribute_name(&view[..at - 1]).as_str());
        if read && literal.value.chars().any(char::is_alphabetic) {
            findings.push(source.finding(literal.line, &literal.written));
        }
    }
}

/// The text of a block `{"text"}` that is a child or a value of its own, not the branch of an `if`: other blocks are
/// code, and their own views are looked at by themselves.
fn text_block(view: &[TokenTree], at: usize) -> Option<Literal> {
    let TokenTree::Group(group) = &view[at] else {
        return None;
    };
    let stands_alone = match at.checked_sub(1).map(|before| &view[before]) {
        Some(TokenTree::Punct(_) | TokenTree::Literal(_)) | None => true,
        Some(TokenTree::Group(before)) => before.delimiter() == Delimiter::Brace,
        Some(TokenTree::Ident(_)) => false,
    };
    match inside(group).as_slice() {
        [only] if stands_alone && group.delimiter() == Delimiter::Brace => string_literal(only),
        _ => None,
    }
}

/// The name at the end of `tokens`, of words joined by `-`: `aria-label`.
fn attribute_name(tokens: &[TokenTree]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut joined = true;
    for token in tokens.iter().rev() {
        match token {
            TokenTree::Ident(word) if joined => words.push(word.to_string()),
            TokenTree::Punct(dash) if dash.as_char() == '-' && !joined => {}
            _ => break,
        }
        joined = !joined;
    }
    words.reverse();
    words.join("-")
}

#[test]
fn no_chinese_in_rust_source() {
    let sources = sources(CRATES);
    let interface = sources.iter().filter(|source| source.path != Path::new(SAMPLES));
    let findings: Vec<String> = interface.flat_map(chinese_literals).collect();
    assert!(
        findings.is_empty(),
        "words belong in locales/:\n{}",
        findings.join("\n")
    );
}

#[test]
fn no_words_in_views() {
    let findings: Vec<String> = sources(&["frontend/src"])
        .iter()
        .flat_map(words_in_views)
        .collect();
    assert!(
        findings.is_empty(),
        "words belong in locales/:\n{}",
        findings.join("\n")
    );
}

#[test]
fn chinese_is_found_and_a_rule_about_letters_is_not_chinese() {
    let source = Source::parse(
        "a.rs",
        "const A: &str = \"提案\"; // 注释\nconst B: char = '一';\nconst C: &str = \"\\u{4e00} ok\";\nconst D: &str = \"，\";",
    );
    assert_eq!(chinese_literals(&source), ["a.rs:1: \"提案\"", "a.rs:4: \"，\""]);
}

#[test]
fn text_and_spoken_attributes_are_found_and_others_are_not() {
    let source = Source::parse(
        "a.rs",
        r#"fn f() { view! {
            <p class="lead" aria-label="Close">"Hello"</p>
            <img src="/icons/icon.svg" alt="" title={"Picture"}/>
            <Field label="Name" id="name">{t!("field-name")} " · " <i class=if on {"a"} else {"b"}/> {move || view! { <b data-title="x">{"Deep"}</b> }}</Field>
        } }"#,
    );
    let words: Vec<String> = words_in_views(&source)
        .into_iter()
        .map(|finding| finding.rsplit(' ').next().unwrap_or_default().into())
        .collect();
    assert_eq!(
        words,
        ["\"Close\"", "\"Hello\"", "\"Picture\"", "\"Name\"", "\"Deep\""]
    );
}
