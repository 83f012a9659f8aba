//! Counting a file of papers again, anywhere: the rules and formats are `domain::tally`'s; here is what reads the file
//! and prints the result.

mod folder;
mod told;

pub use folder::Folder;

use crate::clock::timed;
use domain::refusal::Problem;
use domain::tally::format::{FileFault, Read};
use domain::tally::{self, Outcome, Rule, Step, Uncountable};
use serde_json::{Value, json};
use std::io::{Read as _, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

/// Why a file can't be counted.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{0}")]
    Unreadable(#[from] std::io::Error),
    #[error("{0}")]
    Fault(#[from] FileFault),
    #[error("{0}")]
    Uncountable(#[from] Uncountable),
    #[error("the file does not say by which rule; give one with --rule")]
    NoRule,
    #[error("the file was counted by `{0}`, which is not known here; give another with --rule")]
    UnknownRule(String),
}

impl Failure {
    /// What went wrong, by its code.
    pub fn problem(&self) -> Problem {
        match self {
            Failure::Unreadable(_) => Problem::new("papers-unreadable"),
            Failure::Fault(fault) => fault.problem(),
            Failure::Uncountable(uncountable) => Problem::new(uncountable.code()),
            Failure::NoRule => Problem::new("papers-no-rule"),
            Failure::UnknownRule(rule) => Problem::new("papers-unknown-rule").with("rule", rule.as_str()),
        }
    }

    /// `{"error": {"code", "arguments"}}`
    pub fn write_json(&self, out: &mut impl Write) -> std::io::Result<()> {
        print(out, &json!({ "error": self.problem() }))
    }
}

/// A file and its result.
pub struct Recount {
    pub read: Read,
    pub outcome: Outcome,
    took: Took,
}

/// How long each part took.
struct Took {
    read: Duration,
    parse: Duration,
    count: Duration,
}

impl Recount {
    /// Reads a file (`-` is standard input) and counts it, by the file's own rule unless told.
    ///
    /// # Errors
    /// [`Failure`]
    pub fn of(file: &Path, rule: Option<Rule>, seats: Option<NonZeroUsize>) -> Result<Self, Failure> {
        let (bytes, read_took) = timed(|| bytes_of(file));
        let bytes = bytes?;
        let (read, parse_took) = timed(|| tally::format::read(&bytes));
        let mut read = read?;
        if let Some(seats) = seats {
            read.election.seats = seats.get();
        }
        let rule = match (rule, &read.rule) {
            (Some(rule), _) => rule,
            (None, None) => return Err(Failure::NoRule),
            (None, Some(named)) => named.parse().map_err(|_| Failure::UnknownRule(named.clone()))?,
        };
        let (outcome, count_took) = timed(|| tally::count(&read.election, rule));
        Ok(Self {
            read,
            outcome: outcome?,
            took: Took {
                read: read_took,
                parse: parse_took,
                count: count_took,
            },
        })
    }

    /// Whether the winners are those that the file names; None where it names none.
    pub fn is_as_published(&self) -> Option<bool> {
        let sorted = |ids: &[String]| {
            let mut ids = ids.to_vec();
            ids.sort_unstable();
            ids
        };
        let published = self.read.published.as_ref()?;
        Some(sorted(published) == sorted(&self.outcome.winners))
    }

    /// The step that says what became of an alternative.
    fn decided(&self, id: &str) -> Option<&Step> {
        self.outcome.account.iter().rev().find(|step| match step {
            Step::Funded { alternative, .. }
            | Step::Unfunded { alternative, .. }
            | Step::Bought { alternative, .. }
            | Step::Unaffordable { alternative, .. }
            | Step::Won { alternative, .. }
            | Step::Reached { alternative, .. }
            | Step::Excluded { alternative, .. }
            | Step::Eliminated { alternative, .. } => alternative == id,
            _ => false,
        })
    }

    /// The result as one JSON object.
    pub fn write_json(&self, out: &mut impl Write) -> std::io::Result<()> {
        // A number, as programs expect it; the account has all amounts as exact texts.
        let spent = self.outcome.spent.as_ref().map(ToString::to_string);
        let spent: Value =
            serde_json::from_str(&spent.unwrap_or_else(|| "null".to_owned())).unwrap_or_default();
        print(
            out,
            &json!({
                "rule": self.outcome.rule,
                "winners": self.outcome.winners,
                "spent": spent,
                "published": self.read.published,
                "as_published": self.is_as_published(),
                "notes": self.read.notes,
                "account": self.outcome.account,
            }),
        )
    }

    /// How many seconds it took to read the bytes of the file, to parse them and to count the papers, as one JSON
    /// object in a line.
    pub fn write_times(&self, out: &mut impl Write) -> std::io::Result<()> {
        let Took { read, parse, count } = &self.took;
        let [read, parse, count] = [read, parse, count].map(Duration::as_secs_f64);
        writeln!(out, "{}", json!({ "read": read, "parse": parse, "count": count }))
    }

    /// The result and its account for a person at a terminal.
    pub fn write_table(&self, out: &mut impl Write) -> std::io::Result<()> {
        let election = &self.read.election;
        writeln!(out, "{}: {} papers", self.outcome.rule, election.papers.cast())?;
        for note in &self.read.notes {
            writeln!(out, "note: {}", told::note(note))?;
        }
        let width = (self.outcome.winners.iter().map(|id| id.chars().count()).max()).unwrap_or(0);
        for (place, id) in (1..).zip(&self.outcome.winners) {
            let winner = election.alternatives.iter().find(|one| one.id == *id);
            let name = winner.map(|one| one.name.as_str()).unwrap_or_default();
            let cost = winner.filter(|_| self.outcome.spent.is_some());
            let cost = cost.map(|one| format!("{:>14}", election.money(one.cost).to_string()));
            writeln!(
                out,
                "{place:>4}  {id:<width$}{}  {name}",
                cost.unwrap_or_default()
            )?;
        }
        if self.outcome.winners.is_empty() {
            writeln!(out, "      nobody wins")?;
        }
        match self.is_as_published() {
            Some(true) => writeln!(out, "These are the winners that the file names.")?,
            Some(false) => writeln!(out, "The file names other winners.")?,
            None => {}
        }
        writeln!(out)?;
        for step in &self.outcome.account {
            for line in told::step(step) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

fn bytes_of(file: &Path) -> std::io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn print(out: &mut impl Write, value: &Value) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
