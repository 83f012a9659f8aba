//! Sent twice, sent late, sent while somebody else was quicker.

use crate::town::{
    Town, accept, assign, citizen, coordinator, crossing, decline, lamp, officer, proposal, refusal,
};
use domain::proposal::{Action, Decline, State};
use domain::protocol::Outcome;

#[test]
fn the_same_command_again_has_one_effect_and_the_same_answer() {
    let mut town = Town::at("2026-03-09 09:00");
    let command = town.about(proposal(1), None, lamp());
    assert_eq!(town.send(&citizen(1), &command), Outcome::Applied { seq: 1 });
    town.until("2026-03-10 09:00")
        .does(&coordinator("town"), accept());
    assert_eq!(town.send(&citizen(1), &command), Outcome::Duplicate { seq: 1 });
    assert_eq!(town.world.log.len(), 2);
}

#[test]
fn a_refusal_is_final_under_its_id() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());
    let command = town.about(proposal(1), None, Action::Support {});
    let first = town.send(&citizen(2), &command);
    assert_eq!(refusal(&first), "wrong-state");
    town.does(&coordinator("town"), accept());
    assert_eq!(
        town.send(&citizen(2), &command),
        first,
        "the kept answer, although it would be allowed now"
    );
    town.does(&citizen(2), Action::Support {});
}

#[test]
fn another_command_under_a_used_id_is_refused() {
    let mut town = Town::at("2026-03-09 09:00");
    let command = town.about(proposal(1), None, lamp());
    town.send(&citizen(1), &command);
    let mut other = command.clone();
    other.at.0 += 1;
    assert_eq!(refusal(&town.send(&citizen(1), &other)), "command-id-reused");
    let mut other = town.about(proposal(2), None, crossing());
    other.id = command.id;
    assert_eq!(refusal(&town.send(&citizen(1), &other)), "command-id-reused");
    assert_eq!(
        town.send(&citizen(1), &command),
        Outcome::Duplicate { seq: 1 },
        "and the first still stands"
    );
}

#[test]
fn an_id_belongs_to_its_account() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept());
    let command = town.about(proposal(1), None, Action::Support {});
    assert!(matches!(
        town.send(&citizen(2), &command),
        Outcome::Applied { .. }
    ));
    assert!(matches!(
        town.send(&citizen(3), &command),
        Outcome::Applied { .. }
    ));
    assert_eq!(town.case().supports, 2);
}

#[test]
fn a_proposal_is_submitted_once() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());
    town.may_not(&citizen(1), crossing(), "proposal-exists")
        .may_not(&citizen(2), lamp(), "proposal-exists");
}

#[test]
fn when_the_case_moved_since_it_was_seen_it_is_a_conflict_that_shows_what_it_is_now() {
    let (zhou, wu) = (coordinator("town"), coordinator("north"));
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());
    let seen = town.case().version;
    town.does(&wu, decline(Decline::Duplicate, "与另一件相同。"));

    let late = town.about(proposal(1), Some(seen), accept());
    let Outcome::Conflict { problem, current } = town.send(&zhou, &late) else {
        panic!("a conflict");
    };
    assert_eq!(problem.code, "wrong-state");
    assert_eq!(current.state, State::Declined);
    assert_eq!(current.author, None, "it does not tell who wrote");
    assert!(
        matches!(town.send(&zhou, &late), Outcome::Conflict { .. }),
        "and is kept so"
    );

    let now = town.case().version;
    let informed = town.about(proposal(1), Some(now), accept());
    assert!(
        matches!(town.send(&zhou, &informed), Outcome::Refused { .. }),
        "who saw it gets a refusal"
    );
}

#[test]
fn an_officer_whose_case_was_given_to_others_meanwhile_is_shown_that() {
    let zhou = coordinator("town");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("lights", &[]));
    let seen = town.case().version;
    town.does(&zhou, assign("traffic", &[]));
    let late = town.about(proposal(1), Some(seen), Action::Take {});
    let outcome = town.send(&officer("lights"), &late);
    assert!(matches!(&outcome, Outcome::Conflict { current, .. } if current.lead == Some("traffic".into())));
    assert_eq!(refusal(&outcome), "not-lead-officer");
}

#[test]
fn a_fault_of_ones_own_is_no_conflict_even_when_the_case_moved() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept());
    let late = town.about(proposal(1), Some(1), assign("atlantis", &[]));
    assert!(
        matches!(town.send(&coordinator("town"), &late), Outcome::Refused { problem } if problem.code == "no-such-department")
    );
}

#[test]
fn a_move_that_is_still_allowed_goes_through_although_the_case_moved() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing())
        .does(&coordinator("town"), accept());
    let seen = town.case().version;
    town.does(&citizen(2), Action::Support {});
    let command = town.about(proposal(1), Some(seen), assign("traffic", &[]));
    assert!(matches!(
        town.send(&coordinator("town"), &command),
        Outcome::Applied { .. }
    ));
}

#[test]
fn what_was_never_submitted_cant_be_moved() {
    let mut town = Town::at("2026-03-09 09:00");
    for action in [
        accept(),
        Action::Support {},
        Action::Follow {},
        Action::Withdraw {},
    ] {
        town.may_not(&coordinator("town"), action, "no-such-proposal");
    }
}
