//! What a desk prepares is internal until it publishes it: the same move, decided by the same rules, by whoever publishes it then.

use super::super::internal::Prepared;
use super::super::table::{Mover, allowed, rules};
use super::super::{Action, Change, Proposal, View};
use super::{Decision, authorise, decided, joint_of};
use crate::actor::Part;
use crate::context::Context;
use crate::event::Fact;
use crate::id::{DepartmentId, PreparedId};
use crate::refusal::Refusal;

/// Who may make the move that is to be prepared.
fn mover(proposal: &Proposal, prepared: &Action) -> Result<Mover, Refusal> {
    let kind = prepared.kind();
    let rule = allowed(kind, proposal.state).or_else(|| rules(kind).next());
    match rule {
        Some(rule) if kind.can_be_prepared() => Ok(rule.mover),
        _ => Err(Refusal::NotToPrepare { action: kind }),
    }
}

/// The part in which the actor may prepare this, or do something with what lies prepared.
pub(super) fn authorised(
    action: &Action,
    view: &View,
    proposal: &Proposal,
    ctx: &Context<'_>,
) -> Result<Part, Refusal> {
    let person = ctx.actor.person().ok_or(Refusal::NotDesk)?;
    if let Action::Prepare { action, .. } = action {
        return authorise(mover(proposal, action)?, action, view, proposal, ctx);
    }
    let serves = |department: &DepartmentId| person.serves(department);
    let is_of_case = proposal.lead.iter().chain(&proposal.joint).any(serves);
    let coordinates = person.coordinates(ctx.city, &proposal.area);
    let found = action.prepared().and_then(|id| proposal.internal.prepared(id));
    let Some(prepared) = found else {
        // Only the desks of the case are told that it is not there.
        let is_told = is_of_case || coordinates;
        return Err(if is_told {
            Refusal::NoSuchPrepared
        } else {
            Refusal::NotDesk
        });
    };
    let office = prepared.department.as_ref();
    match person.is_of_office(ctx.city, office, &proposal.area) {
        true if office.is_some() => Ok(Part::Officer),
        true => Ok(Part::Coordinator),
        false => Err(Refusal::NotDesk),
    }
}

/// The department whose it is, or is to be; the coordinators' where there is none.
pub(super) fn office(action: &Action, proposal: &Proposal, ctx: &Context<'_>) -> Option<DepartmentId> {
    match action {
        Action::Prepare { action, .. } => match mover(proposal, action).ok()? {
            Mover::LeadOfficer => proposal.lead.clone(),
            Mover::JointOfficer => joint_of(proposal, ctx).cloned(),
            _ => None,
        },
        _ => proposal.internal.prepared(action.prepared()?)?.department.clone(),
    }
}

/// Keeps a move for later, in place of what the same office had prepared before.
pub(super) fn prepare(
    view: &View,
    proposal: &Proposal,
    id: PreparedId,
    action: &Action,
    department: Option<DepartmentId>,
    ctx: &Context<'_>,
) -> Result<Vec<Fact>, Refusal> {
    if proposal.internal.prepared(id).is_some() {
        return Ok(Vec::new());
    }
    // What others, or a day to come, will bring may still be missing; what is written must be right.
    match decided(view, proposal.id, action, ctx) {
        Ok(_) | Err(Refusal::JointMissing | Refusal::NotHeard | Refusal::MilestonesOpen) => {
            Ok(vec![internal(
                proposal,
                Change::Prepared {
                    prepared: id,
                    action: Box::new(action.clone()),
                    department,
                },
            )])
        }
        Err(refusal) => Err(refusal),
    }
}

/// A colleague has read it. Nobody is their own second pair of eyes.
pub(super) fn check(proposal: &Proposal, id: PreparedId, ctx: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
    let prepared = proposal.internal.prepared(id).ok_or(Refusal::NoSuchPrepared)?;
    if ctx.actor.person().map(|person| person.account) == prepared.by {
        return Err(Refusal::OwnPrepared);
    }
    Ok(match prepared.checked {
        Some(_) => Vec::new(),
        None => vec![internal(proposal, Change::Checked { prepared: id })],
    })
}

/// Lets it go.
pub(super) fn discard(proposal: &Proposal, id: PreparedId) -> Vec<Fact> {
    vec![internal(proposal, Change::Discarded { prepared: id })]
}

/// Makes the move that lies prepared.
pub(super) fn publish(
    view: &View,
    proposal: &Proposal,
    id: PreparedId,
    ctx: &Context<'_>,
) -> Result<Decision, Refusal> {
    let prepared = proposal.internal.prepared(id).ok_or(Refusal::NoSuchPrepared)?;
    second_eyes(proposal, &prepared.action, Some(prepared), ctx)?;
    let mut decision = decided(view, proposal.id, &prepared.action, ctx)?;
    let published = internal(proposal, Change::Published { prepared: id });
    decision.facts.insert(0, published);
    Ok(decision)
}

/// Where the department asks for it, an answer goes out only after a colleague has read it; but never later than the
/// deadline for that sake.
pub(super) fn second_eyes(
    proposal: &Proposal,
    action: &Action,
    prepared: Option<&Prepared>,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    if !matches!(action, Action::Answer { .. }) {
        return Ok(());
    }
    let lead = proposal.lead.as_ref().and_then(|lead| ctx.city.department(lead));
    let is_asked = lead.is_some_and(|lead| lead.second_eyes);
    let is_read = prepared.is_some_and(|prepared| prepared.checked.is_some());
    let is_late = proposal.clock.is_some_and(|clock| clock.is_overdue(ctx.now));
    match is_asked && !is_read && !is_late {
        true => Err(Refusal::NeedsSecondEyes),
        false => Ok(()),
    }
}

fn internal(proposal: &Proposal, change: Change) -> Fact {
    Fact::Internal {
        proposal: proposal.id,
        change,
    }
}
