//! What can happen to a proposal. Deadlines are worked out when it is decided and carried here, so that
//! folding needs no calendar.

use super::Reference;
use super::action::{Action, AnswerKind, Decline, Judgement, Ruling, Step};
use super::argument::ArgumentChange;
use crate::attachment::Attachment;
use crate::city::Clocks;
use crate::clock::{Clock, ClockKind};
use crate::contact::Pace;
use crate::id::{AccountId, AreaId, ArgumentId, CategoryId, DepartmentId, PreparedId};
use crate::place::Point;
use crate::tier::Tier;
use crate::time::{Day, Month, Timestamp};
use serde::{Deserialize, Serialize};

/// One change of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Submitted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        title: String,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<CategoryId>,
        area: AreaId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        point: Option<Point>,
        language: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signature: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
        clocks: Clocks,
        clock: Clock,
    },
    Accepted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<CategoryId>,
        area: AreaId,
        clocks: Clocks,
        clock: Clock,
    },
    Declined {
        reason: Decline,
        text: String,
        /// How long its author may appeal; none where this is the last word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
    },
    /// The author does not accept that it was declined.
    Appealed {
        text: String,
        clock: Clock,
    },
    ClosedUnappealed {},
    /// It goes on in another one, and why.
    Merged {
        into: Reference,
        text: String,
    },
    /// It stands by itself again. Without a text, because what it had been merged into ended unanswered.
    Unmerged {
        from: Reference,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        clock: Clock,
    },
    /// Another one goes on in it.
    Joined {
        other: Reference,
    },
    /// That one stands by itself again.
    Parted {
        other: Reference,
    },
    Assigned {
        lead: DepartmentId,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        joint: Vec<DepartmentId>,
        clock: Clock,
    },
    Returned {
        text: String,
        clock: Clock,
    },
    Taken {
        clock: Clock,
    },
    /// It has another holder, and why: for the city's staff alone.
    HandedOver {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<AccountId>,
        to: AccountId,
        text: String,
    },
    /// An office has written a move that it has not made yet: for the city's staff alone, as the three after it.
    Prepared {
        prepared: PreparedId,
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        action: Box<Action>,
        /// The department whose it is; the coordinators' where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<DepartmentId>,
    },
    /// A colleague has read it.
    Checked {
        prepared: PreparedId,
    },
    Discarded {
        prepared: PreparedId,
    },
    /// The move is made: what it leads to follows.
    Published {
        prepared: PreparedId,
    },
    /// The author is asked; the clock that ran stands still.
    Asked {
        text: String,
        clock: Clock,
    },
    /// The author replied; the clock goes on.
    Replied {
        text: String,
        clock: Clock,
    },
    /// The author did not reply in time; the clock goes on.
    Resumed {
        clock: Clock,
    },
    /// The answer may take longer, and why.
    Extended {
        text: String,
        clock: Clock,
    },
    /// What a joint department has to say; said again, it stands in place of what it said before.
    Contributed {
        department: DepartmentId,
        text: String,
    },
    /// A joint department has no part in it, and why.
    Excused {
        department: DepartmentId,
        text: String,
    },
    Noted {
        text: String,
    },
    Answered {
        kind: AnswerKind,
        text: String,
        department: DepartmentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised: Option<Day>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Step>,
        /// The joint departments that said nothing in time.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        missing: Vec<DepartmentId>,
        clock: Clock,
    },
    /// A milestone is reached; the clock runs to the next.
    Achieved {
        milestone: u16,
        text: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Attachment>,
        clock: Clock,
    },
    Resolved {
        text: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Attachment>,
        clock: Clock,
    },
    /// The author is content, wholly or partly, or a hearing has been held: the loop is closed.
    Judged {
        judgement: Judgement,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stars: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The author says that it is not solved. What the clock waits for tells where it goes: back to the department, or
    /// to a hearing.
    Reopened {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stars: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        clock: Clock,
    },
    /// A hearing is called.
    Convened {
        day: Day,
        text: String,
    },
    /// What it came to. With a clock it is done once more; without one this is the end.
    Concluded {
        ruling: Ruling,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
    },
    /// It was closed, and is one of those that were drawn for citizens to look at.
    Drawn {
        month: Month,
    },
    /// Somebody looks at it: for them, and for the city's staff.
    Entrusted {
        to: AccountId,
    },
    /// Whoever looks at it asks the lead department.
    Inquired {
        text: String,
        /// By when it should be answered; no clock of the case.
        due: Timestamp,
    },
    /// The department answers that.
    Clarified {
        text: String,
    },
    /// What whoever looked at it finds. With a clock it is reopened: what that waits for tells where it goes.
    Assessed {
        fit: bool,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<Clock>,
    },
    ClosedUnjudged {},
    Withdrawn {},
    /// Somebody's account is no more: nobody can tell any longer that they wrote it (with their signature, where it had
    /// one), or gave these arguments. The words stay.
    Disowned {
        author: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        arguments: Vec<ArgumentId>,
    },
    /// Its author's account is no more, and the author took their words back: title, text, place and what went along.
    Erased {},
    /// A clock of the city's ran out: the case went up one tier. Nothing else about it changed.
    Escalated {
        clock: ClockKind,
        from: Tier,
        to: Tier,
    },
    Supported {},
    Unsupported {},
    /// What a follower thinks of it.
    Rated {
        judgement: Judgement,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stars: Option<u8>,
    },
    /// Something about an argument; the proposal itself stays as it is.
    Argument {
        argument: ArgumentId,
        step: ArgumentChange,
    },
}

