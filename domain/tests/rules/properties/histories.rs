//! Random walks of a whole city: whatever people send, in whatever order.

use crate::town::{
    Town, accept, account, achieve, administrator, adopt, appeal, argue, argument, ask, assess, assign,
    check, citizen, clarify, colleague, conclude, contribute, convene, coordinator, crossing, decline,
    discard, entrust, excuse, explain, extend, give_back, guest, hand_over, hide, inquire, judge, keep, lamp,
    merge, move_to, note, officer, plan, prepare, proposal, publish, rate, refusal, reply, report, resolve,
    respond, restore, retract, second, supervisor, unmerge, unsecond,
};
use domain::actor::{Actor, Part};
use domain::clock::{Clock, ClockKind};
use domain::command::{Command, Order};
use domain::event::Fact;
use domain::id::{CommandId, ProposalId};
use domain::proposal::{
    ARGUMENTS_LIMIT, Action, Argument, ArgumentChange, Change, Decline, Internal, Judgement, Mover,
    Objection, Proposal, RULES, Reference, Relation, Ruling, Side, State,
};
use domain::protocol::Outcome;
use domain::time::Timestamp;
use domain::world::World;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// One thing that somebody does, an hour or a fortnight after the one before.
#[derive(Debug, Clone)]
struct Deed {
    hours: i64,
    actor: usize,
    wish: Wish,
}

#[derive(Debug, Clone)]
enum Wish {
    About {
        proposal: u128,
        seen: Option<u32>,
        action: Box<Action>,
    },
    /// What the loop asks for next, by whoever must move: one of the possible moves.
    Onward {
        proposal: u128,
        choice: usize,
    },
    /// What people say of one argument, by whoever may.
    Aside {
        proposal: u128,
        choice: usize,
    },
    Publish {
        answer_days: u16,
    },
}

fn actors() -> Vec<Actor> {
    vec![
        citizen(1),
        citizen(2),
        guest(3),
        coordinator("town"),
        coordinator("north"),
        officer("traffic"),
        officer("lights"),
        officer("parks"),
        colleague("lights", 2),
        supervisor("town"),
        administrator(),
        Actor::System,
    ]
}

fn an_action() -> impl Strategy<Value = Action> {
    // The day on which every walk begins is 2026-03-09: some of these days lie behind, some ahead.
    let promised = prop::sample::select(vec!["2026-03-10", "2026-03-20", "2026-06-01", "2027-12-31"]);
    prop_oneof![
        3 => prop_oneof![Just(lamp()), Just(crossing())],
        4 => Just(accept()),
        1 => Just(Action::Accept { category: Some("lighting".into()), area: Some("harbour".into()) }),
        1 => Just(decline(Decline::Unclear, "看不明白。")),
        1 => (1_u128..5).prop_map(merge),
        1 => (1_u128..5).prop_map(unmerge),
        1 => (1_u128..5).prop_map(move_to),
        4 => prop::sample::select(vec!["traffic", "lights"]).prop_map(|lead| assign(lead, &["parks"])),
        1 => Just(give_back("不归我们。")),
        1 => Just(appeal("请再看看。")),
        1 => Just(Action::CloseUnappealed {}),
        5 => Just(Action::Take {}),
        2 => prop::sample::select(vec![officer("traffic"), officer("lights"), colleague("lights", 2)])
            .prop_map(|to| hand_over(&to)),
        4 => (1_u128..3, prop_oneof![
            Just(explain("理由。")), Just(note("看过现场。")), Just(extend("等材料。")), Just(contribute("树不用砍。")),
            Just(decline(Decline::Unclear, "看不明白。")), Just(give_back("不归我们。")), Just(resolve("好了。")),
            Just(accept()),
        ]).prop_map(|(of, action)| prepare(of, action)),
        1 => (1_u128..3).prop_map(check),
        1 => (1_u128..3).prop_map(discard),
        3 => (1_u128..3).prop_map(publish),
        2 => Just(ask("在哪里？")),
        1 => Just(reply("在北门。")),
        1 => Just(Action::Resume {}),
        2 => Just(extend("等材料。")),
        2 => Just(contribute("树不用砍。")),
        1 => Just(excuse("那里没有树。")),
        2 => Just(note("看过现场。")),
        3 => Just(explain("理由。")),
        3 => promised.prop_map(|day| adopt("改。", day)),
        1 => prop::sample::select(vec!["2026-03-10", "2026-03-20"]).prop_map(|day| plan("2026-03-20", &[("第一步", day), ("第二步", "2026-03-20")])),
        2 => (0_u16..3).prop_map(achieve),
        3 => Just(resolve("好了。")),
        2 => Just(rate(Judgement::Partly, 3)),
        1 => Just(convene("2026-03-20")),
        1 => prop::sample::select(vec![Ruling::Rework, Ruling::Stands]).prop_map(conclude),
        4 => prop::sample::select(vec![Judgement::Solved, Judgement::Partly, Judgement::NotSolved, Judgement::NotSolved])
            .prop_map(judge),
        2 => prop::sample::select(vec![supervisor("town"), supervisor("north"), citizen(2)]).prop_map(|to| entrust(&to)),
        2 => Just(inquire("晚上也亮吗？")),
        1 => Just(clarify("晚上也亮。")),
        2 => any::<bool>().prop_map(assess),
        2 => Just(Action::CloseUnjudged {}),
        2 => Just(Action::Withdraw {}),
        2 => Just(Action::Escalate {}),
        2 => Just(Action::Support {}),
        1 => Just(Action::Unsupport {}),
        1 => Just(Action::Follow {}),
        1 => Just(Action::Unfollow {}),
        5 => about_an_argument(),
    ]
}

