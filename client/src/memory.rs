//! A store wholly in memory: the base of the browser's, and what tests run on. Sized for what is a person's
//! own and some thousands more: it filters and sorts by walking all of it.

use crate::api::{InboxEntry, KeptDraft, OutboxItem};
use crate::order::{by_key, latest};
use crate::store::{Concern, Kept, Meta, Store, StoreError, Write};
use crate::unsent::{KeptUnsent, UnsentKey};
use domain::city::City;
use domain::event::Event;
use domain::id::{AreaId, CommandId, ProposalId};
use domain::proposal::Proposal;
use domain::query::{Card, Cursor, Order, Page, ProposalQuery};
use domain::search;
use domain::time::Timestamp;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use uuid::Uuid;

/// A store in memory. A clone is another handle on the same store.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    data: Rc<RefCell<Data>>,
}

#[derive(Debug, Default)]
struct Data {
    meta: Option<Meta>,
    city: Option<City>,
    proposals: HashMap<ProposalId, Row>,
    timelines: HashMap<ProposalId, BTreeMap<u64, Event>>,
    outbox: HashMap<CommandId, OutboxItem>,
    drafts: HashMap<Uuid, KeptDraft>,
    unsent: BTreeMap<UnsentKey, KeptUnsent>,
    inbox: BTreeMap<u64, InboxEntry>,
}

#[derive(Debug)]
struct Row {
    kept: Kept,
    /// Hashes of its terms, sorted.
    terms: Vec<u64>,
}

impl Row {
    fn has(&self, term: u64) -> bool {
        self.terms.binary_search(&term).is_ok()
    }
}

impl MemoryStore {
    /// A store that holds what these writes lead to.
    pub fn from_writes(writes: impl IntoIterator<Item = Write>) -> Self {
        let store = Self::default();
        store.apply(writes);
        store
    }

    /// Does these writes at once.
    pub fn apply(&self, writes: impl IntoIterator<Item = Write>) {
        let mut data = self.data.borrow_mut();
        for write in writes {
            data.apply(write);
        }
    }

    /// Does [`Write::Meta`] alone: the one write of a device that begins.
    pub fn apply_meta(&self, meta: Meta) {
        self.data.borrow_mut().meta = Some(meta);
    }

    /// All that is kept, as writes that lead to the same store.
    pub fn snapshot(&self) -> Vec<Write> {
        let data = self.data.borrow();
        let mut writes = Vec::new();
        writes.extend(data.meta.clone().map(|meta| Write::Meta(Box::new(meta))));
        writes.extend(data.city.clone().map(|city| Write::City(Box::new(city))));
        writes.extend(
            data.proposals
                .values()
                .map(|row| Write::Proposal(Box::new(row.kept.clone()))),
        );
        for (id, events) in &data.timelines {
            writes.extend(
                events
                    .values()
                    .map(|event| Write::Timeline(*id, Box::new(event.clone()))),
            );
        }
        writes.extend(
            data.outbox
                .values()
                .map(|item| Write::Outbox(Box::new(item.clone()))),
        );
        writes.extend(
            data.drafts
                .values()
                .cloned()
                .map(|draft| Write::Draft(Box::new(draft))),
        );
        writes.extend(
            data.unsent
                .values()
                .cloned()
                .map(|unsent| Write::Unsent(Box::new(unsent))),
        );
        writes.extend(
            data.inbox
                .values()
                .map(|entry| Write::Inbox(Box::new(entry.clone()))),
        );
        writes
    }
}

impl Data {
    fn apply(&mut self, write: Write) {
        match write {
            Write::Meta(meta) => self.meta = Some(*meta),
            Write::City(city) => self.city = Some(*city),
            Write::Proposal(kept) => {
                let id = kept.proposal.id;
                // What is searched never changes once a proposal was submitted.
                let terms = match self.proposals.remove(&id) {
                    Some(row) => row.terms,
                    None => hashed(&searched(&kept.proposal)),
                };
                self.proposals.insert(id, Row { kept: *kept, terms });
            }
            Write::Timeline(id, event) => {
                self.timelines
                    .entry(id)
                    .or_default()
                    .entry(event.seq)
                    .or_insert(*event);
            }
            Write::Outbox(item) => {
                self.outbox.insert(item.command.id, *item);
            }
            Write::OutboxRemove(id) => {
                self.outbox.remove(&id);
            }
            Write::Draft(draft) => {
                self.drafts.insert(draft.id, *draft);
            }
            Write::DraftRemove(id) => {
                self.drafts.remove(&id);
            }
            Write::Unsent(kept) => {
                self.unsent.insert(kept.key(), *kept);
            }
            Write::UnsentRemove(key) => {
                self.unsent.remove(&key);
            }
            Write::Inbox(entry) => {
                self.inbox.insert(entry.seq, *entry);
            }
            Write::Forget {
                proposal,
                timeline,
                inbox,
            } => {
                self.proposals.remove(&proposal);
                if let Some(kept) = self.timelines.get_mut(&proposal) {
                    timeline.iter().for_each(|seq| drop(kept.remove(seq)));
                }
                inbox.iter().for_each(|seq| drop(self.inbox.remove(seq)));
            }
            Write::ForgetReplica => {
                self.proposals.clear();
                self.timelines.clear();
                self.inbox.clear();
            }
        }
    }

