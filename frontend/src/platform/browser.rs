//! In a browser: the client itself, over IndexedDB and `fetch`. Of several tabs one runs it and the others ask that
//! one, so that nothing is ever written by two.

mod by_name;
mod database;
mod event;
mod fetch;
pub(super) mod files;
mod host;
mod later;
mod locks;
pub(super) mod push;
mod recordings;
mod rows;
pub(super) mod speech;
mod store;
mod tabs;

use client::api::{Ask, Notice, Reply};
use client::recording;
use domain::command::Order;
use domain::proposal::Action;
use domain::refusal::Problem;
use leptos::prelude::window;
use std::cell::Cell;

thread_local! {
    static PERSISTENCE_ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Asks the client, here or in the tab that runs it.
///
/// # Errors
/// The client's [`Problem`].
pub(super) async fn ask(ask: Ask) -> Result<Reply, Problem> {
    let submits = matches!(
        &ask,
        Ask::SendDraft(_)
            | Ask::Do(
                Order::Proposal {
                    action: Action::Submit { .. },
                    ..
                },
                _
            )
    );
    let answer = tabs::ask(ask).await?;
    if submits && !PERSISTENCE_ASKED.replace(true) {
        // Asks the browser not to clear away what waits here when it runs out of room. It may say no.
        let _ = window().navigator().storage().persist();
    }
    Ok(answer)
}

/// Listens for as long as the page lives.
pub(super) fn on_notice(tell: impl Fn(Notice) + 'static) {
    tabs::on_notice(tell);
}

/// Asks the page's own microphone.
///
/// # Errors
/// What can't be done, by its code.
pub(super) async fn record(ask: recording::Ask) -> Result<recording::Reply, Problem> {
    match later::record(ask).await {
        Ok(answer) => answer.await,
        Err(_) => Err(Problem::new("page-missing")),
    }
}
