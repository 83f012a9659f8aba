//! Nothing that a person does is on a timer (WCAG 2.2.1): whatever the interface waits for by the clock is named here, and is
//! none of their time.

use std::path::Path;

use proc_macro2::TokenTree;

use crate::source::{Source, sources, walk};

/// Where something is done after a while, and what.
const WAITS: &[(&str, &str)] = &[
    ("pages/say/keeper.rs", "keeps a draft when typing pauses"),
    (
        "pages/say/similar.rs",
        "looks for similar ones when typing pauses",
    ),
    ("pages/search_field.rs", "asks when typing pauses"),
    (
        "platform/browser/fetch.rs",
        "gives up on a network that is silent",
    ),
    ("platform/browser/host.rs", "syncs again later"),
    (
        "platform/browser/push.rs",
        "gives up on a push service that is silent",
    ),
    (
        "platform/browser/recordings/city.rs",
        "asks a busy city again, and gives up on one that is silent",
    ),
    (
        "platform/browser/recordings.rs",
        "lets what was said last come through",
    ),
    ("platform/browser/tabs.rs", "settles which tab keeps the data"),
    ("state.rs", "shows clocks as they are now"),
];

const TIMERS: &[&str] = &[
    "set_timeout",
    "set_timeout_with_handle",
    "set_interval",
    "set_interval_with_handle",
    "gloo_timers",
];

/// The lines that set a timer.
fn timers(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    walk(&source.tokens, &mut |tokens| {
        for token in tokens {
            if let TokenTree::Ident(name) = token
                && TIMERS.iter().any(|timer| name == timer)
            {
                found.push(source.finding(name.span().start().line, &name.to_string()));
            }
        }
    });
    found
}

#[test]
fn nothing_a_person_does_is_on_a_timer() {
    let mut unknown = Vec::new();
    let mut waiting = Vec::new();
    for source in sources(&["frontend/src"]) {
        let found = timers(&source);
        let named = WAITS
            .iter()
            .find(|(path, _)| source.path == Path::new("frontend/src").join(path));
        match named {
            Some((path, _)) if !found.is_empty() => waiting.push(*path),
            _ => unknown.extend(found),
        }
    }
    assert!(
        unknown.is_empty(),
        "timers that nobody accounted for:\n{}",
        unknown.join("\n")
    );
    let named: Vec<&str> = WAITS.iter().map(|(path, _)| *path).collect();
    assert_eq!(waiting, named, "named, and waits for nothing any more");
}

#[test]
fn a_timer_is_found() {
    let source = Source::parse(
        "a.rs",
        "fn f() { set_timeout(g, WAIT); on_click(|| gloo_timers::future::sleep(S)); }\nfn g() {}",
    );
    assert_eq!(timers(&source), ["a.rs:1: set_timeout", "a.rs:1: gloo_timers"]);
}
