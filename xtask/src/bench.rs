//! `cargo xtask bench`: named benches, each of which gives numbers under stable keys; a table for people, a JSON
//! file for programs. Numbers are ratios to a reference measured in the same run wherever a machine's mood counts.

mod desk;
#[cfg(target_os = "linux")]
mod family;
mod first_load;
mod http;
#[cfg(target_os = "linux")]
mod interaction;
mod list;
mod phone;
mod push;
mod queries;
mod raw;
mod scheduler;
mod search;
mod server;
mod shell;
// There is a WebDriver for the windows of Linux, and a screen that nobody sees.
#[cfg(target_os = "linux")]
mod start;
mod statistics;
mod tally;
mod texts;
#[cfg(target_os = "linux")]
mod window;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::process::step;
use crate::web;
use crate::workspace::Workspace;

/// What benches found: stable key → number.
pub(crate) type Numbers = BTreeMap<String, f64>;

/// One measurement.
struct Bench {
    name: &'static str,
    about: &'static str,
    /// The numbers of [`GOALS`] that it gives; it may give others besides, which are shown without a verdict.
    keys: &'static [&'static str],
    measure: fn(&Workspace) -> Result<Numbers>,
}

/// Every bench, in the order they run.
const BENCHES: &[Bench] = &[
    Bench {
        name: "push",
        about: "commands going in, beside rows going into SQLite alone",
        keys: &["push_batch_ratio", "push_single_ratio"],
        measure: push::measure,
    },
    Bench {
        name: "list",
        about: "pages of 20 out of 10,000, 100,000 and 1,000,000 proposals",
        keys: &["list_ratio", "list_growth", "rss_mb"],
        measure: list::measure,
    },
    Bench {
        name: "desk",
        about: "a coordinator's and a department's desk, among 2,000 and 200,000 open cases",
        keys: &["desk_triage_growth", "desk_queue_growth"],
        measure: desk::measure,
    },
    Bench {
        name: "scheduler",
        about: "the clockwork's pass over 1,000,000 open clocks, beside an indexed scan of the due ones",
        keys: &["scheduler_ratio"],
        measure: scheduler::measure,
    },
    #[cfg(target_os = "linux")]
    Bench {
        name: "start",
        about: "the shell's start, beside a blank window's",
        keys: &["start_ratio"],
        measure: start::measure,
    },
    Bench {
        name: "search",
        about: "searching while typing, in replicas of 1,000 and 100,000 proposals",
        keys: &["search_growth"],
        measure: search::measure,
    },
    Bench {
        name: "tally",
        about: "counting a million papers beside reading them, and Equal Shares beside pabutools",
        keys: &["tally_ratio", "tally_shares_ratio"],
        measure: tally::measure,
    },
    Bench {
        name: "first-load",
        about: "what a first visit to the web app fetches, gzipped",
        keys: &["first_load_kb"],
        measure: first_load::measure,
    },
    #[cfg(target_os = "linux")]
    Bench {
        name: "interaction",
        about: "time to the next paint on a slow phone, with lists of 100 and 100,000 proposals",
        keys: &["interaction_ratio"],
        measure: interaction::measure,
    },
    Bench {
        name: "phone",
        about: "five pages on a slow phone, as lighthouse sees them (a few minutes)",
        keys: &["phone_performance", "phone_accessibility", "phone_best_practices"],
        measure: phone::measure,
    },
];

/// What is asked of the numbers that others rely on.
const GOALS: &[(&str, Goal)] = &[
    ("push_batch_ratio", Goal::AtLeast(0.15)),
    ("push_single_ratio", Goal::AtLeast(1.0)),
    ("list_ratio", Goal::AtLeast(0.4)),
    ("list_growth", Goal::AtMost(2.0)),
    ("rss_mb", Goal::AtMost(120.0)),
    ("desk_triage_growth", Goal::AtMost(1.5)),
    ("desk_queue_growth", Goal::AtMost(1.5)),
    ("scheduler_ratio", Goal::AtMost(3.0)),
    ("start_ratio", Goal::AtMost(1.5)),
    ("search_growth", Goal::AtMost(4.0)),
    ("tally_ratio", Goal::AtMost(2.0)),
    ("tally_shares_ratio", Goal::AtMost(0.02)),
    ("first_load_kb", Goal::AtMost(web::FIRST_LOAD as f64 / 1000.0)),
    ("interaction_ratio", Goal::AtMost(1.5)),
    ("phone_performance", Goal::AtLeast(95.0)),
    ("phone_accessibility", Goal::AtLeast(100.0)),
    ("phone_best_practices", Goal::AtLeast(100.0)),
];

#[derive(Clone, Copy)]
enum Goal {
    AtLeast(f64),
    AtMost(f64),
}

impl Goal {
    fn is_met(self, value: f64) -> bool {
        match self {
            Goal::AtLeast(bound) => value >= bound,
            Goal::AtMost(bound) => value <= bound,
        }
    }

    fn words(self) -> String {
        match self {
            Goal::AtLeast(bound) => format!("≥ {bound}"),
            Goal::AtMost(bound) => format!("≤ {bound}"),
        }
    }
}