fn about_an_argument() -> impl Strategy<Value = Action> {
    let reason = || prop::sample::select(Objection::ALL.to_vec());
    let of = || 1_u128..5;
    prop_oneof![
        6 => (of(), prop::sample::select(Side::ALL.to_vec())).prop_map(|(of, side)| argue(of, side, "老人多。")),
        1 => of().prop_map(retract),
        3 => of().prop_map(second),
        1 => of().prop_map(unsecond),
        2 => of().prop_map(|of| respond(of, "数过了。")),
        3 => (of(), reason()).prop_map(|(of, reason)| report(of, reason)),
        2 => of().prop_map(keep),
        2 => (of(), reason()).prop_map(|(of, reason)| hide(of, reason)),
        2 => of().prop_map(restore),
    ]
}

fn a_deed() -> impl Strategy<Value = Deed> {
    let hours = prop::sample::select(vec![0, 1, 5, 20, 70, 400]);
    let seen = prop_oneof![3 => Just(None), 1 => (1_u32..8).prop_map(Some)];
    let about = (an_action(), 1_u128..4, seen).prop_map(|(action, proposal, seen)| Wish::About {
        proposal,
        seen,
        action: Box::new(action),
    });
    // One case goes further than the others: to a hearing it is a long way.
    let furthest = prop_oneof![2 => Just(1_u128), 1 => 1_u128..4];
    let onward = (furthest, 0_usize..12).prop_map(|(proposal, choice)| Wish::Onward { proposal, choice });
    let publish = (5_u16..30).prop_map(|answer_days| Wish::Publish { answer_days });
    let aside = (1_u128..3, 0_usize..12).prop_map(|(proposal, choice)| Wish::Aside { proposal, choice });
    let wish = prop_oneof![20 => about, 30 => onward, 8 => aside, 1 => publish];
    (hours, 0_usize..11, wish).prop_map(|(hours, actor, wish)| Deed { hours, actor, wish })
}

