//! Makes what was submitted findable by its words. That is work beside the writer's: nobody who sends something waits
//! for it, and while much comes at once it keeps to a batch a second, and catches up after.

use crate::error::Result;
use crate::store::Store;
use crate::writer::Head;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

/// Proposals taken in at a time: the more, the less work each is.
const AT_ONCE: u32 = 4_096;
/// The log is still for this long before its newest proposals are taken in …
const LULL: Duration = Duration::from_millis(20);
/// … or this much time has passed.
const AT_MOST: Duration = Duration::from_secs(1);

/// Follows the log until the writer is gone.
pub async fn follow(store: Arc<dyn Store>, mut head: watch::Receiver<Head>) {
    loop {
        head.mark_unchanged();
        let more = match store.take_in_words(AT_ONCE).await {
            Ok(count) => count == AT_ONCE,
            Err(error) => {
                tracing::warn!(%error, "search is behind; it is tried again after the next event");
                false
            }
        };
        if !more && head.changed().await.is_err() {
            return;
        }
        let latest = Instant::now() + AT_MOST;
        loop {
            match timeout_at(latest.min(Instant::now() + LULL), head.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return,
                Err(_) => break,
            }
        }
    }
}

/// Takes in all there is.
///
/// # Errors
/// What the store says.
pub async fn catch_up(store: &dyn Store) -> Result<()> {
    while store.take_in_words(AT_ONCE).await? > 0 {}
    Ok(())
}
