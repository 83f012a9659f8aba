//! Files in the shell's window: the program keeps them and brings them from the city.

use super::call;
use crate::platform::files::{Given, Shown, Written};
use crate::platform::script::{blob, bytes_of, url_of};
use domain::attachment::{FileHash, FileKind};
use domain::refusal::Problem;
use js_sys::Uint8Array;
use serde_json::{Value, json};
use uuid::Uuid;
use wasm_bindgen::JsValue;

/// So much of a file goes to the program at a time.
const PIECE: u64 = 384 * 1024;

pub(in crate::platform) async fn keep(given: &Given, id: Uuid) -> Result<(), Problem> {
    let not_kept = |_: JsValue| Problem::new("file-not-kept");
    let mut from = 0;
    while from < given.bytes {
        let end = (from + PIECE).min(given.bytes);
        let bytes = bytes_of(&given.file, from, end).await.map_err(not_kept)?;
        let arguments = json!({ "id": id, "from": from, "bytes": base64(&bytes.to_vec()) });
        call::<()>("keep_file", &arguments).await?;
        from = end;
    }
    Ok(())
}

pub(in crate::platform) async fn chosen(id: Uuid) -> Result<Shown, Problem> {
    let shown = show("read_file", &json!({ "id": id }), "").await?;
    shown.ok_or_else(|| Problem::new("file-gone"))
}

pub(in crate::platform) async fn of_city(
    hash: FileHash,
    kind: FileKind,
    small: bool,
) -> Result<Shown, Problem> {
    let kind = if small { FileKind::Jpeg } else { kind };
    let arguments = json!({ "hash": hash, "small": small });
    let shown = show("city_file", &arguments, kind.media_type()).await?;
    shown.ok_or_else(|| Problem::new("file-not-there"))
}

pub(in crate::platform) async fn save(hash: FileHash, kind: FileKind) -> Result<String, Problem> {
    call(
        "save_city_file",
        &json!({ "hash": hash, "ending": kind.ending() }),
    )
    .await
}

pub(in crate::platform) async fn save_text(text: String, written: Written) -> Result<String, Problem> {
    call("save_text", &json!({ "text": text, "ending": written.ending() })).await
}

/// What a command answers in bytes; none where those are none.
async fn show(command: &str, arguments: &Value, kind: &str) -> Result<Option<Shown>, Problem> {
    let answer = super::raw(command, arguments).await?;
    let bytes = Uint8Array::new(&answer);
    if bytes.length() == 0 {
        return Ok(None);
    }
    let address = blob(&bytes, kind).and_then(|file| url_of(&file));
    let address = address.map_err(|_| Problem::new("file-gone"))?;
    Ok(Some(Shown { address, made: true }))
}

/// RFC 4648 §4, by the browser, which takes one letter for each byte.
fn base64(bytes: &[u8]) -> String {
    let letters: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    leptos::prelude::window().btoa(&letters).unwrap_or_default()
}
