//! What can be asked of a proposal.

use super::Proposal;
use super::argument::ArgumentAction;
use crate::attachment::Attachment;
use crate::clock::{Clock, ClockKind};
use crate::id::{AccountId, AreaId, ArgumentId, CategoryId, DepartmentId, PreparedId, ProposalId};
use crate::place::Point;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// What a citizen writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// Up to 80 characters; without one the first words of the text serve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// 1 to 20,000 characters.
    pub text: String,
    /// Without one the coordinator finds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Without one it is where the point is, or else the whole city's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    /// An address or a landmark in words, up to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The same on a map. It is as public as the words; without an area, the one that it lies in is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// BCP 47 tag.
    pub language: String,
    /// The name to sign with in public, up to 40 characters; without one it is anonymous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// Photos, documents and recordings that the city has already, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// Why a proposal is not taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decline {
    /// Another body is responsible; the text says which.
    NotOurs,
    /// The same is already being handled; the text says where.
    Duplicate,
    /// It can't be understood, and the author could not be asked.
    Unclear,
    /// It asks for what the law forbids.
    Unlawful,
    /// It attacks people, or advertises.
    Abusive,
}

/// What kind of answer the city gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    Adopted,
    PartlyAdopted,
    NotAdopted,
    Explained,
}

impl AnswerKind {
    /// Whether it promises work, with a day by which it is done.
    pub fn promises(self) -> bool {
        matches!(self, AnswerKind::Adopted | AnswerKind::PartlyAdopted)
    }
}

/// The author's judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    Solved,
    Partly,
    NotSolved,
}

/// A step on the way to what is promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// 1 to 200 characters.
    pub text: String,
    /// The day by which it is done.
    pub due: Day,
}

/// What a hearing comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// The department does it once more.
    Rework,
    /// The city has done what it can: the case ends here.
    Stands,
}

/// A request about one proposal. Texts are 1 to 5,000 characters unless said otherwise. What holds nothing has its
/// braces all the same: something may be added to it, and what was written before stays readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Submit {
        draft: Draft,
    },
    /// Take it on; category and area may be put right.
    Accept {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<CategoryId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        area: Option<AreaId>,
    },
    Decline {
        reason: Decline,
        text: String,
    },
    /// The author does not accept that it was declined; once, while there is time.
    Appeal {
        text: String,
    },
    /// The time to appeal is over. Only the system may.
    CloseUnappealed {},
    /// It says the same as another one, and goes on there.
    Merge {
        into: ProposalId,
        text: String,
    },
    /// It stands by itself again.
    Unmerge {
        /// What it was merged into, as far as the actor knows.
        from: ProposalId,
        text: String,
    },
    Assign {
        lead: DepartmentId,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        joint: Vec<DepartmentId>,
    },
    /// The lead department says it is not theirs.
    Return {
        text: String,
    },
    /// The lead department begins.
    Take {},
    /// It goes to a colleague of the lead department, who holds it from then on; why is for the city's staff alone. No
    /// clock changes by that.
    HandOver {
        to: AccountId,
        text: String,
    },
    /// A move of the city's is kept for later, in place of what the same office had prepared before: internal until it is
    /// published. It must be one that the actor may make now.
    Prepare {
        prepared: PreparedId,
        #[cfg_attr(feature = "openapi", schema(no_recursion))]
        action: Box<Action>,
    },
    /// A colleague has read what was prepared, and it may go out.
    Check {
        prepared: PreparedId,
    },
    /// What was prepared is let go.
    Discard {
        prepared: PreparedId,
    },
    /// What was prepared is done, by whoever publishes it.
    Publish {
        prepared: PreparedId,
    },
    /// A question to the author. The city's clock stops.
    Ask {
        text: String,
    },
    /// The author's reply to it.
    Reply {
        text: String,
    },
    /// The time to reply is over. Only the system may.
    Resume {},
    /// More time for the answer, once, with a public reason.
    Extend {
        text: String,
    },
    /// What a joint department has to say, for the common answer.
    Contribute {
        text: String,
    },
    /// A joint department says that it has no part in it.
    Excuse {
        text: String,
    },
    /// A public note on how it goes.
    Note {
        text: String,
    },
    Answer {
        kind: AnswerKind,
        text: String,
        /// Needed where the answer promises work; not allowed elsewhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised: Option<Day>,
        /// Up to twelve steps on the way there, by their days, none later than the promised one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Step>,
    },
    /// A milestone is reached.
    Achieve {
        /// Its place among the answer's milestones, from 0.
        milestone: u16,
        text: String,
        /// Photos or documents that show it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Attachment>,
    },
    /// All that was promised is done.
    Resolve {
        text: String,
        /// Photos or documents that show it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Attachment>,
    },
    Judge {
        judgement: Judgement,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stars: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// What a follower thinks of it; once each time it is answered. It is counted, and moves nothing.
    Rate {
        judgement: Judgement,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stars: Option<u8>,
    },
    /// A hearing is called, or called for another day.
    Convene {
        day: Day,
        /// Where, at what time, and who may come.
        text: String,
    },
    /// What the hearing came to, and why.
    Conclude {
        ruling: Ruling,
        text: String,
    },
    /// One of the citizens who may look at it is to do so. Only the system may.
    Entrust {
        to: AccountId,
    },
    /// The citizen who looks at it asks the lead department; one question at a time, three at most.
    Inquire {
        text: String,
    },
    /// What the department says to that.
    Clarify {
        text: String,
    },
    /// What the citizen who looks at it finds, once. Not fit, it is reopened, unless a hearing has been held.
    Assess {
        fit: bool,
        text: String,
    },
    /// The time to judge is over. Only the system may.
    CloseUnjudged {},
    Withdraw {},
    /// The city's time is over: up one tier, once for each clock. Only the system may.
    Escalate {},
    Support {},
    Unsupport {},
    /// Whoever supports what was merged supports what it goes on in, instead.
    Move {
        to: ProposalId,
    },
    Follow {},
    Unfollow {},
    /// Something about an argument for or against it.
    Argument {
        argument: ArgumentId,
        action: ArgumentAction,
    },
}

