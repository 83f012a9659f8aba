//! A proposal: its state, and the fold of its changes.

mod action;
mod apply;
mod argument;
mod change;
mod decide;
mod internal;
mod supervision;
mod table;
mod texts;

pub use action::{Action, ActionKind, AnswerKind, Decline, Draft, Judgement, Ruling, Step};
pub use apply::{OutOfStep, apply};
pub use argument::{
    ARGUMENT_LIMIT, ARGUMENTS_LIMIT, Argument, ArgumentAction, ArgumentChange, Debate, Moderation, Objection,
    Response, Side, Stance,
};
pub use change::Change;
pub(crate) use decide::in_use;
pub(crate) use decide::leave;
pub use decide::{Decision, decide};
pub use internal::{Internal, Prepared};
pub use supervision::{Assessment, Clarification, INQUIRIES_LIMIT, INQUIRY_DAYS, Inquiry, Supervision};
pub use table::{Mover, RULES, Rule, allowed, rules};
pub(crate) use texts::alt_text;
pub use texts::{STEPS_LIMIT, TEXT_LIMIT};

use crate::actor::Person;
use crate::attachment::Attachment;
use crate::city::{City, Clocks};
use crate::clock::Clock;
use crate::draw::Draw;
use crate::event::Event;
use crate::id::{AccountId, AreaId, CategoryId, DepartmentId, ProposalId};
use crate::place::Point;
use crate::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a proposal stands in the closed loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    Submitted,
    Declined,
    /// Its author does not accept that.
    Appealed,
    /// It goes on in another one.
    Merged,
    Accepted,
    Assigned,
    InProgress,
    /// Nothing is promised: its author judges the answer.
    Answered,
    /// What the answer promised is being done.
    Implementing,
    Resolved,
    Reopened,
    /// Not solved once more: a hearing or a panel decides.
    Hearing,
    Closed,
    Withdrawn,
}

impl State {
    /// Every state, in the order of the loop.
    pub const ALL: [State; 14] = [
        State::Submitted,
        State::Declined,
        State::Appealed,
        State::Merged,
        State::Accepted,
        State::Assigned,
        State::InProgress,
        State::Answered,
        State::Implementing,
        State::Resolved,
        State::Reopened,
        State::Hearing,
        State::Closed,
        State::Withdrawn,
    ];

    /// Its name in JSON, in addresses and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            State::Submitted => "submitted",
            State::Declined => "declined",
            State::Appealed => "appealed",
            State::Merged => "merged",
            State::Accepted => "accepted",
            State::Assigned => "assigned",
            State::InProgress => "in_progress",
            State::Answered => "answered",
            State::Implementing => "implementing",
            State::Resolved => "resolved",
            State::Reopened => "reopened",
            State::Hearing => "hearing",
            State::Closed => "closed",
            State::Withdrawn => "withdrawn",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the city does no more here. What was declined may still be appealed: see [`Proposal::is_final`]; what was
    /// merged goes on elsewhere.
    pub fn is_over(self) -> bool {
        matches!(
            self,
            State::Declined | State::Merged | State::Closed | State::Withdrawn
        )
    }

    /// Whether others may be merged into it. Not what was declined, whatever its author says to that: it may be once more,
    /// and nobody's case ends by somebody else's.
    pub fn takes_in(self) -> bool {
        !self.is_over() && self != State::Appealed
    }

    /// Whether nothing more is to come, while this clock runs or none does.
    pub(crate) fn is_final(self, clock: Option<Clock>) -> bool {
        self.is_over() && clock.is_none()
    }
}

/// The city's answer as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    pub kind: AnswerKind,
    pub text: String,
    pub at: Timestamp,
    pub department: DepartmentId,
    /// The day by which an adopted proposal will be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Day>,
    /// The steps on the way there, by their days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// That all of it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Achievement>,
    /// The joint departments that said nothing in time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<DepartmentId>,
}

impl Answer {
    /// The milestones that are still to come, each with its place among all.
    pub fn open(&self) -> impl Iterator<Item = (usize, &Step)> {
        let all = self.milestones.iter().enumerate();
        all.filter(|(_, milestone)| milestone.achieved.is_none())
            .map(|(at, milestone)| (at, &milestone.step))
    }
}

