//! Pages of proposals. One index is named for each order and filter, so that a page is read where it begins;
//! the cards of a page come back as one row.

use super::census::{Census, Facet};
use super::insert::blob;
use crate::error::{Error, Result};
use crate::store::{AreaFilter, Cards};
use domain::id::AreaId;
use domain::query::{Card, Order as By, ProposalQuery};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{AssertSqlSafe, Row};
use std::sync::atomic::{AtomicBool, Ordering};

/// Ends a card within the row: JSON has no line ends of its own.
const END: &str = ",\n";

/// Whether proposals wait to be put into the indexes. Until then a list looks through them one by one.
#[derive(Debug)]
pub(super) struct Unlisted(AtomicBool);

impl Unlisted {
    /// Nobody has looked yet.
    pub(super) fn perhaps() -> Self {
        Self(AtomicBool::new(true))
    }

    pub(super) fn set(&self, some: bool) {
        self.0.store(some, Ordering::Release);
    }

    /// As of some moment before now; what was committed since may be missing, like everything that comes later.
    pub(super) fn are_some(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// What is known of all proposals.
#[derive(Clone, Copy)]
pub(super) struct Among<'a> {
    /// Some may be in no index yet.
    pub(super) unlisted: bool,
    pub(super) census: &'a Census,
}

/// An argument of a statement.
pub(super) enum Value {
    Text(String),
    Int(i64),
    Blob(Vec<u8>),
}

/// How an order reads its index.
struct Way {
    index: &'static str,
    key: &'static str,
    direction: &'static str,
    beyond: &'static str,
    /// The place behind all that have the same key.
    end: i64,
}

fn way(order: By) -> Way {
    let (index, key, ascending) = match order {
        By::Newest => ("newest", "submitted_at", false),
        By::MostSupported => ("supported", "supports", false),
        By::MostUrgent => ("urgent", "due", true),
    };
    Way {
        index,
        key,
        direction: if ascending { "ASC" } else { "DESC" },
        beyond: if ascending { ">" } else { "<" },
        end: if ascending { i64::MAX } else { -1 },
    }
}

pub(super) async fn cards(
    connection: &mut SqliteConnection,
    query: &ProposalQuery,
    area: &AreaFilter,
    among: Among<'_>,
) -> Result<Cards> {
    let typed = query.text.as_deref().map(domain::search::fts5);
    let nowhere = matches!(area, AreaFilter::OneOf(areas) if areas.is_empty());
    if matches!(typed, Some(None)) || nowhere {
        return Ok(Cards::default()); // nothing that could be found
    }
    let limit = query.page_size();
    let (sql, values) = statement(query, area, typed.flatten(), limit as i64 + 1, among);
    let row = bound(sql, values).fetch_one(&mut *connection).await?;
    page(&row, limit, query.order)
}

/// A statement that is built of constants alone: every value is an argument.
pub(super) fn bound(sql: String, values: Vec<Value>) -> Query<'static, Sqlite, SqliteArguments> {
    let select = sqlx::query(AssertSqlSafe(sql));
    values.into_iter().fold(select, |select, value| match value {
        Value::Text(text) => select.bind(text),
        Value::Int(number) => select.bind(number),
        Value::Blob(bytes) => select.bind(bytes),
    })
}

/// The condition for lying in an area, with its arguments; `None` for everywhere.
pub(super) fn lies_in(area: &AreaFilter, values: &mut Vec<Value>) -> Option<String> {
    let mut argument = |area: &AreaId| {
        values.push(Value::Text(area.0.clone()));
        format!("?{}", values.len())
    };
    match area {
        AreaFilter::Everywhere => None,
        AreaFilter::Below { level, area } => {
            let area = argument(area);
            Some(format!("area_{} = {area}", (*level).clamp(1, 3)))
        }
        AreaFilter::OneOf(areas) => {
            let areas: Vec<String> = areas.iter().map(argument).collect();
            Some(format!("area IN ({})", areas.join(",")))
        }
    }
}

