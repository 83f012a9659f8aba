//! For and against: short, one each, answered once by the city, and moderated where everybody can see why.

use crate::town::{
    Town, accept, account, argue, argument, assign, citizen, coordinator, crossing, decline, explain, guest,
    hide, keep, merge, officer, proposal, report, respond, restore, retract, second, unsecond,
};
use domain::event::{Event, Fact};
use domain::proposal::{
    ARGUMENT_LIMIT, ARGUMENTS_LIMIT, Action, ArgumentChange, Change, Decline, Objection, Side, State,
};

/// A case that is open, with one argument on each side.
fn argued() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .may_not(&citizen(2), argue(1, Side::For, "老人多。"), "wrong-state")
        .does(&coordinator("town"), accept())
        .does(&citizen(2), argue(1, Side::For, "老人多。"))
        .does(&citizen(3), argue(2, Side::Against, "车会堵到桥上。"));
    town
}

/// The words of an argument as this reader's feed has them.
fn words_in_feed(town: &Town, number: u128, reader: Option<u128>, staff: bool) -> Option<String> {
    let told = |event: Event| match event.fact {
        Fact::Proposal {
            change:
                Change::Argument {
                    argument: of,
                    step: ArgumentChange::Argued { text, .. },
                },
            ..
        } if of == argument(number) => Some(text),
        _ => None,
    };
    town.world
        .seen_by(reader.map(account), staff)
        .find_map(told)
        .expect("it is in the log")
}

#[test]
fn each_person_has_one_voice_on_a_side_and_may_take_it_back() {
    let mut town = argued();
    town.may_not(&citizen(2), argue(3, Side::For, "还有孩子。"), "argued-already")
        .may_not(&citizen(4), argue(1, Side::For, "还有孩子。"), "argument-exists")
        .may_not(&guest(5), argue(3, Side::For, "还有孩子。"), "level-too-low")
        .may_not(&citizen(4), argue(3, Side::For, "  "), "text-empty")
        .may_not(
            &citizen(4),
            argue(3, Side::For, &"灯".repeat(ARGUMENT_LIMIT + 1)),
            "text-too-long",
        )
        .does(&citizen(2), argue(3, Side::Against, "晚上没有人。"))
        .may_not(&citizen(3), retract(1), "not-your-argument")
        .does(&citizen(2), retract(1))
        .may_not(&citizen(2), retract(1), "not-your-argument")
        .does(&citizen(2), argue(4, Side::For, "还有孩子。"));
    assert_eq!(
        words_in_feed(&town, 1, None, false),
        None,
        "what was taken back is nobody's to read"
    );
    assert_eq!(
        words_in_feed(&town, 1, Some(2), false).as_deref(),
        Some("老人多。")
    );
}

#[test]
fn supports_are_counted_and_order_each_side() {
    let mut town = argued();
    town.until("2026-03-09 10:00")
        .does(&citizen(4), argue(3, Side::For, "还有孩子。"))
        .does(&citizen(5), argue(4, Side::For, "别处都是二十秒。"))
        .does(&citizen(6), second(1))
        .does(&citizen(6), second(1))
        .does(&citizen(7), second(4))
        .may_not(&citizen(2), second(1), "own-argument")
        .may_not(&guest(8), second(1), "level-too-low")
        .may_not(&citizen(6), second(9), "no-such-argument");
    let order = |town: &Town| {
        let debate = town.world.debate(proposal(1), None);
        debate
            .side(Side::For)
            .into_iter()
            .map(|(id, _)| id)
            .collect::<Vec<_>>()
    };
    assert_eq!(town.argument(1).supports, 1, "twice is once");
    assert_eq!(
        order(&town),
        [argument(4), argument(1), argument(3)],
        "of two alike the later"
    );
    town.does(&citizen(7), unsecond(4)).does(&citizen(7), unsecond(4));
    assert_eq!(order(&town), [argument(1), argument(4), argument(3)]);
    assert_eq!(
        town.case().supports,
        0,
        "the case itself is not supported by that"
    );
    town.does(&coordinator("town"), hide(1, Objection::Attack));
    assert_eq!(
        order(&town),
        [argument(4), argument(3), argument(1)],
        "what is hidden comes last"
    );
}

#[test]
fn the_city_answers_an_argument_once() {
    let mut town = argued();
    town.may_not(&citizen(1), respond(2, "不会堵。"), "not-desk")
        .may_not(&officer("traffic"), respond(2, "不会堵。"), "not-desk")
        .does(&coordinator("canal"), respond(1, "数过了，是这样。"))
        .does(&coordinator("town"), assign("traffic", &[]))
        .does(&officer("traffic"), respond(2, "只多五秒，不会堵。"))
        .may_not(&officer("traffic"), respond(1, "是的。"), "responded-already");
    let response = town.argument(2).response.as_ref().expect("answered");
    assert_eq!(response.department, Some("traffic".into()));
    assert_eq!(
        town.argument(1).response.as_ref().expect("answered").department,
        None
    );
}

