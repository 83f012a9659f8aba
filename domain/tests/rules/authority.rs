//! The table of authority, cell by cell. The whole of it is in the snapshot beside this file, one table for each
//! state; what must never slip is said here once more, by hand.

use crate::town::{
    Town, accept, administrator, adopt, assign, citizen, coordinator, crossing, decline, explain, give_back,
    guest, judge, note, officer, proposal, refusal, resolve,
};
use domain::actor::Actor;
use domain::clock::ClockKind;
use domain::proposal::{Action, ActionKind, Decline, Judgement, Mover, RULES, State, allowed};
use domain::protocol::Outcome;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Who may try, by the names of the columns.
fn movers() -> Vec<(&'static str, Actor)> {
    vec![
        ("guest", guest(8)),
        ("citizen", citizen(9)),
        ("author", citizen(1)),
        ("coord:here", coordinator("canal")),
        ("coord:street", coordinator("north-gate")),
        ("coord:city", coordinator("town")),
        ("coord:other", coordinator("south")),
        ("off:lead", officer("traffic")),
        ("off:joint", officer("parks")),
        ("off:other", officer("lights")),
        ("admin", administrator()),
        ("system", Actor::System),
    ]
}

/// Every state, reached by the moves that lead there; an answer that promises and one that does not differ.
fn cases() -> Vec<(&'static str, Option<State>, Town)> {
    let (author, zhou, traffic) = (citizen(1), coordinator("town"), officer("traffic"));
    let none = || Town::at("2026-03-09 09:00");
    let submitted = || {
        let mut town = none();
        town.does(&author, crossing());
        town
    };
    let then = |mut town: Town, moves: &[(&Actor, Action)]| {
        for (actor, action) in moves {
            town.does(actor, action.clone());
        }
        town
    };
    let accepted = || then(submitted(), &[(&zhou, accept())]);
    let assigned = || then(accepted(), &[(&zhou, assign("traffic", &["parks"]))]);
    let in_progress = || then(assigned(), &[(&traffic, Action::Take {})]);
    let promised = || then(in_progress(), &[(&traffic, adopt("改。", "2026-03-12"))]);
    let explained = || then(in_progress(), &[(&traffic, explain("理由。"))]);
    let resolved = || then(promised(), &[(&traffic, resolve("好了。"))]);
    vec![
        ("none", None, none()),
        ("submitted", Some(State::Submitted), submitted()),
        (
            "declined",
            Some(State::Declined),
            then(submitted(), &[(&zhou, decline(Decline::NotOurs, "归省里。"))]),
        ),
        ("accepted", Some(State::Accepted), accepted()),
        ("assigned", Some(State::Assigned), assigned()),
        ("in_progress", Some(State::InProgress), in_progress()),
        ("answered, with a promise", Some(State::Answered), promised()),
        ("answered, without one", Some(State::Answered), explained()),
        ("resolved", Some(State::Resolved), resolved()),
        (
            "reopened",
            Some(State::Reopened),
            then(resolved(), &[(&author, judge(Judgement::NotSolved))]),
        ),
        (
            "closed",
            Some(State::Closed),
            then(resolved(), &[(&author, judge(Judgement::Solved))]),
        ),
        (
            "withdrawn",
            Some(State::Withdrawn),
            then(submitted(), &[(&author, Action::Withdraw {})]),
        ),
    ]
}

/// One well-formed action of each kind.
fn action(kind: ActionKind) -> Action {
    match kind {
        ActionKind::Submit => crossing(),
        ActionKind::Accept => accept(),
        ActionKind::Decline => decline(Decline::NotOurs, "归省里。"),
        ActionKind::Assign => assign("traffic", &[]),
        ActionKind::Return => give_back("不归我们。"),
        ActionKind::Take => Action::Take {},
        ActionKind::Note => note("看过现场。"),
        ActionKind::Answer => explain("理由。"),
        ActionKind::Resolve => resolve("好了。"),
        ActionKind::Judge => judge(Judgement::Solved),
        ActionKind::CloseUnjudged => Action::CloseUnjudged {},
        ActionKind::Withdraw => Action::Withdraw {},
        ActionKind::Support => Action::Support {},
        ActionKind::Unsupport => Action::Unsupport {},
        ActionKind::Follow => Action::Follow {},
        ActionKind::Unfollow => Action::Unfollow {},
    }
}

