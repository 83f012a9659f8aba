//! What changes two cases in one decision: all its facts are appended together or none, so a link that one case shows is
//! always shown by the other.
//!
//! A case that holds others is not merged itself, and none is merged into one that was: chains and cycles can't come about.

use super::clocks::working_clock;
use super::reply;
use crate::clock::ClockKind;
use crate::context::Context;
use crate::event::Fact;
use crate::id::ProposalId;
use crate::proposal::{ActionKind, Change, Merger, Proposal, State, View, allowed};
use crate::refusal::Refusal;

pub(super) fn merge(
    view: &View,
    own: &Proposal,
    into: ProposalId,
    text: &str,
    ctx: &Context<'_>,
) -> Result<Vec<Fact>, Refusal> {
    if into == own.id {
        return Err(Refusal::MergeItself);
    }
    if !own.joined.is_empty() {
        return Err(Refusal::HoldsOthers);
    }
    let other = other(view, into).ok_or(Refusal::MergeNotThere)?;
    let coordinates = |person: &crate::actor::Person| person.coordinates(ctx.city, &other.area);
    if !ctx.actor.person().is_some_and(coordinates) {
        return Err(Refusal::MergeElsewhere);
    }
    if let Some(merger) = &other.merged {
        return Err(Refusal::MergeMerged {
            number: merger.into.number.clone(),
        });
    }
    if !other.state.takes_in() {
        return Err(Refusal::MergeEnded { state: other.state });
    }
    let merged = Change::Merged {
        into: other.reference(),
        text: reply(text)?,
    };
    let joined = Change::Joined {
        other: own.reference(),
    };
    Ok(vec![other.next(joined), own.next(merged)])
}

pub(super) fn unmerge(
    view: &View,
    own: &Proposal,
    from: ProposalId,
    text: &str,
    ctx: &Context<'_>,
) -> Result<Vec<Fact>, Refusal> {
    let (merger, other) = merged_into(view, own, from)?;
    let parted = Change::Parted {
        other: own.reference(),
    };
    let text = Some(reply(text)?);
    Ok(vec![other.next(parted), own.next(freed(own, merger, text, ctx))])
}

/// Where the one in which others go on ends unanswered, they don't end with it.
pub(super) fn let_go(view: &View, own: &Proposal, ctx: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
    let free = |joined: &crate::proposal::Reference| {
        let other = other(view, joined.id).ok_or(Refusal::NoSuchProposal)?;
        let merger = other.merged.as_ref().ok_or(Refusal::NotMergedThere)?;
        Ok(other.next(freed(other, merger, None, ctx)))
    };
    own.joined.iter().map(free).collect()
}

/// One person's support goes from here to there: it is taken back here, and given there unless it was already.
pub(super) fn move_support(view: &View, own: &Proposal, to: ProposalId) -> Result<Vec<Fact>, Refusal> {
    let (_, other) = merged_into(view, own, to)?;
    let gave = view.others.get(&to).is_some_and(|there| there.relation.supports);
    if !view.relation.supports {
        return if gave {
            Ok(Vec::new())
        } else {
            Err(Refusal::NoSupport)
        };
    }
    if !gave && allowed(ActionKind::Support, other.state).is_none() {
        return Err(Refusal::WrongState {
            action: ActionKind::Support,
            state: other.state,
        });
    }
    let given = (!gave).then(|| other.next(Change::Supported {}));
    Ok(given
        .into_iter()
        .chain([own.next(Change::Unsupported {})])
        .collect())
}

/// Where it goes on, if it is there.
fn merged_into<'v>(
    view: &'v View,
    own: &'v Proposal,
    id: ProposalId,
) -> Result<(&'v Merger, &'v Proposal), Refusal> {
    let merger = own.merged.as_ref().filter(|merger| merger.into.id == id);
    merger.zip(other(view, id)).ok_or(Refusal::NotMergedThere)
}

/// What stands by itself again is where it was, with as much time as any case has there.
fn freed(case: &Proposal, merger: &Merger, text: Option<String>, ctx: &Context<'_>) -> Change {
    let clock = match merger.before {
        State::Accepted => working_clock(ClockKind::Assign, case.clocks.assign, ctx),
        _ => working_clock(ClockKind::Triage, case.clocks.triage, ctx),
    };
    Change::Unmerged {
        from: merger.into.clone(),
        text,
        clock,
    }
}

fn other(view: &View, id: ProposalId) -> Option<&Proposal> {
    view.others.get(&id)?.proposal.as_ref()
}
