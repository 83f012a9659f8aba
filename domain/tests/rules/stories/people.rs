//! Who may: guests, citizens, supporters, followers, and who sees what.

use crate::town::{
    Town, accept, account, assign, citizen, coordinator, crossing, decline, explain, guest, judge, lamp,
    officer, proposal, refusal,
};
use domain::actor::Level;
use domain::proposal::{Action, Decline, Judgement, State};
use domain::protocol::Outcome;

fn open() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept());
    town
}

#[test]
fn a_voice_needs_no_sign_up() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&guest(7), lamp());
    town.does(&coordinator("canal"), accept());
    town.does(&coordinator("canal"), assign("lights", &[]));
    town.does(&officer("lights"), Action::Take {})
        .does(&officer("lights"), explain("停电检修。"));
    town.does(&guest(7), judge(Judgement::Solved));
    assert_eq!(
        town.case().state,
        State::Closed,
        "a guest has the last word on what they wrote"
    );
}

#[test]
fn where_the_city_asks_for_more_a_guest_must_sign_up_first() {
    let mut town = Town::at("2026-03-09 09:00");
    town.world.city.policy.submit_level = Level::ContactVerified;
    town.may_not(&guest(7), lamp(), "level-too-low")
        .may_not(&citizen(7), lamp(), "level-too-low");
}

#[test]
fn a_support_needs_a_sign_up_counts_once_and_can_be_taken_back() {
    let mut town = open();
    town.may_not(&guest(7), Action::Support {}, "level-too-low");
    assert_eq!(town.case().supports, 0);
    town.does(&citizen(2), Action::Support {})
        .does(&citizen(2), Action::Support {})
        .does(&citizen(3), Action::Support {});
    assert_eq!(town.case().supports, 2, "twice is one");
    assert!(town.world.view(proposal(1), Some(account(2))).relation.supports);
    town.does(&citizen(2), Action::Unsupport {})
        .does(&citizen(2), Action::Unsupport {});
    assert_eq!(town.case().supports, 1);
    assert!(!town.world.view(proposal(1), Some(account(2))).relation.supports);
    town.does(&citizen(2), Action::Support {});
    assert_eq!(town.case().supports, 2, "and given again");
}

#[test]
fn support_is_asked_for_while_the_city_can_still_be_moved_by_it() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());
    town.may_not(&citizen(2), Action::Support {}, "wrong-state");
    town.does(&coordinator("town"), accept())
        .does(&citizen(2), Action::Support {});
    town.does(&coordinator("town"), assign("traffic", &[]))
        .does(&citizen(3), Action::Support {});
    town.does(&officer("traffic"), Action::Take {})
        .does(&citizen(4), Action::Support {});
    town.does(&officer("traffic"), explain("理由。"))
        .may_not(&citizen(5), Action::Support {}, "wrong-state");
    town.does(&citizen(1), judge(Judgement::NotSolved))
        .does(&citizen(5), Action::Support {});
    assert_eq!(town.case().supports, 4);
}

#[test]
fn supports_are_counted_and_not_told_as_news() {
    let mut town = open();
    let news = town.case().updated_at;
    town.until("2026-03-10 09:00")
        .does(&citizen(2), Action::Support {});
    assert_eq!(town.case().updated_at, news);
    assert_eq!(town.case().version, 3);
}

#[test]
fn anybody_may_follow_and_only_they_see_it() {
    let mut town = open();
    town.does(&guest(7), Action::Follow {})
        .does(&guest(7), Action::Follow {});
    let follows = town.world.log.last().expect("an event").clone();
    assert_eq!(follows.by.account, Some(account(7)));
    assert_eq!(town.world.log.len(), 3, "following twice is one");
    assert_eq!(town.case().version, 2, "following changes nothing about the case");
    assert!(follows.clone().seen_by(Some(account(7)), false).is_some());
    assert!(follows.clone().seen_by(Some(account(1)), false).is_none());
    assert!(
        follows.clone().seen_by(Some(account(9)), true).is_none(),
        "nor does the city's staff"
    );
    assert!(follows.seen_by(None, false).is_none());
    town.does(&guest(7), Action::Unfollow {});
    assert!(!town.world.view(proposal(1), Some(account(7))).relation.follows);
}

#[test]
fn who_wrote_is_known_to_the_author_and_the_staff_only() {
    let town = open();
    let submitted = &town.world.log[0];
    let seen = |reader, staff| {
        submitted
            .clone()
            .seen_by(reader, staff)
            .expect("public")
            .by
            .account
    };
    assert_eq!(seen(None, false), None);
    assert_eq!(seen(Some(account(2)), false), None);
    assert_eq!(seen(Some(account(1)), false), Some(account(1)));
    assert_eq!(seen(Some(account(9)), true), Some(account(1)));
}

#[test]
fn a_coordinator_answers_for_their_area_and_what_lies_in_it() {
    for (area, may) in [
        ("town", true),
        ("north", true),
        ("north-gate", true),
        ("canal", true),
        ("south", false),
        ("harbour", false),
    ] {
        let mut town = Town::at("2026-03-09 09:00");
        town.does(&citizen(1), lamp());
        let outcome = town.asks(
            &coordinator(area),
            proposal(1),
            decline(Decline::Duplicate, "已在办。"),
        );
        assert_eq!(
            matches!(outcome, Outcome::Applied { .. }),
            may,
            "{area}: {}",
            refusal(&outcome)
        );
    }
}

#[test]
fn without_an_area_it_is_the_whole_citys() {
    let mut town = Town::at("2026-03-09 09:00");
    let Action::Submit { mut draft } = lamp() else {
        unreachable!("a lamp is submitted")
    };
    draft.area = None;
    draft.category = None;
    town.does(&citizen(1), Action::Submit { draft });
    assert_eq!(town.case().area, "town".into());
    assert_eq!(town.case().category, None);
    town.may_not(&coordinator("north"), accept(), "not-coordinator")
        .does(&coordinator("town"), accept());
}

#[test]
fn numbers_run_by_the_year() {
    let mut town = Town::at("2025-12-31 23:59");
    for (id, time) in [
        (1, "2025-12-31 23:59"),
        (2, "2026-01-01 00:00"),
        (3, "2026-01-01 00:00"),
    ] {
        town.until(time);
        town.asks(&citizen(1), proposal(id), lamp());
    }
    let numbers: Vec<_> = town
        .world
        .proposals
        .values()
        .filter_map(|case| case.number.clone())
        .collect();
    assert_eq!(numbers, ["2025-0001", "2026-0001", "2026-0002"]);
}
