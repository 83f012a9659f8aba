//! Arguments, and what accounts have to do with them.

use super::append::Kind;
use super::group::uuid;
use super::insert::{Insert, Rows, blob, int};
use crate::error::{Error, Result};
use crate::store::{Batch, Moderated};
use domain::id::{AccountId, AreaId, ArgumentId, ProposalId};
use domain::proposal::{Argument, Debate, Stance};
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::collections::{BTreeMap, HashMap};

const ARGUMENTS: Insert = Insert {
    into: "arguments (subject, id, author, reported_at, hidden_at, argument)",
    columns: 6,
    then: "ON CONFLICT (subject, id) DO UPDATE SET reported_at = excluded.reported_at, \
           hidden_at = excluded.hidden_at, argument = excluded.argument, author = excluded.author",
};
const STANCES: Insert = Insert {
    into: "stances (account, subject, argument, seconds, reported)",
    columns: 5,
    then: "ON CONFLICT (account, subject, argument) DO UPDATE SET seconds = excluded.seconds, \
           reported = excluded.reported",
};

/// The rows that a group leaves, but for what it takes away ([`let_go`]).
pub(super) fn rows(batch: &Batch) -> [Box<dyn Rows + '_>; 2] {
    let arguments = ARGUMENTS.rows(&batch.arguments, |query, (subject, id, argument)| {
        let json = serde_json::to_string(argument)?;
        Ok(query
            .bind(int(*subject))
            .bind(blob(id.0))
            .bind(argument.author.map(|author| blob(author.0)))
            .bind(argument.reported_at.map(|at| at.0))
            .bind(argument.hidden_at().map(|at| at.0))
            .bind(json))
    });
    let stances = STANCES.rows(&batch.stances, |query, (account, subject, id, stance)| {
        Ok(query
            .bind(blob(account.0))
            .bind(int(*subject))
            .bind(blob(id.0))
            .bind(stance.seconds)
            .bind(stance.reported))
    });
    [arguments, stances]
}

/// What a group takes away: arguments that were taken back, and words that not everybody reads any more.
pub(super) async fn let_go(connection: &mut SqliteConnection, batch: &Batch) -> Result<()> {
    const STEPS: [&str; 2] = [
        "DELETE FROM arguments WHERE subject = ? AND id = ?",
        "DELETE FROM stances WHERE subject = ? AND argument = ?",
    ];
    for (subject, argument) in &batch.retracted {
        for step in STEPS {
            sqlx::query(step)
                .bind(int(*subject))
                .bind(blob(argument.0))
                .execute(&mut *connection)
                .await?;
        }
    }
    for seq in &batch.withheld {
        sqlx::query("UPDATE events SET kind = ? WHERE seq = ?")
            .bind(Kind::Withheld as i64)
            .bind(int(*seq))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The arguments of these proposals, to nobody in particular.
pub(super) async fn debates(
    connection: &mut SqliteConnection,
    ids: &[ProposalId],
) -> Result<HashMap<ProposalId, Debate>> {
    let ids: Vec<String> = ids.iter().map(|id| id.0.simple().to_string()).collect();
    let rows = sqlx::query(
        "SELECT p.id, a.id, a.argument FROM json_each(?) k CROSS JOIN proposals p ON p.id = unhex(k.value) \
         CROSS JOIN arguments a ON a.subject = p.first",
    )
    .bind(serde_json::to_string(&ids)?)
    .fetch_all(connection)
    .await?;
    let mut debates: HashMap<ProposalId, Debate> = HashMap::new();
    for row in rows {
        let debate = debates.entry(ProposalId(uuid(row.get(0))?)).or_default();
        debate
            .arguments
            .insert(ArgumentId(uuid(row.get(1))?), argument(&row, 2)?);
    }
    Ok(debates)
}

/// What each of these accounts has to do with the arguments of each proposal.
pub(super) async fn stances(
    connection: &mut SqliteConnection,
    asked: &[(AccountId, ProposalId)],
) -> Result<HashMap<(AccountId, ProposalId), BTreeMap<ArgumentId, Stance>>> {
    let keys = asked
        .iter()
        .map(|(account, id)| format!("{}{}", account.0.simple(), id.0.simple()));
    let rows = sqlx::query(
        "SELECT s.account, p.id, s.argument, s.seconds, s.reported FROM json_each(?) k \
         CROSS JOIN proposals p ON p.id = unhex(substr(k.value, 33)) \
         CROSS JOIN stances s ON s.account = unhex(substr(k.value, 1, 32)) AND s.subject = p.first",
    )
    .bind(serde_json::to_string(&keys.collect::<Vec<_>>())?)
    .fetch_all(connection)
    .await?;
    let mut stances: HashMap<(AccountId, ProposalId), BTreeMap<ArgumentId, Stance>> = HashMap::new();
    for row in rows {
        let key = (AccountId(uuid(row.get(0))?), ProposalId(uuid(row.get(1))?));
        let stance = Stance {
            seconds: row.get(3),
            reported: row.get(4),
        };
        stances
            .entry(key)
            .or_default()
            .insert(ArgumentId(uuid(row.get(2))?), stance);
    }
    Ok(stances)
}

const REPORTED: &str = "SELECT p.id, a.id, a.argument FROM arguments a CROSS JOIN proposals p ON p.first = a.subject \
     WHERE a.reported_at IS NOT NULL AND p.area IN (SELECT value FROM json_each(?)) \
     ORDER BY a.reported_at, a.subject, a.id LIMIT ?";
const HIDDEN: &str = "SELECT p.id, a.id, a.argument FROM arguments a CROSS JOIN proposals p ON p.first = a.subject \
     WHERE a.hidden_at IS NOT NULL AND p.area IN (SELECT value FROM json_each(?)) \
     ORDER BY a.hidden_at DESC, a.subject, a.id LIMIT ?";

/// What waits for a coordinator of these areas, longest first.
pub(super) async fn reported(
    connection: &mut SqliteConnection,
    areas: &[AreaId],
    limit: u32,
) -> Result<Vec<Moderated>> {
    moderated(connection, REPORTED, areas, limit).await
}

/// What is hidden in these areas, the latest first.
pub(super) async fn hidden(
    connection: &mut SqliteConnection,
    areas: &[AreaId],
    limit: u32,
) -> Result<Vec<Moderated>> {
    moderated(connection, HIDDEN, areas, limit).await
}

async fn moderated(
    connection: &mut SqliteConnection,
    which: &'static str,
    areas: &[AreaId],
    limit: u32,
) -> Result<Vec<Moderated>> {
    let rows = sqlx::query(which)
        .bind(serde_json::to_string(areas)?)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    let reported = |row: &SqliteRow| {
        Ok(Moderated {
            proposal: ProposalId(uuid(row.get(0))?),
            id: ArgumentId(uuid(row.get(1))?),
            argument: argument(row, 2)?,
        })
    };
    rows.iter().map(reported).collect()
}

pub(super) fn argument(row: &SqliteRow, column: usize) -> Result<Argument> {
    serde_json::from_str(row.get(column)).map_err(Error::from)
}
