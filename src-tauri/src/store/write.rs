//! Writing a batch: all of it, or nothing.

use super::{SqliteStore, failed, json, parsed};
use client::store::{Kept, StoreError, Write};
use domain::id::ProposalId;
use domain::place::Point;
use domain::query::{Card, Order};
use sqlx::SqliteConnection;

/// Room for this many proposals received in the same millisecond.
const SAME_MILLISECOND_BITS: u32 = 20;

/// The first place of a submission time.
pub(super) fn place_of(submitted_ms: i64) -> i64 {
    submitted_ms.clamp(0, 1 << 42) << SAME_MILLISECOND_BITS
}

impl SqliteStore {
    pub(super) async fn write_batch(&self, batch: Vec<Write>) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
        for step in batch {
            write_one(&mut transaction, step).await?;
        }
        transaction.commit().await.map_err(failed)
    }
}

async fn write_one(db: &mut SqliteConnection, step: Write) -> Result<(), StoreError> {
    match step {
        Write::Meta(meta) => single(db, "meta", &*meta).await,
        Write::City(city) => single(db, "city", &*city).await,
        Write::Proposal(kept) => proposal(db, &kept).await,
        Write::Timeline(id, event) => {
            sqlx::query("INSERT OR IGNORE INTO timeline (proposal, seq, json) VALUES ($1, $2, $3)")
                .bind(id.0.as_bytes().as_slice())
                .bind(i64::try_from(event.seq).unwrap_or(i64::MAX))
                .bind(json(&event)?)
                .execute(db)
                .await
                .map(drop)
                .map_err(failed)
        }
        Write::Outbox(item) => sqlx::query(
            "INSERT INTO outbox (id, position, json) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET position = excluded.position, json = excluded.json",
        )
        .bind(item.command.id.0.as_bytes().as_slice())
        .bind(i64::try_from(item.position).unwrap_or(i64::MAX))
        .bind(json(&item)?)
        .execute(db)
        .await
        .map(drop)
        .map_err(failed),
        Write::OutboxRemove(id) => remove(db, "DELETE FROM outbox WHERE id = $1", id.0.as_bytes()).await,
        Write::Draft(draft) => sqlx::query(
            "INSERT INTO drafts (id, saved_at, json) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, json = excluded.json",
        )
        .bind(draft.id.as_bytes().as_slice())
        .bind(draft.saved_at.0)
        .bind(json(&draft)?)
        .execute(db)
        .await
        .map(drop)
        .map_err(failed),
        Write::DraftRemove(id) => remove(db, "DELETE FROM drafts WHERE id = $1", id.as_bytes()).await,
        Write::Unsent(kept) => sqlx::query(
            "INSERT INTO unsent (form, json) VALUES ($1, $2) ON CONFLICT (form) DO UPDATE SET json = excluded.json",
        )
        .bind(kept.key().to_string())
        .bind(json(&kept)?)
        .execute(db)
        .await
        .map(drop)
        .map_err(failed),
        Write::UnsentRemove(key) => sqlx::query("DELETE FROM unsent WHERE form = $1")
            .bind(key.to_string())
            .execute(db)
            .await
            .map(drop)
            .map_err(failed),
        Write::Inbox(entry) => sqlx::query("INSERT OR REPLACE INTO inbox (seq, json) VALUES ($1, $2)")
            .bind(i64::try_from(entry.seq).unwrap_or(i64::MAX))
            .bind(json(&entry)?)
            .execute(db)
            .await
            .map(drop)
            .map_err(failed),
        Write::Forget {
            proposal,
            timeline,
            inbox,
        } => forget(db, proposal, &timeline, &inbox).await,
        Write::ForgetReplica => {
            for table in ["proposals", "timeline", "inbox"] {
                sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}")))
                    .execute(&mut *db)
                    .await
                    .map_err(failed)?;
            }
            sqlx::query("INSERT INTO search (search) VALUES ('delete-all')")
                .execute(db)
                .await
                .map(drop)
                .map_err(failed)
        }
    }
}

