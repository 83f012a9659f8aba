//! The rules: may this actor do this now, and what is true afterwards?

mod arguing;
mod clocks;
mod handing;
mod leaving;
mod merging;
mod preparing;
mod supervising;

use super::table::{Mover, allowed, rules};
use super::texts::{reply, steps};
use super::{Action, ActionKind, Change, Judgement, Proposal, Ruling, State, View};
use crate::actor::{Actor, Level, Part, Person};
use crate::attachment;
use crate::city::{Listed, Names};
use crate::clock::ClockKind;
use crate::context::Context;
use crate::event::{By, Fact};
use crate::id::{AreaId, CategoryId, DepartmentId, ProposalId};
use crate::refusal::Refusal;
use clocks::{
    calendar_clock, city_clock, not_solved, over, owed_by, promise, resumed, running, today, work_clock,
    working_clock,
};
pub(crate) use leaving::leave;

/// What a command leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub by: By,
    /// Empty where the command asks for what already is (supporting twice). What it says of its own proposal comes last.
    pub facts: Vec<Fact>,
    /// What this leads to elsewhere by itself; it is written first.
    pub by_itself: Vec<Fact>,
}

impl Decision {
    /// All that becomes true, in the order in which it is written, with who did it. The last of it is about the command's
    /// own proposal, so that its sequence number answers the command.
    pub fn into_events(self) -> impl Iterator<Item = (By, Fact)> {
        let system = By::system();
        let by_itself = self.by_itself.into_iter().map(move |fact| (system.clone(), fact));
        let by = self.by;
        by_itself.chain(self.facts.into_iter().map(move |fact| (by.clone(), fact)))
    }
}

/// Decides one action on one proposal.
///
/// # Errors
/// The [`Refusal`]; nothing has changed then.
pub fn decide(view: &View, id: ProposalId, action: &Action, ctx: &Context<'_>) -> Result<Decision, Refusal> {
    let decision = decided(view, id, action, ctx)?;
    if let Some(proposal) = &view.proposal {
        preparing::second_eyes(proposal, action, None, ctx)?;
    }
    Ok(decision)
}

/// The same, whether or not somebody else is to read it first.
fn decided(view: &View, id: ProposalId, action: &Action, ctx: &Context<'_>) -> Result<Decision, Refusal> {
    if let Action::Submit { draft } = action {
        return submit(view, id, draft, ctx);
    }
    let proposal = view.proposal.as_ref().ok_or(Refusal::NoSuchProposal)?;
    let rule = allowed(action.kind(), proposal.state);
    let wrong_state = match (action, proposal.state) {
        (Action::Judge { .. } | Action::CloseUnjudged {} | Action::Assess { .. }, State::Implementing) => {
            Refusal::AwaitsWork
        }
        (Action::Resolve { .. }, State::Answered) => Refusal::NothingPromised,
        _ => Refusal::WrongState {
            action: action.kind(),
            state: proposal.state,
        },
    };
    // Whoever may not do it anywhere is told that, rather than that it can't be done here.
    let Some(known) = rule.or_else(|| rules(action.kind()).next()) else {
        return Err(wrong_state);
    };
    let part = authorise(known.mover, action, view, proposal, ctx)?;
    if rule.is_none() {
        return Err(wrong_state);
    }
    if let Action::Publish { prepared } = action {
        return preparing::publish(view, proposal, *prepared, ctx);
    }
    let by = By {
        part,
        department: match (part, known.mover) {
            (Part::Officer, Mover::JointOfficer) => joint_of(proposal, ctx).cloned(),
            (Part::Officer, Mover::Preparer) => preparing::office(action, proposal, ctx),
            (Part::Officer, _) => proposal.lead.clone(),
            _ => None,
        },
        account: ctx.actor.person().map(|person| person.account),
    };
    let facts = match action {
        Action::Follow {} | Action::Unfollow {} => {
            let following = matches!(action, Action::Follow {});
            if view.relation.follows == following {
                Vec::new()
            } else {
                vec![Fact::Follow {
                    proposal: id,
                    following,
                }]
            }
        }
        Action::Merge { into, text } => merging::merge(view, proposal, *into, text, ctx)?,
        Action::Unmerge { from, text } => merging::unmerge(view, proposal, *from, text, ctx)?,
        Action::Move { to } => merging::move_support(view, proposal, *to)?,
        Action::Entrust { to } => supervising::entrust(view, proposal, *to, ctx)?,
        Action::HandOver { to, text } => handing::hand_over(view, proposal, *to, text, ctx)?,
        Action::Prepare { prepared, action } => {
            preparing::prepare(view, proposal, *prepared, action, by.department.clone(), ctx)?
        }
        Action::Check { prepared } => preparing::check(proposal, *prepared, ctx)?,
        Action::Discard { prepared } => preparing::discard(proposal, *prepared),
        // Each answer is judged once by each of those who follow it.
        Action::Rate { .. } if view.relation.judged >= proposal.round() => return Err(Refusal::RatedAlready),
        Action::Argument { argument, action } => {
            let change = arguing::argue(view, *argument, action, ctx)?;
            change.map(|change| proposal.next(change)).into_iter().collect()
        }
        Action::Support {} if view.relation.supports => Vec::new(),
        Action::Unsupport {} if !view.relation.supports => Vec::new(),
        _ => vec![proposal.next(change(proposal, action, ctx)?)],
    };
    let by_itself = match action {
        Action::Decline { .. } | Action::Withdraw {} => merging::let_go(view, proposal, ctx)?,
        _ => Vec::new(),
    };
    Ok(Decision { by, facts, by_itself })
}

