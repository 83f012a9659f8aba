//! Voices going in: commands a second, beside what SQLite alone does with the same bytes on the same disk.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use uuid::Uuid;

use super::Numbers;
use super::http::{self, Answer};
use super::raw::Raw;
use super::server::{self, Server};
use super::statistics::{in_turn, median};
use super::texts::Texts;
use crate::clock::Stopwatch;
use crate::workspace::Workspace;

const ROUNDS: usize = 7;
/// A push of a device that was away for long; and as many rows in a raw transaction.
const BATCH: usize = 100;
const BATCHES: usize = 160;
const BATCH_CONNECTIONS: usize = 8;
/// Pushes of one command each, in a round.
const SINGLES: usize = 3_000;
const SINGLE_CONNECTIONS: usize = 32;
/// Bytes of each proposal's text.
const TEXT: usize = 600;

/// - `push_batch_ratio`: commands a second in batches of 100 over 8 connections ÷ raw rows a second in transactions
///   of 100;
/// - `push_single_ratio`: commands a second, one in each request, from 32 connections ÷ raw single-row transactions a
///   second.
///
/// Every command is a submission of its own, by a guest of the server; a row has the very bytes of the command. Both
/// are made beforehand, and neither begins before the server rests. What the server leaves for later (indexes of lists
/// and of words) is in none of the two; `push_settled_per_s` is commands ÷ the time until that was done as well.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    let program = server::program(workspace)?;
    let folder = server::folder(workspace).join("push");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let server = Server::start(&program, &folder.join("city"), &["--demo"])?;
    let runtime = http::runtime()?;
    let mut raw = Raw::create(&folder.join("raw.sqlite"))?;
    let city = http::ask(&runtime, server.address, &http::get("/api/v1/city"))?;
    let mut citizens = Citizens {
        tokens: (0..SINGLE_CONNECTIONS)
            .map(|_| guest(&runtime, &server))
            .collect::<Result<_>>()?,
        texts: Texts::read(&workspace.root)?,
        areas: server::ids(&city["areas"])?,
        categories: server::ids(&city["categories"])?,
        dice: fastrand::Rng::with_seed(1),
    };

    let mut settled = Vec::new();
    let batch = in_turn(ROUNDS, || {
        let commands = citizens.commands(BATCH * BATCHES);
        let pushes = citizens.pushes(&commands, BATCH);
        server.rest()?;
        let reference = raw.rate(&commands, BATCH)?;
        let load = http::load(
            &runtime,
            server.address,
            BATCH_CONNECTIONS,
            &pushes,
            applied(BATCH),
        )?;
        let watch = Stopwatch::start();
        server.rest()?;
        let until_rest = watch.elapsed().0.as_secs_f64();
        settled.push(commands.len() as f64 / (load.seconds + until_rest));
        Ok((reference, load.rate() * BATCH as f64))
    })?;
    let mut slowest = Vec::new();
    let single = in_turn(ROUNDS, || {
        let commands = citizens.commands(SINGLES);
        let pushes = citizens.pushes(&commands, 1);
        server.rest()?;
        let reference = raw.rate(&commands, 1)?;
        let load = http::load(&runtime, server.address, SINGLE_CONNECTIONS, &pushes, applied(1))?;
        slowest.push(load.p99());
        Ok((reference, load.rate()))
    })?;
    drop(server);
    fs::remove_dir_all(&folder)?;
    Ok([
        ("push_batch_ratio", batch.ratio),
        ("push_batch_commands_per_s", batch.ours),
        ("push_settled_per_s", median(&settled)),
        ("raw_batch_rows_per_s", batch.reference),
        ("push_single_ratio", single.ratio),
        ("push_single_commands_per_s", single.ours),
        ("push_single_p99_ms", median(&slowest)),
        ("raw_single_rows_per_s", single.reference),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into())
}

/// Those who write.
struct Citizens {
    tokens: Vec<String>,
    texts: Texts,
    areas: Vec<String>,
    categories: Vec<String>,
    dice: fastrand::Rng,
}

impl Citizens {
    /// Submissions as JSON, each with an id, a proposal and a text of its own.
    fn commands(&mut self, count: usize) -> Vec<Vec<u8>> {
        (0..count).map(|_| self.command()).collect()
    }

    fn command(&mut self) -> Vec<u8> {
        let (id, proposal) = (Uuid::now_v7(), Uuid::now_v7());
        let at = id.get_timestamp().map_or(0, |at| at.to_unix().0 * 1_000);
        let dice = &mut self.dice;
        let draft = json!({
            "text": self.texts.text(dice, TEXT),
            "category": dice.choice(&self.categories),
            "area": dice.choice(&self.areas),
            "language": "zh-CN",
        });
        let action = json!({ "submit": { "draft": draft } });
        json!({ "id": id, "at": at, "order": { "proposal": { "proposal": proposal, "action": action } } })
            .to_string()
            .into_bytes()
    }

    /// Requests with `each` commands, by one citizen after the other.
    fn pushes(&self, commands: &[Vec<u8>], each: usize) -> Vec<Vec<u8>> {
        let batches = commands.chunks(each).zip(self.tokens.iter().cycle());
        batches
            .map(|(commands, token)| {
                let body = [&b"{\"commands\":["[..], &commands.join(&b','), b"]}"].concat();
                http::post(
                    "/api/v1/sync/push",
                    &format!("authorization: Bearer {token}\r\n"),
                    &body,
                )
            })
            .collect()
    }
}

/// The check that each of `count` commands was carried out.
pub(super) fn applied(count: usize) -> impl Fn(&Answer<'_>) -> Result<()> {
    const APPLIED: &[u8] = b"\"outcome\":{\"applied\":";
    move |answer| {
        answer.ensure_ok()?;
        let applied = answer
            .body
            .windows(APPLIED.len())
            .filter(|part| *part == APPLIED)
            .count();
        ensure!(
            applied == count,
            "{applied} of {count} were carried out: {}",
            String::from_utf8_lossy(&answer.body[..answer.body.len().min(300)])
        );
        Ok(())
    }
}

/// A new guest's token.
fn guest(runtime: &tokio::runtime::Runtime, server: &Server) -> Result<String> {
    // base64url of 32 bytes: the last of 43 characters holds no more than four bits.
    let secret: String = std::iter::repeat_with(fastrand::alphanumeric)
        .take(42)
        .chain(['A'])
        .collect();
    let body = json!({ "account": Uuid::now_v7(), "secret": secret }).to_string();
    let session = http::ask(
        runtime,
        server.address,
        &http::post("/api/v1/guests", "", body.as_bytes()),
    )?;
    Ok(session["token"]
        .as_str()
        .context("a session has a token")?
        .to_owned())
}
