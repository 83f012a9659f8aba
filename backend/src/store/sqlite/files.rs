//! Kept files: what they are, who brought them, and what cites them.

use super::insert::{blob, int};
use crate::error::{Error, Result};
use crate::store::{Entry, FileRecord, StoredFile};
use domain::attachment::{FileHash, KeptFile};
use domain::event::Fact;
use domain::id::AccountId;
use domain::proposal::Change;
use domain::time::Timestamp;
use serde_json::Value;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::collections::HashMap;

fn hash(row: &SqliteRow) -> Result<FileHash> {
    let bytes: Vec<u8> = row.get(0);
    let hash = bytes.try_into().map(FileHash);
    hash.map_err(|_| Error::Stored("a hash of another length".to_owned()))
}

fn list(hashes: &[FileHash]) -> Result<String> {
    Ok(serde_json::to_string(hashes)?)
}

pub(super) async fn files(
    connection: &mut SqliteConnection,
    hashes: &[FileHash],
    account: Option<AccountId>,
) -> Result<HashMap<FileHash, StoredFile>> {
    let rows = sqlx::query(
        "SELECT f.hash, f.kind, f.bytes, f.thumbnail, f.since, \
            EXISTS (SELECT 1 FROM file_owners o WHERE o.hash = f.hash AND o.account = ?2), \
            EXISTS (SELECT 1 FROM citations c WHERE c.hash = f.hash AND c.internal = 0) \
         FROM json_each(?1) k CROSS JOIN files f ON f.hash = unhex(k.value)",
    )
    .bind(list(hashes)?)
    .bind(account.map(|account| blob(account.0)))
    .fetch_all(connection)
    .await?;
    let mut files = HashMap::with_capacity(rows.len());
    for row in rows {
        let kept = kept(&row)?;
        let record = FileRecord {
            kept,
            has_thumbnail: row.get(3),
        };
        let stored = StoredFile {
            record,
            uncited_since: row.get::<Option<i64>, _>(4).map(Timestamp),
            is_own: row.get(5),
            is_public: row.get(6),
        };
        files.insert(kept.hash, stored);
    }
    Ok(files)
}

/// What an account brought here.
pub(super) async fn of(connection: &mut SqliteConnection, account: AccountId) -> Result<Vec<KeptFile>> {
    let rows = sqlx::query(
        "SELECT f.hash, f.kind, f.bytes FROM file_owners o CROSS JOIN files f ON f.hash = o.hash \
         WHERE o.account = ? ORDER BY f.hash",
    )
    .bind(blob(account.0))
    .fetch_all(connection)
    .await?;
    rows.iter().map(kept).collect()
}

/// Hash, kind and size, from the first column on.
fn kept(row: &SqliteRow) -> Result<KeptFile> {
    Ok(KeptFile {
        hash: hash(row)?,
        kind: serde_json::from_value(Value::String(row.get(1)))?,
        bytes: row.get::<i64, _>(2).unsigned_abs(),
    })
}

pub(super) async fn uncited(connection: &mut SqliteConnection, account: AccountId) -> Result<u32> {
    let count: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM file_owners o JOIN files f ON f.hash = o.hash WHERE o.account = ? AND f.since IS NOT NULL",
    )
    .bind(blob(account.0))
    .fetch_one(connection)
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

pub(super) async fn uncited_since(
    connection: &mut SqliteConnection,
    before: Timestamp,
    limit: u32,
) -> Result<Vec<FileHash>> {
    let rows = sqlx::query("SELECT hash FROM files WHERE since < ? ORDER BY since LIMIT ?")
        .bind(before.0)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(hash).collect()
}

pub(super) async fn keep(
    connection: &mut SqliteConnection,
    record: &FileRecord,
    owner: AccountId,
    now: Timestamp,
) -> Result<()> {
    let KeptFile { hash, kind, bytes } = record.kept;
    sqlx::query(
        "INSERT INTO files (hash, kind, bytes, thumbnail, since) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (hash) DO UPDATE SET since = excluded.since WHERE since IS NOT NULL",
    )
    .bind(hash.0.to_vec())
    .bind(kind.media_type())
    .bind(int(bytes))
    .bind(record.has_thumbnail)
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    sqlx::query("INSERT INTO file_owners (hash, account) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(hash.0.to_vec())
        .bind(blob(owner.0))
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn forget(
    connection: &mut SqliteConnection,
    hashes: &[FileHash],
    before: Timestamp,
) -> Result<()> {
    const STEPS: [&str; 2] = [
        "DELETE FROM files WHERE since < ?2 AND hash IN (SELECT unhex(value) FROM json_each(?1))",
        "DELETE FROM file_owners WHERE ?2 IS NOT NULL AND hash IN (SELECT unhex(value) FROM json_each(?1)) \
            AND hash NOT IN (SELECT hash FROM files)",
    ];
    for step in STEPS {
        sqlx::query(step)
            .bind(list(hashes)?)
            .bind(before.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// What these entries of the log cite from now on, and what they cite no more.
pub(super) async fn cite(connection: &mut SqliteConnection, entries: &[Entry]) -> Result<()> {
    for entry in entries {
        let (internal, change, subject) = match (&entry.event.fact, entry.subject) {
            (Fact::Proposal { change, .. }, Some(subject)) => (false, change, subject),
            (Fact::Internal { change, .. }, Some(subject)) => (true, change, subject),
            _ => continue,
        };
        for attachment in change.attachments() {
            let hash = attachment.hash.0.to_vec();
            sqlx::query(
                "INSERT INTO citations (hash, subject, internal) VALUES (?, ?, ?) \
                 ON CONFLICT DO UPDATE SET internal = min(internal, excluded.internal)",
            )
            .bind(hash.clone())
            .bind(int(subject))
            .bind(internal)
            .execute(&mut *connection)
            .await?;
            sqlx::query("UPDATE files SET since = NULL WHERE hash = ?")
                .bind(hash)
                .execute(&mut *connection)
                .await?;
        }
        if matches!(change, Change::Withdrawn {}) {
            release(connection, subject, entry.event.at).await?;
        }
    }
    Ok(())
}

/// This proposal cites nothing any more.
async fn release(connection: &mut SqliteConnection, subject: u64, now: Timestamp) -> Result<()> {
    const STEPS: [&str; 2] = [
        "UPDATE files SET since = ?2 WHERE hash IN (SELECT hash FROM citations WHERE subject = ?1) \
            AND NOT EXISTS (SELECT 1 FROM citations c WHERE c.hash = files.hash AND c.subject <> ?1)",
        "DELETE FROM citations WHERE subject = ?1 AND ?2 IS NOT NULL",
    ];
    for step in STEPS {
        sqlx::query(step)
            .bind(int(subject))
            .bind(now.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
