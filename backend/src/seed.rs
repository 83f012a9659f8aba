//! Fills a city: with the demo, with a real conversation, or with as many made-up proposals as a measurement wants.
//! Everything goes the way of every command, so what is there could have come about by itself; and ids follow
//! from the content, so seeding twice adds nothing.

mod polis;
mod synthetic;

pub use polis::{Loaded, polis};
pub use synthetic::synthetic;

use crate::accounts::AccountJob;
use crate::app::App;
use crate::demo;
use crate::error::{Error, Result};
use crate::findable;
use crate::jobs;
use crate::store::NewAccount;
use crate::writer::Asked;
use domain::actor::{Actor, Level, Person, Role};
use domain::city::City;
use domain::command::{Command, Order};
use domain::id::{AccountId, AreaId, CommandId};
use domain::protocol::{Me, Outcome};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// Commands handed to the writer at a time.
const AT_ONCE: usize = 500;

/// Puts the demo city into an empty log; false where it wasn't empty.
///
/// # Errors
/// What the store says; [`Error::Internal`] where the city refuses a step of the script.
pub async fn demo(app: &App) -> Result<bool> {
    if app.writer.head().borrow().seq > 0 {
        return Ok(false);
    }
    let mut people = HashMap::new();
    for account in demo::accounts() {
        let me = Me {
            account: account.account,
            level: account.level,
            roles: account.roles,
            name: account.name,
        };
        people.insert(me.account, me.person());
        let (login, password) = match &account.login {
            Some(login) => (
                Some(app.secrets.login(login)?),
                Some(app.secrets.password(demo::PASSWORD.to_owned()).await?),
            ),
            None => (None, None),
        };
        let account = NewAccount {
            me,
            secret: None,
            login,
            password,
        };
        app.writer.account(AccountJob::Create(Box::new(account))).await?;
    }
    let script = demo::script(app.clock.now());
    let begin = script.first().map_or(app.clock.now(), |step| step.at);
    let mut asked = vec![publish(demo::city(), begin)];
    for step in script {
        let actor = match step.actor {
            None => Actor::System,
            Some(account) => {
                let person = people.get(&account).cloned();
                Actor::Person(
                    person.ok_or_else(|| Error::Internal(format!("the script names nobody: {account}")))?,
                )
            }
        };
        asked.push(Asked {
            actor,
            at: step.at,
            command: step.command,
        });
    }
    carry_out(app, asked).await?;
    Ok(true)
}

/// Makes everything that was seeded findable by its words, and moves on what time has run out for, so that nobody who
/// serves it next waits for that.
///
/// # Errors
/// What the store says.
pub async fn finish(app: &App) -> Result<()> {
    jobs::move_on(app).await?;
    jobs::have_looked_at(app).await?;
    findable::catch_up(app.store.as_ref()).await
}

/// The sign-ins that the demo offers: login, password, and what the person is there.
pub fn demo_sign_ins() -> Vec<(String, &'static str, &'static str)> {
    let part = |roles: &[Role]| match roles.first() {
        None => "citizen",
        Some(Role::Coordinator { .. }) => "coordinator",
        Some(Role::Officer { .. }) => "officer",
        Some(Role::Supervisor { .. }) => "supervisor",
        Some(Role::Administrator {}) => "administrator",
    };
    demo::accounts()
        .into_iter()
        .filter_map(|account| Some((account.login?, demo::PASSWORD, part(&account.roles))))
        .collect()
}

/// The directory that holds; where there is none, the demo's is published.
async fn city(app: &App) -> Result<City> {
    if app.writer.city().seq == 0 {
        carry_out(app, vec![publish(demo::city(), app.clock.now())]).await?;
    }
    Ok(app.writer.city().city.clone())
}

fn publish(city: City, at: Timestamp) -> Asked {
    Asked {
        actor: Actor::System,
        at,
        command: Command {
            id: CommandId(named(&["city"])),
            at,
            order: Order::City {
                city: Box::new(city),
                seen: None,
            },
        },
    }
}

/// Somebody who may accept whatever is seeded.
fn coordinator(area: &AreaId) -> Actor {
    Actor::Person(Person {
        account: AccountId(named(&["seed", "coordinator"])),
        level: Level::ResidentVerified,
        roles: vec![Role::Coordinator { area: area.clone() }],
    })
}

fn citizen(account: Uuid) -> Actor {
    Actor::Person(Person {
        account: AccountId(account),
        level: Level::Unverified,
        roles: Vec::new(),
    })
}

/// Carries out commands in order; how many were new. None of them may be refused.
async fn carry_out(app: &App, mut asked: Vec<Asked>) -> Result<usize> {
    let mut new = 0;
    while !asked.is_empty() {
        let rest = asked.split_off(asked.len().min(AT_ONCE));
        let ids: Vec<CommandId> = asked.iter().map(|asked| asked.command.id).collect();
        let outcomes = app.writer.commands_in_turn(asked).await?;
        for (id, outcome) in ids.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Applied { .. } => new += 1,
                Outcome::Duplicate { .. } => {}
                other => return Err(Error::Internal(format!("seeding: {id}: {other:?}"))),
            }
        }
        asked = rest;
    }
    Ok(new)
}

/// An id that follows from a name (UUIDv8, RFC 9562 §5.8, over SHA-256).
fn named(parts: &[&str]) -> Uuid {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
