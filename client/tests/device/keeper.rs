//! A store that can die at any write, and that watches what leaves the outbox.

use crate::city::FakeCity;
use crate::host::Virtual;
use client::api::{InboxEntry, KeptDraft, OutboxItem};
use client::host::Host;
use client::memory::MemoryStore;
use client::store::{Concern, Kept, Meta, Store, StoreError, Write};
use client::unsent::KeptUnsent;
use domain::city::City;
use domain::event::Event;
use domain::id::{AreaId, CommandId, ProposalId};
use domain::query::{Card, Page, ProposalQuery};
use domain::time::Timestamp;
use futures::FutureExt as _;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What happened to each place of the outbox. A command that goes out again under a new id keeps its place.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) ids: BTreeMap<u64, BTreeSet<CommandId>>,
    places: BTreeMap<CommandId, u64>,
    /// Places that left, with the history the device was reading; `None` where the person let it go.
    pub(crate) left: BTreeMap<u64, Option<String>>,
    /// What the person is letting go.
    pub(crate) let_go: BTreeSet<CommandId>,
}

/// One run of the program on the store.
pub(crate) struct Keeper {
    pub(crate) durable: MemoryStore,
    pub(crate) host: Virtual,
    pub(crate) city: Rc<RefCell<FakeCity>>,
    pub(crate) record: Rc<RefCell<Record>>,
    pub(crate) life: Rc<Life>,
}

#[derive(Default)]
pub(crate) struct Life {
    /// So many writes until the program is killed.
    pub(crate) fuse: Cell<Option<u32>>,
    pub(crate) dead: Cell<bool>,
    pub(crate) full: Cell<bool>,
    /// Whether reading and writing take a moment, in which others go on.
    pub(crate) slow: Cell<bool>,
}

impl Keeper {
    async fn moment(&self) {
        if self.life.slow.get() {
            self.host.sleep(self.host.roll() % 3).await;
        }
        if self.life.dead.get() {
            std::future::pending::<()>().await;
        }
    }

    fn keep(&self, batch: Vec<Write>) {
        let removed: Vec<CommandId> = batch
            .iter()
            .filter_map(|write| match write {
                Write::OutboxRemove(id) => Some(*id),
                _ => None,
            })
            .collect();
        let mut record = self.record.borrow_mut();
        let mut placed = BTreeSet::new();
        for write in &batch {
            if let Write::Outbox(item) = write {
                placed.insert(item.position);
                record
                    .ids
                    .entry(item.position)
                    .or_default()
                    .insert(item.command.id);
                record.places.insert(item.command.id, item.position);
            }
        }
        self.durable.apply(batch);
        for id in removed {
            let place = record.places[&id];
            if placed.contains(&place) {
                continue; // it goes out again under another id
            }
            if record.let_go.contains(&id) {
                record.left.insert(place, None);
                continue;
            }
            assert!(
                self.city.borrow().ever_applied.contains(&id),
                "a command left the outbox unseen"
            );
            let meta = self.durable.meta().now_or_never().unwrap().unwrap().unwrap();
            record.left.insert(place, Some(meta.epoch.unwrap()));
        }
    }
}

impl Store for Keeper {
    async fn write(&self, batch: Vec<Write>) -> Result<(), StoreError> {
        self.moment().await;
        if self.life.full.get() {
            return Err(StoreError::Full);
        }
        match self.life.fuse.get() {
            Some(0) => {
                if self.host.roll().is_multiple_of(2) {
                    self.keep(batch);
                }
                self.life.dead.set(true);
                std::future::pending().await
            }
            fuse => {
                self.life.fuse.set(fuse.map(|left| left - 1));
                self.keep(batch);
            }
        }
        self.moment().await;
        Ok(())
    }

    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        self.moment().await;
        self.durable.meta().await
    }

    async fn city(&self) -> Result<Option<City>, StoreError> {
        self.moment().await;
        self.durable.city().await
    }

    async fn proposal(&self, id: ProposalId) -> Result<Option<Kept>, StoreError> {
        self.moment().await;
        self.durable.proposal(id).await
    }

    async fn proposals(&self, ids: &[ProposalId]) -> Result<Vec<Kept>, StoreError> {
        self.moment().await;
        self.durable.proposals(ids).await
    }

    async fn timeline(&self, id: ProposalId) -> Result<Vec<Event>, StoreError> {
        self.moment().await;
        self.durable.timeline(id).await
    }

    async fn list(&self, query: &ProposalQuery, within: Option<&[AreaId]>) -> Result<Page, StoreError> {
        self.durable.list(query, within).await
    }

    async fn similar(&self, text: &str, limit: usize) -> Result<Vec<Card>, StoreError> {
        self.durable.similar(text, limit).await
    }

    async fn concerning(&self, concern: Concern, limit: usize) -> Result<Vec<Kept>, StoreError> {
        self.moment().await;
        self.durable.concerning(concern, limit).await
    }

    async fn count(
        &self,
        query: &ProposalQuery,
        within: Option<&[AreaId]>,
    ) -> Result<(u32, Option<Timestamp>), StoreError> {
        self.durable.count(query, within).await
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, StoreError> {
        self.moment().await;
        self.durable.outbox().await
    }

    async fn drafts(&self) -> Result<Vec<KeptDraft>, StoreError> {
        self.durable.drafts().await
    }

    async fn unsent(&self) -> Result<Vec<KeptUnsent>, StoreError> {
        self.durable.unsent().await
    }

    async fn inbox(&self, limit: usize) -> Result<Vec<InboxEntry>, StoreError> {
        self.durable.inbox(limit).await
    }

    async fn unread(&self, read_up_to: u64) -> Result<u32, StoreError> {
        self.durable.unread(read_up_to).await
    }
}
