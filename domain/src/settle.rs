//! One command, carried out once. The backend's writer and the city in memory ([`crate::world`]) both ask
//! here, so that idempotency and conflicts have one meaning.

use crate::actor::{Part, Person, Role};
use crate::city::Listed;
use crate::command::{Command, Order};
use crate::context::Context;
use crate::draw::Pool;
use crate::event::{By, Fact};
use crate::id::AccountId;
use crate::proposal::{Change, Decision, View, decide, in_use, leave};
use crate::protocol::Outcome;
use crate::refusal::Refusal;
use sha2::{Digest, Sha256};

/// What is kept of a command that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub fingerprint: [u8; 32],
    pub outcome: Outcome,
}

/// What is to be done with a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Append these facts, in this order, then answer `applied` with the last one's sequence number (or the
    /// head, where there are none), and keep the answer.
    Append(Decision),
    /// Answer so, and keep the answer.
    Keep(Outcome),
    /// Answer so; nothing is to be kept.
    Repeat(Outcome),
}

impl Command {
    /// SHA-256 over the command as JSON: the same id must always come with the same fingerprint.
    pub fn fingerprint(&self) -> [u8; 32] {
        // Serialising a command can't fail: its maps have text keys, and nothing in it refuses.
        let json = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(&json).into()
    }
}

/// Settles one command. `prior` is what was kept under the same account and id; `view` is what is known of
/// its proposal and of the actor's relation to it.
pub fn settle(prior: Option<Answered>, view: &View, command: &Command, ctx: &Context<'_>) -> Settled {
    if let Some(prior) = prior {
        return Settled::Repeat(if prior.fingerprint == command.fingerprint() {
            prior.outcome.replayed()
        } else {
            Outcome::Refused {
                problem: Refusal::CommandIdReused.problem(),
            }
        });
    }
    settle_new(view, command, ctx)
}

/// Settles a command that was not answered before. A device that looks ahead has kept no answers.
pub fn settle_new(view: &View, command: &Command, ctx: &Context<'_>) -> Settled {
    match &command.order {
        Order::Proposal {
            proposal,
            seen,
            action,
        } => match decide(view, *proposal, action, ctx) {
            Ok(decision) => Settled::Append(decision),
            Err(refusal) => Settled::Keep(refused(&refusal, view, *seen)),
        },
        Order::City { city, seen } => {
            let moved = || seen.as_ref().is_some_and(|seen| *seen != ctx.city.tag());
            let check = || match moved() {
                true => Err(Refusal::CityMoved),
                false => city.check().and_then(|()| city.check_after(ctx.city)),
            };
            by_administrator(ctx, check, || Fact::City { city: city.clone() })
        }
        Order::Roles { account, roles } => by_administrator(
            ctx,
            || check_roles(view, *account, roles, ctx),
            || Fact::Roles {
                account: *account,
                roles: roles.clone(),
            },
        ),
        Order::Draw { pool } => by_system(draw(view, pool, ctx)),
        Order::Leave { account, erase, .. } => by_system(leave(view, *account, *erase, ctx)),
    }
}

fn by_system(decided: Result<Decision, Refusal>) -> Settled {
    match decided {
        Ok(decision) => Settled::Append(decision),
        Err(refusal) => Settled::Keep(Outcome::Refused {
            problem: refusal.problem(),
        }),
    }
}

/// The draw for a month that is over: once, and of what was closed since the last one.
fn draw(view: &View, pool: &Pool, ctx: &Context<'_>) -> Result<Decision, Refusal> {
    if ctx.actor.person().is_some() {
        return Err(Refusal::SystemOnly);
    }
    let offset = ctx.city.calendar.utc_offset;
    if pool.month >= ctx.now.day(offset).month() {
        let due = pool.month.last_day().end(offset);
        return Err(Refusal::NotYetDue { due });
    }
    let (last, until) = match &view.drawn {
        Some(last) => (Some(last.month), last.size),
        None => (None, 0),
    };
    if Some(pool.month) <= last || pool.after != until || pool.size < until {
        return Err(Refusal::DrawnAlready);
    }
    let draw = pool.draw();
    let mut facts = Vec::with_capacity(draw.drawn.len() + 1);
    for id in &draw.drawn {
        let drawn = view.others.get(id).and_then(|view| view.proposal.as_ref());
        let month = draw.month;
        facts.push(
            drawn
                .ok_or(Refusal::NoSuchProposal)?
                .next(Change::Drawn { month }),
        );
    }
    let draw = Box::new(draw);
    facts.push(Fact::Draw { draw });
    Ok(Decision {
        by: By::system(),
        facts,
        by_itself: Vec::new(),
    })
}

/// What an administrator may do, unless `check` finds something wrong with it.
fn by_administrator(
    ctx: &Context<'_>,
    check: impl FnOnce() -> Result<(), Refusal>,
    fact: impl FnOnce() -> Fact,
) -> Settled {
    let person = ctx.actor.person();
    let refusal = match person.is_none_or(Person::administers) {
        true => check().err(),
        false => Some(Refusal::NotAdministrator),
    };
    match refusal {
        Some(refusal) => Settled::Keep(Outcome::Refused {
            problem: refusal.problem(),
        }),
        None => Settled::Append(Decision {
            by: By {
                part: person.map_or(Part::System, |_| Part::Administrator),
                department: None,
                account: person.map(|person| person.account),
            },
            facts: vec![fact()],
            by_itself: Vec::new(),
        }),
    }
}

/// Roles are of areas and departments that there are, new ones of those in use; and nobody takes the administrator's from
/// themselves: a city without one could not be mended from within.
fn check_roles(view: &View, account: AccountId, roles: &[Role], ctx: &Context<'_>) -> Result<(), Refusal> {
    let before = view.people.get(&account);
    for role in roles {
        let has = before.is_some_and(|person| person.roles.contains(role));
        match role {
            Role::Coordinator { area } | Role::Supervisor { area } => {
                let known = ctx.city.area(area);
                let known = known.ok_or_else(|| Refusal::NoSuchArea { area: area.0.clone() })?;
                in_use(Listed::Area, &area.0, &known.names, known.retired && !has)?;
            }
            Role::Officer { department } => {
                let known = ctx.city.department(department);
                let known = known.ok_or_else(|| Refusal::NoSuchDepartment {
                    department: department.0.clone(),
                })?;
                in_use(
                    Listed::Department,
                    &department.0,
                    &known.names,
                    known.retired && !has,
                )?;
            }
            Role::Administrator {} => {}
        }
    }
    if roles.iter().any(Role::is_of_staff) && !roles.iter().all(Role::is_of_staff) {
        return Err(Refusal::SupervisorOfStaff);
    }
    let is_own = ctx.actor.person().is_some_and(|person| person.account == account);
    if is_own && !roles.contains(&Role::Administrator {}) {
        return Err(Refusal::OwnRole);
    }
    before.map(drop).ok_or(Refusal::NoSuchAccount)
}

fn refused(refusal: &Refusal, view: &View, seen: Option<u32>) -> Outcome {
    let problem = refusal.problem();
    match (&view.proposal, seen) {
        (Some(current), Some(seen)) if seen < current.version && refusal.is_about_state() => {
            let current = Box::new(current.clone().seen_by(None, false));
            Outcome::Conflict { problem, current }
        }
        _ => Outcome::Refused { problem },
    }
}
