//! What a city keeps of one person, as they are given it to take along.

use crate::attachment::KeptFile;
use crate::contact::{Contact, Subscription};
use crate::desk::DeskView;
use crate::event::Event;
use crate::id::{ArgumentId, ProposalId};
use crate::proposal::{Argument, Proposal, Relation, Stance};
use crate::protocol::Me;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/v1/me/data`: all of it, and nothing of anybody else's that they could not read anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonalData {
    pub made_at: Timestamp,
    /// Who they are to the city. What they sign in with is kept as a keyed hash alone, so it is not in here.
    pub me: Me,
    /// Where letters go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Where they are signed in, oldest first.
    pub sessions: Vec<OpenSession>,
    /// Their proposals as they stand, oldest first.
    pub written: Vec<Proposal>,
    /// What they support, follow, judged or argued about.
    pub ties: Vec<Tie>,
    /// What they said for and against, and still stands.
    pub arguments: Vec<Said>,
    /// Every entry of the log that they made or that is about them, in order: each word, judgement and choice of theirs.
    pub log: Vec<Event>,
    /// What they brought here: each lies under `/api/v1/files/{hash}`.
    pub files: Vec<KeptFile>,
    /// The views that they keep of their desks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<DeskView>,
}

/// `POST /api/v1/me/erasure`: the account is let go, for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErasureRequest {
    #[serde(default)]
    pub words: Words,
    /// Theirs; a guest has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// What becomes of what they said in public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// It stays, and nobody can tell any more that it was them.
    #[default]
    Keep,
    /// It goes with them: what is open is withdrawn, and of all of it the place in the record is left.
    Erase,
}

/// A device on which somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenSession {
    /// None where it began before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// How its browser is told while the app is closed, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Subscription>,
}

/// What they have to do with a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tie {
    pub proposal: ProposalId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub title: String,
    pub relation: Relation,
    /// The same for its arguments.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stances: BTreeMap<ArgumentId, Stance>,
}

/// An argument of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Said {
    pub proposal: ProposalId,
    pub id: ArgumentId,
    pub argument: Argument,
}
