//! Somebody's account is no more. What was theirs alone is deleted; what they did stays in the log as nobody's, and where they
//! took their words back, without these. A leaf whose event has other words now stays as it was, and its salt goes: the tree
//! and every proof hold, and nobody can find out the words by trying.

use super::group::uuid;
use super::insert::{blob, int};
use super::read;
use crate::error::Result;
use crate::store::Traces;
use domain::event::{Event, Fact};
use domain::id::{AccountId, ProposalId};
use domain::proposal::Change;
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use std::collections::BTreeSet;

/// Where an account comes up in the log. This reads past all of it, so it is done before the writer is kept from its work.
pub(super) async fn traces(connection: &mut SqliteConnection, account: AccountId) -> Result<Traces> {
    let until = read::head(connection).await?;
    // What was handed over to others as well is theirs.
    let guests = sqlx::query(
        "SELECT guest FROM heirs h WHERE account = ?1 \
         AND NOT EXISTS (SELECT 1 FROM heirs o WHERE o.guest = h.guest AND o.account <> ?1)",
    )
    .bind(blob(account.0))
    .fetch_all(&mut *connection)
    .await?;
    let mut accounts = vec![account];
    for guest in guests {
        accounts.push(AccountId(uuid(guest.get(0))?));
    }
    let (mut events, mut quoted) = (Vec::new(), Vec::new());
    for account in &accounts {
        events.extend(did(connection, *account, 0).await?);
        quoted.extend(says_their_words(connection, *account).await?);
    }
    Ok(Traces {
        accounts,
        until,
        events,
        quoted,
    })
}

/// What an account did after this event.
async fn did(connection: &mut SqliteConnection, account: AccountId, after: u64) -> Result<Vec<u64>> {
    let events = sqlx::query("SELECT seq FROM events WHERE seq > ? AND account = ?")
        .bind(int(after))
        .bind(blob(account.0))
        .fetch_all(connection)
        .await?;
    Ok(seqs(&events))
}

/// The events that have the words of this account's arguments, where others did them.
async fn says_their_words(connection: &mut SqliteConnection, account: AccountId) -> Result<Vec<u64>> {
    let events = sqlx::query(
        "SELECT e.seq FROM relations r CROSS JOIN arguments a ON a.subject = r.subject AND a.author = ?1 \
         CROSS JOIN events e ON e.seq = json_extract(a.argument, '$.seq') \
         WHERE r.account = ?1 AND r.argued AND e.account IS NOT ?1",
    )
    .bind(blob(account.0))
    .fetch_all(connection)
    .await?;
    Ok(seqs(&events))
}

/// What an account has by now of what its cases are about: a guest's things may have come to it since it was looked for.
async fn handed_over(connection: &mut SqliteConnection, account: AccountId) -> Result<Vec<u64>> {
    let events = sqlx::query(
        "SELECT e.seq FROM (SELECT first AS subject FROM proposals WHERE author = ?1 \
            UNION SELECT subject FROM relations WHERE account = ?1) s \
         CROSS JOIN events e ON e.subject = s.subject WHERE e.account = ?1",
    )
    .bind(blob(account.0))
    .fetch_all(connection)
    .await?;
    Ok(seqs(&events))
}

fn seqs(rows: &[SqliteRow]) -> Vec<u64> {
    rows.iter().map(|row| row.get::<i64, _>(0) as u64).collect()
}

/// The proposals that an account wrote, or gave arguments on.
pub(super) async fn cases(connection: &mut SqliteConnection, account: AccountId) -> Result<Vec<ProposalId>> {
    let rows = sqlx::query(
        "SELECT id FROM proposals WHERE author = ?1 UNION \
         SELECT p.id FROM relations r CROSS JOIN proposals p ON p.first = r.subject \
            WHERE r.account = ?1 AND r.argued",
    )
    .bind(blob(account.0))
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(ProposalId(uuid(row.get(0))?))).collect()
}

