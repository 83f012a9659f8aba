//! Counting: a million papers beside reading them, and Equal Shares beside `pabutools`.

mod pabutools;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Numbers;
use super::server;
use super::statistics::{in_turn, median};
use crate::clock::Stopwatch;
use crate::process::step;
use crate::workspace::Workspace;

const ROUNDS: usize = 9;
/// pabutools reads a city's papers for seconds.
const SHARES_ROUNDS: usize = 3;
const PAPERS: u32 = 1_000_000;
const PROJECTS: u32 = 30;
/// A paper chooses 1 to so many.
const CHOICES: usize = 8;

/// - `tally_ratio`: `huisheng tally` on a file of a million approval papers, the whole program from its start to its
///   last line ÷ reading and parsing that file, as it says itself in the same run;
/// - `tally_shares_ratio`: the whole program on the largest budget file, by Equal Shares with add-1 ÷ pabutools on the
///   same file in its quickest way: reading it, putting equal papers together, counting; without Python's start.
///
/// Besides, to be stricter: `tally_bytes_ratio` is the whole ÷ reading nothing but the bytes, which lie in the page
/// cache; `tally_count_bytes_ratio` is counting papers that are parsed ÷ that; `tally_shares_count_ratio` is the counting
/// of both programs, without the reading before it.
pub(super) fn measure(workspace: &Workspace) -> Result<Numbers> {
    let program = server::program(workspace)?;
    let mut numbers = million(workspace, &program)?;
    numbers.extend(shares(workspace, &program)?);
    Ok(numbers)
}

fn million(workspace: &Workspace, program: &Path) -> Result<Numbers> {
    let file = papers(workspace)?;
    // One run more, which only warms up.
    let mut runs = (0..=ROUNDS).map(|_| Run::of(program, &file, "greedy"));
    runs.next().transpose()?;
    let runs = runs.collect::<Result<Vec<_>>>()?;
    let middle = |of: fn(&Run) -> f64| median(&runs.iter().map(of).collect::<Vec<_>>());
    Ok([
        ("tally_ratio", middle(|run| run.whole / (run.read + run.parse))),
        ("tally_bytes_ratio", middle(|run| run.whole / run.read)),
        ("tally_count_bytes_ratio", middle(|run| run.count / run.read)),
        ("tally_ms", middle(|run| run.whole * 1_000.0)),
        ("tally_read_ms", middle(|run| run.read * 1_000.0)),
        ("tally_parse_ms", middle(|run| run.parse * 1_000.0)),
        ("tally_count_ms", middle(|run| run.count * 1_000.0)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into())
}

/// The largest election that lies beside the repository; nothing where there is none, or no pabutools.
fn shares(workspace: &Workspace, program: &Path) -> Result<Numbers> {
    let folder = workspace.root.join("../shared/data/pabulib");
    let Some(file) = largest(&folder) else {
        eprintln!(
            "  Equal Shares is left out: no pabulib files at {}",
            folder.display()
        );
        return Ok(Numbers::new());
    };
    let python = match pabutools::install(workspace) {
        Ok(python) => python,
        Err(error) => {
            eprintln!("  Equal Shares is left out: {error:#}");
            return Ok(Numbers::new());
        }
    };
    let (mut our_count, mut their_count) = (Vec::new(), Vec::new());
    let whole = in_turn(SHARES_ROUNDS, || {
        let theirs = pabutools::count(workspace, &python, &file)?;
        their_count.push(theirs.count);
        // Seconds of pabutools hold many moods of the machine, our hundredths one: so there are several.
        let mut wholes = Vec::new();
        for _ in 0..ROUNDS {
            let ours = Run::of(program, &file, "equalshares/add1")?;
            ensure!(
                ours.winners == theirs.winners,
                "huisheng chooses {:?}, pabutools {:?}",
                ours.winners,
                theirs.winners
            );
            our_count.push(ours.count);
            wholes.push(ours.whole);
        }
        Ok((theirs.whole(), median(&wholes)))
    })?;
    let (our_count, their_count) = (median(&our_count), median(&their_count));
    Ok([
        ("tally_shares_ratio", whole.ratio),
        ("tally_shares_count_ratio", our_count / their_count),
        ("tally_shares_ms", whole.ours * 1_000.0),
        ("tally_shares_count_ms", our_count * 1_000.0),
        ("pabutools_ms", whole.reference * 1_000.0),
        ("pabutools_count_ms", their_count * 1_000.0),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into())
}

fn largest(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.filter_map(|entry| {
        let entry = entry.ok()?;
        Some((entry.metadata().ok()?.len(), entry.path()))
    });
    let budgets = files.filter(|(_, path)| path.extension().is_some_and(|ending| ending == "pb"));
    budgets.max().map(|(_, path)| path)
}

/// One run of `huisheng tally`, in seconds: the whole by our clock, its parts by its own.
struct Run {
    whole: f64,
    read: f64,
    parse: f64,
    count: f64,
    winners: Vec<String>,
}

impl Run {
    fn of(program: &Path, file: &Path, rule: &str) -> Result<Self> {
        let watch = Stopwatch::start();
        let output = Command::new(program)
            .arg("tally")
            .arg(file)
            .args(["--rule", rule, "--json", "--times"])
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("{} could not be started", program.display()))?;
        let whole = watch.elapsed().0.as_secs_f64();
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "huisheng tally failed: {said}");
        let times: Value = serde_json::from_str(&said)?;
        let part = |name: &str| times[name].as_f64().context("seconds of each part");
        Ok(Self {
            whole,
            read: part("read")?,
            parse: part("parse")?,
            count: part("count")?,
            winners: winners(&serde_json::from_slice(&output.stdout)?)?,
        })
    }
}

/// The ids under `winners`.
fn winners(result: &Value) -> Result<Vec<String>> {
    let winners = result["winners"].as_array().context("winners")?.iter();
    let ids = winners.map(|id| id.as_str().map(str::to_owned));
    ids.collect::<Option<_>>().context("ids")
}

/// The million papers, made once and kept.
fn papers(workspace: &Workspace) -> Result<PathBuf> {
    let file = server::folder(workspace).join(format!("papers-{PAPERS}.pb"));
    if file.is_file() {
        return Ok(file);
    }
    step(
        &format!("{PAPERS} approval papers (kept for the next time)"),
        || {
            let mut dice = fastrand::Rng::with_seed(1);
            let mut text = format!(
                "META\nkey;value\nnum_projects;{PROJECTS}\nnum_votes;{PAPERS}\nbudget;1000000\nvote_type;approval\nrule;greedy\n\
                 PROJECTS\nproject_id;cost;name\n"
            );
            for project in 1..=PROJECTS {
                writeln!(text, "{project};{};Project {project}", dice.u32(10_000..200_000))?;
            }
            text += "VOTES\nvoter_id;vote\n";
            for voter in 1..=PAPERS {
                let choices = dice.usize(1..=CHOICES);
                let chosen = dice.choose_multiple(1..=PROJECTS, choices);
                let chosen: Vec<String> = chosen.iter().map(u32::to_string).collect();
                writeln!(text, "{voter};{}", chosen.join(","))?;
            }
            fs::create_dir_all(server::folder(workspace))?;
            // Whole or not at all: the next run takes what is there.
            let half = file.with_extension("half");
            fs::write(&half, text)?;
            Ok(fs::rename(half, &file)?)
        },
    )?;
    Ok(file)
}
