//! What the browser's own objects do with files, called by name: a binding of its own would come with the first load of
//! everybody.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file (`Blob`) from one place to before another.
///
/// # Errors
/// Where it can't be read any more.
pub(super) async fn bytes_of(file: &JsValue, from: u64, to: u64) -> Result<Uint8Array, JsValue> {
    let slice: Function = Reflect::get(file, &"slice".into())?.dyn_into()?;
    #[allow(clippy::cast_precision_loss, reason = "no file has so many bytes")]
    let piece = slice.call2(file, &(from as f64).into(), &(to as f64).into())?;
    let whole: Function = Reflect::get(&piece, &"arrayBuffer".into())?.dyn_into()?;
    let promise: Promise = whole.call0(&piece)?.dyn_into()?;
    Ok(Uint8Array::new(&JsFuture::from(promise).await?))
}

/// These bytes as a file.
///
/// # Errors
/// Where the browser has no room for them.
pub(super) fn blob(bytes: &JsValue, kind: &str) -> Result<JsValue, JsValue> {
    let blob: Function = Reflect::get(&window(), &"Blob".into())?.dyn_into()?;
    let options = js_sys::Object::new();
    Reflect::set(&options, &"type".into(), &kind.into())?;
    Reflect::construct(&blob, &Array::of2(&Array::of1(bytes), &options))
}

/// An address under which this file is shown.
///
/// # Errors
/// Where it is none.
pub(super) fn url_of(file: &JsValue) -> Result<String, JsValue> {
    let url = Reflect::get(&window(), &"URL".into())?;
    let create: Function = Reflect::get(&url, &"createObjectURL".into())?.dyn_into()?;
    create.call1(&url, file)?.as_string().ok_or(JsValue::UNDEFINED)
}
