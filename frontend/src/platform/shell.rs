//! Inside the shell's window: every question is a call of the command `ask`, or of `record` where it is one for the
//! microphone, and notices come as the events `notice` and `recording`. Sentences are read aloud by `speak` and `hush`.
//! What that takes is a part of the program of its own, which no browser fetches.

pub(super) mod files;
pub(super) mod speech;

use super::json;
use client::api::{Ask, Notice, Reply};
use client::recording;
use domain::refusal::Problem;
use futures::future::{FutureExt, LocalBoxFuture};
use leptos::prelude::window;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "core"], catch)]
    async fn invoke(command: &str, arguments: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = ["window", "__TAURI__", "event"], catch)]
    async fn listen(event: &str, handler: &Closure<dyn FnMut(JsValue)>) -> Result<JsValue, JsValue>;
}

/// Whether the shell's bridge is there.
pub(super) fn is_here() -> bool {
    js_sys::Reflect::has(&window(), &"__TAURI_INTERNALS__".into()).unwrap_or(false)
}

/// Asks the program that owns the window.
///
/// # Errors
/// The program's [`Problem`]; `garbled` where its answer could not be read.
pub(super) async fn ask(ask: Ask) -> Result<Reply, Problem> {
    match asked(ask).await {
        Ok(answer) => answer.await,
        Err(_) => Err(Problem::new("page-missing")),
    }
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn asked(ask: Ask) -> Result<LocalBoxFuture<'static, Result<Reply, Problem>>, SplitLoaderError> {
    Ok(async move { call("ask", &json!({ "ask": ask })).await }.boxed_local())
}

/// Asks the program that owns the microphone.
///
/// # Errors
/// As [`ask`].
pub(super) async fn record(ask: recording::Ask) -> Result<recording::Reply, Problem> {
    match recorded(ask).await {
        Ok(answer) => answer.await,
        Err(_) => Err(Problem::new("page-missing")),
    }
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn recorded(
    ask: recording::Ask,
) -> Result<LocalBoxFuture<'static, Result<recording::Reply, Problem>>, SplitLoaderError> {
    Ok(async move { call("record", &json!({ "ask": ask })).await }.boxed_local())
}

/// Asks whether the system shows notices.
///
/// # Errors
/// `notify-refused`
pub(super) async fn allow_notices() -> Result<(), Problem> {
    match allowing().await {
        Ok(answer) => answer.await,
        Err(_) => Err(Problem::new("page-missing")),
    }
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn allowing() -> Result<LocalBoxFuture<'static, Result<(), Problem>>, SplitLoaderError> {
    Ok(async { call("allow_notices", &json!({})).await }.boxed_local())
}

/// Calls a command of the program.
async fn call<T: DeserializeOwned>(command: &str, arguments: &Value) -> Result<T, Problem> {
    from_js(&raw(command, arguments).await?)
}

/// The same, whose answer is no JSON.
async fn raw(command: &str, arguments: &Value) -> Result<JsValue, Problem> {
    let arguments = js_sys::JSON::parse(&arguments.to_string()).map_err(|_| garbled())?;
    let answer = invoke(command, &arguments).await;
    answer.map_err(|problem| from_js(&problem).unwrap_or_else(|garbled| garbled))
}

/// Listens for as long as the page lives.
pub(super) fn on_notice(tell: impl Fn(Notice) + 'static) {
    let tell = Rc::new(tell);
    // Without notices every page still answers when it is opened.
    spawn_local(async move { listening(tell).await.unwrap_or_default() });
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn listening(tell: Rc<dyn Fn(Notice)>) -> Result<(), SplitLoaderError> {
    hear("notice", tell);
    Ok(())
}

/// Listens to the microphone for as long as the page lives.
pub(super) fn on_recording(tell: fn(recording::Notice)) {
    // What is asked of the microphone is answered all the same.
    spawn_local(async move { listening_in(tell).await.unwrap_or_default() });
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn listening_in(tell: fn(recording::Notice)) -> Result<(), SplitLoaderError> {
    hear("recording", Rc::new(tell));
    Ok(())
}

fn hear<T: DeserializeOwned + 'static>(event: &'static str, tell: Rc<dyn Fn(T)>) {
    let handler = Closure::new(move |event: JsValue| {
        let payload = js_sys::Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::UNDEFINED);
        if let Ok(told) = from_js(&payload) {
            tell(told);
        }
    });
    spawn_local(async move {
        let _ = listen(event, &handler).await;
        handler.forget();
    });
}

fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, Problem> {
    // `undefined` has no JSON; an answer that is nothing is `null`.
    let json = js_sys::JSON::stringify(value)
        .ok()
        .and_then(|json| json.as_string());
    json::read(json.as_deref().unwrap_or("null")).ok_or_else(garbled)
}

fn garbled() -> Problem {
    Problem::new("garbled")
}
