//! What is kept, as rows of the database, and back.

use crate::platform::json;
use client::store::{Meta, Write};

pub(super) const META: &str = "meta";
const CITY: &str = "city";
const PROPOSALS: &str = "proposals";
/// Keys are sequence numbers, padded so that texts sort as numbers do.
const TIMELINE: &str = "timeline";
const OUTBOX: &str = "outbox";
const DRAFTS: &str = "drafts";
const UNSENT: &str = "unsent";
const INBOX: &str = "inbox";
/// The object stores of the database.
pub(super) const STORES: &[&str] = &[META, CITY, PROPOSALS, TIMELINE, OUTBOX, DRAFTS, INBOX, UNSENT];
/// The key where there is one record only.
const ONLY: &str = "only";

/// The records of each of [`STORES`], as JSON.
pub(super) type Texts = Vec<Vec<String>>;

/// One change of the database.
#[derive(Debug)]
pub(super) enum Row {
    Put {
        store: &'static str,
        key: String,
        /// `None` never happens: see [`json::write`].
        json: Option<String>,
    },
    Delete {
        store: &'static str,
        key: String,
    },
    Clear {
        store: &'static str,
    },
}

fn put(store: &'static str, key: impl ToString, json: Option<String>) -> Vec<Row> {
    vec![Row::Put {
        store,
        key: key.to_string(),
        json,
    }]
}

fn delete(store: &'static str, key: impl ToString) -> Vec<Row> {
    vec![Row::Delete {
        store,
        key: key.to_string(),
    }]
}

/// The row of the device's own record.
pub(super) fn meta(meta: &Meta) -> Vec<Row> {
    put(META, ONLY, json::write(meta))
}

/// The rows that keep this batch.
pub(super) fn rows(batch: &[Write]) -> Vec<Row> {
    batch.iter().flat_map(of).collect()
}

fn of(write: &Write) -> Vec<Row> {
    match write {
        Write::Meta(kept) => meta(kept),
        Write::City(city) => put(CITY, ONLY, json::write(city)),
        Write::Proposal(kept) => put(PROPOSALS, kept.proposal.id, json::write(kept)),
        Write::Timeline(proposal, event) => put(
            TIMELINE,
            format_args!("{:020}", event.seq),
            json::write(&(proposal, event)),
        ),
        Write::Outbox(item) => put(OUTBOX, item.command.id, json::write(item)),
        Write::OutboxRemove(id) => delete(OUTBOX, id),
        Write::Draft(draft) => put(DRAFTS, draft.id, json::write(draft)),
        Write::DraftRemove(id) => delete(DRAFTS, id),
        Write::Unsent(kept) => put(UNSENT, kept.key(), json::write(kept)),
        Write::UnsentRemove(key) => delete(UNSENT, key),
        Write::Inbox(entry) => put(INBOX, format_args!("{:020}", entry.seq), json::write(entry)),
        Write::Forget {
            proposal,
            timeline,
            inbox,
        } => {
            let rows = |store, seqs: &[u64]| {
                let row = |seq: &u64| delete(store, format_args!("{seq:020}"));
                seqs.iter().flat_map(row).collect::<Vec<_>>()
            };
            let mut gone = delete(PROPOSALS, proposal);
            gone.extend(rows(TIMELINE, timeline));
            gone.extend(rows(INBOX, inbox));
            gone
        }
        Write::ForgetReplica => [PROPOSALS, TIMELINE, INBOX]
            .map(|store| Row::Clear { store })
            .into(),
    }
}

/// What was kept. What this version cannot read stays where it is, for one that can.
pub(super) fn stored(texts: &Texts) -> Vec<Write> {
    let stores = STORES.iter().zip(texts);
    stores
        .flat_map(|(store, texts)| texts.iter().filter_map(|text| read(store, text)))
        .collect()
}

fn read(store: &str, text: &str) -> Option<Write> {
    Some(match store {
        META => Write::Meta(json::read(text)?),
        CITY => Write::City(json::read(text)?),
        PROPOSALS => Write::Proposal(json::read(text)?),
        TIMELINE => {
            let (proposal, event) = json::read(text)?;
            Write::Timeline(proposal, event)
        }
        OUTBOX => Write::Outbox(json::read(text)?),
        DRAFTS => Write::Draft(json::read(text)?),
        UNSENT => Write::Unsent(json::read(text)?),
        INBOX => Write::Inbox(json::read(text)?),
        _ => return None,
    })
}