fn statement(
    query: &ProposalQuery,
    area: &AreaFilter,
    typed: Option<String>,
    rows: i64,
    Among { unlisted, census }: Among<'_>,
) -> (String, Vec<Value>) {
    let way = way(query.order);
    let mut values = Vec::new();
    let mut filters = vec!["1".to_owned()];
    let mut states: Vec<&str> = query.states.iter().map(|state| state.name()).collect();
    states.sort_unstable();
    states.dedup();

    let mut facets = Vec::new();
    if let AreaFilter::Below { level, area } = area {
        let facet = match level {
            0 | 1 => Facet::Area1,
            2 => Facet::Area2,
            3.. => Facet::Area3,
        };
        facets.push(census.having(facet, &[area.as_str()]));
    }
    if !states.is_empty() {
        facets.push(census.having(Facet::State, &states));
    }
    filters.extend(lies_in(area, &mut values));
    let equal = |column: &'static str, value: &str, values: &mut Vec<Value>, filters: &mut Vec<String>| {
        values.push(Value::Text(value.to_owned()));
        filters.push(format!("{column} = ?{}", values.len()));
    };
    if let Some(category) = &query.category {
        equal("category", category.as_str(), &mut values, &mut filters);
        facets.push(census.having(Facet::Category, &[category.as_str()]));
    }
    if let Some(department) = &query.department {
        equal("lead", department.as_str(), &mut values, &mut filters);
        facets.push(census.having(Facet::Lead, &[department.as_str()]));
    }
    // The narrowest of the filters says where to read; the others are looked at on the way.
    let narrowest = facets.into_iter().min().map(|(_, facet)| facet);
    if query.order == By::MostUrgent {
        filters.push("due IS NOT NULL".to_owned());
    }
    if let Some(after) = query.after {
        values.push(Value::Int(after.key));
        values.push(Value::Blob(blob(after.id.0)));
        let (key, id) = (values.len() - 1, values.len());
        // Behind one that is not there (any more) comes what has another key.
        let place = format!(
            "coalesce((SELECT place FROM proposals WHERE id = ?{id}), {})",
            way.end
        );
        filters.push(format!("({}, place) {} (?{key}, {place})", way.key, way.beyond));
    }
    let searched = typed.is_some();
    if let Some(typed) = typed {
        values.push(Value::Text(typed));
        filters.push(format!(
            "first IN (SELECT rowid FROM words.search WHERE search MATCH ?{})",
            values.len()
        ));
    }
    values.push(Value::Int(rows));
    let rows = values.len();
    let order = format!(
        "ORDER BY {key} {way}, place {way} LIMIT ?{rows}",
        key = way.key,
        way = way.direction
    );
    let columns = format!("first, place, {} AS key", way.key);
    let filters = filters.join(" AND ");
    let in_states = match states.as_slice() {
        [] => String::new(),
        [state] => format!(" AND state = '{state}'"),
        several => {
            let names: Vec<String> = several.iter().map(|state| format!("'{state}'")).collect();
            format!(" AND state IN ({})", names.join(","))
        }
    };
    let read = |from: &str, more: &str| {
        format!("SELECT {columns} FROM proposals {from} WHERE {filters}{more} {order}")
    };
    let listed = |more: &str| {
        let facet = narrowest.map_or_else(String::new, |facet| format!("_{}", facet.column()));
        let more = format!(" AND listed = 1{more}");
        read(&format!("INDEXED BY {}{facet}", way.index), &more)
    };
    // The heads of lists that are each in order by themselves.
    let merged = |heads: Vec<String>| {
        let heads: Vec<String> = heads
            .iter()
            .map(|head| format!("SELECT * FROM ({head})"))
            .collect();
        format!(
            "SELECT * FROM ({}) ORDER BY key {way}, place {way} LIMIT ?{rows}",
            heads.join(" UNION ALL "),
            way = way.direction
        )
    };
    let inner = if searched {
        // Words are looked up first, and what they find is sorted.
        read("NOT INDEXED", &in_states)
    } else {
        let mut heads = match states.as_slice() {
            several if narrowest == Some(Facet::State) => several
                .iter()
                .map(|state| listed(&format!(" AND state = '{state}'")))
                .collect(),
            _ => vec![listed(&in_states)],
        };
        if unlisted {
            heads.push(read(
                "INDEXED BY unlisted",
                &format!(" AND listed = 0{in_states}"),
            ));
        }
        match heads.as_slice() {
            [one] => one.clone(),
            _ => merged(heads),
        }
    };
    let outer = format!(
        "SELECT count(*), group_concat(card, '{END}') FROM ({inner}) page CROSS JOIN cards USING (first)"
    );
    (outer, values)
}

/// A row of one page, which was asked for one card more than it may have.
fn page(row: &SqliteRow, limit: usize, order: By) -> Result<Cards> {
    let count: i64 = row.get(0);
    let mut json: String = row.get::<Option<String>, _>(1).unwrap_or_default();
    if count <= limit as i64 {
        return Ok(Cards { json, next: None });
    }
    let broken = || Error::Stored("a page that is not as long as it says".to_owned());
    json.truncate(json.rfind(END).ok_or_else(broken)?);
    let last = json.rfind(END).map_or(0, |at| at + END.len());
    let last: Card = serde_json::from_str(&json[last..])?;
    let next = last.cursor(order);
    Ok(Cards { json, next })
}
