//! A replica as the sync loop would have left it: proposals of the demo city, taken through the loop by the real
//! rules.

use std::path::Path;

use client::store::{Kept, Meta, Store as _, Write};
use domain::actor::{Actor, Level, Person, Role};
use domain::city::City;
use domain::context::Context;
use domain::event::Event;
use domain::id::{AccountId, DepartmentId, ProposalId};
use domain::proposal::{Action, AnswerKind, Draft, Judgement, View, decide};
use domain::protocol::{Me, Scope};
use domain::time::Timestamp;
use serde::Deserialize;
use shell::store::SqliteStore;
use uuid::Uuid;

use super::Outcome;

const CITY: &str = include_str!("../../../backend/demo/city.json");
const PROPOSALS: [&str; 7] = [
    include_str!("../../../backend/demo/proposals/care.json"),
    include_str!("../../../backend/demo/proposals/english.json"),
    include_str!("../../../backend/demo/proposals/estates.json"),
    include_str!("../../../backend/demo/proposals/green.json"),
    include_str!("../../../backend/demo/proposals/streets.json"),
    include_str!("../../../backend/demo/proposals/traffic.json"),
    include_str!("../../../backend/demo/proposals/transit.json"),
];

/// 2025-01-01T00:00:00Z; the proposals come in evenly over the year that follows.
const BEGIN: i64 = 1_735_689_600_000;
const YEAR_MS: i64 = 365 * 86_400_000;
const HOUR_MS: i64 = 3_600_000;
/// Proposals in one write.
const AT_ONCE: u32 = 1_000;

/// One of the demo city's own proposals; the rest of its file is its story there.
#[derive(Deserialize)]
struct Sample {
    draft: Draft,
}

/// The city, who acts in it, and what is written.
struct Demo {
    city: City,
    drafts: Vec<Draft>,
    coordinator: Person,
}

/// Makes `replica.sqlite` in `folder`, where the shell looks for it.
pub(super) async fn fill(folder: &Path, count: u32) -> Outcome {
    std::fs::create_dir_all(folder)?;
    let store = SqliteStore::open(&folder.join("replica.sqlite")).await?;
    let demo = Demo::new()?;
    store
        .write(vec![Write::City(Box::new(demo.city.clone()))])
        .await?;
    let mut seq = 1;
    for first in (0..count).step_by(AT_ONCE as usize) {
        let mut batch = Vec::new();
        for number in first..count.min(first + AT_ONCE) {
            let at = BEGIN + YEAR_MS / i64::from(count) * i64::from(number);
            demo.live(number, at, &mut seq, &mut batch)?;
        }
        store.write(batch).await?;
    }
    store.write(vec![Write::Meta(Box::new(meta(seq)))]).await?;
    Ok(())
}

