//! The words of one step.

use crate::components::StarsGiven;
use crate::pages::supervising::{fit_id, month_words};
use crate::state::{Colleagues, use_status};
use crate::words::{answer_id, decline_id, department_name, due_day, judgement_id, ruling_id};
use crate::{t, text};
use domain::actor::Part;
use domain::clock::ClockKind;
use domain::event::By;
use domain::id::{AccountId, DepartmentId};
use domain::proposal::{ArgumentChange, Change, Proposal, Reference, State};
use domain::time::Timestamp;
use leptos::prelude::*;

/// What was done to a proposal of one's own, or one that is followed, in a few words.
pub(crate) fn change_words(change: Change) -> impl Fn() -> String + Send + Sync {
    move || words(&change, None, "no")
}

/// What was done, in a few words.
pub(super) fn name(change: Change, by: By, mine: bool, pending: bool) -> impl Fn() -> String + Send + Sync {
    let mine = if mine { "yes" } else { "no" };
    move || match &change {
        Change::Submitted { .. } if pending => text!("timeline-submitted-pending"),
        change => words(change, by.department.as_ref(), mine),
    }
}

fn words(change: &Change, department: Option<&DepartmentId>, mine: &str) -> String {
    match change {
        Change::Assigned { lead, .. } => text!("timeline-assigned", department = department_name(lead)),
        Change::Answered { kind, department, .. } => {
            text!(
                "timeline-answered",
                department = department_name(department),
                kind = answer_id(*kind)
            )
        }
        Change::Reopened { clock, .. } if clock.kind == ClockKind::Hearing => {
            text!("timeline-to-hearing", mine = mine)
        }
        Change::Convened { day, .. } => text!("timeline-convened", day = day.to_string()),
        Change::Concluded { ruling, .. } => text!("timeline-concluded", ruling = ruling_id(*ruling)),
        Change::Judged { judgement, .. } => {
            text!(
                "timeline-judged",
                mine = mine,
                judgement = judgement_id(*judgement)
            )
        }
        Change::Merged { into, .. } => text!("timeline-merged", other = other_name(into)),
        Change::Joined { other } => text!("timeline-joined", other = other_name(other)),
        Change::Parted { other } => text!("timeline-parted", other = other_name(other)),
        Change::HandedOver { to, .. } => {
            let who = if is_me(*to) { "you" } else { "colleague" };
            let name = Colleagues::name(*to).unwrap_or_else(|| text!("timeline-handed-over.someone"));
            text!("timeline-handed-over", who = who, name = name)
        }
        Change::Prepared { action, .. } => {
            let action = text!("proposal-action", action = action.kind().name());
            text!("timeline-prepared", action = action)
        }
        Change::Drawn { .. } => text!("timeline-drawn"),
        Change::Entrusted { to } => {
            let who = if is_me(*to) { "you" } else { "other" };
            let name = Colleagues::name(*to).unwrap_or_else(|| text!("timeline-entrusted.someone"));
            text!("timeline-entrusted", who = who, name = name)
        }
        Change::Assessed { fit, clock, .. } => {
            let next = match clock.map(|clock| clock.kind) {
                None => "stays",
                Some(ClockKind::Hearing) => "hearing",
                Some(_) => "again",
            };
            text!("timeline-assessed", fit = fit_id(*fit), next = next)
        }
        Change::Asked { .. } if department.is_none() => text!("timeline-asked.city"),
        Change::Argument {
            step: ArgumentChange::Hidden { reason, .. },
            ..
        } => text!("timeline-hidden", reason = reason.name()),
        Change::Escalated { to, .. } => text!("timeline-escalated", tier = to.name()),
        change => {
            let id = format!("timeline-{}", change.name().replace('_', "-"));
            let department = department
                .map(department_name)
                .unwrap_or_else(|| text!("department-some"));
            text!(id, mine = mine, department = department)
        }
    }
}

fn is_me(account: AccountId) -> bool {
    use_status().with(|status| status.as_ref().is_some_and(|status| status.me.account == account))
}

