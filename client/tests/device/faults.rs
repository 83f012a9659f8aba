//! Whatever goes wrong on the way and on the device: every command has exactly one effect, nothing leaves
//! the outbox unseen, and in the end the replica is what the city is.

use crate::city::{clerk, neighbour};
use crate::rig::{Rig, draft};
use client::api::{Link, OutboxState};
use client::store::Store;
use domain::actor::{Level, Role};
use domain::id::{AccountId, ArgumentId, CommandId, PreparedId, ProposalId};
use domain::proposal::{
    Action, ActionKind, AnswerKind, ArgumentAction, Decline, Judgement, Mover, Objection, Ruling, Side, rules,
};
use domain::protocol::Scope;
use domain::time::Timestamp;
use futures::FutureExt as _;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
enum Step {
    /// The person writes a proposal.
    Write,
    /// The person writes one with a photo.
    WriteWithPhoto(usize),
    /// The person does something about the `n`th proposal they may know of.
    Act(usize, usize),
    /// The `n`th command of the outbox is taken back, sent anew, or let go, if that may be.
    TakeBack(usize),
    Retry(usize),
    Dismiss(usize),
    /// Life goes on in the city.
    Neighbour,
    Clerk(usize, usize),
    Pass(i64),
    /// The program is killed at the write after so many.
    Kill(u32),
    Restart,
    Offline,
    Online,
    SyncNow,
    SignIn,
    EndSessions,
    Backup,
    Restore,
}

fn step() -> impl Strategy<Value = Step> {
    let any = 0..64_usize;
    prop_oneof![
        4 => Just(Step::Write),
        2 => (1..600_000_usize).prop_map(Step::WriteWithPhoto),
        8 => (any.clone(), any.clone()).prop_map(|(which, what)| Step::Act(which, what)),
        1 => any.clone().prop_map(Step::TakeBack),
        2 => any.clone().prop_map(Step::Retry),
        1 => any.clone().prop_map(Step::Dismiss),
        2 => Just(Step::Neighbour),
        5 => (any.clone(), any).prop_map(|(which, what)| Step::Clerk(which, what)),
        6 => (0..5_000_i64).prop_map(Step::Pass),
        2 => (60_000..7_200_000_i64).prop_map(Step::Pass),
        4 => (0..12_u32).prop_map(Step::Kill),
        1 => Just(Step::Restart),
        1 => Just(Step::Offline),
        2 => Just(Step::Online),
        1 => Just(Step::SyncNow),
        1 => Just(Step::SignIn),
        1 => Just(Step::EndSessions),
        1 => Just(Step::Backup),
        1 => Just(Step::Restore),
    ]
}

/// Who uses the device.
#[derive(Debug, Clone, Copy)]
enum Who {
    Guest,
    Citizen,
    Staff,
}

/// Whether it is no move of the clockwork.
fn allowed_to_people(kind: ActionKind) -> bool {
    rules(kind).all(|rule| rule.mover != Mover::System)
}

