//! Contacts, hooks, deliveries.

use super::group::{digest, uuid};
use super::insert::{blob, int};
use crate::error::{Error, Result};
use crate::store::{Audience, Code, Contact, Delivery, Hook, Settled, Target, Untold};
use domain::contact::{Pace, Quiet};
use domain::id::{AccountId, DepartmentId};
use domain::time::Timestamp;
use sqlx::Row;
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};

pub(super) async fn untold(connection: &mut SqliteConnection, limit: u32) -> Result<(Vec<Untold>, u64)> {
    let row = sqlx::query(
        "SELECT CAST((SELECT value FROM meta WHERE key = 'told') AS INTEGER), \
            coalesce((SELECT max(seq) FROM events), 0)",
    )
    .fetch_one(&mut *connection)
    .await?;
    let (after, head): (i64, i64) = (row.get(0), row.get(1));
    let rows = sqlx::query(
        "SELECT seq, subject, account FROM events \
         WHERE seq > ? AND seq <= ? AND subject IS NOT NULL AND (kind = 0 OR kind IN (1, 5) AND EXISTS ( \
            SELECT 1 FROM json_each(payload, '$.fact.proposal.change.argument.step') \
            WHERE key IN ('argued', 'retracted', 'responded', 'kept', 'hidden', 'restored'))) ORDER BY seq LIMIT ?",
    )
    .bind(after)
    .bind(head)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let untold: Vec<Untold> = rows.iter().map(untold_row).collect::<Result<_>>()?;
    let is_full = untold.len() == limit as usize;
    let until = untold.last().filter(|_| is_full).map(|last| last.seq);
    Ok((untold, until.unwrap_or(head as u64)))
}

fn untold_row(row: &SqliteRow) -> Result<Untold> {
    let account: Option<Vec<u8>> = row.get(2);
    Ok(Untold {
        seq: row.get::<i64, _>(0) as u64,
        first: row.get::<i64, _>(1) as u64,
        account: account.map(uuid).transpose()?.map(AccountId),
    })
}

macro_rules! contacts {
    ($rest:literal) => {
        concat!(
            "SELECT c.account, c.address, c.language, c.pace, c.quiet_from, c.quiet_till, \
                c.code, c.code_until, c.code_tries, c.verified, c.problem FROM contacts c ",
            $rest
        )
    };
}

fn contact_row(row: &SqliteRow) -> Result<Contact> {
    let number = |column: usize| row.get::<i64, _>(column);
    let code: Option<Vec<u8>> = row.get(6);
    let code = code.map(|mark| {
        Ok::<_, Error>(Code {
            mark: digest(mark)?,
            until: Timestamp(row.get::<Option<i64>, _>(7).unwrap_or_default()),
            tries: number(8) as u32,
        })
    });
    Ok(Contact {
        account: AccountId(uuid(row.get(0))?),
        address: row.get(1),
        language: row.get(2),
        pace: Pace::from_name(row.get(3)).ok_or_else(|| Error::Stored("an unknown pace".to_owned()))?,
        quiet: Quiet {
            from: number(4) as u16,
            until: number(5) as u16,
        },
        code: code.transpose()?,
        verified: row.get(9),
        problem: row.get(10),
    })
}

/// The accounts of an audience, of all accounts in a table.
macro_rules! audience {
    ($wanting:literal) => {
        concat!(
            "SELECT r.account FROM relations r WHERE r.subject = ?1 AND r.follows AND NOT EXISTS ( \
                SELECT 1 FROM events f WHERE f.subject = ?1 AND f.kind = 2 AND f.seq > ?4 AND f.account = r.account) \
             UNION SELECT ?2 \
             UNION SELECT w.account FROM ",
            $wanting,
            " w CROSS JOIN relations r ON r.account = w.account AND r.subject = ?1 WHERE ?3 AND r.supports"
        )
    };
}
pub(super) use audience;

/// What [`audience!`] is about.
pub(super) fn bind<'q>(
    query: Query<'q, Sqlite, SqliteArguments>,
    audience: Audience,
) -> Query<'q, Sqlite, SqliteArguments> {
    query
        .bind(audience.subject.map(int))
        .bind(audience.account.map(|account| blob(account.0)))
        .bind(audience.supporters)
        .bind(int(audience.by))
}

