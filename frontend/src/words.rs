//! Words in the language that holds now. Everything here is reactive: read inside a closure of a view, it is
//! told anew when the language changes.

use crate::state::{language, use_city, use_now};
use domain::calendar::Calendar;
use domain::city::{City, Names};
use domain::clock::{Clock, ClockKind};
use domain::id::{AreaId, CategoryId, DepartmentId};
use domain::proposal::{AnswerKind, Decline, Judgement, Ruling, State};
use domain::refusal::Problem;
use domain::time::Timestamp;
use leptos::prelude::*;
use locales::{Time, Told, Words};

/// Minutes east of UTC, until the city has told its own.
const BEIJING: i16 = 480;

/// The message `id` as it is now, a `String`.
#[macro_export]
macro_rules! text {
    ($id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::words().text(
            ::core::convert::AsRef::<str>::as_ref(&$id),
            &::locales::args! { $($name = ::core::clone::Clone::clone(&$value)),* },
        )
    };
}

/// The message `id` as a signal, for use in a view: `{t!("home-title")}`, `{t!("say-count", count = 3)}`.
/// The values are worked out anew each time, so they may read signals.
///
/// All of them have one type: a view is compiled once for every type that it holds, and there are hundreds of
/// messages.
#[macro_export]
macro_rules! t {
    ($id:literal) => {
        $crate::words::message($id)
    };
    ($id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        ::leptos::prelude::Signal::derive(move || $crate::text!($id $(, $name = $value)*))
    };
}

/// See [`t!`].
pub fn message(id: &'static str) -> Signal<String> {
    Signal::derive(move || text!(id))
}

/// The words of the language that holds now, on the city's local time.
pub fn words() -> Words {
    let offset = use_city().with(|city| city.as_ref().map(|city| city.calendar.utc_offset));
    let words = Words::new(language());
    offset.map_or(words, |minutes| words.with_utc_offset(minutes))
}

/// What happened, and what to do now.
pub fn told(problem: &Problem) -> Told {
    let mut arguments = problem.arguments.clone();
    // What the directory names is named in the language that holds now.
    if let (Some(name), Some(id)) = (arguments.get_mut("name"), problem.arguments.get("id")) {
        let id = id.as_str().unwrap_or_default();
        let what = problem.arguments.get("what").and_then(|what| what.as_str());
        *name = match what {
            Some("department") => department_name(&id.into()),
            Some("category") => category_name(&id.into()),
            _ => area_name(&id.into()),
        }
        .into();
    }
    words().problem(&problem.code, &arguments)
}

/// A problem in one line.
pub fn problem_words(problem: &Problem) -> String {
    let Told { what, next } = told(problem);
    run_on(&[what, next])
}

/// Sentences one after the other: Chinese runs on after its full stop.
pub fn run_on(sentences: &[String]) -> String {
    let mut said = String::new();
    for sentence in sentences {
        if said.ends_with(|end: char| end.is_ascii()) {
            said.push(' ');
        }
        said.push_str(sentence);
    }
    said
}

/// A proposal's title; where its author took back every word, that.
pub fn title_words(title: &str) -> String {
    match title {
        "" => text!("card-erased"),
        title => title.to_owned(),
    }
}

/// The name of an area; nothing until the directory is there.
pub fn area_name(id: &AreaId) -> String {
    named(id.as_str(), |city| city.area(id).map(|area| &area.names))
}

/// The name of a department; nothing until the directory is there.
pub fn department_name(id: &DepartmentId) -> String {
    named(id.as_str(), |city| city.department(id).map(|found| &found.names))
}

/// The name of a category; nothing until the directory is there.
pub fn category_name(id: &CategoryId) -> String {
    named(id.as_str(), |city| city.category(id).map(|found| &found.names))
}

/// What the directory calls something; its code where it is not in there (any more).
fn named(code: &str, names: impl FnOnce(&City) -> Option<&Names>) -> String {
    use_city().with(|city| match city {
        None => String::new(),
        Some(city) => names(city)
            .map_or(code, |names| names.get(language().tag()))
            .to_owned(),
    })
}

/// The name of a state.
pub fn state_name(state: State) -> String {
    text!("proposal-state", state = state.name())
}

/// The kind of an answer.
pub fn answer_name(kind: AnswerKind) -> String {
    text!("answer-kind", kind = answer_id(kind))
}

/// A judgement.
pub fn judgement_name(judgement: Judgement) -> String {
    text!("judgement", judgement = judgement_id(judgement))
}

/// Its name in JSON, in messages and in the hooks of tests.
pub fn answer_id(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Adopted => "adopted",
        AnswerKind::PartlyAdopted => "partly_adopted",
        AnswerKind::NotAdopted => "not_adopted",
        AnswerKind::Explained => "explained",
    }
}

/// Its name in JSON, in messages and in the hooks of tests.
pub fn decline_id(reason: Decline) -> &'static str {
    match reason {
        Decline::NotOurs => "not_ours",
        Decline::Duplicate => "duplicate",
        Decline::Unclear => "unclear",
        Decline::Unlawful => "unlawful",
        Decline::Abusive => "abusive",
    }
}

/// Its name in JSON, in messages and in the hooks of tests.
pub fn judgement_id(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Solved => "solved",
        Judgement::Partly => "partly",
        Judgement::NotSolved => "not_solved",
    }
}

/// Its name in messages.
pub fn ruling_id(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Rework => "rework",
        Ruling::Stands => "stands",
    }
}

/// How much of a clock is left and for what, or how far it is past: "还剩 2 个工作日答复".
pub fn clock_words(clock: &Clock) -> String {
    clock_text(clock, ["clock-late", "clock-today", "clock-left"])
}

/// The same without saying for what: "还剩 2 个工作日".
pub fn clock_short(clock: &Clock) -> String {
    clock_text(
        clock,
        ["clock-late.short", "clock-today.short", "clock-left.short"],
    )
}

fn clock_text(clock: &Clock, [late, today, left]: [&'static str; 3]) -> String {
    let days = days_left(clock);
    let message = match days {
        _ if use_now().get() >= clock.due => late,
        0 => today,
        _ => left,
    };
    text!(message, clock = clock.kind.name(), days = days.abs())
}

/// Days from today to the last day: working days where the city must move, else days of the calendar.
pub fn days_left(clock: &Clock) -> i32 {
    let now = use_now().get();
    let counted = |calendar: &Calendar| match clock.kind {
        ClockKind::Verdict | ClockKind::Appeal => {
            let last = Timestamp(clock.due.0 - 1).day(calendar.utc_offset);
            i32::try_from(now.day(calendar.utc_offset).days_until(last)).unwrap_or(i32::MAX)
        }
        _ => calendar.working_days_left(now, clock.due),
    };
    use_city().with(|city| match city {
        Some(city) => counted(&city.calendar),
        None => counted(&Calendar::weekends_only(BEIJING)),
    })
}

/// When something happened, seen from now: "今天 10:20".
pub fn when(at: Timestamp) -> String {
    words().when(Time(at.0), Time(use_now().get().0))
}

/// The last day of a deadline, seen from now: "明天", "3月31日周二".
pub fn due_day(due: Timestamp) -> String {
    words().day(Time(due.0 - 1), Time(use_now().get().0))
}

/// Good morning, good afternoon, good evening.
pub fn greeting() -> String {
    words().greeting(Time(use_now().get().0))
}

/// A whole number as the language writes it.
pub fn number(count: impl Into<i64>) -> String {
    words().number(count.into())
}
