//! What happened: the entries of the log.

use crate::actor::{Part, Role};
use crate::city::City;
use crate::draw::Draw;
use crate::id::{AccountId, CommandId, DepartmentId, ProposalId};
use crate::proposal::Change;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Gapless, from 1.
    pub seq: u64,
    /// Time of receipt at the backend.
    pub at: Timestamp,
    /// The command that led to it; the system's own moves have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    pub by: By,
    pub fact: Fact,
}

/// Who did it, as far as the reader may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct By {
    pub part: Part,
    /// The department for which an officer acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// The account: only for its owner and for the city's staff. It is no part of the ledger's leaf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
}

impl By {
    /// Nobody did it: the city's own works.
    pub fn system() -> Self {
        Self {
            part: Part::System,
            department: None,
            account: None,
        }
    }
}

/// What is true from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly every fact is a change of a proposal: a box would be paid by all"
)]
pub enum Fact {
    /// A proposal changed. `version` counts its changes from 1, without gaps.
    Proposal {
        proposal: ProposalId,
        version: u32,
        change: Change,
    },
    /// Something about a proposal that only the city's staff know, and whoever is [entrusted](Change::entrusted_to) with it. It counts no version.
    Internal { proposal: ProposalId, change: Change },
    /// Somebody follows a proposal, or no longer does. Private to them.
    Follow { proposal: ProposalId, following: bool },
    /// A new directory holds.
    City { city: Box<City> },
    /// An account has these roles from now on. For the city's staff, and whom it is about.
    Roles { account: AccountId, roles: Vec<Role> },
    /// Closed cases were drawn for citizens to look at. Each of them says so itself, too.
    Draw { draw: Box<Draw> },
}

impl Fact {
    /// Whether anybody may read it; otherwise only the account that did it, and where it is internal, the city's staff.
    pub fn is_public(&self) -> bool {
        !matches!(
            self,
            Fact::Follow { .. } | Fact::Internal { .. } | Fact::Roles { .. }
        )
    }

    /// What it says of its proposal that a timeline tells to those who may read it.
    pub fn told(&self) -> Option<&Change> {
        match self {
            Fact::Proposal { change, .. } | Fact::Internal { change, .. } => {
                Some(change).filter(|change| change.is_told())
            }
            Fact::Follow { .. } | Fact::City { .. } | Fact::Roles { .. } | Fact::Draw { .. } => None,
        }
    }

    /// The proposal it is about, if it is about one.
    pub fn proposal(&self) -> Option<ProposalId> {
        match self {
            Fact::Proposal { proposal, .. }
            | Fact::Internal { proposal, .. }
            | Fact::Follow { proposal, .. } => Some(*proposal),
            Fact::City { .. } | Fact::Roles { .. } | Fact::Draw { .. } => None,
        }
    }
}

impl Event {
    /// The event as `reader` may see it; `None` where it is not theirs to see.
    ///
    /// `reader` is `None` for somebody without an account; `staff` sees who wrote.
    pub fn seen_by(mut self, reader: Option<AccountId>, staff: bool) -> Option<Event> {
        let own = reader.is_some() && self.by.account == reader;
        let is_theirs = match &self.fact {
            Fact::Internal { change, .. } => staff || reader.is_some() && change.entrusted_to() == reader,
            Fact::Roles { account, .. } => staff || reader == Some(*account),
            Fact::Follow { .. } => own,
            Fact::Proposal { .. } | Fact::City { .. } | Fact::Draw { .. } => true,
        };
        if !is_theirs {
            return None;
        }
        if !own && !staff {
            self.by.account = None;
        }
        Some(self)
    }

    /// What is left of it once whoever did it is no more ([`Change::Disowned`], [`Change::Erased`]); where the `words` go
    /// too, with none of theirs. The ledger's leaf stays as it was.
    pub fn redact(mut self, words: bool) -> Event {
        self.by.account = None;
        if let Fact::Proposal { change, .. } = &mut self.fact {
            change.redact(words);
        }
        self
    }

    /// Without what is withheld from everybody but the city's staff: why an argument was reported, and the words of one that
    /// does not stand any more, unless it is the reader's own.
    pub fn withhold(mut self, own: bool) -> Event {
        if let Fact::Proposal {
            change: Change::Argument { step, .. },
            ..
        } = &mut self.fact
        {
            step.withhold(own);
        }
        self
    }
}
