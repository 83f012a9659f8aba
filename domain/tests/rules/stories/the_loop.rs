//! A voice goes in, an answer comes back.

use crate::calendar_days::day;
use crate::town::{
    Town, accept, account, administrator, adopt, assign, citizen, contribute, coordinator, crossing, decline,
    end_of, explain, give_back, judge, lamp, note, officer, resolve,
};
use domain::actor::{Actor, Part};
use domain::clock::ClockKind;
use domain::event::Fact;
use domain::proposal::{Action, AnswerKind, Change, Decline, Judgement, State};

fn author() -> Actor {
    citizen(1)
}

#[test]
fn a_broken_lamp_is_reported_mended_and_found_good() {
    let (zhou, lights) = (coordinator("town"), officer("lights"));
    let mut town = Town::at("2026-03-09 20:30");

    town.does(&author(), lamp());
    assert_eq!(town.case().state, State::Submitted);
    assert_eq!(town.case().number.as_deref(), Some("2026-0001"));
    assert_eq!(town.case().title, "社区北门的路灯坏了三个星期，晚上看不见台阶");
    assert_eq!(
        town.due(),
        end_of("2026-03-10"),
        "lighting is looked at within one working day"
    );

    town.until("2026-03-10 09:00").does(&zhou, accept());
    assert_eq!(town.case().clock.map(|clock| clock.kind), Some(ClockKind::Assign));
    town.does(&zhou, assign("lights", &["parks", "lights", "parks"]));
    assert_eq!(town.case().lead, Some("lights".into()));
    assert_eq!(
        town.case().joint,
        ["parks".into()],
        "each department once, and the lead is not its own helper"
    );

    town.until("2026-03-11 10:00")
        .does(&lights, Action::Take {})
        .does(&officer("parks"), contribute("树不用砍。"));
    assert_eq!(
        town.due(),
        end_of("2026-03-18"),
        "five working days to the answer"
    );
    town.does(&lights, note("到现场看过，灯头进水。"));
    assert_eq!(town.case().state, State::InProgress, "a note moves nothing");

    town.until("2026-03-12 16:00");
    town.does(&lights, adopt("换防水灯头。", "2026-03-20"));
    let answer = town.case().answer.clone().expect("an answer");
    assert_eq!(answer.kind, AnswerKind::Adopted);
    assert_eq!(answer.promised, Some(day("2026-03-20")));
    assert_eq!(answer.department, "lights".into());
    assert_eq!(town.due(), end_of("2026-03-20"), "a promise has a day");
    town.may_not(&author(), judge(Judgement::Solved), "awaits-work");

    town.until("2026-03-19 15:00")
        .does(&lights, resolve("已换好，夜里试亮过。"));
    assert_eq!(town.due(), end_of("2026-03-26"), "seven calendar days to judge");

    town.until("2026-03-20 21:00");
    town.does(
        &author(),
        Action::Judge {
            judgement: Judgement::Solved,
            stars: Some(5),
            text: Some("亮了，谢谢师傅。".to_owned()),
        },
    );
    let case = town.case();
    assert_eq!((case.state, case.clock), (State::Closed, None));
    let verdict = case.verdict.clone().expect("a verdict");
    assert_eq!((verdict.judgement, verdict.stars), (Judgement::Solved, Some(5)));
}

#[test]
fn the_timeline_says_in_which_part_each_acted() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing())
        .does(&coordinator("north"), accept())
        .does(&coordinator("north"), assign("traffic", &[]))
        .does(&officer("traffic"), Action::Take {})
        .does(&citizen(2), Action::Support {})
        .does(&author(), Action::Withdraw {});
    let told: Vec<_> = town
        .world
        .log
        .iter()
        .map(|event| (event.by.part, event.by.department.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (Part::Author, None),
            (Part::Coordinator, None),
            (Part::Coordinator, None),
            (Part::Officer, Some("traffic".into())),
            (Part::Citizen, None),
            (Part::Author, None),
        ]
    );
}