/// The moves that the loop waits for in this case, each with its mover.
fn onward(case: Option<&Proposal>, now: Timestamp) -> Vec<(Actor, Action)> {
    let Some(case) = case else {
        return vec![(citizen(1), lamp()), (guest(3), crossing())];
    };
    let author = if case.author == Some(account(3)) {
        guest(3)
    } else {
        citizen(1)
    };
    let coordinator = coordinator("town");
    // The walks know three cases; the next one is another.
    let next = (case.id.0.as_u128() & 3) % 3 + 1;
    let lead = officer(case.lead.as_ref().map_or("lights", |lead| lead.as_str()));
    if case.question.is_some() {
        return vec![(author, reply("在北门。")), (Actor::System, Action::Resume {})];
    }
    let mut moves = match case.state {
        State::Submitted => vec![
            (coordinator.clone(), accept()),
            (coordinator.clone(), accept()),
            (coordinator.clone(), accept()),
            (coordinator.clone(), ask("在哪里？")),
            (coordinator.clone(), merge(next)),
            (coordinator, decline(Decline::NotOurs, "归省里。")),
        ],
        State::Declined if !case.is_final() => vec![
            (author, appeal("请再看看。")),
            (Actor::System, Action::CloseUnappealed {}),
        ],
        // One of the two did not decline it.
        State::Appealed => vec![
            (coordinator.clone(), accept()),
            (crate::town::coordinator("north"), accept()),
            (coordinator, decline(Decline::NotOurs, "归省里。")),
        ],
        State::Merged => {
            let into = case.merged.as_ref().expect("somewhere").into.id.0.as_u128() & 3;
            vec![
                (citizen(2), move_to(into)),
                (citizen(2), move_to(into)),
                (coordinator, unmerge(into)),
            ]
        }
        State::Accepted => vec![
            (coordinator.clone(), merge(next)),
            (coordinator.clone(), assign("lights", &["parks"])),
            (coordinator.clone(), assign("lights", &["parks"])),
            (coordinator, assign("traffic", &[])),
            (citizen(2), Action::Support {}),
            (citizen(2), Action::Unsupport {}),
        ],
        State::Assigned | State::Reopened => vec![
            (lead.clone(), Action::Take {}),
            (lead.clone(), Action::Take {}),
            (colleague("lights", 2), hand_over(&lead)),
            (lead, give_back("不归我们。")),
        ],
        State::InProgress => {
            let today = now.day(480).to_string();
            if let Some(joint) = case.awaited().next() {
                let joint = officer(joint.as_str());
                return vec![
                    (joint.clone(), contribute("树不用砍。")),
                    (joint.clone(), contribute("树不用砍。")),
                    (joint, excuse("那里没有树。")),
                    (lead.clone(), note("看过现场。")),
                    (lead, explain("理由。")),
                ];
            }
            vec![
                (lead.clone(), explain("理由。")),
                (lead.clone(), prepare(1, explain("理由。"))),
                (colleague("lights", 2), check(1)),
                (lead.clone(), publish(1)),
                (lead.clone(), discard(1)),
                (lead.clone(), ask("几点？")),
                (lead.clone(), extend("等材料。")),
                (lead.clone(), adopt("改。", &today)),
                (lead, plan(&today, &[("第一步", &today), ("第二步", &today)])),
            ]
        }
        State::Implementing => {
            let open = case.answer.as_ref().and_then(|answer| answer.open().next());
            match open {
                Some((at, _)) => vec![(lead, achieve(at as u16))],
                None => vec![(lead, resolve("好了。"))],
            }
        }
        State::Hearing => {
            let today = now.day(480).to_string();
            match &case.hearing {
                None => vec![(coordinator, convene(&today))],
                Some(_) => vec![
                    (coordinator.clone(), conclude(Ruling::Rework)),
                    (coordinator, conclude(Ruling::Stands)),
                ],
            }
        }
        State::Answered | State::Resolved => vec![
            (author.clone(), judge(Judgement::NotSolved)),
            (author.clone(), judge(Judgement::NotSolved)),
            (author, judge(Judgement::Partly)),
            (citizen(2), Action::Follow {}),
            (citizen(2), rate(Judgement::NotSolved, 2)),
            (Actor::System, Action::CloseUnjudged {}),
        ],
        State::Declined | State::Closed | State::Withdrawn => vec![(citizen(2), Action::Follow {})],
    };
    if let Some(look) = case.supervision() {
        let lead = officer(case.lead.as_ref().map_or("lights", |lead| lead.as_str()));
        let looker = supervisor("town");
        moves.push(match (case.internal.supervisor, look.inquiry()) {
            (None, _) => (Actor::System, entrust(&looker)),
            (Some(_), Some(_)) => (lead, clarify("晚上也亮。")),
            (Some(_), None) if case.awaits_verdict() => (looker, assess(false)),
            (Some(_), None) => (looker, inquire("晚上也亮吗？")),
        });
    }
    if case.clock.is_some_and(|clock| clock.is_overdue(now)) {
        moves.push((Actor::System, Action::Escalate {}));
    }
    moves
}

/// What is said next about one argument of a case.
fn asides(told: Option<&Argument>) -> Vec<(Actor, Action)> {
    let (arguer, other, zhou) = (citizen(2), citizen(1), coordinator("town"));
    match told {
        None => vec![(arguer, argue(9, Side::For, "老人多。"))],
        Some(told) if told.is_hidden() => vec![
            (zhou.clone(), restore(9)),
            (other, unsecond(9)),
            (zhou, restore(9)),
        ],
        Some(told) if told.supports > 0 && told.reports.is_empty() => vec![
            (other.clone(), unsecond(9)),
            (other, report(9, Objection::Untrue)),
            (zhou, hide(9, Objection::PersonalData)),
        ],
        Some(told) if told.reports.is_empty() => vec![
            (other.clone(), second(9)),
            (other, report(9, Objection::Attack)),
            (zhou, respond(9, "数过了。")),
            (arguer, retract(9)),
        ],
        Some(_) => vec![
            (zhou.clone(), keep(9)),
            (zhou.clone(), keep(9)),
            (zhou, hide(9, Objection::PersonalData)),
        ],
    }
}

/// So many histories are walked for each property. `HUISHENG_HISTORIES=100000` walks so many, and further.
fn histories() -> Option<u32> {
    std::env::var("HUISHENG_HISTORIES").ok()?.parse().ok()
}

/// So many commands a history has at most.
fn longest() -> usize {
    if histories().is_some() { 200 } else { 60 }
}

fn a_history() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(a_deed(), 1..=longest())
}

