//! What an actor asks for.

use crate::actor::Role;
use crate::city::City;
use crate::draw::Pool;
use crate::id::{AccountId, CommandId, ProposalId};
use crate::proposal::{Action, Proposal};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A command, as written on the device and kept in its outbox until the backend has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Command {
    /// Idempotency key: the same id with the same body has one effect, however often it is sent.
    pub id: CommandId,
    /// The device's time when it was written: a claim that is shown, never a deadline's start.
    pub at: Timestamp,
    pub order: Order,
}

/// What the command is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(
    clippy::large_enum_variant,
    reason = "nearly every order is about a proposal: a box would be paid by all"
)]
pub enum Order {
    Proposal {
        proposal: ProposalId,
        /// The version the actor had before their eyes. When it is given and the case has moved since,
        /// a refusal becomes a conflict that shows what it is now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<u32>,
        action: Action,
    },
    /// An administrator publishes a new directory.
    City {
        city: Box<City>,
        /// The [tag](City::tag) of the directory that it was made from. When it is given and another one holds
        /// by now, this one is refused: nobody undoes what they have not seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
    },
    /// An administrator says which roles an account has from now on: these and no others.
    Roles { account: AccountId, roles: Vec<Role> },
    /// A month is over: some of the cases that were closed are drawn for citizens to look at. Only the system may.
    Draw { pool: Box<Pool> },
    /// Somebody's account is no more: what they wrote of this proposal, and said to it, is nobody's, or with `erase` gone.
    /// Only the system may.
    Leave {
        proposal: ProposalId,
        account: AccountId,
        erase: bool,
    },
}

impl Command {
    /// The proposal it is about, if it is about one.
    pub fn proposal(&self) -> Option<ProposalId> {
        match &self.order {
            Order::Proposal { proposal, .. } | Order::Leave { proposal, .. } => Some(*proposal),
            Order::City { .. } | Order::Roles { .. } | Order::Draw { .. } => None,
        }
    }

    /// The other proposals that it changes in one go with `own`, the one it is about.
    pub fn others(&self, own: Option<&Proposal>) -> Vec<ProposalId> {
        match &self.order {
            Order::Proposal { action, .. } => action.others(own),
            Order::Draw { pool } => pool.draw().drawn,
            Order::City { .. } | Order::Roles { .. } | Order::Leave { .. } => Vec::new(),
        }
    }

    /// The people besides the actor whose roles decide about it.
    pub fn people(&self, own: Option<&Proposal>) -> Vec<AccountId> {
        match &self.order {
            Order::Proposal { action, .. } => action.people(own),
            Order::Roles { account, .. } => vec![*account],
            Order::City { .. } | Order::Draw { .. } | Order::Leave { .. } => Vec::new(),
        }
    }

    /// What is asked of the proposal, if it is about one.
    pub fn action(&self) -> Option<&Action> {
        match &self.order {
            Order::Proposal { action, .. } => Some(action),
            Order::City { .. } | Order::Roles { .. } | Order::Draw { .. } | Order::Leave { .. } => None,
        }
    }

    /// Whether whoever decides it must know what was argued about its proposal.
    pub fn looks_at_debate(&self) -> bool {
        let argues = self.action().is_some_and(|action| action.argument().is_some());
        argues || matches!(self.order, Order::Leave { .. })
    }
}
