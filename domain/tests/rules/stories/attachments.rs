//! What goes along with a proposal: kept as it was cited, within what the city allows.

use crate::town::{Town, citizen, proposal};
use domain::attachment::{Attachment, FileHash, FileKind, check};
use domain::city::{FileLimits, Policy};
use domain::proposal::{Action, Draft};
use domain::protocol::Outcome;
use domain::refusal::{Problem, Refusal};
use serde_json::json;

fn photo(number: u8) -> Attachment {
    Attachment {
        hash: FileHash([number; 32]),
        kind: FileKind::Jpeg,
        bytes: 180_000,
        alt: None,
    }
}

fn saying(alt: &str) -> Attachment {
    Attachment {
        alt: Some(alt.to_owned()),
        ..photo(1)
    }
}

fn submits(attachments: Vec<Attachment>) -> Result<Town, Problem> {
    let mut town = Town::at("2026-03-09 09:00");
    let draft = Draft {
        text: "路灯坏了".to_owned(),
        language: "zh-CN".to_owned(),
        attachments,
        ..Draft::default()
    };
    match town.asks(&citizen(1), proposal(1), Action::Submit { draft }) {
        Outcome::Applied { .. } => Ok(town),
        Outcome::Refused { problem } => Err(problem),
        other => panic!("{other:?}"),
    }
}

fn refused(attachments: Vec<Attachment>) -> Problem {
    submits(attachments).err().expect("a refusal")
}

#[test]
fn the_case_has_them_in_their_order() {
    let sent = vec![photo(7), saying("灯罩碎了"), photo(3)];
    let town = submits(sent.clone()).expect("accepted");
    assert_eq!(town.case().attachments, sent);
}

#[test]
fn not_too_many_none_too_large_none_twice() {
    let limits = FileLimits::default();
    let most: Vec<Attachment> = (0..limits.count as u8).map(photo).collect();
    assert!(submits(most.clone()).is_ok());
    let more = refused([most.as_slice(), &[photo(99)]].concat());
    assert_eq!(
        (
            more.code.as_str(),
            &more.arguments["limit"],
            &more.arguments["count"]
        ),
        ("too-many-files", &json!(6), &json!(7))
    );
    let of = |bytes| Attachment { bytes, ..photo(1) };
    assert!(submits(vec![of(limits.bytes)]).is_ok());
    let large = refused(vec![of(limits.bytes + 1)]);
    assert_eq!(
        (large.code.as_str(), &large.arguments["megabytes"]),
        ("file-too-large", &json!(20))
    );
    assert_eq!(
        refused(vec![photo(1), photo(2), photo(1)]).code,
        "same-file-twice"
    );
}

#[test]
fn a_city_has_limits_of_its_own() {
    let files = FileLimits {
        count: 1,
        ..FileLimits::default()
    };
    let policy = Policy {
        files,
        ..Policy::default()
    };
    assert_eq!(check(&[photo(1)], &policy), Ok(()));
    let refusal = check(&[photo(1), photo(2)], &policy);
    assert_eq!(refusal, Err(Refusal::TooManyFiles { limit: 1, count: 2 }));
}

#[test]
fn the_words_with_a_file_are_one_line_that_says_something() {
    assert!(submits(vec![saying(&"灯".repeat(300))]).is_ok());
    for (alt, code) in [
        ("", "text-empty"),
        ("\u{3000}", "text-empty"),
        ("两\n行", "text-control-character"),
        (&"灯".repeat(301), "text-too-long"),
    ] {
        let problem = refused(vec![saying(alt)]);
        assert_eq!(
            (problem.code.as_str(), &problem.arguments["field"]),
            (code, &json!("alt"))
        );
    }
}

#[test]
fn a_file_has_one_name() {
    let name = "a1".repeat(32);
    let hash: FileHash = name.parse().expect("a hash");
    assert_eq!(hash.to_string(), name);
    for other in [
        "",
        "a1",
        &"A1".repeat(32),
        &"g1".repeat(32),
        &"a1".repeat(33),
        &"灯".repeat(32),
        &format!("{}a", "a1".repeat(31)),
    ] {
        assert!(other.parse::<FileHash>().is_err(), "{other}");
        assert!(serde_json::from_value::<FileHash>(json!(other)).is_err());
    }
}

#[test]
fn a_kind_is_written_as_its_media_type() {
    for kind in FileKind::ALL {
        assert_eq!(json!(kind), json!(kind.media_type()));
    }
    assert!(serde_json::from_value::<FileKind>(json!("text/html")).is_err());
}
