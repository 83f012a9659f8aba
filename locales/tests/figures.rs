//! Numbers, dates and plurals as each language writes them.

use locales::{Args, DateStyle, Locale, Time, Words, args};
use serde_json::json;

fn both() -> [Words; 2] {
    Locale::all().map(Words::new)
}

/// 18 March 2026, a Wednesday, 10:20 in Beijing.
const MORNING: Time = Time(1_773_800_400_000);

fn hours_later(hours: i64) -> Time {
    Time(MORNING.0 + hours * 3_600_000)
}

#[test]
fn each_style_in_each_language() {
    let table = [
        (DateStyle::Day, "2026年3月18日", "March 18, 2026"),
        (
            DateStyle::Full,
            "2026年3月18日星期三",
            "Wednesday, March 18, 2026",
        ),
        (DateStyle::Short, "3月18日", "Mar 18"),
        (DateStyle::Weekday, "3月18日周三", "Wed, Mar 18"),
        (DateStyle::Time, "10:20", "10:20 AM"),
        (DateStyle::Moment, "2026年3月18日 10:20", "Mar 18, 2026, 10:20 AM"),
    ];
    for (style, zh, en) in table {
        assert_eq!(
            both().map(|words| words.date(MORNING, style)),
            [zh, en],
            "{style:?}"
        );
    }
}

#[test]
fn a_moment_is_told_from_where_one_stands() {
    let table = [
        (0, "今天 10:20", "Today 10:20 AM"),
        (13, "今天 10:20", "Today 10:20 AM"),
        (14, "昨天 10:20", "Yesterday 10:20 AM"),
        (-11, "明天 10:20", "Tomorrow 10:20 AM"),
        (48, "3月18日", "Mar 18"),
        (24 * 300, "2026年3月18日", "March 18, 2026"),
    ];
    for (hours, zh, en) in table {
        assert_eq!(
            both().map(|words| words.when(MORNING, hours_later(hours))),
            [zh, en],
            "{hours}"
        );
    }
}

#[test]
fn a_day_is_told_from_where_one_stands() {
    let table = [
        (0, "今天", "today"),
        (14, "昨天", "yesterday"),
        (-24, "明天", "tomorrow"),
        (-48, "3月18日周三", "Wed, Mar 18"),
        (-24 * 300, "2026年3月18日", "March 18, 2026"),
    ];
    for (hours, zh, en) in table {
        assert_eq!(
            both().map(|words| words.day(MORNING, hours_later(hours))),
            [zh, en],
            "{hours}"
        );
    }
}

#[test]
fn the_local_day_begins_where_the_city_is() {
    let evening = hours_later(13);
    let [here, _] = both();
    assert_eq!(here.date(evening, DateStyle::Moment), "2026年3月18日 23:20");
    assert_eq!(
        here.with_utc_offset(0).date(evening, DateStyle::Moment),
        "2026年3月18日 15:20"
    );
    assert_eq!(
        here.with_utc_offset(540).date(evening, DateStyle::Moment),
        "2026年3月19日 00:20"
    );
    assert_eq!(here.with_utc_offset(-720).when(MORNING, evening), "昨天 14:20");
}

#[test]
fn times_beyond_the_calendar_are_its_ends() {
    let [zh, en] = both();
    assert_eq!(zh.date(Time(i64::MIN), DateStyle::Day), "1年1月1日");
    assert_eq!(
        en.date(Time(i64::MAX), DateStyle::Full),
        "Friday, December 31, 9999"
    );
}

#[test]
fn one_is_greeted_by_the_hour() {
    let table = [
        (-6, "晚上好"),
        (-5, "早上好"),
        (1, "早上好"),
        (2, "下午好"),
        (7, "下午好"),
        (8, "晚上好"),
    ];
    for (hours, greeting) in table {
        assert_eq!(
            Words::new(Locale::ZhCn).greeting(hours_later(hours)),
            greeting,
            "{hours}"
        );
    }
    assert_eq!(Words::new(Locale::En).greeting(MORNING), "Good morning");
}

