//! Reading lists: pages of 20, each asked for once, so that the server has none of them ready.

use anyhow::{Result, ensure};

use super::Numbers;
use super::http::{self, Answer, Load};
use super::queries::{Queries, searches};
use super::server::{self, Server};
use super::statistics::{in_turn, median};
use crate::workspace::Workspace;
use tokio::runtime::Runtime;

const ROUNDS: usize = 7;
const SMALL: u32 = 10_000;
const USUAL: u32 = 100_000;
const LARGE: u32 = 1_000_000;

/// The constant answer that pages are held against: the smallest that the server gives.
const CONSTANT: &str = "/health/live";
const CONSTANTS: usize = 20_000;
const PAGES: usize = 5_000;
const CONNECTIONS: usize = 8;
/// Where what counts is how long one page takes, as few wait at a time as there are cores.
const FEW: usize = 2;

/// - `list_ratio`: pages a second out of 100,000 proposals ÷ constant JSON answers a second of the same server;
/// - `list_growth`: the 99th percentile of a page's time out of 1,000,000 proposals ÷ that out of 10,000;
/// - `rss_mb`: memory that the server with 100,000 proposals holds after all that.
///
/// Shown besides: how many pages were asked for the first time (`list_uncached_share`), and how pages that are searched
/// for by words grow (`list_text_growth`).
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    let program = server::program(workspace)?;
    let [small, usual, large] =
        [SMALL, USUAL, LARGE].map(|proposals| server::city_of(workspace, &program, proposals));
    let runtime = http::runtime()?;
    let mut numbers = Numbers::new();
    let mut found = |key: &str, value: f64| numbers.insert(key.to_owned(), value);

    let server = Server::start(&program, &usual?, &[])?;
    let mut queries = Queries::of(&runtime, server.address)?;
    let constants = vec![http::get(CONSTANT); CONSTANTS];
    let ratio = in_turn(ROUNDS, || {
        let reference = run(&runtime, &server, CONNECTIONS, &constants)?;
        let pages = run(&runtime, &server, CONNECTIONS, &queries.pages(PAGES))?;
        Ok((reference.rate(), pages.rate()))
    })?;
    found("list_ratio", ratio.ratio);
    found("list_pages_per_s", ratio.ours);
    found("constant_answers_per_s", ratio.reference);
    found("list_uncached_share", queries.share_of_new());
    found("rss_mb", server.resident_mb()?);
    drop(server);

    let small = Server::start(&program, &small?, &[])?;
    let large = Server::start(&program, &large?, &[])?;
    let mut of_small = Queries::of(&runtime, small.address)?;
    let mut of_large = Queries::of(&runtime, large.address)?;
    let growth = in_turn(ROUNDS, || {
        let before = run(&runtime, &small, FEW, &of_small.pages(PAGES))?;
        let after = run(&runtime, &large, FEW, &of_large.pages(PAGES))?;
        Ok((before.p99(), after.p99()))
    })?;
    found("list_growth", growth.ratio);
    found("list_p99_ms_small", growth.reference);
    found("list_p99_ms_large", growth.ours);
    let mut medians = Vec::new();
    let texts = in_turn(ROUNDS, || {
        let before = run(&runtime, &small, FEW, &searches())?;
        let after = run(&runtime, &large, FEW, &searches())?;
        medians.push(median(&after.latencies));
        Ok((before.p99(), after.p99()))
    })?;
    found("list_text_growth", texts.ratio);
    found("list_text_p99_ms_large", texts.ours);
    found("list_text_p50_ms_large", median(&medians));
    found("rss_mb_large", large.resident_mb()?);
    Ok(numbers)
}

fn run(runtime: &Runtime, server: &Server, connections: usize, requests: &[Vec<u8>]) -> Result<Load> {
    http::load(runtime, server.address, connections, requests, json)
}

pub(super) fn json(answer: &Answer<'_>) -> Result<()> {
    answer.ensure_ok()?;
    ensure!(
        answer.body.first() == Some(&b'{'),
        "the answer is not a JSON object"
    );
    Ok(())
}