#[test]
fn not_solved_reopens_it_and_taking_it_up_again_buys_no_time() {
    let traffic = officer("traffic");
    let mut town = answered_with_a_promise();
    town.until("2026-03-17 09:00")
        .does(&traffic, resolve("加了五秒。"));
    town.until("2026-03-18 09:00")
        .does(&author(), judge(Judgement::NotSolved));
    assert_eq!((town.case().state, town.case().reopened), (State::Reopened, 1));
    assert_eq!(town.case().clock.map(|clock| clock.kind), Some(ClockKind::Rework));
    let rework = town.due();
    assert_eq!(rework, end_of("2026-04-01"), "ten working days");

    town.until("2026-03-25 09:00").does(&traffic, Action::Take {});
    assert_eq!(town.case().state, State::InProgress);
    assert_eq!(town.due(), rework);
    assert_eq!(town.case().clock.map(|clock| clock.kind), Some(ClockKind::Rework));

    town.does(&traffic, explain("再加三秒，已经是规范上限。"))
        .does(&author(), judge(Judgement::Partly));
    assert_eq!((town.case().state, town.case().reopened), (State::Closed, 1));
}

#[test]
fn an_answer_that_promises_nothing_can_be_judged_at_once_and_also_reopens() {
    let mut town = taken();
    town.does(&officer("traffic"), explain("配时由上级统一设定，理由如下。"));
    assert_eq!(
        town.case().clock.map(|clock| clock.kind),
        Some(ClockKind::Verdict)
    );
    assert!(town.case().awaits_verdict());
    town.does(&author(), judge(Judgement::NotSolved));
    assert_eq!(town.case().state, State::Reopened);
    town.may_not(&author(), Action::Withdraw {}, "wrong-state");
}

#[test]
fn what_is_declined_says_why() {
    let zhou = coordinator("town");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing());
    town.may_not(&zhou, decline(Decline::NotOurs, "  \n"), "text-empty");
    town.does(&zhou, decline(Decline::NotOurs, "这条路归省公路局管，电话在此。"));
    let last = &town.world.log.last().expect("an event").fact;
    assert!(matches!(
        last,
        Fact::Proposal {
            change: Change::Declined {
                reason: Decline::NotOurs,
                text,
                ..
            },
            ..
        } if text.contains("公路局")
    ));
    town.may_not(&zhou, accept(), "wrong-state");
}

#[test]
fn a_department_may_give_it_back_once_for_each_assignment_and_that_is_counted() {
    let zhou = coordinator("town");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("lights", &["parks"]));
    town.may_not(&officer("parks"), give_back("不归我们。"), "not-lead-officer");
    town.may_not(&officer("lights"), give_back(""), "text-empty");
    town.does(&officer("lights"), give_back("信号灯归交警。"));
    let case = town.case();
    assert_eq!((case.state, case.returned), (State::Accepted, 1));
    assert_eq!((case.lead.clone(), case.joint.len()), (None, 0));
    town.may_not(&officer("lights"), Action::Take {}, "not-lead-officer");
    town.does(&zhou, assign("traffic", &[]))
        .does(&officer("traffic"), give_back("先请园林修枝。"));
    town.does(&zhou, assign("parks", &[]))
        .does(&officer("parks"), Action::Take {});
    assert_eq!(town.case().returned, 2);
    town.may_not(&officer("parks"), give_back("太忙。"), "wrong-state");
}

#[test]
fn before_it_is_taken_the_coordinator_may_still_choose_another_department() {
    let zhou = coordinator("town");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("lights", &[]));
    town.does(&zhou, assign("traffic", &[]));
    assert_eq!(town.case().lead, Some("traffic".into()));
    town.does(&officer("traffic"), Action::Take {});
    town.may_not(&zhou, assign("lights", &[]), "wrong-state");
}

#[test]
fn the_author_may_take_it_back_before_the_answer_and_not_after() {
    let mut town = taken();
    town.may_not(&citizen(2), Action::Withdraw {}, "not-author");
    town.does(&author(), Action::Withdraw {});
    assert_eq!((town.case().state, town.case().clock), (State::Withdrawn, None));

    let mut town = answered_with_a_promise();
    town.may_not(&author(), Action::Withdraw {}, "wrong-state");
}

