//! Reads of single things.

use super::group::uuid;
use super::insert::{blob, int};
use super::supervisions;
use crate::error::{Error, Result};
use crate::store::{Due, Known, Start};
use domain::clock::ClockKind;
use domain::event::{Event, Fact};
use domain::id::{AccountId, ProposalId};
use domain::proposal::{Debate, Proposal, Relation, apply};
use domain::time::Timestamp;
use ledger::Hash;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::ops::Range;

/// What [`known`] reads of the proposals `p`.
macro_rules! known {
    ($from:literal) => {
        concat!(
            "SELECT p.first, p.author, p.version, p.seq, p.supports, d.proposal, e.payload FROM ",
            $from,
            " LEFT JOIN details d ON d.first = p.first LEFT JOIN events e ON d.first IS NULL AND e.seq = p.first"
        )
    };
}

/// Proposals by ids given as a JSON array of hexadecimal texts.
pub(super) const KNOWN: &str = known!("json_each(?) k CROSS JOIN proposals p ON p.id = unhex(k.value)");

/// A proposal as it stands. The folded proposal in `details` is written when something is told after the first event; its
/// counters and its author may have moved since.
pub(super) fn known(row: &SqliteRow) -> Result<Known> {
    let mut proposal: Proposal = match (row.get(5), row.get(6)) {
        (Some(folded), _) => serde_json::from_str(folded)?,
        (None, Some(first)) => begun(first)?,
        (None, None) => return Err(Error::Stored("a proposal without its first event".to_owned())),
    };
    let author: Option<Vec<u8>> = row.get(1);
    proposal.author = author.map(uuid).transpose()?.map(AccountId);
    proposal.version = count(row, 2)?;
    proposal.seq = row.get::<i64, _>(3) as u64;
    proposal.supports = count(row, 4)?;
    Ok(Known {
        first: row.get::<i64, _>(0) as u64,
        proposal,
    })
}

pub(super) async fn begun_after(
    connection: &mut SqliteConnection,
    seq: u64,
    limit: u32,
) -> Result<Vec<Known>> {
    let rows = sqlx::query(known!(
        "(SELECT * FROM proposals WHERE first > ? ORDER BY first LIMIT ?) p"
    ))
    .bind(int(seq))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let mut begun: Vec<Known> = rows.iter().map(known).collect::<Result<_>>()?;
    begun.sort_unstable_by_key(|known| known.first);
    Ok(begun)
}

/// What the first event alone leads to.
fn begun(payload: &str) -> Result<Proposal> {
    let event: Event = serde_json::from_str(payload)?;
    let mut proposal = None;
    apply(
        &mut proposal,
        &mut Relation::default(),
        &mut Debate::default(),
        &event,
        None,
    )
    .map_err(|error| Error::Stored(format!("event {}: {error}", event.seq)))?;
    proposal.ok_or_else(|| Error::Stored(format!("event {} begins no proposal", event.seq)))
}

fn count(row: &SqliteRow, column: usize) -> Result<u32> {
    u32::try_from(row.get::<i64, _>(column)).map_err(|error| Error::Stored(error.to_string()))
}

/// The newest sequence number; 0 for an empty log.
pub(super) async fn head(connection: &mut SqliteConnection) -> Result<u64> {
    let head: Option<i64> = sqlx::query_scalar("SELECT max(seq) FROM events")
        .fetch_one(connection)
        .await?;
    Ok(head.unwrap_or(0) as u64)
}

pub(super) async fn start(connection: &mut SqliteConnection) -> Result<Start> {
    let row =
        sqlx::query("SELECT (SELECT value FROM meta WHERE key = 'epoch'), (SELECT max(seq) FROM events)")
            .fetch_one(&mut *connection)
            .await?;
    let city = sqlx::query("SELECT seq, payload FROM events WHERE kind = 3 ORDER BY seq DESC LIMIT 1")
        .fetch_optional(&mut *connection)
        .await?;
    let city = match city {
        None => None,
        Some(row) => match serde_json::from_str::<Event>(row.get(1))?.fact {
            Fact::City { city } => Some((row.get::<i64, _>(0) as u64, *city)),
            _ => return Err(Error::Stored("an event that should be a directory".to_owned())),
        },
    };
    let numbers = sqlx::query("SELECT year, last FROM numbers")
        .fetch_all(&mut *connection)
        .await?;
    let last = supervisions::draws(connection, None, 1).await?.pop();
    let drawn = last.and_then(|event| match event.fact {
        Fact::Draw { draw } => Some(*draw),
        _ => None,
    });
    Ok(Start {
        drawn,
        epoch: row.get(0),
        head: row.get::<Option<i64>, _>(1).unwrap_or(0) as u64,
        city,
        numbers: numbers
            .iter()
            .map(|row| Ok((row.get(0), count(row, 1)?)))
            .collect::<Result<_>>()?,
    })
}

