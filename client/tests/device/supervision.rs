//! A supervisor's device: what they look at is at hand without a network, and what they find goes out when there is one.

use crate::city::neighbour;
use crate::handing_over::assigned;
use crate::rig::Rig;
use client::api::{Desk, Need};
use domain::actor::{Actor, Level, Person, Role};
use domain::command::{Command, Order};
use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::{Action, ActionKind, AnswerKind, Change, Judgement, State};
use domain::protocol::{Outcome, Scope, Supervisions};

fn text(text: &str) -> String {
    text.to_owned()
}

/// A supervisor's device in step with the city.
fn supervisor(seed: u64, scope: Scope) -> (Rig, AccountId) {
    let mut rig = Rig::in_step(seed, scope);
    let area = rig.city.borrow().world.city.root().expect("a root").clone();
    let roles = vec![Role::Supervisor { area }];
    let account = rig
        .city
        .borrow_mut()
        .add_account("顾明", Level::ResidentVerified, roles.clone());
    let person = Person {
        account,
        level: Level::ResidentVerified,
        roles,
    };
    rig.city.borrow_mut().world.people.insert(account, person);
    rig.sign_in("顾明").unwrap();
    rig.settle();
    (rig, account)
}

fn officer(rig: &Rig) -> Person {
    Person {
        account: AccountId(rig.city.borrow_mut().new_uuid()),
        level: Level::ResidentVerified,
        roles: vec![Role::Officer {
            department: "roads".into(),
        }],
    }
}

/// A case that its author found not solved, and that this account is to go with.
fn reopened(rig: &mut Rig, officer: &Person, to: AccountId) -> ProposalId {
    let case = assigned(rig);
    answers(rig, officer, case);
    let judge = Action::Judge {
        judgement: Judgement::NotSolved,
        stars: None,
        text: None,
    };
    rig.elsewhere(&neighbour(), case, judge);
    let mut city = rig.city.borrow_mut();
    let command = Command {
        id: CommandId(city.new_uuid()),
        at: rig.now(),
        order: Order::Proposal {
            proposal: case,
            seen: None,
            action: Action::Entrust { to },
        },
    };
    let outcome = city.world.push(&Actor::System, &command, rig.now());
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    drop(city);
    rig.settle();
    case
}

fn answers(rig: &mut Rig, officer: &Person, case: ProposalId) {
    rig.elsewhere(officer, case, Action::Take {});
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: text("填平了。"),
        promised: None,
        milestones: Vec::new(),
    };
    rig.elsewhere(officer, case, answer);
}

fn supervisions(rig: &mut Rig) -> Supervisions {
    rig.ask(async |device| device.supervisions().await.unwrap())
}

#[test]
fn what_is_to_be_looked_at_is_judged_without_a_network_and_goes_out_once() {
    for scope in [Scope::All, Scope::Mine] {
        let (mut rig, me) = supervisor(81, scope);
        let officer = officer(&rig);
        let case = reopened(&mut rig, &officer, me);
        let told = rig.mine().inbox;
        assert!(
            told.iter()
                .any(|entry| matches!(entry.change, Change::Entrusted { .. })),
            "{told:?}"
        );
        let own = supervisions(&mut rig).own;
        assert_eq!(own.iter().map(|one| one.card.id).collect::<Vec<_>>(), [case]);
        let needs = rig.ask(async |device| device.home().await.unwrap().needs);
        assert!(needs.iter().any(|need| matches!(
            need,
            Need::Desk {
                desk: Desk::Supervisor,
                count: 1,
                ..
            }
        )));
        answers(&mut rig, &officer, case);
        rig.settle();
        supervisions(&mut rig);

        rig.offline();
        rig.pass(10_000);
        let sight = rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap());
        assert_eq!(sight.proposal.author, None, "a supervisor is a citizen");
        assert!(sight.may.contains(&ActionKind::Inquire) && sight.may.contains(&ActionKind::Assess));
        let unfit = Action::Assess {
            fit: false,
            text: text("还是坑洼。"),
        };
        rig.act(case, unfit).unwrap();
        let own = supervisions(&mut rig).own;
        assert!(
            own[0]
                .supervision
                .assessment
                .as_ref()
                .is_some_and(|found| !found.fit),
            "as it will be"
        );
        let sight = rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap());
        assert_eq!(
            sight.proposal.state,
            State::Hearing,
            "the second time it is heard"
        );
        assert!(sight.timeline.last().is_some_and(|entry| entry.pending));
        assert!(!sight.may.contains(&ActionKind::Assess), "once");

        rig.online();
        rig.settle();
        assert_eq!(rig.outbox(), []);
        assert_eq!(rig.city.borrow().world.proposals[&case].state, State::Hearing);
        let needs = rig.ask(async |device| device.home().await.unwrap().needs);
        assert!(
            !needs.iter().any(|need| matches!(need, Need::Desk { .. })),
            "nothing waits any more"
        );
    }
}

#[test]
fn a_reply_is_news_to_who_asked() {
    for scope in [Scope::All, Scope::Mine] {
        let (mut rig, me) = supervisor(82, scope);
        let officer = officer(&rig);
        let case = reopened(&mut rig, &officer, me);
        let inquire = Action::Inquire {
            text: text("填的是什么？"),
        };
        rig.act(case, inquire).unwrap();
        rig.settle();
        let clarify = Action::Clarify {
            text: text("沥青。")
        };
        rig.elsewhere(&officer, case, clarify);
        rig.settle();
        let news = rig.mine().inbox;
        assert!(
            news.iter()
                .any(|entry| matches!(entry.change, Change::Clarified { .. })),
            "{news:?}"
        );
        // Whoever is no supervisor any more may nothing.
        rig.city.borrow_mut().set_roles(me, Vec::new());
        rig.ask(async |device| device.sync_now().await.unwrap());
        rig.pass(5_000);
        rig.settle();
        let sight = rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap());
        assert!(!sight.may.contains(&ActionKind::Inquire));
    }
}