impl Proposal {
    /// The next change of it.
    pub(crate) fn next(&self, change: Change) -> Fact {
        Fact::Proposal {
            proposal: self.id,
            version: self.version.saturating_add(1),
            change,
        }
    }
}

/// The part in which the actor may make this move.
fn authorise(
    mover: Mover,
    action: &Action,
    view: &View,
    proposal: &Proposal,
    ctx: &Context<'_>,
) -> Result<Part, Refusal> {
    let person = match (mover, ctx.actor) {
        (Mover::System, Actor::System) => return Ok(Part::System),
        (Mover::System, Actor::Person(_)) => return Err(Refusal::SystemOnly),
        (_, Actor::Person(person)) => person,
        (Mover::Coordinator | Mover::AnotherCoordinator, Actor::System) => {
            return Err(Refusal::NotCoordinator);
        }
        (Mover::LeadOfficer, Actor::System) => return Err(Refusal::NotLeadOfficer),
        (Mover::JointOfficer, Actor::System) => return Err(Refusal::NotJointOfficer),
        (Mover::Supervisor, Actor::System) => return Err(Refusal::NotSupervisor),
        (Mover::Follower, Actor::System) => return Err(Refusal::NotFollower),
        (Mover::Desk | Mover::Preparer, Actor::System) => return Err(Refusal::NotDesk),
        (Mover::Arguer, Actor::System) => return Err(Refusal::NotYourArgument),
        (Mover::Author | Mover::Anyone, Actor::System) => return Err(Refusal::NotAuthor),
    };
    match mover {
        Mover::Author if proposal.is_by(person) => Ok(Part::Author),
        Mover::Author => Err(Refusal::NotAuthor),
        Mover::Coordinator | Mover::AnotherCoordinator if !person.coordinates(ctx.city, &proposal.area) => {
            Err(Refusal::NotCoordinator)
        }
        Mover::AnotherCoordinator if proposal.declined_by == Some(person.account) => Err(Refusal::OwnDecline),
        Mover::Coordinator | Mover::AnotherCoordinator => Ok(Part::Coordinator),
        Mover::LeadOfficer if proposal.lead.as_ref().is_some_and(|lead| person.serves(lead)) => {
            Ok(Part::Officer)
        }
        Mover::LeadOfficer => Err(Refusal::NotLeadOfficer),
        Mover::JointOfficer if joint_of(proposal, ctx).is_some() => Ok(Part::Officer),
        Mover::JointOfficer => Err(Refusal::NotJointOfficer),
        Mover::Supervisor
            if proposal.is_supervised_by(person) && supervising::may_supervise(person, proposal, ctx) =>
        {
            Ok(Part::Supervisor)
        }
        Mover::Supervisor => Err(Refusal::NotSupervisor),
        Mover::Follower if proposal.is_by(person) || !(view.relation.follows || view.relation.supports) => {
            Err(Refusal::NotFollower)
        }
        Mover::Follower => {
            at_least(person, ctx.city.policy.support_level)?;
            Ok(Part::Citizen)
        }
        Mover::Desk if person.coordinates(ctx.city, &proposal.area) => Ok(Part::Coordinator),
        Mover::Desk if proposal.lead.as_ref().is_some_and(|lead| person.serves(lead)) => Ok(Part::Officer),
        Mover::Desk => Err(Refusal::NotDesk),
        Mover::Arguer
            if !action
                .argument()
                .is_some_and(|id| arguing::gave(view, id, person)) =>
        {
            Err(Refusal::NotYourArgument)
        }
        Mover::Anyone | Mover::Arguer => {
            match action.kind() {
                ActionKind::Support | ActionKind::Move => at_least(person, ctx.city.policy.support_level)?,
                ActionKind::Argue | ActionKind::Second | ActionKind::Report => {
                    at_least(person, arguing::level(ctx))?;
                }
                _ => {}
            }
            Ok(if proposal.is_by(person) {
                Part::Author
            } else {
                Part::Citizen
            })
        }
        Mover::Preparer => preparing::authorised(action, view, proposal, ctx),
        Mover::System => Err(Refusal::SystemOnly),
    }
}

