//! The fold: a state and a change make the next state. Total on whatever [`super::decide`] gives, and an
//! error, never a panic, on anything else.

use super::{
    Achievement, Answer, ArgumentChange, Assessment, Change, Clarification, Contribution, Debate, Hearing,
    Inquiry, Internal, Judgement, Merger, Milestone, Opinions, Proposal, Question, Relation, State,
    Supervision, Verdict,
};
use crate::attachment::Attachment;
use crate::clock::{Clock, ClockKind};
use crate::event::{Event, Fact};
use crate::time::Month;

/// The change does not follow on what is known here: something between was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected version {expected}, got {got}")]
pub struct OutOfStep {
    /// The version that would follow.
    pub expected: u32,
    pub got: u32,
}

/// Folds `event` into what is known of its proposal. A change that was folded before changes nothing, so
/// a feed may be read twice. Facts that are not about a proposal leave it as it is.
///
/// `debate` has its arguments: by the same versions, so that nothing of one is missing where nothing of the other is.
/// `relation` is that of the account `own` (whose device, or whose decision, this is).
///
/// # Errors
/// [`OutOfStep`] where changes between were not read; then the proposal must be fetched whole.
pub fn apply(
    known: &mut Option<Proposal>,
    relation: &mut Relation,
    debate: &mut Debate,
    event: &Event,
    own: Option<crate::id::AccountId>,
) -> Result<(), OutOfStep> {
    let is_own = own.is_some() && event.by.account == own;
    let (version, change) = match &event.fact {
        Fact::Proposal { version, change, .. } => (*version, change),
        Fact::Follow { following, .. } => {
            if is_own {
                relation.follows = *following;
            }
            return Ok(());
        }
        Fact::Internal { change, .. } => {
            super::internal::apply(known, event, change)?;
            if let Change::Disowned { arguments, .. } = change {
                debate.disown(arguments);
            }
            return Ok(());
        }
        Fact::City { .. } | Fact::Roles { .. } | Fact::Draw { .. } => return Ok(()),
    };
    let expected = known
        .as_ref()
        .map_or(1, |proposal| proposal.version.saturating_add(1));
    if version < expected {
        return Ok(());
    }
    if version > expected {
        return Err(OutOfStep {
            expected,
            got: version,
        });
    }
    match known {
        None => {
            *known = Some(begun(event, change).ok_or(OutOfStep {
                expected,
                got: version,
            })?)
        }
        Some(proposal) => fold(proposal, event, change),
    }
    match change {
        Change::Argument { argument, step } => debate.fold(*argument, step, event, is_own),
        Change::Disowned { arguments, .. } => debate.disown(arguments),
        _ => {}
    }
    if is_own {
        match change {
            Change::Supported {} => relation.supports = true,
            Change::Unsupported {} => relation.supports = false,
            Change::Rated { .. } => relation.judged = known.as_ref().map_or(0, Proposal::round),
            Change::Argument {
                step: ArgumentChange::Argued { .. },
                ..
            } => relation.argued = true,
            _ => {}
        }
    }
    Ok(())
}

fn begun(event: &Event, change: &Change) -> Option<Proposal> {
    let Change::Submitted {
        number,
        title,
        text,
        category,
        area,
        place,
        point,
        language,
        signature,
        attachments,
        clocks,
        clock,
    } = change
    else {
        return None;
    };
    Some(Proposal {
        id: event.fact.proposal()?,
        number: number.clone(),
        title: title.clone(),
        text: text.clone(),
        category: category.clone(),
        area: area.clone(),
        place: place.clone(),
        point: *point,
        language: language.clone(),
        signature: signature.clone(),
        attachments: attachments.clone(),
        author: event.by.account,
        state: State::Submitted,
        since: event.at,
        submitted_at: event.at,
        updated_at: event.at,
        clock: Some(*clock),
        clocks: *clocks,
        lead: None,
        joint: Vec::new(),
        contributions: Vec::new(),
        declined_by: None,
        merged: None,
        joined: Vec::new(),
        question: None,
        extended: false,
        answer: None,
        verdict: None,
        opinions: Opinions::default(),
        hearing: None,
        supervisions: Vec::new(),
        internal: Internal::default(),
        supports: 0,
        reopened: 0,
        returned: 0,
        version: 1,
        seq: event.seq,
    })
}

/// Where a case goes when it is not solved: back to the department, or to a hearing.
fn reopened_to(clock: Clock) -> State {
    match clock.kind {
        ClockKind::Hearing => State::Hearing,
        _ => State::Reopened,
    }
}

/// It is to be done once more. What joint departments said then was for the answer that did not do.
fn again(proposal: &mut Proposal) {
    proposal.contributions = Vec::new();
    proposal.reopened = proposal.reopened.saturating_add(1);
}

