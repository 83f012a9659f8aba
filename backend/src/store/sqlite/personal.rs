//! What is kept of one account. Nobody asks for it often, so no index is kept for it: its part of the log is found by reading
//! past all of it.

use super::feed::logged;
use super::group::uuid;
use super::insert::blob;
use super::{arguments, decide, files, subscriptions};
use crate::error::Result;
use crate::store::{Known, Personal};
use domain::id::{AccountId, ArgumentId, ProposalId};
use domain::personal::Said;
use domain::time::Timestamp;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection as _, Row};

/// All of it, as of one moment.
pub(super) async fn of(connection: &mut SqliteConnection, account: AccountId) -> Result<Personal> {
    let mut reading = connection.begin().await?;
    let key = blob(account.0);
    let rows = sqlx::query(
        "SELECT since, token FROM sessions WHERE account = ? ORDER BY since IS NOT NULL, since, token",
    )
    .bind(&key)
    .fetch_all(&mut *reading)
    .await?;
    let mut sessions = Vec::with_capacity(rows.len());
    for row in rows {
        let token = super::group::digest(row.get(1))?;
        let told = subscriptions::of_session(&mut reading, &token).await?;
        sessions.push((row.get::<Option<i64>, _>(0).map(Timestamp), told));
    }
    let written = ids(
        sqlx::query("SELECT id FROM proposals WHERE author = ? ORDER BY first")
            .bind(&key)
            .fetch_all(&mut *reading)
            .await?,
    )?;
    let tied = ids(sqlx::query(
        "SELECT p.id FROM (SELECT subject FROM relations WHERE account = ?1 \
                UNION SELECT subject FROM stances WHERE account = ?1) t \
             CROSS JOIN proposals p ON p.first = t.subject ORDER BY p.first",
    )
    .bind(&key)
    .fetch_all(&mut *reading)
    .await?)?;
    let keys: Vec<(AccountId, ProposalId)> = tied.iter().map(|id| (account, *id)).collect();
    let mut relations = decide::relations(&mut reading, &keys).await?;
    let mut stances = arguments::stances(&mut reading, &keys).await?;
    let ties = in_order(decide::known(&mut reading, &tied).await?);
    let ties = ties.into_iter().map(|known| {
        let key = (account, known.proposal.id);
        let relation = relations.remove(&key).unwrap_or_default();
        (known.proposal, relation, stances.remove(&key).unwrap_or_default())
    });
    let ties = ties.collect();
    let written = in_order(decide::known(&mut reading, &written).await?);
    let rows = sqlx::query(
        "SELECT p.id, a.id, a.argument FROM relations r CROSS JOIN arguments a ON a.subject = r.subject \
         CROSS JOIN proposals p ON p.first = a.subject \
         WHERE r.account = ?1 AND r.argued AND a.author = ?1 ORDER BY a.subject, a.id",
    )
    .bind(&key)
    .fetch_all(&mut *reading)
    .await?;
    let said = |row: &SqliteRow| {
        Ok(Said {
            proposal: ProposalId(uuid(row.get(0))?),
            id: ArgumentId(uuid(row.get(1))?),
            argument: arguments::argument(row, 2)?,
        })
    };
    let arguments = rows.iter().map(said).collect::<Result<_>>()?;
    let log = sqlx::query(
        "SELECT seq, account, payload, kind FROM events WHERE payload IS NOT NULL \
         AND (account = ?1 OR seq IN (SELECT seq FROM concerns WHERE account = ?1)) ORDER BY seq",
    )
    .bind(&key)
    .fetch_all(&mut *reading)
    .await?;
    let log = log.iter().map(logged).collect::<Result<_>>()?;
    let files = files::of(&mut reading, account).await?;
    reading.rollback().await?;
    Ok(Personal {
        sessions,
        written: written.into_iter().map(|known| known.proposal).collect(),
        ties,
        arguments,
        log,
        files,
    })
}

fn ids(rows: Vec<SqliteRow>) -> Result<Vec<ProposalId>> {
    let id = |row: &SqliteRow| Ok(ProposalId(uuid(row.get(0))?));
    rows.iter().map(id).collect()
}

fn in_order(mut known: Vec<Known>) -> Vec<Known> {
    known.sort_unstable_by_key(|known| known.first);
    known
}
