//! A table of anonymous papers (`.csv`, RFC 4180): a row for each paper, a column for each alternative, so that any
//! spreadsheet can sum a column up. Above the papers stand rows that say what is voted upon:
//!
//! ```csv
//! kind,ranking
//! rule,stv
//! seats,2
//! name,Bench,Lamp,Tree
//! paper,a,b,c
//! 5f0c…,1,2,
//! 91aa…,2,,1
//! ```
//!
//! `kind` is `approval` (a cell is `1` or empty), `ranking` (its rank, or empty) or `points` (its points, or empty). The
//! row `paper` names the alternatives; `name`, `cost` and `exclusive_group` have a cell for each of them. `rule`, `seats`,
//! `budget`, `threshold` and `longest` have one. What is in the first column of a paper is its own: a tracker.
//! A row with nothing in it is none.

use csv::ByteRecord;

use super::super::election::{Alternative, Election};
use super::super::exact::Decimal;
use super::super::papers::{Index, Kind, Papers};
use super::super::rule::Rule;
use super::fault::{Fault, FileFault};
use super::names::Names;
use super::{Read, line_of};

/// What the rows above the papers begin with.
pub(super) const KEYS: [&str; 10] = [
    "kind",
    "rule",
    "seats",
    "budget",
    "threshold",
    "longest",
    "name",
    "cost",
    "exclusive_group",
    "paper",
];

#[derive(Default)]
struct Head {
    kind: Option<Kind>,
    rule: Option<String>,
    seats: Option<usize>,
    longest: Option<usize>,
    budget: Option<Decimal>,
    threshold: Option<Decimal>,
    names: Vec<String>,
    costs: Vec<Decimal>,
    groups: Vec<String>,
}

/// Reads a table.
///
/// # Errors
/// [`FileFault`] with the line and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Read, FileFault> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut head = Head::default();
    let mut body: Option<Body> = None;
    let mut row = ByteRecord::new();
    // Reading from memory can't fail, and rows may have any length.
    while reader.read_byte_record(&mut row).unwrap_or(false) {
        let taken = match &mut body {
            _ if row.iter().all(|field| field.trim_ascii().is_empty()) => Ok(()),
            Some(body) => body.paper(&row),
            None if row.get(0).is_some_and(|key| key.trim_ascii() == b"paper") => {
                Body::begin(&mut head, &row).map(|begun| body = Some(begun))
            }
            None => head.row(&row),
        };
        taken.map_err(|fault| fault.at(line_of(&row, bytes)))?;
    }
    let last = reader.position().line().max(1);
    body.ok_or(Fault::NoField { field: "paper" })
        .and_then(|body| body.end(head))
        .map_err(|fault| fault.at(last))
}

fn text(field: &[u8]) -> Result<String, Fault> {
    let text = std::str::from_utf8(field.trim_ascii()).map_err(|_| Fault::NotText)?;
    Ok(text.to_owned())
}

fn number(field: &'static str, value: &[u8]) -> Result<Decimal, Fault> {
    let text = std::str::from_utf8(value).map_err(|_| Fault::NotText)?;
    Decimal::parse(text).map_err(|_| Fault::number(field, value))
}

impl Head {
    fn row(&mut self, row: &ByteRecord) -> Result<(), Fault> {
        let key = row.get(0).unwrap_or_default().trim_ascii();
        let one = row.get(1).unwrap_or_default().trim_ascii();
        let whole = |field| {
            let number = number(field, one)?.units(0).ok().filter(|_| !one.contains(&b'.'));
            let number = number.and_then(|number| usize::try_from(number).ok());
            number.ok_or_else(|| Fault::number(field, one))
        };
        match key {
            b"kind" => {
                self.kind = Some(match one {
                    b"approval" => Kind::Approvals,
                    b"ranking" => Kind::Ranking,
                    b"points" => Kind::Points,
                    other => return Err(Fault::value("kind", other)),
                });
            }
            b"rule" => self.rule = Some(text(one)?).filter(|rule| !rule.is_empty()),
            b"seats" => self.seats = Some(whole("seats")?),
            b"longest" => self.longest = Some(whole("longest")?),
            b"budget" => self.budget = Some(number("budget", one)?),
            b"threshold" => self.threshold = Some(number("threshold", one)?),
            b"name" => self.names = row.iter().skip(1).map(text).collect::<Result<_, _>>()?,
            b"cost" => {
                let costs = row.iter().skip(1).map(|cost| number("cost", cost));
                self.costs = costs.collect::<Result<_, _>>()?;
            }
            b"exclusive_group" => self.groups = row.iter().skip(1).map(text).collect::<Result<_, _>>()?,
            other => return Err(Fault::value("key", other)),
        }
        Ok(())
    }
}

struct Body {
    alternatives: Vec<Alternative>,
    names: Names,
    papers: Papers,
}

impl Body {
    /// Reads the row `paper`.
    fn begin(head: &mut Head, row: &ByteRecord) -> Result<Self, Fault> {
        let kind = head.kind.ok_or(Fault::NoField { field: "kind" })?;
        let mut body = Self {
            alternatives: Vec::new(),
            names: Names::default(),
            papers: Papers::new(kind),
        };
        for (at, id) in row.iter().skip(1).enumerate() {
            let group = head.groups.get(at).filter(|group| !group.is_empty());
            let alternative = Alternative {
                id: text(id)?,
                name: head.names.get(at).cloned().unwrap_or_default(),
                cost: 0,
                exclusive_group: group.cloned(),
            };
            if alternative.id.is_empty() {
                return Err(Fault::NoField { field: "paper" });
            }
            body.names.add(&alternative)?;
            body.alternatives.push(alternative);
        }
        Ok(body)
    }