    fn matching<'a>(
        &'a self,
        query: &'a ProposalQuery,
        within: Option<&'a [AreaId]>,
    ) -> impl Iterator<Item = Card> + 'a {
        let typed = query.text.as_deref().filter(|text| !text.trim().is_empty());
        self.proposals
            .values()
            .map(|row| &row.kept.proposal)
            .filter(move |proposal| fits(proposal, query, within))
            .filter(move |proposal| typed.is_none_or(|typed| found(proposal, typed)))
            .map(Card::from)
            .filter(|card| query.key(card).is_some())
    }
}

fn fits(proposal: &Proposal, query: &ProposalQuery, within: Option<&[AreaId]>) -> bool {
    within.is_none_or(|areas| areas.contains(&proposal.area))
        && (query.category.is_none() || proposal.category == query.category)
        && query
            .department
            .as_ref()
            .is_none_or(|department| proposal.lies_with(department))
        && (query.states.is_empty() || query.states.contains(&proposal.state))
        && query.reaches(proposal.point)
}

fn found(proposal: &Proposal, typed: &str) -> bool {
    // A text of signs only holds nothing that could be searched, so it finds nothing.
    search::fts5(typed).is_some() && search::matches(&searched(proposal), typed)
}

fn searched(proposal: &Proposal) -> String {
    let place = proposal.place.as_deref().unwrap_or_default();
    let number = proposal.number.as_deref().unwrap_or_default();
    [&proposal.title, &proposal.text, place, number].join("\n")
}

fn hash(term: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    term.hash(&mut hasher);
    hasher.finish()
}

