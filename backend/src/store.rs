//! What the server needs of a database, whatever engine it is. Reads see a state that was committed; all
//! writing goes through one [`Group`] at a time, which becomes visible as a whole or not at all.

pub mod sqlite;
mod telling;

pub use telling::{
    Audience, Code, Contact, Delivery, Hook, NewSubscription, Settled, Subscription, Target, Telling,
    TellingGroup, Untold,
};

use crate::error::Result;
use async_trait::async_trait;
use domain::attachment::{FileHash, KeptFile};
use domain::city::City;
use domain::clock::ClockKind;
use domain::desk::{DeskView, ViewChange};
use domain::draw::Draw;
use domain::event::Event;
use domain::id::{AccountId, AreaId, ArgumentId, CommandId, DepartmentId, ProposalId};
use domain::personal::Said;
use domain::proposal::{Argument, Debate, Proposal, Relation, Stance};
use domain::protocol::{Me, Scope};
use domain::settle::Answered;
use domain::time::{Month, Timestamp};
use ledger::{Hash, Subtree};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A SHA-256 value that stands for a secret: a session's token, a guest's secret, a login.
pub type Digest = [u8; 32];

/// A proposal with its short name in the store: the sequence number of its first event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub first: u64,
    pub proposal: Proposal,
}

/// Where the log stands, and what the writer goes on from.
#[derive(Debug, Clone)]
pub struct Start {
    /// Names this history.
    pub epoch: String,
    /// The newest sequence number; 0 for an empty log.
    pub head: u64,
    /// The directory that holds, and the event that published it.
    pub city: Option<(u64, City)>,
    /// The last running number of each year.
    pub numbers: HashMap<i32, u32>,
    /// The last draw of closed cases.
    pub drawn: Option<Draw>,
}

/// An entry of the log as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    pub seq: u64,
    /// Who did it; no part of the payload.
    pub account: Option<AccountId>,
    /// Not everybody reads all of it ([`Event::withhold`]).
    pub withheld: bool,
    /// The event without its account, as JSON: what the ledger's leaf commits to.
    pub payload: String,
}

/// A new entry of the log.
#[derive(Debug, Clone)]
pub struct Entry {
    pub event: Event,
    /// The proposal it is about, by its first event.
    pub subject: Option<u64>,
    pub salt: [u8; 16],
    pub payload: String,
    /// SHA-256(salt ‖ payload).
    pub leaf: Hash,
}

/// A proposal that changed.
#[derive(Debug, Clone)]
pub struct Changed {
    pub known: Known,
    /// False where its first event and its counters (supports, version, seq) tell all there is of it.
    pub whole: bool,
}

/// What one group of commands leads to.
#[derive(Debug, Default)]
pub struct Batch {
    pub entries: Vec<Entry>,
    /// Hashes of the tree above the leaves that a tile lists.
    pub tree: Vec<(Subtree, Hash)>,
    pub changed: Vec<Changed>,
    pub relations: Vec<(AccountId, u64, Relation)>,
    /// Arguments that were given or changed, each with its proposal's first event.
    pub arguments: Vec<(u64, ArgumentId, Argument)>,
    /// Arguments that were taken back.
    pub retracted: Vec<(u64, ArgumentId)>,
    pub stances: Vec<(AccountId, u64, ArgumentId, Stance)>,
    /// Events that not everybody reads all of any more.
    pub withheld: Vec<u64>,
    pub answers: Vec<(AccountId, CommandId, Answered)>,
    /// Year and the last number given in it.
    pub numbers: Vec<(i32, u32)>,
}

/// An argument that waits for a coordinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moderated {
    pub proposal: ProposalId,
    pub id: ArgumentId,
    pub argument: Argument,
}

/// An event that closed a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    pub seq: u64,
    pub at: Timestamp,
    pub proposal: ProposalId,
    /// Where it is: what was closed moves no more.
    pub area: AreaId,
}

/// What was found of the cases that were drawn for a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub month: Month,
    pub fit: u32,
    pub unfit: u32,
}