    fn paper(&mut self, row: &ByteRecord) -> Result<(), Fault> {
        let papers = &mut self.papers;
        self.names.next_paper();
        for (at, cell) in row.iter().skip(1).enumerate() {
            let cell = cell.trim_ascii();
            if cell.is_empty() || (papers.kind() == Kind::Approvals && cell == b"0") {
                continue;
            }
            if at >= self.names.len() {
                return Err(Fault::NoSuchAlternative {
                    id: super::fault::shown(cell),
                });
            }
            match papers.kind() {
                Kind::Approvals if cell == b"1" => {}
                Kind::Approvals => return Err(Fault::value("approval", cell)),
                kind => {
                    let value = number("value", cell)?;
                    let unfit = |_| Fault::number("value", cell);
                    if kind == Kind::Points && value.decimals() > papers.decimals() {
                        papers.refine(value.decimals()).map_err(unfit)?;
                    }
                    let decimals = papers.decimals();
                    if value.decimals() > decimals || (kind == Kind::Ranking && value.is_negative()) {
                        return Err(Fault::number("rank", cell));
                    }
                    papers.set(value.units(decimals).map_err(unfit)?);
                }
            }
            // Each column is passed once.
            _ = self.names.mark_place(at as Index, papers);
        }
        papers.close(1);
        Ok(())
    }

    fn end(mut self, head: Head) -> Result<Read, Fault> {
        let amounts = head.costs.iter().copied().chain(head.budget);
        let money_decimals = amounts.map(Decimal::decimals).max().unwrap_or(0);
        let money = |field, amount| super::money(field, amount, money_decimals);
        if head.budget.is_some() && head.costs.len() != self.alternatives.len() {
            return Err(Fault::NoField { field: "cost" });
        }
        for (alternative, cost) in self.alternatives.iter_mut().zip(&head.costs) {
            alternative.cost = money("cost", *cost)?;
        }
        let threshold = head.threshold.map(|threshold| {
            if threshold.decimals() > self.papers.decimals() {
                self.papers.refine(threshold.decimals())?;
            }
            threshold.units(self.papers.decimals())
        });
        let threshold = threshold.transpose();
        Ok(Read {
            election: Election {
                seats: head.seats.unwrap_or(1),
                budget: head.budget.map(|budget| money("budget", budget)).transpose()?,
                money_decimals,
                threshold: threshold.map_err(|_| Fault::number("threshold", b""))?,
                longest: head.longest,
                ..Election::new(self.alternatives, self.papers)
            },
            rule: head.rule,
            published: None,
            notes: Vec::new(),
        })
    }
}

/// The table of an election. `trackers` gives each paper's own name, in the order of the papers; those that are left
/// without one are numbered.
pub fn write(election: &Election, rule: Rule, trackers: impl IntoIterator<Item = String>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    // Into memory, which can't fail.
    let mut row = |key: &str, cells: Vec<String>| {
        _ = writer.write_record(std::iter::once(key.to_owned()).chain(cells));
    };
    let kind = match election.papers.kind() {
        Kind::Approvals => "approval",
        Kind::Ranking => "ranking",
        Kind::Points => "points",
    };
    let alternatives = &election.alternatives;
    row("kind", vec![kind.to_owned()]);
    row("rule", vec![rule.to_string()]);
    if !rule.spends() {
        row("seats", vec![election.seats.to_string()]);
    }
    if let Some(longest) = election.longest {
        row("longest", vec![longest.to_string()]);
    }
    if let Some(threshold) = election.threshold {
        row("threshold", vec![election.points(threshold.into()).to_string()]);
    }
    row("name", alternatives.iter().map(|one| one.name.clone()).collect());
    if let Some(budget) = election.budget {
        row("budget", vec![election.money(budget).to_string()]);
        row(
            "cost",
            alternatives
                .iter()
                .map(|one| election.money(one.cost).to_string())
                .collect(),
        );
    }
    if alternatives.iter().any(|one| one.exclusive_group.is_some()) {
        let groups = alternatives
            .iter()
            .map(|one| one.exclusive_group.clone().unwrap_or_default());
        row("exclusive_group", groups.collect());
    }
    row("paper", alternatives.iter().map(|one| one.id.clone()).collect());
    let mut trackers = trackers.into_iter();
    let mut written = 0u64;
    for (paper, times) in election.papers.iter() {
        let mut cells = vec![String::new(); alternatives.len()];
        for (at, mark) in paper.marks.iter().enumerate() {
            cells[*mark as usize] = match paper.values.get(at) {
                None => "1".to_owned(),
                Some(value) => election.points(i128::from(*value)).to_string(),
            };
        }
        for _ in 0..times {
            written += 1;
            let tracker = trackers.next().unwrap_or_else(|| written.to_string());
            row(&tracker, cells.clone());
        }
    }
    writer.into_inner().unwrap_or_default()
}