#[test]
fn what_is_reported_stays_until_a_coordinator_has_looked() {
    let mut town = argued();
    town.may_not(&citizen(3), report(2, Objection::Untrue), "own-argument")
        .may_not(&guest(4), report(2, Objection::Untrue), "level-too-low")
        .may_not(&coordinator("town"), keep(2), "nothing-reported")
        .does(&citizen(4), report(2, Objection::Untrue))
        .may_not(&citizen(4), report(2, Objection::Attack), "reported-already")
        .does(&citizen(5), report(2, Objection::Untrue))
        .does(&citizen(6), report(2, Objection::Attack));
    let reports = &town.argument(2).reports;
    assert_eq!((reports[&Objection::Untrue], reports[&Objection::Attack]), (2, 1));
    assert!(!town.argument(2).is_hidden() && town.argument(2).text.is_some());
    town.may_not(&citizen(1), keep(2), "not-coordinator")
        .may_not(&coordinator("south"), keep(2), "not-coordinator")
        .does(&coordinator("canal"), keep(2))
        .may_not(&citizen(7), report(2, Objection::Untrue), "argument-kept")
        .does(&citizen(7), report(2, Objection::Advertising));
    let kept = town.argument(2).moderation.as_ref().expect("ruled on");
    assert_eq!(kept.reasons, [Objection::Attack, Objection::Untrue]);
    town.does(&coordinator("canal"), keep(2))
        .may_not(&citizen(8), report(2, Objection::Attack), "argument-kept")
        .may_not(&citizen(8), report(2, Objection::Advertising), "argument-kept");
}

#[test]
fn the_words_of_what_is_hidden_are_for_whoever_wrote_them_and_the_staff() {
    let mut town = argued();
    town.does(&citizen(4), report(1, Objection::PersonalData));
    assert_eq!(words_in_feed(&town, 1, None, false).as_deref(), Some("老人多。"));
    town.may_not(
        &officer("traffic"),
        hide(1, Objection::PersonalData),
        "not-coordinator",
    )
    .does(&coordinator("town"), hide(1, Objection::PersonalData));
    let seen = |reader: Option<u128>, staff| {
        let reader = reader.map(account);
        let debate = town.world.debate(proposal(1), reader).seen_by(reader, staff);
        let hidden = debate.arguments[&argument(1)].clone();
        assert_eq!(hidden.moderation.expect("why").reasons, [Objection::PersonalData]);
        hidden.text
    };
    for (reader, staff, knows) in [
        (None, false, false),
        (Some(4), false, false),
        (Some(2), false, true),
        (None, true, true),
    ] {
        assert_eq!(seen(reader, staff).is_some(), knows);
        assert_eq!(words_in_feed(&town, 1, reader, staff).is_some(), knows);
    }
    town.may_not(&citizen(5), second(1), "argument-hidden")
        .may_not(&citizen(5), report(1, Objection::Attack), "argument-hidden")
        .may_not(&coordinator("town"), respond(1, "是的。"), "argument-hidden")
        .may_not(&citizen(2), retract(1), "argument-hidden")
        .does(&citizen(2), argue(3, Side::For, "还有孩子。"));
}