/// The kinds of [`Action`], as the table of rules names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    Submit,
    Accept,
    Decline,
    Appeal,
    CloseUnappealed,
    Merge,
    Unmerge,
    Assign,
    Return,
    Take,
    HandOver,
    Prepare,
    Check,
    Discard,
    Publish,
    Ask,
    Reply,
    Resume,
    Extend,
    Contribute,
    Excuse,
    Note,
    Answer,
    Achieve,
    Resolve,
    Judge,
    Rate,
    Convene,
    Conclude,
    Entrust,
    Inquire,
    Clarify,
    Assess,
    CloseUnjudged,
    Withdraw,
    Escalate,
    Support,
    Unsupport,
    Move,
    Follow,
    Unfollow,
    Argue,
    Retract,
    Second,
    Unsecond,
    Respond,
    Report,
    Keep,
    Hide,
    Restore,
}

impl ActionKind {
    /// Every kind, in the order of the loop.
    pub const ALL: [ActionKind; 50] = [
        ActionKind::Submit,
        ActionKind::Accept,
        ActionKind::Decline,
        ActionKind::Appeal,
        ActionKind::CloseUnappealed,
        ActionKind::Merge,
        ActionKind::Unmerge,
        ActionKind::Assign,
        ActionKind::Return,
        ActionKind::Take,
        ActionKind::HandOver,
        ActionKind::Prepare,
        ActionKind::Check,
        ActionKind::Discard,
        ActionKind::Publish,
        ActionKind::Ask,
        ActionKind::Reply,
        ActionKind::Resume,
        ActionKind::Extend,
        ActionKind::Contribute,
        ActionKind::Excuse,
        ActionKind::Note,
        ActionKind::Answer,
        ActionKind::Achieve,
        ActionKind::Resolve,
        ActionKind::Judge,
        ActionKind::Rate,
        ActionKind::Convene,
        ActionKind::Conclude,
        ActionKind::Entrust,
        ActionKind::Inquire,
        ActionKind::Clarify,
        ActionKind::Assess,
        ActionKind::CloseUnjudged,
        ActionKind::Withdraw,
        ActionKind::Escalate,
        ActionKind::Support,
        ActionKind::Unsupport,
        ActionKind::Move,
        ActionKind::Follow,
        ActionKind::Unfollow,
        ActionKind::Argue,
        ActionKind::Retract,
        ActionKind::Second,
        ActionKind::Unsecond,
        ActionKind::Respond,
        ActionKind::Report,
        ActionKind::Keep,
        ActionKind::Hide,
        ActionKind::Restore,
    ];

    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            ActionKind::Submit => "submit",
            ActionKind::Accept => "accept",
            ActionKind::Decline => "decline",
            ActionKind::Appeal => "appeal",
            ActionKind::CloseUnappealed => "close_unappealed",
            ActionKind::Merge => "merge",
            ActionKind::Unmerge => "unmerge",
            ActionKind::Assign => "assign",
            ActionKind::Return => "return",
            ActionKind::Take => "take",
            ActionKind::HandOver => "hand_over",
            ActionKind::Prepare => "prepare",
            ActionKind::Check => "check",
            ActionKind::Discard => "discard",
            ActionKind::Publish => "publish",
            ActionKind::Ask => "ask",
            ActionKind::Reply => "reply",
            ActionKind::Resume => "resume",
            ActionKind::Extend => "extend",
            ActionKind::Contribute => "contribute",
            ActionKind::Excuse => "excuse",
            ActionKind::Note => "note",
            ActionKind::Answer => "answer",
            ActionKind::Achieve => "achieve",
            ActionKind::Resolve => "resolve",
            ActionKind::Judge => "judge",
            ActionKind::Rate => "rate",
            ActionKind::Convene => "convene",
            ActionKind::Conclude => "conclude",
            ActionKind::Entrust => "entrust",
            ActionKind::Inquire => "inquire",
            ActionKind::Clarify => "clarify",
            ActionKind::Assess => "assess",
            ActionKind::CloseUnjudged => "close_unjudged",
            ActionKind::Withdraw => "withdraw",
            ActionKind::Escalate => "escalate",
            ActionKind::Support => "support",
            ActionKind::Unsupport => "unsupport",
            ActionKind::Move => "move",
            ActionKind::Follow => "follow",
            ActionKind::Unfollow => "unfollow",
            ActionKind::Argue => "argue",
            ActionKind::Retract => "retract",
            ActionKind::Second => "second",
            ActionKind::Unsecond => "unsecond",
            ActionKind::Respond => "respond",
            ActionKind::Report => "report",
            ActionKind::Keep => "keep",
            ActionKind::Hide => "hide",
            ActionKind::Restore => "restore",
        }
    }

    /// Whether a desk may write it now and publish it later: what has words for people in it.
    pub fn can_be_prepared(self) -> bool {
        matches!(
            self,
            ActionKind::Decline
                | ActionKind::Return
                | ActionKind::Ask
                | ActionKind::Extend
                | ActionKind::Contribute
                | ActionKind::Excuse
                | ActionKind::Note
                | ActionKind::Answer
                | ActionKind::Achieve
                | ActionKind::Resolve
                | ActionKind::Convene
                | ActionKind::Conclude
        )
    }
}

