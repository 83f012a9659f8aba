//! What the city's staff know of a case and nobody else: it is on no public timeline and in no public feed, and counts no
//! version. It is folded by the place in the log alone.

use super::{Change, OutOfStep, Proposal};
use crate::event::Event;
use crate::id::AccountId;
use serde::{Deserialize, Serialize};

/// The internal side of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Internal {
    /// The officer of the lead department who has it in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<AccountId>,
    /// Sequence number of the last internal change; 0 where there was none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seq: u64,
}

fn is_zero(seq: &u64) -> bool {
    *seq == 0
}

impl Internal {
    pub(super) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Folds an internal change into what is known of its proposal. What was folded before changes nothing.
pub(super) fn apply(known: &mut Option<Proposal>, event: &Event, change: &Change) -> Result<(), OutOfStep> {
    let Some(proposal) = known else {
        return Err(OutOfStep { expected: 1, got: 0 });
    };
    // A preview has no place in the log.
    if event.seq != 0 && event.seq <= proposal.seq.max(proposal.internal.seq) {
        return Ok(());
    }
    let internal = &mut proposal.internal;
    if let Change::HandedOver { to, .. } = change {
        internal.holder = Some(*to);
    }
    internal.seq = event.seq;
    Ok(())
}
