//! What the store keeps of whom to tell: contacts, hooks, and what is still to be delivered.

use super::Digest;
use crate::error::Result;
use async_trait::async_trait;
use domain::contact::{Pace, Quiet};
use domain::id::{AccountId, DepartmentId};
use domain::time::Timestamp;
use serde::Serialize;

/// Where a person wants letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub account: AccountId,
    /// Encrypted ([`crate::secrets::Secrets::seal`]).
    pub address: Vec<u8>,
    pub language: String,
    pub pace: Pace,
    pub quiet: Quiet,
    /// The code that waits to be typed.
    pub code: Option<Code>,
    pub verified: bool,
    /// Why the last letter could not be delivered, for good.
    pub problem: Option<String>,
}

/// The browser of a session that is told by Web Push. It ends with its session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub id: i64,
    pub account: AccountId,
    /// Where it is told and by which keys, encrypted (`telling::push::Address`).
    pub address: Vec<u8>,
    pub language: String,
    pub pace: Pace,
    pub quiet: Quiet,
    /// Why the last message could not be delivered, for good.
    pub problem: Option<String>,
}

/// A subscription as its browser gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSubscription {
    pub session: Digest,
    /// The keyed hash of its endpoint: whoever signs in there next has it in place of whoever did before.
    pub mark: Digest,
    /// Encrypted.
    pub address: Vec<u8>,
    pub language: String,
    pub pace: Pace,
    pub quiet: Quiet,
}

/// Who waits for what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audience {
    /// Who followed the proposal with this first event.
    pub subject: Option<u64>,
    /// Who followed it by this event.
    pub by: u64,
    /// Who supports it, as well.
    pub supporters: bool,
    /// This account.
    pub account: Option<AccountId>,
}

/// A code, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    pub mark: Digest,
    pub until: Timestamp,
    pub tries: u32,
}

/// A system that is called with every step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hook {
    pub id: String,
    /// With the steps of what this department leads or shares; without one with all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    pub url: String,
    /// Encrypted.
    #[serde(skip)]
    pub secret: Vec<u8>,
    pub since: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<Timestamp>,
}

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Person(AccountId),
    Hook(String),
    /// A browser, by its subscription's number.
    Browser(i64),
}

/// An event that somebody is still to be told of, or could not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    pub id: i64,
    pub target: Target,
    pub seq: u64,
    /// When it is tried next.
    pub due: Timestamp,
    pub tries: u32,
    /// Why the last try came to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_up: Option<Timestamp>,
}

/// An event of which it is not written down yet whom to tell.
#[derive(Debug, Clone)]
pub struct Untold {
    pub seq: u64,
    /// The proposal it is about, by its first event.
    pub first: u64,
    /// Who did it.
    pub account: Option<AccountId>,
}

/// What becomes of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    Done,
    Later { due: Timestamp, problem: String },
    GivenUp { at: Timestamp, problem: String },
}

/// Reading.
#[async_trait]
pub trait Telling: Send + Sync {
    /// Up to `limit` told events after the last one of which it was written down, and up to where these were looked for.
    async fn untold(&self, limit: u32) -> Result<(Vec<Untold>, u64)>;
    /// Of an audience, who wants letters.
    async fn listeners(&self, audience: Audience) -> Result<Vec<Contact>>;
    /// Of an audience, the browsers that are told.
    async fn subscribed(&self, audience: Audience) -> Result<Vec<Subscription>>;
    /// Whether any browser is told.
    async fn is_subscribed(&self) -> Result<bool>;
    async fn subscription(&self, id: i64) -> Result<Option<Subscription>>;
    async fn subscription_of(&self, session: &Digest) -> Result<Option<Subscription>>;
    async fn contact(&self, account: AccountId) -> Result<Option<Contact>>;
    async fn hooks(&self) -> Result<Vec<Hook>>;
    /// What is due, the longest first.
    async fn due_deliveries(&self, now: Timestamp, limit: u32) -> Result<Vec<Delivery>>;
    /// What was tried in vain at least once, the newest first.
    async fn troubled_deliveries(&self, limit: u32) -> Result<Vec<Delivery>>;
}

/// Writing.
#[async_trait]
pub trait TellingGroup: Send {
    /// Writes down whom to tell of the events up to `until`, and when.
    async fn add_deliveries(&mut self, until: u64, deliveries: &[(Target, u64, Timestamp)]) -> Result<()>;
    async fn settle_delivery(&mut self, id: i64, settled: &Settled) -> Result<()>;
    /// Makes or changes a contact. What waits for it is due at `due` from now on; never where there is none.
    async fn put_contact(&mut self, contact: &Contact, due: Option<Timestamp>) -> Result<()>;
    /// Letters don't arrive there, and why. The person is told in the app.
    async fn mark_unreachable(&mut self, account: AccountId, problem: &str) -> Result<()>;
    /// Forgets a contact and what waits for it.
    async fn remove_contact(&mut self, account: AccountId) -> Result<()>;
    /// Makes or changes the subscription of a session; what waits for it is due at `due` from now on, never where there
    /// is none. Whether there still is such a session.
    async fn put_subscription(&mut self, new: &NewSubscription, due: Option<Timestamp>) -> Result<bool>;
    /// The browser of one session is told in another one from now on.
    async fn move_subscription(&mut self, from: &Digest, to: &Digest) -> Result<()>;
    async fn mark_unsubscribed(&mut self, id: i64, problem: &str) -> Result<()>;
    /// Forgets a subscription and what waits for it.
    async fn remove_subscription(&mut self, id: i64) -> Result<()>;
    async fn add_hook(&mut self, hook: &Hook) -> Result<()>;
    /// Ends a hook, and what waits for it; whether there is one.
    async fn end_hook(&mut self, id: &str, at: Timestamp) -> Result<bool>;
}