pub(super) async fn listeners(connection: &mut SqliteConnection, audience: Audience) -> Result<Vec<Contact>> {
    let query = sqlx::query(concat!(
        contacts!("WHERE c.verified AND c.problem IS NULL AND c.pace <> 'never' AND c.account IN ("),
        audience!("contacts"),
        ")"
    ));
    let rows = bind(query, audience).fetch_all(connection).await?;
    rows.iter().map(contact_row).collect()
}

pub(super) async fn contact(
    connection: &mut SqliteConnection,
    account: AccountId,
) -> Result<Option<Contact>> {
    let row = sqlx::query(contacts!("WHERE c.account = ?"))
        .bind(blob(account.0))
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(contact_row).transpose()
}

pub(super) async fn hooks(connection: &mut SqliteConnection) -> Result<Vec<Hook>> {
    let rows = sqlx::query("SELECT id, department, url, secret, since, ended FROM hooks ORDER BY since, id")
        .fetch_all(connection)
        .await?;
    let hook = |row: &SqliteRow| Hook {
        id: row.get(0),
        department: row.get::<Option<String>, _>(1).map(DepartmentId),
        url: row.get(2),
        secret: row.get(3),
        since: Timestamp(row.get(4)),
        ended: row.get::<Option<i64>, _>(5).map(Timestamp),
    };
    Ok(rows.iter().map(hook).collect())
}

macro_rules! deliveries {
    ($rest:literal) => {
        concat!(
            "SELECT id, account, hook, seq, due, tries, problem, given_up, subscription FROM deliveries ",
            $rest
        )
    };
}

fn delivery_row(row: &SqliteRow) -> Result<Delivery> {
    let to: (Option<Vec<u8>>, Option<String>, Option<i64>) = (row.get(1), row.get(2), row.get(8));
    let target = match to {
        (Some(account), None, None) => Target::Person(AccountId(uuid(account)?)),
        (None, Some(hook), None) => Target::Hook(hook),
        (None, None, Some(subscription)) => Target::Browser(subscription),
        _ => return Err(Error::Stored("a delivery to nobody".to_owned())),
    };
    Ok(Delivery {
        id: row.get(0),
        target,
        seq: row.get::<i64, _>(3) as u64,
        due: Timestamp(row.get(4)),
        tries: row.get::<i64, _>(5) as u32,
        problem: row.get(6),
        given_up: row.get::<Option<i64>, _>(7).map(Timestamp),
    })
}