fn content(kind: ActionKind, text: String, other: ProposalId, someone: AccountId, now: Timestamp) -> Action {
    match kind {
        ActionKind::Merge => Action::Merge { into: other, text },
        ActionKind::Unmerge => Action::Unmerge { from: other, text },
        ActionKind::Move => Action::Move { to: other },
        ActionKind::Accept => Action::Accept {
            category: None,
            area: Some("lake".into()),
        },
        ActionKind::Decline => Action::Decline {
            reason: Decline::Unclear,
            text,
        },
        ActionKind::Assign => Action::Assign {
            lead: "roads".into(),
            joint: vec!["parks".into()],
        },
        ActionKind::Return => Action::Return { text },
        ActionKind::Take => Action::Take {},
        ActionKind::HandOver => Action::HandOver { to: someone, text },
        ActionKind::Prepare => Action::Prepare {
            prepared: PreparedId(other.0),
            action: Box::new(Action::Note { text }),
        },
        ActionKind::Check => Action::Check {
            prepared: PreparedId(other.0),
        },
        ActionKind::Discard => Action::Discard {
            prepared: PreparedId(other.0),
        },
        ActionKind::Publish => Action::Publish {
            prepared: PreparedId(other.0),
        },
        ActionKind::Appeal => Action::Appeal { text },
        ActionKind::Ask => Action::Ask { text },
        ActionKind::Reply => Action::Reply { text },
        ActionKind::Extend => Action::Extend { text },
        ActionKind::Contribute => Action::Contribute { text },
        ActionKind::Excuse => Action::Excuse { text },
        ActionKind::Note => Action::Note { text },
        ActionKind::Answer => Action::Answer {
            kind: AnswerKind::Explained,
            text,
            promised: None,
            milestones: Vec::new(),
        },
        ActionKind::Achieve => Action::Achieve {
            milestone: 0,
            text,
            evidence: Vec::new(),
        },
        ActionKind::Rate => Action::Rate {
            judgement: Judgement::Partly,
            stars: None,
        },
        ActionKind::Convene => Action::Convene {
            day: now.day(480),
            text,
        },
        ActionKind::Conclude => Action::Conclude {
            ruling: Ruling::Rework,
            text,
        },
        ActionKind::Resolve => Action::Resolve {
            text,
            evidence: Vec::new(),
        },
        ActionKind::Judge => Action::Judge {
            judgement: Judgement::NotSolved,
            stars: Some(2),
            text: Some(text),
        },
        ActionKind::Inquire => Action::Inquire { text },
        ActionKind::Clarify => Action::Clarify { text },
        ActionKind::Assess => Action::Assess { fit: false, text },
        ActionKind::Withdraw => Action::Withdraw {},
        ActionKind::Support => Action::Support {},
        ActionKind::Unsupport => Action::Unsupport {},
        ActionKind::Follow => Action::Follow {},
        ActionKind::Unfollow => Action::Unfollow {},
        ActionKind::Argue
        | ActionKind::Retract
        | ActionKind::Second
        | ActionKind::Unsecond
        | ActionKind::Respond
        | ActionKind::Report
        | ActionKind::Keep
        | ActionKind::Hide
        | ActionKind::Restore => Action::Argument {
            // Each case has one, about which everybody says something.
            argument: ArgumentId(uuid::Uuid::nil()),
            action: said(kind, text),
        },
        ActionKind::Submit
        | ActionKind::CloseUnappealed
        | ActionKind::Resume
        | ActionKind::CloseUnjudged
        | ActionKind::Entrust
        | ActionKind::Escalate => {
            unreachable!("nobody may do this to a proposal")
        }
    }
}

fn said(kind: ActionKind, text: String) -> ArgumentAction {
    let reason = Objection::Untrue;
    match kind {
        ActionKind::Retract => ArgumentAction::Retract {},
        ActionKind::Second => ArgumentAction::Second {},
        ActionKind::Unsecond => ArgumentAction::Unsecond {},
        ActionKind::Respond => ArgumentAction::Respond { text },
        ActionKind::Report => ArgumentAction::Report { reason },
        ActionKind::Keep => ArgumentAction::Keep { text },
        ActionKind::Hide => ArgumentAction::Hide { reason, text },
        ActionKind::Restore => ArgumentAction::Restore { text },
        _ => ArgumentAction::Argue {
            side: Side::For,
            text,
        },
    }
}

impl Rig {
    fn known_proposals(&self) -> Vec<ProposalId> {
        let here = self
            .outbox()
            .into_iter()
            .filter_map(|item| item.command.proposal());
        let all: BTreeSet<_> = here
            .chain(self.city.borrow().world.proposals.keys().copied())
            .collect();
        all.into_iter().collect()
    }

    fn chosen_command(&self, which: usize) -> Option<CommandId> {
        let outbox = self.outbox();
        outbox
            .get(which % outbox.len().max(1))
            .map(|item| item.command.id)
    }

