//! What an officer prepares on a device without a network: read by a colleague, published, and nobody's business before.

use crate::handing_over::{colleague, officer, taken};
use client::api::OutboxState;
use domain::id::{PreparedId, ProposalId};
use domain::proposal::{Action, ActionKind, AnswerKind, Change, State};
use domain::protocol::Scope;
use domain::query::ProposalQuery;
use uuid::Uuid;

use crate::rig::Rig;

fn prepared(of: u128) -> PreparedId {
    PreparedId(Uuid::from_u128(of))
}

fn answer(of: u128, text: &str) -> Action {
    Action::Prepare {
        prepared: prepared(of),
        action: Box::new(Action::Answer {
            kind: AnswerKind::Explained,
            text: text.to_owned(),
            promised: None,
            milestones: Vec::new(),
        }),
    }
}

fn sight(rig: &mut Rig, case: ProposalId) -> client::api::Sight {
    rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap())
}

/// What lies prepared on the list of the desk.
fn ready(rig: &mut Rig) -> Vec<(PreparedId, bool)> {
    let query = ProposalQuery {
        department: Some("roads".into()),
        ..ProposalQuery::default()
    };
    let listing = rig.ask(async move |device| device.list(query).await.unwrap());
    let cards = listing.page.items.into_iter().flat_map(|card| card.prepared);
    cards.map(|ready| (ready.id, ready.checked)).collect()
}

#[test]
fn an_answer_is_prepared_offline_read_by_a_colleague_and_published() {
    for scope in [Scope::All, Scope::Mine] {
        let (mut rig, me) = officer(71, scope);
        let second = colleague(&mut rig, "李工");
        let case = taken(&mut rig, &second);
        let may = sight(&mut rig, case).may_prepare;
        assert!(may.contains(&ActionKind::Answer) && !may.contains(&ActionKind::Take));

        rig.offline();
        rig.pass(10_000);
        rig.act(case, answer(1, "路面下周铺。")).unwrap();
        let before = sight(&mut rig, case);
        assert_eq!(before.proposal.state, State::InProgress);
        assert_eq!(before.proposal.internal.prepared[0].by, Some(me));
        assert!(before.may.contains(&ActionKind::Publish));
        assert!(!before.may.contains(&ActionKind::Check), "not their own");
        assert_eq!(ready(&mut rig), [(prepared(1), false)], "as it will be");
        let last = before.timeline.last().unwrap();
        assert!(last.pending && matches!(last.event.fact.told(), Some(Change::Prepared { .. })));

        rig.online();
        rig.settle();
        assert_eq!(rig.outbox(), []);
        rig.elsewhere(
            &second,
            case,
            Action::Check {
                prepared: prepared(1),
            },
        );
        rig.settle();
        assert_eq!(
            sight(&mut rig, case).proposal.internal.prepared[0].checked,
            Some(second.account)
        );
        assert_eq!(ready(&mut rig), [(prepared(1), true)]);

        rig.act(
            case,
            Action::Publish {
                prepared: prepared(1),
            },
        )
        .unwrap();
        assert_eq!(
            sight(&mut rig, case).proposal.state,
            State::Answered,
            "as it will be"
        );
        rig.settle();
        let after = sight(&mut rig, case);
        assert_eq!(after.proposal.state, State::Answered);
        assert!(after.proposal.internal.prepared.is_empty() && after.may_prepare.contains(&ActionKind::Note));
        assert_eq!(ready(&mut rig), []);
    }
}

#[test]
fn what_a_colleague_wrote_anew_meanwhile_is_not_published_unseen() {
    let (mut rig, _) = officer(72, Scope::All);
    let second = colleague(&mut rig, "李工");
    let case = taken(&mut rig, &second);
    rig.act(case, answer(1, "路面下周铺。")).unwrap();
    rig.settle();
    rig.offline();
    rig.pass(10_000);
    rig.act(
        case,
        Action::Publish {
            prepared: prepared(1),
        },
    )
    .unwrap();
    rig.elsewhere(&second, case, answer(2, "路面周三就铺。"));
    rig.online();
    rig.settle();
    let outbox = rig.outbox();
    let [item] = outbox.as_slice() else {
        panic!("{outbox:?}")
    };
    assert!(
        matches!(&item.state, OutboxState::Conflict { problem, .. } | OutboxState::Refused { problem }
            if problem.code == "no-such-prepared"),
        "{:?}",
        item.state
    );
    let now = sight(&mut rig, case).proposal;
    assert_eq!(
        (now.state, now.internal.prepared[0].id),
        (State::InProgress, prepared(2))
    );
}
