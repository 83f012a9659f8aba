//! What deciding looks at.

use super::group::{digest, uuid};
use super::insert::blob;
use super::read;
use crate::error::{Error, Result};
use crate::store::Known;
use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::Relation;
use domain::protocol::Outcome;
use domain::settle::Answered;
use serde::Serialize;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// Keys as one JSON argument, so that the statement is the same for any number of them.
fn keys<T: Serialize>(keys: impl Iterator<Item = T>) -> Result<String> {
    Ok(serde_json::to_string(&keys.collect::<Vec<_>>())?)
}

fn hex(id: Uuid) -> String {
    id.simple().to_string()
}

pub(super) async fn answers(
    connection: &mut SqliteConnection,
    asked: &[(AccountId, CommandId)],
) -> Result<HashMap<(AccountId, CommandId), Answered>> {
    let rows = sqlx::query(
        "SELECT c.account, k.account, k.id, c.fingerprint, c.seq, c.outcome FROM \
            (SELECT unhex(substr(value, 1, 32)) AS account, unhex(substr(value, 33)) AS id FROM json_each(?)) k \
         CROSS JOIN commands c ON c.id = k.id AND (c.account = k.account OR \
            EXISTS (SELECT 1 FROM heirs h WHERE h.guest = c.account AND h.account = k.account))",
    )
    .bind(keys(asked.iter().map(|(account, id)| hex(account.0) + &hex(id.0)))?)
    .fetch_all(connection)
    .await?;
    let mut answers = HashMap::with_capacity(rows.len());
    for row in rows {
        let by = AccountId(uuid(row.get(0))?);
        let key = (AccountId(uuid(row.get(1))?), CommandId(uuid(row.get(2))?));
        // What the account was answered itself comes before what a guest was whose things it has now.
        if by != key.0 && answers.contains_key(&key) {
            continue;
        }
        let outcome = match (row.get::<Option<i64>, _>(4), row.get::<Option<String>, _>(5)) {
            (Some(seq), _) => Outcome::Applied { seq: seq as u64 },
            (None, Some(json)) => serde_json::from_str(&json)?,
            (None, None) => return Err(Error::Stored("an answer without an outcome".to_owned())),
        };
        let fingerprint = digest(row.get(3))?;
        answers.insert(key, Answered { fingerprint, outcome });
    }
    Ok(answers)
}

pub(super) async fn known(connection: &mut SqliteConnection, ids: &[ProposalId]) -> Result<Vec<Known>> {
    let rows = sqlx::query(read::KNOWN)
        .bind(keys(ids.iter().map(|id| hex(id.0)))?)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read::known).collect()
}

pub(super) async fn relations(
    connection: &mut SqliteConnection,
    asked: &[(AccountId, ProposalId)],
) -> Result<HashMap<(AccountId, ProposalId), Relation>> {
    let rows = sqlx::query(
        "SELECT r.account, p.id, r.supports, r.follows, r.judged, r.argued FROM json_each(?) k \
         CROSS JOIN proposals p ON p.id = unhex(substr(k.value, 33)) \
         CROSS JOIN relations r ON r.account = unhex(substr(k.value, 1, 32)) AND r.subject = p.first",
    )
    .bind(keys(
        asked.iter().map(|(account, id)| hex(account.0) + &hex(id.0)),
    )?)
    .fetch_all(connection)
    .await?;
    let mut relations = HashMap::with_capacity(rows.len());
    for row in rows {
        let key = (AccountId(uuid(row.get(0))?), ProposalId(uuid(row.get(1))?));
        relations.insert(key, read::related(&row, 2));
    }
    Ok(relations)
}

pub(super) async fn supported_by_both(
    connection: &mut SqliteConnection,
    one: AccountId,
    other: AccountId,
) -> Result<Vec<ProposalId>> {
    let rows = sqlx::query(
        "SELECT p.id FROM relations a JOIN relations b ON b.subject = a.subject AND b.account = ?2 \
         JOIN proposals p ON p.first = a.subject WHERE a.account = ?1 AND a.supports AND b.supports",
    )
    .bind(blob(one.0))
    .bind(blob(other.0))
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(ProposalId(uuid(row.get(0))?))).collect()
}