fn hashed(text: &str) -> Vec<u64> {
    let mut hashes: Vec<u64> = search::terms(text).split_ascii_whitespace().map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The place of a card in a list: smaller comes first.
type Rank = (i64, Reverse<i64>, Reverse<ProposalId>);

fn rank(card: &Card, query: &ProposalQuery) -> Rank {
    let key = directed(query.key(card).unwrap_or_default(), query.order);
    (key, Reverse(card.submitted_at.0), Reverse(card.id))
}

/// The key, such that what comes first is least.
fn directed(key: i64, order: Order) -> i64 {
    match order {
        Order::Newest | Order::MostSupported => -key,
        Order::MostUrgent | Order::Nearest => key,
    }
}

impl Data {
    /// The rank of the card at which the page before ended, also when that card is gone or has moved since.
    fn rank_after(&self, cursor: Cursor, order: Order) -> Rank {
        let submitted = match order {
            Order::Newest => cursor.key,
            _ => self
                .proposals
                .get(&cursor.id)
                .map_or(i64::MAX, |row| row.kept.proposal.submitted_at.0),
        };
        (
            directed(cursor.key, order),
            Reverse(submitted),
            Reverse(cursor.id),
        )
    }
}

impl Store for MemoryStore {
    async fn write(&self, batch: Vec<Write>) -> Result<(), StoreError> {
        self.apply(batch);
        Ok(())
    }

    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        Ok(self.data.borrow().meta.clone())
    }

    async fn city(&self) -> Result<Option<City>, StoreError> {
        Ok(self.data.borrow().city.clone())
    }

    async fn proposal(&self, id: ProposalId) -> Result<Option<Kept>, StoreError> {
        Ok(self.data.borrow().proposals.get(&id).map(|row| row.kept.clone()))
    }

    async fn proposals(&self, ids: &[ProposalId]) -> Result<Vec<Kept>, StoreError> {
        let data = self.data.borrow();
        Ok(ids
            .iter()
            .filter_map(|id| data.proposals.get(id))
            .map(|row| row.kept.clone())
            .collect())
    }

    async fn timeline(&self, id: ProposalId) -> Result<Vec<Event>, StoreError> {
        let data = self.data.borrow();
        Ok(data
            .timelines
            .get(&id)
            .map(|events| events.values().cloned().collect())
            .unwrap_or_default())
    }

    async fn list(&self, query: &ProposalQuery, within: Option<&[AreaId]>) -> Result<Page, StoreError> {
        let data = self.data.borrow();
        let after = query.after.map(|cursor| data.rank_after(cursor, query.order));
        let mut ranked: Vec<(Rank, Card)> = data
            .matching(query, within)
            .map(|card| (rank(&card, query), card))
            .filter(|(rank, _)| after.is_none_or(|after| *rank > after))
            .collect();
        ranked.sort_unstable_by_key(|(rank, _)| *rank);
        let size = query.page_size();
        let more = ranked.len() > size;
        let items: Vec<Card> = ranked.into_iter().take(size).map(|(_, card)| card).collect();
        let next = items.last().filter(|_| more).and_then(|card| query.cursor(card));
        Ok(Page { items, next })
    }

    async fn similar(&self, text: &str, limit: usize) -> Result<Vec<Card>, StoreError> {
        let data = self.data.borrow();
        let rows = || data.proposals.values();
        let having = |term: u64| rows().filter(|row| row.has(term)).count();
        let counted: Vec<(u64, u64)> = search::asked(text)
            .iter()
            .map(|term| hash(term))
            .map(|term| (term, having(term) as u64))
            .filter(|(_, having)| *having > 0)
            .collect();
        let telling = search::telling(counted, data.proposals.len() as u64);
        // Inverse document frequency: a rare word in common says more than a common one.
        let total = data.proposals.len() as f64;
        let weight = |term: u64| (1.0 + total / having(term) as f64).ln();
        let weights: Vec<(u64, f64)> = telling.into_iter().map(|term| (term, weight(term))).collect();
        let score = |row: &Row| {
            let shared = weights.iter().filter(|(term, _)| row.has(*term));
            shared.map(|(_, weight)| weight).sum::<f64>()
        };
        let mut scored: Vec<(f64, &Proposal)> = rows()
            .map(|row| (score(row), &row.kept.proposal))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        scored.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(other.id.cmp(&one.id)));
        Ok(scored
            .into_iter()
            .take(limit)
            .map(|(_, proposal)| Card::from(proposal))
            .collect())
    }

    async fn concerning(&self, concern: Concern, limit: usize) -> Result<Vec<Kept>, StoreError> {
        let data = self.data.borrow();
        let found: Vec<&Kept> = data
            .proposals
            .values()
            .map(|row| &row.kept)
            .filter(|kept| match concern {
                Concern::Written => kept.mine,
                Concern::Followed => kept.relation.follows && !kept.mine,
            })
            .collect();
        let found = by_key(found, |kept| latest(kept.proposal.updated_at, kept.proposal.id.0));
        Ok(found.into_iter().take(limit).cloned().collect())
    }

    async fn count(
        &self,
        query: &ProposalQuery,
        within: Option<&[AreaId]>,
    ) -> Result<(u32, Option<Timestamp>), StoreError> {
        let data = self.data.borrow();
        let mut count = 0_u32;
        let mut first: Option<i64> = None;
        for card in data.matching(query, within) {
            count = count.saturating_add(1);
            if let Some(due) = card.sort_key(Order::MostUrgent) {
                first = Some(first.map_or(due, |first| first.min(due)));
            }
        }
        Ok((count, first.map(Timestamp)))
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, StoreError> {
        let items = self.data.borrow().outbox.values().cloned().collect();
        Ok(by_key(items, |item: &OutboxItem| {
            (i64::try_from(item.position).unwrap_or(i64::MAX), 0)
        }))
    }

    async fn drafts(&self) -> Result<Vec<KeptDraft>, StoreError> {
        let drafts = self.data.borrow().drafts.values().cloned().collect();
        Ok(by_key(drafts, |draft: &KeptDraft| {
            latest(draft.saved_at, draft.id)
        }))
    }

    async fn unsent(&self) -> Result<Vec<KeptUnsent>, StoreError> {
        Ok(self.data.borrow().unsent.values().cloned().collect())
    }

    async fn inbox(&self, limit: usize) -> Result<Vec<InboxEntry>, StoreError> {
        Ok(self
            .data
            .borrow()
            .inbox
            .values()
            .rev()
            .take(limit)
            .cloned()
            .collect())
    }

    async fn unread(&self, read_up_to: u64) -> Result<u32, StoreError> {
        let count = self
            .data
            .borrow()
            .inbox
            .keys()
            .filter(|seq| **seq > read_up_to)
            .count();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::MemoryStore;
    use std::cell::RefCell;
    use std::collections::HashMap;

    #[test]
    fn it_holds_the_contract() {
        let stores: RefCell<HashMap<String, MemoryStore>> = RefCell::default();
        let open = async |name: &str| stores.borrow_mut().entry(name.to_owned()).or_default().clone();
        futures::executor::block_on(crate::contract::run(open));
    }

    #[test]
    fn a_store_made_from_its_snapshot_holds_the_contract_too() {
        let stores: RefCell<HashMap<String, MemoryStore>> = RefCell::default();
        let open = async |name: &str| {
            let mut stores = stores.borrow_mut();
            let store = stores.entry(name.to_owned()).or_default();
            *store = MemoryStore::from_writes(store.snapshot());
            store.clone()
        };
        futures::executor::block_on(crate::contract::run(open));
    }
}