/// The joint department that the actor speaks for: of several, one that has said nothing yet.
fn joint_of<'a>(proposal: &'a Proposal, ctx: &Context<'_>) -> Option<&'a DepartmentId> {
    let person = ctx.actor.person()?;
    let awaited = proposal.awaited().find(|joint| person.serves(joint));
    awaited.or_else(|| proposal.joint.iter().find(|joint| person.serves(joint)))
}

fn at_least(person: &Person, needed: Level) -> Result<(), Refusal> {
    if person.level < needed {
        Err(Refusal::LevelTooLow { needed })
    } else {
        Ok(())
    }
}

fn submit(view: &View, id: ProposalId, draft: &super::Draft, ctx: &Context<'_>) -> Result<Decision, Refusal> {
    let Actor::Person(person) = ctx.actor else {
        return Err(Refusal::NotAuthor);
    };
    if view.proposal.is_some() {
        return Err(Refusal::ProposalExists);
    }
    at_least(person, ctx.city.policy.submit_level)?;
    draft.check()?;
    attachment::check(&draft.attachments, &ctx.city.policy)?;
    let area = match &draft.area {
        Some(area) => known_area(area, None, ctx)?,
        None => draft
            .point
            .and_then(|point| ctx.city.area_at(point))
            .or(ctx.city.root())
            .cloned()
            .ok_or(Refusal::NoSuchArea { area: String::new() })?,
    };
    let category = draft
        .category
        .as_ref()
        .map(|category| known_category(category, None, ctx))
        .transpose()?;
    let clocks = ctx.city.clocks(category.as_ref());
    let year = ctx.now.day(ctx.city.calendar.utc_offset).year();
    let change = Change::Submitted {
        number: ctx.next_number.map(|number| format!("{year}-{number:04}")),
        title: draft.title_or_first_words(),
        text: draft.text.clone(),
        category,
        area,
        place: draft.place.clone(),
        point: draft.point,
        language: draft.language.clone(),
        signature: draft.signature.clone(),
        attachments: draft.attachments.clone(),
        clocks,
        clock: working_clock(ClockKind::Triage, clocks.triage, ctx),
    };
    Ok(Decision {
        by: By {
            part: Part::Author,
            department: None,
            account: Some(person.account),
        },
        facts: vec![Fact::Proposal {
            proposal: id,
            version: 1,
            change,
        }],
        by_itself: Vec::new(),
    })
}

