//! The system's own speech, through the program that owns the window.

use super::call;
use domain::refusal::Problem;
use futures::future::{FutureExt, LocalBoxFuture};
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use locales::Locale;
use serde_json::json;

/// Says a sentence; true when it was said to its end.
///
/// # Errors
/// Why it is not said.
pub(in crate::platform) async fn speak(
    sentence: String,
    language: Locale,
    pace: u16,
) -> Result<bool, Problem> {
    match speaking(sentence, language, pace).await {
        Ok(said) => said.await,
        Err(_) => Err(Problem::new("page-missing")),
    }
}

/// Ends what is being said.
pub(in crate::platform) fn hush() {
    spawn_local(async { hushing().await.unwrap_or_default() });
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn speaking(
    sentence: String,
    language: Locale,
    pace: u16,
) -> Result<LocalBoxFuture<'static, Result<bool, Problem>>, SplitLoaderError> {
    let arguments = json!({ "sentence": sentence, "language": language, "pace": pace });
    Ok(async move { call("speak", &arguments).await }.boxed_local())
}

#[wasm_split(shell, wasm_split_path = leptos::wasm_split, fallible)]
fn hushing() -> Result<(), SplitLoaderError> {
    spawn_local(async {
        // Who can't be reached says nothing.
        let _: Result<(), Problem> = call("hush", &json!({})).await;
    });
    Ok(())
}