/// A case that a citizen is to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    pub proposal: ProposalId,
    pub area: AreaId,
    pub author: Option<AccountId>,
    /// Who does; none where that is still to be found.
    pub by: Option<AccountId>,
    /// The event with which that began.
    pub began: u64,
}

/// A running clock that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub at: Timestamp,
    /// Its proposal's first event.
    pub first: u64,
    pub proposal: ProposalId,
    pub clock: ClockKind,
}

/// What of the feed is asked for.
#[derive(Debug, Clone)]
pub struct ChangesQuery {
    pub after: u64,
    /// At least 1.
    pub limit: u32,
    pub scope: Scope,
    /// For [`Scope::Areas`]: the areas with all that lie in them.
    pub areas: Vec<AreaId>,
    pub reader: Option<AccountId>,
    /// Whether the reader is of the city's staff, to whom internal events are told.
    pub staff: bool,
}

/// One page of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    pub entries: Vec<Logged>,
    /// Everything up to here was looked at.
    pub next: u64,
    pub head: u64,
}

/// What is kept of an account besides what it tells of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    pub account: AccountId,
    /// SHA-256 of a guest's secret.
    pub secret: Option<Digest>,
    /// A PHC string (argon2id); `None` for a guest.
    pub password: Option<String>,
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub me: Me,
    pub secret: Option<Digest>,
    pub login: Option<Digest>,
    pub password: Option<String>,
}

/// A file that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRecord {
    pub kept: KeptFile,
    pub has_thumbnail: bool,
}

/// A kept file, to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredFile {
    pub record: FileRecord,
    /// Nothing cites it since then; none where something does.
    pub uncited_since: Option<Timestamp>,
    /// They brought it here.
    pub is_own: bool,
    /// Something that everybody may read cites it.
    pub is_public: bool,
}

/// Where an account comes up in the log.
#[derive(Debug, Clone)]
pub struct Traces {
    /// The account, and the guests that became part of it.
    pub accounts: Vec<AccountId>,
    /// It was looked for up to this event.
    pub until: u64,
    /// What it did.
    pub events: Vec<u64>,
    /// What a coordinator did that says its words anew: an argument of its own stands again.
    pub quoted: Vec<u64>,
}

/// What is kept of an account, in order of the log where nothing else is said.
#[derive(Debug, Clone)]
pub struct Personal {
    /// When each began, where that is known, and the browser that is told in it.
    pub sessions: Vec<(Option<Timestamp>, Option<Subscription>)>,
    pub written: Vec<Proposal>,
    /// What it supports, follows, judged or argued about.
    pub ties: Vec<(Proposal, Relation, BTreeMap<ArgumentId, Stance>)>,
    pub arguments: Vec<Said>,
    /// What it did, and what concerns it.
    pub log: Vec<Logged>,
    pub files: Vec<KeptFile>,
}

/// A system that files for other people, by the name that its cases are signed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filer {
    pub name: String,
    pub account: AccountId,
    pub since: Timestamp,
    /// When its keys were taken from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Timestamp>,
    /// How many keys it has.
    pub keys: u32,
}

/// A database. Nothing in it is decided: that is the writer's, by the rules of `domain`.
#[async_trait]
pub trait Store: Telling + Send + Sync {
    /// Where the log stands.
    async fn start(&self) -> Result<Start>;
    /// Begins the one group that writes; waits while another is open.
    async fn begin(&self) -> Result<Box<dyn Group>>;
    /// Writes everything to where it belongs; called when the server stops.
    async fn close(&self);