/// Lets an account go; `words` with what it wrote.
pub(super) async fn forget(connection: &mut SqliteConnection, traces: &Traces, words: bool) -> Result<()> {
    // What is deleted is written over in the file, too.
    sqlx::query("PRAGMA secure_delete = ON")
        .execute(&mut *connection)
        .await?;
    let mut events: BTreeSet<u64> = traces.events.iter().copied().collect();
    let mut quoted: BTreeSet<u64> = traces.quoted.iter().copied().collect();
    for account in &traces.accounts {
        events.extend(did(connection, *account, traces.until).await?);
        events.extend(handed_over(connection, *account).await?);
        quoted.extend(says_their_words(connection, *account).await?);
    }
    for seq in &events {
        sqlx::query("UPDATE events SET account = NULL WHERE seq = ?")
            .bind(int(*seq))
            .execute(&mut *connection)
            .await?;
        redact(connection, *seq, words).await?;
    }
    if words {
        for seq in quoted.difference(&events) {
            redact(connection, *seq, words).await?;
        }
    }
    for account in &traces.accounts {
        delete(connection, *account).await?;
    }
    sqlx::query("PRAGMA secure_delete = FAST")
        .execute(connection)
        .await?;
    Ok(())
}

/// What an event says is nobody's from now on.
async fn redact(connection: &mut SqliteConnection, seq: u64, words: bool) -> Result<()> {
    let row = sqlx::query("SELECT payload, subject FROM events WHERE seq = ?")
        .bind(int(seq))
        .fetch_one(&mut *connection)
        .await?;
    let (Some(payload), subject) = (row.get::<Option<&str>, _>(0), row.get::<Option<i64>, _>(1)) else {
        return Ok(());
    };
    let event: Event = serde_json::from_str(payload)?;
    let left = event.clone().redact(words);
    if left == event {
        return Ok(());
    }
    if let (true, Some(subject), Fact::Proposal { change, .. }) = (words, subject, &event.fact) {
        let_go(connection, subject, change).await?;
    }
    sqlx::query("UPDATE events SET payload = ?, salt = NULL WHERE seq = ?")
        .bind(serde_json::to_string(&left)?)
        .bind(int(seq))
        .execute(connection)
        .await?;
    Ok(())
}

/// What of a proposal lies elsewhere: the files it was sent with, and what it was found by.
async fn let_go(connection: &mut SqliteConnection, subject: i64, change: &Change) -> Result<()> {
    for attachment in change.attachments() {
        const STEPS: [&str; 2] = [
            "DELETE FROM citations WHERE hash = ?1 AND subject = ?2",
            // As long ago as can be: the next sweep takes it.
            "UPDATE files SET since = 0 WHERE hash = ?1 AND ?2 IS NOT NULL \
                AND NOT EXISTS (SELECT 1 FROM citations c WHERE c.hash = files.hash)",
        ];
        for step in STEPS {
            sqlx::query(step)
                .bind(attachment.hash.0.to_vec())
                .bind(subject)
                .execute(&mut *connection)
                .await?;
        }
    }
    if let Change::Submitted { title, text, .. } = change {
        sqlx::query("INSERT INTO lost_words (first, terms) VALUES (?, ?)")
            .bind(subject)
            .bind(super::words::terms(title, text))
            .execute(connection)
            .await?;
    }
    Ok(())
}

async fn delete(connection: &mut SqliteConnection, account: AccountId) -> Result<()> {
    // Supports and judgements stay counted, and are nobody's.
    const STEPS: [&str; 16] = [
        "UPDATE proposals SET author = NULL WHERE author = ?",
        "UPDATE arguments SET author = NULL WHERE author = ?1 \
            AND subject IN (SELECT subject FROM relations WHERE account = ?1)",
        "UPDATE supervisions SET account = NULL WHERE account = ?",
        "DELETE FROM relations WHERE account = ?",
        "DELETE FROM stances WHERE account = ?",
        "DELETE FROM concerns WHERE account = ?",
        "DELETE FROM commands WHERE account = ?",
        "DELETE FROM deliveries WHERE account = ?",
        "DELETE FROM contacts WHERE account = ?",
        "UPDATE files SET since = 0 WHERE since IS NOT NULL \
            AND hash IN (SELECT hash FROM file_owners WHERE account = ?1) \
            AND NOT EXISTS (SELECT 1 FROM file_owners o WHERE o.hash = files.hash AND o.account <> ?1)",
        "DELETE FROM file_owners WHERE account = ?",
        "DELETE FROM heirs WHERE account = ?",
        "DELETE FROM heirs WHERE guest = ?",
        "DELETE FROM sessions WHERE account = ?",
        "DELETE FROM roles WHERE account = ?",
        "DELETE FROM accounts WHERE id = ?",
    ];
    for step in STEPS {
        sqlx::query(step)
            .bind(blob(account.0))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
