//! Every file of a folder counted again by its own rule, and held against the winners that it names.

use super::{Failure, Recount, told};
use domain::tally::{Rule, Step};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How the names of files of papers end.
const ENDINGS: [&str; 7] = ["pb", "soc", "soi", "toc", "toi", "cat", "csv"];

/// A folder's files and what became of each, by name.
pub struct Folder {
    files: Vec<(PathBuf, Result<Checked, Failure>)>,
}

struct Checked {
    rule: Rule,
    as_published: Option<bool>,
    differences: Vec<Difference>,
}

/// Where the count and the file do not agree, and what the account says of it.
struct Difference {
    alternative: String,
    /// The file names it as a winner, and it is none; or the other way round.
    published: bool,
    why: Option<Step>,
}

impl Folder {
    /// Counts every file of papers in a folder.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] where the folder is; a wrong file is a line of the table.
    pub fn of(folder: &Path, rule: Option<Rule>) -> Result<Self, Failure> {
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if ending.is_some_and(|ending| ENDINGS.contains(&ending)) && path.is_file() {
                paths.push(path);
            }
        }
        paths.sort();
        let files = paths.into_iter().map(|path| {
            let checked = Recount::of(&path, rule, None).map(|recount| Checked::new(&recount));
            (path, checked)
        });
        Ok(Self {
            files: files.collect(),
        })
    }

    /// How many files of each rule name winners, and how many of these the count finds.
    pub fn by_rule(&self) -> BTreeMap<&'static str, (usize, usize)> {
        let mut rules = BTreeMap::new();
        for checked in self.files.iter().filter_map(|(_, checked)| checked.as_ref().ok()) {
            if let Some(as_published) = checked.as_published {
                let (found, all) = rules.entry(checked.rule.name()).or_insert((0, 0));
                *all += 1;
                *found += usize::from(as_published);
            }
        }
        rules
    }

    /// A line for each file, and for each that differs why; then how many of each rule are reproduced.
    pub fn write_table(&self, out: &mut impl Write) -> std::io::Result<()> {
        for (path, checked) in &self.files {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match checked {
                Err(failure) => {
                    writeln!(out, "{:<28} {:<12} {name}", "", "WRONG")?;
                    writeln!(out, "    {failure} ({})", failure.problem().code)?;
                }
                Ok(checked) => {
                    let verdict = match checked.as_published {
                        Some(true) => "reproduced",
                        Some(false) => "DIFFERS",
                        None => "no winners",
                    };
                    writeln!(out, "{:<28} {verdict:<12} {name}", checked.rule.name())?;
                    for difference in &checked.differences {
                        difference.write(out)?;
                    }
                }
            }
        }
        writeln!(out)?;
        for (rule, (found, all)) in self.by_rule() {
            writeln!(out, "{rule:<28} {found} of {all} reproduced")?;
        }
        Ok(())
    }

    /// The same as JSON: `{"files": [{"file", "rule", "as_published", "differences"} or {"file", "error"}], "rules"}`.
    pub fn write_json(&self, out: &mut impl Write) -> std::io::Result<()> {
        let files: Vec<Value> = self
            .files
            .iter()
            .map(|(path, checked)| match checked {
                Err(failure) => json!({ "file": path, "error": failure.problem() }),
                Ok(checked) => json!({
                    "file": path,
                    "rule": checked.rule,
                    "as_published": checked.as_published,
                    "differences": checked.differences.iter().map(Difference::json).collect::<Vec<_>>(),
                }),
            })
            .collect();
        let rules = self.by_rule().into_iter();
        let rules: BTreeMap<_, _> = rules
            .map(|(rule, (found, all))| (rule, json!({ "reproduced": found, "of": all })))
            .collect();
        super::print(out, &json!({ "files": files, "rules": rules }))
    }
}

impl Checked {
    fn new(recount: &Recount) -> Self {
        let winners = &recount.outcome.winners;
        let published = recount.read.published.as_deref().unwrap_or_default();
        let difference = |alternative: &String, published: bool| Difference {
            alternative: alternative.clone(),
            published,
            why: recount.decided(alternative).cloned(),
        };
        let missing = published.iter().filter(|id| !winners.contains(id));
        let more = winners.iter().filter(|id| !published.contains(id));
        let as_published = recount.is_as_published();
        Self {
            rule: recount.outcome.rule,
            differences: match as_published {
                Some(false) => (missing.map(|id| difference(id, true)))
                    .chain(more.map(|id| difference(id, false)))
                    .collect(),
                _ => Vec::new(),
            },
            as_published,
        }
    }
}

impl Difference {
    fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        let said = if self.published { "named" } else { "not named" };
        writeln!(out, "    {}: {said} by the file", self.alternative)?;
        for line in self.why.iter().flat_map(told::step) {
            writeln!(out, "      {line}")?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        json!({ "alternative": self.alternative, "published": self.published, "why": self.why })
    }
}
