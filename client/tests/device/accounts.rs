//! Guests, sign-up, sign-in, sign-out, and sessions that end.

use crate::rig::Rig;
use client::api::{Link, OutboxState};
use client::problem;
use domain::actor::{Level, Role};
use domain::proposal::{Action, State};
use domain::protocol::{Me, Scope, SignIn, SignUp};
use domain::refusal::Problem;

impl Rig {
    pub(crate) fn sign_up(&mut self, login: &str) -> Result<Me, Problem> {
        let form = SignUp {
            login: login.to_owned(),
            password: "correct horse".to_owned(),
            name: None,
        };
        self.ask(async move |device| device.sign_up(form).await)
    }

    pub(crate) fn sign_in(&mut self, login: &str) -> Result<Me, Problem> {
        let form = SignIn {
            login: login.to_owned(),
            password: "correct horse".to_owned(),
        };
        self.ask(async move |device| device.sign_in(form).await)
    }

    fn sign_out(&mut self, discard: bool) -> Result<(), Problem> {
        self.ask(async move |device| device.sign_out(discard).await)
    }
}

#[test]
fn a_guest_whose_session_ended_makes_a_new_one_unnoticed() {
    let mut rig = Rig::in_step(21, Scope::All);
    rig.city.borrow_mut().end_all_sessions();
    let sent = rig.submit("没人发觉");
    rig.settle();
    assert_eq!(rig.city.borrow().effects(sent.command), 1);
    assert!(rig.mine().written[0].mine);
}

#[test]
fn an_account_whose_session_ended_is_asked_to_sign_in_and_goes_on() {
    let mut rig = Rig::in_step(22, Scope::All);
    let me = rig.sign_up("明月").unwrap();
    rig.settle();
    rig.city.borrow_mut().end_all_sessions();
    let sent = rig.submit("等我登录");
    rig.until("the person is asked", |rig| rig.link() == Link::SignedOut);
    assert!(matches!(rig.states()[..], [OutboxState::Held { .. }]));
    assert_eq!(rig.status().waiting, 1);
    let later = rig.submit("也等着");
    rig.pass(3_600_000);
    assert!(matches!(
        rig.states()[..],
        [OutboxState::Held { .. }, OutboxState::Held { .. }]
    ));
    rig.stop();
    rig.until("also after a new start", |rig| rig.link() == Link::SignedOut);

    let wrong = SignIn {
        login: "明月".to_owned(),
        password: "wrong".to_owned(),
    };
    let refused = rig.ask(async move |device| device.sign_in(wrong).await);
    assert_eq!(refused.unwrap_err().code, "wrong-password");
    assert_eq!(rig.sign_in("明月").unwrap().account, me.account);
    rig.settle();
    assert_eq!(rig.outbox(), []);
    for sent in [sent, later] {
        assert_eq!(rig.city.borrow().effects(sent.command), 1);
    }
}

#[test]
fn signing_up_keeps_what_the_guest_wrote_and_opens_what_guests_may_not() {
    let mut rig = Rig::in_step(23, Scope::All);
    let theirs = rig.neighbours_proposal("该支持的");
    rig.elsewhere(
        &crate::city::clerk(),
        theirs,
        Action::Accept {
            category: None,
            area: None,
        },
    );
    let own = rig.submit("游客写的").proposal.unwrap();
    rig.settle();
    assert_eq!(
        rig.act(theirs, Action::Support {}).unwrap_err().code,
        "level-too-low"
    );
    let guest = rig.meta().guest;
    let me = rig.sign_up("明月").unwrap();
    assert_eq!((me.account, me.level), (guest, Level::Unverified));
    rig.settle();
    rig.act(theirs, Action::Support {}).unwrap();
    rig.settle();
    assert_eq!(rig.city.borrow().world.proposals[&theirs].supports, 1);
    assert_eq!(rig.mine().written[0].card.id, own);
}

#[test]
fn an_answer_to_a_sign_up_that_was_lost_is_made_good_by_asking_who_one_is() {
    let mut rig = Rig::in_step(24, Scope::All);
    rig.net.lose_answers.set(1);
    assert_eq!(rig.sign_up("明月"), Err(Problem::new(problem::UNREACHABLE)));
    rig.stop();
    rig.settle();
    assert_eq!(rig.status().me.level, Level::Unverified);
    assert_eq!(
        rig.sign_up("明月").unwrap().account,
        rig.meta().guest,
        "asking again does no harm"
    );
}

