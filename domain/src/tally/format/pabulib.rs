//! Pabulib's `.pb` (pabulib.org/format; Faliszewski and others, arXiv 2305.11035): sections META, PROJECTS and VOTES of
//! rows with `;` between fields, quoted as in CSV. A decimal comma, a byte order mark and either line end are read too.
//!
//! One column of PROJECTS is ours: `exclusive_group` names the group of which at most one can win.

mod write;

use csv::ByteRecord;

use super::super::election::{Alternative, Election};
use super::super::exact::{Decimal, Exact};
use super::super::papers::{Kind, Papers};
use super::super::support;
use super::fault::{Fault, FileFault};
use super::names::Names;
use super::{Note, Read, line_of};

pub use write::write;

/// Votes, points and money each in one unit for the whole file; so they are kept as written until all are known.
#[derive(Default)]
struct Project {
    alternative: Alternative,
    cost: Option<Decimal>,
    votes: Option<Decimal>,
    score: Option<Decimal>,
    selected: bool,
}

#[derive(Default)]
struct Meta {
    budget: Option<Decimal>,
    vote_type: Option<VoteType>,
    rule: Option<String>,
    threshold: Option<Decimal>,
    longest: Option<usize>,
    projects: Option<u64>,
    votes: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum VoteType {
    Approval,
    Ordinal,
    Points,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Meta,
    Projects,
    Votes,
}

impl Section {
    fn of(row: &ByteRecord) -> Option<Self> {
        let name = row.get(0)?.trim_ascii();
        let named = |word: &str| name.eq_ignore_ascii_case(word.as_bytes());
        match row.len() {
            1 if named("META") => Some(Section::Meta),
            1 if named("PROJECTS") => Some(Section::Projects),
            1 if named("VOTES") => Some(Section::Votes),
            _ => None,
        }
    }
}

/// Where the columns stand that are read.
#[derive(Default)]
struct Columns(Vec<String>);

impl Columns {
    fn of(row: &ByteRecord) -> Self {
        let name = |field: &[u8]| String::from_utf8_lossy(field.trim_ascii()).to_lowercase();
        Self(row.iter().map(name).collect())
    }

    fn find(&self, column: &str) -> Option<usize> {
        self.0.iter().position(|name| name == column)
    }

    fn need(&self, column: &'static str) -> Result<usize, Fault> {
        self.find(column).ok_or(Fault::NoColumn { column })
    }

    /// The field of this column, where the file has the column and the row is long enough.
    fn field<'a>(&self, row: &'a ByteRecord, column: &str) -> Option<&'a [u8]> {
        Some(row.get(self.find(column)?)?.trim_ascii()).filter(|field| !field.is_empty())
    }
}

/// Reads a file.
///
/// # Errors
/// [`FileFault`] with the line and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Read, FileFault> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut file = File::new(bytes);
    let mut row = ByteRecord::new();
    let mut section = None;
    let mut header = false;
    loop {
        // Reading from memory can't fail, and rows may have any length.
        if !reader.read_byte_record(&mut row).unwrap_or(false) {
            break;
        }
        if row.iter().all(|field| field.trim_ascii().is_empty()) {
            continue;
        }
        let at_its_line = |fault: Fault| fault.at(line_of(&row, bytes));
        if let Some(next) = Section::of(&row) {
            section = Some(next);
            header = true;
            if next == Section::Meta {
                file.meta_line = line_of(&row, bytes);
            }
            if next == Section::Votes {
                file.begin_votes().map_err(at_its_line)?;
            }
        } else if std::mem::take(&mut header) && section != Some(Section::Meta) {
            file.columns = Columns::of(&row);
            file.check_columns(section).map_err(at_its_line)?;
        } else {
            let taken = match section {
                None => Err(Fault::NoSection { section: "META" }),
                Some(Section::Meta) => file.meta(&row),
                Some(Section::Projects) => file.project(&row),
                Some(Section::Votes) => file.vote(&row),
            };
            taken.map_err(at_its_line)?;
        }
    }
    let (meta, last) = (file.meta_line.max(1), reader.position().line().max(1));
    // What META lacks is missing there.
    file.end().map_err(|fault| match fault {
        Fault::NoField { .. } => fault.at(meta),
        _ => fault.at(last),
    })
}

#[derive(Default)]
struct File {
    /// How many lines and commas there are: no more papers, and no more marks but one on each.
    lines: usize,
    commas: usize,
    meta: Meta,
    /// Where META begins.
    meta_line: u64,
    columns: Columns,
    projects: Vec<Project>,
    names: Names,
    /// From the section VOTES on.
    papers: Option<Papers>,
    vote_column: usize,
    points_column: Option<usize>,
}

