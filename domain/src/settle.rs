//! One command, carried out once. The backend's writer and the city in memory ([`crate::world`]) both ask
//! here, so that idempotency and conflicts have one meaning.

use crate::command::{Command, Order};
use crate::context::Context;
use crate::event::{By, Fact};
use crate::proposal::{Decision, View, decide};
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
            let administers = ctx.actor.person().is_none_or(crate::actor::Person::administers);
            let part = match ctx.actor.person() {
                Some(_) => crate::actor::Part::Administrator,
                None => crate::actor::Part::System,
            };
            let refusal = if !administers {
                Some(Refusal::NotAdministrator)
            } else if seen.as_ref().is_some_and(|seen| *seen != ctx.city.tag()) {
                Some(Refusal::CityMoved)
            } else {
                city.check().and_then(|()| city.check_after(ctx.city)).err()
            };
            match refusal {
                Some(refusal) => Settled::Keep(Outcome::Refused {
                    problem: refusal.problem(),
                }),
                None => Settled::Append(Decision {
                    by: By {
                        part,
                        department: None,
                        account: ctx.actor.person().map(|person| person.account),
                    },
                    facts: vec![Fact::City { city: city.clone() }],
                    by_itself: Vec::new(),
                }),
            }
        }
    }
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
