//! What a person takes along, and how they are forgotten.

use crate::city::{FakeCity, refuse};
use crate::rig::Rig;
use client::api::{KeptDraft, Preferences};
use client::problem;
use client::store::Store as _;
use client::transport::Response;
use domain::actor::{Actor, Level, Person, Role};
use domain::command::{Command, Order};
use domain::event::Event;
use domain::id::{AccountId, CommandId, ProposalId};
use domain::personal::{ErasureRequest, PersonalData, Words};
use domain::proposal::{Action, Draft};
use domain::protocol::Scope;
use domain::query::ProposalQuery;
use domain::refusal::Problem;
use domain::time::Timestamp;
use futures::FutureExt as _;
use serde_json::Value;
use uuid::Uuid;

impl FakeCity {
    /// What the city has of an account.
    pub(crate) fn personal(&self, account: AccountId, now: Timestamp) -> PersonalData {
        let is_theirs = |event: &&Event| event.by.account == Some(account);
        PersonalData {
            made_at: now,
            me: self.me(account),
            contact: self.contacts.get(&account).cloned(),
            sessions: Vec::new(),
            written: Vec::new(),
            ties: Vec::new(),
            arguments: Vec::new(),
            log: self.world.log.iter().filter(is_theirs).cloned().collect(),
            files: Vec::new(),
            views: Vec::new(),
        }
    }
}

impl FakeCity {
    /// An account is let go, as the backend does it.
    pub(crate) fn erase(&mut self, body: &str, account: AccountId, now: Timestamp) -> Response {
        let form: ErasureRequest = serde_json::from_str(body).unwrap();
        let password = self.accounts[&account]
            .login
            .as_ref()
            .map(|(_, password)| password);
        if password.is_some() && password != form.password.as_ref() {
            return refuse(403, Problem::new("wrong-password"));
        }
        let erase = form.words == Words::Erase;
        let cases: Vec<ProposalId> = self.world.proposals.keys().copied().collect();
        for proposal in cases {
            let command = Command {
                id: CommandId(self.new_uuid()),
                at: now,
                order: Order::Leave {
                    proposal,
                    account,
                    erase,
                },
            };
            self.world.push(&Actor::System, &command, now);
        }
        for event in &mut self.world.log {
            if event.by.account == Some(account) {
                *event = event.clone().redact(erase);
            }
        }
        self.accounts.remove(&account);
        self.tokens.retain(|_, of| *of != account);
        Response {
            status: 204,
            ..Response::default()
        }
    }
}

impl Rig {
    fn erase(&mut self, words: Words, password: Option<&str>) -> Result<(), Problem> {
        let form = ErasureRequest {
            words,
            password: password.map(str::to_owned),
        };
        self.ask(async move |device| device.erase(form).await)
    }

    fn personal_file(&mut self) -> Result<Value, Problem> {
        let file = self.ask(async move |device| device.personal_file().await)?;
        Ok(serde_json::from_str(&file).expect("JSON"))
    }
}

