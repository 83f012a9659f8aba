//! Many say the same: a coordinator merges them, nobody's words are lost, and nobody's support is moved for them.

use crate::town::{
    Town, accept, account, assign, citizen, coordinator, crossing, decline, end_of, explain, guest, judge,
    lamp, merge, move_to, officer, proposal, unmerge,
};
use domain::actor::{Actor, Part};
use domain::event::Fact;
use domain::proposal::{Action, Decline, Judgement, State};

fn zhou() -> Actor {
    coordinator("town")
}

/// Three lamps by three authors, the second of them accepted.
fn three() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    for number in 1..=3 {
        town.does_to(number, &citizen(number), lamp());
    }
    town.does_to(2, &zhou(), accept());
    town
}

fn linked(town: &Town) -> Vec<u128> {
    let joined = town.case_of(2).joined.iter();
    joined.map(|joined| joined.id.0.as_u128() & 0xff).collect()
}

#[test]
fn both_cases_say_where_the_other_is_and_the_originals_stay() {
    let mut town = three();
    let before = town.case().clone();
    town.does(&zhou(), merge(2)).does_to(3, &zhou(), merge(2));
    let (one, two) = (town.case(), town.case_of(2));
    let merged = one.merged.as_ref().expect("a link");
    assert_eq!(merged.into, two.reference());
    assert_eq!(merged.into.number.as_deref(), Some("2026-0002"));
    assert_eq!(linked(&town), [1, 3]);
    assert_eq!((one.state, one.clock), (State::Merged, None));
    assert_eq!((&one.text, one.author), (&before.text, before.author));
    assert_eq!(two.state, State::Accepted);
    assert!(two.clock.is_some());
}

#[test]
fn what_was_merged_by_mistake_stands_by_itself_again_with_a_fresh_clock() {
    let mut town = three();
    town.does(&zhou(), merge(2)).does_to(3, &zhou(), merge(2));
    town.until("2026-03-16 10:00")
        .may_not(&zhou(), unmerge(3), "not-merged-there")
        .may_not(&citizen(1), unmerge(2), "not-coordinator")
        .may_not(&coordinator("south"), unmerge(2), "not-coordinator")
        .does(&coordinator("canal"), unmerge(2));
    let one = town.case();
    assert_eq!((one.state, &one.merged), (State::Submitted, &None));
    assert_eq!(town.due(), end_of("2026-03-17"), "one working day, as lamps have");
    assert_eq!(linked(&town), [3]);
    // An accepted one is accepted again.
    town.does(&zhou(), accept())
        .does(&zhou(), merge(2))
        .does(&zhou(), unmerge(2));
    assert_eq!(town.case().state, State::Accepted);
    town.does(&zhou(), assign("lights", &[]));
}

#[test]
fn no_chain_and_no_circle() {
    let mut town = three();
    town.may_not(&zhou(), merge(1), "merge-itself")
        .may_not(&zhou(), merge(9), "merge-not-there")
        .does(&zhou(), merge(2))
        .may_not_to(2, &zhou(), merge(1), "holds-others")
        .may_not_to(2, &zhou(), merge(3), "holds-others")
        .may_not_to(3, &zhou(), merge(1), "merge-merged")
        .may_not(&zhou(), merge(3), "wrong-state");
}

#[test]
fn only_where_the_coordinator_has_a_say_in_both_and_something_is_still_to_come() {
    let mut town = three();
    let Action::Submit { mut draft } = crossing() else {
        unreachable!()
    };
    draft.area = Some("harbour".into());
    town.does_to(4, &citizen(4), Action::Submit { draft })
        .may_not(&coordinator("north"), merge(4), "merge-elsewhere")
        .may_not(&coordinator("south"), merge(4), "not-coordinator")
        .may_not(&officer("lights"), merge(2), "not-coordinator")
        .may_not(&citizen(1), merge(2), "not-coordinator");
    let wordless = Action::Merge {
        into: proposal(2),
        text: " ".to_owned(),
    };
    town.may_not(&zhou(), wordless, "text-empty")
        .does_to(3, &zhou(), decline(Decline::NotOurs, "归省里。"))
        .may_not(&zhou(), merge(3), "merge-ended")
        .does_to(3, &citizen(3), crate::town::appeal("就在市里。"))
        .may_not(&zhou(), merge(3), "merge-ended")
        .does_to(4, &citizen(4), Action::Withdraw {})
        .may_not(&zhou(), merge(4), "merge-ended");
    // What a department has begun is not taken out of its hands, but others may join it.
    town.does_to(2, &zhou(), assign("lights", &[]))
        .does_to(2, &officer("lights"), Action::Take {})
        .may_not_to(2, &zhou(), merge(1), "wrong-state")
        .does(&zhou(), merge(2));
}