    fn step(&mut self, step: &Step, n: usize) {
        match step {
            Step::Write => {
                let id = self.new_proposal();
                let action = Action::Submit {
                    draft: draft(&format!("第{n}条意见")),
                };
                self.order(id, action);
            }
            Step::WriteWithPhoto(length) => {
                let photo = self.choose(vec![n as u8; *length]);
                let kept = self.draft_with(&format!("第{n}条意见，有照片"), vec![photo]);
                self.try_ask(async move |device| {
                    let id = kept.id;
                    device.save_draft(kept).await.is_ok() && device.send_draft(id).await.is_ok()
                });
            }
            Step::Act(which, what) => self.do_something(*which, *what, n),
            Step::TakeBack(which) => {
                let Some(command) = self.chosen_command(*which) else {
                    return;
                };
                self.letting_go(command, async move |device| {
                    device.take_back(command).await.is_ok()
                });
            }
            Step::Dismiss(which) => {
                let Some(command) = self.chosen_command(*which) else {
                    return;
                };
                self.letting_go(command, async move |device| device.dismiss(command).await.is_ok());
            }
            Step::Retry(which) => {
                let Some(command) = self.chosen_command(*which) else {
                    return;
                };
                self.try_ask(async move |device| device.retry(command).await.is_ok());
            }
            Step::Neighbour => {
                self.neighbours_proposal(&format!("邻居的第{n}条"));
            }
            Step::Clerk(which, what) => {
                let ids: Vec<_> = self.city.borrow().world.proposals.keys().copied().collect();
                let Some(id) = ids.get(which % ids.len().max(1)) else {
                    return;
                };
                let other = ids[(which + 1) % ids.len()];
                let kind = ActionKind::ALL[1 + what % (ActionKind::ALL.len() - 1)];
                if allowed_to_people(kind) {
                    let now = self.now();
                    let person = if what.is_multiple_of(3) {
                        neighbour()
                    } else {
                        clerk()
                    };
                    self.city.borrow_mut().act(
                        &person,
                        *id,
                        content(kind, format!("回复{n}"), other, clerk().account, now),
                        now,
                    );
                    self.net.stir();
                }
            }
            Step::Pass(ms) => self.pass(*ms),
            Step::Kill(after) => self.life.fuse.set(Some(*after)),
            Step::Restart => self.stop(),
            Step::Offline => self.offline(),
            Step::Online => self.online(),
            Step::SyncNow => {
                self.try_ask(async |device| device.sync_now().await.unwrap());
            }
            Step::SignIn => {
                if self
                    .city
                    .borrow()
                    .accounts
                    .values()
                    .any(|account| account.level != Level::Guest)
                {
                    let form = domain::protocol::SignIn {
                        login: "本人".to_owned(),
                        password: "correct horse".to_owned(),
                    };
                    self.try_ask(async move |device| device.sign_in(form).await.is_ok());
                }
            }
            Step::EndSessions => self.city.borrow_mut().end_all_sessions(),
            Step::Backup => self.city.borrow_mut().take_backup(),
            Step::Restore => {
                // What was on its way into the old history must not arrive in the new one.
                self.net.late.take();
                self.city.borrow_mut().restore_backup();
                self.net.break_streams();
            }
        }
    }

    fn order(&mut self, proposal: ProposalId, action: Action) {
        let order = domain::command::Order::Proposal {
            proposal,
            seen: None,
            action,
        };
        self.try_ask(async move |device| device.act(order).await.is_ok());
    }

    fn do_something(&mut self, which: usize, what: usize, n: usize) {
        let ids = self.known_proposals();
        let Some(id) = ids.get(which % ids.len().max(1)).copied() else {
            return;
        };
        let Some(Ok(Some(sight))) = self.try_ask(async move |device| device.proposal(id).await) else {
            return;
        };
        if let Some(kind) = sight.may.get(what % sight.may.len().max(1)) {
            let into = sight.proposal.merged.as_ref().map(|merger| merger.into.id);
            let other = into.unwrap_or(ids[(which + 1) % ids.len()]);
            self.order(
                id,
                content(*kind, format!("办理{n}"), other, clerk().account, self.now()),
            );
        }
    }

    fn letting_go(
        &mut self,
        command: CommandId,
        ask: impl AsyncFnOnce(client::api::Device<std::rc::Rc<crate::rig::Program>>) -> bool + 'static,
    ) {
        // Taking a proposal back takes along what builds on it.
        let outbox = self.outbox();
        let about = outbox
            .iter()
            .find(|item| item.command.id == command)
            .and_then(|item| item.command.proposal());
        let with_it = outbox
            .iter()
            .filter(|item| item.command.proposal() == about)
            .map(|item| item.command.id);
        self.record.borrow_mut().let_go.extend(with_it);
        self.try_ask(ask);
        self.record.borrow_mut().let_go.clear();
    }

