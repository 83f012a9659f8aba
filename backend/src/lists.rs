//! Lists of proposals, kept in memory: what they filter and sort by, and what they show. They follow from the log; a
//! start reads them from the store, and every group adds what it changed once it is on the disk.

mod facet;
mod index;
mod places;
mod shelf;
mod slots;
mod sorted;

use crate::error::Result;
use crate::store::{Batch, Known, Store};
use domain::city::City;
use domain::event::Fact;
use domain::id::{AccountId, CategoryId, ProposalId};
use domain::place::Near;
use domain::proposal::State;
use domain::query::{Card, Cursor, ProposalQuery, Ready};
use domain::search::nearest_first;
use domain::time::Timestamp;
use index::Index;
use serde::Serialize;
use shelf::Shelf;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Proposals read at a time at the start.
const AT_ONCE: u32 = 1_024;
/// Proposals changed at a time, between which lists are read.
const IN_ONE_GO: usize = 64;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cards {
    /// Cards as JSON, separated by commas.
    pub json: String,
    pub next: Option<Cursor>,
}

/// By which of its times a proposal is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// When it was submitted.
    First,
    /// When the last was told of it.
    Last,
}

/// A span of time, and what is looked for in it.
#[derive(Debug, Clone)]
pub struct Span {
    pub told: Told,
    /// The first and the last moment of it.
    pub since: Timestamp,
    pub until: Timestamp,
    /// In any of these; in any at all where there are none. The empty one stands for having none.
    pub categories: Vec<CategoryId>,
    /// In any of these; in any at all where there are none.
    pub states: Vec<State>,
    pub skip: usize,
    pub limit: usize,
}

/// All proposals, as lists show them.
#[derive(Debug, Default)]
pub struct Lists(RwLock<Shown>);

#[derive(Debug, Default)]
struct Shown {
    index: Index,
    shelf: Shelf,
    /// What the city's staff alone read of the cards in these slots: more fields, as JSON, each with a comma behind it.
    internal: HashMap<u32, String>,
}

/// What is internal about a card.
#[derive(Serialize)]
struct Internal {
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<AccountId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    prepared: Vec<Ready>,
}

impl Internal {
    /// As fields of the card; none where there are none.
    fn fields(&self) -> Option<String> {
        // Nothing in it refuses to be written.
        let json = serde_json::to_string(self).ok()?;
        let fields = json.strip_prefix('{')?.strip_suffix('}')?;
        (!fields.is_empty()).then(|| format!("{fields},"))
    }
}

impl Shown {
    fn put(&mut self, known: &Known) {
        let mut card = Card::from(&known.proposal);
        let internal = Internal {
            holder: card.holder.take(),
            prepared: std::mem::take(&mut card.prepared),
        };
        let internal = internal.fields().filter(|_| !card.is_final());
        let slot = self.index.put(known.first, &card);
        self.shelf.put(slot, &card);
        match internal {
            Some(fields) => self.internal.insert(slot, fields),
            None => self.internal.remove(&slot),
        };
    }

    /// The cards in these slots, as JSON separated by commas; for the city's staff each with what is internal.
    fn cards(&self, slots: &[u32], staff: bool) -> Result<String> {
        if !staff {
            return self.shelf.cards(slots);
        }
        let card = |slot: &u32| {
            let card = self.shelf.cards(&[*slot])?;
            Ok(match self.internal.get(slot) {
                Some(fields) => card.replacen('{', &format!("{{{fields}"), 1),
                None => card,
            })
        };
        let cards: Vec<String> = slots.iter().map(card).collect::<Result<_>>()?;
        Ok(cards.join(","))
    }
}

impl Lists {
    /// What the store has; `city` says which area lies in which.
    ///
    /// # Errors
    /// What the store says.
    pub async fn of(store: &dyn Store, city: Option<&City>) -> Result<Self> {
        let mut shown = Shown::default();
        if let Some(city) = city {
            shown.index.publish(city);
        }
        let mut last = 0;
        loop {
            let some = store.begun_after(last, AT_ONCE).await?;
            some.iter().for_each(|known| shown.put(known));
            match some.last() {
                Some(newest) => last = newest.first,
                None => return Ok(Self(RwLock::new(shown))),
            }
        }
    }

    /// Takes in what a group led to, in the log's order.
    pub fn take_in(&self, batch: &Batch) {
        for entry in &batch.entries {
            if let Fact::City { city } = &entry.event.fact {
                self.write().index.publish(city);
            }
        }
        for changed in batch.changed.chunks(IN_ONE_GO) {
            let mut shown = self.write();
            changed.iter().for_each(|changed| shown.put(&changed.known));
        }
    }

    /// A page of what fits the query; of those with these first events only, where they are given. The query's text is
    /// not looked at. The city's staff are told who holds each, and what lies prepared.
    ///
    /// # Errors
    /// [`crate::error::Error::Stored`] where a card can't be read.
    pub fn page(&self, query: &ProposalQuery, among: Option<&[u64]>, staff: bool) -> Result<Cards> {
        let shown = self.read();
        let limit = query.page_size();
        let slots = shown.index.page(query, among, limit + 1);
        let page = slots.get(..limit).unwrap_or(&slots);
        let last = page.last().filter(|_| slots.len() > limit);
        Ok(Cards {
            json: shown.cards(page, staff)?,
            next: last.and_then(|slot| shown.index.cursor(*slot, query)),
        })
    }

    /// The first cards of the proposals with these first events, most alike first; those near the place that is meant
    /// before others.
    ///
    /// # Errors
    /// As for [`Lists::page`].
    pub fn similar(&self, firsts: &[u64], near: Option<Near>) -> Result<Cards> {
        let shown = self.read();
        let slots = firsts
            .iter()
            .filter_map(|first| shown.index.slot(*first))
            .collect();
        let slots = nearest_first(slots, near, |slot| shown.index.point(*slot));
        Ok(Cards {
            json: shown.shelf.cards(&slots)?,
            next: None,
        })
    }

    /// What fits a span of time, latest first.
    pub fn between(&self, span: &Span) -> Vec<ProposalId> {
        self.read().index.between(span)
    }

    fn read(&self) -> RwLockReadGuard<'_, Shown> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Shown> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
