//! Files that were chosen, in a browser: a database of their own, each whole under its id.

use super::by_name::call;
use super::database::Database;
use crate::platform::files::{Given, Shown, Written};
use crate::platform::script::{blob, bytes_of, url_of};
use client::store::StoreError;
use domain::refusal::Problem;
use leptos::prelude::document;
use uuid::Uuid;
use wasm_bindgen::JsValue;

const NAME: &str = "huisheng-files";
const FILES: &str = "files";

async fn open() -> Result<Database, StoreError> {
    Database::open(NAME, &[FILES]).await
}

pub(in crate::platform) async fn keep(given: &Given, id: Uuid) -> Result<(), Problem> {
    let not_kept = |why: String| {
        leptos::logging::error!("a chosen file is not kept: {why}");
        Problem::new("file-not-kept")
    };
    // Its bytes are read now: the file that was chosen may be gone tomorrow.
    let bytes = bytes_of(&given.file, 0, given.bytes).await;
    let bytes = bytes.map_err(|error| not_kept(format!("{error:?}")))?;
    let kept = async {
        let key = JsValue::from(id.to_string());
        let file = blob(&bytes, &given.kind).map_err(|_| StoreError::Failed("no blob".to_owned()))?;
        open()
            .await?
            .write(|store| call(&store(FILES)?.into(), "put", &file, &key).map(drop))
            .await
    };
    kept.await
        .map_err(|error: StoreError| not_kept(error.to_string()))
}

async fn find(id: Uuid) -> Result<Option<JsValue>, StoreError> {
    let found = open().await?.all(FILES, "getAll", &id.to_string().into()).await?;
    Ok(Some(found.get(0)).filter(|file| !file.is_undefined()))
}

pub(in crate::platform) async fn chosen(id: Uuid) -> Result<Shown, Problem> {
    let gone = || Problem::new("file-gone");
    let file = find(id).await.ok().flatten().ok_or_else(gone)?;
    let address = url_of(&file).map_err(|_| gone())?;
    Ok(Shown { address, made: true })
}

/// Bytes of a chosen file, from this place on.
pub(super) async fn read(id: Uuid, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
    let Some(file) = find(id).await? else {
        return Ok(Vec::new());
    };
    let bytes = bytes_of(&file, from, from + most as u64).await;
    let bytes = bytes.map_err(|error| StoreError::Failed(format!("{error:?}")))?;
    Ok(bytes.to_vec())
}

/// All that lie here.
pub(super) async fn all() -> Vec<Uuid> {
    let keys = async { open().await?.all(FILES, "getAllKeys", &JsValue::UNDEFINED).await };
    let keys = keys.await.unwrap_or_default();
    let id = |key: JsValue| Uuid::parse_str(&key.as_string()?).ok();
    keys.iter().filter_map(id).collect()
}

/// These are of no more use.
pub(super) async fn forget(ids: Vec<Uuid>) {
    let done = async {
        let database = open().await?;
        let remove = database.write(|store| {
            let files = store(FILES)?;
            ids.iter().try_for_each(|id| {
                call(&files, "delete", &id.to_string().into(), &JsValue::UNDEFINED).map(drop)
            })
        });
        remove.await
    };
    // What stays is let go after the next start.
    done.await.unwrap_or_default();
}

/// Has what is at an address saved where downloads go.
pub(in crate::platform) fn save(address: &str, ending: &str) {
    let click = || -> Result<(), JsValue> {
        let link = document().create_element("a")?;
        link.set_attribute("href", address)?;
        link.set_attribute("download", &format!("huisheng.{ending}"))?;
        call(&link, "click", &JsValue::UNDEFINED, &JsValue::UNDEFINED).map(drop)
    };
    click().unwrap_or_default();
}

/// Has what a page wrote saved where downloads go.
pub(in crate::platform) fn save_text(text: &str, written: Written) -> Result<(), JsValue> {
    let file = blob(&text.into(), written.media_type())?;
    save(&url_of(&file)?, written.ending());
    Ok(())
}
