//! A conversation exported from Polis: its statements as proposals, its agreeing votes as supports.

use super::{carry_out, citizen, city, coordinator, named};
use crate::app::App;
use crate::error::{Error, Result};
use crate::writer::Asked;
use domain::command::{Command, Order};
use domain::id::{CommandId, ProposalId};
use domain::proposal::{Action, Draft};
use domain::time::Timestamp;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// How much was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    pub statements: usize,
    pub supports: usize,
}

/// A row of comments.csv.
#[derive(Debug, Deserialize)]
struct Comment {
    timestamp: i64,
    #[serde(rename = "comment-id")]
    id: u32,
    #[serde(rename = "author-id")]
    author: u32,
    moderated: i8,
    #[serde(rename = "comment-body")]
    body: String,
}

/// What participants-votes.csv has where a participant agreed.
const AGREES: &str = "1";

/// Loads comments.csv and participants-votes.csv of a folder. Statements that the moderators turned down are left out.
///
/// # Errors
/// [`Error::File`] where a file can't be read as such; what the store says.
pub async fn polis(app: &App, folder: &Path) -> Result<Loaded> {
    let city = city(app).await?;
    let area = city.root().cloned().ok_or(Error::NoCity)?;
    let comments = comments(&folder.join("comments.csv"))?;
    let agreements = agreements(&folder.join("participants-votes.csv"))?;
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let named = |kind: &str, parts: &[String]| {
        let mut all = vec!["polis", name.as_str(), kind];
        all.extend(parts.iter().map(String::as_str));
        named(&all)
    };
    let now = app.clock.now();
    let (mut begun, mut supported) = (Vec::new(), Vec::new());
    for comment in comments {
        let statement = [comment.id.to_string()];
        let proposal = ProposalId(named("proposal", &statement));
        let said = Timestamp(comment.timestamp);
        let step = |actor, kind: &str, parts: &[String], action| Asked {
            actor,
            at: now,
            command: Command {
                id: CommandId(named(kind, parts)),
                at: said,
                order: Order::Proposal {
                    proposal,
                    seen: None,
                    action,
                },
            },
        };
        let draft = Draft {
            text: comment.body,
            language: "zh-TW".to_owned(),
            ..Draft::default()
        };
        let person = |participant: u32| citizen(named("account", &[participant.to_string()]));
        begun.push(step(
            person(comment.author),
            "submit",
            &statement,
            Action::Submit { draft },
        ));
        let accept = Action::Accept {
            category: None,
            area: None,
        };
        begun.push(step(coordinator(&area), "accept", &statement, accept));
        for participant in agreements.get(&comment.id).into_iter().flatten() {
            let parts = [comment.id.to_string(), participant.to_string()];
            supported.push(step(person(*participant), "support", &parts, Action::Support {}));
        }
    }
    Ok(Loaded {
        statements: carry_out(app, begun).await? / 2,
        supports: carry_out(app, supported).await?,
    })
}

fn unreadable(file: &Path) -> impl Fn(csv::Error) -> Error {
    move |error| Error::File(file.display().to_string(), std::io::Error::other(error))
}

/// The statements that stand, oldest first.
fn comments(file: &Path) -> Result<Vec<Comment>> {
    let mut reader = csv::Reader::from_path(file).map_err(unreadable(file))?;
    let rows = reader.deserialize().collect::<Result<Vec<Comment>, _>>();
    let mut comments = rows.map_err(unreadable(file))?;
    comments.retain(|comment| comment.moderated >= 0 && !comment.body.trim().is_empty());
    comments.sort_by_key(|comment| (comment.timestamp, comment.id));
    Ok(comments)
}

/// Who agreed with which statement.
fn agreements(file: &Path) -> Result<HashMap<u32, Vec<u32>>> {
    let failed = unreadable(file);
    let mut reader = csv::Reader::from_path(file).map_err(&failed)?;
    let statements: Vec<Option<u32>> = reader
        .headers()
        .map_err(&failed)?
        .iter()
        .map(|name| name.parse().ok())
        .collect();
    let mut agreements: HashMap<u32, Vec<u32>> = HashMap::new();
    for row in reader.records() {
        let row = row.map_err(&failed)?;
        let Some(participant) = row.get(0).and_then(|id| id.parse().ok()) else {
            continue;
        };
        for (statement, vote) in statements.iter().zip(&row) {
            if let Some(statement) = statement.filter(|_| vote == AGREES) {
                agreements.entry(statement).or_default().push(participant);
            }
        }
    }
    Ok(agreements)
}
