//! The views of desks that people keep.

use super::insert::blob;
use crate::error::{Error, Result};
use domain::desk::{Desk, DeskView, ViewChange};
use domain::id::AccountId;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

/// What an account keeps, in the order in which it was kept.
pub(super) async fn of(connection: &mut SqliteConnection, account: AccountId) -> Result<Vec<DeskView>> {
    let rows = sqlx::query("SELECT desk, name, query FROM views WHERE account = ? ORDER BY id")
        .bind(blob(account.0))
        .fetch_all(connection)
        .await?;
    let view = |row: &sqlx::sqlite::SqliteRow| {
        Ok(DeskView {
            desk: Desk::from_name(row.get(0)).ok_or_else(|| Error::Stored("an unknown desk".to_owned()))?,
            name: row.get(1),
            query: row.get(2),
        })
    };
    rows.iter().map(view).collect()
}

/// Keeps or forgets one; of too many the latest stay.
pub(super) async fn change(
    connection: &mut SqliteConnection,
    account: AccountId,
    change: &ViewChange,
) -> Result<()> {
    sqlx::query("DELETE FROM views WHERE account = ? AND desk = ? AND name = ?")
        .bind(blob(account.0))
        .bind(change.desk.name())
        .bind(&change.name)
        .execute(&mut *connection)
        .await?;
    let Some(query) = &change.query else { return Ok(()) };
    sqlx::query("INSERT INTO views (account, desk, name, query) VALUES (?, ?, ?, ?)")
        .bind(blob(account.0))
        .bind(change.desk.name())
        .bind(&change.name)
        .bind(query)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "DELETE FROM views WHERE account = ?1 AND id NOT IN \
            (SELECT id FROM views WHERE account = ?1 ORDER BY id DESC LIMIT ?2)",
    )
    .bind(blob(account.0))
    .bind(DeskView::LIMIT as i64)
    .execute(connection)
    .await?;
    Ok(())
}