/// The deeds as commands, each with the actor and the time at which it is received.
fn commands(deeds: &[Deed]) -> Vec<(Actor, Command, Timestamp)> {
    let mut town = Town::at("2026-03-09 09:00");
    let actors = actors();
    let mut sent = Vec::new();
    for deed in deeds {
        town.now.0 += deed.hours * 3_600_000;
        let (actor, command) = match &deed.wish {
            Wish::About {
                proposal: id,
                seen,
                action,
            } => (
                actors[deed.actor].clone(),
                town.about(proposal(*id), *seen, (**action).clone()),
            ),
            Wish::Onward { proposal: id, choice } => {
                let moves = onward(town.world.proposals.get(&proposal(*id)), town.now);
                let (actor, action) = moves[choice % moves.len()].clone();
                (actor, town.about(proposal(*id), None, action))
            }
            Wish::Aside { proposal: id, choice } => {
                let debate = town.world.debates.get(&proposal(*id));
                let moves = asides(debate.and_then(|debate| debate.arguments.get(&argument(9))));
                let (actor, action) = moves[choice % moves.len()].clone();
                (actor, town.about(proposal(*id), None, action))
            }
            Wish::Publish { answer_days } => {
                let mut city = crate::town::city();
                city.policy.clocks.answer = *answer_days;
                (
                    administrator(),
                    town.command(Order::City {
                        city: Box::new(city),
                        seen: None,
                    }),
                )
            }
        };
        town.send(&actor, &command);
        sent.push((actor, command, town.now));
    }
    sent
}

fn lived(deeds: &[Deed]) -> World {
    let mut world = World::new(crate::town::city());
    for (actor, command, now) in commands(deeds) {
        world.push(&actor, &command, now);
    }
    world
}

/// The loop, written down a second time: from where each change may come, and where it leads.
fn is_in_the_table(from: Option<State>, change: &Change, to: State) -> bool {
    use State as S;
    let open = |state| {
        matches!(
            state,
            S::Accepted | S::Assigned | S::InProgress | S::Reopened | S::Hearing
        )
    };
    match (from, change) {
        (None, Change::Submitted { .. }) => to == S::Submitted,
        (Some(S::Submitted | S::Appealed), Change::Accepted { .. }) => to == S::Accepted,
        (Some(S::Submitted | S::Appealed), Change::Declined { .. }) => to == S::Declined,
        (Some(S::Declined), Change::Appealed { .. }) => to == S::Appealed,
        (Some(S::Declined), Change::ClosedUnappealed {}) => to == S::Declined,
        (
            Some(from @ (S::Submitted | S::InProgress)),
            Change::Asked { .. } | Change::Replied { .. } | Change::Resumed { .. },
        ) => to == from,
        (Some(S::InProgress), Change::Extended { .. }) => to == S::InProgress,
        (Some(from @ (S::Assigned | S::InProgress)), Change::Contributed { .. } | Change::Excused { .. }) => {
            to == from
        }
        (Some(S::Submitted | S::Accepted), Change::Merged { .. }) => to == S::Merged,
        (Some(S::Merged), Change::Unmerged { .. }) => matches!(to, S::Submitted | S::Accepted),
        (Some(from), Change::Joined { .. }) => {
            !matches!(
                from,
                S::Declined | S::Appealed | S::Merged | S::Closed | S::Withdrawn
            ) && to == from
        }
        (Some(from), Change::Parted { .. }) => to == from,
        (Some(S::Merged), Change::Unsupported {}) => to == S::Merged,
        (Some(S::Accepted | S::Assigned), Change::Assigned { .. }) => to == S::Assigned,
        (Some(S::Assigned), Change::Returned { .. }) => to == S::Accepted,
        (Some(S::Assigned | S::Reopened), Change::Taken { .. }) => to == S::InProgress,
        (Some(from @ (S::InProgress | S::Answered | S::Implementing)), Change::Noted { .. }) => to == from,
        (Some(S::InProgress), Change::Answered { promised, .. }) => {
            to == if promised.is_some() {
                S::Implementing
            } else {
                S::Answered
            }
        }
        (Some(S::Implementing), Change::Achieved { .. }) => to == S::Implementing,
        (Some(S::Implementing), Change::Resolved { .. }) => to == S::Resolved,
        (Some(S::Answered | S::Resolved), Change::Judged { .. } | Change::ClosedUnjudged {}) => {
            to == S::Closed
        }
        (Some(S::Answered | S::Resolved), Change::Reopened { .. }) => matches!(to, S::Reopened | S::Hearing),
        (Some(from @ (S::Answered | S::Resolved)), Change::Rated { .. }) => to == from,
        (Some(S::Hearing), Change::Convened { .. }) => to == S::Hearing,
        (Some(S::Hearing), Change::Concluded { .. }) => matches!(to, S::Reopened | S::Closed),
        (
            Some(
                from @ (S::InProgress
                | S::Answered
                | S::Implementing
                | S::Resolved
                | S::Reopened
                | S::Hearing
                | S::Closed),
            ),
            Change::Inquired { .. } | Change::Clarified { .. },
        ) => to == from,
        (Some(from @ (S::Answered | S::Resolved | S::Closed)), Change::Assessed { clock, .. }) => match clock
        {
            Some(_) => matches!(to, S::Reopened | S::Hearing),
            None => to == from,
        },
        (
            Some(S::Submitted | S::Appealed | S::Accepted | S::Assigned | S::InProgress),
            Change::Withdrawn {},
        ) => to == S::Withdrawn,
        (
            Some(
                from @ (S::Submitted
                | S::Appealed
                | S::Accepted
                | S::Assigned
                | S::InProgress
                | S::Implementing
                | S::Reopened
                | S::Hearing),
            ),
            Change::Escalated { .. },
        ) => to == from,
        (Some(from), Change::Supported {} | Change::Unsupported {}) => open(from) && to == from,
        (Some(from), Change::Argument { step, .. }) => {
            let given = matches!(
                step,
                ArgumentChange::Argued { .. } | ArgumentChange::Seconded { .. }
            );
            to == from && (open(from) || !given)
        }
        _ => false,
    }
}

