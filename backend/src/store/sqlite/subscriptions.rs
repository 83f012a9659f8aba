//! Browsers that are told by Web Push.

use super::group::uuid;
use super::telling::{audience, bind};
use crate::error::{Error, Result};
use crate::store::{Audience, Digest, NewSubscription, Subscription};
use domain::contact::{Pace, Quiet};
use domain::id::AccountId;
use domain::time::Timestamp;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

macro_rules! subscriptions {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, s.account, p.address, p.language, p.pace, p.quiet_from, p.quiet_till, p.problem \
             FROM subscriptions p JOIN sessions s ON s.token = p.session ",
            $rest
        )
    };
}

fn subscription(row: &SqliteRow) -> Result<Subscription> {
    let minutes = |column: usize| row.get::<i64, _>(column) as u16;
    Ok(Subscription {
        id: row.get(0),
        account: AccountId(uuid(row.get(1))?),
        address: row.get(2),
        language: row.get(3),
        pace: Pace::from_name(row.get(4)).ok_or_else(|| Error::Stored("an unknown pace".to_owned()))?,
        quiet: Quiet {
            from: minutes(5),
            until: minutes(6),
        },
        problem: row.get(7),
    })
}

pub(super) async fn of_audience(
    connection: &mut SqliteConnection,
    audience: Audience,
) -> Result<Vec<Subscription>> {
    let query = sqlx::query(concat!(
        subscriptions!("WHERE p.problem IS NULL AND p.pace <> 'never' AND s.account IN ("),
        audience!("(SELECT o.account FROM subscriptions n JOIN sessions o ON o.token = n.session)"),
        ")"
    ));
    let rows = bind(query, audience).fetch_all(connection).await?;
    rows.iter().map(subscription).collect()
}

pub(super) async fn any(connection: &mut SqliteConnection) -> Result<bool> {
    let row = sqlx::query("SELECT EXISTS (SELECT 1 FROM subscriptions)")
        .fetch_one(connection)
        .await?;
    Ok(row.get(0))
}

pub(super) async fn one(connection: &mut SqliteConnection, id: i64) -> Result<Option<Subscription>> {
    let row = sqlx::query(subscriptions!("WHERE p.id = ?"))
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(subscription).transpose()
}

pub(super) async fn of_session(
    connection: &mut SqliteConnection,
    session: &Digest,
) -> Result<Option<Subscription>> {
    let row = sqlx::query(subscriptions!("WHERE p.session = ?"))
        .bind(session.to_vec())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(subscription).transpose()
}

pub(super) async fn put(
    connection: &mut SqliteConnection,
    new: &NewSubscription,
    due: Option<Timestamp>,
) -> Result<bool> {
    sqlx::query("DELETE FROM subscriptions WHERE endpoint = ? AND session <> ?")
        .bind(new.mark.to_vec())
        .bind(new.session.to_vec())
        .execute(&mut *connection)
        .await?;
    let put = sqlx::query(
        "INSERT INTO subscriptions (session, endpoint, address, language, pace, quiet_from, quiet_till) \
         SELECT token, ?2, ?3, ?4, ?5, ?6, ?7 FROM sessions WHERE token = ?1 \
         ON CONFLICT (session) DO UPDATE SET endpoint = excluded.endpoint, address = excluded.address, \
            language = excluded.language, pace = excluded.pace, quiet_from = excluded.quiet_from, \
            quiet_till = excluded.quiet_till, problem = NULL",
    )
    .bind(new.session.to_vec())
    .bind(new.mark.to_vec())
    .bind(new.address.as_slice())
    .bind(new.language.as_str())
    .bind(new.pace.name())
    .bind(i64::from(new.quiet.from))
    .bind(i64::from(new.quiet.until))
    .execute(&mut *connection)
    .await?;
    match due {
        Some(due) => sqlx::query(
            "UPDATE deliveries SET due = ?2 WHERE given_up IS NULL \
                AND subscription = (SELECT id FROM subscriptions WHERE session = ?1)",
        )
        .bind(new.session.to_vec())
        .bind(due.0),
        None => sqlx::query(
            "DELETE FROM deliveries WHERE subscription = (SELECT id FROM subscriptions WHERE session = ?)",
        )
        .bind(new.session.to_vec()),
    }
    .execute(connection)
    .await?;
    Ok(put.rows_affected() > 0)
}

pub(super) async fn move_to(connection: &mut SqliteConnection, from: &Digest, to: &Digest) -> Result<()> {
    sqlx::query("UPDATE subscriptions SET session = ?2 WHERE session = ?1")
        .bind(from.to_vec())
        .bind(to.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn mark(connection: &mut SqliteConnection, id: i64, problem: &str) -> Result<()> {
    sqlx::query("UPDATE subscriptions SET problem = ?2 WHERE id = ?1")
        .bind(id)
        .bind(problem)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn remove(connection: &mut SqliteConnection, id: i64) -> Result<()> {
    sqlx::query("DELETE FROM subscriptions WHERE id = ?")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}