impl Demo {
    fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let city: City = serde_json::from_str(CITY)?;
        let root = city.root().ok_or("a city without a root")?.clone();
        let mut drafts = Vec::new();
        for file in PROPOSALS {
            let samples: Vec<Sample> = serde_json::from_str(file)?;
            drafts.extend(samples.into_iter().map(|sample| sample.draft));
        }
        let coordinator = Person {
            account: AccountId(Uuid::from_u128(2)),
            level: Level::ResidentVerified,
            roles: vec![Role::Coordinator { area: root }],
        };
        Ok(Self {
            city,
            drafts,
            coordinator,
        })
    }

    /// The `number`th proposal, as far through the loop as chance would have it, with its timeline.
    fn live(&self, number: u32, at: i64, seq: &mut u64, batch: &mut Vec<Write>) -> Outcome {
        let id = ProposalId(uuid(at, number));
        let department = &self.city.departments[number as usize % self.city.departments.len()].id;
        let author = Person::guest(AccountId(Uuid::from_u128(1_000 + u128::from(number % 5_000))));
        let mut view = View::default();
        for (step, (person, action)) in self.story(number, &author, department).into_iter().enumerate() {
            let actor = Actor::Person(person);
            let now = Timestamp(at + step as i64 * HOUR_MS);
            let next_number = Some(number + 1);
            let context = Context {
                actor: &actor,
                now,
                city: &self.city,
                next_number,
            };
            let decision = decide(&view, id, &action, &context)?;
            for (by, fact) in decision.into_events() {
                *seq += 1;
                let event = Event {
                    seq: *seq,
                    at: now,
                    command: None,
                    by,
                    fact,
                };
                view.fold(&event, None)?;
                let event = event.seen_by(None, false).ok_or("a private event")?;
                batch.push(Write::Timeline(id, Box::new(event)));
            }
        }
        // Anybody's device but the author's.
        let proposal = view.proposal.ok_or("nothing was submitted")?;
        let mut proposal = proposal.seen_by(None, false);
        proposal.supports = number * 7 % 50;
        let kept = Kept {
            proposal,
            relation: view.relation,
            debate: view.debate,
            mine: false,
        };
        batch.push(Write::Proposal(Box::new(kept)));
        Ok(())
    }

    /// What is done, in order: one in six goes no further than each step, most are closed.
    fn story(&self, number: u32, author: &Person, department: &DepartmentId) -> Vec<(Person, Action)> {
        let officer = Person {
            account: AccountId(Uuid::from_u128(3)),
            level: Level::ResidentVerified,
            roles: vec![Role::Officer {
                department: department.clone(),
            }],
        };
        let reply = &self.drafts[number as usize * 13 % self.drafts.len()].text;
        let accept = Action::Accept {
            category: None,
            area: None,
        };
        let assign = Action::Assign {
            lead: department.clone(),
            joint: Vec::new(),
        };
        let answer = Action::Answer {
            kind: AnswerKind::Explained,
            text: reply.clone(),
            promised: None,
            milestones: Vec::new(),
        };
        let judge = Action::Judge {
            judgement: Judgement::Solved,
            stars: Some(5),
            text: None,
        };
        let mut story = vec![
            (
                author.clone(),
                Action::Submit {
                    draft: self.draft(number),
                },
            ),
            (self.coordinator.clone(), accept),
            (self.coordinator.clone(), assign),
            (officer.clone(), Action::Take {}),
            (officer, answer),
            (author.clone(), judge),
        ];
        if number.is_multiple_of(3) {
            story.truncate(1 + number as usize / 3 % story.len());
        }
        story
    }

    /// Two of the demo city's voices in one: with 68 of them, thousands of different texts.
    fn draft(&self, number: u32) -> Draft {
        let (one, other) = (
            number as usize % self.drafts.len(),
            number as usize / self.drafts.len(),
        );
        let mut draft = self.drafts[one].clone();
        draft
            .text
            .push_str(&self.drafts[(other + one) % self.drafts.len()].text);
        draft
    }
}

/// A device that is up to date.
fn meta(cursor: u64) -> Meta {
    let guest = AccountId(Uuid::from_u128(1));
    Meta {
        guest,
        guest_secret: "A".repeat(43),
        token: None,
        me: Me {
            account: guest,
            level: Level::Guest,
            roles: Vec::new(),
            name: None,
        },
        epoch: Some("measured".to_owned()),
        cursor,
        fold: client::store::FOLD,
        scope: Scope::All,
        synced_at: Some(Timestamp(BEGIN + YEAR_MS)),
        preferences: Default::default(),
        read_up_to: 0,
        colleagues: Vec::new(),
        views_told: Vec::new(),
        supervisions: domain::protocol::Supervisions::default(),
        next_position: 1,
        leaving: false,
    }
}

/// The UUIDv7 of the `number`th thing.
fn uuid(at: i64, number: u32) -> Uuid {
    let mut random = [0; 10];
    random[6..].copy_from_slice(&number.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(at.unsigned_abs(), &random).into_uuid()
}
