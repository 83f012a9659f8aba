//! What the clockwork could not move on. It is in memory alone: after a start the clockwork finds it again.

use crate::store::Due;
use domain::id::ProposalId;
use domain::refusal::Problem;
use domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a case is left alone that could not be moved on, in milliseconds: what stood in its way seldom goes by itself.
const AGAIN_AFTER: i64 = 60_000;

/// A case that could not be moved on, and why.
#[derive(Debug, Clone)]
pub struct Held {
    pub due: Due,
    pub problem: Problem,
    /// When that was tried first.
    pub since: Timestamp,
    tried: Timestamp,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Stuck(Mutex<BTreeMap<ProposalId, Held>>);

impl Stuck {
    fn held(&self) -> MutexGuard<'_, BTreeMap<ProposalId, Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to be tried, and what was tried a moment ago. Another clock of the same case is another thing.
    pub(super) fn apart(&self, due: Vec<Due>, now: Timestamp) -> (Vec<Due>, Vec<Due>) {
        let held = self.held();
        due.into_iter().partition(|due| {
            let known = held.get(&due.proposal).filter(|held| held.due == *due);
            known.is_none_or(|held| now.0 - held.tried.0 >= AGAIN_AFTER)
        })
    }

    pub(super) fn keep(&self, due: Due, problem: Problem, now: Timestamp) {
        let mut held = self.held();
        let known = held.get(&due.proposal).filter(|held| held.due == due);
        let since = known.map_or(now, |held| held.since);
        let tried = now;
        held.insert(
            due.proposal,
            Held {
                due,
                problem,
                since,
                tried,
            },
        );
    }

    /// Lets go of everything else: it is due no more, for somebody moved it.
    pub(super) fn keep_only(&self, due: &[Due]) {
        let due: BTreeSet<u64> = due.iter().map(|due| due.first).collect();
        self.held().retain(|_, held| due.contains(&held.due.first));
    }

    /// What is stuck, the longest over first.
    pub fn all(&self) -> Vec<Held> {
        let mut all: Vec<Held> = self.held().values().cloned().collect();
        all.sort_unstable_by_key(|held| (held.due.at, held.due.first));
        all
    }
}
