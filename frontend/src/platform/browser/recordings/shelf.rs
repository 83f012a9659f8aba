//! Where recordings lie in a browser: a database of their own, in pieces as they were said, and beside them whose
//! they are.

use super::Outcome;
use crate::platform::browser::by_name::call;
use crate::platform::browser::database::Database;
use client::recording::Recording;
use client::recording::sound::milliseconds;
use client::store::StoreError;
use domain::refusal::Problem;
use js_sys::Uint8Array;
use leptos::prelude::window;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};

const NAME: &str = "huisheng-recordings";
/// `owner/recording`: it is this owner's.
const OWNED: &str = "owned";
/// `recording/from/to`: its samples from this one to before that one, as bytes.
const SOUND: &str = "sound";

/// The open database.
pub(super) struct Shelf(Database);

impl Shelf {
    pub(super) async fn open() -> Outcome<Self> {
        let database = Database::open(NAME, &[OWNED, SOUND]).await;
        database.map(Self).map_err(not_kept)
    }

    /// What is kept, the oldest first: their ids are in the order of time. One without a sound is a page that ended
    /// before the first word.
    pub(super) async fn kept(&self, owner: Uuid) -> Outcome<Vec<Recording>> {
        let mut kept = Vec::new();
        for id in self.owned(owner).await? {
            let pieces = self.keys(SOUND, id).await?;
            let samples = pieces
                .last()
                .and_then(|piece| piece.rsplit('/').next()?.parse::<u32>().ok());
            if let Some(samples) = samples {
                kept.push(Recording {
                    id,
                    ms: milliseconds(samples.into()),
                });
            }
        }
        Ok(kept)
    }

    /// There is going to be one of this id.
    pub(super) async fn place(&self, owner: Uuid, id: Uuid) -> Outcome<()> {
        let done = self.0.write(|store| {
            call(
                &store(OWNED)?.into(),
                "put",
                &JsValue::TRUE,
                &key(owner, id).into(),
            )
            .map(drop)
        });
        done.await.map_err(not_kept)
    }

    /// Keeps these samples behind the first so many; they are on the disk when it returns.
    pub(super) async fn append(&self, id: Uuid, before: usize, samples: &[i16]) -> Outcome<()> {
        let key = format!("{id}/{before:08}/{:08}", before + samples.len());
        let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
        let bytes = Uint8Array::from(&bytes[..]);
        let done = self
            .0
            .write(|store| call(&store(SOUND)?.into(), "put", &bytes, &key.into()).map(drop));
        done.await.map_err(not_kept)
    }

    /// Its samples.
    pub(super) async fn read(&self, id: Uuid) -> Outcome<Vec<i16>> {
        let unreadable = || Problem::new("voice-unreadable-sound");
        let range = below(id).map_err(|_| unreadable())?;
        let pieces = self.0.all(SOUND, "getAll", &range).await;
        let pieces = pieces.map_err(|_| unreadable())?;
        let mut samples = Vec::new();
        for piece in pieces.iter() {
            let bytes = piece.unchecked_into::<Uint8Array>().to_vec();
            let read = bytes
                .chunks_exact(2)
                .map(|two| i16::from_le_bytes([two[0], two[1]]));
            samples.extend(read);
        }
        (!samples.is_empty()).then_some(samples).ok_or_else(unreadable)
    }

    /// It is gone for good.
    pub(super) async fn delete(&self, owner: Uuid, id: Uuid) -> Outcome<()> {
        self.remove(owner, &[id]).await.map_err(not_kept)
    }

    /// All of a draft's go with it.
    pub(super) async fn clear(&self, draft: Uuid) -> Outcome<()> {
        let all = self.owned(draft).await?;
        self.remove(draft, &all).await.map_err(not_kept)
    }

    /// All there are.
    pub(super) async fn clear_all(&self) -> Outcome<()> {
        let done = self.0.write(|store| {
            [OWNED, SOUND]
                .into_iter()
                .try_for_each(|name| store(name)?.clear().map(drop))
        });
        done.await.map_err(not_kept)
    }

    async fn remove(&self, owner: Uuid, ids: &[Uuid]) -> Result<(), StoreError> {
        let done = self.0.write(|store| {
            let (owned, sound) = (store(OWNED)?, store(SOUND)?);
            ids.iter().try_for_each(|id| {
                call(&owned, "delete", &key(owner, *id).into(), &JsValue::UNDEFINED)?;
                call(&sound, "delete", &below(*id)?, &JsValue::UNDEFINED).map(drop)
            })
        });
        done.await
    }

    async fn owned(&self, owner: Uuid) -> Outcome<Vec<Uuid>> {
        let keys = self.keys(OWNED, owner).await?;
        let id = |key: &String| Uuid::parse_str(key.rsplit('/').next()?).ok();
        Ok(keys.iter().filter_map(id).collect())
    }

    /// The keys below this one, in order.
    async fn keys(&self, store: &str, first: Uuid) -> Outcome<Vec<String>> {
        let range = below(first).map_err(|_| Problem::new("recording-not-kept"))?;
        let keys = self.0.all(store, "getAllKeys", &range).await.map_err(not_kept)?;
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }
}

fn key(owner: Uuid, id: Uuid) -> String {
    format!("{owner}/{id}")
}

/// All keys that begin with this one and a `/`, which `0` comes after.
fn below(first: Uuid) -> Result<JsValue, JsValue> {
    let ranges = js_sys::Reflect::get(&window(), &"IDBKeyRange".into())?;
    let [from, to] = ['/', '0'].map(|end| JsValue::from(format!("{first}{end}")));
    call(ranges.unchecked_ref(), "bound", &from, &to)
}

fn not_kept(error: StoreError) -> Problem {
    leptos::logging::error!("the database of recordings: {error}");
    Problem::new("recording-not-kept")
}
