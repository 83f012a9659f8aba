//! What the city's staff know of a case and nobody else: it is on no public timeline and in no public feed, and counts no
//! version. It is folded by the place in the log alone.

use super::{Action, Change, OutOfStep, Proposal};
use crate::event::Event;
use crate::id::{AccountId, DepartmentId, PreparedId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The internal side of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Internal {
    /// The officer of the lead department who has it in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<AccountId>,
    /// What its desks have written and not published: one move for each office.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepared: Vec<Prepared>,
    /// The citizen who looks at it, while somebody does ([`Proposal::supervision`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor: Option<AccountId>,
    /// Sequence number of the last internal change; 0 where there was none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seq: u64,
}

/// A move that an office has written and not made yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prepared {
    pub id: PreparedId,
    pub action: Action,
    /// The department whose it is; the coordinators' where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    pub at: Timestamp,
    /// The colleague who has read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<AccountId>,
}

fn is_zero(seq: &u64) -> bool {
    *seq == 0
}

impl Internal {
    pub(super) fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// What lies prepared under this id.
    pub fn prepared(&self, id: PreparedId) -> Option<&Prepared> {
        self.prepared.iter().find(|prepared| prepared.id == id)
    }

    /// The case leaves its department: nobody holds it there, and nothing is to be published in that name.
    pub(super) fn moves_on(&mut self) {
        self.holder = None;
        self.prepared.retain(|prepared| prepared.department.is_none());
    }

    /// This department has no part in it any more.
    pub(super) fn leaves(&mut self, department: &DepartmentId) {
        let is_theirs = |prepared: &Prepared| prepared.department.as_ref() == Some(department);
        self.prepared.retain(|prepared| !is_theirs(prepared));
    }

    /// What of it somebody outside the staff may know: that they look at it themselves.
    pub(super) fn seen_by(self, reader: Option<AccountId>) -> Self {
        Self {
            supervisor: self.supervisor.filter(|supervisor| Some(*supervisor) == reader),
            ..Self::default()
        }
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
    match change {
        Change::HandedOver { to, .. } => internal.holder = Some(*to),
        Change::Prepared {
            prepared,
            action,
            department,
        } => {
            internal.prepared.retain(|other| other.department != *department);
            internal.prepared.push(Prepared {
                id: *prepared,
                action: (**action).clone(),
                department: department.clone(),
                by: event.by.account,
                at: event.at,
                checked: None,
            });
        }
        Change::Checked { prepared } => {
            let found = internal.prepared.iter_mut().find(|other| other.id == *prepared);
            if let Some(found) = found {
                found.checked = event.by.account;
            }
        }
        Change::Discarded { prepared } | Change::Published { prepared } => {
            internal.prepared.retain(|other| other.id != *prepared);
        }
        Change::Entrusted { to } => internal.supervisor = Some(*to),
        Change::Disowned { .. } => super::apply::disown(proposal, change),
        _ => {}
    }
    proposal.internal.seq = event.seq;
    Ok(())
}
