//! A long command told as stages: each with its name before, its time after, and a table at the end.

use std::fmt::Write as _;

use anyhow::Result;

use crate::clock::{Elapsed, Stopwatch};

/// The stages that were run, in order.
pub(crate) struct Stages {
    watch: Stopwatch,
    done: Vec<Stage>,
}

struct Stage {
    name: &'static str,
    passed: bool,
    elapsed: Elapsed,
}

impl Stages {
    pub(crate) fn begin() -> Self {
        Self {
            watch: Stopwatch::start(),
            done: Vec::new(),
        }
    }

    /// Runs one stage. A failure is kept for the table and given back: the caller decides whether to go on.
    pub(crate) fn run<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n━━ {name} ━━");
        let watch = Stopwatch::start();
        let result = work();
        let elapsed = watch.elapsed();
        println!("━━ {name}: {} in {elapsed} ━━", verdict(result.is_ok()));
        self.done.push(Stage {
            name,
            passed: result.is_ok(),
            elapsed,
        });
        result
    }

    /// Every stage with its verdict and time.
    pub(crate) fn table(&self) -> String {
        let mut table = String::from("\n");
        for stage in &self.done {
            let verdict = verdict(stage.passed);
            writeln!(table, "  {:<28} {verdict:<8} {:>12}", stage.name, stage.elapsed)
                .expect("writing to a string doesn't fail");
        }
        writeln!(table, "  {:<28} {:<8} {:>12}", "in all", "", self.watch.elapsed())
            .expect("writing to a string doesn't fail");
        table
    }
}

fn verdict(passed: bool) -> &'static str {
    if passed { "passed" } else { "FAILED" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_stage_stands_in_the_table() {
        let mut stages = Stages::begin();
        stages.run("format", || Ok(())).expect("passes");
        stages
            .run("lints", || -> Result<()> { anyhow::bail!("a lint") })
            .expect_err("fails");
        let table = stages.table();
        assert!(
            table
                .lines()
                .any(|line| line.contains("format") && line.contains("passed")),
            "{table}"
        );
        assert!(
            table
                .lines()
                .any(|line| line.contains("lints") && line.contains("FAILED")),
            "{table}"
        );
    }
}
