//! What is told of one proposal, as `backend/demo/proposals/*.json` writes it.

use super::when::When;
use domain::proposal::{Action, Draft};
use serde::Deserialize;

/// One proposal and its history.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// Names it among the others; its id is made of it.
    pub(super) key: String,
    /// A login of `people.json`, or a name that stands for a resident: `guest-…` never signed up.
    pub(super) author: String,
    pub(super) when: When,
    pub(super) draft: Draft,
    /// How many residents support it, from its acceptance on.
    pub(super) supports: usize,
    /// How many of these say, once it is answered or done: solved, partly, not.
    #[serde(default)]
    pub(super) opinions: [usize; 3],
    /// Logins that follow it.
    #[serde(default)]
    pub(super) followers: Vec<String>,
    pub(super) steps: Vec<Move>,
}

/// One move of a case.
#[derive(Debug, Deserialize)]
pub(super) struct Move {
    pub(super) when: When,
    /// The login, where it is not the one that the move implies.
    pub(super) by: Option<String>,
    /// For an answer that promises: days from now (negative: ago).
    pub(super) promise: Option<i64>,
    /// The steps on the way there.
    #[serde(default)]
    pub(super) milestones: Vec<Ahead>,
    /// For a hearing: days from now. It stands in for the day that is written.
    pub(super) ahead: Option<i64>,
    #[serde(flatten)]
    pub(super) action: Action,
}

/// A step that is promised for so many days from now.
#[derive(Debug, Deserialize)]
pub(super) struct Ahead {
    pub(super) text: String,
    pub(super) days: i64,
}

const FILES: [&str; 7] = [
    include_str!("../../demo/proposals/traffic.json"),
    include_str!("../../demo/proposals/transit.json"),
    include_str!("../../demo/proposals/streets.json"),
    include_str!("../../demo/proposals/estates.json"),
    include_str!("../../demo/proposals/green.json"),
    include_str!("../../demo/proposals/care.json"),
    include_str!("../../demo/proposals/english.json"),
];

/// Every case there is.
pub(super) fn cases() -> Vec<Case> {
    FILES
        .iter()
        .flat_map(|file| {
            serde_json::from_str::<Vec<Case>>(file).expect("the files of demo/proposals are held by a test")
        })
        .collect()
}
