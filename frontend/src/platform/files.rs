//! Files that go along: kept and shown by the shell or by the browser. The bytes never pass through the device's questions.

use super::{browser, shell};
use domain::attachment::{FileHash, FileKind};
use domain::refusal::Problem;
use js_sys::Reflect;
use uuid::Uuid;
use wasm_bindgen::JsValue;

/// A file as the browser gives it when somebody chooses one.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) file: JsValue,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) bytes: u64,
}

impl Given {
    /// What was chosen in an `<input type="file">`, which is empty afterwards, so that the same can be chosen again.
    pub(crate) fn in_input(input: &JsValue) -> Vec<Self> {
        let property = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
        let text = |of: &JsValue, name: &str| property(of, name).as_string().unwrap_or_default();
        let files: Vec<JsValue> = js_sys::Array::from(&property(input, "files")).iter().collect();
        let _ = Reflect::set(input, &"value".into(), &"".into());
        let given = files.into_iter().map(|file| Self {
            name: text(&file, "name"),
            kind: text(&file, "type"),
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length")]
            bytes: property(&file, "size").as_f64().unwrap_or_default() as u64,
            file,
        });
        given.collect()
    }
}

/// Something to be shown under an address that lasts as long as this is held.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) address: String,
    /// Whether the address was made here and must be given back.
    pub(super) made: bool,
}

impl Drop for Shown {
    fn drop(&mut self) {
        if self.made {
            // An address that is none any more is of no use to anybody.
            let _ = web_sys::Url::revoke_object_url(&self.address);
        }
    }
}

/// Keeps a file under this id; it is on the disk when it returns.
///
/// # Errors
/// `file-not-kept`
pub(super) async fn keep(given: &Given, id: Uuid) -> Result<(), Problem> {
    match shell::is_here() {
        true => shell::files::keep(given, id).await,
        false => browser::files::keep(given, id).await,
    }
}

/// A file that was chosen on this device.
///
/// # Errors
/// `file-gone`
pub(super) async fn chosen(id: Uuid) -> Result<Shown, Problem> {
    match shell::is_here() {
        true => shell::files::chosen(id).await,
        false => browser::files::chosen(id).await,
    }
}

/// A file of the city's, whole or made small.
///
/// # Errors
/// Why it can't be had now.
pub(super) async fn of_city(hash: FileHash, kind: FileKind, small: bool) -> Result<Shown, Problem> {
    if shell::is_here() {
        return shell::files::of_city(hash, kind, small).await;
    }
    // The browser fetches what a page shows, and keeps what never changes.
    let end = if small { "/thumbnail" } else { "" };
    Ok(Shown {
        address: format!("/api/v1/files/{hash}{end}"),
        made: false,
    })
}

/// Has a file of the city's saved where downloads go; where that is, if the shell did it.
///
/// # Errors
/// Why it is not saved.
pub(super) async fn save(hash: FileHash, kind: FileKind) -> Result<Option<String>, Problem> {
    match shell::is_here() {
        true => shell::files::save(hash, kind).await.map(Some),
        false => {
            browser::files::save(&format!("/api/v1/files/{hash}"), kind.ending());
            Ok(None)
        }
    }
}

/// What a page writes itself.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Written {
    /// A table (CSV).
    Table,
    /// What somebody takes along (JSON).
    Personal,
}

impl Written {
    pub(super) fn ending(self) -> &'static str {
        match self {
            Written::Table => "csv",
            Written::Personal => "json",
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Written::Table => "text/csv;charset=utf-8",
            Written::Personal => "application/json",
        }
    }
}

/// Has what a page wrote saved where downloads go; where that is, if the shell did it.
///
/// # Errors
/// `file-not-kept`
pub(super) async fn save_text(text: String, written: Written) -> Result<Option<String>, Problem> {
    match shell::is_here() {
        true => shell::files::save_text(text, written).await.map(Some),
        false => browser::files::save_text(&text, written)
            .map(|()| None)
            .map_err(|_| Problem::new("file-not-kept")),
    }
}
