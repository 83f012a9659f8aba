//! Late: the case goes up one tier, once for each clock, and nothing else about it changes.

use crate::town::{
    Town, accept, administrator, adopt, appeal, ask, assign, citizen, coordinator, crossing, decline, end_of,
    explain, extend, give_back, judge, officer, reply, resolve,
};
use domain::actor::{Actor, Part};
use domain::clock::ClockKind;
use domain::event::Fact;
use domain::proposal::{Action, Change, Decline, Judgement, Proposal};
use domain::tier::Tier;

fn escalate() -> Action {
    Action::Escalate {}
}

/// Every time the case went up: which clock, from whom, to whom.
fn ups(town: &Town) -> Vec<(ClockKind, Tier, Tier)> {
    let up = |fact: &Fact| match fact {
        Fact::Proposal {
            change: Change::Escalated { clock, from, to },
            ..
        } => Some((*clock, *from, *to)),
        _ => None,
    };
    town.world
        .log
        .iter()
        .filter_map(|event| up(&event.fact))
        .collect()
}

#[test]
fn through_national_day_it_is_late_when_the_days_that_are_worked_are_over_and_goes_up_once() {
    let mut town = Town::at("2025-09-30 22:15");
    town.does(&citizen(1), crossing());
    assert_eq!(
        town.due(),
        end_of("2025-10-10"),
        "eight days off, then two that are worked"
    );
    town.until("2025-10-10 23:59")
        .may_not(&Actor::System, escalate(), "not-yet-due");
    let before = town.case().clone();
    town.until("2025-10-11 00:00").does(&Actor::System, escalate());
    let clock = before.clock.map(|clock| domain::clock::Clock {
        escalated: Some(Tier::Street),
        ..clock
    });
    let now = town.now;
    let expected = Proposal {
        clock,
        updated_at: now,
        version: before.version + 1,
        seq: before.seq + 1,
        ..before
    };
    assert_eq!(
        *town.case(),
        expected,
        "its mover, its state and its deadline stay"
    );
    let by = &town.world.log.last().expect("an event").by;
    assert_eq!((by.part, by.account), (Part::System, None));
    town.may_not(&Actor::System, escalate(), "nothing-to-escalate");
    town.until("2025-12-01 09:00")
        .may_not(&Actor::System, escalate(), "nothing-to-escalate");
    assert_eq!(ups(&town), [(ClockKind::Triage, Tier::Community, Tier::Street)]);
}

#[test]
fn nobody_makes_it_by_hand() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing()).until("2026-03-30 09:00");
    for by_hand in [
        citizen(1),
        coordinator("town"),
        officer("traffic"),
        administrator(),
    ] {
        town.may_not(&by_hand, escalate(), "system-only");
    }
}

#[test]
fn each_clock_of_the_citys_goes_up_from_whoever_owes_it() {
    let (zhou, traffic) = (coordinator("town"), officer("traffic"));
    let mut town = Town::at("2026-01-05 09:00");
    town.does(&citizen(1), crossing());
    for (day, by, next) in [
        ("2026-01-12 09:00", &zhou, accept()),
        ("2026-01-19 09:00", &zhou, assign("traffic", &[])),
        ("2026-01-26 09:00", &traffic, give_back("不归我们。")),
        ("2026-02-02 09:00", &zhou, assign("traffic", &[])),
        ("2026-02-09 09:00", &traffic, Action::Take {}),
        ("2026-03-16 09:00", &traffic, adopt("改。", "2026-03-20")),
        ("2026-03-23 09:00", &traffic, resolve("改好了。")),
    ] {
        town.until(day)
            .does(&Actor::System, escalate())
            .may_not(&Actor::System, escalate(), "nothing-to-escalate")
            .does(by, next);
        assert!(
            town.case().clock.expect("a clock").escalated.is_none(),
            "the next clock begins anew"
        );
    }
    town.may_not(&Actor::System, escalate(), "wrong-state")
        .does(&citizen(1), judge(Judgement::NotSolved));
    town.until("2026-04-20 09:00").does(&Actor::System, escalate());
    use ClockKind as C;
    let coordinators = |clock| (clock, Tier::Community, Tier::Street);
    let department = |clock| (clock, Tier::Department, Tier::City);
    assert_eq!(
        ups(&town),
        [
            coordinators(C::Triage),
            coordinators(C::Assign),
            department(C::Take),
            coordinators(C::Assign),
            department(C::Take),
            department(C::Answer),
            department(C::Work),
            department(C::Rework),
        ]
    );
    // Taking it up buys no time: it is the same clock, and it has gone up.
    town.does(&traffic, Action::Take {})
        .may_not(&Actor::System, escalate(), "nothing-to-escalate");
    assert_eq!(town.case().clock.expect("a clock").escalated, Some(Tier::City));
}

