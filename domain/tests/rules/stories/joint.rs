//! Several departments in one case: each says its part, and the lead puts them into one answer.

use crate::town::{
    Town, accept, assign, citizen, contribute, coordinator, crossing, excuse, explain, give_back, judge,
    officer, proposal,
};
use domain::proposal::{Action, Change, Judgement, Proposal, State};

/// A case that the traffic police lead; the parks and the lights have a part in it.
fn together() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept())
        .does(&coordinator("town"), assign("traffic", &["parks", "lights"]));
    town
}

fn case(town: &Town) -> &Proposal {
    &town.world.proposals[&proposal(1)]
}

fn awaited(town: &Town) -> Vec<&str> {
    case(town)
        .awaited()
        .map(|department| department.as_str())
        .collect()
}

#[test]
fn the_lead_answers_when_everybody_has_said_their_part_or_stepped_back() {
    let (traffic, parks, lights) = (officer("traffic"), officer("parks"), officer("lights"));
    let mut town = together();
    assert_eq!(awaited(&town), ["parks", "lights"]);
    assert!(case(&town).lies_with(&"parks".into()) && case(&town).lies_with(&"traffic".into()));
    // Nobody has to wait until the lead has begun.
    town.does(&parks, contribute("树挡了灯，先修枝。"))
        .does(&traffic, Action::Take {})
        .may_not(&traffic, explain("修枝，再换灯。"), "joint-missing");
    assert_eq!(awaited(&town), ["lights"]);
    assert!(!case(&town).lies_with(&"parks".into()), "it has said its part");
    town.may_not(&traffic, contribute("主办的话写在答复里。"), "not-joint-officer")
        .may_not(&lights, contribute(""), "text-empty")
        .does(&lights, excuse("那里是交警的灯。"));
    assert_eq!(case(&town).joint, ["parks".into()]);
    assert_eq!(
        case(&town).returned,
        1,
        "it is counted, as any that is given back"
    );
    town.may_not(&lights, contribute("还是说两句。"), "not-joint-officer")
        .does(&parks, contribute("先修枝，下周二。"));
    assert_eq!(
        case(&town).contributions.len(),
        1,
        "what is said again stands for it"
    );
    assert_eq!(case(&town).contributions[0].text, "先修枝，下周二。");
    town.does(&traffic, explain("下周二修枝，再换灯。"));
    assert_eq!(case(&town).state, State::Answered);
    assert!(case(&town).answer.as_ref().expect("an answer").missing.is_empty());
}

#[test]
fn nobody_waits_past_the_deadline_for_a_department_that_says_nothing() {
    let traffic = officer("traffic");
    let mut town = together();
    town.does(&traffic, Action::Take {});
    let due = case(&town).clock.expect("a clock").due;
    town.now = domain::time::Timestamp(due.0 - 1);
    town.may_not(&traffic, explain("换灯。"), "joint-missing");
    town.now = due;
    town.does(&traffic, explain("换灯。"));
    let missing = &case(&town).answer.as_ref().expect("an answer").missing;
    assert_eq!(
        missing,
        &["parks".into(), "lights".into()],
        "and everybody sees who it was"
    );
}

#[test]
fn after_a_reopening_everybody_is_asked_again() {
    let (traffic, parks, lights) = (officer("traffic"), officer("parks"), officer("lights"));
    let mut town = together();
    town.does(&parks, contribute("修枝。"))
        .does(&lights, contribute("换灯。"))
        .does(&traffic, Action::Take {})
        .does(&traffic, explain("修枝换灯。"))
        .does(&citizen(1), judge(Judgement::NotSolved));
    assert_eq!(awaited(&town), [""; 0], "the lead takes it up first");
    town.does(&traffic, Action::Take {});
    assert_eq!(awaited(&town), ["parks", "lights"]);
}

#[test]
fn a_case_that_is_given_back_takes_the_others_along() {
    let mut town = together();
    town.does(&officer("parks"), contribute("修枝。"))
        .does(&officer("traffic"), give_back("不归我们。"))
        .may_not(&officer("parks"), contribute("再说。"), "not-joint-officer")
        .does(&coordinator("town"), assign("lights", &["parks"]));
    assert_eq!(awaited(&town), ["parks"], "what was said was for another lead");
    let by: Vec<_> = town
        .world
        .log
        .iter()
        .filter_map(|event| match &event.fact {
            domain::event::Fact::Proposal {
                change: Change::Contributed { department, .. },
                ..
            } => Some((event.by.department.clone(), department.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(
        by,
        [(Some("parks".into()), "parks".into())],
        "its words carry its name"
    );
}