impl File {
    fn new(bytes: &[u8]) -> Self {
        let count = |wanted: u8| bytes.iter().filter(|byte| **byte == wanted).count();
        Self {
            lines: count(b'\n') + 1,
            commas: count(b','),
            ..Self::default()
        }
    }

    fn check_columns(&mut self, section: Option<Section>) -> Result<(), Fault> {
        match section {
            Some(Section::Projects) => {
                self.columns.need("project_id")?;
                self.columns.need("cost")?;
            }
            Some(Section::Votes) => {
                self.vote_column = self.columns.need("vote")?;
                self.points_column = self.columns.find("points");
                let kind = match self.meta.vote_type {
                    Some(VoteType::Points) => {
                        self.columns.need("points")?;
                        Kind::Points
                    }
                    // Papers that rank may bring points, where a city weighs places in its own way.
                    Some(VoteType::Ordinal) if self.points_column.is_some() => Kind::Points,
                    Some(VoteType::Ordinal) => Kind::Ranking,
                    _ => Kind::Approvals,
                };
                self.papers = Some(Papers::with_room(kind, self.lines, self.lines + self.commas));
            }
            _ => {}
        }
        Ok(())
    }

    fn meta(&mut self, row: &ByteRecord) -> Result<(), Fault> {
        let key = row.get(0).unwrap_or_default().trim_ascii().to_ascii_lowercase();
        let value = row.get(1).unwrap_or_default().trim_ascii();
        let meta = &mut self.meta;
        match key.as_slice() {
            b"budget" => meta.budget = Some(amount("budget", value)?),
            b"vote_type" => {
                meta.vote_type = Some(match value {
                    b"approval" | b"choose-1" => VoteType::Approval,
                    b"ordinal" => VoteType::Ordinal,
                    b"cumulative" | b"scoring" => VoteType::Points,
                    other => return Err(Fault::value("vote_type", other)),
                });
            }
            b"rule" => meta.rule = Some(text(value)?).filter(|rule| !rule.is_empty() && rule != "unknown"),
            b"min_project_score_threshold" if !value.is_empty() => {
                meta.threshold = Some(decimal("min_project_score_threshold", value)?);
            }
            b"max_length" if !value.is_empty() => {
                meta.longest = Some(whole("max_length", value)? as usize);
            }
            b"num_projects" if !value.is_empty() => meta.projects = Some(whole("num_projects", value)?),
            b"num_votes" if !value.is_empty() => meta.votes = Some(whole("num_votes", value)?),
            _ => {}
        }
        Ok(())
    }

    fn project(&mut self, row: &ByteRecord) -> Result<(), Fault> {
        let columns = &self.columns;
        let field = |column: &str| columns.field(row, column);
        let number = |column: &'static str| field(column).map(|value| decimal(column, value)).transpose();
        let of_text = |column: &str| field(column).map(text).transpose();
        let need = |column: &'static str| field(column).ok_or(Fault::ShortRow { column });
        let project = Project {
            alternative: Alternative {
                id: text(need("project_id")?)?,
                name: of_text("name")?.unwrap_or_default(),
                cost: 0,
                exclusive_group: of_text("exclusive_group")?,
            },
            cost: Some(amount("cost", need("cost")?)?),
            votes: number("votes")?,
            score: number("score")?,
            // 2 and 3 are paid for by other money than this budget.
            selected: field("selected") == Some(b"1"),
        };
        self.names.add(&project.alternative)?;
        self.projects.push(project);
        Ok(())
    }

    fn begin_votes(&mut self) -> Result<(), Fault> {
        if self.projects.is_empty() {
            return Err(Fault::NoSection { section: "PROJECTS" });
        }
        if self.meta.vote_type.is_none() {
            return Err(Fault::NoField { field: "vote_type" });
        }
        Ok(())
    }

    fn vote(&mut self, row: &ByteRecord) -> Result<(), Fault> {
        let Some(papers) = self.papers.as_mut() else {
            return Err(Fault::NoSection { section: "VOTES" });
        };
        let choices = row
            .get(self.vote_column)
            .ok_or(Fault::ShortRow { column: "vote" })?
            .trim_ascii();
        self.names.next_paper();
        if !choices.is_empty() {
            for id in choices.split(|byte| *byte == b',') {
                self.names.mark(id.trim_ascii(), papers)?;
            }
        }
        let marked = papers.open().len();
        match papers.kind() {
            Kind::Approvals => {}
            Kind::Ranking => (1..=marked as i64).for_each(|rank| papers.set(rank)),
            Kind::Points => {
                let points = self.points_column.and_then(|column| row.get(column));
                let points = points.unwrap_or_default().trim_ascii();
                let mut given = 0;
                if points.is_empty() && self.meta.vote_type == Some(VoteType::Ordinal) {
                    let longest = self.meta.longest.unwrap_or(self.names.len());
                    for place in 0..marked {
                        let points = Decimal::new(longest.saturating_sub(place) as i128, 0);
                        papers.set(points.units(papers.decimals()).unwrap_or(0));
                        given += 1;
                    }
                }
                for one in points.split(|byte| *byte == b',').filter(|_| !points.is_empty()) {
                    let one = decimal("points", one)?;
                    let too_long = |_| Fault::number("points", points);
                    if one.decimals() > papers.decimals() {
                        papers.refine(one.decimals()).map_err(too_long)?;
                    }
                    papers.set(one.units(papers.decimals()).map_err(too_long)?);
                    given += 1;
                }
                if given != marked {
                    return Err(Fault::PointsMissing {
                        choices: marked as u64,
                        points: given as u64,
                    });
                }
            }
        }
        papers.close(1);
        Ok(())
    }

