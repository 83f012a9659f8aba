//! `huisheng tally`: what it prints, and real elections counted again.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use backend::tally::Folder;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Small files of our own.
fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/tally/files")
}

fn tally(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huisheng"))
        .arg("tally")
        .args(arguments)
        .output()
        .expect("runs")
}

fn file(name: &str) -> String {
    files().join(name).display().to_string()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

#[test]
fn the_result_is_json_with_rule_winners_spent_and_account() {
    let output = tally(&[&file("shares.pb"), "--json"]);
    assert!(output.status.success());
    let result = json_of(&output);
    assert_eq!(result["rule"], "equalshares/add1");
    assert_eq!(result["winners"], json!(["a", "c"]));
    assert_eq!(result["spent"], json!(90));
    assert_eq!(result["as_published"], true);
    assert_eq!(
        result["account"][0],
        json!({ "step": "papers", "cast": 5, "blank": 0, "unclear": 0 })
    );
    // Amounts with decimals are numbers too.
    assert_eq!(
        json_of(&tally(&[&file("choices.pb"), "--json"]))["spent"],
        json!(1000.5)
    );
}

#[test]
fn another_rule_can_be_asked_for() {
    let result = json_of(&tally(&[
        &file("shares.pb"),
        "--rule",
        "greedy-no-skip",
        "--json",
    ]));
    assert_eq!(
        (&result["rule"], &result["winners"]),
        (&json!("greedy-no-skip"), &json!(["a"]))
    );
    let result = json_of(&tally(&[
        &file("strict.soi"),
        "--rule",
        "stv",
        "--seats",
        "2",
        "--json",
    ]));
    assert_eq!(
        (&result["winners"], &result["spent"]),
        (&json!(["1", "3"]), &Value::Null)
    );
}

#[test]
fn a_person_reads_a_table_and_the_account() {
    let output = tally(&[&file("shares.pb")]);
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.starts_with("equalshares/add1: 5 papers\n"), "{text}");
    assert!(text.contains("\n   1  a            60  One\n"), "{text}");
    assert!(
        text.contains("\n+ a: cost 60, 3 supporters, nobody pays more than 20, left 40\n"),
        "{text}"
    );
}

#[test]
fn how_long_each_part_took_is_told_apart_from_the_result() {
    let output = tally(&[&file("shares.pb"), "--json", "--times"]);
    assert_eq!(json_of(&output)["winners"], json!(["a", "c"]));
    let times: Value = serde_json::from_slice(&output.stderr).expect("one JSON value");
    for part in ["read", "parse", "count"] {
        assert!(
            times[part].as_f64().is_some_and(|seconds| seconds > 0.0),
            "{times}"
        );
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_ends_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wrong.pb");
    let text = std::fs::read_to_string(files().join("shares.pb")).unwrap();
    std::fs::write(&path, text.replace("4;c\n", "4;x\n")).unwrap();
    let output = tally(&[&path.display().to_string(), "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = json!({ "code": "papers-no-such-alternative", "arguments": { "id": "x", "line": 19 } });
    assert_eq!(json_of(&output)["error"], expected);
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(
        said.contains("wrong.pb: line 19: ") && said.contains("(papers-no-such-alternative)"),
        "{said}"
    );

    let output = tally(&[&file("strict.soi"), "--json"]);
    assert_eq!(json_of(&output)["error"]["code"], "papers-no-rule");
    let output = tally(&["no/such/file.pb", "--json"]);
    assert_eq!(json_of(&output)["error"]["code"], "papers-unreadable");
}

#[test]
fn a_folder_is_a_table_of_what_is_reproduced() {
    let output = tally(&[&files().display().to_string(), "--json"]);
    assert!(output.status.success());
    let result = json_of(&output);
    assert_eq!(result["rules"]["greedy"], json!({ "reproduced": 2, "of": 2 }));
    assert_eq!(
        result["rules"]["equalshares/add1"],
        json!({ "reproduced": 1, "of": 1 })
    );
}

#[test]
fn what_differs_is_told_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(files().join("shares.pb")).unwrap();
    std::fs::write(folder.path().join("other.pb"), text.replace("Two;0", "Two;1")).unwrap();
    let output = tally(&[&folder.path().display().to_string()]);
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(text.contains("DIFFERS"), "{text}");
    assert!(
        text.contains("    b: named by the file\n      - b: cost 50, 3 supporters have"),
        "{text}"
    );
    assert!(text.contains("0 of 1 reproduced"), "{text}");
}

/// The elections of many cities, where they lie beside the repository (`pabulib.org` has them for everybody).
#[test]
fn real_elections_are_reproduced() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/pabulib");
    if !folder.is_dir() {
        eprintln!("no real elections at {}: left out", folder.display());
        return;
    }
    let mut table = Vec::new();
    let counted = Folder::of(&folder, None).unwrap();
    counted.write_table(&mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    let (found, all) = counted
        .by_rule()
        .into_values()
        .fold((0, 0), |(found, all), (more_found, more)| {
            (found + more_found, all + more)
        });
    assert!(all > 0, "{table}");
    // Cities depart from their own rules now and then: of the whole collection 6 in 1,289 do.
    assert!(found * 200 >= all * 199, "{table}");
}