#[test]
fn numbers_are_grouped() {
    let table = [(0, "0"), (-7, "-7"), (1630, "1,630"), (10_000_000, "10,000,000")];
    for (number, written) in table {
        assert_eq!(both().map(|words| words.number(number)), [written, written]);
    }
    let supports = |count| both().map(|words| words.text("proposal-supports", &args! { count = count }));
    assert_eq!(supports(1), ["1 人支持", "1 person supports this"]);
    assert_eq!(supports(1630), ["1,630 人支持", "1,630 people support this"]);
    let code =
        |value: f64| both().map(|words| words.text("settings-about.version", &args! { version = value }));
    assert_eq!(code(4.25), ["第 4.25 版", "Version 4.25"]);
    assert_eq!(code(f64::INFINITY), ["第 inf 版", "Version inf"]);
}

#[test]
fn clocks_speak_as_people_do() {
    let left = |days| both().map(|words| words.text("clock-left", &args! { clock = "answer", days = days }));
    assert_eq!(left(1), ["还剩 1 个工作日答复", "1 working day left to answer"]);
    assert_eq!(left(3), ["还剩 3 个工作日答复", "3 working days left to answer"]);
    let late = both().map(|words| words.text("clock-late", &args! { clock = "triage", days = 1 }));
    assert_eq!(late, ["受理逾期 1 个工作日", "1 working day late to accept it"]);
}

#[test]
fn a_message_writes_times_and_days() {
    let by = |day: locales::Arg<'static>| {
        both().map(|words| words.text("answer-promised", &args! { day = day.clone() }))
    };
    let written = ["答应 3月18日周三前办好", "Promised by Wed, Mar 18"];
    assert_eq!(by(MORNING.into()), written);
    assert_eq!(
        by("2026-03-18".into()),
        written,
        "a day of the data is written as it is in JSON"
    );
    assert_eq!(
        by("soon".into())[1],
        "Promised by {DATETIME()}",
        "what is no day is plain to see"
    );
}

#[test]
fn a_problem_is_told_by_its_code_its_family_or_as_unknown() {
    let told = |code: &str, arguments: serde_json::Value| {
        both().map(|words| words.problem(code, arguments.as_object().expect("an object")))
    };

    let [zh, en] = told(
        "text-too-long",
        json!({ "field": "title", "limit": 80, "length": 1200 }),
    );
    assert_eq!(zh.what, "标题太长了：最多 80 字，现在 1,200 字。");
    assert_eq!(zh.next, "您写的都还在。请删短一点再送。");
    assert_eq!(
        en.what,
        "The title is too long. It has 1,200 characters, and 80 is the most."
    );

    let [zh, en] = told(
        "wrong-state",
        json!({ "action": "withdraw", "state": "answered" }),
    );
    assert_eq!(zh.what, "这件提案现在是“已答复”，不能撤回了。");
    assert_eq!(
        en.what,
        "This proposal is now “Answered”, so “Withdraw” is not possible."
    );

    let [zh, _] = told("ledger-malformed-key", json!({}));
    assert_eq!(zh.what, "公开账本没对上。");
    let [zh, en] = told("from-the-future", json!({}));
    assert_eq!(zh.what, "出了点问题（from-the-future）。");
    assert_eq!(
        en.next,
        "What you wrote is safe. Please try again in a while, or call 12345."
    );
}

#[test]
fn a_message_that_is_not_there_is_plain_to_see() {
    for words in both() {
        assert_eq!(
            words.text("no-such-message", &Args::default()),
            "⟨no-such-message⟩"
        );
        assert_eq!(words.text("app-name.title", &Args::default()), "⟨app-name.title⟩");
        assert!(words.has("app-name") && words.has("large-text-on.label") && !words.has("app-name.title"));
    }
}
