//! What was closed, what was drawn from it, and who looks at it.

use super::group::uuid;
use super::insert::{Insert, Rows, blob, int};
use crate::error::{Error, Result};
use crate::store::{Batch, Changed, Closing, Entry, Found, Looked};
use domain::event::{Event, Fact};
use domain::id::{AccountId, AreaId, DepartmentId, ProposalId};
use domain::proposal::Supervision;
use domain::time::{Month, Timestamp};
use sqlx::Row;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

const CLOSINGS: Insert = Insert {
    into: "closings (seq, subject, at)",
    columns: 3,
    then: "",
};
const SUPERVISIONS: Insert = Insert {
    into: "supervisions (subject, nth, began, account, open, month, asked, fit)",
    columns: 8,
    then: "ON CONFLICT (subject, nth) DO UPDATE SET account = excluded.account, open = excluded.open, \
           month = excluded.month, asked = excluded.asked, fit = excluded.fit",
};

/// What a group closed: the event, and its proposal's first one.
pub(super) fn closings(batch: &Batch) -> Vec<(u64, u64, Timestamp)> {
    let closed = |entry: &Entry| match &entry.event.fact {
        Fact::Proposal { change, .. } if change.closes() => {
            Some((entry.event.seq, entry.subject?, entry.event.at))
        }
        _ => None,
    };
    batch.entries.iter().filter_map(closed).collect()
}

/// Of what changed, what somebody looks at or did.
pub(super) fn looked_at<'a>(changed: &[&'a Changed]) -> Vec<(&'a Changed, &'a Supervision)> {
    let looked = |changed: &&'a Changed| Some((*changed, changed.known.proposal.supervisions.last()?));
    changed.iter().filter_map(looked).collect()
}

/// The rows of both.
pub(super) fn rows<'a>(
    closings: &'a [(u64, u64, Timestamp)],
    looked_at: &'a [(&'a Changed, &'a Supervision)],
) -> [Box<dyn Rows + 'a>; 2] {
    let closings = CLOSINGS.rows(closings, |query, (seq, subject, at)| {
        Ok(query.bind(int(*seq)).bind(int(*subject)).bind(at.0))
    });
    let supervisions = SUPERVISIONS.rows(looked_at, |query, (changed, supervision)| {
        let proposal = &changed.known.proposal;
        let open = proposal.supervision();
        let nth = proposal.supervisions.len().saturating_sub(1);
        let asked = open.and_then(Supervision::inquiry).and(proposal.lead.as_ref());
        let fit = supervision.assessment.as_ref().map(|found| found.fit);
        Ok(query
            .bind(int(changed.known.first))
            .bind(int(nth as u64))
            .bind(int(supervision.seq))
            .bind(proposal.internal.supervisor.map(|account| blob(account.0)))
            .bind(open.is_some())
            .bind(supervision.month.map(|month| month.to_string()))
            .bind(asked.map(|department| department.as_str().to_owned()))
            .bind(fit))
    });
    [closings, supervisions]
}

/// What was closed by events after one, up to another and before then, in order.
pub(super) async fn closed(
    connection: &mut SqliteConnection,
    after: u64,
    until: u64,
    before: Timestamp,
) -> Result<Vec<Closing>> {
    let rows = sqlx::query(
        "SELECT c.seq, c.at, p.id, p.area FROM closings c CROSS JOIN proposals p ON p.first = c.subject \
         WHERE c.seq > ? AND c.seq <= ? AND c.at < ? ORDER BY c.seq",
    )
    .bind(int(after))
    .bind(int(until))
    .bind(before.0)
    .fetch_all(connection)
    .await?;
    let closing = |row: &SqliteRow| {
        Ok(Closing {
            seq: row.get::<i64, _>(0) as u64,
            at: Timestamp(row.get(1)),
            proposal: ProposalId(uuid(row.get(2))?),
            area: AreaId(row.get(3)),
        })
    };
    rows.iter().map(closing).collect()
}

/// Up to `limit` draws, newest first; of one month, where it is given.
pub(super) async fn draws(
    connection: &mut SqliteConnection,
    month: Option<Month>,
    limit: u32,
) -> Result<Vec<Event>> {
    let payloads: Vec<String> = sqlx::query_scalar(
        "SELECT payload FROM events WHERE kind = 6 AND (?1 IS NULL OR payload ->> '$.fact.draw.draw.month' = ?1) \
         ORDER BY seq DESC LIMIT ?2",
    )
    .bind(month.map(|month| month.to_string()))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let event = |payload: &String| serde_json::from_str(payload).map_err(Error::from);
    payloads.iter().map(event).collect()
}

/// Of the cases of each month's draw, how many were found fit, and how many were not.
pub(super) async fn found(connection: &mut SqliteConnection) -> Result<Vec<Found>> {
    let rows = sqlx::query(
        "SELECT month, count(*) FILTER (WHERE fit), count(*) FILTER (WHERE NOT fit) FROM supervisions \
         WHERE month IS NOT NULL GROUP BY month",
    )
    .fetch_all(connection)
    .await?;
    let found = |row: &SqliteRow| {
        let month: String = row.get(0);
        let count = |column| u32::try_from(row.get::<i64, _>(column)).unwrap_or(u32::MAX);
        Ok(Found {
            month: month.parse().map_err(|_| Error::Stored(month))?,
            fit: count(1),
            unfit: count(2),
        })
    };
    rows.iter().map(found).collect()
}

/// Every look that has come to nothing yet, longest first.
pub(super) async fn open(connection: &mut SqliteConnection) -> Result<Vec<Looked>> {
    let rows = sqlx::query(
        "SELECT p.id, p.area, p.author, s.account, s.began FROM supervisions s \
         CROSS JOIN proposals p ON p.first = s.subject WHERE s.open ORDER BY s.began, s.subject",
    )
    .fetch_all(connection)
    .await?;
    let account = |id: Option<Vec<u8>>| id.map(uuid).transpose().map(|id| id.map(AccountId));
    let looked = |row: &SqliteRow| {
        let area: String = row.get(1);
        Ok(Looked {
            proposal: ProposalId(uuid(row.get(0))?),
            area: area.as_str().into(),
            author: account(row.get(2))?,
            by: account(row.get(3))?,
            began: row.get::<i64, _>(4) as u64,
        })
    };
    rows.iter().map(looked).collect()
}

/// What this account looks at or did, latest first.
pub(super) async fn of(
    connection: &mut SqliteConnection,
    account: AccountId,
    limit: u32,
) -> Result<Vec<ProposalId>> {
    let ids: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT p.id FROM supervisions s CROSS JOIN proposals p ON p.first = s.subject \
         WHERE s.account = ? ORDER BY s.open DESC, s.began DESC LIMIT ?",
    )
    .bind(blob(account.0))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    ids.into_iter().map(|id| Ok(ProposalId(uuid(id)?))).collect()
}

/// Where a supervisor waits for one of these departments, longest first.
pub(super) async fn asked(
    connection: &mut SqliteConnection,
    departments: &[DepartmentId],
    limit: u32,
) -> Result<Vec<ProposalId>> {
    let ids: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT p.id FROM supervisions s CROSS JOIN proposals p ON p.first = s.subject \
         WHERE s.asked IN (SELECT value FROM json_each(?)) ORDER BY p.seq LIMIT ?",
    )
    .bind(serde_json::to_string(departments)?)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    ids.into_iter().map(|id| Ok(ProposalId(uuid(id)?))).collect()
}
