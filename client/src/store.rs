//! What a device keeps. All that changes together is written together: [`Store::write`] takes a batch and
//! does all of it or nothing, also when the power fails.

use crate::api::{InboxEntry, KeptDraft, KeptView, OutboxItem, Preferences};
use crate::unsent::{KeptUnsent, UnsentKey};
use domain::city::City;
use domain::event::Event;
use domain::id::{AccountId, AreaId, CommandId, ProposalId};
use domain::proposal::{Debate, Proposal, Relation};
use domain::protocol::{Colleague, Me, Scope, Supervisions};
use domain::query::{Card, Page, ProposalQuery};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The one small record of a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// The guest that this device is when nobody signed in, and its secret.
    pub guest: AccountId,
    pub guest_secret: String,
    /// The session, when there is one.
    pub token: Option<String>,
    pub me: Me,
    /// The history that was read, and up to where.
    pub epoch: Option<String>,
    pub cursor: u64,
    /// By which fold it was read ([`FOLD`]).
    #[serde(default)]
    pub fold: u32,
    /// The part of the log that is kept here.
    pub scope: Scope,
    pub synced_at: Option<Timestamp>,
    pub preferences: Preferences,
    /// Inbox entries up to here are read.
    pub read_up_to: u64,
    /// With whom the person works, as the city said last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colleagues: Vec<Colleague>,
    /// The views of desks that people keep, as the city said last: what is otherwise here is still to be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views_told: Vec<KeptView>,
    /// What they have to do about cases that citizens look at, as the city said last.
    #[serde(default)]
    pub supervisions: Supervisions,
    /// Position for the next command.
    pub next_position: u64,
    /// The person asked the city to erase them, and its answer got lost: should it not know the session any more, it has.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub leaving: bool,
}

/// What the events of a history lead to changes now and then with the rules. A replica that an older program folded says
/// what those rules said: where this number is another one, all is read again.
pub const FOLD: u32 = 4;

/// A proposal as the city last told it (nothing of the outbox in it), with the account's own relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    pub proposal: Proposal,
    pub relation: Relation,
    /// Its arguments, and what the account has to do with them.
    #[serde(default, skip_serializing_if = "Debate::is_empty")]
    pub debate: Debate,
    /// The account of this device wrote it.
    pub mine: bool,
}

/// One step of a batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Write {
    Meta(Box<Meta>),
    City(Box<City>),
    Proposal(Box<Kept>),
    /// An entry of a proposal's timeline; writing it twice (same `seq`) changes nothing.
    Timeline(ProposalId, Box<Event>),
    Outbox(Box<OutboxItem>),
    OutboxRemove(CommandId),
    Draft(Box<KeptDraft>),
    DraftRemove(Uuid),
    Unsent(Box<KeptUnsent>),
    UnsentRemove(UnsentKey),
    Inbox(Box<InboxEntry>),
    /// Forgets what was kept of a proposal, before it may be kept anew: these entries of its timeline and of the inbox.
    Forget {
        proposal: ProposalId,
        timeline: Vec<u64>,
        inbox: Vec<u64>,
    },
    /// Forgets proposals, timelines and inbox (another epoch, another account), never drafts, outbox or what is unsent. The
    /// directory is everybody's: it holds until another one is read.
    ForgetReplica,
}

/// The store failed. Nothing of the batch was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No room is left on the device.
    #[error("the disk is full")]
    Full,
    /// Anything else; the text is for the log, not for people.
    #[error("{0}")]
    Failed(String),
}

impl StoreError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::Full => "device-full",
            StoreError::Failed(_) => "device-store-failed",
        }
    }
}

/// Which proposals that concern this person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    Written,
    /// Followed, not written.
    Followed,
}

/// The device's store.
pub trait Store {
    /// Writes all, durably, or nothing.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was written then.
    fn write(&self, batch: Vec<Write>) -> impl Future<Output = Result<(), StoreError>>;

    fn meta(&self) -> impl Future<Output = Result<Option<Meta>, StoreError>>;
    fn city(&self) -> impl Future<Output = Result<Option<City>, StoreError>>;
    fn proposal(&self, id: ProposalId) -> impl Future<Output = Result<Option<Kept>, StoreError>>;
    /// Many at once, in no order; those not there are left out.
    fn proposals(&self, ids: &[ProposalId]) -> impl Future<Output = Result<Vec<Kept>, StoreError>>;
    /// Oldest first.
    fn timeline(&self, id: ProposalId) -> impl Future<Output = Result<Vec<Event>, StoreError>>;
    /// A page, filtered and ordered as [`ProposalQuery`] says, but for its area: that is `within`, the area with
    /// all that lie in it, which alone decides about areas.
    fn list(
        &self,
        query: &ProposalQuery,
        within: Option<&[AreaId]>,
    ) -> impl Future<Output = Result<Page, StoreError>>;
    /// What shares with a text terms that tell one proposal from another ([`domain::search::telling`]), most alike
    /// first: has somebody said this already?
    fn similar(&self, text: &str, limit: usize) -> impl Future<Output = Result<Vec<Card>, StoreError>>;
    /// Latest change first.
    fn concerning(
        &self,
        concern: Concern,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Kept>, StoreError>>;
    /// How many proposals [`Store::list`] would give on all its pages, and the earliest end of a clock among
    /// them on which the city must move.
    fn count(
        &self,
        query: &ProposalQuery,
        within: Option<&[AreaId]>,
    ) -> impl Future<Output = Result<(u32, Option<Timestamp>), StoreError>>;
    /// By position.
    fn outbox(&self) -> impl Future<Output = Result<Vec<OutboxItem>, StoreError>>;
    /// Latest first.
    fn drafts(&self) -> impl Future<Output = Result<Vec<KeptDraft>, StoreError>>;
    /// What was begun in forms, of everybody at this device, in no order.
    fn unsent(&self) -> impl Future<Output = Result<Vec<KeptUnsent>, StoreError>>;
    /// Latest first.
    fn inbox(&self, limit: usize) -> impl Future<Output = Result<Vec<InboxEntry>, StoreError>>;
    /// Inbox entries after `read_up_to`.
    fn unread(&self, read_up_to: u64) -> impl Future<Output = Result<u32, StoreError>>;
}
