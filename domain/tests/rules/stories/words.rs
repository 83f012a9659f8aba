//! What people write arrives as written, or is refused with the reason.

use crate::town::{Town, accept, assign, citizen, coordinator, crossing, decline, note, officer, proposal};
use domain::proposal::{Action, Decline, Draft};
use domain::protocol::Outcome;
use domain::refusal::Problem;
use serde_json::json;

fn draft(text: &str) -> Draft {
    Draft {
        text: text.to_owned(),
        language: "zh-CN".to_owned(),
        ..Draft::default()
    }
}

fn submits(draft: Draft) -> Result<Town, Problem> {
    let mut town = Town::at("2026-03-09 09:00");
    match town.asks(&citizen(1), proposal(1), Action::Submit { draft }) {
        Outcome::Applied { .. } => Ok(town),
        Outcome::Refused { problem } => Err(problem),
        other => panic!("{other:?}"),
    }
}

fn refused(draft: Draft) -> Problem {
    submits(draft).err().expect("a refusal")
}

#[test]
fn from_one_character_to_twenty_thousand() {
    for length in [1, 2, 4_999, 20_000] {
        let text = "灯".repeat(length);
        let town = submits(draft(&text)).expect("accepted");
        assert_eq!(town.case().text, text);
    }
    assert_eq!(
        refused(draft(&"灯".repeat(20_001))),
        Problem {
            code: "text-too-long".to_owned(),
            arguments: json!({"field": "text", "limit": 20_000, "length": 20_001})
                .as_object()
                .cloned()
                .expect("an object"),
        }
    );
}

#[test]
fn characters_are_counted_not_bytes() {
    assert!(
        submits(draft(&"👩‍👧".repeat(6_666))).is_ok(),
        "three characters each, 73 kB"
    );
}

#[test]
fn emoji_rare_characters_and_writing_directions_arrive_as_sent() {
    for text in [
        "路灯坏了😡🔦👨‍👩‍👧‍👦🇨🇳",
        "𠮷野家门口的𨋢坏了",
        "مصباح الشارع مكسور منذ ثلاثة أسابيع",
        "\u{202b}מנורה\u{202c} 12 \u{200f}号",
        "e\u{301}cole 门口",
        "第一行\r\n第二行\n\t第三行",
        "  前后有空格  ",
        "零宽\u{200b}空格\u{feff}",
        "'; DROP TABLE proposals; -- \" OR 1=1 <script>alert(1)</script> {{7*7}} %s \\u0000",
    ] {
        let town = submits(draft(text)).expect("accepted");
        assert_eq!(town.case().text, text);
        assert!(!town.case().title.is_empty());
    }
}

#[test]
fn what_hides_or_breaks_is_refused_with_its_place() {
    for (text, position) in [
        ("\0灯", 0),
        ("路灯\0坏了", 2),
        ("响\u{7}铃", 1),
        ("\u{1b}[31m红", 0),
        ("a\u{85}b", 1),
    ] {
        let problem = refused(draft(text));
        assert_eq!(problem.code, "text-control-character");
        assert_eq!(problem.arguments["field"], json!("text"));
        assert_eq!(problem.arguments["position"], json!(position));
    }
}

#[test]
fn nothing_written_is_refused() {
    for text in ["", " ", "\n\t\r\n", "\u{3000}\u{3000}"] {
        let problem = refused(draft(text));
        assert_eq!(
            (problem.code.as_str(), &problem.arguments["field"]),
            ("text-empty", &json!("text"))
        );
    }
}

#[test]
fn every_field_has_its_limit_and_its_name() {
    type With = fn(String) -> Draft;
    let fields: [(&str, usize, With); 4] = [
        ("title", 80, |text| Draft {
            title: Some(text),
            ..draft("灯坏了")
        }),
        ("place", 200, |text| Draft {
            place: Some(text),
            ..draft("灯坏了")
        }),
        ("signature", 40, |text| Draft {
            signature: Some(text),
            ..draft("灯坏了")
        }),
        ("language", 35, |text| Draft {
            language: text,
            ..draft("灯坏了")
        }),
    ];
    for (name, limit, with) in fields {
        assert!(submits(with("长".repeat(limit))).is_ok(), "{name}");
        let problem = refused(with("长".repeat(limit + 1)));
        assert_eq!(
            (problem.code.as_str(), &problem.arguments["field"]),
            ("text-too-long", &json!(name))
        );
        let problem = refused(with("\u{3000}".to_owned()));
        assert_eq!(
            (problem.code.as_str(), &problem.arguments["field"]),
            ("text-empty", &json!(name))
        );
        let problem = refused(with("两\n行".to_owned()));
        assert_eq!(problem.code, "text-control-character", "{name} is one line");
        assert_eq!(problem.arguments["field"], json!(name));
    }
}

#[test]
fn a_place_or_a_category_that_the_city_does_not_have_is_named() {
    let problem = refused(Draft {
        area: Some("atlantis".into()),
        ..draft("灯坏了")
    });
    assert_eq!(
        (problem.code.as_str(), &problem.arguments["area"]),
        ("no-such-area", &json!("atlantis"))
    );
    let problem = refused(Draft {
        category: Some("magic".into()),
        ..draft("灯坏了")
    });
    assert_eq!(
        (problem.code.as_str(), &problem.arguments["category"]),
        ("no-such-category", &json!("magic"))
    );
}

#[test]
fn replies_of_the_city_have_a_limit_too() {
    let zhou = coordinator("town");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());
    town.may_not(
        &zhou,
        decline(Decline::Unclear, &"长".repeat(5_001)),
        "text-too-long",
    );
    town.does(&zhou, accept())
        .does(&zhou, assign("traffic", &[]))
        .does(&officer("traffic"), Action::Take {});
    town.may_not(&officer("traffic"), note("空\0"), "text-control-character");
    town.does(&officer("traffic"), note(&"长".repeat(5_000)));
}

#[test]
fn without_a_title_the_first_words_serve() {
    for (text, title) in [
        ("路灯坏了。修一下吧。", "路灯坏了"),
        ("\n\n  路灯坏了！\n急", "路灯坏了"),
        ("？？？真的没人管吗？", "真的没人管吗"),
        ("。。。", "。。。"),
        ("灯\t坏了", "灯 坏了"),
        ("灯\r坏了", "灯"),
        ("Lamp is broken! Please", "Lamp is broken"),
    ] {
        assert_eq!(draft(text).title_or_first_words(), title, "{text:?}");
    }
    let long = draft(&"很长的一句话".repeat(10)).title_or_first_words();
    assert_eq!(long.chars().count(), 30);
    assert!(long.ends_with('…'));
    let long = draft(&"a very long sentence ".repeat(10)).title_or_first_words();
    assert_eq!(long.chars().count(), 60);
}