    fn end(mut self) -> Result<Read, Fault> {
        let papers = self.papers.take().ok_or(Fault::NoSection { section: "VOTES" })?;
        let budget = self.meta.budget.ok_or(Fault::NoField { field: "budget" })?;
        let costs = self.projects.iter().filter_map(|project| project.cost);
        let money_decimals = costs.chain([budget]).map(Decimal::decimals).max().unwrap_or(0);
        let money = |field, amount| super::money(field, amount, money_decimals);
        let mut alternatives = Vec::new();
        for project in &self.projects {
            alternatives.push(Alternative {
                cost: money("cost", project.cost.unwrap_or(Decimal::new(0, 0)))?,
                ..project.alternative.clone()
            });
        }
        let decimals = papers.decimals();
        let threshold = self.meta.threshold.map(|threshold| {
            // Support is a whole number of units: what is not reaches as far as the next one.
            let units = Exact(Exact::from(threshold).0 * num_bigint::BigInt::from(10u32).pow(decimals));
            i64::try_from(units.0.ceil().to_integer()).unwrap_or(i64::MAX)
        });
        let published = self.projects.iter().any(|project| project.selected);
        let election = Election {
            alternatives,
            papers,
            seats: 1,
            budget: Some(money("budget", budget)?),
            money_decimals,
            threshold,
            longest: self.meta.longest,
        };
        Ok(Read {
            notes: self.notes(&election),
            published: published.then(|| {
                let selected = self.projects.iter().filter(|project| project.selected);
                selected.map(|project| project.alternative.id.clone()).collect()
            }),
            rule: self.meta.rule,
            election,
        })
    }

    /// Where the papers say something else than the figures beside them.
    fn notes(&self, election: &Election) -> Vec<Note> {
        let mut notes = Vec::new();
        let found = self.projects.len() as u64;
        if let Some(said) = self.meta.projects.filter(|said| *said != found) {
            notes.push(Note::AlternativesDiffer { said, found });
        }
        let found = election.papers.cast();
        if let Some(said) = self.meta.votes.filter(|said| *said != found) {
            notes.push(Note::PapersDiffer { said, found });
        }
        let (marks, points) = (support::marks(election), support::points(election));
        for (at, project) in self.projects.iter().enumerate() {
            let alternative = || project.alternative.id.clone();
            let found = Exact::from(marks[at]);
            if let Some(said) = project.votes.map(Exact::from).filter(|said| *said != found) {
                notes.push(Note::VotesDiffer {
                    alternative: alternative(),
                    said,
                    found,
                });
            }
            let found = election.points(points[at]);
            if let Some(said) = project.score.map(Exact::from).filter(|said| *said != found) {
                notes.push(Note::ScoreDiffers {
                    alternative: alternative(),
                    said,
                    found,
                });
            }
        }
        notes
    }
}

fn text(field: &[u8]) -> Result<String, Fault> {
    std::str::from_utf8(field)
        .map(str::to_owned)
        .map_err(|_| Fault::NotText)
}

fn decimal(field: &'static str, value: &[u8]) -> Result<Decimal, Fault> {
    std::str::from_utf8(value)
        .ok()
        .and_then(|text| Decimal::parse(text).ok())
        .ok_or_else(|| Fault::number(field, value))
}

/// A number that is not below zero.
fn amount(field: &'static str, value: &[u8]) -> Result<Decimal, Fault> {
    decimal(field, value).and_then(|amount| {
        let negative = amount.is_negative();
        (!negative)
            .then_some(amount)
            .ok_or_else(|| Fault::number(field, value))
    })
}

fn whole(field: &'static str, value: &[u8]) -> Result<u64, Fault> {
    let number = amount(field, value)?;
    let units = (number.decimals() == 0).then(|| number.units(0).ok()).flatten();
    units
        .and_then(|units| u64::try_from(units).ok())
        .ok_or_else(|| Fault::number(field, value))
}
