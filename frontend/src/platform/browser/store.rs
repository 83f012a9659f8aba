//! What a browser keeps: all of it in memory, and each batch first in IndexedDB, in one transaction. One tab at a
//! time has this store open (see `tabs`), so memory and database are the same.

use super::database::Database;
use super::later;
use super::rows::{self, META, Row, STORES};
use crate::platform::json;
use client::api::{InboxEntry, KeptDraft, OutboxItem};
use client::memory::MemoryStore;
use client::store::{Concern, Kept, Meta, Store, StoreError, Write};
use client::unsent::KeptUnsent;
use domain::city::City;
use domain::event::Event;
use domain::id::{AreaId, ProposalId};
use domain::query::{Card, Page, ProposalQuery};
use domain::time::Timestamp;
use wasm_bindgen::JsValue;
use web_sys::IdbObjectStore;

/// Its name.
const NAME: &str = "huisheng";

/// The store of a browser.
#[derive(Debug)]
pub(super) struct BrowserStore {
    database: Database,
    memory: MemoryStore,
}

impl BrowserStore {
    /// Opens the database and reads all of it.
    ///
    /// # Errors
    /// [`StoreError`] where the browser keeps nothing for us.
    pub(super) async fn open() -> Result<Self, StoreError> {
        let database = Database::open(NAME, STORES).await?;
        let memory = MemoryStore::default();
        let texts = database.read().await?;
        if texts.iter().any(|texts| !texts.is_empty()) {
            later::read(memory.clone(), texts).await.map_err(later::absent)?;
        }
        Ok(Self { database, memory })
    }

    async fn keep(&self, rows: Vec<Row>) -> Result<(), StoreError> {
        let write = self
            .database
            .write(|store| rows.iter().try_for_each(|row| change(row, store)));
        write.await
    }
}

/// The session that was kept last, by whichever tab.
///
/// # Errors
/// [`StoreError`] where nothing can be read.
pub(super) async fn session() -> Result<Option<String>, StoreError> {
    let database = Database::open(NAME, STORES).await?;
    let kept = database.all(META, "getAll", &JsValue::UNDEFINED).await?;
    let meta = kept.get(0).as_string().and_then(|text| json::read::<Meta>(&text));
    Ok(meta.and_then(|meta| meta.token))
}

fn change(row: &Row, store: &dyn Fn(&str) -> Result<IdbObjectStore, JsValue>) -> Result<(), JsValue> {
    match row {
        Row::Put {
            store: name,
            key,
            json,
        } => {
            let json = json.as_deref().ok_or_else(|| JsValue::from_str("no JSON"))?;
            store(name)?.put_with_key(&json.into(), &key.into()).map(drop)
        }
        Row::Delete { store: name, key } => store(name)?.delete(&key.into()).map(drop),
        Row::Clear { store: name } => store(name)?.clear().map(drop),
    }
}

impl Store for BrowserStore {
    async fn write(&self, batch: Vec<Write>) -> Result<(), StoreError> {
        // A device that begins has nothing to keep but itself.
        if let [Write::Meta(meta)] = batch.as_slice() {
            self.keep(rows::meta(meta)).await?;
            self.memory.apply_meta(meta.as_ref().clone());
            return Ok(());
        }
        let (rows, batch) = later::rows(batch).await.map_err(later::absent)?;
        self.keep(rows).await?;
        later::apply(self.memory.clone(), batch)
            .await
            .map_err(later::absent)
    }

    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        self.memory.meta().await
    }

    async fn city(&self) -> Result<Option<City>, StoreError> {
        self.memory.city().await
    }

    async fn proposal(&self, id: ProposalId) -> Result<Option<Kept>, StoreError> {
        self.memory.proposal(id).await
    }

    async fn proposals(&self, ids: &[ProposalId]) -> Result<Vec<Kept>, StoreError> {
        self.memory.proposals(ids).await
    }

    async fn timeline(&self, id: ProposalId) -> Result<Vec<Event>, StoreError> {
        self.memory.timeline(id).await
    }

    async fn list(&self, query: &ProposalQuery, within: Option<&[AreaId]>) -> Result<Page, StoreError> {
        let within = within.map(<[AreaId]>::to_vec);
        let found = later::list(self.memory.clone(), query.clone(), within).await;
        found.map_err(later::absent)?.await
    }

    async fn similar(&self, text: &str, limit: usize) -> Result<Vec<Card>, StoreError> {
        let found = later::similar(self.memory.clone(), text.to_owned(), limit).await;
        found.map_err(later::absent)?.await
    }

    async fn concerning(&self, concern: Concern, limit: usize) -> Result<Vec<Kept>, StoreError> {
        self.memory.concerning(concern, limit).await
    }

    async fn count(
        &self,
        query: &ProposalQuery,
        within: Option<&[AreaId]>,
    ) -> Result<(u32, Option<Timestamp>), StoreError> {
        let within = within.map(<[AreaId]>::to_vec);
        let counted = later::count(self.memory.clone(), query.clone(), within).await;
        counted.map_err(later::absent)?.await
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, StoreError> {
        self.memory.outbox().await
    }

    async fn drafts(&self) -> Result<Vec<KeptDraft>, StoreError> {
        self.memory.drafts().await
    }

    async fn unsent(&self) -> Result<Vec<KeptUnsent>, StoreError> {
        self.memory.unsent().await
    }

    async fn inbox(&self, limit: usize) -> Result<Vec<InboxEntry>, StoreError> {
        self.memory.inbox(limit).await
    }

    async fn unread(&self, read_up_to: u64) -> Result<u32, StoreError> {
        self.memory.unread(read_up_to).await
    }
}