fn change(proposal: &Proposal, action: &Action, ctx: &Context<'_>) -> Result<Change, Refusal> {
    attachment::check(action.attachments(), &ctx.city.policy)?;
    let clocks = proposal.clocks;
    let verdict_clock = || calendar_clock(ClockKind::Verdict, clocks.verdict, ctx);
    Ok(match action {
        Action::Accept { category, area } => {
            let category = category
                .as_ref()
                .map(|category| known_category(category, proposal.category.as_ref(), ctx))
                .transpose()?;
            let category = category.or_else(|| proposal.category.clone());
            let area = area
                .as_ref()
                .map(|area| known_area(area, Some(&proposal.area), ctx))
                .transpose()?;
            // The category decides the clocks; a case whose category is put right runs by the right ones.
            let clocks = if category == proposal.category {
                clocks
            } else {
                ctx.city.clocks(category.as_ref())
            };
            Change::Accepted {
                category,
                area: area.unwrap_or_else(|| proposal.area.clone()),
                clocks,
                clock: working_clock(ClockKind::Assign, clocks.assign, ctx),
            }
        }
        Action::Decline { reason, text } => Change::Declined {
            reason: *reason,
            text: reply(text)?,
            // Whoever decided on the appeal has the last word.
            clock: (proposal.state == State::Submitted)
                .then(|| calendar_clock(ClockKind::Appeal, clocks.appeal, ctx)),
        },
        Action::Appeal { text } => {
            running(proposal, ClockKind::Appeal)
                .filter(|clock| ctx.now < clock.due)
                .ok_or(Refusal::AppealOver)?;
            Change::Appealed {
                text: reply(text)?,
                clock: working_clock(ClockKind::Review, clocks.review, ctx),
            }
        }
        Action::CloseUnappealed {} => {
            over(
                running(proposal, ClockKind::Appeal).ok_or(Refusal::AppealOver)?,
                ctx,
            )?;
            Change::ClosedUnappealed {}
        }
        Action::Assign { lead, joint } => {
            let lead = known_department(lead, ctx)?;
            let mut others = Vec::new();
            for department in joint {
                let department = known_department(department, ctx)?;
                if department != lead && !others.contains(&department) {
                    others.push(department);
                }
            }
            Change::Assigned {
                lead,
                joint: others,
                clock: working_clock(ClockKind::Take, clocks.take, ctx),
            }
        }
        Action::Return { text } => Change::Returned {
            text: reply(text)?,
            clock: working_clock(ClockKind::Assign, clocks.assign, ctx),
        },
        Action::Take {} => Change::Taken {
            clock: match (proposal.state, proposal.clock) {
                // A reopened case has its clock running already: taking it up buys no time.
                (State::Reopened, Some(clock)) => clock,
                _ => working_clock(ClockKind::Answer, clocks.answer, ctx),
            },
        },
        Action::Ask { text } => {
            city_clock(proposal, ctx)?;
            Change::Asked {
                text: reply(text)?,
                clock: working_clock(ClockKind::Reply, clocks.reply, ctx),
            }
        }
        Action::Reply { text } => Change::Replied {
            text: reply(text)?,
            clock: resumed(proposal, ctx)?,
        },
        Action::Resume {} => {
            over(
                running(proposal, ClockKind::Reply).ok_or(Refusal::NothingAsked)?,
                ctx,
            )?;
            Change::Resumed {
                clock: resumed(proposal, ctx)?,
            }
        }
        Action::Extend { text } => {
            let clock = city_clock(proposal, ctx)?;
            if proposal.extended || clock.kind != ClockKind::Answer {
                return Err(Refusal::NoExtension);
            }
            Change::Extended {
                text: reply(text)?,
                clock: clock.extended(clocks.extension, &ctx.city.calendar),
            }
        }
        Action::Contribute { text } => Change::Contributed {
            department: joint_of(proposal, ctx).cloned().ok_or(Refusal::NotJointOfficer)?,
            text: reply(text)?,
        },
        Action::Excuse { text } => Change::Excused {
            department: joint_of(proposal, ctx).cloned().ok_or(Refusal::NotJointOfficer)?,
            text: reply(text)?,
        },
        Action::Note { text } => Change::Noted { text: reply(text)? },
        Action::Answer {
            kind,
            text,
            promised,
            milestones,
        } => {
            let (milestones, clock) = match (kind.promises(), promised) {
                (true, None) => return Err(Refusal::PromiseMissing),
                (false, None) if milestones.is_empty() => (Vec::new(), verdict_clock()),
                (false, _) => return Err(Refusal::PromiseNotAllowed),
                (true, Some(day)) => {
                    promise(*day, ctx)?;
                    let milestones = steps(milestones, today(ctx), *day)?;
                    let first = milestones.first().map_or(*day, |step| step.due);
                    (milestones, work_clock(first, ctx))
                }
            };
            let missing: Vec<DepartmentId> = proposal.awaited().cloned().collect();
            // Nobody waits for them any longer than the person waits for the answer.
            let late = proposal.clock.is_some_and(|clock| clock.is_overdue(ctx.now));
            if !missing.is_empty() && !late {
                return Err(Refusal::JointMissing);
            }
            Change::Answered {
                kind: *kind,
                text: reply(text)?,
                department: proposal.lead.clone().ok_or(Refusal::NotLeadOfficer)?,
                promised: *promised,
                milestones,
                missing,
                clock,
            }
        }
        Action::Achieve {
            milestone,
            text,
            evidence,
        } => {
            let answer = proposal.answer.as_ref().ok_or(Refusal::NoSuchMilestone)?;
            let mut open = answer.open().map(|(at, _)| at);
            if !open.any(|at| at == usize::from(*milestone)) {
                return Err(Refusal::NoSuchMilestone);
            }
            let later = answer.open().find(|(at, _)| *at != usize::from(*milestone));
            let next = later.map(|(_, step)| step.due).or(answer.promised);
            Change::Achieved {
                milestone: *milestone,
                text: reply(text)?,
                evidence: evidence.clone(),
                clock: work_clock(next.ok_or(Refusal::NothingPromised)?, ctx),
            }
        }
        Action::Resolve { text, evidence } => {
            let answer = proposal.answer.as_ref().ok_or(Refusal::NothingPromised)?;
            if answer.open().next().is_some() {
                return Err(Refusal::MilestonesOpen);
            }
            Change::Resolved {
                text: reply(text)?,
                evidence: evidence.clone(),
                clock: verdict_clock(),
            }
        }
        Action::Judge {
            judgement,
            stars,
            text,
        } => {
            check_stars(*stars)?;
            let text = text.as_deref().map(reply).transpose()?;
            let again = (*judgement == Judgement::NotSolved).then(|| not_solved(proposal, ctx));
            match again.flatten() {
                Some(clock) => Change::Reopened {
                    stars: *stars,
                    text,
                    clock,
                },
                None => Change::Judged {
                    judgement: *judgement,
                    stars: *stars,
                    text,
                },
            }
        }
        Action::Rate { judgement, stars } => {
            check_stars(*stars)?;
            Change::Rated {
                judgement: *judgement,
                stars: *stars,
            }
        }
        Action::Convene { day, text } => {
            if !(0..=HEARING_DAYS).contains(&today(ctx).days_until(*day)) {
                return Err(Refusal::HearingOutOfRange { day: *day });
            }
            Change::Convened {
                day: *day,
                text: reply(text)?,
            }
        }
        Action::Conclude { ruling, text } => {
            let held = |hearing: &super::Hearing| hearing.day <= today(ctx);
            if !proposal.hearing.as_ref().is_some_and(held) {
                return Err(Refusal::NotHeard);
            }
            let rework = || working_clock(ClockKind::Rework, clocks.rework, ctx);
            Change::Concluded {
                ruling: *ruling,
                text: reply(text)?,
                clock: (*ruling == Ruling::Rework).then(rework),
            }
        }
        Action::Inquire { text } => supervising::inquire(proposal, text, ctx)?,
        Action::Clarify { text } => supervising::clarify(proposal, text)?,
        Action::Assess { fit, text } => supervising::assess(proposal, *fit, text, ctx)?,
        Action::CloseUnjudged {} => {
            over(
                running(proposal, ClockKind::Verdict).ok_or(Refusal::AwaitsWork)?,
                ctx,
            )?;
            Change::ClosedUnjudged {}
        }
        Action::Withdraw {} => Change::Withdrawn {},
        Action::Escalate {} => {
            let (clock, from) = owed_by(proposal, ctx)?;
            over(clock, ctx)?;
            Change::Escalated {
                clock: clock.kind,
                from,
                to: from.above(&proposal.area, ctx.city),
            }
        }
        Action::Support {} => Change::Supported {},
        Action::Unsupport {} => Change::Unsupported {},
        // These are answered before: they make no change of a proposal that exists, or not of one alone.
        Action::Submit { .. } => return Err(Refusal::ProposalExists),
        Action::Follow {}
        | Action::Unfollow {}
        | Action::Argument { .. }
        | Action::Merge { .. }
        | Action::Unmerge { .. }
        | Action::Move { .. }
        | Action::Entrust { .. }
        | Action::HandOver { .. }
        | Action::Prepare { .. }
        | Action::Check { .. }
        | Action::Discard { .. }
        | Action::Publish { .. } => return Err(Refusal::NoSuchProposal),
    })
}