/// A step on the way to what was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Milestone {
    #[serde(flatten)]
    pub step: Step,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub achieved: Option<Achievement>,
}

/// That something is done, as the department tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Achievement {
    pub text: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Attachment>,
    pub at: Timestamp,
}

/// A public hearing on a case whose author said "not solved" twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hearing {
    pub day: Day,
    /// Where, at what time, and who may come.
    pub text: String,
    /// What it came to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Ruling>,
}

/// What followers think of it, since it was last answered. They are counted; none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opinions {
    pub solved: u32,
    pub partly: u32,
    pub not_solved: u32,
    /// Of those who gave any: how many, and all their stars together.
    pub rated: u32,
    pub stars: u32,
}

impl Opinions {
    /// How many have said something.
    pub fn count(&self) -> u32 {
        self.solved
            .saturating_add(self.partly)
            .saturating_add(self.not_solved)
    }

    fn is_none(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, judgement: Judgement, stars: Option<u8>) {
        let one = match judgement {
            Judgement::Solved => &mut self.solved,
            Judgement::Partly => &mut self.partly,
            Judgement::NotSolved => &mut self.not_solved,
        };
        *one = one.saturating_add(1);
        if let Some(stars) = stars {
            self.rated = self.rated.saturating_add(1);
            self.stars = self.stars.saturating_add(u32::from(stars));
        }
    }
}

/// What a joint department has to say, for the common answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contribution {
    pub department: DepartmentId,
    pub text: String,
    pub at: Timestamp,
}

/// What the author was asked, and has not replied to yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    pub text: String,
    pub at: Timestamp,
    /// The clock that stands still meanwhile.
    pub paused: Clock,
}

/// What the author said in the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    pub judgement: Judgement,
    /// One to five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub at: Timestamp,
}

/// Another proposal, as a case names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reference {
    pub id: ProposalId,
    /// A preview on a device may not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// Where a merged proposal goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Merger {
    pub into: Reference,
    /// The state it was in, and is in again should it stand by itself once more.
    pub before: State,
}

/// One proposal, folded from its changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proposal {
    pub id: ProposalId,
    /// `2026-0318`; a preview on a device has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub title: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    pub area: AreaId,
    /// An address or a landmark, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The same on a map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// BCP 47 tag of the text.
    pub language: String,
    /// The name the author signs with, in public. Without one the proposal is anonymous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// What its author sent with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The author's account, as far as the reader may know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AccountId>,
    pub state: State,
    /// When this state began.
    pub since: Timestamp,
    pub submitted_at: Timestamp,
    pub updated_at: Timestamp,
    /// The deadline that runs now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// The lengths of its clocks, as they were when it began.
    pub clocks: Clocks,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<DepartmentId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<DepartmentId>,
    /// What these have said so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<Contribution>,
    /// The coordinator who declined it, as far as the reader may know it: another one decides on an appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined_by: Option<AccountId>,
    /// What it was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged: Option<Merger>,
    /// What was merged into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<Reference>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// Whether the answer was put off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub extended: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What its followers think of the answer, or of what was done.
    #[serde(default, skip_serializing_if = "Opinions::is_none")]
    pub opinions: Opinions,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hearing: Option<Hearing>,
    /// How citizens looked at it, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supervisions: Vec<Supervision>,
    /// What the city's staff alone know of it.
    #[serde(default, skip_serializing_if = "Internal::is_none")]
    pub internal: Internal,
    pub supports: u32,
    /// How often its author said "not solved", or a supervisor found it not fit.
    pub reopened: u32,
    /// How often a department gave it back.
    pub returned: u32,
    /// Number of its changes; the first is 1.
    pub version: u32,
    /// Sequence number of its last change in the log; 0 in a preview.
    pub seq: u64,
}

impl Proposal {
    /// What lies prepared by an office in which this person works.
    pub fn prepared_for(&self, person: &Person, city: &City) -> Option<&Prepared> {
        let is_theirs =
            |prepared: &&Prepared| person.is_of_office(city, prepared.department.as_ref(), &self.area);
        self.internal.prepared.iter().find(is_theirs)
    }

