//! Systems that file for other people. A key of theirs is a session of their account.

use super::group::uuid;
use super::insert::blob;
use crate::error::{Error, Result};
use crate::store::{Digest, Filer};
use domain::id::AccountId;
use domain::time::Timestamp;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

macro_rules! filers {
    ($rest:literal) => {
        concat!(
            "SELECT f.name, f.account, f.since, f.revoked, \
                (SELECT count(*) FROM sessions k WHERE k.account = f.account) FROM filers f ",
            $rest
        )
    };
}

fn filer(row: &SqliteRow) -> Result<Filer> {
    Ok(Filer {
        name: row.get(0),
        account: AccountId(uuid(row.get(1))?),
        since: Timestamp(row.get(2)),
        revoked: row.get::<Option<i64>, _>(3).map(Timestamp),
        keys: u32::try_from(row.get::<i64, _>(4)).map_err(|error| Error::Stored(error.to_string()))?,
    })
}

pub(super) async fn of_key(connection: &mut SqliteConnection, key: &Digest) -> Result<Option<Filer>> {
    let row = sqlx::query(filers!(
        "JOIN sessions s ON s.account = f.account WHERE s.token = ? AND f.revoked IS NULL"
    ))
    .bind(key.to_vec())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(filer).transpose()
}

pub(super) async fn all(connection: &mut SqliteConnection) -> Result<Vec<Filer>> {
    let rows = sqlx::query(filers!("ORDER BY f.name"))
        .fetch_all(connection)
        .await?;
    rows.iter().map(filer).collect()
}

pub(super) async fn add(
    connection: &mut SqliteConnection,
    account: AccountId,
    name: &str,
    since: Timestamp,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO filers (account, name, since) VALUES (?, ?, ?) \
         ON CONFLICT (account) DO UPDATE SET since = excluded.since, revoked = NULL WHERE revoked IS NOT NULL",
    )
    .bind(blob(account.0))
    .bind(name)
    .bind(since.0)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn revoke(connection: &mut SqliteConnection, name: &str, at: Timestamp) -> Result<bool> {
    sqlx::query("DELETE FROM sessions WHERE account = (SELECT account FROM filers WHERE name = ?)")
        .bind(name)
        .execute(&mut *connection)
        .await?;
    let revoked = sqlx::query("UPDATE filers SET revoked = coalesce(revoked, ?2) WHERE name = ?1")
        .bind(name)
        .bind(at.0)
        .execute(connection)
        .await?;
    Ok(revoked.rows_affected() > 0)
}
