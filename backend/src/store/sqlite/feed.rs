//! The feed and the timeline: ranges of the log.

use super::append::Kind;
use super::group::uuid;
use super::insert::{blob, int};
use super::read;
use crate::error::Result;
use crate::store::{Changes, ChangesQuery, Logged};
use domain::id::AccountId;
use domain::protocol::Scope;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

/// How far one request looks for what is in scope. The rest of the log comes with the next page.
const WINDOW: u64 = 20_000;

/// Everything that everybody reads.
const ALL: &str = "SELECT seq, account, payload, kind FROM events \
    WHERE seq > ?1 AND seq <= ?2 AND (kind <> 2 OR account = ?4) AND (kind <> 4 OR ?5) AND payload IS NOT NULL \
    AND (kind <> 7 OR ?5 OR EXISTS (SELECT 1 FROM concerns c WHERE c.account = ?4 AND c.seq = events.seq)) \
    ORDER BY seq LIMIT ?3";

/// What lies in some areas, and what is the reader's own. The areas are a JSON array.
const AREAS: &str = "SELECT e.seq, e.account, e.payload, e.kind FROM events e \
    WHERE e.seq > ?1 AND e.seq <= ?2 AND (e.kind <> 2 OR e.account = ?4) AND (e.kind <> 4 OR ?5) \
    AND (e.kind <> 7 OR ?5 OR EXISTS (SELECT 1 FROM concerns c WHERE c.account = ?4 AND c.seq = e.seq)) \
    AND e.payload IS NOT NULL AND (e.kind = 3 \
    OR EXISTS (SELECT 1 FROM proposals p WHERE p.first = e.subject \
        AND (p.author = ?4 OR p.area IN (SELECT value FROM json_each(?6)))) \
    OR EXISTS (SELECT 1 FROM relations r WHERE r.account = ?4 AND r.subject = e.subject) \
    OR EXISTS (SELECT 1 FROM supervisions s WHERE s.account = ?4 AND s.subject = e.subject) \
    OR EXISTS (SELECT 1 FROM concerns c WHERE c.account = ?4 AND c.seq = e.seq)) \
    ORDER BY e.seq LIMIT ?3";

/// Only what is the reader's own, found from their side: the log may be long and their part of it short.
const MINE: &str = "SELECT seq, account, payload, kind FROM events WHERE kind = 3 AND seq > ?1 AND seq <= ?2 \
        AND payload IS NOT NULL \
    UNION SELECT e.seq, e.account, e.payload, e.kind FROM \
        (SELECT first AS subject FROM proposals WHERE author = ?4 \
         UNION SELECT subject FROM relations WHERE account = ?4 \
         UNION SELECT subject FROM supervisions WHERE account = ?4) m \
        CROSS JOIN events e ON e.subject = m.subject \
        WHERE e.seq > ?1 AND e.seq <= ?2 AND (e.kind <> 2 OR e.account = ?4) AND (e.kind NOT IN (4, 7) OR ?5) \
        AND e.payload IS NOT NULL \
    UNION SELECT e.seq, e.account, e.payload, e.kind FROM concerns c CROSS JOIN events e ON e.seq = c.seq \
        WHERE c.account = ?4 AND c.seq > ?1 AND c.seq <= ?2 AND (?5 OR e.kind = 7) AND e.payload IS NOT NULL \
    ORDER BY seq LIMIT ?3";

pub(super) async fn changes(connection: &mut SqliteConnection, query: &ChangesQuery) -> Result<Changes> {
    let head = read::head(connection).await?;
    let (sql, until) = match query.scope {
        Scope::All => (ALL, head),
        Scope::Areas(_) => (AREAS, head.min(query.after.saturating_add(WINDOW))),
        Scope::Mine => (MINE, head),
    };
    let mut select = sqlx::query(sql)
        .bind(int(query.after))
        .bind(int(until))
        .bind(i64::from(query.limit))
        .bind(query.reader.map(|account| blob(account.0)))
        .bind(query.staff);
    if matches!(query.scope, Scope::Areas(_)) {
        select = select.bind(serde_json::to_string(&query.areas)?);
    }
    let entries: Vec<Logged> = select
        .fetch_all(&mut *connection)
        .await?
        .iter()
        .map(logged)
        .collect::<Result<_>>()?;
    let next = match entries.last() {
        Some(last) if entries.len() == query.limit as usize => last.seq,
        _ => until.max(query.after.min(head)),
    };
    Ok(Changes { entries, next, head })
}

pub(super) async fn timeline(
    connection: &mut SqliteConnection,
    first: u64,
    staff: bool,
) -> Result<Vec<Logged>> {
    let rows = sqlx::query(
        "SELECT seq, account, payload, kind FROM events \
         WHERE subject = ?1 AND (kind = 0 OR kind IN (4, 7) AND ?2) AND payload IS NOT NULL ORDER BY seq",
    )
    .bind(int(first))
    .bind(staff)
    .fetch_all(&mut *connection)
    .await?;
    rows.iter().map(logged).collect()
}

pub(super) async fn directories(
    connection: &mut SqliteConnection,
    before: u64,
    limit: u32,
) -> Result<Vec<Logged>> {
    let rows = sqlx::query(
        "SELECT seq, account, payload, kind FROM events WHERE kind = 3 AND seq < ? ORDER BY seq DESC LIMIT ?",
    )
    .bind(i64::try_from(before).unwrap_or(i64::MAX))
    .bind(limit)
    .fetch_all(&mut *connection)
    .await?;
    rows.iter().map(logged).collect()
}

pub(super) fn logged(row: &SqliteRow) -> Result<Logged> {
    let account: Option<Vec<u8>> = row.get(1);
    Ok(Logged {
        seq: row.get::<i64, _>(0) as u64,
        account: account.map(uuid).transpose()?.map(AccountId),
        payload: row.get(2),
        withheld: row.get::<i64, _>(3) == Kind::Withheld as i64,
    })
}