    /// All is well again, and time goes on until nothing moves any more.
    fn heal(&mut self) {
        self.net.bad.set(false);
        self.life.fuse.set(None);
        self.online();
        self.until("the device is in step, or asks to sign in", |rig| {
            let settled = rig.outbox().iter().all(|item| item.is_stuck());
            let meta = rig.meta();
            let city = rig.city.borrow();
            let in_step = meta.cursor == city.head() && meta.epoch == Some(city.epoch());
            rig.link() == Link::SignedOut || settled && in_step && rig.link() == Link::Online
        });
        if self.link() == Link::SignedOut {
            self.sign_in("本人").unwrap();
        }
        self.settle();
    }

    fn check(&mut self, scope: &Scope) {
        self.every_command_had_its_one_effect();
        self.the_replica_is_the_city(scope);
        let status = self.status();
        assert_eq!((status.waiting, status.link), (0, Link::Online));
        let stuck = self.states();
        assert!(
            stuck
                .iter()
                .all(|state| { matches!(state, OutboxState::Refused { .. } | OutboxState::Conflict { .. }) })
        );
        self.ask(async |device| device.home().await.unwrap());
    }

    fn every_command_had_its_one_effect(&self) {
        let record = self.record.borrow();
        let city = self.city.borrow();
        let waiting: BTreeSet<u64> = self.outbox().iter().map(|item| item.position).collect();
        for (place, ids) in &record.ids {
            let carried_out = ids.iter().filter(|id| city.applied.contains(id)).count();
            let effects: usize = ids.iter().map(|id| city.effects(*id)).sum();
            assert!(effects <= carried_out, "an effect of what was not carried out");
            let expected = match record.left.get(place) {
                _ if waiting.contains(place) => 0,
                None => panic!("place {place} is gone and nobody saw it go"),
                Some(None) => 0,
                Some(Some(epoch)) if *epoch == city.epoch() => 1,
                // It was confirmed by a history that was thrown away afterwards.
                Some(Some(_)) => carried_out.min(1),
            };
            assert_eq!(carried_out, expected, "place {place}, ids {ids:?}");
        }
    }

    fn the_replica_is_the_city(&self, scope: &Scope) {
        let city = self.city.borrow();
        let me = self.meta().me.account;
        let kept_city = self.durable.city().now_or_never().unwrap().unwrap();
        assert_eq!(kept_city.as_ref(), Some(&city.world.city));
        for id in city.world.proposals.keys() {
            let kept = self.durable.proposal(*id).now_or_never().unwrap().unwrap();
            if *scope == Scope::Mine && !city.is_concerned(*id, me) {
                continue;
            }
            let kept = kept.expect("in scope, so kept");
            assert_eq!(Some(&kept.proposal), city.told(*id, Some(me)).as_ref());
            assert_eq!(kept.relation, city.world.view(*id, Some(me)).relation);
            assert_eq!(kept.mine, kept.proposal.author == Some(me));
            let timeline = self.durable.timeline(*id).now_or_never().unwrap().unwrap();
            assert_eq!(timeline, city.timeline(*id, Some(me)));
        }
    }
}

fn run(seed: u64, who: Who, scope: Scope, steps: &[Step]) {
    let mut rig = Rig::new(seed, scope.clone());
    rig.life.slow.set(true);
    let roles = match who {
        Who::Staff => vec![
            Role::Coordinator { area: "city".into() },
            Role::Officer {
                department: "roads".into(),
            },
            Role::Administrator {},
        ],
        _ => vec![],
    };
    if !matches!(who, Who::Guest) {
        rig.city
            .borrow_mut()
            .add_account("本人", Level::ContactVerified, roles);
        rig.sign_in("本人").unwrap();
    }
    if rig.host.roll().is_multiple_of(2) {
        rig.settle();
    }
    rig.net.bad.set(true);
    for (n, step) in steps.iter().enumerate() {
        rig.step(step, n);
    }
    rig.heal();
    rig.check(&scope);
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_goes_wrong_every_command_has_one_effect_and_the_replica_is_the_city(
        seed in any::<u64>(),
        who in prop_oneof![Just(Who::Guest), Just(Who::Citizen), Just(Who::Staff)],
        scope in prop_oneof![Just(Scope::All), Just(Scope::Mine)],
        steps in prop::collection::vec(step(), 1..60),
    ) {
        run(seed, who, scope, &steps);
    }
}
