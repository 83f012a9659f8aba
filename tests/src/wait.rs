//! Waiting for what must come true. No test waits for time to pass: the limit here is only what tells a failure.

use anyhow::{Context, Result, bail};
use std::time::Duration;

/// How long anything may take on a slow, busy machine before it is called a failure.
pub const LIMIT: Duration = Duration::from_secs(90);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// Looks until `look` finds something. An error is not the end: it is told when the limit is reached.
///
/// # Errors
/// When [`LIMIT`] is over, naming `what` was waited for and the last error met.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let mut last = None;
    let looking = async {
        loop {
            match look().await {
                Ok(Some(found)) => return found,
                Ok(None) => last = None,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    };
    match tokio::time::timeout(LIMIT, looking).await {
        Ok(found) => Ok(found),
        Err(_) => match last {
            Some(error) => Err(error).with_context(|| format!("waited in vain: {what}")),
            None => bail!("waited in vain: {what}"),
        },
    }
}

/// Looks until it holds.
///
/// # Errors
/// As [`until`].
pub async fn until_true(what: &str, mut look: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    until(what, async || Ok(look().await?.then_some(()))).await
}
