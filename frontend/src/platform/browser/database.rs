//! IndexedDB, as far as it is used: texts under keys, in a few object stores, written in strict transactions.

use super::by_name::call;
use super::event::Wait;
use client::store::StoreError;
use leptos::prelude::window;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

/// Goes up with each object store that is added.
const VERSION: u32 = 2;

/// An open database.
#[derive(Debug)]
pub(super) struct Database {
    open: RefCell<IdbDatabase>,
    name: &'static str,
    stores: &'static [&'static str],
}

impl Database {
    /// Opens it, and makes it where there is none.
    ///
    /// # Errors
    /// [`StoreError`] where the browser has no place for it, or forbids it.
    pub(super) async fn open(
        name: &'static str,
        stores: &'static [&'static str],
    ) -> Result<Self, StoreError> {
        Ok(Self {
            open: RefCell::new(connect(name, stores).await?),
            name,
            stores,
        })
    }

    /// All texts of each store, in the order of their keys.
    ///
    /// # Errors
    /// [`StoreError`]
    pub(super) async fn read(&self) -> Result<Vec<Vec<String>>, StoreError> {
        let transaction = self.transaction(IdbTransactionMode::Readonly).await?;
        let mut asked = Vec::new();
        for name in self.stores {
            let request = transaction
                .object_store(name)
                .and_then(|store| store.get_all())
                .map_err(failed)?;
            // All listen from now on: the first to be awaited may be the last to succeed.
            asked.push((wait(&request), request));
        }
        let mut all = Vec::new();
        for (settled, request) in asked {
            if settled.first().await == "error" {
                return Err(error_of(&request));
            }
            let texts = js_sys::Array::from(&request.result().map_err(failed)?);
            all.push(texts.iter().filter_map(|text| text.as_string()).collect());
        }
        Ok(all)
    }

    /// The keys (`getAllKeys`) or what is kept under them (`getAll`) of this range of a store, in the order of the keys.
    ///
    /// # Errors
    /// [`StoreError`]
    pub(super) async fn all(
        &self,
        store: &str,
        what: &str,
        range: &JsValue,
    ) -> Result<js_sys::Array, StoreError> {
        let transaction = self.transaction(IdbTransactionMode::Readonly).await?;
        let store = transaction.object_store(store).map_err(failed)?;
        let request = call(&store, what, range, &JsValue::UNDEFINED).map_err(failed)?;
        let request: IdbRequest = request.unchecked_into();
        let settled = Wait::new(&request, &["success", "error"], |_| true);
        if settled.first().await == "error" {
            return Err(error_of(&request));
        }
        request
            .result()
            .map(|all| js_sys::Array::from(&all))
            .map_err(failed)
    }

    /// Does `change` in one transaction, and returns when it is on the disk (durability `strict`).
    ///
    /// # Errors
    /// [`StoreError`]; nothing was written then.
    pub(super) async fn write(
        &self,
        change: impl FnOnce(&dyn Fn(&str) -> Result<IdbObjectStore, JsValue>) -> Result<(), JsValue>,
    ) -> Result<(), StoreError> {
        let transaction = self.transaction(IdbTransactionMode::Readwrite).await?;
        let ended = Wait::new(&transaction, &["complete", "abort"], |_| true);
        if let Err(error) = change(&|name| transaction.object_store(name)) {
            // Already ended is ended too.
            let _ = transaction.abort();
            return Err(failed(error));
        }
        match ended.first().await.as_str() {
            "complete" => Ok(()),
            _ => Err(transaction
                .error()
                .map_or_else(|| StoreError::Failed("aborted".to_owned()), |e| of(&e))),
        }
    }

    /// A transaction over all stores. Browsers close a connection when they clean up or come back from sleep: it is
    /// opened anew, once.
    async fn transaction(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, StoreError> {
        let begun = begin(&self.open.borrow(), self.stores, mode);
        if let Ok(transaction) = begun {
            return Ok(transaction);
        }
        let fresh = connect(self.name, self.stores).await?;
        let begun = begin(&fresh, self.stores, mode).map_err(failed);
        self.open.replace(fresh);
        begun
    }
}

async fn connect(name: &str, stores: &'static [&'static str]) -> Result<IdbDatabase, StoreError> {
    let factory = window().indexed_db().map_err(failed)?;
    let factory = factory.ok_or_else(|| StoreError::Failed("no IndexedDB".to_owned()))?;
    let request: IdbOpenDbRequest = factory.open_with_u32(name, VERSION).map_err(failed)?;
    let upgrading = request.clone();
    let settled = Wait::new(&request, &["upgradeneeded", "success", "error"], move |event| {
        if event.type_() != "upgradeneeded" {
            return true;
        }
        if let Ok(database) = upgrading.result().map(JsCast::unchecked_into::<IdbDatabase>) {
            for name in stores {
                // Those of the version before are there. Another one that could not be made aborts the upgrade, which `error` then
                // tells.
                let _ = database.create_object_store(name);
            }
        }
        false
    });
    if settled.first().await == "error" {
        return Err(error_of(&request));
    }
    let database: IdbDatabase = request.result().map_err(failed)?.unchecked_into();
    // A newer version of the app in another window is not held up.
    let closing = database.clone();
    let on_version_change = wasm_bindgen::prelude::Closure::once_into_js(move || closing.close());
    database.set_onversionchange(Some(on_version_change.unchecked_ref()));
    Ok(database)
}

/// `IDBDatabase.transaction` with the option `durability`, which web-sys has behind a flag only.
fn begin(
    database: &IdbDatabase,
    stores: &[&str],
    mode: IdbTransactionMode,
) -> Result<IdbTransaction, JsValue> {
    let names: js_sys::Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction: js_sys::Function = js_sys::Reflect::get(database, &"transaction".into())?.dyn_into()?;
    transaction
        .call3(database, &names, &mode.into(), &options)?
        .dyn_into()
}

fn wait(request: &IdbRequest) -> Wait {
    Wait::new(request, &["success", "error"], |_| true)
}

fn error_of(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(error)) => of(&error),
        _ => StoreError::Failed("unknown".to_owned()),
    }
}

fn failed(error: JsValue) -> StoreError {
    error
        .dyn_ref()
        .map_or_else(|| StoreError::Failed(format!("{error:?}")), of)
}

fn of(error: &DomException) -> StoreError {
    match error.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        name => StoreError::Failed(format!("{name}: {}", error.message())),
    }
}
