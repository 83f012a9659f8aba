//! Who may do what, when. This is the one table of authority: [`super::decide`] asks it first, the
//! documentation prints it, and a test holds every cell.

use super::{ActionKind, State};
use serde::Serialize;

/// Who may make a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mover {
    /// Any account of the level that the city's policy asks for.
    Anyone,
    /// Whoever wrote it.
    Author,
    /// A coordinator of the proposal's area, or of one that it lies in.
    Coordinator,
    /// The same, but not the one who declined it.
    AnotherCoordinator,
    /// Whoever follows or supports it, and did not write it.
    Follower,
    /// An officer of the lead department.
    LeadOfficer,
    /// An officer of a joint department.
    JointOfficer,
    /// The citizen who looks at it, by lot.
    Supervisor,
    /// Whoever gave the argument.
    Arguer,
    /// Whoever may make the move that is prepared; afterwards, their office.
    Preparer,
    /// A coordinator of its area, or an officer of the lead department.
    Desk,
    /// The city's clockwork.
    System,
}

/// One row: this action, from these states, by this mover.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Rule {
    pub action: ActionKind,
    /// Empty: there is no proposal yet.
    pub from: &'static [State],
    pub mover: Mover,
}

use State::{
    Accepted, Answered, Appealed, Assigned, Closed, Declined, Hearing, Implementing, InProgress, Merged,
    Reopened, Resolved, Submitted,
};

const EVERY: &[State] = &State::ALL;
/// Where the city must move, once something was promised at the latest.
const OWED: &[State] = &[
    Submitted,
    Appealed,
    Accepted,
    Assigned,
    InProgress,
    Implementing,
    Reopened,
    Hearing,
];
/// Where a desk has something to say to people.
const WORDED: &[State] = &[
    Submitted,
    Appealed,
    Assigned,
    InProgress,
    Answered,
    Implementing,
    Hearing,
];
/// Where somebody may look at it: once it was reopened, or closed.
const SUPERVISED: &[State] = &[
    InProgress,
    Answered,
    Implementing,
    Resolved,
    Reopened,
    Hearing,
    Closed,
];
const OPEN_TO_SUPPORT: &[State] = &[Accepted, Assigned, InProgress, Reopened, Hearing];

/// Every rule, in the order of the loop. An action that several may make has a row for each; no state is in two of them.
pub const RULES: [Rule; 53] = [
    Rule {
        action: ActionKind::Submit,
        from: &[],
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Accept,
        from: &[Submitted],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Accept,
        from: &[Appealed],
        mover: Mover::AnotherCoordinator,
    },
    Rule {
        action: ActionKind::Decline,
        from: &[Submitted],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Decline,
        from: &[Appealed],
        mover: Mover::AnotherCoordinator,
    },
    Rule {
        action: ActionKind::Appeal,
        from: &[Declined],
        mover: Mover::Author,
    },
    Rule {
        action: ActionKind::CloseUnappealed,
        from: &[Declined],
        mover: Mover::System,
    },
    // Only while a coordinator must move it: what a department has begun is not taken out of its hands.
    Rule {
        action: ActionKind::Merge,
        from: &[Submitted, Accepted],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Unmerge,
        from: &[Merged],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Assign,
        from: &[Accepted, Assigned],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Return,
        from: &[Assigned],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Take,
        from: &[Assigned, Reopened],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::HandOver,
        from: &[Assigned, InProgress, Implementing, Reopened],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Prepare,
        from: WORDED,
        mover: Mover::Preparer,
    },
    Rule {
        action: ActionKind::Check,
        from: WORDED,
        mover: Mover::Preparer,
    },
    // What has become pointless can still be cleared away.
    Rule {
        action: ActionKind::Discard,
        from: EVERY,
        mover: Mover::Preparer,
    },
    Rule {
        action: ActionKind::Publish,
        from: WORDED,
        mover: Mover::Preparer,
    },
    Rule {
        action: ActionKind::Ask,
        from: &[Submitted],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Ask,
        from: &[InProgress],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Reply,
        from: &[Submitted, InProgress],
        mover: Mover::Author,
    },
    Rule {
        action: ActionKind::Resume,
        from: &[Submitted, InProgress],
        mover: Mover::System,
    },
    Rule {
        action: ActionKind::Extend,
        from: &[InProgress],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Contribute,
        from: &[Assigned, InProgress],
        mover: Mover::JointOfficer,
    },
    Rule {
        action: ActionKind::Excuse,
        from: &[Assigned, InProgress],
        mover: Mover::JointOfficer,
    },
    Rule {
        action: ActionKind::Note,
        from: &[InProgress, Answered, Implementing],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Answer,
        from: &[InProgress],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Achieve,
        from: &[Implementing],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Resolve,
        from: &[Implementing],
        mover: Mover::LeadOfficer,
    },
    Rule {
        action: ActionKind::Judge,
        from: &[Answered, Resolved],
        mover: Mover::Author,
    },
    Rule {
        action: ActionKind::Rate,
        from: &[Answered, Resolved],
        mover: Mover::Follower,
    },
    Rule {
        action: ActionKind::Convene,
        from: &[Hearing],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Conclude,
        from: &[Hearing],
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Entrust,
        from: SUPERVISED,
        mover: Mover::System,
    },
    Rule {
        action: ActionKind::Inquire,
        from: SUPERVISED,
        mover: Mover::Supervisor,
    },
    Rule {
        action: ActionKind::Clarify,
        from: SUPERVISED,
        mover: Mover::LeadOfficer,
    },
    // Where its author judges, and afterwards.
    Rule {
        action: ActionKind::Assess,
        from: &[Answered, Resolved, Closed],
        mover: Mover::Supervisor,
    },
    Rule {
        action: ActionKind::CloseUnjudged,
        from: &[Answered, Resolved],
        mover: Mover::System,
    },
    Rule {
        action: ActionKind::Withdraw,
        from: &[Submitted, Appealed, Accepted, Assigned, InProgress],
        mover: Mover::Author,
    },
    Rule {
        action: ActionKind::Escalate,
        from: OWED,
        mover: Mover::System,
    },
    Rule {
        action: ActionKind::Support,
        from: OPEN_TO_SUPPORT,
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Unsupport,
        from: &[Merged, Accepted, Assigned, InProgress, Reopened, Hearing],
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Move,
        from: &[Merged],
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Follow,
        from: EVERY,
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Unfollow,
        from: EVERY,
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Argue,
        from: OPEN_TO_SUPPORT,
        mover: Mover::Anyone,
    },
    // What was said stays to be read, so it can be taken back, reported and moderated for as long.
    Rule {
        action: ActionKind::Retract,
        from: EVERY,
        mover: Mover::Arguer,
    },
    Rule {
        action: ActionKind::Second,
        from: OPEN_TO_SUPPORT,
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Unsecond,
        from: EVERY,
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Respond,
        from: EVERY,
        mover: Mover::Desk,
    },
    Rule {
        action: ActionKind::Report,
        from: EVERY,
        mover: Mover::Anyone,
    },
    Rule {
        action: ActionKind::Keep,
        from: EVERY,
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Hide,
        from: EVERY,
        mover: Mover::Coordinator,
    },
    Rule {
        action: ActionKind::Restore,
        from: EVERY,
        mover: Mover::Coordinator,
    },
];

/// The rules for this kind of action.
pub fn rules(action: ActionKind) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.action == action)
}

/// The rule for this kind of action in this state; none where it is not possible there.
pub fn allowed(action: ActionKind, state: State) -> Option<&'static Rule> {
    rules(action).find(|rule| rule.from.contains(&state))
}