/// Whoever must move it has a deadline, and there is a rule by which they can.
fn is_never_stuck(case: &Proposal) -> bool {
    let Some(clock) = case.clock else {
        return case.is_final();
    };
    let rule_for = |mover| {
        RULES
            .iter()
            .any(|rule| rule.mover == mover && rule.from.contains(&case.state))
    };
    !case.is_final()
        && match clock.kind {
            ClockKind::Triage | ClockKind::Assign => rule_for(Mover::Coordinator) && case.lead.is_none(),
            ClockKind::Take | ClockKind::Answer | ClockKind::Work | ClockKind::Rework => {
                rule_for(Mover::LeadOfficer) && case.lead.is_some()
            }
            ClockKind::Hearing => rule_for(Mover::Coordinator) && !case.is_last_round(),
            ClockKind::Review => rule_for(Mover::AnotherCoordinator),
            ClockKind::Appeal => rule_for(Mover::Author) && rule_for(Mover::System),
            ClockKind::Reply => rule_for(Mover::Author) && rule_for(Mover::System) && case.question.is_some(),
            ClockKind::Verdict => rule_for(Mover::Author) && rule_for(Mover::System) && case.awaits_verdict(),
        }
}

/// What a case says of another, that one says of it; what goes on elsewhere holds none, and nothing goes on in it.
fn is_linked_both_ways(world: &World, case: &Proposal) -> bool {
    let at = |reference: &Reference| &world.proposals[&reference.id];
    let held = case.joined.iter().all(|joined| {
        let merged = at(joined).merged.as_ref();
        merged.is_some_and(|merger| merger.into == case.reference())
    });
    let mut distinct: Vec<_> = case.joined.iter().map(|joined| joined.id).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let holds = case.merged.as_ref().is_none_or(|merger| {
        let other = at(&merger.into);
        other.joined.contains(&case.reference()) && other.merged.is_none() && case.joined.is_empty()
    });
    let stands = case.merged.is_some() == (case.state == State::Merged);
    held && holds && stands && distinct.len() == case.joined.len()
}

/// What a question stopped goes on with the working days that were left, and what is put off is put off by its days;
/// whatever else is said leaves the clock alone.
fn keeps_its_time(before: &Proposal, change: &Change, case: &Proposal) -> bool {
    let calendar = crate::calendar_days::calendar();
    let left = |now, clock: Clock| calendar.working_days_left(now, clock.due);
    match (change, before.clock, case.clock, &before.question) {
        (Change::Asked { .. }, Some(ran), Some(runs), _) => {
            let question = case.question.as_ref().expect("a question");
            question.paused == ran && ran.kind.is_on_city() && runs.kind == ClockKind::Reply
        }
        (Change::Replied { .. } | Change::Resumed { .. }, Some(reply), Some(runs), Some(question)) => {
            let at = case.updated_at.min(reply.due);
            let due = left(question.at, question.paused);
            let is_off = !calendar.is_working(at.day(480)).0;
            runs.kind == question.paused.kind
                && case.question.is_none()
                && left(at, runs) == due.max(i32::from(is_off))
                && at.0 - runs.started.0 == question.at.0 - question.paused.started.0
        }
        (Change::Extended { .. }, Some(ran), Some(runs), None) => {
            !before.extended && left(Timestamp(ran.due.0 - 1), runs) == i32::from(case.clocks.extension)
        }
        (Change::Escalated { clock, from, to }, Some(ran), Some(runs), None) => {
            ran.kind == *clock
                && ran.escalated.is_none()
                && from < to
                && runs
                    == Clock {
                        escalated: Some(*to),
                        ..ran
                    }
                && case.updated_at >= ran.due
        }
        (
            Change::Contributed { .. }
            | Change::Excused { .. }
            | Change::Noted { .. }
            | Change::Joined { .. }
            | Change::Parted { .. }
            | Change::Convened { .. }
            | Change::Rated { .. }
            | Change::Supported {}
            | Change::Unsupported {}
            | Change::Argument { .. },
            ran,
            runs,
            question,
        ) => (ran, question) == (runs, &case.question),
        _ => case.question.is_none(),
    }
}