#[test]
fn signing_in_hands_over_what_the_guest_wrote_and_sent() {
    let mut rig = Rig::in_step(25, Scope::Mine);
    let account = rig
        .city
        .borrow_mut()
        .add_account("明月", Level::ContactVerified, vec![]);
    let first = rig.submit("游客先写的");
    rig.settle();
    // This one arrives, but its answer does not: only the guest may ask for it again.
    rig.net.lose_answers.set(1);
    let second = rig.submit("路上丢了回音的");
    rig.until("it has arrived", |rig| {
        rig.city.borrow().effects(second.command) == 1
    });
    let me = rig.sign_in("明月").unwrap();
    assert_eq!(me.account, account);
    rig.settle();
    for sent in [&first, &second] {
        assert_eq!(rig.city.borrow().effects(sent.command), 1);
    }
    let written: Vec<_> = rig.mine().written.iter().map(|sight| sight.card.id).collect();
    assert_eq!(written, [second.proposal.unwrap(), first.proposal.unwrap()]);
    assert_eq!(rig.outbox(), []);
}

#[test]
fn signing_out_loses_nothing_unasked_and_leaves_nothing_behind() {
    let mut rig = Rig::in_step(26, Scope::All);
    let me = rig.sign_up("明月").unwrap();
    rig.submit("已送到的");
    rig.settle();
    rig.offline();
    rig.pass(5_000);
    let waiting = rig.submit("还没送的");
    assert_eq!(
        rig.sign_out(false),
        Err(Problem::new(problem::OUTBOX_NOT_EMPTY).with("count", 1))
    );
    assert_eq!(rig.status().me.account, me.account);
    rig.record.borrow_mut().let_go.insert(waiting.command);
    rig.sign_out(true).unwrap();
    let status = rig.status();
    assert!(status.is_guest());
    assert_ne!(status.me.account, me.account);
    assert_eq!(status.synced_at, None);
    let mine = rig.mine();
    assert_eq!((mine.outbox.len(), mine.written.len()), (0, 0));
    rig.online();
    rig.settle();
    assert_eq!(rig.mine().written.len(), 0);
    assert_eq!(rig.city.borrow().effects(waiting.command), 0);
}

#[test]
fn what_one_account_wrote_is_not_sent_by_another() {
    let mut rig = Rig::in_step(27, Scope::All);
    rig.sign_up("明月").unwrap();
    rig.settle();
    rig.city.borrow_mut().end_all_sessions();
    let sent = rig.submit("明月写的");
    rig.until("the person is asked", |rig| rig.link() == Link::SignedOut);
    let other = rig
        .city
        .borrow_mut()
        .add_account("清风", Level::Unverified, vec![]);
    rig.sign_in("清风").unwrap();
    rig.settle();
    let problem = Problem::new(problem::ANOTHER_ACCOUNT);
    assert_eq!(rig.states(), [OutboxState::Refused { problem }]);
    assert_eq!(rig.city.borrow().effects(sent.command), 0);
    let command = sent.command;
    let again = rig.ask(async move |device| device.retry(command).await.unwrap());
    rig.settle();
    let proposal = &rig.city.borrow().world.proposals[&again.proposal.unwrap()];
    assert_eq!(proposal.author, Some(other), "unless they say so");
}

#[test]
fn a_person_waits_for_no_long_reading_to_sign_in() {
    let mut rig = Rig::new(28, Scope::All);
    for n in 0..300 {
        rig.neighbours_proposal(&format!("第{n}条"));
    }
    rig.city
        .borrow_mut()
        .add_account("明月", Level::Unverified, vec![]);
    rig.until(
        "reading has begun",
        |rig| matches!(rig.link(), Link::Syncing { behind } if behind > 200),
    );
    rig.sign_in("明月").unwrap();
    assert!(rig.meta().cursor < 100, "the long reading was not waited for");
    rig.settle();
}

#[test]
fn new_roles_are_known_after_the_next_start_or_call() {
    let mut rig = Rig::in_step(29, Scope::All);
    let me = rig.sign_up("明月").unwrap();
    rig.settle();
    let role = Role::Coordinator { area: "city".into() };
    rig.city
        .borrow_mut()
        .accounts
        .get_mut(&me.account)
        .unwrap()
        .roles
        .push(role.clone());
    rig.ask(async |device| device.sync_now().await.unwrap());
    rig.until("the role is known", |rig| rig.meta().me.roles.contains(&role));
    let theirs = rig.neighbours_proposal("待受理");
    rig.settle();
    rig.act(
        theirs,
        Action::Accept {
            category: None,
            area: None,
        },
    )
    .unwrap();
    rig.settle();
    assert_eq!(rig.city.borrow().world.proposals[&theirs].state, State::Accepted);
}