/// The most days from now to a hearing.
const HEARING_DAYS: i64 = 31;

fn check_stars(stars: Option<u8>) -> Result<(), Refusal> {
    match stars.filter(|stars| !(1..=5).contains(stars)) {
        Some(stars) => Err(Refusal::StarsOutOfRange { stars }),
        None => Ok(()),
    }
}

/// An area that something new can come to, or where the case is already.
fn known_area(id: &AreaId, kept: Option<&AreaId>, ctx: &Context<'_>) -> Result<AreaId, Refusal> {
    let known = ctx.city.area(id);
    let area = known.ok_or_else(|| Refusal::NoSuchArea { area: id.0.clone() })?;
    in_use(Listed::Area, &id.0, &area.names, area.retired && kept != Some(id))?;
    Ok(area.id.clone())
}

/// A category that something new can be filed in, or that the case has already.
fn known_category(
    id: &CategoryId,
    kept: Option<&CategoryId>,
    ctx: &Context<'_>,
) -> Result<CategoryId, Refusal> {
    let known = ctx.city.category(id);
    let category = known.ok_or_else(|| Refusal::NoSuchCategory {
        category: id.0.clone(),
    })?;
    let is_gone = category.retired && kept != Some(id);
    in_use(Listed::Category, &id.0, &category.names, is_gone)?;
    Ok(category.id.clone())
}

/// A department that cases can be given to.
fn known_department(id: &DepartmentId, ctx: &Context<'_>) -> Result<DepartmentId, Refusal> {
    let known = ctx.city.department(id);
    let department = known.ok_or_else(|| Refusal::NoSuchDepartment {
        department: id.0.clone(),
    })?;
    in_use(Listed::Department, &id.0, &department.names, department.retired)?;
    Ok(department.id.clone())
}

/// That something new can come to what has this id and these names.
pub(crate) fn in_use(what: Listed, id: &str, names: &Names, retired: bool) -> Result<(), Refusal> {
    match retired {
        true => Err(Refusal::Retired {
            what,
            id: id.to_owned(),
            names: names.clone(),
        }),
        false => Ok(()),
    }
}
