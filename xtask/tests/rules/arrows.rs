//! Crates depend on one another as docs/ARCHITECTURE.md says, and on nothing more.

use std::collections::BTreeSet;
use std::fs;

use cargo_metadata::{Dependency, DependencyKind, MetadataCommand};

use crate::source::root;

/// `from -> to`, with ` (test)` when only tests need it.
type Arrow = String;

/// The arrows of the page's fenced block `arrows`: each line `from -> to to …`, marked `(test)` at its end when it
/// names what only tests need.
fn listed(page: &str) -> BTreeSet<Arrow> {
    let block = page
        .split("```arrows\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let mut arrows = BTreeSet::new();
    for line in block.expect("the page has a block ```arrows").lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let (line, mark) = line
            .strip_suffix("(test)")
            .map_or((line, ""), |line| (line, " (test)"));
        let (from, to) = line
            .split_once("->")
            .unwrap_or_else(|| panic!("not an arrow: {line}"));
        arrows.extend(
            to.split_whitespace()
                .map(|to| format!("{} -> {to}{mark}", from.trim())),
        );
    }
    arrows
}

/// The arrows between the crates of the workspace, as cargo sees them. One that tests and the program both need is
/// the program's.
fn real() -> BTreeSet<Arrow> {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo metadata reads the workspace");
    let names: BTreeSet<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    let mut arrows = BTreeSet::new();
    for package in &metadata.packages {
        // A crate that tests itself with one of its own features names itself.
        let ours = |to: &&Dependency| {
            names.contains(to.name.as_str()) && to.path.is_some() && to.name != *package.name
        };
        for dependency in package.dependencies.iter().filter(ours) {
            let mark = if dependency.kind == DependencyKind::Development {
                " (test)"
            } else {
                ""
            };
            arrows.insert(format!("{} -> {}{mark}", package.name, dependency.name));
        }
    }
    let program = arrows.clone();
    arrows.retain(|arrow| {
        arrow
            .strip_suffix(" (test)")
            .is_none_or(|plain| !program.contains(plain))
    });
    arrows
}

/// What stands on one side only.
fn differences(listed: &BTreeSet<Arrow>, real: &BTreeSet<Arrow>) -> Vec<String> {
    let missing = real
        .difference(listed)
        .map(|arrow| format!("not in docs/ARCHITECTURE.md: {arrow}"));
    let stale = listed
        .difference(real)
        .map(|arrow| format!("listed, but no such dependency: {arrow}"));
    missing.chain(stale).collect()
}

#[test]
fn arrows_are_those_of_the_page() {
    let page = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("the page is there");
    let differences = differences(&listed(&page), &real());
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn an_arrow_on_one_side_only_is_found() {
    let listed = listed("# Page\n```arrows\na -> b c  # why\n\na -> d (test)\n```\nb -> a\n");
    assert_eq!(
        listed.iter().map(String::as_str).collect::<Vec<_>>(),
        ["a -> b", "a -> c", "a -> d (test)"]
    );
    let real = ["a -> b", "a -> d", "b -> a"].map(str::to_owned).into();
    assert_eq!(
        differences(&listed, &real),
        [
            "not in docs/ARCHITECTURE.md: a -> d",
            "not in docs/ARCHITECTURE.md: b -> a",
            "listed, but no such dependency: a -> c",
            "listed, but no such dependency: a -> d (test)",
        ]
    );
}
