//! The table of authority, cell by cell. The whole of it is in docs/LOOP.md, one table for each case; what must never slip
//! is said here once more, by hand.

use crate::town::{
    Town, accept, achieve, administrator, adopt, appeal, argue, ask, assess, assign, check, citizen, clarify,
    colleague, conclude, contribute, convene, coordinator, crossing, decline, discard, entrust, excuse,
    explain, extend, give_back, guest, hand_over, hide, inquire, judge, keep, merge, move_to, note, officer,
    plan, prepare, proposal, publish, rate, refusal, reply, report, resolve, respond, restore, retract,
    second, supervisor, unmerge, unsecond,
};
use domain::actor::Actor;
use domain::clock::ClockKind;
use domain::proposal::{
    Action, ActionKind, Decline, Judgement, Mover, Objection, RULES, Ruling, Side, State, allowed, rules,
};
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
        ("off:colleague", colleague("traffic", 2)),
        ("off:joint", officer("parks")),
        ("off:other", officer("lights")),
        ("super:here", supervisor("canal")),
        ("super:other", supervisor("south")),
        ("admin", administrator()),
        ("system", Actor::System),
    ]
}

/// Every state, reached by the moves that lead there; an answer that promises and one that does not differ.
fn cases() -> Vec<(&'static str, Option<State>, Town)> {
    let (author, zhou, traffic) = (citizen(1), coordinator("town"), officer("traffic"));
    let none = || {
        let mut town = Town::at("2026-03-09 09:00");
        town.knows(&colleague("traffic", 3))
            .does_to(2, &citizen(2), crossing())
            .does_to(2, &zhou, accept());
        town
    };
    let supported = |mut town: Town| {
        town.does(&citizen(9), Action::Support {});
        town
    };
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
    let declined = || then(submitted(), &[(&zhou, decline(Decline::NotOurs, "归省里。"))]);
    let appealed = || then(declined(), &[(&author, appeal("就在市里。"))]);
    // What `citizen` says for it is reported by somebody else.
    let argued = |town: Town| {
        let moves = [
            (&citizen(9), argue(1, Side::For, "老人多。")),
            (&citizen(7), report(1, Objection::Untrue)),
        ];
        then(town, &moves)
    };
    let accepted = || argued(then(submitted(), &[(&zhou, accept())]));
    let assigned = || then(accepted(), &[(&zhou, assign("traffic", &["parks"]))]);
    let in_progress = || {
        then(
            assigned(),
            &[
                (&traffic, Action::Take {}),
                (&officer("parks"), contribute("树不用砍。")),
            ],
        )
    };
    let promised = || then(in_progress(), &[(&traffic, adopt("改。", "2026-03-12"))]);
    let explained = || then(in_progress(), &[(&traffic, explain("理由。"))]);
    let resolved = || then(promised(), &[(&traffic, resolve("好了。"))]);
    let planned = || {
        let steps = [("画线", "2026-03-10")];
        then(in_progress(), &[(&traffic, plan("2026-03-12", &steps))])
    };
    let follower = citizen(9);
    let looker = supervisor("canal");
    // Whoever goes with it, or looks at what was drawn, has the area.
    let reopened = || {
        let mut town = then(resolved(), &[(&author, judge(Judgement::NotSolved))]);
        town.knows(&looker).knows(&supervisor("town"));
        then(town, &[(&Actor::System, entrust(&looker))])
    };
    let again = || {
        let moves = [
            (&traffic, Action::Take {}),
            (&officer("parks"), contribute("树不用砍。")),
            (&traffic, explain("只能这样。")),
        ];
        then(reopened(), &moves)
    };
    let closed = || then(resolved(), &[(&author, judge(Judgement::Solved))]);
    let drawn = || {
        let mut town = closed();
        // The month is over when it is drawn; what is tried is tried as on any other day.
        let now = town.now;
        town.until("2026-04-01 00:00");
        town.draws(&Actor::System, "2026-03", &[1]);
        town.knows(&looker).knows(&supervisor("town"));
        town.does(&Actor::System, entrust(&looker));
        town.now = now;
        town
    };
    let hearing = || {
        then(
            reopened(),
            &[
                (&traffic, Action::Take {}),
                (&officer("parks"), contribute("树不用砍。")),
                (&traffic, explain("只能这样。")),
                (&author, judge(Judgement::NotSolved)),
            ],
        )
    };
    let heard = || then(hearing(), &[(&zhou, convene("2026-03-09"))]);
    vec![
        ("none", None, none()),
        ("submitted", Some(State::Submitted), submitted()),
        (
            "submitted, with a question",
            Some(State::Submitted),
            then(submitted(), &[(&zhou, ask("在哪里？"))]),
        ),
        ("declined", Some(State::Declined), declined()),
        ("appealed", Some(State::Appealed), appealed()),
        (
            "declined, for good",
            Some(State::Declined),
            then(
                appealed(),
                &[(&coordinator("canal"), decline(Decline::NotOurs, "归省里。"))],
            ),
        ),
        (
            "merged",
            Some(State::Merged),
            then(supported(accepted()), &[(&zhou, merge(2))]),
        ),
        ("accepted", Some(State::Accepted), accepted()),
        ("assigned", Some(State::Assigned), assigned()),
        (
            "in_progress, waiting for a joint department",
            Some(State::InProgress),
            then(assigned(), &[(&traffic, Action::Take {})]),
        ),
        ("in_progress", Some(State::InProgress), in_progress()),
        (
            "in_progress, with a question",
            Some(State::InProgress),
            then(in_progress(), &[(&traffic, ask("几点？"))]),
        ),
        ("in_progress, gone up", Some(State::InProgress), {
            let mut town = in_progress();
            town.until("2026-03-31 00:00")
                .does(&Actor::System, Action::Escalate {});
            town
        }),
        (
            "in_progress, with a note prepared",
            Some(State::InProgress),
            then(in_progress(), &[(&traffic, prepare(1, note("看过现场。")))]),
        ),
        ("answered", Some(State::Answered), explained()),
        (
            "implementing, with a milestone",
            Some(State::Implementing),
            planned(),
        ),
        ("implementing", Some(State::Implementing), promised()),
        ("resolved", Some(State::Resolved), resolved()),
        (
            "resolved, followed",
            Some(State::Resolved),
            then(resolved(), &[(&follower, Action::Follow {})]),
        ),
        (
            "resolved, judged by a follower",
            Some(State::Resolved),
            then(
                resolved(),
                &[
                    (&follower, Action::Follow {}),
                    (&follower, rate(Judgement::Partly, 3)),
                ],
            ),
        ),
        ("reopened", Some(State::Reopened), reopened()),
        (
            "reopened, with a supervisor's question",
            Some(State::Reopened),
            then(reopened(), &[(&looker, inquire("晚上也亮吗？"))]),
        ),
        ("answered once more", Some(State::Answered), again()),
        ("hearing", Some(State::Hearing), hearing()),
        ("hearing, held", Some(State::Hearing), heard()),
        ("closed", Some(State::Closed), closed()),
        ("closed, drawn", Some(State::Closed), drawn()),
        (
            "closed, drawn and judged",
            Some(State::Closed),
            then(drawn(), &[(&looker, assess(true))]),
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
        ActionKind::Merge => merge(2),
        ActionKind::Unmerge => unmerge(2),
        ActionKind::Move => move_to(2),
        ActionKind::Assign => assign("traffic", &[]),
        ActionKind::Return => give_back("不归我们。"),
        ActionKind::Take => Action::Take {},
        ActionKind::HandOver => hand_over(&colleague("traffic", 3)),
        ActionKind::Prepare => prepare(2, note("看过现场。")),
        ActionKind::Check => check(1),
        ActionKind::Discard => discard(1),
        ActionKind::Publish => publish(1),
        ActionKind::Appeal => appeal("就在市里。"),
        ActionKind::CloseUnappealed => Action::CloseUnappealed {},
        ActionKind::Ask => ask("在哪里？"),
        ActionKind::Reply => reply("在北门。"),
        ActionKind::Resume => Action::Resume {},
        ActionKind::Extend => extend("等材料。"),
        ActionKind::Contribute => contribute("树不用砍。"),
        ActionKind::Excuse => excuse("那里没有树。"),
        ActionKind::Note => note("看过现场。"),
        ActionKind::Answer => explain("理由。"),
        ActionKind::Achieve => achieve(0),
        ActionKind::Resolve => resolve("好了。"),
        ActionKind::Judge => judge(Judgement::Solved),
        ActionKind::Rate => rate(Judgement::Partly, 3),
        ActionKind::Convene => convene("2026-03-12"),
        ActionKind::Conclude => conclude(Ruling::Stands),
        ActionKind::Entrust => entrust(&supervisor("town")),
        ActionKind::Inquire => inquire("晚上也亮吗？"),
        ActionKind::Clarify => clarify("晚上也亮。"),
        ActionKind::Assess => assess(false),
        ActionKind::CloseUnjudged => Action::CloseUnjudged {},
        ActionKind::Withdraw => Action::Withdraw {},
        ActionKind::Escalate => Action::Escalate {},
        ActionKind::Support => Action::Support {},
        ActionKind::Unsupport => Action::Unsupport {},
        ActionKind::Follow => Action::Follow {},
        ActionKind::Unfollow => Action::Unfollow {},
        ActionKind::Argue => argue(2, Side::Against, "车会堵到桥上。"),
        ActionKind::Retract => retract(1),
        ActionKind::Second => second(1),
        ActionKind::Unsecond => unsecond(1),
        ActionKind::Respond => respond(1, "数过了，是这样。"),
        ActionKind::Report => report(1, Objection::Attack),
        ActionKind::Keep => keep(1),
        ActionKind::Hide => hide(1, Objection::PersonalData),
        ActionKind::Restore => restore(1),
    }
}

/// `None` where it was carried out, else the code.
fn tried(town: &Town, actor: &Actor, kind: ActionKind) -> Option<String> {
    // Past every clock where the clockwork moves, within every clock where people do: so that only authority and state
    // stand in the way.
    let by_clockwork = rules(kind).any(|rule| rule.mover == Mover::System);
    let so_far = town.now;
    let mut town = town.later(if by_clockwork {
        "2026-06-30 09:00"
    } else {
        "2026-03-09 10:00"
    });
    town.now = town.now.max(so_far);
    // Only what is hidden can stand again.
    if kind == ActionKind::Restore && town.world.debates.contains_key(&proposal(1)) {
        town.does(&coordinator("town"), hide(1, Objection::PersonalData));
    }
    let outcome = town.asks(actor, proposal(1), action(kind));
    match &outcome {
        Outcome::Applied { .. } => None,
        Outcome::Refused { .. } => Some(refusal(&outcome).to_owned()),
        other => panic!("{other:?}"),
    }
}

/// The page that prints the rules; it is kept with this crate's table.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/LOOP.md");

#[test]
fn every_cell_is_as_docs_loop_md_says() {
    let page = page();
    if std::env::var_os("HUISHENG_WRITE_LOOP").is_some() {
        std::fs::write(PAGE, &page).expect("written");
    }
    let kept = std::fs::read_to_string(PAGE).expect("docs/LOOP.md");
    for (line, (kept, now)) in kept.lines().zip(page.lines()).enumerate() {
        assert_eq!(kept, now, "docs/LOOP.md:{}: {HOW}", line + 1);
    }
    assert_eq!(kept.len(), page.len(), "docs/LOOP.md: {HOW}");
}

const HOW: &str =
    "where the change is meant, `HUISHENG_WRITE_LOOP=1 cargo test -p domain every_cell` writes it anew";

const INTRODUCTION: &str = "# The closed loop, cell by cell

Written by a test (`domain/tests/rules/authority.rs`) from the one table of authority, `domain::proposal::RULES`, by asking the rules
themselves; the same test holds it current.

## The rules

An action that is not listed for a state is not possible there.

| action | from | by |
|---|---|---|
";

const CELLS: &str = "
## Every cell

For each case, each action by each person: `yes`, or the code of the refusal. The area of the case is a community; `coord:here`
coordinates it, `coord:street` and `coord:city` what it lies in, `coord:other` another district. `coord:city` is the one who declined.
`super:here` looks at it once it is reopened or drawn, `super:other` has another district.
`off:lead` is the one who takes it, `off:colleague` works for the same department; it is handed to a third one there.
What the clockwork does is tried past the end of every clock, all else within, but where a case has gone up for being late. What is
merged is merged into another case of the same area, which is accepted; where this one is merged, `citizen` supported it. Whatever
was once accepted has one argument for it: `citizen` gave it, and somebody else has reported it. What is to stand again was hidden before. What is to be prepared is a note;
where one lies prepared, `off:lead` has written it.
";

/// The whole page.
fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for rule in &RULES {
        let from: Vec<&str> = rule.from.iter().map(|state| state.name()).collect();
        let from = if from.is_empty() {
            "–".to_owned()
        } else {
            from.join(", ")
        };
        let by = serde_json::to_value(rule.mover).expect("a name");
        let by = by.as_str().unwrap_or_default().replace('_', " ");
        writeln!(page, "| {} | {from} | {by} |", rule.action.name()).expect("written");
    }
    page.push_str(CELLS);
    let movers = movers();
    let columns: Vec<&str> = movers.iter().map(|(mover, _)| *mover).collect();
    for (name, state, town) in &cases() {
        assert_eq!(
            town.world.proposals.get(&proposal(1)).map(|case| case.state),
            *state
        );
        let dashes = "|---".repeat(columns.len());
        writeln!(
            page,
            "\n### {name}\n\n| | {} |\n|---{dashes}|",
            columns.join(" | ")
        )
        .expect("written");
        for kind in ActionKind::ALL {
            let cells: Vec<String> = movers
                .iter()
                .map(|(_, actor)| tried(town, actor, kind).unwrap_or_else(|| "yes".to_owned()))
                .collect();
            writeln!(page, "| {} | {} |", kind.name(), cells.join(" | ")).expect("written");
        }
    }
    page
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
/// All but the one who declined.
const OTHER_COORDINATORS: &[&str] = &["coord:here", "coord:street"];
const ONLY_SYSTEM: &[&str] = &["system"];
const LEAD: &[&str] = &["off:lead", "off:colleague"];
/// Whoever did not write it themselves.
const COLLEAGUE: &[&str] = &["off:colleague"];
/// Whoever took it, and so holds it.
const HOLDER: &[&str] = &["off:lead"];
/// Who was to look at it.
const LOOKER: &[&str] = &["super:here"];
const JOINT: &[&str] = &["off:joint"];
const ONLY_AUTHOR: &[&str] = &["author"];
/// Whoever supported the case that was merged.
const ONLY_SUPPORTER: &[&str] = &["citizen"];
/// Whoever follows it.
const ONLY_FOLLOWER: &[&str] = &["citizen"];

/// Which move, and who may make it.
type Moves = &'static [(ActionKind, &'static [&'static str])];

#[test]
fn what_moves_a_case_is_granted_to_these_and_to_nobody_else() {
    use ActionKind as A;
    // In this case, these moves by these people; every other move of a case is granted to nobody.
    let expected: [(&str, Moves); 29] = [
        ("none", &[]),
        (
            "submitted",
            &[
                (A::Accept, COORDINATORS),
                (A::Decline, COORDINATORS),
                (A::Merge, COORDINATORS),
                (A::Ask, COORDINATORS),
                (A::Withdraw, ONLY_AUTHOR),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "submitted, with a question",
            &[
                (A::Accept, COORDINATORS),
                (A::Decline, COORDINATORS),
                (A::Merge, COORDINATORS),
                (A::Reply, ONLY_AUTHOR),
                (A::Resume, ONLY_SYSTEM),
                (A::Withdraw, ONLY_AUTHOR),
            ],
        ),
        (
            "declined",
            &[(A::Appeal, ONLY_AUTHOR), (A::CloseUnappealed, ONLY_SYSTEM)],
        ),
        (
            "appealed",
            &[
                (A::Accept, OTHER_COORDINATORS),
                (A::Decline, OTHER_COORDINATORS),
                (A::Withdraw, ONLY_AUTHOR),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        ("declined, for good", &[]),
        ("merged", &[(A::Unmerge, COORDINATORS), (A::Move, ONLY_SUPPORTER)]),
        (
            "accepted",
            &[
                (A::Merge, COORDINATORS),
                (A::Assign, COORDINATORS),
                (A::Withdraw, ONLY_AUTHOR),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "assigned",
            &[
                (A::Assign, COORDINATORS),
                (A::Return, LEAD),
                (A::Take, LEAD),
                (A::HandOver, LEAD),
                (A::Contribute, JOINT),
                (A::Excuse, JOINT),
                (A::Withdraw, ONLY_AUTHOR),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "in_progress, waiting for a joint department",
            &[
                (A::HandOver, HOLDER),
                (A::Ask, LEAD),
                (A::Extend, LEAD),
                (A::Contribute, JOINT),
                (A::Excuse, JOINT),
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Withdraw, ONLY_AUTHOR),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "in_progress",
            &[
                (A::HandOver, HOLDER),
                (A::Ask, LEAD),
                (A::Extend, LEAD),
                (A::Contribute, JOINT),
                (A::Excuse, JOINT),
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Answer, LEAD),
                (A::Withdraw, ONLY_AUTHOR),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "in_progress, with a question",
            &[
                (A::HandOver, HOLDER),
                (A::Reply, ONLY_AUTHOR),
                (A::Resume, ONLY_SYSTEM),
                (A::Contribute, JOINT),
                (A::Excuse, JOINT),
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Answer, LEAD),
                (A::Withdraw, ONLY_AUTHOR),
            ],
        ),
        (
            "in_progress, gone up",
            &[
                (A::HandOver, HOLDER),
                (A::Contribute, JOINT),
                (A::Excuse, JOINT),
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Answer, LEAD),
                (A::Withdraw, ONLY_AUTHOR),
            ],
        ),
        (
            "in_progress, with a note prepared",
            &[
                (A::HandOver, HOLDER),
                (A::Prepare, LEAD),
                (A::Check, COLLEAGUE),
                (A::Discard, LEAD),
                (A::Publish, LEAD),
                (A::Ask, LEAD),
                (A::Extend, LEAD),
                (A::Contribute, JOINT),
                (A::Excuse, JOINT),
                (A::Note, LEAD),
                (A::Answer, LEAD),
                (A::Withdraw, ONLY_AUTHOR),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "answered",
            &[
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Judge, ONLY_AUTHOR),
                (A::CloseUnjudged, ONLY_SYSTEM),
            ],
        ),
        (
            "implementing, with a milestone",
            &[
                (A::HandOver, HOLDER),
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Achieve, LEAD),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "implementing",
            &[
                (A::HandOver, HOLDER),
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Resolve, LEAD),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "resolved",
            &[(A::Judge, ONLY_AUTHOR), (A::CloseUnjudged, ONLY_SYSTEM)],
        ),
        (
            "resolved, followed",
            &[
                (A::Judge, ONLY_AUTHOR),
                (A::Rate, ONLY_FOLLOWER),
                (A::CloseUnjudged, ONLY_SYSTEM),
            ],
        ),
        (
            "resolved, judged by a follower",
            &[(A::Judge, ONLY_AUTHOR), (A::CloseUnjudged, ONLY_SYSTEM)],
        ),
        (
            "reopened",
            &[
                (A::Take, LEAD),
                (A::HandOver, HOLDER),
                (A::Inquire, LOOKER),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "reopened, with a supervisor's question",
            &[
                (A::Take, LEAD),
                (A::HandOver, HOLDER),
                (A::Clarify, LEAD),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "answered once more",
            &[
                (A::Prepare, LEAD),
                (A::Note, LEAD),
                (A::Judge, ONLY_AUTHOR),
                (A::Inquire, LOOKER),
                (A::Assess, LOOKER),
                (A::CloseUnjudged, ONLY_SYSTEM),
            ],
        ),
        (
            "hearing",
            &[
                (A::Convene, COORDINATORS),
                (A::Inquire, LOOKER),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        (
            "hearing, held",
            &[
                (A::Convene, COORDINATORS),
                (A::Conclude, COORDINATORS),
                (A::Inquire, LOOKER),
                (A::Escalate, ONLY_SYSTEM),
            ],
        ),
        ("closed", &[]),
        ("closed, drawn", &[(A::Inquire, LOOKER), (A::Assess, LOOKER)]),
        ("closed, drawn and judged", &[]),
        ("withdrawn", &[]),
    ];
    for ((name, _, town), (expected_name, moves)) in cases().iter().zip(expected) {
        assert_eq!(*name, expected_name);
        for kind in ActionKind::ALL {
            if matches!(
                kind,
                A::Submit | A::Support | A::Unsupport | A::Follow | A::Unfollow
            ) || is_about_an_argument(kind)
            {
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

fn is_about_an_argument(kind: ActionKind) -> bool {
    action(kind).argument().is_some()
}

#[test]
fn whoever_may_support_argues_and_only_the_city_says_what_stands() {
    use ActionKind as A;
    let people = &movers()
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !["guest", "system"].contains(name))
        .collect::<BTreeSet<_>>();
    let all_but_its_author = &people.iter().copied().filter(|who| *who != "citizen").collect();
    let of = |names: &[&'static str]| names.iter().copied().collect::<BTreeSet<_>>();
    let (coordinators, citizen) = (&of(COORDINATORS), &of(&["citizen"]));
    let nobody = &BTreeSet::new();
    for (name, state, town) in &cases() {
        let open = matches!(
            state,
            Some(State::Accepted | State::Assigned | State::InProgress | State::Reopened | State::Hearing)
        );
        let led = town
            .world
            .proposals
            .get(&proposal(1))
            .is_some_and(|case| case.lead.is_some());
        let desk = &if led {
            of(&[COORDINATORS, LEAD].concat())
        } else {
            coordinators.clone()
        };
        let has_one = town.world.debates.contains_key(&proposal(1));
        let expected = [
            (A::Argue, if open { people } else { nobody }),
            (A::Second, if open { all_but_its_author } else { nobody }),
            (A::Retract, citizen),
            (A::Report, all_but_its_author),
            (A::Respond, desk),
            (A::Keep, coordinators),
            (A::Hide, coordinators),
            (A::Restore, coordinators),
        ];
        for (kind, who) in expected {
            let who = if kind == A::Argue || has_one { who } else { nobody };
            assert_eq!(granted(town, kind), *who, "{} when {name}", kind.name());
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
            Some(State::Accepted | State::Assigned | State::InProgress | State::Reopened | State::Hearing)
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
            expected(open || *state == Some(State::Merged), &people),
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
fn every_kind_of_action_has_its_rules_in_the_order_of_the_loop() {
    let mut kinds: Vec<ActionKind> = RULES.iter().map(|rule| rule.action).collect();
    kinds.dedup();
    assert_eq!(kinds, ActionKind::ALL);
    for kind in ActionKind::ALL {
        assert_eq!(action(kind).kind(), kind);
        let from: Vec<State> = rules(kind).flat_map(|rule| rule.from).copied().collect();
        assert_eq!(
            from.is_empty(),
            kind == ActionKind::Submit,
            "only a submission starts from nothing"
        );
        let distinct: BTreeSet<State> = from.iter().copied().collect();
        assert_eq!(distinct.len(), from.len(), "{}: each state once", kind.name());
        for state in State::ALL {
            let rule = allowed(kind, state);
            assert_eq!(rule.is_some(), distinct.contains(&state), "{}", kind.name());
            assert!(rule.is_none_or(|rule| rule.action == kind && rule.from.contains(&state)));
        }
    }
}

#[test]
fn nothing_moves_a_case_that_is_over_but_an_appeal_its_unmerging_or_a_citizens_look_and_something_moves_every_other()
 {
    let moves = |state: State| {
        RULES
            .iter()
            // What is prepared is one of the other moves.
            .filter(move |rule| {
                rule.from.contains(&state) && !matches!(rule.mover, Mover::Anyone | Mover::Preparer)
            })
            .filter(|rule| !is_about_an_argument(rule.action))
            .count()
    };
    for state in State::ALL {
        let stays = moves(state) == 0 || matches!(state, State::Declined | State::Merged | State::Closed);
        assert_eq!(stays, state.is_over(), "{}", state.name());
    }
}

#[test]
fn the_running_clock_names_who_must_move() {
    use ClockKind as C;
    let expected = [
        ("none", None),
        ("submitted", Some(C::Triage)),
        ("submitted, with a question", Some(C::Reply)),
        ("declined", Some(C::Appeal)),
        ("appealed", Some(C::Review)),
        ("declined, for good", None),
        ("merged", None),
        ("accepted", Some(C::Assign)),
        ("assigned", Some(C::Take)),
        ("in_progress, waiting for a joint department", Some(C::Answer)),
        ("in_progress", Some(C::Answer)),
        ("in_progress, with a question", Some(C::Reply)),
        ("in_progress, gone up", Some(C::Answer)),
        ("in_progress, with a note prepared", Some(C::Answer)),
        ("answered", Some(C::Verdict)),
        ("implementing, with a milestone", Some(C::Work)),
        ("implementing", Some(C::Work)),
        ("resolved", Some(C::Verdict)),
        ("resolved, followed", Some(C::Verdict)),
        ("resolved, judged by a follower", Some(C::Verdict)),
        ("reopened", Some(C::Rework)),
        ("reopened, with a supervisor's question", Some(C::Rework)),
        ("answered once more", Some(C::Verdict)),
        ("hearing", Some(C::Hearing)),
        ("hearing, held", Some(C::Hearing)),
        ("closed", None),
        ("closed, drawn", None),
        ("closed, drawn and judged", None),
        ("withdrawn", None),
    ];
    let found = cases().into_iter().map(|(name, _, town)| {
        let case = town.world.proposals.get(&proposal(1));
        (name, case.and_then(|case| case.clock).map(|clock| clock.kind))
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}