pub(super) async fn proposal(connection: &mut SqliteConnection, id: ProposalId) -> Result<Option<Known>> {
    let row = sqlx::query(KNOWN)
        .bind(format!("[\"{}\"]", id.0.simple()))
        .fetch_optional(&mut *connection)
        .await?;
    row.as_ref().map(known).transpose()
}

pub(super) async fn relation(
    connection: &mut SqliteConnection,
    account: AccountId,
    first: u64,
) -> Result<Relation> {
    let row = sqlx::query(
        "SELECT supports, follows, judged, argued FROM relations WHERE account = ? AND subject = ?",
    )
    .bind(blob(account.0))
    .bind(int(first))
    .fetch_optional(&mut *connection)
    .await?;
    Ok(row.map_or_else(Relation::default, |row| related(&row, 0)))
}

/// Supports, follows, judged and argued, from this column on.
pub(super) fn related(row: &SqliteRow, from: usize) -> Relation {
    Relation {
        supports: row.get(from),
        follows: row.get(from + 1),
        judged: row.get(from + 2),
        argued: row.get(from + 3),
    }
}

pub(super) async fn due(
    connection: &mut SqliteConnection,
    now: Timestamp,
    after: Option<&Due>,
    limit: u32,
) -> Result<Vec<Due>> {
    // What the row itself tells is enough: whoever decides reads the whole case anyway. All comes in one row, for each row
    // that a connection's thread hands over costs more than finding it. Days end for very many at once, so the index is
    // entered behind the last one of its time, too.
    let due: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(due, first, hex(id), clock)) FROM ( \
            SELECT due, first, id, clock FROM proposals WHERE due = ?2 AND first > ?3 \
            UNION ALL SELECT due, first, id, clock FROM proposals WHERE due > ?2 AND due <= ?1 \
            ORDER BY due, first LIMIT ?4)",
    )
    .bind(now.0)
    .bind(after.map_or(i64::MIN, |after| after.at.0))
    .bind(after.map_or(0, |after| int(after.first)))
    .bind(limit)
    .fetch_one(connection)
    .await?;
    let due: Vec<(Timestamp, u64, ProposalId, ClockKind)> = serde_json::from_str(&due)?;
    let due = due.into_iter().map(|(at, first, proposal, clock)| Due {
        at,
        first,
        proposal,
        clock,
    });
    Ok(due.collect())
}

pub(super) async fn leaf(connection: &mut SqliteConnection, seq: u64) -> Result<Option<Hash>> {
    let row = sqlx::query("SELECT leaf FROM events WHERE seq = ?")
        .bind(int(seq))
        .fetch_optional(&mut *connection)
        .await?;
    row.map(|row| hash(&row)).transpose()
}

pub(super) async fn tree(
    connection: &mut SqliteConnection,
    level: u8,
    places: Range<u64>,
) -> Result<Vec<Hash>> {
    if level == 0 {
        let rows = sqlx::query("SELECT leaf FROM events WHERE seq > ? AND seq <= ? ORDER BY seq")
            .bind(int(places.start))
            .bind(int(places.end))
            .fetch_all(&mut *connection)
            .await?;
        let leaf = |row| Ok(ledger::hash::leaf_hash(&hash(row)?.0));
        return rows.iter().map(leaf).collect();
    }
    let rows =
        sqlx::query("SELECT hash FROM tree WHERE level = ? AND place >= ? AND place < ? ORDER BY place")
            .bind(i64::from(level))
            .bind(int(places.start))
            .bind(int(places.end))
            .fetch_all(&mut *connection)
            .await?;
    rows.iter().map(hash).collect()
}

fn hash(row: &SqliteRow) -> Result<Hash> {
    Ok(Hash(super::group::digest(row.get(0))?))
}