/// What was said, and what goes with it.
pub(super) fn body(proposal: &Proposal, change: &Change, by: &By, at: Timestamp, pending: bool) -> AnyView {
    let mut lines: Vec<AnyView> = Vec::new();
    let mut say = |line: Signal<String>| lines.push(view! { <p>{line}</p> }.into_any());
    match change {
        Change::Declined { reason, clock, .. } => {
            let reason = decline_id(*reason);
            say(t!("timeline-declined.detail", reason = reason));
            say(t!("decline-reason-next", reason = reason));
            if clock.is_none() && proposal.state == State::Declined {
                say(t!("timeline-declined.last"));
            }
        }
        Change::Unmerged { text: None, .. } => say(t!("timeline-unmerged.detail")),
        Change::Assigned { joint, .. } if !joint.is_empty() => {
            let joint = joint.clone();
            say(t!("timeline-assigned.joint", departments = names(&joint)));
        }
        Change::Excused { .. } => say(t!("timeline-excused.detail")),
        Change::Answered {
            promised: Some(day), ..
        } => {
            let day = day.to_string();
            say(t!("timeline-answered.promised", day = day));
        }
        Change::Achieved { milestone, .. } => {
            let milestones = proposal.answer.as_ref().map(|answer| &answer.milestones);
            let reached = milestones.and_then(|all| all.get(usize::from(*milestone)));
            // An answer that came later has steps of its own.
            let reached = reached.filter(|one| one.achieved.as_ref().is_some_and(|done| done.at == at));
            if let Some(reached) = reached {
                let step = reached.step.text.clone();
                say(t!("timeline-achieved.step", step = &step));
            }
        }
        Change::HandedOver { .. }
        | Change::Prepared { .. }
        | Change::Checked { .. }
        | Change::Discarded { .. } => say(t!("timeline-handed-over.detail")),
        Change::Drawn { month } => {
            let month = *month;
            say(t!("timeline-drawn.detail", month = month_words(month)));
        }
        Change::Entrusted { .. } => say(t!("timeline-entrusted.detail")),
        Change::Inquired { due, .. } => {
            let due = *due;
            say(t!("timeline-inquired.detail", date = due_day(due)));
        }
        Change::Asked { .. } => say(t!("timeline-asked.detail")),
        Change::Resumed { .. } => say(t!("timeline-resumed.detail")),
        Change::Extended { clock, .. } => {
            let due = clock.due;
            say(t!("timeline-extended.detail", date = due_day(due)));
        }
        Change::Escalated { clock, .. } => {
            let clock = clock.name();
            say(t!("timeline-escalated.detail", clock = clock));
        }
        Change::Erased {} => say(t!("timeline-erased.detail")),
        Change::ClosedUnappealed {} => say(t!("timeline-closed-unappealed.detail")),
        Change::Returned { .. } => say(t!("timeline-returned.detail")),
        Change::ClosedUnjudged {} => say(t!("timeline-closed-unjudged.detail")),
        _ => {}
    }
    if let Change::Answered { missing, .. } = change
        && !missing.is_empty()
    {
        let missing = missing.clone();
        say(t!("timeline-answered.missing", departments = names(&missing)));
    }
    if pending {
        say(t!("timeline-pending"));
    } else if matches!(
        change,
        Change::Accepted { .. }
            | Change::Assigned { .. }
            | Change::Declined { .. }
            | Change::Merged { .. }
            | Change::Unmerged { .. }
    ) {
        let part = part_id(by.part);
        say(t!("timeline-by", part = part));
    }
    if let Change::Judged {
        stars: Some(stars), ..
    }
    | Change::Reopened {
        stars: Some(stars), ..
    } = change
    {
        lines.push(view! { <p><StarsGiven stars=*stars/></p> }.into_any());
    }
    if let Some(said) = said(proposal, change, at).filter(|said| !said.is_empty()) {
        lines.push(view! { <p class="step-said said"><bdi>{said.to_owned()}</bdi></p> }.into_any());
    }
    lines.into_any()
}

/// Somebody's own words. The answer that holds has its own place on the page, so it is not said twice.
fn said<'a>(proposal: &Proposal, change: &'a Change, at: Timestamp) -> Option<&'a str> {
    match change {
        Change::Answered { .. } if proposal.answer.as_ref().is_some_and(|answer| answer.at == at) => None,
        Change::Declined { text, .. }
        | Change::Merged { text, .. }
        | Change::Unmerged { text: Some(text), .. }
        | Change::Returned { text, .. }
        | Change::Appealed { text, .. }
        | Change::Asked { text, .. }
        | Change::HandedOver { text, .. }
        | Change::Replied { text, .. }
        | Change::Extended { text, .. }
        | Change::Contributed { text, .. }
        | Change::Excused { text, .. }
        | Change::Noted { text }
        | Change::Answered { text, .. }
        | Change::Achieved { text, .. }
        | Change::Resolved { text, .. }
        | Change::Inquired { text, .. }
        | Change::Clarified { text }
        | Change::Assessed { text, .. }
        | Change::Convened { text, .. }
        | Change::Concluded { text, .. }
        | Change::Judged { text: Some(text), .. }
        | Change::Reopened { text: Some(text), .. } => Some(text),
        _ => None,
    }
}

/// What another proposal is called: by its number.
fn other_name(other: &Reference) -> String {
    match other.number.clone() {
        Some(number) => text!("proposal-other", number = number),
        None => text!("proposal-other.none"),
    }
}

/// Departments, one after the other as the language lists them.
pub(crate) fn names(departments: &[DepartmentId]) -> String {
    let names: Vec<String> = departments.iter().map(department_name).collect();
    names.join(&text!("list-between"))
}

/// Its name in messages.
fn part_id(part: Part) -> &'static str {
    match part {
        Part::Author => "author",
        Part::Citizen => "citizen",
        Part::Coordinator => "coordinator",
        Part::Officer => "officer",
        Part::Supervisor => "supervisor",
        Part::Administrator => "administrator",
        Part::System => "system",
    }
}
