//! What a supervisor and the department may do beside the case, and when their finding reopens it.

use super::super::texts::reply;
use super::super::{Change, INQUIRIES_LIMIT, INQUIRY_DAYS, Proposal, Supervision, View};
use super::clocks::not_solved;
use crate::actor::Person;
use crate::context::Context;
use crate::event::Fact;
use crate::id::AccountId;
use crate::refusal::Refusal;

/// Gives the look at a case to one of those who may; only where nobody has it, or whoever had it may no more.
pub(super) fn entrust(
    view: &View,
    proposal: &Proposal,
    to: AccountId,
    ctx: &Context<'_>,
) -> Result<Vec<Fact>, Refusal> {
    open(proposal)?;
    let may = |account: AccountId| {
        let person = view.people.get(&account);
        person.is_some_and(|person| may_supervise(person, proposal, ctx))
    };
    let from = proposal.internal.supervisor;
    if from.is_some_and(may) {
        return Err(Refusal::SupervisedAlready);
    }
    if !may(to) {
        return Err(Refusal::NotSupervisor);
    }
    Ok(vec![Fact::Internal {
        proposal: proposal.id,
        change: Change::Entrusted { to },
    }])
}

pub(super) fn may_supervise(person: &Person, proposal: &Proposal, ctx: &Context<'_>) -> bool {
    person.may_supervise(ctx.city, &proposal.area, proposal.author)
}

pub(super) fn inquire(proposal: &Proposal, text: &str, ctx: &Context<'_>) -> Result<Change, Refusal> {
    let supervision = open(proposal)?;
    if supervision.inquiry().is_some() {
        return Err(Refusal::InquiryOpen);
    }
    if supervision.inquiries.len() >= INQUIRIES_LIMIT {
        return Err(Refusal::TooManyInquiries {
            limit: INQUIRIES_LIMIT,
        });
    }
    Ok(Change::Inquired {
        text: reply(text)?,
        due: ctx.city.calendar.after_working_days(ctx.now, INQUIRY_DAYS).at,
    })
}

pub(super) fn clarify(proposal: &Proposal, text: &str) -> Result<Change, Refusal> {
    let asked = proposal.supervision().and_then(Supervision::inquiry);
    asked.ok_or(Refusal::NothingInquired)?;
    Ok(Change::Clarified { text: reply(text)? })
}

/// Not fit, it goes where its author's "not solved" would send it.
pub(super) fn assess(
    proposal: &Proposal,
    fit: bool,
    text: &str,
    ctx: &Context<'_>,
) -> Result<Change, Refusal> {
    open(proposal)?;
    Ok(Change::Assessed {
        fit,
        text: reply(text)?,
        clock: (!fit).then(|| not_solved(proposal, ctx)).flatten(),
    })
}

fn open(proposal: &Proposal) -> Result<&Supervision, Refusal> {
    proposal.supervision().ok_or(Refusal::NothingToSupervise)
}