impl Action {
    /// What the city's clockwork does at the end of this clock; none where it has done it.
    pub fn at_end_of(clock: &Clock) -> Option<Action> {
        clock.escalated.is_none().then(|| Self::at_end(clock.kind))
    }

    /// What the city's clockwork does at the end of a clock of this kind, once.
    pub fn at_end(kind: ClockKind) -> Action {
        match kind {
            ClockKind::Verdict => Action::CloseUnjudged {},
            ClockKind::Appeal => Action::CloseUnappealed {},
            ClockKind::Reply => Action::Resume {},
            ClockKind::Triage
            | ClockKind::Assign
            | ClockKind::Take
            | ClockKind::Answer
            | ClockKind::Work
            | ClockKind::Rework
            | ClockKind::Review
            | ClockKind::Hearing => Action::Escalate {},
        }
    }

    /// The files that it cites, to be changed; none where it can cite none.
    pub fn attachments_mut(&mut self) -> Option<&mut Vec<Attachment>> {
        match self {
            Action::Submit { draft } => Some(&mut draft.attachments),
            Action::Prepare { action, .. } => action.attachments_mut(),
            Action::Achieve { evidence, .. } | Action::Resolve { evidence, .. } => Some(evidence),
            _ => None,
        }
    }

    /// The files that it cites: they must be there before it is carried out.
    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Action::Submit { draft } => &draft.attachments,
            Action::Prepare { action, .. } => action.attachments(),
            Action::Achieve { evidence, .. } | Action::Resolve { evidence, .. } => evidence,
            _ => &[],
        }
    }

    /// The other proposals that it changes in one go with its own: those it names, and where its own case ends
    /// unanswered, those that were merged into it.
    pub fn others(&self, own: Option<&Proposal>) -> Vec<ProposalId> {
        match self {
            Action::Merge { into: other, .. }
            | Action::Unmerge { from: other, .. }
            | Action::Move { to: other } => vec![*other],
            Action::Decline { .. } | Action::Withdraw {} => own
                .map(|own| own.joined.iter().map(|joined| joined.id).collect())
                .unwrap_or_default(),
            Action::Publish { prepared } => own
                .and_then(|own| own.internal.prepared(*prepared))
                .map(|found| found.action.others(own))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// What was prepared before and this is about.
    pub fn prepared(&self) -> Option<PreparedId> {
        match self {
            Action::Check { prepared } | Action::Discard { prepared } | Action::Publish { prepared } => {
                Some(*prepared)
            }
            _ => None,
        }
    }

    /// The people besides the actor whose roles decide about it: who is to hold the case or to look at it, and who does.
    pub fn people(&self, own: Option<&Proposal>) -> Vec<AccountId> {
        match self {
            Action::HandOver { to, .. } => {
                let holder = own.and_then(|own| own.internal.holder);
                holder.into_iter().chain([*to]).collect()
            }
            Action::Entrust { to } => {
                let supervisor = own.and_then(|own| own.internal.supervisor);
                supervisor.into_iter().chain([*to]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The argument that it is about: whoever decides must know what was argued.
    pub fn argument(&self) -> Option<ArgumentId> {
        match self {
            Action::Argument { argument, .. } => Some(*argument),
            _ => None,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> ActionKind {
        match self {
            Action::Submit { .. } => ActionKind::Submit,
            Action::Accept { .. } => ActionKind::Accept,
            Action::Decline { .. } => ActionKind::Decline,
            Action::Appeal { .. } => ActionKind::Appeal,
            Action::CloseUnappealed {} => ActionKind::CloseUnappealed,
            Action::Merge { .. } => ActionKind::Merge,
            Action::Unmerge { .. } => ActionKind::Unmerge,
            Action::Assign { .. } => ActionKind::Assign,
            Action::Return { .. } => ActionKind::Return,
            Action::Take {} => ActionKind::Take,
            Action::HandOver { .. } => ActionKind::HandOver,
            Action::Prepare { .. } => ActionKind::Prepare,
            Action::Check { .. } => ActionKind::Check,
            Action::Discard { .. } => ActionKind::Discard,
            Action::Publish { .. } => ActionKind::Publish,
            Action::Ask { .. } => ActionKind::Ask,
            Action::Reply { .. } => ActionKind::Reply,
            Action::Resume {} => ActionKind::Resume,
            Action::Extend { .. } => ActionKind::Extend,
            Action::Contribute { .. } => ActionKind::Contribute,
            Action::Excuse { .. } => ActionKind::Excuse,
            Action::Note { .. } => ActionKind::Note,
            Action::Answer { .. } => ActionKind::Answer,
            Action::Achieve { .. } => ActionKind::Achieve,
            Action::Resolve { .. } => ActionKind::Resolve,
            Action::Judge { .. } => ActionKind::Judge,
            Action::Rate { .. } => ActionKind::Rate,
            Action::Convene { .. } => ActionKind::Convene,
            Action::Conclude { .. } => ActionKind::Conclude,
            Action::Entrust { .. } => ActionKind::Entrust,
            Action::Inquire { .. } => ActionKind::Inquire,
            Action::Clarify { .. } => ActionKind::Clarify,
            Action::Assess { .. } => ActionKind::Assess,
            Action::CloseUnjudged {} => ActionKind::CloseUnjudged,
            Action::Withdraw {} => ActionKind::Withdraw,
            Action::Escalate {} => ActionKind::Escalate,
            Action::Support {} => ActionKind::Support,
            Action::Unsupport {} => ActionKind::Unsupport,
            Action::Move { .. } => ActionKind::Move,
            Action::Follow {} => ActionKind::Follow,
            Action::Unfollow {} => ActionKind::Unfollow,
            Action::Argument { action, .. } => action.kind(),
        }
    }
}
