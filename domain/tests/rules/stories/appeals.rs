//! Declined is not the end: the author may appeal once, and somebody else decides.

use crate::town::{
    Town, accept, account, administrator, appeal, assign, citizen, coordinator, crossing, decline, end_of,
    officer,
};
use domain::actor::Actor;
use domain::clock::ClockKind;
use domain::proposal::{Action, Decline, Proposal, State};
use domain::world::World;

fn author() -> Actor {
    citizen(1)
}

/// Declined on a Monday by the city's own coordinator.
fn declined() -> Town {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&author(), crossing()).does(
        &coordinator("town"),
        decline(Decline::NotOurs, "这条路归省公路局管。"),
    );
    town
}

fn clock_of(case: &Proposal) -> Option<ClockKind> {
    case.clock.map(|clock| clock.kind)
}

#[test]
fn another_coordinator_accepts_what_was_declined() {
    let (zhou, wu) = (coordinator("town"), coordinator("north-gate"));
    let mut town = declined();
    assert_eq!(
        town.due(),
        end_of("2026-04-08"),
        "thirty days, as the calendar has them"
    );
    town.until("2026-04-08 23:00")
        .does(&author(), appeal("路牌上写着市政管理。"));
    assert_eq!(town.case().state, State::Appealed);
    assert_eq!(town.due(), end_of("2026-04-15"), "five working days");
    town.may_not(&zhou, accept(), "own-decline")
        .may_not(&zhou, decline(Decline::NotOurs, "还是不归我们。"), "own-decline")
        .may_not(&coordinator("south"), accept(), "not-coordinator")
        .may_not(&author(), accept(), "not-coordinator");
    town.does(&wu, accept());
    assert_eq!(
        (town.case().state, clock_of(town.case())),
        (State::Accepted, Some(ClockKind::Assign))
    );
    // From here on it is a case like any other: whoever declined it may assign it.
    town.does(&zhou, assign("traffic", &[]))
        .does(&officer("traffic"), Action::Take {});
}

#[test]
fn the_second_no_is_the_last_one() {
    let mut town = declined();
    town.does(&author(), appeal("请再看看。")).does(
        &coordinator("north-gate"),
        decline(Decline::NotOurs, "问过了，确实归省公路局。"),
    );
    assert!(town.case().is_final());
    town.may_not(&author(), appeal("还是不服。"), "appeal-over")
        .may_not(&coordinator("town"), accept(), "wrong-state")
        .may_not(&Actor::System, Action::CloseUnappealed {}, "appeal-over");
}

#[test]
fn an_appeal_needs_words_its_author_and_time() {
    let mut town = declined();
    town.may_not(&author(), appeal(" "), "text-empty")
        .may_not(&citizen(2), appeal("我替他说。"), "not-author")
        .may_not(&coordinator("town"), appeal("我替他说。"), "not-author");
    town.until("2026-04-09 00:00")
        .may_not(&author(), appeal("晚了一点。"), "appeal-over");
}

#[test]
fn what_nobody_appeals_against_ends_by_itself() {
    let mut town = declined();
    town.may_not(&administrator(), Action::CloseUnappealed {}, "system-only")
        .until("2026-04-08 23:59")
        .may_not(&Actor::System, Action::CloseUnappealed {}, "not-yet-due")
        .until("2026-04-09 00:00")
        .does(&Actor::System, Action::CloseUnappealed {});
    assert!(town.case().is_final());
    assert_eq!(town.case().state, State::Declined);
}

#[test]
fn an_author_may_withdraw_while_the_appeal_is_looked_at() {
    let mut town = declined();
    town.does(&author(), appeal("请再看看。"))
        .does(&author(), Action::Withdraw {});
    assert!(town.case().is_final());
}

#[test]
fn who_declined_is_for_the_citys_staff_alone() {
    let town = declined();
    let case = town.case().clone();
    let by = case.declined_by;
    assert!(by.is_some());
    assert_eq!(case.clone().seen_by(Some(account(1)), false).declined_by, None);
    assert_eq!(
        case.clone().seen_by(Some(account(1)), false).author,
        Some(account(1))
    );
    assert_eq!(case.clone().seen_by(Some(account(2)), false).author, None);
    assert_eq!(case.seen_by(Some(account(2)), true).declined_by, by);
    // The feed tells them no more than that.
    let mut device = World::new(crate::town::city());
    for event in &town.world.log {
        device.fold(&event.clone().seen_by(Some(account(1)), false).expect("public"));
    }
    assert!(device.proposals.values().all(|case| case.declined_by.is_none()));
}