/// Forgets a proposal, with these entries of its timeline and of the inbox.
async fn forget(
    db: &mut SqliteConnection,
    id: ProposalId,
    timeline: &[u64],
    inbox: &[u64],
) -> Result<(), StoreError> {
    const STEPS: [&str; 4] = [
        "DELETE FROM search WHERE rowid = (SELECT place FROM proposals WHERE id = $1)",
        "DELETE FROM proposals WHERE id = $1",
        "DELETE FROM timeline WHERE proposal = $1 AND seq IN (SELECT value FROM json_each($2))",
        "DELETE FROM inbox WHERE $1 IS NOT NULL AND seq IN (SELECT value FROM json_each($2))",
    ];
    for (step, seqs) in STEPS.into_iter().zip([&[][..], &[], timeline, inbox]) {
        sqlx::query(step)
            .bind(id.0.as_bytes().as_slice())
            .bind(json(&seqs)?)
            .execute(&mut *db)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

async fn single<T: serde::Serialize>(
    db: &mut SqliteConnection,
    name: &str,
    value: &T,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO single (name, json) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET json = excluded.json",
    )
    .bind(name)
    .bind(json(value)?)
    .execute(db)
    .await
    .map(drop)
    .map_err(failed)
}

async fn remove(db: &mut SqliteConnection, sql: &'static str, id: &[u8; 16]) -> Result<(), StoreError> {
    sqlx::query(sql)
        .bind(id.as_slice())
        .execute(db)
        .await
        .map(drop)
        .map_err(failed)
}

async fn proposal(db: &mut SqliteConnection, kept: &Kept) -> Result<(), StoreError> {
    let known: Option<i64> = sqlx::query_scalar("SELECT place FROM proposals WHERE id = $1")
        .bind(kept.proposal.id.0.as_bytes().as_slice())
        .fetch_optional(&mut *db)
        .await
        .map_err(failed)?;
    let place = match known {
        Some(place) => place,
        None => {
            let place = free_place(db, kept).await?;
            index(db, place, kept).await?;
            place
        }
    };
    let proposal = &kept.proposal;
    let card = Card::from(proposal);
    let point = proposal.point.map(Point::millionths);
    let concern = if kept.mine {
        1
    } else {
        2 * i32::from(kept.relation.follows)
    };
    sqlx::query(
        "INSERT INTO proposals
           (place, id, state, area, category, lead, supports, urgent_due, updated_at, concern, card, kept, lat, long)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (place) DO UPDATE SET
           state = excluded.state, area = excluded.area, category = excluded.category, lead = excluded.lead,
           supports = excluded.supports, urgent_due = excluded.urgent_due, updated_at = excluded.updated_at,
           concern = excluded.concern, card = excluded.card, kept = excluded.kept,
           lat = excluded.lat, long = excluded.long",
    )
    .bind(place)
    .bind(proposal.id.0.as_bytes().as_slice())
    .bind(proposal.state.name())
    .bind(proposal.area.as_str())
    .bind(proposal.category.as_ref().map(|category| category.as_str()))
    .bind(proposal.lead.as_ref().map(|lead| lead.as_str()))
    .bind(i64::from(proposal.supports))
    .bind(card.sort_key(Order::MostUrgent))
    .bind(proposal.updated_at.0)
    .bind(concern)
    .bind(json(&card)?)
    .bind(json(kept)?)
    .bind(point.map(|(lat, _)| lat))
    .bind(point.map(|(_, long)| long))
    .execute(&mut *db)
    .await
    .map_err(failed)?;
    if known.is_some() {
        sqlx::query("DELETE FROM joint WHERE place = $1")
            .bind(place)
            .execute(&mut *db)
            .await
            .map_err(failed)?;
    }
    for department in &card.awaited {
        sqlx::query("INSERT INTO joint (department, place) VALUES ($1, $2)")
            .bind(department.as_str())
            .bind(place)
            .execute(&mut *db)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

/// The next place in the millisecond of its submission.
async fn free_place(db: &mut SqliteConnection, kept: &Kept) -> Result<i64, StoreError> {
    let first = place_of(kept.proposal.submitted_at.0);
    let last: Option<i64> =
        sqlx::query_scalar("SELECT max(place) FROM proposals WHERE place >= $1 AND place < $2")
            .bind(first)
            .bind(first + (1 << SAME_MILLISECOND_BITS))
            .fetch_one(db)
            .await
            .map_err(failed)?;
    Ok(last.map_or(first, |last| last + 1))
}

impl SqliteStore {
    /// Makes what is there findable by its words, where another form of the index left it out.
    pub(super) async fn take_in_words(&self) -> Result<(), StoreError> {
        const NEXT: &str = "SELECT place, kept FROM proposals WHERE place > $1 ORDER BY place LIMIT 500";
        let none: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM proposals) AND NOT EXISTS (SELECT 1 FROM search_docsize)",
        )
        .fetch_one(&self.pool)
        .await
        .map_err(failed)?;
        if !none {
            return Ok(());
        }
        let mut transaction = self.pool.begin().await.map_err(failed)?;
        let mut last = i64::MIN;
        loop {
            let rows: Vec<(i64, String)> = sqlx::query_as(NEXT)
                .bind(last)
                .fetch_all(&mut *transaction)
                .await
                .map_err(failed)?;
            let Some((newest, _)) = rows.last() else {
                break;
            };
            last = *newest;
            for (place, kept) in &rows {
                index(&mut transaction, *place, &parsed(kept)?).await?;
            }
        }
        transaction.commit().await.map_err(failed)
    }
}

/// Title, text and place of a proposal never change after it was submitted: it is indexed once.
async fn index(db: &mut SqliteConnection, place: i64, kept: &Kept) -> Result<(), StoreError> {
    let ProposalText {
        title,
        text,
        address,
        number,
    } = ProposalText::of(kept);
    let terms = domain::search::terms(&[title, text, address, number].join("\n"));
    sqlx::query("INSERT INTO search (rowid, terms) VALUES ($1, $2)")
        .bind(place)
        .bind(terms)
        .execute(db)
        .await
        .map(drop)
        .map_err(failed)
}

struct ProposalText<'a> {
    title: &'a str,
    text: &'a str,
    address: &'a str,
    number: &'a str,
}

impl<'a> ProposalText<'a> {
    fn of(kept: &'a Kept) -> Self {
        Self {
            title: &kept.proposal.title,
            text: &kept.proposal.text,
            address: kept.proposal.place.as_deref().unwrap_or_default(),
            number: kept.proposal.number.as_deref().unwrap_or_default(),
        }
    }
}

/// Where a proposal stands in the order of submission; for continuing a list after it.
pub(super) async fn place(db: &sqlx::SqlitePool, id: ProposalId) -> Result<Option<i64>, StoreError> {
    sqlx::query_scalar("SELECT place FROM proposals WHERE id = $1")
        .bind(id.0.as_bytes().as_slice())
        .fetch_optional(db)
        .await
        .map_err(failed)
}
