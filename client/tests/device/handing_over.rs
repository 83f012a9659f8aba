//! Cases that go from one officer to another: what each one's device knows of it, with and without a network.

use crate::city::{clerk, neighbour};
use crate::rig::Rig;
use client::api::Desk;
use domain::actor::{Level, Person, Role};
use domain::id::{AccountId, ProposalId};
use domain::proposal::{Action, ActionKind, Change, State};
use domain::protocol::Scope;
use domain::query::ProposalQuery;

fn roads() -> Role {
    Role::Officer {
        department: "roads".into(),
    }
}

/// An officer's device in step with the city.
pub(crate) fn officer(seed: u64, scope: Scope) -> (Rig, AccountId) {
    let mut rig = Rig::in_step(seed, scope);
    let roles = vec![roads()];
    rig.city
        .borrow_mut()
        .add_account("王工", Level::ResidentVerified, roles);
    rig.sign_in("王工").unwrap();
    rig.settle();
    let me = rig.meta().me.account;
    (rig, me)
}

/// Somebody else in the same department, whom the city knows.
pub(crate) fn colleague(rig: &mut Rig, login: &str) -> Person {
    let mut city = rig.city.borrow_mut();
    let account = city.add_account(login, Level::ResidentVerified, vec![roads()]);
    let person = Person {
        account,
        level: Level::ResidentVerified,
        roles: vec![roads()],
    };
    city.world.people.insert(account, person.clone());
    person
}

/// A case that the roads are to deal with.
pub(crate) fn assigned(rig: &mut Rig) -> ProposalId {
    let case = rig.neighbours_proposal("路面坑洼");
    let accept = Action::Accept {
        category: None,
        area: None,
    };
    let assign = Action::Assign {
        lead: "roads".into(),
        joint: vec![],
    };
    rig.elsewhere(&clerk(), case, accept);
    rig.elsewhere(&clerk(), case, assign);
    case
}

/// A case that this department has begun with.
pub(crate) fn taken(rig: &mut Rig, by: &Person) -> ProposalId {
    let case = assigned(rig);
    rig.elsewhere(by, case, Action::Take {});
    rig.settle();
    case
}

fn hand_over(to: AccountId) -> Action {
    Action::HandOver {
        to,
        text: "我这周休假。".to_owned(),
    }
}

fn on_the_desk(rig: &mut Rig) -> Vec<(ProposalId, Option<AccountId>)> {
    let query = ProposalQuery {
        department: Some("roads".into()),
        states: vec![State::Assigned, State::InProgress],
        ..ProposalQuery::default()
    };
    let listing = rig.ask(async move |device| device.list(query).await.unwrap());
    let cards = listing.page.items.into_iter();
    cards.map(|card| (card.id, card.holder)).collect()
}

#[test]
fn a_case_is_handed_over_without_a_network_and_the_colleague_is_told() {
    for scope in [Scope::All, Scope::Mine] {
        let (mut rig, me) = officer(61, scope);
        let second = colleague(&mut rig, "李工");
        let case = taken(&mut rig, &second);
        assert_eq!(on_the_desk(&mut rig), [(case, Some(second.account))]);
        let known = rig.ask(async |device| device.colleagues().await.unwrap());
        assert_eq!(known.len(), 2, "themselves, and the other one");
        rig.ask(async move |device| device.proposal(case).await.unwrap());

        rig.offline();
        rig.pass(10_000);
        let offline = rig.ask(async |device| device.colleagues().await.unwrap());
        assert_eq!(offline, known, "kept on the device");
        rig.act(case, hand_over(me)).unwrap();
        assert_eq!(on_the_desk(&mut rig), [(case, Some(me))], "as it will be");
        let sight = rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap());
        let last = sight.timeline.last().unwrap();
        assert!(last.pending && matches!(last.event.fact.told(), Some(Change::HandedOver { .. })));

        rig.online();
        rig.settle();
        assert_eq!(rig.outbox(), []);
        assert_eq!(on_the_desk(&mut rig), [(case, Some(me))]);
        assert_eq!(rig.mine().inbox, [], "what one does oneself is no news");

        // Taken back: whose it was is told, and why.
        rig.elsewhere(&second, case, hand_over(second.account));
        rig.settle();
        let inbox = rig.mine().inbox;
        let [entry] = inbox.as_slice() else {
            panic!("{inbox:?}")
        };
        let Change::HandedOver { from, to, text } = &entry.change else {
            panic!("{entry:?}")
        };
        assert_eq!(
            (*from, *to, text.as_str()),
            (Some(me), second.account, "我这周休假。")
        );
        assert_eq!(on_the_desk(&mut rig), [(case, Some(second.account))]);
    }
}

#[test]
fn whoever_comes_into_the_service_or_leaves_it_reads_all_again() {
    let mut rig = Rig::in_step(62, Scope::All);
    let second = colleague(&mut rig, "李工");
    let third = colleague(&mut rig, "孙工");
    rig.city
        .borrow_mut()
        .add_account("王工", Level::ResidentVerified, vec![]);
    rig.sign_in("王工").unwrap();
    let case = taken(&mut rig, &second);
    rig.elsewhere(&second, case, hand_over(third.account));
    rig.settle();
    let held = |rig: &mut Rig| {
        let sight = rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap());
        let told = sight.timeline.iter().filter_map(|entry| entry.event.fact.told());
        let handed = told
            .filter(|change| matches!(change, Change::HandedOver { .. }))
            .count();
        (sight.proposal.internal.holder, handed)
    };
    assert_eq!(held(&mut rig), (None, 0), "a citizen learns nothing of it");
    let known = rig.ask(async |device| device.colleagues().await.unwrap());
    assert_eq!(known, []);

    let me = rig.meta().me.account;
    let set = |rig: &mut Rig, roles: Vec<Role>| {
        rig.city.borrow_mut().set_roles(me, roles);
        rig.ask(async |device| device.sync_now().await.unwrap());
        rig.pass(5_000);
        rig.settle();
    };
    set(&mut rig, vec![roads()]);
    assert_eq!(held(&mut rig), (Some(third.account), 1));
    let sight = rig.ask(async move |device| device.proposal(case).await.unwrap().unwrap());
    assert!(sight.may.contains(&ActionKind::HandOver));
    assert_eq!(
        rig.ask(async |device| device.colleagues().await.unwrap()).len(),
        3
    );
    set(&mut rig, vec![]);
    assert_eq!(held(&mut rig), (None, 0), "and leaves none of it on the device");
    assert_eq!(rig.meta().colleagues, []);
    assert!(rig.mine().written.is_empty() && !neighbour().is_staff());
    let desk = rig.ask(async |device| device.home().await.unwrap()).needs;
    assert!(!desk.iter().any(|need| matches!(
        need,
        client::api::Need::Desk {
            desk: Desk::Department,
            ..
        }
    )));
}
