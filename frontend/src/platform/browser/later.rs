//! What of the device a first visit does not wait for: everything but opening an empty store and answering home. It is
//! a part of the program of its own, fetched when it is first needed, and soon after home stands in any case.

use super::recordings;
use super::rows::{Row, Texts};
use super::tabs::{Answer, Said, Tab, TheClient};
use client::api::{Ask, Port};
use client::memory::MemoryStore;
use client::preview::{Preview, Waiting};
use client::recording::{self, deleted};
use client::store::{Store, StoreError, Write};
use domain::id::AreaId;
use domain::query::{Card, Page, ProposalQuery};
use domain::refusal::Problem;
use domain::time::Timestamp;
use futures::future::{FutureExt, LocalBoxFuture};
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::rc::Rc;

type Brought<T> = Result<T, SplitLoaderError>;
type Found<T> = LocalBoxFuture<'static, Result<T, StoreError>>;

/// The part of the program that it takes did not come.
pub(super) fn absent(error: SplitLoaderError) -> StoreError {
    StoreError::Failed(error.to_string())
}

/// Keeps the client in step with the city, for ever.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn keep_in_step(client: Rc<TheClient>) -> Brought<LocalBoxFuture<'static, ()>> {
    Ok(async move { client.run().await }.boxed_local())
}

/// Answers any question.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn answer(client: Rc<TheClient>, ask: Ask) -> Brought<LocalBoxFuture<'static, Answer>> {
    let answering = async move {
        let deleted = deleted(&ask);
        let answer = client.ask(ask).await;
        if let (Some(deleted), Ok(_)) = (deleted, &answer) {
            recordings::clear(deleted).await;
        }
        answer
    };
    Ok(answering.boxed_local())
}

/// Answers what is asked of the microphone.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn record(
    ask: recording::Ask,
) -> Brought<LocalBoxFuture<'static, Result<recording::Reply, Problem>>> {
    Ok(recordings::ask(ask).boxed_local())
}

/// Puts into memory what was kept.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn read(memory: MemoryStore, texts: Texts) -> Brought<()> {
    memory.apply(super::rows::stored(&texts));
    Ok(())
}

/// What is to be kept, as rows of the database; the batch comes back with them.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn rows(batch: Vec<Write>) -> Brought<(Vec<Row>, Vec<Write>)> {
    Ok((super::rows::rows(&batch), batch))
}

/// Puts into memory what is kept now.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn apply(memory: MemoryStore, batch: Vec<Write>) -> Brought<()> {
    memory.apply(batch);
    Ok(())
}

/// A page of what is kept here.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn list(
    memory: MemoryStore,
    query: ProposalQuery,
    within: Option<Vec<AreaId>>,
) -> Brought<Found<Page>> {
    Ok(async move { memory.list(&query, within.as_deref()).await }.boxed_local())
}

/// What is kept here and resembles a text.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn similar(memory: MemoryStore, text: String, limit: usize) -> Brought<Found<Vec<Card>>> {
    Ok(async move { memory.similar(&text, limit).await }.boxed_local())
}

/// How much of it there is here.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn count(
    memory: MemoryStore,
    query: ProposalQuery,
    within: Option<Vec<AreaId>>,
) -> Brought<Found<(u32, Option<Timestamp>)>> {
    Ok(async move { memory.count(&query, within.as_deref()).await }.boxed_local())
}

/// Takes in what another tab says.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn hear(tab: Rc<Tab>, text: String) -> Brought<()> {
    if let Some(said) = crate::platform::json::read(&text) {
        tab.hear(said);
    }
    Ok(())
}

/// What a proposal will be, by the city's own rules.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn foresee(waiting: Waiting) -> Brought<Preview> {
    Ok(waiting.preview())
}

/// What another tab is told, as text.
#[wasm_split(device, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn told(said: Said) -> Brought<Option<String>> {
    Ok(crate::platform::json::write(&said))
}
