//! Searching on the device while typing.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::Numbers;
use super::queries::typed;
use super::shell::{programs, replica_of};
use super::statistics::percentile;
use crate::workspace::Workspace;

const SMALL: u32 = 1_000;
const LARGE: u32 = 100_000;

/// `search_growth`: the 95th percentile of a search's time in a replica of 100,000 proposals ÷ that in one of 1,000.
/// Each letter that is typed is a search; the newest that match are listed.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    let program = programs(workspace)?.replica;
    let mut command = Command::new(&program);
    command
        .arg("search")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    for proposals in [SMALL, LARGE] {
        command.arg(replica_of(workspace, &program, proposals)?.join("replica.sqlite"));
    }
    let output = command
        .args(typed())
        .output()
        .context("the search could not be started")?;
    ensure!(output.status.success(), "the search failed ({})", output.status);
    let [small, large]: [Vec<f64>; 2] = serde_json::from_slice(&output.stdout)?;
    let [small_p95, large_p95] = [&small, &large].map(|took| percentile(took, 95.0));
    Ok([
        ("search_growth", large_p95 / small_p95),
        ("search_p95_ms_small", small_p95),
        ("search_p95_ms_large", large_p95),
        ("search_p50_ms_small", percentile(&small, 50.0)),
        ("search_p50_ms_large", percentile(&large, 50.0)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into())
}
