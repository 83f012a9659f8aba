//! Who holds a case: whoever took it, until it goes to a colleague.

use crate::town::{
    Town, accept, account, assign, citizen, colleague, coordinator, crossing, explain, give_back, hand_over,
    judge, officer,
};
use domain::actor::{Actor, Level, Person};
use domain::event::Fact;
use domain::id::AccountId;
use domain::proposal::{Action, Change, Judgement};
use domain::protocol::Outcome;

fn of(actor: &Actor) -> Option<AccountId> {
    actor.person().map(|person| person.account)
}

/// The same person without any role.
fn gone(actor: &Actor) -> Actor {
    Actor::Person(Person {
        roles: Vec::new(),
        ..actor.person().expect("a person").clone()
    })
}

/// A case that lies with the traffic police, who are three.
fn assigned() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.knows(&colleague("traffic", 2))
        .knows(&colleague("traffic", 3))
        .does(&citizen(1), crossing())
        .does(&coordinator("town"), accept())
        .does(&coordinator("town"), assign("traffic", &["parks"]));
    town
}

fn holder(town: &Town) -> Option<AccountId> {
    town.case().internal.holder
}

#[test]
fn whoever_takes_it_holds_it_until_they_give_it_to_a_colleague_and_no_clock_moves() {
    let (zhao, second, third) = (
        officer("traffic"),
        colleague("traffic", 2),
        colleague("traffic", 3),
    );
    let mut town = assigned();
    assert_eq!(holder(&town), None);
    town.does(&zhao, Action::Take {});
    assert_eq!(holder(&town), of(&zhao));
    let before = town.case().clone();
    town.until("2026-03-11 09:00")
        .may_not(&second, hand_over(&third), "held-by-colleague")
        .may_not(&zhao, hand_over(&officer("parks")), "not-colleague")
        .may_not(&zhao, hand_over(&citizen(1)), "not-colleague")
        .may_not(
            &officer("parks"),
            hand_over(&officer("parks")),
            "not-lead-officer",
        )
        .may_not(
            &zhao,
            Action::HandOver {
                to: of(&second).expect("one"),
                text: " ".to_owned(),
            },
            "text-empty",
        )
        .does(&zhao, hand_over(&second));
    let mut after = town.case().clone();
    assert_eq!(after.internal.holder, of(&second));
    after.internal = before.internal.clone();
    assert_eq!(
        after, before,
        "nothing else of the case has moved: no clock, no version"
    );
    // Given to whom holds it already, nothing happens.
    let length = town.world.log.len();
    town.does(&second, hand_over(&second));
    assert_eq!(town.world.log.len(), length);
    // All of the department work on it as before, whoever holds it.
    town.does(&officer("parks"), crate::town::contribute("树不用砍。"));
    town.does(&zhao, explain("绿灯长了五秒。"));
    assert_eq!(holder(&town), of(&second));
}

#[test]
fn what_a_colleague_holds_can_be_taken_over_and_the_log_says_from_whom_and_why() {
    let (zhao, second) = (officer("traffic"), colleague("traffic", 2));
    let mut town = assigned();
    town.does(&zhao, Action::Take {})
        .does(&second, hand_over(&second));
    assert_eq!(holder(&town), of(&second));
    let told = town.world.log.last().expect("told");
    let Fact::Internal {
        change: Change::HandedOver { from, to, text },
        ..
    } = &told.fact
    else {
        panic!("{told:?}")
    };
    assert_eq!(
        (*from, Some(*to), told.by.account),
        (of(&zhao), of(&second), of(&second))
    );
    assert_eq!(text, "我这周休假。");
}

#[test]
fn when_an_officer_has_left_anybody_of_the_department_gives_their_cases_to_anybody_there() {
    let (zhao, second, third) = (
        officer("traffic"),
        colleague("traffic", 2),
        colleague("traffic", 3),
    );
    let mut town = assigned();
    town.does(&zhao, Action::Take {})
        .may_not(&second, hand_over(&third), "held-by-colleague")
        .knows(&gone(&zhao))
        .does(&second, hand_over(&third));
    assert_eq!(holder(&town), of(&third));
    // Who left has no say any more.
    town.may_not(&gone(&zhao), hand_over(&third), "not-lead-officer");
}

#[test]
fn what_nobody_holds_is_given_by_anybody_there_and_what_goes_back_is_nobodys() {
    let (zhao, second, third) = (
        officer("traffic"),
        colleague("traffic", 2),
        colleague("traffic", 3),
    );
    let mut town = assigned();
    town.does(&second, hand_over(&third));
    assert_eq!(holder(&town), of(&third));
    // Whoever begins holds it, whoever it was meant for.
    town.does(&zhao, Action::Take {});
    assert_eq!(holder(&town), of(&zhao));
    let mut town = assigned();
    town.does(&second, hand_over(&third))
        .does(&third, give_back("不归我们。"));
    assert_eq!(holder(&town), None);
    town.does(&coordinator("town"), assign("traffic", &[]))
        .does(&zhao, hand_over(&zhao))
        .does(&coordinator("town"), assign("lights", &[]));
    assert_eq!(holder(&town), None, "another department finds its own");
}

#[test]
fn reopened_it_is_still_in_the_hands_that_answered_it() {
    let (zhao, second) = (officer("traffic"), colleague("traffic", 2));
    let mut town = assigned();
    town.does(&zhao, Action::Take {})
        .does(&zhao, hand_over(&second))
        .does(&officer("parks"), crate::town::contribute("树不用砍。"))
        .does(&second, explain("绿灯长了五秒。"))
        .does(&citizen(1), judge(Judgement::NotSolved));
    assert_eq!(holder(&town), of(&second));
}

#[test]
fn the_public_learns_neither_who_holds_it_nor_that_it_changed_hands() {
    let (zhao, second) = (officer("traffic"), colleague("traffic", 2));
    let mut town = assigned();
    town.does(&zhao, Action::Take {}).does(&zhao, hand_over(&second));
    let told = town.world.log.last().expect("told").clone();
    for reader in [None, Some(account(1))] {
        assert!(told.clone().seen_by(reader, false).is_none());
        let case = town.case().clone().seen_by(reader, false);
        assert_eq!(case.internal, Default::default());
        let json = serde_json::to_string(&case).expect("JSON");
        assert!(!json.contains("internal"), "{json}");
    }
    // Who left the city's service does not read on, not even their own words.
    assert!(told.clone().seen_by(of(&zhao), false).is_none());
    assert!(told.seen_by(of(&officer("parks")), true).is_some());
    let guest = Person {
        level: Level::Guest,
        ..gone(&zhao).person().expect("a person").clone()
    };
    assert!(!guest.is_staff());
    let again = town.about(crate::town::proposal(1), None, hand_over(&zhao));
    assert!(matches!(town.send(&citizen(1), &again), Outcome::Refused { .. }));
}