#[test]
fn no_one_stands_above_the_city_but_everybody_who_looks() {
    let mut town = Town::at("2026-03-09 09:00");
    let to_the_city = Action::Accept {
        category: None,
        area: Some("town".into()),
    };
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), to_the_city);
    town.until("2026-03-30 09:00").does(&Actor::System, escalate());
    assert_eq!(ups(&town), [(ClockKind::Assign, Tier::City, Tier::Public)]);
    let city = &town.world.city;
    let above = |tier: Tier, area: &str| tier.above(&area.into(), city);
    assert_eq!(above(Tier::Community, "canal"), Tier::Street);
    assert_eq!(above(Tier::Street, "harbour"), Tier::District);
    assert_eq!(above(Tier::District, "north"), Tier::City);
    assert_eq!(
        above(Tier::Street, "atlantis"),
        Tier::City,
        "an area that is no more"
    );
    let name = |tier: Tier| tier.area(&"canal".into(), city).map(|area| area.id.as_str());
    assert_eq!(
        [Tier::Street, Tier::District, Tier::City, Tier::Public].map(name),
        [Some("north-gate"), Some("north"), Some("town"), None]
    );
}

#[test]
fn what_the_author_may_do_in_time_is_nothing_the_city_owes() {
    let (zhou, traffic) = (coordinator("town"), officer("traffic"));
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&zhou, ask("在哪里？"))
        .until("2026-03-30 09:00")
        .may_not(&Actor::System, escalate(), "nothing-to-escalate")
        .does(&Actor::System, Action::Resume {});
    assert!(
        town.due() < town.now,
        "noticed late, the city's clock is over as well"
    );
    town.does(&Actor::System, escalate())
        .does(&zhou, decline(Decline::NotOurs, "归省里。"));
    town.until("2026-06-30 09:00")
        .may_not(&Actor::System, escalate(), "wrong-state")
        .may_not(&citizen(1), appeal("晚了。"), "appeal-over");

    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("traffic", &[]))
        .does(&traffic, Action::Take {})
        .does(&traffic, explain("理由。"))
        .until("2026-03-30 09:00")
        .may_not(&Actor::System, escalate(), "wrong-state");
}

#[test]
fn a_clock_that_was_put_off_or_stood_still_goes_up_at_its_new_end() {
    let (zhou, traffic) = (coordinator("town"), officer("traffic"));
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("traffic", &[]))
        .does(&traffic, Action::Take {})
        .does(&traffic, extend("等材料。"))
        .does(&traffic, ask("几点？"));
    town.until("2026-03-12 09:00").does(&citizen(1), reply("七点。"));
    let due = town.due();
    town.until("2026-04-17 09:00");
    assert!(town.now < due);
    town.may_not(&Actor::System, escalate(), "not-yet-due");
    town.now = due;
    town.does(&Actor::System, escalate());
    assert_eq!(ups(&town), [(ClockKind::Answer, Tier::Department, Tier::City)]);
}
