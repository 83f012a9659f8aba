//! Source and catalogues agree: every message that is asked for exists, and every message is asked for. (That both
//! languages have the same messages is a test of the crate `locales` itself.)

use std::collections::BTreeSet;
use std::fs;

use proc_macro2::TokenTree;

use crate::catalogue::Catalogue;
use crate::source::{Source, inside, is_ident, is_punct, root, sources, string_literal, walk};

/// Where messages are asked for.
const CRATES: &[&str] = &[
    "backend/src",
    "frontend/src",
    "src-tauri/src",
    "client/src",
    "locales/src",
    "voice/src",
];

/// Functions and macros whose first text is a message id, or an id with an attribute: `home-say.detail`.
const ASKING: &[&str] = &["t", "tr", "text", "has"];

/// `proposal-submit-title`, `home-say.detail`; not `2026-0012`.
fn is_id(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.contains('-')
        && text.splitn(2, '.').all(|part| part.split('-').all(is_word))
}

/// Every id that stands where only a message's id can stand.
fn asked_for(source: &Source) -> Vec<(usize, String)> {
    let mut asked = Vec::new();
    walk(&source.tokens, &mut |tokens| {
        for (at, token) in tokens.iter().enumerate() {
            let mut next = at + 1;
            if !ASKING.iter().any(|name| is_ident(Some(token), name)) {
                continue;
            }
            if is_punct(tokens.get(next), '!') {
                next += 1;
            }
            if let Some(TokenTree::Group(group)) = tokens.get(next)
                && let Some(literal) = inside(group).iter().find_map(string_literal)
                && is_id(&literal.value)
            {
                asked.push((literal.line, literal.value));
            }
        }
    });
    asked
}

/// Whether `literal`, found anywhere in the source, may ask for `message`: it is its id, or, like `error-{code}` and
/// `{id}.next`, the frame that such an id is put together with.
fn may_ask_for(literal: &str, message: &str) -> bool {
    let Some((before, rest)) = literal.split_once('{') else {
        return literal == message;
    };
    let Some((_, after)) = rest.rsplit_once('}') else {
        return false;
    };
    let (id, attribute) = message.split_once('.').unwrap_or((message, ""));
    let frame = if before.is_empty() {
        // A whole id put in by name: only the attribute is known here.
        after.strip_prefix('.').is_some_and(|name| name == attribute)
    } else {
        is_id(&format!("{before}x")) && id.starts_with(before) && message.ends_with(after)
    };
    frame && (after.contains('.') == message.contains('.'))
}

/// Messages that nothing asks for.
fn unused(catalogue: &Catalogue, literals: &BTreeSet<String>) -> Vec<String> {
    let used = |message: &String| {
        catalogue.included.contains(message)
            || catalogue.dynamic.iter().any(|prefix| message.starts_with(prefix))
            || literals.iter().any(|literal| may_ask_for(literal, message))
    };
    catalogue
        .messages
        .keys()
        .filter(|message| !used(message))
        .cloned()
        .collect()
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let catalogue = Catalogue::read("en");
    let mut findings = Vec::new();
    for source in sources(CRATES) {
        for (line, id) in asked_for(&source) {
            if !catalogue.has(&id) {
                findings.push(source.finding(line, &id));
            }
        }
    }
    assert!(findings.is_empty(), "no such message:\n{}", findings.join("\n"));
}

#[test]
fn every_message_is_asked_for() {
    let literals = sources(CRATES)
        .iter()
        .flat_map(Source::literals)
        .map(|literal| literal.value)
        .collect::<BTreeSet<_>>();
    let unused = unused(&Catalogue::read("en"), &literals);
    assert!(
        unused.is_empty(),
        "words that nobody will ever read:\n{}",
        unused.join("\n")
    );
}

/// What a browser draws before the second part of the words is there: home and the frame around every page.
const FIRST: &[&str] = &["frontend/src"];

/// Of those folders, what is drawn by later pages alone.
const NOT_FIRST: &[&str] = &[
    "frontend/src/app/lazy.rs",
    "frontend/src/commands/",
    "frontend/src/components/attachments.rs",
    "frontend/src/components/author_form.rs",
    "frontend/src/components/city_map.rs",
    "frontend/src/components/file_field.rs",
    "frontend/src/components/gallery",
    "frontend/src/components/microphone",
    "frontend/src/components/reading_bar.rs",
    "frontend/src/components/stepper.rs",
    "frontend/src/components/timeline",
    "frontend/src/pages/",
    "frontend/src/reading/",
    "frontend/src/shortcuts.rs",
];

#[test]
fn what_home_says_is_among_the_first_words() {
    let list = fs::read_to_string(root().join("locales/src/catalogue.rs")).expect("the list of files");
    let (_, first) = list.split_once("first: ").expect("the first files");
    let (first, _) = first.split_once(';').expect("their end");
    let mut catalogue = Catalogue::default();
    for name in first.split('"').skip(1).step_by(2) {
        catalogue.add_file(&root().join("locales/en").join(format!("{name}.ftl")));
    }
    let whole = Catalogue::read("en");
    let mut findings = Vec::new();
    for source in sources(FIRST) {
        let path = source.path.to_string_lossy().into_owned();
        let is_home = path.starts_with("frontend/src/pages/home");
        if !is_home && NOT_FIRST.iter().any(|later| path.starts_with(later)) {
            continue;
        }
        for literal in source.literals() {
            if whole.has(&literal.value) && !catalogue.has(&literal.value) {
                findings.push(source.finding(literal.line, &literal.value));
            }
        }
    }
    assert!(
        findings.is_empty(),
        "not yet there when home stands:\n{}",
        findings.join("\n")
    );
}

#[test]
fn ids_are_found_where_they_are_asked_for() {
    let source = Source::parse(
        "a.rs",
        r#"fn f() { t!("home-title"); words.text("home-say.detail", &args! {}); t!(words, "x-y", n = 1);
           class("not-asked"); text("Plain text"); text("2026-0012"); text(id); }"#,
    );
    let ids: Vec<String> = asked_for(&source).into_iter().map(|(_, id)| id).collect();
    assert_eq!(ids, ["home-title", "home-say.detail", "x-y"]);
}

#[test]
fn a_message_that_nothing_asks_for_is_found() {
    let mut catalogue = Catalogue::default();
    catalogue.add(
        "# dynamic: state-\napp-name = Huisheng\napp-about = { app-name } { $n ->\n    [one] { app-one }\n   *[other] x\n }\n\
         app-one = one\nerror-a = A\n    .next = do\nstate-open = open\nhome-say = Say\n    .detail = more\n    .lost = never\n\
         button-lost = never\n",
    );
    let literals = [
        "app-about",
        "error-{code}",
        "{id}.next",
        "home-say",
        "home-say.detail",
    ]
    .map(str::to_owned)
    .into();
    assert_eq!(unused(&catalogue, &literals), ["button-lost", "home-say.lost"]);
}