#[test]
fn what_is_let_stand_again_is_read_by_all_and_not_reported_for_that_again() {
    let mut town = argued();
    town.does(&citizen(4), report(1, Objection::Attack))
        .may_not(&coordinator("town"), restore(1), "nothing-hidden")
        .does(&coordinator("town"), hide(1, Objection::PersonalData))
        .may_not(&coordinator("town"), keep(1), "argument-hidden")
        .may_not(&coordinator("south"), restore(1), "not-coordinator")
        .may_not(&officer("traffic"), restore(1), "not-coordinator")
        .may_not(&citizen(2), restore(1), "not-coordinator")
        .may_not(&coordinator("town"), restore(9), "no-such-argument")
        .does(&coordinator("canal"), restore(1));
    let seen = |town: &Town, reader: Option<u128>| {
        let debate = town.world.debate(proposal(1), reader.map(account));
        debate.seen_by(reader.map(account), false).arguments[&argument(1)].clone()
    };
    let stands = seen(&town, None);
    assert_eq!(
        (stands.is_hidden(), stands.text.as_deref()),
        (false, Some("老人多。"))
    );
    let ruled = stands.moderation.expect("why");
    assert_eq!(ruled.reasons, [Objection::PersonalData, Objection::Attack]);
    assert_eq!(ruled.text, "电话是居委会公开的。");
    town.may_not(&citizen(5), report(1, Objection::PersonalData), "argument-kept")
        .may_not(&citizen(5), report(1, Objection::Attack), "argument-kept")
        .does(&citizen(5), second(1))
        .does(&citizen(5), report(1, Objection::Untrue))
        .does(&coordinator("town"), respond(1, "数过了。"));
    // Hidden again, its words are gone again: also from where it was let stand.
    town.does(&coordinator("town"), hide(1, Objection::Untrue));
    assert_eq!(seen(&town, Some(5)).text, None);
    assert_eq!(seen(&town, Some(2)).text.as_deref(), Some("老人多。"));
    let feed: Vec<Event> = town.world.seen_by(Some(account(5)), false).collect();
    assert!(!format!("{feed:?}").contains("老人多"), "nowhere in it");
    town.does(&citizen(2), argue(3, Side::For, "腿脚慢。"))
        .may_not(&coordinator("town"), restore(1), "said-anew")
        .does(&citizen(2), retract(3));
    town.does(&coordinator("town"), restore(1))
        .does(&citizen(2), retract(1));
    let feed: Vec<Event> = town.world.seen_by(None, false).collect();
    assert!(!format!("{feed:?}").contains("老人多"), "taken back is gone");
}

#[test]
fn why_something_is_reported_is_for_the_staff_alone() {
    let mut town = argued();
    town.does(&citizen(4), report(2, Objection::Untrue));
    let reasons = |reader: Option<u128>, staff| {
        let reason = |event: Event| match event.fact {
            Fact::Proposal {
                change:
                    Change::Argument {
                        step: ArgumentChange::Reported { reason },
                        ..
                    },
                ..
            } => Some(reason),
            _ => None,
        };
        town.world.seen_by(reader.map(account), staff).find_map(reason)
    };
    assert_eq!(reasons(None, false), Some(None));
    assert_eq!(reasons(Some(4), false), Some(None));
    assert_eq!(reasons(None, true), Some(Some(Objection::Untrue)));
}

#[test]
fn what_was_argued_stays_to_be_read_where_it_was_written() {
    let mut answered = argued();
    answered
        .does(&coordinator("town"), assign("traffic", &[]))
        .does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), explain("加了五秒。"))
        .may_not(&citizen(4), argue(3, Side::For, "还有孩子。"), "wrong-state")
        .may_not(&citizen(4), second(1), "wrong-state")
        .does(&citizen(4), report(1, Objection::Untrue))
        .does(&coordinator("town"), hide(1, Objection::Untrue))
        .does(&citizen(3), retract(2));
    let mut merged = argued();
    merged
        .does_to(2, &citizen(5), crossing())
        .does_to(2, &coordinator("town"), accept())
        .does(&coordinator("town"), merge(2))
        .may_not(&citizen(4), argue(3, Side::For, "还有孩子。"), "wrong-state");
    assert_eq!(merged.world.debate(proposal(1), None).arguments.len(), 2);
    assert!(merged.world.debate(proposal(2), None).is_empty());
    let mut declined = Town::at("2026-03-09 09:00");
    declined
        .does(&citizen(1), crossing())
        .does(&coordinator("town"), decline(Decline::Unclear, "看不明白。"))
        .may_not(&citizen(2), argue(1, Side::For, "老人多。"), "wrong-state");
    assert_eq!(declined.case().state, State::Declined);
}

#[test]
fn a_case_has_room_for_so_many_and_no_more() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept());
    let limit = ARGUMENTS_LIMIT as u128;
    for number in 0..limit {
        town.does(&citizen(100 + number), argue(100 + number, Side::For, "老人多。"));
    }
    town.may_not(
        &citizen(2),
        argue(1, Side::Against, "车会堵到桥上。"),
        "too-many-arguments",
    )
    .does(&citizen(100), retract(100))
    .does(&citizen(2), argue(1, Side::Against, "车会堵到桥上。"));
}

#[test]
fn an_argument_moves_nothing_of_the_case() {
    let mut town = argued();
    let before = town.case().clone();
    town.until("2026-03-09 11:00")
        .does(&citizen(4), second(1))
        .does(&citizen(4), report(2, Objection::Untrue))
        .does(&coordinator("town"), hide(2, Objection::Untrue));
    let mut after = town.case().clone();
    assert_eq!(
        after.version,
        before.version + 3,
        "but it is counted among its changes"
    );
    (after.version, after.seq) = (before.version, before.seq);
    assert_eq!(after, before);
}
