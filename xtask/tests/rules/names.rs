//! The names of the data (states, actions, reasons …) are choices of the messages that tell them.

use std::fs;

use proc_macro2::{Delimiter, TokenTree};

use crate::catalogue::{Catalogue, LANGUAGES};
use crate::source::{Source, inside, is_ident, is_punct, root, walk};

/// The names of the data: the file and the type, those that nothing tells, and the messages that tell the others, each
/// with the variable that it chooses by.
type Names = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);
/// What single people think is only counted.
const COUNTED: &[&str] = &[
    "supported",
    "unsupported",
    "rated",
    // What it leads to is told.
    "published",
    "argument",
];
const NAMES: &[Names] = &[
    (
        "domain/src/proposal.rs",
        "State",
        &[],
        &[("proposal-state", "state")],
    ),
    (
        "domain/src/proposal/action.rs",
        "ActionKind",
        &[],
        &[("proposal-action", "action")],
    ),
    (
        "domain/src/proposal/action.rs",
        "AnswerKind",
        &[],
        &[("answer-kind", "kind"), ("answer-kind-meaning", "kind")],
    ),
    (
        "domain/src/proposal/action.rs",
        "Decline",
        &[],
        &[("decline-reason", "reason"), ("decline-reason-next", "reason")],
    ),
    (
        "domain/src/proposal/action.rs",
        "Ruling",
        &[],
        &[("hearing-ruling", "ruling")],
    ),
    (
        "domain/src/proposal/action.rs",
        "Judgement",
        &[],
        &[("judgement", "judgement")],
    ),
    (
        "domain/src/proposal/change.rs",
        "Change",
        COUNTED,
        &[("notify-title", "change")],
    ),
    (
        "domain/src/proposal/argument.rs",
        "Side",
        &[],
        &[
            ("arguments-side", "side"),
            ("argue", "side"),
            ("argue-text", "side"),
        ],
    ),
    (
        "domain/src/proposal/argument.rs",
        "Objection",
        &[],
        &[("objection", "reason"), ("objection-choice", "reason")],
    ),
    (
        "domain/src/clock.rs",
        "ClockKind",
        &[],
        &[
            ("clock-duty", "clock"),
            ("timeline-next", "clock"),
            ("timeline-next.detail", "clock"),
        ],
    ),
    (
        "domain/src/actor.rs",
        "Level",
        &[],
        &[("account-level", "level"), ("account-level-meaning", "level")],
    ),
    ("domain/src/actor.rs", "Role", &[], &[("account-role", "role")]),
    ("domain/src/actor.rs", "Part", &[], &[("timeline-by", "part")]),
    ("domain/src/refusal.rs", "Field", &[], &[("field-name", "field")]),
    (
        "client/src/api.rs",
        "OutboxState",
        &[],
        &[("outbox-state", "state"), ("outbox-explain", "state")],
    ),
];

/// Those of `names` that are no choice of `message` by `$variable`.
fn lacking(catalogue: &Catalogue, message: &str, variable: &str, names: &[String]) -> Vec<String> {
    let keys = catalogue
        .messages
        .get(message)
        .and_then(|choices| choices.get(variable));
    let known = |name: &&String| keys.is_some_and(|keys| keys.contains(*name));
    names.iter().filter(|name| !known(name)).cloned().collect()
}

fn braces(token: &TokenTree) -> Option<Vec<TokenTree>> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(inside(group)),
        _ => None,
    }
}

/// The variants of this enum in snake case, as JSON has them.
fn variants(source: &Source, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&source.tokens, &mut |tokens| {
        for (at, token) in tokens.iter().enumerate() {
            if is_ident(Some(token), "enum") && is_ident(tokens.get(at + 1), name) {
                let body = tokens.get(at + 2).and_then(braces).unwrap_or_default();
                let variants = body.split(|token| is_punct(Some(token), ','));
                found.extend(
                    variants
                        .filter_map(|tokens| tokens.first())
                        .map(|name| snake_case(&name.to_string())),
                );
            }
        }
    });
    found
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[test]
fn every_name_of_the_data_is_a_choice_of_what_tells_it() {
    for (file, name, untold, messages) in NAMES {
        let text = fs::read_to_string(root().join(file)).expect("the file of a type");
        let mut names = variants(&Source::parse(*file, &text), name);
        assert!(names.len() > 1, "no enum {name} in {file}");
        names.retain(|name| !untold.contains(&name.as_str()));
        for language in LANGUAGES {
            let catalogue = Catalogue::read(language);
            for (message, variable) in *messages {
                let lacking = lacking(&catalogue, message, variable, &names);
                assert_eq!(
                    lacking, [""; 0],
                    "{name} in {language}: {message} by ${variable} has no choice for"
                );
            }
        }
    }
}

#[test]
fn every_step_of_a_timeline_has_words() {
    let text = fs::read_to_string(root().join("domain/src/proposal/change.rs")).expect("the changes");
    let changes = variants(&Source::parse("change.rs", &text), "Change");
    assert!(changes.contains(&"closed_unjudged".to_owned()));
    for language in LANGUAGES {
        let catalogue = Catalogue::read(language);
        for change in changes
            .iter()
            .filter(|change| !COUNTED.contains(&change.as_str()))
        {
            let id = format!("timeline-{}", change.replace('_', "-"));
            assert!(catalogue.has(&id), "no {id} in {language}");
        }
    }
}

#[test]
fn what_has_no_words_is_found() {
    let mut catalogue = Catalogue::default();
    catalogue.add("b = { $n ->\n    [x] { $m ->\n        [z_z] z\n       *[v] v\n    }\n   *[y] y\n}\n");
    let source = Source::parse("a.rs", "enum N { X, Y { a: A, b: B }, #[serde(other)] ZZ(u8) }");
    let names = variants(&source, "N");
    assert_eq!(names, ["x", "y", "z_z"]);
    assert_eq!(lacking(&catalogue, "b", "n", &names), ["z_z"]);
    assert_eq!(lacking(&catalogue, "b", "m", &names), ["x", "y"]);
    assert_eq!(lacking(&catalogue, "b", "k", &names).len(), 3);
}
