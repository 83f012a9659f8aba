//! What one group of commands leaves in the tables.

use super::accounts::set_roles;
use super::insert::{Bound, Insert, blob, insert, int};
use super::{arguments, supervisions};
use crate::error::Result;
use crate::store::{Batch, Changed, Entry};
use domain::event::Fact;
use domain::id::AccountId;
use domain::proposal::Action;
use domain::protocol::Outcome;
use sqlx::sqlite::SqliteConnection;

/// What kind of event it is to a reader of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Told = 0,
    Counted = 1,
    Private = 2,
    Directory = 3,
    Internal = 4,
    /// Counted, and not everybody reads all of it.
    Withheld = 5,
    /// Closed cases were drawn: everybody's.
    Draw = 6,
    /// Internal, but whom it concerns reads it wherever they are.
    Entrusted = 7,
}

impl Kind {
    pub(super) fn of(fact: &Fact) -> Self {
        match fact {
            Fact::Proposal { change, .. } if change.is_told() => Kind::Told,
            Fact::Proposal { change, .. } if change.is_withheld() => Kind::Withheld,
            Fact::Proposal { .. } => Kind::Counted,
            Fact::Internal { change, .. } if change.entrusted_to().is_some() => Kind::Entrusted,
            Fact::Internal { .. } | Fact::Roles { .. } => Kind::Internal,
            Fact::Follow { .. } => Kind::Private,
            Fact::City { .. } => Kind::Directory,
            Fact::Draw { .. } => Kind::Draw,
        }
    }
}

const EVENTS: Insert = Insert {
    into: "events (seq, kind, subject, account, leaf, salt, payload)",
    columns: 7,
    then: "",
};
const TREE: Insert = Insert {
    into: "tree (level, place, hash)",
    columns: 3,
    then: "",
};
const PROPOSALS: Insert = Insert {
    into: "proposals (first, id, author, version, seq, supports, due, clock, area)",
    columns: 9,
    then: "ON CONFLICT (first) DO UPDATE SET version = excluded.version, seq = excluded.seq, \
           supports = excluded.supports, due = excluded.due, clock = excluded.clock, area = excluded.area",
};
/// New ones, and those of which only the counters moved: no index is touched for these.
const COUNTED: Insert = Insert {
    then: "ON CONFLICT (first) DO UPDATE SET version = excluded.version, seq = excluded.seq, \
           supports = excluded.supports",
    ..PROPOSALS
};
const DETAILS: Insert = Insert {
    into: "details (first, proposal)",
    columns: 2,
    then: "ON CONFLICT (first) DO UPDATE SET proposal = excluded.proposal",
};
const RELATIONS: Insert = Insert {
    into: "relations (account, subject, supports, follows, judged, argued)",
    columns: 6,
    then: "ON CONFLICT (account, subject) DO UPDATE SET supports = excluded.supports, follows = excluded.follows, \
           judged = excluded.judged, argued = excluded.argued",
};
const COMMANDS: Insert = Insert {
    into: "commands (id, account, fingerprint, seq, outcome)",
    columns: 5,
    then: "",
};
const CONCERNS: Insert = Insert {
    into: "concerns (account, seq)",
    columns: 2,
    then: "",
};
const NUMBERS: Insert = Insert {
    into: "numbers (year, last)",
    columns: 2,
    then: "ON CONFLICT (year) DO UPDATE SET last = excluded.last",
};

pub(super) async fn write(connection: &mut SqliteConnection, batch: &Batch) -> Result<()> {
    let (whole, counted): (Vec<&Changed>, Vec<&Changed>) =
        batch.changed.iter().partition(|changed| changed.whole);
    let closings = supervisions::closings(batch);
    let looked_at = supervisions::looked_at(&whole);
    let concerned: Vec<(AccountId, u64)> = batch.entries.iter().flat_map(concerned).collect();
    let mut tables = vec![
        EVENTS.rows(&batch.entries, event),
        TREE.rows(&batch.tree, |query, (subtree, hash)| {
            Ok(query
                .bind(i64::from(subtree.level))
                .bind(int(subtree.index))
                .bind(hash.0.to_vec()))
        }),
        COUNTED.rows(&counted, |query, changed| proposal(query, changed)),
        PROPOSALS.rows(&whole, |query, changed| proposal(query, changed)),
        DETAILS.rows(&whole, |query, changed| {
            let json = serde_json::to_string(&changed.known.proposal)?;
            Ok(query.bind(int(changed.known.first)).bind(json))
        }),
        RELATIONS.rows(&batch.relations, |query, (account, subject, relation)| {
            Ok(query
                .bind(blob(account.0))
                .bind(int(*subject))
                .bind(relation.supports)
                .bind(relation.follows)
                .bind(relation.judged)
                .bind(relation.argued))
        }),
        COMMANDS.rows(&batch.answers, |query, (account, id, answered)| {
            let query = query
                .bind(blob(id.0))
                .bind(blob(account.0))
                .bind(answered.fingerprint.to_vec());
            Ok(match &answered.outcome {
                Outcome::Applied { seq } => query.bind(int(*seq)).bind(None::<String>),
                other => query.bind(None::<i64>).bind(serde_json::to_string(other)?),
            })
        }),
        CONCERNS.rows(&concerned, |query, (account, seq)| {
            Ok(query.bind(blob(account.0)).bind(int(*seq)))
        }),
        NUMBERS.rows(&batch.numbers, |query, (year, last)| {
            Ok(query.bind(*year).bind(i64::from(*last)))
        }),
    ];
    tables.extend(arguments::rows(batch));
    tables.extend(supervisions::rows(&closings, &looked_at));
    insert(&mut *connection, tables).await?;
    for entry in &batch.entries {
        if let Fact::Roles { account, roles } = &entry.event.fact {
            set_roles(&mut *connection, *account, roles).await?;
        }
    }
    arguments::let_go(connection, batch).await
}

/// Whom an internal event concerns.
fn concerned(entry: &Entry) -> impl Iterator<Item = (AccountId, u64)> {
    let seq = entry.event.seq;
    let accounts = match &entry.event.fact {
        Fact::Internal { change, .. } => change.concerns(),
        Fact::Roles { account, .. } => [Some(*account), None],
        _ => [None, None],
    };
    accounts.into_iter().flatten().map(move |account| (account, seq))
}

fn event<'q>(query: Bound<'q>, entry: &Entry) -> Result<Bound<'q>> {
    Ok(query
        .bind(int(entry.event.seq))
        .bind(Kind::of(&entry.event.fact) as i64)
        .bind(entry.subject.map(int))
        .bind(entry.event.by.account.map(|account| blob(account.0)))
        .bind(entry.leaf.0.to_vec())
        .bind(entry.salt.to_vec())
        .bind(entry.payload.as_str()))
}

fn proposal<'q>(query: Bound<'q>, changed: &Changed) -> Result<Bound<'q>> {
    let proposal = &changed.known.proposal;
    let clock = proposal.clock.filter(|clock| Action::at_end_of(clock).is_some());
    Ok(query
        .bind(int(changed.known.first))
        .bind(blob(proposal.id.0))
        .bind(proposal.author.map(|author| blob(author.0)))
        .bind(i64::from(proposal.version))
        .bind(int(proposal.seq))
        .bind(i64::from(proposal.supports))
        .bind(clock.map(|clock| clock.due.0))
        .bind(clock.map(|clock| clock.kind.name()))
        .bind(proposal.area.as_str()))
}