/// `None` where it was carried out, else the code.
fn tried(town: &Town, actor: &Actor, kind: ActionKind) -> Option<String> {
    // Past every clock, so that only authority and state stand in the way of the system's own move.
    let mut town = town.later("2026-06-30 09:00");
    let outcome = town.asks(actor, proposal(1), action(kind));
    match &outcome {
        Outcome::Applied { .. } => None,
        Outcome::Refused { .. } => Some(refusal(&outcome).to_owned()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_cell() {
    let movers = movers();
    let mut table = String::new();
    for (name, state, town) in &cases() {
        assert_eq!(
            town.world.proposals.get(&proposal(1)).map(|case| case.state),
            *state
        );
        writeln!(table, "## {name}").expect("written");
        write!(table, "{:<15}", "").expect("written");
        for (mover, _) in &movers {
            write!(table, "{mover:<13}").expect("written");
        }
        table.push('\n');
        for kind in ActionKind::ALL {
            write!(table, "{:<15}", kind.name()).expect("written");
            for (_, actor) in &movers {
                let cell = tried(town, actor, kind);
                write!(table, "{:<13}", cell.as_deref().map_or("yes", short)).expect("written");
            }
            table.push('\n');
        }
        table.push('\n');
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(table.join("\n"));
}

/// Codes as the cells write them.
fn short(code: &str) -> &str {
    match code {
        "no-such-proposal" => "no-such",
        "proposal-exists" => "exists",
        "wrong-state" => "state",
        "not-author" => "author",
        "not-coordinator" => "coordinator",
        "not-lead-officer" => "lead",
        "system-only" => "system",
        "level-too-low" => "level",
        "awaits-work" => "awaits",
        "nothing-promised" => "no-promise",
        other => panic!("{other}: a cell that nobody has thought of"),
    }
}

/// The names of the movers to whom this is granted in this case.
fn granted(town: &Town, kind: ActionKind) -> BTreeSet<&'static str> {
    movers()
        .into_iter()
        .filter(|(_, actor)| tried(town, actor, kind).is_none())
        .map(|(name, _)| name)
        .collect()
}

const COORDINATORS: &[&str] = &["coord:here", "coord:street", "coord:city"];
const LEAD: &[&str] = &["off:lead"];
const ONLY_AUTHOR: &[&str] = &["author"];

/// Which move, and who may make it.
type Moves = &'static [(ActionKind, &'static [&'static str])];

#[test]
fn what_moves_a_case_is_granted_to_these_and_to_nobody_else() {
    use ActionKind as A;
    // In this case, these moves by these people; every other move of a case is granted to nobody.
    let expected: [(&str, Moves); 12] = [
        ("none", &[]),
        (
            "submitted",
            &[
                (A::Accept, COORDINATORS),
                (A::Decline, COORDINATORS),
                (A::Withdraw, ONLY_AUTHOR),
            ],
        ),
        ("declined", &[]),
        (
            "accepted",
            &[(A::Assign, COORDINATORS), (A::Withdraw, ONLY_AUTHOR)],
        ),
        (
            "assigned",
            &[
                (A::Assign, COORDINATORS),
                (A::Return, LEAD),
                (A::Take, LEAD),
                (A::Withdraw, ONLY_AUTHOR),
            ],
        ),
        (
            "in_progress",
            &[(A::Note, LEAD), (A::Answer, LEAD), (A::Withdraw, ONLY_AUTHOR)],
        ),
        ("answered, with a promise", &[(A::Note, LEAD), (A::Resolve, LEAD)]),
        (
            "answered, without one",
            &[
                (A::Note, LEAD),
                (A::Judge, ONLY_AUTHOR),
                (A::CloseUnjudged, &["system"]),
            ],
        ),
        (
            "resolved",
            &[(A::Judge, ONLY_AUTHOR), (A::CloseUnjudged, &["system"])],
        ),
        ("reopened", &[(A::Take, LEAD)]),
        ("closed", &[]),
        ("withdrawn", &[]),
    ];
    for ((name, _, town), (expected_name, moves)) in cases().iter().zip(expected) {
        assert_eq!(*name, expected_name);
        for kind in ActionKind::ALL {
            if matches!(
                kind,
                A::Submit | A::Support | A::Unsupport | A::Follow | A::Unfollow
            ) {
                continue;
            }
            let who = moves
                .iter()
                .find(|(of, _)| *of == kind)
                .map_or(&[][..], |(_, who)| *who);
            let who: BTreeSet<&str> = who.iter().copied().collect();
            assert_eq!(granted(town, kind), who, "{} when {name}", kind.name());
        }
    }
}

#[test]
fn submitting_supporting_and_following_are_for_people() {
    for (name, state, town) in &cases() {
        let people: BTreeSet<&str> = movers()
            .iter()
            .map(|(mover, _)| *mover)
            .filter(|mover| *mover != "system")
            .collect();
        let nobody = BTreeSet::new();
        let open = matches!(
            state,
            Some(State::Accepted | State::Assigned | State::InProgress | State::Reopened)
        );
        let mut signed_up = people.clone();
        signed_up.remove("guest");
        let expected =
            |holds: bool, who: &BTreeSet<&'static str>| if holds { who.clone() } else { nobody.clone() };
        assert_eq!(
            granted(town, ActionKind::Submit),
            expected(state.is_none(), &people),
            "{name}"
        );
        assert_eq!(
            granted(town, ActionKind::Support),
            expected(open, &signed_up),
            "{name}"
        );
        assert_eq!(
            granted(town, ActionKind::Unsupport),
            expected(open, &people),
            "{name}"
        );
        assert_eq!(
            granted(town, ActionKind::Follow),
            expected(state.is_some(), &people),
            "{name}"
        );
        assert_eq!(
            granted(town, ActionKind::Unfollow),
            expected(state.is_some(), &people),
            "{name}"
        );
    }
}

#[test]
fn an_author_who_never_signed_up_has_the_authors_moves() {
    let mut submitted = Town::at("2026-03-09 09:00");
    submitted.does(&guest(8), crossing());
    assert_eq!(tried(&submitted, &guest(8), ActionKind::Withdraw), None);
    assert_eq!(
        tried(&submitted, &citizen(1), ActionKind::Withdraw).as_deref(),
        Some("not-author")
    );
}

#[test]
fn every_kind_of_action_has_exactly_one_rule_in_the_order_of_the_loop() {
    let kinds: Vec<ActionKind> = RULES.iter().map(|rule| rule.action).collect();
    assert_eq!(kinds, ActionKind::ALL);
    for kind in ActionKind::ALL {
        let rule = allowed(kind);
        assert_eq!(rule.action, kind);
        assert_eq!(action(kind).kind(), kind);
        assert_eq!(
            rule.from.is_empty(),
            kind == ActionKind::Submit,
            "only a submission starts from nothing"
        );
        let distinct: BTreeSet<State> = rule.from.iter().copied().collect();
        assert_eq!(
            distinct.len(),
            rule.from.len(),
            "{}: each state once",
            kind.name()
        );
    }
}

#[test]
fn nothing_moves_a_case_that_is_final_and_something_moves_every_other() {
    let moves = |state: State| {
        RULES
            .iter()
            .filter(move |rule| rule.from.contains(&state) && rule.mover != Mover::Anyone)
            .count()
    };
    for state in State::ALL {
        assert_eq!(moves(state) == 0, state.is_final(), "{}", state.name());
    }
}

#[test]
fn the_running_clock_names_who_must_move() {
    use ClockKind as C;
    let expected = [
        ("none", None),
        ("submitted", Some(C::Triage)),
        ("declined", None),
        ("accepted", Some(C::Assign)),
        ("assigned", Some(C::Take)),
        ("in_progress", Some(C::Answer)),
        ("answered, with a promise", Some(C::Work)),
        ("answered, without one", Some(C::Verdict)),
        ("resolved", Some(C::Verdict)),
        ("reopened", Some(C::Rework)),
        ("closed", None),
        ("withdrawn", None),
    ];
    let found = cases().into_iter().map(|(name, _, town)| {
        let case = town.world.proposals.get(&proposal(1));
        (name, case.and_then(|case| case.clock).map(|clock| clock.kind))
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}