    /// Whether the author may judge now: what was promised is done, or nothing was promised.
    pub fn awaits_verdict(&self) -> bool {
        matches!(self.state, State::Answered | State::Resolved)
    }

    /// Which time it is answered for: followers judge each once.
    pub fn round(&self) -> u32 {
        let heard = |hearing: &Hearing| hearing.ruling == Some(Ruling::Rework);
        self.reopened
            .saturating_add(1 + u32::from(self.hearing.as_ref().is_some_and(heard)))
    }

    /// Whether the next judgement closes it, whatever it is: a hearing has decided already.
    pub fn is_last_round(&self) -> bool {
        self.hearing
            .as_ref()
            .is_some_and(|hearing| hearing.ruling.is_some())
    }

    /// The joint departments that have said nothing yet, while the common answer is to come.
    pub fn awaited(&self) -> impl Iterator<Item = &DepartmentId> {
        let open = matches!(self.state, State::Assigned | State::InProgress);
        let said =
            |department: &DepartmentId| self.contributions.iter().any(|it| it.department == *department);
        self.joint
            .iter()
            .filter(move |department| open && !said(department))
    }

    /// Whether it lies with this department, which leads it or has not said its part yet.
    pub fn lies_with(&self, department: &DepartmentId) -> bool {
        self.lead.as_ref() == Some(department) || self.awaited().any(|joint| joint == department)
    }

    /// Whether nothing more is to come.
    pub fn is_final(&self) -> bool {
        self.state.is_final(self.clock)
    }

    /// The proposal as `reader` may see it: who wrote it is for them and for the city's staff, who declined it and what is
    /// internal for the staff alone; who looks at it is for them, too.
    pub fn seen_by(mut self, reader: Option<AccountId>, staff: bool) -> Self {
        if !staff {
            self.author = self.author.filter(|author| Some(*author) == reader);
            self.declined_by = None;
            self.internal = self.internal.seen_by(reader);
        }
        self
    }

    /// Whether this change, its newest, is news to whoever waits for it: it is told, and of many that go on in it the
    /// first alone; how many they are is on its page.
    pub fn is_news(&self, change: &Change) -> bool {
        match change {
            Change::Joined { .. } => self.joined.len() <= 1,
            Change::Parted { .. } | Change::Disowned { .. } | Change::Erased {} => false,
            change => change.is_told(),
        }
    }

    /// Whether its author took back every word of it.
    pub fn is_erased(&self) -> bool {
        self.title.is_empty()
    }

    /// How other cases name it.
    pub fn reference(&self) -> Reference {
        Reference {
            id: self.id,
            number: self.number.clone(),
        }
    }

    /// Whether this person wrote it, as far as is known here.
    pub fn is_by(&self, person: &Person) -> bool {
        self.author == Some(person.account)
    }
}

/// What one account has to do with one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relation {
    pub supports: bool,
    pub follows: bool,
    /// The last round ([`Proposal::round`]) in which it judged as a follower; 0 for none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub judged: u32,
    /// It has given an argument, once at least: what the city says to that is news.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub argued: bool,
}

fn is_zero(round: &u32) -> bool {
    *round == 0
}

/// Everything that a decision about one proposal looks at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    pub proposal: Option<Proposal>,
    /// The actor's own relation to it.
    pub relation: Relation,
    /// Its arguments; empty where the action is not about one ([`Action::argument`]).
    pub debate: Debate,
    /// The other proposals that the action changes with it ([`Action::others`]), in the same way.
    pub others: BTreeMap<ProposalId, View>,
    /// Those of the people whom it looks at ([`Action::people`]) that there are, with their roles.
    pub people: BTreeMap<AccountId, Person>,
    /// The last draw of closed cases, where another one is to be decided.
    pub drawn: Option<Draw>,
}

impl View {
    /// Folds an event into the proposal that it is about.
    ///
    /// # Errors
    /// As for [`apply`].
    pub fn fold(&mut self, event: &Event, own: Option<AccountId>) -> Result<(), OutOfStep> {
        let about = event.fact.proposal();
        let side = match about.and_then(|id| self.others.get_mut(&id)) {
            Some(other) => other,
            None => self,
        };
        apply(
            &mut side.proposal,
            &mut side.relation,
            &mut side.debate,
            event,
            own,
        )
    }
}
