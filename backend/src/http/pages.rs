//! Pages of lists that were given out since the log last moved. They are the same for everybody, so the city's
//! busiest page is read from the database once for each change, not once for each reader.

use axum::body::Bytes;
use domain::query::ProposalQuery;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Bytes that are kept at most.
const LIMIT: usize = 8 << 20;

#[derive(Debug, Default)]
pub struct Pages(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// Up to where the log was read, at least.
    head: u64,
    bytes: usize,
    pages: HashMap<ProposalQuery, Bytes>,
}

impl Pages {
    /// The page, if it was kept since the log stands at `head`.
    pub fn get(&self, head: u64, query: &ProposalQuery) -> Option<Bytes> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.head == head)
            .then(|| kept.pages.get(query).cloned())
            .flatten()
    }

    /// Keeps a page that was read when the log stood at `head` or later.
    pub fn put(&self, head: u64, query: ProposalQuery, page: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if head < kept.head {
            return;
        }
        if head > kept.head || kept.bytes + page.len() > LIMIT {
            *kept = Kept {
                head,
                ..Kept::default()
            };
        }
        kept.bytes += page.len() + 256;
        kept.pages.insert(query, page);
    }
}