/// What the city's clockwork does when it looks: all that is due, until nothing is.
fn look(world: &mut World, now: Timestamp, commands: &mut u128) {
    let due = |world: &World| {
        let cases = world.proposals.values();
        let over = |case: &Proposal| case.clock.filter(|clock| now >= clock.due);
        let mut due: Vec<_> = cases
            .filter_map(|case| Some((over(case)?.due, case.id, Action::at_end_of(&over(case)?)?)))
            .collect();
        due.sort_by_key(|(due, id, _)| (*due, *id));
        due
    };
    loop {
        let found = due(world);
        if found.is_empty() {
            return;
        }
        for (_, proposal, action) in found {
            *commands += 1;
            let command = Command {
                id: CommandId(Uuid::from_u128(0xc10c << 64 | *commands)),
                at: now,
                order: Order::Proposal {
                    proposal,
                    seen: None,
                    action,
                },
            };
            let outcome = world.push(&Actor::System, &command, now);
            assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
        }
    }
}

/// The properties below would say little of walks that never leave the gate.
#[test]
fn the_walks_go_everywhere() {
    let mut runner = TestRunner::deterministic();
    let mut states = BTreeSet::new();
    let mut changes = BTreeSet::new();
    for _ in 0..300 {
        let deeds = a_history().new_tree(&mut runner).expect("a history").current();
        let world = lived(&deeds);
        for event in &world.log {
            if let Fact::Proposal { change, .. } | Fact::Internal { change, .. } = &event.fact {
                changes.insert(change.name());
            }
        }
        states.extend(world.proposals.values().map(|case| case.state));
    }
    assert_eq!(states, State::ALL.into());
    assert_eq!(
        changes.len(),
        50,
        "every change there is, but that it is drawn: {changes:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(histories().unwrap_or(96)))]

    #[test]
    fn replaying_the_log_gives_the_same_state(deeds in a_history()) {
        let world = lived(&deeds);
        let mut again = World::new(crate::town::city());
        for event in &world.log {
            again.fold(event);
        }
        prop_assert_eq!(&again.proposals, &world.proposals);
        prop_assert_eq!(&again.relations, &world.relations);
        prop_assert_eq!(&again.debates, &world.debates);
        prop_assert_eq!(&again.stances, &world.stances);
        prop_assert_eq!(&again.city, &world.city);
        // A page of the feed that is read twice changes nothing.
        for event in &world.log {
            let about_a_case = matches!(event.fact, Fact::Proposal { .. } | Fact::Internal { .. });
            if about_a_case {
                again.fold(event);
            }
        }
        prop_assert_eq!(&again.proposals, &world.proposals);
        prop_assert_eq!(&again.debates, &world.debates);
    }

    #[test]
    fn no_history_leaves_the_table_or_leaves_a_case_without_mover_and_deadline(deeds in a_history()) {
        let mut world = World::new(crate::town::city());
        for (actor, command, now) in commands(&deeds) {
            let before: BTreeMap<ProposalId, Proposal> = world.proposals.clone();
            let length = world.log.len();
            let outcome = world.push(&actor, &command, now);
            prop_assert_eq!(
                matches!(outcome, Outcome::Refused { .. } | Outcome::Conflict { .. }),
                !refusal(&outcome).is_empty()
            );
            let written = &world.log[length..];
            let is_public = |event: &domain::event::Event| matches!(event.fact, Fact::Proposal { .. });
            for event in written {
                if let Fact::Internal { proposal, .. } = &event.fact
                    && !written.iter().any(is_public)
                {
                    // What is internal moves nothing that anybody else can see.
                    let public = |case: &Proposal| Proposal { internal: Internal::default(), ..case.clone() };
                    prop_assert_eq!(public(&world.proposals[proposal]), public(&before[proposal]));
                }
                let Fact::Proposal { proposal, change, .. } = &event.fact else { continue };
                let case = &world.proposals[proposal];
                let from = before.get(proposal).map(|case| case.state);
                prop_assert!(is_in_the_table(from, change, case.state), "{:?} {:?} {:?}", from, change, case.state);
                if let Some(before) = before.get(proposal) {
                    prop_assert!(keeps_its_time(before, change, case), "{:?}\n{:?}\n{:?}", before, change, case);
                }
                // Where a milestone was late, the next one may be so already.
                let begun = case.clock.filter(|clock| clock.started == now && clock.kind != ClockKind::Work);
                if let Some(clock) = begun {
                    prop_assert!(clock.due > now, "a clock that starts has time on it");
                }
            }
            if !refusal(&outcome).is_empty() {
                prop_assert_eq!(&world.proposals, &before);
            }
            for case in world.proposals.values() {
                prop_assert!(is_never_stuck(case), "{:?}", case);
                prop_assert!(is_linked_both_ways(&world, case), "{:?}", case);
                let serves = |holder| world.people[&holder].serves(case.lead.as_ref().expect("a lead"));
                prop_assert!(case.internal.holder.is_none_or(serves), "{:?}", case);
                let mut offices = BTreeSet::new();
                for prepared in &case.internal.prepared {
                    let office = prepared.department.as_ref();
                    let mut of_case = case.lead.iter().chain(&case.joint);
                    prop_assert!(office.is_none_or(|office| of_case.any(|one| one == office)), "{:?}", case);
                    prop_assert!(offices.insert(office), "one for each office");
                    prop_assert!(prepared.checked.is_none() || prepared.checked != prepared.by);
                }
            }
        }
    }

    /// The clockwork looks now and then: after a day, after a week off, twice in a row.
    #[test]
    fn no_clock_goes_up_twice_and_none_that_ran_out_is_left(
        deeds in a_history(),
        looks in prop::collection::vec(prop::bool::ANY, longest()),
    ) {
        let mut world = World::new(crate::town::city());
        let mut looked = 0;
        for ((actor, command, now), looks) in commands(&deeds).into_iter().zip(looks) {
            world.push(&actor, &command, now);
            if !looks {
                continue;
            }
            look(&mut world, now, &mut looked);
            let length = world.log.len();
            look(&mut world, now, &mut looked);
            prop_assert_eq!(world.log.len(), length, "looking again finds nothing");
            for case in world.proposals.values() {
                let gone_up = case.clock.is_some_and(|clock| clock.escalated.is_some());
                prop_assert_eq!(gone_up, case.clock.is_some_and(|clock| clock.is_overdue(now)), "{:?}", case);
            }
        }
        let mut running: BTreeMap<ProposalId, Clock> = BTreeMap::new();
        let mut again = World::new(crate::town::city());
        let mut gone_up = BTreeSet::new();
        for event in &world.log {
            again.fold(event);
            let Fact::Proposal { proposal, change, .. } = &event.fact else { continue };
            if let Change::Escalated { clock, .. } = change {
                let ran = running[proposal];
                prop_assert_eq!(ran.kind, *clock);
                prop_assert!(event.at >= ran.due && event.by.part == Part::System);
                // Two steps that were late, told in the same moment, have a clock each.
                let case = &again.proposals[proposal];
                let to_come = case.answer.as_ref().map(|answer| answer.open().count());
                let of = (*proposal, ran.started, ran.due, ran.kind, to_come);
                prop_assert!(gone_up.insert(of), "{:?} twice", ran);
            }
            if let Some(clock) = again.proposals[proposal].clock {
                running.insert(*proposal, clock);
            }
        }
    }

    #[test]
    fn sequence_and_versions_have_no_gaps(deeds in a_history()) {
        let world = lived(&deeds);
        let mut versions: BTreeMap<ProposalId, u32> = BTreeMap::new();
        for (index, event) in world.log.iter().enumerate() {
            prop_assert_eq!(event.seq, index as u64 + 1);
            if let Fact::Proposal { proposal, version, .. } = &event.fact {
                let last = versions.entry(*proposal).or_default();
                *last += 1;
                prop_assert_eq!(*version, *last);
            }
        }
        for (id, case) in &world.proposals {
            prop_assert_eq!(case.version, versions[id]);
        }
    }

    #[test]
    fn nobodys_support_is_given_taken_back_or_moved_by_another(deeds in a_history()) {
        let mut world = World::new(crate::town::city());
        for (actor, command, now) in commands(&deeds) {
            let before = world.relations.clone();
            world.push(&actor, &command, now);
            let own = actor.person().map(|person| person.account);
            let supports = |relations: &BTreeMap<_, Relation>, of| relations.get(&of).is_some_and(|one| one.supports);
            let all: BTreeSet<_> = before.keys().chain(world.relations.keys()).copied().collect();
            for (account, id) in all.into_iter().filter(|(account, _)| Some(*account) != own) {
                prop_assert_eq!(supports(&before, (account, id)), supports(&world.relations, (account, id)));
            }
        }
    }

    #[test]
    fn the_supports_of_a_case_are_the_accounts_that_support_it(deeds in a_history()) {
        let world = lived(&deeds);
        for (id, case) in &world.proposals {
            let supporters = world.relations.iter().filter(|((_, of), relation)| of == id && relation.supports);
            prop_assert_eq!(case.supports as usize, supporters.count());
        }
    }

    #[test]
    fn whoever_follows_an_answer_judges_it_once(deeds in a_history()) {
        let world = lived(&deeds);
        for (id, case) in &world.proposals {
            let judged = world.relations.iter().filter(|((_, of), relation)| of == id && relation.judged == case.round());
            // While it is done once more, what was said of the answer before stands.
            let ruled = case.is_last_round() && case.state == State::Closed;
            if !ruled && (case.awaits_verdict() || matches!(case.state, State::Implementing | State::Closed)) {
                prop_assert_eq!(case.opinions.count() as usize, judged.count());
            }
            prop_assert!(case.reopened <= 2, "then a hearing has the last word");
        }
    }

    #[test]
    fn what_is_argued_is_one_voice_each_and_counted_as_it_was_given(deeds in a_history()) {
        let world = lived(&deeds);
        for (id, debate) in &world.debates {
            prop_assert!(debate.arguments.len() <= ARGUMENTS_LIMIT);
            for (argument, told) in &debate.arguments {
                let stands = |side| {
                    let of_author = debate.arguments.values().filter(|other| other.author == told.author);
                    of_author.filter(|other| other.side == side && !other.is_hidden()).count()
                };
                prop_assert!(Side::ALL.into_iter().all(|side| stands(side) <= 1));
                let stances = world.stances.iter().filter(|((_, of), _)| of == id);
                let mut given = stances.filter_map(|((account, _), own)| Some((*account, *own.get(argument)?)));
                prop_assert!(given.clone().all(|(account, _)| Some(account) != told.author), "nobody's own");
                prop_assert_eq!(given.clone().filter(|(_, stance)| stance.seconds).count(), told.supports as usize);
                let reported = told.reports.values().sum::<u32>() as usize;
                prop_assert!(given.by_ref().filter(|(_, stance)| stance.reported).count() >= reported);
                prop_assert_eq!(reported > 0 && !told.is_hidden(), told.reported_at.is_some());
            }
        }
    }

    #[test]
    fn a_command_sent_again_has_one_effect_whenever_it_comes(
        deeds in a_history(),
        again in prop::collection::vec(prop::bool::ANY, longest()),
        late in prop::collection::vec(0..longest(), 0..20),
    ) {
        let once = lived(&deeds);
        let commands = commands(&deeds);
        let mut world = World::new(crate::town::city());
        let mut first = Vec::new();
        for (index, (actor, command, now)) in commands.iter().enumerate() {
            let outcome = world.push(actor, command, *now);
            if again[index] {
                prop_assert_eq!(world.push(actor, command, *now), outcome.clone().replayed());
            }
            first.push(outcome);
            // An answer was lost on the way: older commands come once more, in between.
            for &older in late.iter().filter(|older| **older <= index && (**older + index) % 7 == 0) {
                let (actor, command, _) = &commands[older];
                prop_assert_eq!(world.push(actor, command, *now), first[older].clone().replayed());
            }
        }
        prop_assert_eq!(&world.log, &once.log);
        prop_assert_eq!(&world.proposals, &once.proposals);
    }

    #[test]
    fn another_command_under_a_used_id_is_refused_and_changes_nothing(deeds in a_history(), pick in any::<prop::sample::Index>()) {
        let mut world = lived(&deeds);
        let log = world.log.clone();
        let commands = commands(&deeds);
        let (actor, command, _) = pick.get(&commands);
        let mut other = command.clone();
        other.order = Order::Proposal { proposal: proposal(77), seen: None, action: crossing() };
        let outcome = world.push(actor, &other, log.last().map_or_else(Default::default, |event| event.at));
        prop_assert_eq!(refusal(&outcome), "command-id-reused");
        prop_assert_eq!(&world.log, &log);
    }

    #[test]
    fn what_a_reader_may_see_folds_to_the_same_cases_apart_from_who_wrote_them(deeds in a_history()) {
        let world = lived(&deeds);
        for reader in [None, Some(account(1)), Some(account(2)), Some(account(3))] {
            let mut theirs = World::new(crate::town::city());
            for event in world.seen_by(reader, false) {
                prop_assert!(event.by.account.is_none() || event.by.account == reader);
                theirs.fold(&event);
            }
            for (id, case) in &world.proposals {
                let expected = case.clone().seen_by(reader, false);
                prop_assert!(expected.author.is_none() || expected.author == reader);
                prop_assert_eq!(expected.declined_by, None);
                prop_assert_eq!(&theirs.proposals[id], &expected);
            }
            prop_assert_eq!(theirs.proposals.len(), world.proposals.len());
            for id in world.debates.keys() {
                let expected = world.debate(*id, reader).seen_by(reader, false);
                for argument in expected.arguments.values() {
                    let knows = argument.author.is_some();
                    prop_assert!(argument.author.is_none() || argument.author == reader);
                    prop_assert_eq!(argument.text.is_some(), knows || !argument.is_hidden());
                    prop_assert!(argument.reports.is_empty());
                }
                prop_assert_eq!(theirs.debate(*id, reader), expected);
            }
            let own = world.relations.iter().filter(|((account, _), _)| Some(*account) == reader);
            prop_assert!(own.eq(theirs.relations.iter()), "and their own relations, nobody else's");
        }
    }
}