impl Change {
    /// Its name in JSON and in the ids of messages.
    pub fn name(&self) -> &'static str {
        match self {
            Change::Submitted { .. } => "submitted",
            Change::Accepted { .. } => "accepted",
            Change::Declined { .. } => "declined",
            Change::Appealed { .. } => "appealed",
            Change::ClosedUnappealed {} => "closed_unappealed",
            Change::Merged { .. } => "merged",
            Change::Unmerged { .. } => "unmerged",
            Change::Joined { .. } => "joined",
            Change::Parted { .. } => "parted",
            Change::Assigned { .. } => "assigned",
            Change::Returned { .. } => "returned",
            Change::Taken { .. } => "taken",
            Change::HandedOver { .. } => "handed_over",
            Change::Prepared { .. } => "prepared",
            Change::Checked { .. } => "checked",
            Change::Discarded { .. } => "discarded",
            Change::Published { .. } => "published",
            Change::Asked { .. } => "asked",
            Change::Replied { .. } => "replied",
            Change::Resumed { .. } => "resumed",
            Change::Extended { .. } => "extended",
            Change::Contributed { .. } => "contributed",
            Change::Excused { .. } => "excused",
            Change::Noted { .. } => "noted",
            Change::Answered { .. } => "answered",
            Change::Achieved { .. } => "achieved",
            Change::Resolved { .. } => "resolved",
            Change::Judged { .. } => "judged",
            Change::Reopened { .. } => "reopened",
            Change::Convened { .. } => "convened",
            Change::Concluded { .. } => "concluded",
            Change::Drawn { .. } => "drawn",
            Change::Entrusted { .. } => "entrusted",
            Change::Inquired { .. } => "inquired",
            Change::Clarified { .. } => "clarified",
            Change::Assessed { .. } => "assessed",
            Change::ClosedUnjudged {} => "closed_unjudged",
            Change::Withdrawn {} => "withdrawn",
            Change::Disowned { .. } => "disowned",
            Change::Erased {} => "erased",
            Change::Escalated { .. } => "escalated",
            Change::Supported {} => "supported",
            Change::Unsupported {} => "unsupported",
            Change::Rated { .. } => "rated",
            Change::Argument { step, .. } => step.name(),
        }
    }

    /// The files that it cites: whoever may read it may read them.
    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Change::Submitted { attachments, .. } => attachments,
            Change::Prepared { action, .. } => action.attachments(),
            Change::Achieved { evidence, .. } | Change::Resolved { evidence, .. } => evidence,
            _ => &[],
        }
    }

    /// Whether the timeline tells it; what single people think is only counted.
    pub fn is_told(&self) -> bool {
        !self.is_counted()
            && !matches!(
                self,
                Change::Rated { .. } | Change::Published { .. } | Change::Disowned { author: false, .. }
            )
    }

    /// How soon whoever wants such a pace is told of it: what many say may come many times a day, and is told together.
    pub fn pace(&self, wanted: Pace) -> Pace {
        match (self, wanted) {
            (Change::Argument { step, .. }, Pace::AtOnce) if step.is_news_to_author() => Pace::Daily,
            _ => wanted,
        }
    }

    /// Whether it closes the case: from then on it can be drawn.
    pub fn closes(&self) -> bool {
        matches!(
            self,
            Change::Judged { .. } | Change::ClosedUnjudged {} | Change::Concluded { clock: None, .. }
        )
    }

    /// To whom outside the city's staff it is told, where it is internal.
    pub fn entrusted_to(&self) -> Option<AccountId> {
        match self {
            Change::Entrusted { to } => Some(*to),
            _ => None,
        }
    }

    /// Whom it concerns in person, where it is internal.
    pub fn concerns(&self) -> [Option<AccountId>; 2] {
        match self {
            Change::HandedOver { from, to, .. } => [*from, Some(*to)],
            Change::Entrusted { to } => [Some(*to), None],
            _ => [None, None],
        }
    }

    /// Whether it is about an argument, which is a thing beside the proposal.
    pub fn is_about_argument(&self) -> bool {
        matches!(self, Change::Argument { .. })
    }

    /// Whether it changes what is known of arguments.
    pub fn changes_debate(&self) -> bool {
        let disowns = matches!(self, Change::Disowned { arguments, .. } if !arguments.is_empty());
        disowns || self.is_about_argument()
    }

    /// Whether what was kept of the proposal before must go: words or names that nobody reads any more.
    pub fn takes_back(&self) -> bool {
        matches!(self, Change::Disowned { author: true, .. } | Change::Erased {})
    }

    /// What is left of it once whoever made it is no more: no name, and, where the `words` go too, nothing they wrote. What
    /// they did for the city stays.
    pub(crate) fn redact(&mut self, words: bool) {
        match self {
            Change::Submitted {
                title,
                text,
                place,
                point,
                signature,
                attachments,
                ..
            } => {
                *signature = None;
                if words {
                    title.clear();
                    text.clear();
                    *place = None;
                    *point = None;
                    attachments.clear();
                }
            }
            Change::Appealed { text, .. } | Change::Replied { text, .. } if words => text.clear(),
            Change::Judged { text, .. } | Change::Reopened { text, .. } if words => *text = None,
            Change::Argument { step, .. } if words => step.withhold(false),
            _ => {}
        }
    }

    /// Whether it changes the proposal's counters and nothing else of it.
    pub fn is_counted(&self) -> bool {
        matches!(self, Change::Supported {} | Change::Unsupported {}) || self.is_about_argument()
    }

    /// Whether only the city's staff read all of it, from the first.
    pub fn is_withheld(&self) -> bool {
        matches!(self, Change::Argument { step, .. } if step.is_withheld())
    }

    /// The argument whose words are withheld from now on, which were for everybody.
    pub fn withholds(&self) -> Option<ArgumentId> {
        match self {
            Change::Argument { argument, step } if step.withholds() => Some(*argument),
            _ => None,
        }
    }
}
