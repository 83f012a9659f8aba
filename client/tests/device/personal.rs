//! What a person takes along, and how they are forgotten.

use crate::city::FakeCity;
use crate::rig::Rig;
use client::api::KeptDraft;
use client::problem;
use domain::event::Event;
use domain::id::AccountId;
use domain::personal::PersonalData;
use domain::proposal::Draft;
use domain::protocol::Scope;
use domain::refusal::Problem;
use domain::time::Timestamp;
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
        }
    }
}

impl Rig {
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