/// Runs the benches named (by their name or by a key they give; all when none is named). With `json`, the numbers
/// are put into that file, beside those of earlier runs of other benches.
///
/// A goal that isn't met is said, and is no failure: a bench that can't be run is.
pub(crate) fn bench(workspace: &Workspace, names: Vec<String>, json: Option<PathBuf>) -> Result<ExitCode> {
    let chosen = choose(&names)?;
    let before = json.as_deref().map(read).transpose()?.unwrap_or_default();
    let mut now = Numbers::new();
    let mut failed = Vec::new();
    for bench in chosen {
        match step(&format!("{}: {}", bench.name, bench.about), || {
            (bench.measure)(workspace)
        }) {
            Ok(numbers) => now.extend(numbers),
            Err(error) => {
                eprintln!("  {error:#}");
                failed.push(bench.name);
            }
        }
    }
    println!("\n{}", table(&now, &before));
    if let Some(file) = json {
        write(&file, before, now)?;
        println!("written to {}", file.display());
    }
    if failed.is_empty() {
        Ok(ExitCode::SUCCESS)
    } else {
        eprintln!("could not be measured: {}", failed.join(", "));
        Ok(ExitCode::FAILURE)
    }
}

fn choose(names: &[String]) -> Result<Vec<&'static Bench>> {
    let is = |bench: &Bench, name: &str| bench.name == name || bench.keys.contains(&name);
    if let Some(unknown) = names
        .iter()
        .find(|name| !BENCHES.iter().any(|bench| is(bench, name)))
    {
        let known: Vec<String> = BENCHES
            .iter()
            .map(|bench| format!("{} ({})", bench.name, bench.keys.join(", ")))
            .collect();
        bail!("there is no bench `{unknown}`; there are: {}", known.join("; "));
    }
    let wanted = |bench: &&Bench| names.is_empty() || names.iter().any(|name| is(bench, name));
    Ok(BENCHES.iter().filter(wanted).collect())
}

/// What was measured now beside what the file held before and what is asked.
fn table(now: &Numbers, before: &Numbers) -> String {
    let mut table = format!("  {:<24} {:>14} {:>14} {:>9}\n", "", "now", "before", "asked");
    for (key, value) in now {
        let earlier = before.get(key).map(|value| shown(*value)).unwrap_or_default();
        let goal = GOALS.iter().find(|(name, _)| name == key).map(|(_, goal)| *goal);
        let asked = goal.map(Goal::words).unwrap_or_default();
        let verdict = goal.map_or("", |goal| if goal.is_met(*value) { "met" } else { "MISSED" });
        writeln!(
            table,
            "  {key:<24} {:>14} {earlier:>14} {asked:>9}  {verdict}",
            shown(*value)
        )
        .expect("writing to a string doesn't fail");
    }
    table
}

/// Three digits that count are enough to compare by eye.
fn shown(value: f64) -> String {
    if value.abs() >= 100.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.3}")
    }
}

fn read(file: &Path) -> Result<Numbers> {
    if !file.is_file() {
        return Ok(Numbers::new());
    }
    let text = fs::read_to_string(file)?;
    serde_json::from_str(&text).with_context(|| format!("{} is not a JSON object of numbers", file.display()))
}

fn write(file: &Path, before: Numbers, now: Numbers) -> Result<()> {
    let mut all = before;
    all.extend(now);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, serde_json::to_string_pretty(&all)? + "\n")
        .with_context(|| format!("{} can't be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(pairs: &[(&str, f64)]) -> Numbers {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), *value))
            .collect()
    }

    #[test]
    fn a_missed_goal_is_said() {
        let now = numbers(&[
            ("first_load_kb", 401.0),
            ("push_batch_ratio", 0.15),
            ("rows_per_second", 9.0),
        ]);
        let table = table(&now, &numbers(&[("first_load_kb", 399.0)]));
        let line = |key: &str| {
            table
                .lines()
                .find(|line| line.contains(key))
                .expect("has a line")
                .to_owned()
        };
        assert!(
            line("first_load_kb").contains("MISSED") && line("first_load_kb").contains("399"),
            "{table}"
        );
        assert!(line("push_batch_ratio").ends_with("met"), "{table}");
        assert!(line("rows_per_second").trim_end().ends_with("9.000"), "{table}");
    }

    #[test]
    fn a_bench_is_found_by_its_name_and_by_its_keys() {
        assert_eq!(choose(&[]).expect("all").len(), BENCHES.len());
        assert_eq!(
            choose(&["first_load_kb".into()]).expect("known")[0].name,
            "first-load"
        );
        assert!(choose(&["nonsense".into()]).is_err());
    }

    #[test]
    fn every_promised_key_has_a_goal() {
        for key in BENCHES.iter().flat_map(|bench| bench.keys) {
            assert!(GOALS.iter().any(|(name, _)| name == key), "{key}");
        }
    }

    #[test]
    fn numbers_of_other_benches_stay_in_the_file() {
        let file = std::env::temp_dir()
            .join(format!("xtask-bench-{}", std::process::id()))
            .join("numbers.json");
        write(&file, Numbers::new(), numbers(&[("rss_mb", 90.0)])).expect("written");
        write(&file, read(&file).expect("read"), numbers(&[("list_ratio", 0.5)])).expect("written");
        assert_eq!(
            read(&file).expect("read"),
            numbers(&[("rss_mb", 90.0), ("list_ratio", 0.5)])
        );
        fs::remove_dir_all(file.parent().expect("has a folder")).expect("removed");
    }
}
