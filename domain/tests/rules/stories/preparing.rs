//! What a desk prepares: written now, read by a colleague, published later, and by nobody outside known before.

use crate::town::{
    Town, accept, account, adopt, assign, check, citizen, city, colleague, contribute, coordinator, crossing,
    decline, discard, excuse, explain, extend, note, officer, prepare, publish,
};
use domain::actor::Actor;
use domain::command::Order;
use domain::event::Fact;
use domain::proposal::{Action, Change, Decline, State};

/// A case that the traffic police have in hand, with the gardeners beside them.
fn in_hand() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.knows(&colleague("traffic", 2))
        .does(&citizen(1), crossing())
        .does(&coordinator("town"), accept())
        .does(&coordinator("town"), assign("traffic", &["parks"]))
        .does(&officer("traffic"), Action::Take {});
    town
}

/// The same where the traffic police want each answer to be read by two.
fn read_by_two() -> Town {
    let mut town = in_hand();
    let mut city = city();
    for department in &mut city.departments {
        department.second_eyes = department.id.as_str() == "traffic";
    }
    let order = Order::City {
        city: Box::new(city),
        seen: None,
    };
    let command = town.command(order);
    town.send(&crate::town::administrator(), &command);
    town.does(&officer("parks"), contribute("树不用砍。"));
    town
}

#[test]
fn what_is_prepared_is_nobodys_until_it_is_published_and_then_what_it_would_have_been() {
    let (zhao, second) = (officer("traffic"), colleague("traffic", 2));
    let mut town = in_hand();
    // The gardeners have not spoken yet: that stands in the way of the answer, not of writing it.
    town.does(&zhao, prepare(1, explain("红灯太短，改不了。")));
    let before = town.case().clone();
    assert_eq!(before.state, State::InProgress);
    assert_eq!(before.internal.prepared.len(), 1);
    for event in town.world.seen_by(Some(account(1)), false) {
        assert!(!matches!(event.fact, Fact::Internal { .. }), "{event:?}");
    }
    assert_eq!(
        before.clone().seen_by(Some(account(1)), false).internal,
        Default::default()
    );
    town.may_not(&second, publish(1), "joint-missing")
        .does(&officer("parks"), contribute("树不用砍。"))
        .does(&second, publish(1));
    let case = town.case();
    assert_eq!(case.state, State::Answered);
    assert_eq!(
        case.answer.as_ref().expect("an answer").text,
        "红灯太短，改不了。"
    );
    assert!(case.internal.prepared.is_empty());
    // Who published it answers for it.
    let last = town.world.log.last().expect("events");
    assert_eq!(last.by.account, second.person().map(|person| person.account));
    assert!(matches!(
        &last.fact,
        Fact::Proposal {
            change: Change::Answered { .. },
            ..
        }
    ));
    // Twice is once.
    town.may_not(&zhao, publish(1), "no-such-prepared");
}

#[test]
fn an_office_has_one_in_hand_and_whoever_writes_it_anew_takes_its_place() {
    let (zhao, second, parks) = (officer("traffic"), colleague("traffic", 2), officer("parks"));
    let mut town = in_hand();
    town.does(&zhao, prepare(1, note("看过现场。")))
        .does(&parks, prepare(2, contribute("树不用砍。")))
        .does(&second, prepare(3, note("看过现场，周三再去。")));
    let ids = |town: &Town| {
        let prepared = &town.case().internal.prepared;
        prepared
            .iter()
            .map(|one| one.department.clone().expect("theirs").0)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&town), ["parks", "traffic"]);
    town.may_not(&zhao, publish(1), "no-such-prepared")
        .may_not(&zhao, publish(2), "not-desk")
        .may_not(&parks, discard(3), "not-desk")
        .may_not(&citizen(1), discard(3), "not-desk")
        .does(&parks, publish(2))
        .does(&zhao, discard(3));
    assert!(town.case().internal.prepared.is_empty());
    assert_eq!(town.case().contributions.len(), 1);
}

#[test]
fn only_words_for_people_are_prepared_and_only_by_whoever_may_say_them() {
    let (zhao, zhou) = (officer("traffic"), coordinator("town"));
    let mut town = in_hand();
    town.may_not(&zhao, prepare(1, Action::Take {}), "not-to-prepare")
        .may_not(&zhao, prepare(1, prepare(2, note("看过。"))), "not-to-prepare")
        .may_not(&zhou, prepare(1, note("看过。")), "not-lead-officer")
        .may_not(&zhao, prepare(1, note(" ")), "text-empty")
        .may_not(
            &zhao,
            prepare(1, adopt("改。", "2020-01-01")),
            "promise-out-of-range",
        )
        .may_not(&Actor::System, prepare(1, note("看过。")), "not-desk");
    // A coordinator's is the coordinators', whoever of them wrote it.
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&zhou, prepare(1, decline(Decline::NotOurs, "归省里。")))
        .does(&coordinator("north-gate"), publish(1));
    assert_eq!(town.case().state, State::Declined);
}

#[test]
fn what_leaves_a_department_is_not_published_in_its_name() {
    let (zhao, zhou) = (officer("traffic"), coordinator("town"));
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("traffic", &["parks"]))
        .does(&zhao, prepare(1, crate::town::give_back("不归我们。")))
        .does(&officer("parks"), prepare(2, contribute("树不用砍。")))
        .does(&officer("parks"), excuse("那里没有树。"));
    assert_eq!(town.case().internal.prepared.len(), 1);
    town.does(&zhou, assign("lights", &[]));
    assert!(town.case().internal.prepared.is_empty());
    town.may_not(&zhao, publish(1), "not-desk");
}

#[test]
fn where_the_department_asks_for_it_two_read_an_answer_but_nobody_waits_longer_for_that() {
    let (zhao, second) = (officer("traffic"), colleague("traffic", 2));
    let mut town = read_by_two();
    town.may_not(&zhao, explain("红灯太短。"), "needs-second-eyes")
        // Everything else goes out as ever.
        .does(&zhao, note("看过现场。"))
        .does(&zhao, prepare(1, explain("红灯太短。")))
        .may_not(&zhao, publish(1), "needs-second-eyes")
        .may_not(&zhao, check(1), "own-prepared")
        .does(&second, check(1));
    // Written anew, it is to be read anew.
    town.does(&zhao, prepare(2, explain("红灯短，已加长。")))
        .may_not(&zhao, publish(2), "needs-second-eyes")
        .does(&second, check(2))
        .does(&zhao, publish(2));
    assert_eq!(town.case().state, State::Answered);

    let mut town = read_by_two();
    town.does(&zhao, extend("等材料。"))
        .until("2026-06-01 09:00")
        .does(&zhao, explain("红灯短，已加长。"));
    assert_eq!(town.case().state, State::Answered);
}
