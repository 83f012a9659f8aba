//! What was promised is done step by step, each by its day.

use crate::town::{
    Town, accept, achieve, assign, citizen, coordinator, crossing, end_of, judge, officer, plan, resolve,
};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::proposal::{Action, Judgement, STEPS_LIMIT, State};

/// The traffic police have taken it.
fn taken() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept())
        .does(&coordinator("town"), assign("traffic", &[]))
        .does(&officer("traffic"), Action::Take {});
    town
}

fn steps() -> Action {
    plan(
        "2026-03-31",
        &[("画斑马线", "2026-03-12"), ("装信号灯", "2026-03-25")],
    )
}

#[test]
fn the_clock_goes_from_step_to_step_and_what_is_promised_ends_with_the_last() {
    let traffic = officer("traffic");
    let mut town = taken();
    town.does(&traffic, steps());
    assert_eq!(town.case().state, State::Implementing);
    assert_eq!(town.due(), end_of("2026-03-12"));
    town.may_not(&citizen(1), judge(Judgement::Solved), "awaits-work")
        .may_not(&traffic, resolve("都好了。"), "milestones-open")
        .may_not(&traffic, achieve(2), "no-such-milestone")
        .may_not(&officer("lights"), achieve(0), "not-lead-officer");

    town.until("2026-03-11 16:00").does(&traffic, achieve(0));
    assert_eq!(town.due(), end_of("2026-03-25"));
    town.may_not(&traffic, achieve(0), "no-such-milestone");
    let answer = town.case().answer.clone().expect("an answer");
    let first = answer.milestones[0].achieved.as_ref().expect("reached");
    assert_eq!(first.at, town.now);
    assert_eq!(answer.open().map(|(at, _)| at).collect::<Vec<_>>(), [1]);

    town.until("2026-03-24 10:00").does(&traffic, achieve(1));
    assert_eq!(town.due(), end_of("2026-03-31"), "the day of the whole");
    town.does(&traffic, resolve("都好了。"));
    assert_eq!(town.case().state, State::Resolved);
    town.does(&citizen(1), judge(Judgement::Solved));
    assert_eq!(town.case().state, State::Closed);
}

#[test]
fn what_can_be_done_first_is_done_first_and_the_clock_waits_for_the_rest() {
    let traffic = officer("traffic");
    let mut town = taken();
    town.does(&traffic, steps()).does(&traffic, achieve(1));
    assert_eq!(town.due(), end_of("2026-03-12"));
    town.does(&traffic, achieve(0));
    assert_eq!(town.due(), end_of("2026-03-31"));
}

#[test]
fn a_late_step_goes_up_once_and_the_next_one_is_late_by_itself() {
    let traffic = officer("traffic");
    let escalated = |town: &Town| {
        let clock = town.case().clock.expect("a clock");
        (clock.escalated.is_some(), Clock::is_overdue(&clock, town.now))
    };
    let mut town = taken();
    town.does(&traffic, steps());
    town.until("2026-03-26 00:00")
        .does(&Actor::System, Action::Escalate {});
    assert_eq!(escalated(&town), (true, true));
    town.does(&traffic, achieve(0));
    assert_eq!(escalated(&town), (false, true), "its day is over as it begins");
    town.does(&Actor::System, Action::Escalate {}).may_not(
        &Actor::System,
        Action::Escalate {},
        "nothing-to-escalate",
    );
    town.does(&traffic, achieve(1));
    assert_eq!(escalated(&town), (false, false));
}

#[test]
fn steps_go_from_today_to_the_promised_day_in_their_order() {
    let traffic = officer("traffic");
    let mut town = taken();
    let wrong = [
        plan("2026-03-31", &[("昨天的事", "2026-03-08")]),
        plan(
            "2026-03-31",
            &[("后做的", "2026-03-25"), ("先做的", "2026-03-12")],
        ),
        plan("2026-03-31", &[("说好以后的", "2026-04-01")]),
    ];
    for action in wrong {
        town.may_not(&traffic, action, "milestone-out-of-order");
    }
    town.may_not(&traffic, plan("2026-03-31", &[(" ", "2026-03-12")]), "text-empty");
    let long = "长".repeat(201);
    town.may_not(
        &traffic,
        plan("2026-03-31", &[(&long, "2026-03-12")]),
        "text-too-long",
    );
    let many = vec![("一步", "2026-03-12"); STEPS_LIMIT + 1];
    town.may_not(&traffic, plan("2026-03-31", &many), "too-many-milestones");
    town.does(&traffic, plan("2026-03-31", &many[1..]));
}

#[test]
fn only_a_promise_has_steps() {
    let Action::Answer { text, milestones, .. } = steps() else {
        panic!("an answer");
    };
    let explained = Action::Answer {
        kind: domain::proposal::AnswerKind::Explained,
        text,
        promised: None,
        milestones,
    };
    taken().may_not(&officer("traffic"), explained, "promise-not-allowed");
}