fn draft(text: &str) -> KeptDraft {
    KeptDraft {
        id: Uuid::from_u128(7),
        draft: Draft {
            text: text.to_owned(),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
        files: Vec::new(),
        saved_at: Timestamp(1),
    }
}

#[test]
fn a_person_takes_along_what_the_city_has_and_what_is_only_here() {
    let mut rig = Rig::in_step(61, Scope::Mine);
    rig.submit("交上去的话");
    rig.settle();
    rig.ask(async move |device| device.save_draft(draft("还在写的话")).await)
        .unwrap();
    let file = rig.personal_file().unwrap();
    let sent = &file["city"]["log"][0]["fact"]["proposal"]["change"]["submitted"];
    assert_eq!(sent["text"], "交上去的话");
    assert_eq!(file["device"]["drafts"][0]["draft"]["text"], "还在写的话");
    let secret = rig.meta().guest_secret;
    let text = file.to_string();
    assert!(!secret.is_empty() && !text.contains(&secret), "no key of theirs");
    let token = rig.meta().token.expect("a session");
    assert!(!text.contains(&token));
}

#[test]
fn without_a_network_the_file_has_to_wait() {
    let mut rig = Rig::in_step(62, Scope::Mine);
    rig.net.online.set(false);
    assert_eq!(
        rig.personal_file().expect_err("no network"),
        Problem::new(problem::UNREACHABLE)
    );
    rig.net.online.set(true);
    assert!(rig.personal_file().is_ok());
}

#[test]
fn a_person_is_forgotten_at_the_city_and_here() {
    let mut rig = Rig::in_step(63, Scope::Mine);
    let me = rig.sign_up("明月").unwrap();
    let sent = rig.submit("我写的").proposal.unwrap();
    rig.settle();
    rig.ask(async move |device| {
        device.save_draft(draft("还在写的话")).await.unwrap();
        let preferences = Preferences {
            large_text: Some(true),
            signature: Some("明月".to_owned()),
            ..Preferences::default()
        };
        device.set_preferences(preferences).await.unwrap();
    });
    assert_eq!(
        rig.erase(Words::Keep, Some("another horse")).unwrap_err().code,
        "wrong-password"
    );
    assert_eq!(rig.status().me.account, me.account, "nothing has changed");
    assert_eq!(rig.mine().drafts.len(), 1);

    rig.erase(Words::Keep, Some("correct horse")).unwrap();
    let status = rig.status();
    assert!(status.is_guest());
    assert_ne!(status.me.account, me.account);
    let mine = rig.mine();
    assert_eq!(
        (mine.drafts.len(), mine.written.len(), mine.inbox.len()),
        (0, 0, 0)
    );
    let left = rig.meta().preferences;
    assert_eq!((left.large_text, left.signature), (Some(true), None));
    assert_eq!(rig.city.borrow().world.proposals[&sent].author, None);
    // The device goes on, as somebody new.
    rig.settle();
    rig.submit("新的人写的");
    rig.settle();
    assert_eq!(rig.mine().written.len(), 1);
}

#[test]
fn without_a_network_nobody_is_forgotten() {
    let mut rig = Rig::in_step(64, Scope::Mine);
    rig.submit("我写的");
    rig.settle();
    rig.offline();
    assert_eq!(
        rig.erase(Words::Erase, None),
        Err(Problem::new(problem::UNREACHABLE))
    );
    assert_eq!(rig.mine().written.len(), 1, "nothing is lost here");
    rig.online();
    rig.settle();
    assert!(!rig.meta().leaving, "the city knows them: it was not done");
    rig.erase(Words::Erase, None).unwrap();
    assert_eq!(rig.mine().written.len(), 0);
}

#[test]
fn an_answer_that_got_lost_is_made_good_by_asking_again() {
    let mut rig = Rig::in_step(65, Scope::Mine);
    rig.sign_up("明月").unwrap();
    rig.submit("我写的");
    rig.settle();
    rig.net.lose_answers.set(1);
    assert_eq!(
        rig.erase(Words::Keep, Some("correct horse")),
        Err(Problem::new(problem::UNREACHABLE))
    );
    rig.stop();
    rig.pass(5_000);
    assert_eq!(rig.mine().written.len(), 1, "nobody knows yet that it was done");
    rig.erase(Words::Keep, Some("correct horse")).unwrap();
    assert!(rig.status().is_guest());
    assert_eq!(rig.mine().written.len(), 0);
    rig.settle();
}

#[test]
fn who_reads_along_lets_the_words_go() {
    let mut rig = Rig::in_step(66, Scope::Mine);
    rig.sign_up("明月").unwrap();
    let id = rig.submit("三号楼门前积水").proposal.unwrap();
    rig.settle();
    let mut other = Rig::new(67, Scope::All);
    other.city = rig.city.clone();
    other.settle();
    other.act(id, Action::Follow {}).unwrap();
    other.settle();
    let area = rig.city.borrow().world.city.root().unwrap().clone();
    let coordinator = Person {
        account: rig
            .city
            .borrow_mut()
            .add_account("周", Level::ContactVerified, vec![]),
        level: Level::ContactVerified,
        roles: vec![Role::Coordinator { area }],
    };
    let accept = Command {
        id: CommandId(rig.city.borrow_mut().new_uuid()),
        at: rig.now(),
        order: Order::Proposal {
            proposal: id,
            seen: None,
            action: Action::Accept {
                category: None,
                area: None,
            },
        },
    };
    let now = rig.now();
    rig.city
        .borrow_mut()
        .world
        .push(&Actor::Person(coordinator), &accept, now);
    other.settle();
    assert_eq!(other.mine().inbox.len(), 1);
    let found = |rig: &Rig| {
        let query = ProposalQuery {
            text: Some("积水".to_owned()),
            ..ProposalQuery::default()
        };
        rig.durable
            .list(&query, None)
            .now_or_never()
            .unwrap()
            .unwrap()
            .items
            .len()
    };
    assert_eq!(found(&other), 1);

    rig.erase(Words::Erase, Some("correct horse")).unwrap();
    other.settle();
    assert_eq!(found(&other), 0);
    assert_eq!(other.mine().inbox.len(), 0, "no news of it is left");
    let kept = format!("{:?}", other.durable.snapshot());
    assert!(!kept.contains("积水"), "{kept}");
    let sight = other.ask(async move |device| device.proposal(id).await.unwrap().unwrap());
    assert!(sight.proposal.is_erased());
    let told: Vec<&str> = sight
        .timeline
        .iter()
        .filter_map(|entry| Some(entry.event.fact.told()?.name()))
        .collect();
    assert_eq!(told, ["submitted", "accepted", "erased"]);
}

#[test]
fn the_staff_keep_no_name_of_whom_nobody_knows_any_more() {
    let mut rig = Rig::in_step(68, Scope::Mine);
    let me = rig.sign_up("明月").unwrap();
    let id = rig.submit("北门路灯坏了").proposal.unwrap();
    rig.settle();
    let mut desk = Rig::new(69, Scope::All);
    desk.city = rig.city.clone();
    let area = rig.city.borrow().world.city.root().unwrap().clone();
    rig.city
        .borrow_mut()
        .add_account("周", Level::ContactVerified, vec![Role::Coordinator { area }]);
    desk.sign_in("周").unwrap();
    desk.settle();
    let account = me.account.to_string();
    let kept = |desk: &Rig| serde_json::to_string(&desk.durable.snapshot()).unwrap();
    assert!(kept(&desk).contains(&account), "the staff know who wrote");

    rig.erase(Words::Keep, Some("correct horse")).unwrap();
    desk.settle();
    assert!(!kept(&desk).contains(&account), "{}", kept(&desk));
    let sight = desk.ask(async move |device| device.proposal(id).await.unwrap().unwrap());
    assert_eq!(sight.proposal.text, "北门路灯坏了");
}