    /// The feed, without what is private to others.
    async fn changes(&self, query: &ChangesQuery) -> Result<Changes>;
    /// Up to `limit` proposals that began after an event, in order.
    async fn begun_after(&self, seq: u64, limit: u32) -> Result<Vec<Known>>;
    /// The first events of all proposals that have the words of a text ([`domain::search::fts5`]), in no order.
    async fn having_words(&self, text: &str) -> Result<Vec<u64>>;
    /// The first events of what shares with a text terms that tell one proposal from another
    /// ([`domain::search::telling`]), most alike first; in these areas only, where they are given.
    async fn similar(&self, text: &str, areas: Option<&[AreaId]>, limit: u32) -> Result<Vec<u64>>;
    /// Makes up to `limit` more proposals findable by their words, and what people took back not findable any more; how many those were. Writes beside an open group.
    async fn take_in_words(&self, limit: u32) -> Result<u32>;
    /// Answers given before.
    async fn answers(
        &self,
        keys: &[(AccountId, CommandId)],
    ) -> Result<HashMap<(AccountId, CommandId), Answered>>;
    async fn known(&self, ids: &[ProposalId]) -> Result<Vec<Known>>;
    async fn relations(
        &self,
        keys: &[(AccountId, ProposalId)],
    ) -> Result<HashMap<(AccountId, ProposalId), Relation>>;
    /// The arguments of these proposals, to nobody in particular; those that have none are left out.
    async fn debates(&self, ids: &[ProposalId]) -> Result<HashMap<ProposalId, Debate>>;
    /// What each of these accounts has to do with the arguments of each proposal.
    async fn stances(
        &self,
        keys: &[(AccountId, ProposalId)],
    ) -> Result<HashMap<(AccountId, ProposalId), BTreeMap<ArgumentId, Stance>>>;
    /// Arguments in these areas that were reported and wait, longest first.
    async fn reported(&self, areas: &[AreaId], limit: u32) -> Result<Vec<Moderated>>;
    /// The views of desks that an account keeps, in the order in which it kept them.
    async fn views(&self, account: AccountId) -> Result<Vec<DeskView>>;
    /// Arguments in these areas that are hidden, the latest first.
    async fn hidden(&self, areas: &[AreaId], limit: u32) -> Result<Vec<Moderated>>;
    /// What was closed by events after one, up to another and before then, in order.
    async fn closed(&self, after: u64, until: u64, before: Timestamp) -> Result<Vec<Closing>>;
    /// Up to `limit` draws of closed cases, newest first; of one month, where it is given.
    async fn draws(&self, month: Option<Month>, limit: u32) -> Result<Vec<Event>>;
    /// What was found, by month; months of which nothing was drawn are left out.
    async fn found(&self) -> Result<Vec<Found>>;
    /// Every case that somebody looks at or is to look at, longest first.
    async fn looked_at(&self) -> Result<Vec<Looked>>;
    /// What an account looks at, then what it looked at; latest first. A case may be there twice.
    async fn looked_at_by(&self, account: AccountId, limit: u32) -> Result<Vec<ProposalId>>;
    /// Where a supervisor waits for what one of these departments says.
    async fn inquired(&self, departments: &[DepartmentId], limit: u32) -> Result<Vec<ProposalId>>;
    /// Proposals that both accounts support.
    async fn supported_by_both(&self, one: AccountId, other: AccountId) -> Result<Vec<ProposalId>>;
    async fn proposal(&self, id: ProposalId) -> Result<Option<Known>>;
    /// Up to `limit` directories that were published before an event, newest first.
    async fn directories(&self, before: u64, limit: u32) -> Result<Vec<Logged>>;
    /// What the timeline tells of a proposal, in order; to the city's staff also what is internal.
    async fn timeline(&self, first: u64, staff: bool) -> Result<Vec<Logged>>;
    async fn relation(&self, account: AccountId, first: u64) -> Result<Relation>;
    /// Clocks that were over at `now`, the author's or the city's, and which the clockwork has not dealt with yet: longest
    /// over first, up to `limit`, those that come `after` one where it is given.
    async fn due(&self, now: Timestamp, after: Option<&Due>, limit: u32) -> Result<Vec<Due>>;

