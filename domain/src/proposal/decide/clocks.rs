//! The clocks that a decision starts, stops, puts off or finds at their end.

use crate::calendar::Due;
use crate::clock::{Clock, ClockKind};
use crate::context::Context;
use crate::proposal::Proposal;
use crate::refusal::Refusal;
use crate::tier::Tier;
use crate::time::Day;

const PROMISE_DAYS: i64 = 731;

/// A clock of days that are worked.
pub(super) fn working_clock(kind: ClockKind, days: u16, ctx: &Context<'_>) -> Clock {
    Clock::new(kind, ctx.now, ctx.city.calendar.after_working_days(ctx.now, days))
}

/// A clock of days as the calendar has them.
pub(super) fn calendar_clock(kind: ClockKind, days: u16, ctx: &Context<'_>) -> Clock {
    let offset = ctx.city.calendar.utc_offset;
    let due = Due {
        at: ctx.now.plus_days(i64::from(days)).day(offset).end(offset),
        provisional: false,
    };
    Clock::new(kind, ctx.now, due)
}

/// The clock that runs, where it is of this kind.
pub(super) fn running(proposal: &Proposal, kind: ClockKind) -> Option<Clock> {
    proposal.clock.filter(|clock| clock.kind == kind)
}

/// That a clock has come to its end.
pub(super) fn over(clock: Clock, ctx: &Context<'_>) -> Result<(), Refusal> {
    if ctx.now < clock.due {
        return Err(Refusal::NotYetDue { due: clock.due });
    }
    Ok(())
}

/// The city's clock, while it can still be stopped or put off: it runs, and is not over. What is late stays late.
pub(super) fn city_clock(proposal: &Proposal, ctx: &Context<'_>) -> Result<Clock, Refusal> {
    match proposal.clock {
        Some(clock) if !clock.kind.is_on_city() => Err(Refusal::AwaitsReply),
        Some(clock) if ctx.now < clock.due => Ok(clock),
        _ => Err(Refusal::ClockOver),
    }
}

/// The city's clock that has not gone up yet, and who answers for it.
pub(super) fn owed_by(proposal: &Proposal, ctx: &Context<'_>) -> Result<(Clock, Tier), Refusal> {
    let clock = proposal.clock.filter(|clock| clock.escalated.is_none());
    let clock = clock.ok_or(Refusal::NothingToEscalate)?;
    let owing = Tier::owing(clock.kind, &proposal.area, ctx.city);
    Ok((clock, owing.ok_or(Refusal::NothingToEscalate)?))
}

/// The clock that stood still while the author was asked, going on.
pub(super) fn resumed(proposal: &Proposal, ctx: &Context<'_>) -> Result<Clock, Refusal> {
    let (question, reply) = (proposal.question.as_ref().zip(proposal.clock)).ok_or(Refusal::NothingAsked)?;
    // However late that is noticed, it stands still no longer than the author had time.
    let at = ctx.now.min(reply.due);
    Ok(question.paused.resumed(question.at, at, &ctx.city.calendar))
}

/// The clock of a case that is found not to be solved: the department's once more, then that of a hearing; none after a
/// hearing, where nothing reopens it.
pub(super) fn not_solved(proposal: &Proposal, ctx: &Context<'_>) -> Option<Clock> {
    let clocks = proposal.clocks;
    let (kind, days) = match proposal.reopened {
        0 => (ClockKind::Rework, clocks.rework),
        _ => (ClockKind::Hearing, clocks.hearing),
    };
    (!proposal.is_last_round()).then(|| working_clock(kind, days, ctx))
}

/// The day it is in the city.
pub(super) fn today(ctx: &Context<'_>) -> Day {
    ctx.now.day(ctx.city.calendar.utc_offset)
}

/// That a day can be promised: today at the earliest, and within two years.
pub(super) fn promise(day: Day, ctx: &Context<'_>) -> Result<(), Refusal> {
    if !(0..=PROMISE_DAYS).contains(&today(ctx).days_until(day)) {
        return Err(Refusal::PromiseOutOfRange { day });
    }
    Ok(())
}

/// The clock of a promise, to the end of its day. Where a milestone was late, the next one's day may be over when its
/// clock begins.
pub(super) fn work_clock(day: Day, ctx: &Context<'_>) -> Clock {
    let due = Due {
        at: day.end(ctx.city.calendar.utc_offset),
        provisional: false,
    };
    Clock::new(ClockKind::Work, ctx.now, due)
}
