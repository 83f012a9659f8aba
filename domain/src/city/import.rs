//! Areas out of a table, as an office has them: a CSV file (RFC 4180) with a row of names on top.

use super::{Area, AreaKind, City, Names, is_id};
use crate::id::AreaId;
use crate::refusal::{Problem, Refusal};
use serde_json::json;
use std::collections::BTreeMap;

/// What a table makes of a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The directory with it.
    pub city: City,
    /// How many areas are new.
    pub added: usize,
    /// How many are called or placed otherwise than before.
    pub changed: usize,
}

/// What is wrong in one line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// From 1; the names of the columns are the first.
    pub line: u64,
    pub problem: Problem,
}

/// The columns that are read. Others are left alone.
const ID: &str = "id";
const KIND: &str = "kind";
const PARENT: &str = "parent";
const NAME: &str = "name";

impl City {
    /// The directory with the areas of a table: `id`, `kind` (`city`, `district`, `street`, `community`, or 市, 区, 街道, 社区),
    /// `parent` (an id, of the table or of the directory; empty for the city) and `name:TAG` for each language, with
    /// `name` for Chinese. An area that is there is renamed or moved, one that isn't is added; none goes.
    ///
    /// # Errors
    /// Every line that can't be read, in order: `table-unreadable`, `table-column-missing`, `table-id`, `table-twice`,
    /// `table-kind`, `table-parent`, `table-name`; or what [`City::check`] says of the whole, for line 0.
    pub fn with_areas(&self, table: &str) -> Result<Imported, Vec<LineProblem>> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        let wrong = |line: u64, problem: Problem| LineProblem { line, problem };
        let unreadable = |error: &csv::Error| {
            let line = error.position().map_or(0, csv::Position::line);
            wrong(line, Problem::new("table-unreadable"))
        };
        let headers = reader
            .headers()
            .map_err(|error| vec![unreadable(&error)])?
            .clone();
        let column = |name: &str| {
            headers
                .iter()
                .position(|header| header.eq_ignore_ascii_case(name))
        };
        let names: Vec<(usize, String)> = headers
            .iter()
            .enumerate()
            .filter_map(|(at, header)| match header.split_once(':') {
                Some((name, tag)) if name.eq_ignore_ascii_case(NAME) => Some((at, tag.to_owned())),
                None if header.eq_ignore_ascii_case(NAME) => Some((at, "zh-CN".to_owned())),
                _ => None,
            })
            .collect();
        let missing = |name: &str| {
            vec![wrong(
                1,
                Problem::new("table-column-missing").with("column", name),
            )]
        };
        let id_at = column(ID).ok_or_else(|| missing(ID))?;
        let kind_at = column(KIND).ok_or_else(|| missing(KIND))?;
        let parent_at = column(PARENT).ok_or_else(|| missing(PARENT))?;
        if names.is_empty() {
            return Err(missing(NAME));
        }

        let mut problems = Vec::new();
        let mut rows: BTreeMap<AreaId, (u64, Area)> = BTreeMap::new();
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    problems.push(unreadable(&error));
                    continue;
                }
            };
            let line = record.position().map_or(0, csv::Position::line);
            let cell = |at: usize| record.get(at).unwrap_or_default();
            let id = cell(id_at);
            if !is_id(id) {
                problems.push(wrong(line, Problem::new("table-id").with("id", id)));
                continue;
            }
            let Some(kind) = kind(cell(kind_at)) else {
                problems.push(wrong(
                    line,
                    Problem::new("table-kind").with("kind", cell(kind_at)),
                ));
                continue;
            };
            let id = AreaId::from(id);
            let known = self.area(&id);
            let mut called = known.map_or_else(Names::default, |area| area.names.clone());
            for (at, tag) in names.iter().filter(|(at, _)| !cell(*at).is_empty()) {
                called.0.insert(tag.clone(), cell(*at).to_owned());
            }
            if called.get("zh-CN").is_empty() {
                problems.push(wrong(line, Problem::new("table-name").with("id", id.as_str())));
                continue;
            }
            let parent = Some(cell(parent_at)).filter(|parent| !parent.is_empty());
            let area = Area {
                id: id.clone(),
                kind,
                parent: parent.map(AreaId::from),
                names: called,
                boundary: known.and_then(|area| area.boundary.clone()),
                templates: known.map(|area| area.templates.clone()).unwrap_or_default(),
                retired: known.is_some_and(|area| area.retired),
            };
            if rows.insert(id.clone(), (line, area)).is_some() {
                problems.push(wrong(line, Problem::new("table-twice").with("id", id.as_str())));
            }
        }
        for (line, area) in rows.values() {
            let parent = area.parent.as_ref();
            let known = |parent: &AreaId| rows.contains_key(parent) || self.area(parent).is_some();
            if let Some(parent) = parent.filter(|parent| !known(parent)) {
                let problem = Problem::new("table-parent").with("id", area.id.as_str());
                problems.push(wrong(*line, problem.with("parent", parent.as_str())));
            }
        }
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.line);
            return Err(problems);
        }

        let mut city = self.clone();
        let mut changed = 0;
        for area in &mut city.areas {
            if let Some((_, new)) = rows.remove(&area.id)
                && *area != new
            {
                *area = new;
                changed += 1;
            }
        }
        let mut new: Vec<(u64, Area)> = rows.into_values().collect();
        new.sort_by_key(|(line, _)| *line);
        let added = new.len();
        city.areas.extend(new.into_iter().map(|(_, area)| area));
        city.check()
            .map_err(|refusal| vec![wrong(0, Refusal::problem(&refusal))])?;
        Ok(Imported { city, added, changed })
    }
}

/// The kind of this name.
fn kind(name: &str) -> Option<AreaKind> {
    let known: Option<AreaKind> = serde_json::from_value(json!(name.to_ascii_lowercase())).ok();
    known.or_else(|| AreaKind::ALL.into_iter().find(|kind| kind.sign() == name))
}