    /// Those of these files that are kept, to this account.
    async fn files(
        &self,
        hashes: &[FileHash],
        account: Option<AccountId>,
    ) -> Result<HashMap<FileHash, StoredFile>>;
    /// How many files of this account nothing cites.
    async fn uncited(&self, account: AccountId) -> Result<u32>;
    /// Files that nothing has cited since before then, longest first.
    async fn uncited_since(&self, before: Timestamp, limit: u32) -> Result<Vec<FileHash>>;

    /// The SHA-256(salt ‖ payload) of an event.
    async fn leaf(&self, seq: u64) -> Result<Option<Hash>>;
    /// Hashes of the tree that stand in tiles: those of `level` (0, 8, 16, …) at these places.
    async fn tree(&self, level: u8, places: Range<u64>) -> Result<Vec<Hash>>;

    /// Whose session it is.
    async fn session(&self, token: &Digest) -> Result<Option<Me>>;
    async fn me(&self, account: AccountId) -> Result<Option<Me>>;
    /// Where an account comes up in the log. It reads past all of it.
    async fn traces(&self, account: AccountId) -> Result<Traces>;
    /// What an account wrote, or gave arguments on.
    async fn cases_of(&self, account: AccountId) -> Result<Vec<ProposalId>>;
    /// All that is kept of an account. It reads past the whole log.
    async fn personal(&self, account: AccountId) -> Result<Personal>;
    async fn credentials(&self, account: AccountId) -> Result<Option<Credentials>>;
    async fn credentials_of(&self, login: &Digest) -> Result<Option<Credentials>>;
    /// Accounts that have roles.
    async fn staff(&self) -> Result<Vec<Me>>;
    /// The system whose key this is.
    async fn filer(&self, key: &Digest) -> Result<Option<Filer>>;
    /// Every system that files for others, or did.
    async fn filers(&self) -> Result<Vec<Filer>>;
}

/// Everything that is written together. Dropped without [`Group::commit`], nothing of it happened.
#[async_trait]
pub trait Group: TellingGroup + Send {
    async fn write(&mut self, batch: &Batch) -> Result<()>;

    async fn credentials(&mut self, account: AccountId) -> Result<Option<Credentials>>;
    async fn credentials_of(&mut self, login: &Digest) -> Result<Option<Credentials>>;
    async fn add_account(&mut self, account: &NewAccount) -> Result<()>;
    /// Makes a guest an account with a login; its secret is no key any more.
    async fn sign_up(&mut self, account: &NewAccount) -> Result<()>;
    /// Keeps a view of a desk, or forgets it; of too many the latest stay.
    async fn change_view(&mut self, account: AccountId, change: &ViewChange) -> Result<()>;
    async fn set_roles(&mut self, me: &Me) -> Result<()>;
    async fn add_session(&mut self, token: &Digest, account: AccountId, now: Timestamp) -> Result<()>;
    async fn end_session(&mut self, token: &Digest) -> Result<()>;
    /// Lets an account file for others, from now on or again.
    async fn add_filer(&mut self, account: AccountId, name: &str, since: Timestamp) -> Result<()>;
    /// Ends the keys of the system of this name; whether there is one.
    async fn revoke_filer(&mut self, name: &str, at: Timestamp) -> Result<bool>;
    /// Gives everything that a guest wrote, follows and was answered to an account, and ends its sessions.
    async fn hand_over(&mut self, guest: AccountId, account: AccountId) -> Result<()>;
    /// Lets an account go, with all that was its alone. What it did stays as nobody's; of its own words nothing, where
    /// these go with it.
    async fn forget(&mut self, traces: &Traces, words: bool) -> Result<()>;
    /// A file is kept, for whoever brought it.
    async fn keep_file(&mut self, file: &FileRecord, owner: AccountId, now: Timestamp) -> Result<()>;
    /// Forgets those of these files that nothing has cited since before then.
    async fn forget_files(&mut self, hashes: &[FileHash], before: Timestamp) -> Result<()>;
    /// Begins a new history: another name for the same log.
    async fn set_epoch(&mut self, epoch: &str) -> Result<()>;

    async fn commit(self: Box<Self>) -> Result<()>;
}
