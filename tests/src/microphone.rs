//! The microphone beside a field, as whoever speaks into it sees it.

use crate::page::Page;
use anyhow::Result;

/// Waits until it does this: `ready`, `listening`, `paused`…
///
/// # Errors
/// When it does not.
pub async fn phase(page: &Page, phase: &str) -> Result<()> {
    page.sees(&format!("microphone[data-phase=\"{phase}\"]"))
        .await
        .map(drop)
}

/// What is recorded by now, in milliseconds.
///
/// # Errors
/// When it does not listen.
pub async fn recorded(page: &Page) -> Result<u32> {
    Ok(page.attribute("microphone-level", "data-ms").await?.parse()?)
}
