//! A city of our own to look at: its directory, the people in it, and what has happened there until now.
//!
//! All words and all cases are in `backend/demo/`; times are told from the moment the demo is started, so that
//! whenever that is, some clocks have just begun, some are nearly over and some are late. Ids are the same every time.

mod case;
mod crowd;
mod ids;
mod script;
mod when;

#[cfg(test)]
mod tests;

use domain::actor::{Level, Role};
use domain::city::City;
use domain::command::Command;
use domain::id::AccountId;
use domain::time::Timestamp;
use serde::Deserialize;
use std::collections::BTreeSet;

pub use script::script;

/// The password of every account that has a login.
pub const PASSWORD: &str = "huisheng-demo";

/// An account of the demo city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    pub account: AccountId,
    /// What to sign in with, together with [`PASSWORD`]. `None` where nobody signs in: guests, and the signed-up
    /// residents of whom the demo only tells what they wrote and supported. `level` says which.
    pub login: Option<String>,
    /// How the app addresses them.
    pub name: Option<String>,
    pub level: Level,
    pub roles: Vec<Role>,
}

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who; `None` is the city's clockwork.
    pub actor: Option<AccountId>,
    /// When the city received it.
    pub at: Timestamp,
    pub command: Command,
}

/// Somebody who can sign in, as `people.json` tells.
#[derive(Deserialize)]
struct Person {
    /// Also the login.
    account: String,
    name: String,
    level: Level,
    roles: Vec<Role>,
}

fn people() -> Vec<Person> {
    serde_json::from_str(include_str!("../demo/people.json")).expect("people.json is held by a test")
}

/// The directory: areas with their boundaries, departments, categories, policy, and the working days of the published
/// years.
pub fn city() -> City {
    let city: City =
        serde_json::from_str(include_str!("../demo/city.json")).expect("city.json is held by a test");
    let lines = city.with_boundaries(include_str!("../demo/map/boundaries.geojson"));
    lines.expect("boundaries.geojson is held by a test").city
}

/// Everybody that [`script`] speaks of: first those who can sign in, then the authors, then the supporters.
pub fn accounts() -> Vec<DemoAccount> {
    let staff_and_chen = people();
    let authors: BTreeSet<String> = case::cases()
        .into_iter()
        .map(|case| case.author)
        .filter(|author| staff_and_chen.iter().all(|person| person.account != *author))
        .collect();
    let unnamed = |key: String| DemoAccount {
        account: ids::account(&key),
        login: None,
        name: None,
        level: if key.starts_with("guest-") {
            Level::Guest
        } else {
            Level::Unverified
        },
        roles: Vec::new(),
    };
    let crowd = (0..crowd::SIZE).map(crowd::key);
    let signing_in = staff_and_chen.iter().map(|person| DemoAccount {
        account: ids::account(&person.account),
        login: Some(person.account.clone()),
        name: Some(person.name.clone()),
        level: person.level,
        roles: person.roles.clone(),
    });
    signing_in
        .chain(authors.into_iter().chain(crowd).map(unnamed))
        .collect()
}
