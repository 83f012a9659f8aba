//! Citizens look at how a case was dealt with: one that was drawn by lot when it was closed, or one that was reopened and is
//! accompanied. What they ask and what they find is public; who looks is for them and the city's staff.

use super::{Proposal, State};
use crate::actor::Person;
use crate::id::DepartmentId;
use crate::time::{Month, Timestamp};
use serde::{Deserialize, Serialize};

/// The most questions that a supervisor puts about a case.
pub const INQUIRIES_LIMIT: usize = 3;
/// Working days in which the department should answer one. No clock of the case: it moves nothing.
pub const INQUIRY_DAYS: u16 = 5;

/// A citizen's look at a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Supervision {
    /// When it began.
    pub at: Timestamp,
    /// Sequence number of the event that began it; 0 in a preview.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seq: u64,
    /// The month in whose draw it was; none where it accompanies a reopening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inquiries: Vec<Inquiry>,
    /// What they found in the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
}

fn is_zero(seq: &u64) -> bool {
    *seq == 0
}

/// What a supervisor asks the lead department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inquiry {
    pub text: String,
    pub at: Timestamp,
    /// By when it should be answered.
    pub due: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Clarification>,
}

/// What the department says to that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clarification {
    pub text: String,
    pub at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
}

/// What a supervisor found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assessment {
    /// Whether it was dealt with as it should be.
    pub fit: bool,
    pub text: String,
    pub at: Timestamp,
}

impl Supervision {
    pub(super) fn begun(at: Timestamp, seq: u64, month: Option<Month>) -> Self {
        Self {
            at,
            seq,
            month,
            inquiries: Vec::new(),
            assessment: None,
        }
    }

    /// What was asked and not answered yet.
    pub fn inquiry(&self) -> Option<&Inquiry> {
        self.inquiries.last().filter(|inquiry| inquiry.reply.is_none())
    }
}

impl Proposal {
    /// The look at it that has come to nothing yet.
    pub fn supervision(&self) -> Option<&Supervision> {
        let ended = matches!(self.state, State::Withdrawn | State::Declined | State::Merged);
        self.supervisions
            .last()
            .filter(|supervision| supervision.assessment.is_none() && !ended)
    }

    pub(super) fn supervision_mut(&mut self) -> Option<&mut Supervision> {
        self.supervisions
            .last_mut()
            .filter(|supervision| supervision.assessment.is_none())
    }

    /// Whether this person looks at it, as far as is known here.
    pub fn is_supervised_by(&self, person: &Person) -> bool {
        self.supervision().is_some() && self.internal.supervisor == Some(person.account)
    }
}