/// Somebody is to look at it; who, is said by an internal event.
fn supervise(proposal: &mut Proposal, event: &Event, month: Option<Month>) {
    let begun = Supervision::begun(event.at, event.seq, month);
    proposal.supervisions.push(begun);
    proposal.internal.supervisor = None;
}

/// Nobody can tell any more who wrote it.
pub(super) fn disown(proposal: &mut Proposal, change: &Change) {
    if matches!(change, Change::Disowned { author: true, .. }) {
        proposal.author = None;
        proposal.signature = None;
    }
}

/// Nothing is left of what its author wrote. What the city said to it stays.
fn erase(proposal: &mut Proposal) {
    proposal.author = None;
    proposal.signature = None;
    proposal.title.clear();
    proposal.text.clear();
    proposal.place = None;
    proposal.point = None;
    proposal.attachments.clear();
    if let Some(verdict) = &mut proposal.verdict {
        verdict.text = None;
    }
}

fn fold(proposal: &mut Proposal, event: &Event, change: &Change) {
    let at = event.at;
    let before = proposal.state;
    let enter = |proposal: &mut Proposal, state: State, clock: Option<crate::clock::Clock>| {
        proposal.state = state;
        proposal.since = at;
        proposal.clock = clock;
        // Whatever moves the case on, nobody waits for a reply any more.
        proposal.question = None;
    };
    let achievement = |text: &str, evidence: &[Attachment]| Achievement {
        text: text.to_owned(),
        evidence: evidence.to_vec(),
        at,
    };
    match change {
        Change::Submitted { .. } => {}
        Change::Accepted {
            category,
            area,
            clocks,
            clock,
        } => {
            enter(proposal, State::Accepted, Some(*clock));
            proposal.category = category.clone();
            proposal.area = area.clone();
            proposal.clocks = *clocks;
        }
        Change::Declined { clock, .. } => {
            enter(proposal, State::Declined, *clock);
            proposal.declined_by = event.by.account;
            proposal.joined.clear();
        }
        Change::Appealed { clock, .. } => enter(proposal, State::Appealed, Some(*clock)),
        Change::ClosedUnappealed {} => proposal.clock = None,
        Change::Merged { into, .. } => {
            enter(proposal, State::Merged, None);
            let into = into.clone();
            proposal.merged = Some(Merger { into, before });
        }
        Change::Unmerged { clock, .. } => {
            let merger = proposal.merged.take();
            let state = merger.map_or(State::Submitted, |merger| merger.before);
            enter(proposal, state, Some(*clock));
        }
        Change::Joined { other } => proposal.joined.push(other.clone()),
        Change::Parted { other } => proposal.joined.retain(|joined| joined.id != other.id),
        Change::Assigned { lead, joint, clock } => {
            enter(proposal, State::Assigned, Some(*clock));
            proposal.lead = Some(lead.clone());
            proposal.joint = joint.clone();
            proposal.contributions = Vec::new();
            proposal.internal.moves_on();
        }
        Change::Returned { clock, .. } => {
            enter(proposal, State::Accepted, Some(*clock));
            proposal.lead = None;
            proposal.internal.moves_on();
            proposal.joint = Vec::new();
            proposal.contributions = Vec::new();
            proposal.returned = proposal.returned.saturating_add(1);
        }
        Change::Taken { clock } => {
            enter(proposal, State::InProgress, Some(*clock));
            proposal.internal.holder = event.by.account;
        }
        // It is no part of what is public: see `internal`.
        Change::HandedOver { .. }
        | Change::Prepared { .. }
        | Change::Checked { .. }
        | Change::Discarded { .. }
        | Change::Published { .. } => {}
        Change::Asked { text, clock } => {
            // Nothing is asked where no clock runs.
            if let Some(paused) = proposal.clock.replace(*clock) {
                let text = text.clone();
                proposal.question = Some(Question { text, at, paused });
            }
        }
        Change::Replied { clock, .. } | Change::Resumed { clock } => {
            proposal.clock = Some(*clock);
            proposal.question = None;
        }
        Change::Extended { clock, .. } => {
            proposal.clock = Some(*clock);
            proposal.extended = true;
        }
        Change::Contributed { department, text } => {
            proposal
                .contributions
                .retain(|said| said.department != *department);
            proposal.contributions.push(Contribution {
                department: department.clone(),
                text: text.clone(),
                at,
            });
        }
        Change::Excused { department, .. } => {
            proposal.joint.retain(|joint| joint != department);
            proposal
                .contributions
                .retain(|said| said.department != *department);
            proposal.returned = proposal.returned.saturating_add(1);
            proposal.internal.leaves(department);
        }
        Change::Noted { .. } => {}
        Change::Answered {
            kind,
            text,
            department,
            promised,
            milestones,
            missing,
            clock,
        } => {
            let state = if kind.promises() {
                State::Implementing
            } else {
                State::Answered
            };
            enter(proposal, state, Some(*clock));
            proposal.opinions = Opinions::default();
            let milestone = |step: &super::Step| Milestone {
                step: step.clone(),
                achieved: None,
            };
            proposal.answer = Some(Answer {
                kind: *kind,
                text: text.clone(),
                at,
                department: department.clone(),
                promised: *promised,
                milestones: milestones.iter().map(milestone).collect(),
                done: None,
                missing: missing.clone(),
            });
        }
        Change::Achieved {
            milestone,
            text,
            evidence,
            clock,
        } => {
            proposal.clock = Some(*clock);
            let milestones = proposal.answer.as_mut().map(|answer| &mut answer.milestones);
            let reached = milestones.and_then(|all| all.get_mut(usize::from(*milestone)));
            if let Some(reached) = reached {
                reached.achieved = Some(achievement(text, evidence));
            }
        }
        Change::Resolved {
            text,
            evidence,
            clock,
        } => {
            enter(proposal, State::Resolved, Some(*clock));
            if let Some(answer) = &mut proposal.answer {
                answer.done = Some(achievement(text, evidence));
            }
        }
        Change::Judged {
            judgement,
            stars,
            text,
        } => {
            enter(proposal, State::Closed, None);
            proposal.verdict = Some(Verdict {
                judgement: *judgement,
                stars: *stars,
                text: text.clone(),
                at,
            });
        }
        Change::Reopened { stars, text, clock } => {
            let state = reopened_to(*clock);
            // The first time, a citizen goes with it.
            if proposal.reopened == 0 && proposal.supervision().is_none() {
                supervise(proposal, event, None);
            }
            enter(proposal, state, Some(*clock));
            again(proposal);
            proposal.verdict = Some(Verdict {
                judgement: Judgement::NotSolved,
                stars: *stars,
                text: text.clone(),
                at,
            });
        }
        Change::Convened { day, text } => {
            proposal.hearing = Some(Hearing {
                day: *day,
                text: text.clone(),
                ruling: None,
            });
        }
        Change::Concluded { ruling, clock, .. } => {
            let state = match clock {
                Some(_) => State::Reopened,
                None => State::Closed,
            };
            enter(proposal, state, *clock);
            if let Some(hearing) = &mut proposal.hearing {
                hearing.ruling = Some(*ruling);
            }
        }
        Change::Drawn { month } => match proposal.supervision_mut() {
            // Whoever goes with it looks at it for the draw as well.
            Some(supervision) => supervision.month = Some(*month),
            None => supervise(proposal, event, Some(*month)),
        },
        Change::Entrusted { .. } => {}
        Change::Inquired { text, due } => {
            if let Some(supervision) = proposal.supervision_mut() {
                supervision.inquiries.push(Inquiry {
                    text: text.clone(),
                    at,
                    due: *due,
                    reply: None,
                });
            }
        }
        Change::Clarified { text } => {
            let asked = proposal
                .supervision_mut()
                .and_then(|supervision| supervision.inquiries.last_mut());
            if let Some(asked) = asked {
                asked.reply = Some(Clarification {
                    text: text.clone(),
                    at,
                    department: event.by.department.clone(),
                });
            }
        }
        Change::Assessed { fit, text, clock } => {
            if let Some(supervision) = proposal.supervision_mut() {
                supervision.assessment = Some(Assessment {
                    fit: *fit,
                    text: text.clone(),
                    at,
                });
            }
            if let Some(clock) = *clock {
                enter(proposal, reopened_to(clock), Some(clock));
                again(proposal);
            }
        }
        Change::ClosedUnjudged {} => enter(proposal, State::Closed, None),
        Change::Withdrawn {} => {
            enter(proposal, State::Withdrawn, None);
            proposal.joined.clear();
        }
        Change::Disowned { .. } => disown(proposal, change),
        Change::Erased {} => erase(proposal),
        Change::Escalated { to, .. } => {
            if let Some(clock) = &mut proposal.clock {
                clock.escalated = Some(*to);
            }
        }
        Change::Supported {} => proposal.supports = proposal.supports.saturating_add(1),
        Change::Unsupported {} => proposal.supports = proposal.supports.saturating_sub(1),
        // It is a thing beside the proposal, which only counts it among its changes.
        Change::Argument { .. } => {}
        Change::Rated { judgement, stars } => proposal.opinions.add(*judgement, *stars),
    }
    proposal.version = proposal.version.saturating_add(1);
    proposal.seq = event.seq;
    if change.is_told() {
        proposal.updated_at = at;
    }
}
