//! Not solved twice: then a hearing has the last word.

use crate::town::{
    Town, accept, assign, citizen, conclude, convene, coordinator, crossing, end_of, explain, judge, officer,
};
use domain::actor::Actor;
use domain::clock::ClockKind;
use domain::proposal::{Action, Judgement, Ruling, State};

/// Its author said "not solved" twice.
fn reopened_twice() -> Town {
    let (author, traffic) = (citizen(1), officer("traffic"));
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author, crossing())
        .does(&coordinator("town"), accept())
        .does(&coordinator("town"), assign("traffic", &[]));
    for _ in 0..2 {
        town.does(&traffic, Action::Take {})
            .does(&traffic, explain("只能这样。"))
            .does(&author, judge(Judgement::NotSolved));
    }
    town
}

fn runs(town: &Town) -> Option<ClockKind> {
    town.case().clock.map(|clock| clock.kind)
}

#[test]
fn the_second_time_it_goes_to_a_hearing_and_not_back_to_the_department() {
    let mut town = reopened_twice();
    assert_eq!((town.case().state, town.case().reopened), (State::Hearing, 2));
    assert_eq!(runs(&town), Some(ClockKind::Hearing));
    assert_eq!(town.due(), end_of("2026-03-30"), "fifteen working days");
    town.may_not(&officer("traffic"), Action::Take {}, "wrong-state")
        .may_not(&officer("traffic"), convene("2026-03-20"), "not-coordinator")
        .may_not(&coordinator("south"), convene("2026-03-20"), "not-coordinator")
        .may_not(&coordinator("town"), conclude(Ruling::Stands), "not-heard")
        .may_not(
            &coordinator("town"),
            convene("2026-03-08"),
            "hearing-out-of-range",
        )
        .may_not(
            &coordinator("town"),
            convene("2026-04-10"),
            "hearing-out-of-range",
        );

    town.does(&coordinator("town"), convene("2026-03-20"));
    town.may_not(&coordinator("town"), conclude(Ruling::Stands), "not-heard");
    // Those who want to come can't that day.
    town.does(&coordinator("town"), convene("2026-03-23"));
    assert_eq!(town.due(), end_of("2026-03-30"), "that buys no time");
    town.until("2026-03-23 16:00");
    let mut rework = town.later("2026-03-23 16:00");

    town.does(&coordinator("town"), conclude(Ruling::Stands));
    let case = town.case();
    assert_eq!((case.state, case.clock), (State::Closed, None));
    let verdict = case.verdict.as_ref().expect("a verdict");
    assert_eq!(verdict.judgement, Judgement::NotSolved, "counted as what it was");

    rework.does(&coordinator("town"), conclude(Ruling::Rework));
    assert_eq!(rework.case().state, State::Reopened);
    assert_eq!(runs(&rework), Some(ClockKind::Rework));
    rework
        .does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), explain("又改了一次。"))
        .does(&citizen(1), judge(Judgement::NotSolved));
    let case = rework.case();
    assert_eq!((case.state, case.reopened), (State::Closed, 2), "no third round");
    assert_eq!(
        case.verdict.as_ref().expect("one").judgement,
        Judgement::NotSolved
    );
}

#[test]
fn a_hearing_that_nobody_calls_goes_up_like_everything_the_city_owes() {
    let mut town = reopened_twice();
    town.may_not(&Actor::System, Action::Escalate {}, "not-yet-due");
    town.until("2026-03-31 00:00")
        .does(&Actor::System, Action::Escalate {});
    assert_eq!(town.case().state, State::Hearing);
    town.does(&coordinator("town"), convene("2026-04-07"));
}