#[test]
fn a_promise_needs_a_day_and_only_a_promise_has_one() {
    let traffic = officer("traffic");
    let answer = |kind, promised: Option<&str>| Action::Answer {
        kind,
        text: "理由。".to_owned(),
        promised: promised.map(day),
        milestones: Vec::new(),
    };
    let mut town = taken();
    for kind in [AnswerKind::Adopted, AnswerKind::PartlyAdopted] {
        town.may_not(&traffic, answer(kind, None), "promise-missing");
        town.may_not(&traffic, answer(kind, Some("2026-03-10")), "promise-out-of-range");
        town.may_not(&traffic, answer(kind, Some("2028-03-12")), "promise-out-of-range");
    }
    for kind in [AnswerKind::NotAdopted, AnswerKind::Explained] {
        town.may_not(&traffic, answer(kind, Some("2026-03-20")), "promise-not-allowed");
    }
    town.does(&traffic, answer(AnswerKind::PartlyAdopted, Some("2026-03-11")));
    assert_eq!(town.due(), end_of("2026-03-11"), "today is a day to promise");
}

#[test]
fn only_what_was_promised_can_be_reported_as_done() {
    let mut town = taken();
    town.does(&officer("traffic"), explain("理由。"));
    town.may_not(&officer("traffic"), resolve("好了。"), "nothing-promised");
}

#[test]
fn stars_go_from_one_to_five() {
    let stars = |stars| Action::Judge {
        judgement: Judgement::Solved,
        stars: Some(stars),
        text: None,
    };
    let mut town = taken();
    town.does(&officer("traffic"), explain("理由。"));
    town.may_not(&author(), stars(0), "stars-out-of-range");
    town.may_not(&author(), stars(6), "stars-out-of-range");
    town.does(&author(), stars(1));
}

#[test]
fn accepting_puts_category_and_area_right() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing());
    let put_right = |category: &str, area: &str| Action::Accept {
        category: Some(category.into()),
        area: Some(area.into()),
    };
    let north = coordinator("north");
    town.may_not(&north, put_right("gardens", "canal"), "no-such-category");
    town.may_not(&north, put_right("lighting", "atlantis"), "no-such-area");
    town.does(&north, put_right("lighting", "harbour"));
    assert_eq!(town.case().category, Some("lighting".into()));
    assert_eq!(town.case().area, "harbour".into());
    assert_eq!(
        town.case().clocks,
        crate::town::LIGHTING,
        "the right category's clocks"
    );
    town.may_not(&north, assign("lights", &[]), "not-coordinator");
    town.may_not(
        &coordinator("south"),
        assign("gardens", &[]),
        "no-such-department",
    );
    town.does(&coordinator("south"), assign("lights", &[]));
}

#[test]
fn an_administrator_publishes_the_directory_and_moves_no_case() {
    let mut town = taken();
    town.may_not(&administrator(), explain("理由。"), "not-lead-officer");
    let mut broken = town.world.city.clone();
    broken.areas[1].parent = Some("atlantis".into());
    let outcome = town.publishes(&administrator(), broken);
    assert_eq!(crate::town::refusal(&outcome), "city-broken");
    let city = town.world.city.clone();
    let outcome = town.publishes(&coordinator("town"), city.clone());
    assert_eq!(crate::town::refusal(&outcome), "not-administrator");
    let outcome = town.publishes(&administrator(), city);
    assert_eq!(crate::town::refusal(&outcome), "");
    assert_eq!(town.case().author, Some(account(1)));
}

/// A case that the department has taken, on 2026-03-11.
fn taken() -> Town {
    let zhou = coordinator("town");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing());
    town.until("2026-03-10 09:00")
        .does(&zhou, accept())
        .does(&zhou, assign("traffic", &[]));
    town.until("2026-03-11 09:00")
        .does(&officer("traffic"), Action::Take {});
    town
}

/// A case that was adopted on 2026-03-11, to be done by the 20th.
fn answered_with_a_promise() -> Town {
    let mut town = taken();
    town.does(&officer("traffic"), adopt("绿灯加五秒。", "2026-03-20"));
    town
}