pub(super) async fn due(
    connection: &mut SqliteConnection,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Delivery>> {
    let rows = sqlx::query(deliveries!(
        "WHERE given_up IS NULL AND due <= ? ORDER BY due, seq LIMIT ?"
    ))
    .bind(now.0)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(delivery_row).collect()
}

pub(super) async fn troubled(connection: &mut SqliteConnection, limit: u32) -> Result<Vec<Delivery>> {
    let rows = sqlx::query(deliveries!("WHERE tries > 0 ORDER BY id DESC LIMIT ?"))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(delivery_row).collect()
}

pub(super) async fn add_deliveries(
    connection: &mut SqliteConnection,
    until: u64,
    deliveries: &[(Target, u64, Timestamp)],
) -> Result<()> {
    for (target, seq, due) in deliveries {
        let (account, hook, subscription) = match target {
            Target::Person(account) => (Some(blob(account.0)), None, None),
            Target::Hook(hook) => (None, Some(hook.as_str()), None),
            Target::Browser(subscription) => (None, None, Some(*subscription)),
        };
        // A browser that has gone since it was looked for is told nothing.
        sqlx::query(
            "INSERT INTO deliveries (account, hook, subscription, seq, due, tries) SELECT ?1, ?2, ?3, ?4, ?5, 0 \
             WHERE ?3 IS NULL OR EXISTS (SELECT 1 FROM subscriptions WHERE id = ?3)",
        )
        .bind(account)
        .bind(hook)
        .bind(subscription)
        .bind(int(*seq))
        .bind(due.0)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("UPDATE meta SET value = ? WHERE key = 'told'")
        .bind(until.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn settle(connection: &mut SqliteConnection, id: i64, settled: &Settled) -> Result<()> {
    let query = match settled {
        Settled::Done => sqlx::query("DELETE FROM deliveries WHERE id = ?1"),
        Settled::Later { due, problem } => {
            sqlx::query("UPDATE deliveries SET tries = tries + 1, due = ?2, problem = ?3 WHERE id = ?1")
                .bind(id)
                .bind(due.0)
                .bind(problem.as_str())
        }
        Settled::GivenUp { at, problem } => {
            sqlx::query("UPDATE deliveries SET tries = tries + 1, given_up = ?2, problem = ?3 WHERE id = ?1")
                .bind(id)
                .bind(at.0)
                .bind(problem.as_str())
        }
    };
    let query = if matches!(settled, Settled::Done) {
        query.bind(id)
    } else {
        query
    };
    query.execute(connection).await?;
    Ok(())
}

pub(super) async fn put_contact(
    connection: &mut SqliteConnection,
    contact: &Contact,
    due: Option<Timestamp>,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO contacts (account, address, language, pace, quiet_from, quiet_till, code, code_until, \
            code_tries, verified, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (account) DO UPDATE SET address = excluded.address, language = excluded.language, \
            pace = excluded.pace, quiet_from = excluded.quiet_from, quiet_till = excluded.quiet_till, \
            code = excluded.code, code_until = excluded.code_until, code_tries = excluded.code_tries, \
            verified = excluded.verified, problem = excluded.problem",
    )
    .bind(blob(contact.account.0))
    .bind(contact.address.as_slice())
    .bind(contact.language.as_str())
    .bind(contact.pace.name())
    .bind(i64::from(contact.quiet.from))
    .bind(i64::from(contact.quiet.until))
    .bind(contact.code.map(|code| code.mark.to_vec()))
    .bind(contact.code.map(|code| code.until.0))
    .bind(contact.code.map_or(0, |code| i64::from(code.tries)))
    .bind(contact.verified)
    .bind(contact.problem.as_deref())
    .execute(&mut *connection)
    .await?;
    match due {
        Some(due) => sqlx::query("UPDATE deliveries SET due = ?2 WHERE account = ?1 AND given_up IS NULL")
            .bind(blob(contact.account.0))
            .bind(due.0),
        None => sqlx::query("DELETE FROM deliveries WHERE account = ?").bind(blob(contact.account.0)),
    }
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn mark_unreachable(
    connection: &mut SqliteConnection,
    account: AccountId,
    problem: &str,
) -> Result<()> {
    sqlx::query("UPDATE contacts SET problem = ?2 WHERE account = ?1")
        .bind(blob(account.0))
        .bind(problem)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn remove_contact(connection: &mut SqliteConnection, account: AccountId) -> Result<()> {
    for query in [
        "DELETE FROM deliveries WHERE account = ?",
        "DELETE FROM contacts WHERE account = ?",
    ] {
        sqlx::query(query)
            .bind(blob(account.0))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

pub(super) async fn add_hook(connection: &mut SqliteConnection, hook: &Hook) -> Result<()> {
    sqlx::query("INSERT INTO hooks (id, department, url, secret, since) VALUES (?, ?, ?, ?, ?)")
        .bind(hook.id.as_str())
        .bind(hook.department.as_ref().map(DepartmentId::as_str))
        .bind(hook.url.as_str())
        .bind(hook.secret.as_slice())
        .bind(hook.since.0)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn end_hook(connection: &mut SqliteConnection, id: &str, at: Timestamp) -> Result<bool> {
    sqlx::query("DELETE FROM deliveries WHERE hook = ? AND given_up IS NULL")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    let ended = sqlx::query("UPDATE hooks SET ended = coalesce(ended, ?2) WHERE id = ?1")
        .bind(id)
        .bind(at.0)
        .execute(connection)
        .await?;
    Ok(ended.rows_affected() > 0)
}