#[test]
fn a_supporter_moves_with_one_tap_and_another_does_not() {
    let mut town = three();
    town.does(&zhou(), accept());
    for number in 5..=7 {
        town.does(&citizen(number), Action::Support {});
    }
    town.does_to(2, &citizen(7), Action::Support {})
        .does(&zhou(), merge(2));
    let counts = |town: &Town| (town.case().supports, town.case_of(2).supports);
    assert_eq!(counts(&town), (3, 1), "nothing moves by itself");
    town.may_not(&citizen(8), Action::Support {}, "wrong-state")
        .may_not(&citizen(8), move_to(2), "no-support")
        .may_not(&citizen(5), move_to(3), "not-merged-there")
        .may_not(&guest(5), move_to(2), "level-too-low")
        .may_not(&Actor::System, move_to(2), "not-author");
    town.does(&citizen(5), move_to(2));
    assert_eq!(counts(&town), (2, 2));
    // Who supports both is counted once there, and no more here.
    town.does(&citizen(7), move_to(2));
    assert_eq!(counts(&town), (1, 2));
    // A second tap changes nothing.
    let log = town.world.log.len();
    town.does(&citizen(5), move_to(2));
    assert_eq!((counts(&town), town.world.log.len()), ((1, 2), log));
    // What was moved stays where its person put it; who did not move supports what they always did.
    town.does(&zhou(), unmerge(2));
    assert_eq!(counts(&town), (1, 2));
    assert!(town.world.view(proposal(1), Some(account(6))).relation.supports);
    town.does(&citizen(5), Action::Support {});
    assert_eq!(counts(&town), (2, 2));
}

#[test]
fn nobody_moves_to_where_supports_are_not_open() {
    let mut town = three();
    town.does(&zhou(), accept()).does(&citizen(5), Action::Support {});
    town.does(&zhou(), merge(3))
        .may_not(&citizen(5), move_to(3), "wrong-state")
        .does_to(3, &zhou(), accept())
        .does(&citizen(5), move_to(3));
    assert_eq!((town.case().supports, town.case_of(3).supports), (0, 1));
}

#[test]
fn a_support_for_what_was_merged_can_still_be_taken_back() {
    let mut town = three();
    town.does(&zhou(), accept())
        .does(&citizen(5), Action::Support {})
        .does(&zhou(), merge(2))
        .does(&citizen(5), Action::Unsupport {});
    assert_eq!(town.case().supports, 0);
}

#[test]
fn nobodys_case_ends_with_somebody_elses() {
    for ends_it in ["withdrawn", "declined"] {
        let mut town = Town::at("2026-03-09 09:00");
        for number in 1..=3 {
            town.does_to(number, &citizen(number), lamp());
        }
        town.does(&zhou(), accept())
            .does(&zhou(), merge(2))
            .does_to(3, &zhou(), merge(2));
        town.until("2026-03-10 09:00");
        match ends_it {
            "withdrawn" => town.does_to(2, &citizen(2), Action::Withdraw {}),
            _ => town.does_to(2, &zhou(), decline(Decline::NotOurs, "归省里。")),
        };
        assert_eq!(town.case_of(2).state.name(), ends_it);
        assert_eq!(linked(&town), [] as [u128; 0]);
        let states = (town.case().state, town.case_of(3).state);
        assert_eq!(states, (State::Accepted, State::Submitted));
        assert_eq!(town.due(), end_of("2026-03-11"));
        let freed: Vec<_> = town.world.log.iter().rev().skip(1).take(2).collect();
        for event in freed {
            assert_eq!((event.by.part, event.by.account), (Part::System, None));
            assert!(matches!(&event.fact, Fact::Proposal { proposal: id, .. } if *id != proposal(2)));
        }
    }
}

#[test]
fn what_ends_with_an_answer_ends_for_all_that_went_on_in_it() {
    let mut town = three();
    town.does(&zhou(), merge(2))
        .does_to(2, &zhou(), assign("lights", &[]))
        .does_to(2, &officer("lights"), Action::Take {})
        .does_to(2, &officer("lights"), explain("灯已经换了。"))
        .does_to(2, &citizen(2), judge(Judgement::Solved))
        .may_not_to(3, &zhou(), merge(2), "merge-ended");
    assert!(town.case().is_final());
    assert_eq!(linked(&town), [1]);
    // Even then a mistake can be put right.
    town.does(&zhou(), unmerge(2));
    assert!(!town.case().is_final());
    assert_eq!(town.case_of(2).state, State::Closed);
}
