//! The city's clockwork among very many clocks, of which a known part is over.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::Numbers;
use super::server::folder;
use super::statistics::median;
use crate::build;
use crate::hash::Hasher;
use crate::process::{step, watched};
use crate::web::For;
use crate::workspace::{Workspace, cargo};

const CLOCKS: u32 = 1_000_000;
/// Clocks that are over in each round: one in a hundred.
const DUE: u32 = 10_000;
const ROUNDS: u32 = 5;

/// - `scheduler_ratio`: finding what is due among 1,000,000 open clocks, as the clockwork's pass does it: a bite at a time,
///   each clock read and made a command of ÷ one plain question to SQLite that reads the same cases by the
///   index of their clocks, with nothing done to them.
///
/// It is finding against finding: a scan decides and writes nothing. What a pass does with what it found is shown besides:
/// `scheduler_settled_ratio` is the whole pass, each case decided by the rules, written to the ledger and on the disk, ÷ the
/// same scan; that grows with what is due, and not with what isn't. `scheduler_idle_ms` is the pass of every other second:
/// among all these clocks it finds none that is over.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    let program = program(workspace)?;
    // A pass moves cases on, so it is given a city of its own.
    let city = folder(workspace).join("clockwork");
    if city.exists() {
        fs::remove_dir_all(&city)?;
    }
    copy(&clocks(workspace, &program)?, &city)?;
    let output = Command::new(&program)
        .arg("pass")
        .arg(&city)
        .args([DUE, ROUNDS].map(|number| number.to_string()))
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("the clockwork could not be started")?;
    ensure!(output.status.success(), "the passes failed ({})", output.status);
    let rounds: Vec<Round> = serde_json::from_slice(&output.stdout)?;
    fs::remove_dir_all(&city)?;
    Ok(numbers(&rounds))
}

/// What a round took, by name.
type Round = BTreeMap<String, f64>;

fn numbers(rounds: &[Round]) -> Numbers {
    let middle = |of: &dyn Fn(&Round) -> f64| median(&rounds.iter().map(of).collect::<Vec<_>>());
    [
        ("scheduler_ratio", middle(&|round| round["find"] / round["scan"])),
        (
            "scheduler_settled_ratio",
            middle(&|round| (round["find"] + round["settle"]) / round["scan"]),
        ),
        ("scheduler_scan_ms", middle(&|round| round["scan"])),
        ("scheduler_find_ms", middle(&|round| round["find"])),
        ("scheduler_settle_ms", middle(&|round| round["settle"])),
        ("scheduler_idle_ms", middle(&|round| round["idle"])),
        ("scheduler_due", middle(&|round| round["due"])),
        ("scheduler_open_clocks", middle(&|round| round["open"])),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}

/// The release build of what fills cities with clocks and runs the clockwork in them.
fn program(workspace: &Workspace) -> Result<PathBuf> {
    build::build(workspace, Some("server"), For::People)?;
    watched(cargo().current_dir(&workspace.root).args([
        "build",
        "--release",
        "--package=backend",
        "--features=hear",
        "--example=clockwork",
    ]))?;
    Ok(workspace.program("release/examples", "clockwork"))
}

/// A city's folder with so many open clocks. It is kept, and used again as long as the program that made it is the same
/// to the byte.
fn clocks(workspace: &Workspace, program: &Path) -> Result<PathBuf> {
    let mut hasher = Hasher::default();
    hasher.add("clockwork", &fs::read(program)?);
    let made_by = hasher.finish().to_string();
    let city = folder(workspace).join("clocks");
    let whole = city.with_extension("made-by");
    if fs::read_to_string(&whole).is_ok_and(|by| by == made_by) {
        return Ok(city);
    }
    if city.exists() {
        fs::remove_dir_all(&city)?;
    }
    step(
        &format!("a city of {CLOCKS} open clocks (kept for the next time)"),
        || {
            let status = Command::new(program)
                .arg("fill")
                .arg(&city)
                .arg(CLOCKS.to_string())
                .stdin(Stdio::null())
                .status()
                .with_context(|| format!("{} could not be started", program.display()))?;
            ensure!(status.success(), "the city was not filled ({status})");
            Ok(fs::write(&whole, made_by)?)
        },
    )?;
    Ok(city)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_of_each_round_and_the_middle_one_counts() {
        let round = |find: f64, scan: f64| -> Round {
            [("find", find), ("scan", scan), ("settle", 10.0)]
                .into_iter()
                .chain([("idle", 0.1), ("due", 5.0), ("open", 100.0)])
                .map(|(name, value)| (name.to_owned(), value))
                .collect()
        };
        let numbers = numbers(&[round(2.0, 1.0), round(9.0, 3.0), round(8.0, 1.0)]);
        assert_eq!(numbers["scheduler_ratio"], 3.0);
        assert_eq!(numbers["scheduler_settled_ratio"], 12.0);
    }
}
