//! `docs/ACCESS.md` names for every line of what everyone can rely on the tests that hold it. The tests are there.

use std::collections::BTreeSet;
use std::fs;

use crate::source::root;

const LINES: usize = 32;

/// The lines of the table: the number, and the tests that are named. A line that nothing holds yet names none.
fn lines(table: &str) -> Vec<(usize, Vec<&str>)> {
    fn read(line: &str) -> Option<(usize, Vec<&str>)> {
        let number = line.strip_prefix("| ")?.split(' ').next()?.parse().ok()?;
        let held = line.split('|').nth(2)?;
        Some((number, held.split('`').skip(1).step_by(2).collect()))
    }
    table.lines().filter_map(read).collect()
}

/// The names of the tests in this source.
fn tests(source: &str) -> Vec<&str> {
    let mut lines = source.lines().map(str::trim);
    let mut names = Vec::new();
    while let Some(line) = lines.next() {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            let name = lines.next().and_then(|item| item.split_once("fn "));
            names.extend(name.and_then(|(_, name)| name.split('(').next()));
        }
    }
    names
}

#[test]
fn every_line_names_tests_that_exist() {
    let table = fs::read_to_string(root().join("docs/ACCESS.md")).expect("the table is there");
    let lines = lines(&table);
    let numbers: Vec<usize> = lines.iter().map(|(number, _)| *number).collect();
    assert_eq!(
        numbers,
        (1..=LINES).collect::<Vec<_>>(),
        "each line once, in order"
    );
    let mut known = BTreeSet::new();
    for folder in [
        "tests/tests",
        "locales/tests",
        "locales/tests/catalogues",
        "xtask/tests/rules",
    ] {
        for file in fs::read_dir(root().join(folder)).expect("the tests are there") {
            let path = file.expect("listed").path();
            if path.extension().is_some_and(|end| end == "rs") {
                let source = fs::read_to_string(path).expect("the file was just listed");
                known.extend(tests(&source).into_iter().map(str::to_owned));
            }
        }
    }
    let missing: Vec<&str> = lines
        .into_iter()
        .flat_map(|(_, named)| named)
        .filter(|name| !known.contains(*name))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/ACCESS.md names tests that are not there: {missing:?}"
    );
}

#[test]
fn a_line_is_read_with_its_tests() {
    let table =
        "| line | held by |\n|---|---|\n| 1 One | `a_test`, `another` |\n| 2 Two, of `code` | none yet |\n";
    assert_eq!(lines(table), [(1, vec!["a_test", "another"]), (2, vec![])]);
}

#[test]
fn a_test_is_known_by_its_mark() {
    let source =
        "#[test]\nfn holds() {}\nfn helps() {}\n#[tokio::test(flavor = \"x\")]\nasync fn waits() -> R {}\n";
    assert_eq!(tests(source), ["holds", "waits"]);
}
