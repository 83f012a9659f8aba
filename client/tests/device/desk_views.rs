//! Views of a desk at two computers.

use crate::rig::Rig;
use domain::actor::{Level, Role};
use domain::desk::{Desk, DeskView, ViewChange};
use domain::id::AccountId;
use domain::protocol::Scope;

fn view(name: &str, query: &str) -> DeskView {
    DeskView {
        desk: Desk::Coordinator,
        name: name.to_owned(),
        query: query.to_owned(),
    }
}

fn officer(seed: u64) -> (Rig, AccountId) {
    let mut rig = Rig::in_step(seed, Scope::Mine);
    let roles = vec![Role::Coordinator { area: "city".into() }];
    let account = rig
        .city
        .borrow_mut()
        .add_account("周敏", Level::ResidentVerified, roles);
    rig.sign_in("周敏").unwrap();
    rig.settle();
    (rig, account)
}

impl Rig {
    fn views(&mut self) -> Vec<DeskView> {
        self.ask(async |device| device.views().await.unwrap())
    }

    fn keep(&mut self, name: &str, query: Option<&str>) {
        let change = ViewChange {
            desk: Desk::Coordinator,
            name: name.to_owned(),
            query: query.map(str::to_owned),
        };
        self.ask(async move |device| device.keep_view(change).await.unwrap());
    }

    /// What the city has of somebody's.
    fn with_account(&self, account: AccountId) -> Vec<DeskView> {
        self.city
            .borrow()
            .views
            .get(&account)
            .cloned()
            .unwrap_or_default()
    }
}

#[test]
fn what_is_kept_without_a_network_goes_with_the_account_and_what_came_last_holds() {
    let (mut rig, me) = officer(91);
    rig.keep("路灯", Some("?q=路灯"));
    assert_eq!(rig.views(), [view("路灯", "?q=路灯")]);
    assert_eq!(rig.with_account(me), [view("路灯", "?q=路灯")]);
    // At another computer one is added, and the other one changed.
    let elsewhere = vec![view("路灯", "?q=灯"), view("噪声", "?q=噪声")];
    rig.city.borrow_mut().views.insert(me, elsewhere.clone());
    assert_eq!(rig.views(), elsewhere);

    rig.offline();
    rig.pass(10_000);
    rig.keep("噪声", None);
    rig.keep("积水", Some("?q=积水"));
    let here = [view("路灯", "?q=灯"), view("积水", "?q=积水")];
    assert_eq!(rig.views(), here, "at once");
    assert_eq!(rig.with_account(me), elsewhere, "the city can't know");
    // Meanwhile it was changed elsewhere: what nobody touched here is as it is there.
    let elsewhere = vec![view("路灯", "?q=桥"), view("噪声", "?q=音响")];
    rig.city.borrow_mut().views.insert(me, elsewhere);
    rig.online();
    rig.settle();
    let both = [view("路灯", "?q=桥"), view("积水", "?q=积水")];
    assert_eq!(rig.views(), both);
    assert_eq!(rig.with_account(me), both);
}

#[test]
fn whoever_sets_something_else_on_the_device_leaves_views_alone() {
    let (mut rig, me) = officer(92);
    let stale = rig.ask(async |device| device.preferences().await.unwrap());
    rig.keep("路灯", Some("?q=路灯"));
    rig.ask(async move |device| device.set_preferences(stale).await.unwrap());
    assert_eq!(rig.views(), [view("路灯", "?q=路灯")]);
    assert_eq!(rig.with_account(me).len(), 1);
    // Somebody else at this computer has none of them, and no desk none with the city.
    rig.ask(async |device| device.sign_out(true).await.unwrap());
    rig.settle();
    assert_eq!(rig.views(), []);
    rig.sign_in("周敏").unwrap();
    rig.settle();
    assert_eq!(rig.views(), [view("路灯", "?q=路灯")]);
}
