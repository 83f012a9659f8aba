//! Writes the write-ahead log back into the database beside the connection that writes. Left to that connection,
//! everybody who sends something would wait for it every few thousand commands. What is new by the time it is done is
//! little, and SQLite's own way of doing it, at a commit, has only that left to do.

use crate::error::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Events that are committed between one time and the next; about half of what SQLite lets the log grow to.
const EVERY: usize = 3_000;

/// Counts what was committed, and asks for a write-back when that is much.
#[derive(Debug, Default)]
pub(super) struct Due {
    events: AtomicUsize,
    notify: Notify,
}

impl Due {
    pub(super) fn add(&self, events: usize) {
        if self.events.fetch_add(events, Ordering::Relaxed) + events >= EVERY {
            self.events.store(0, Ordering::Relaxed);
            self.notify.notify_one();
        }
    }
}

/// The task that writes back, with a connection of its own.
#[derive(Debug)]
pub(super) struct WriteBack {
    pub(super) due: Arc<Due>,
    task: JoinHandle<()>,
}

impl WriteBack {
    pub(super) async fn start(options: &SqliteConnectOptions) -> Result<Self> {
        let due = Arc::new(Due::default());
        let connection = options.connect().await?;
        let task = tokio::spawn(run(connection, due.clone()));
        Ok(Self { due, task })
    }

    /// Ends it; what is left is written back by whoever closes the database.
    pub(super) fn stop(&self) {
        self.task.abort();
    }
}

async fn run(mut connection: SqliteConnection, due: Arc<Due>) {
    loop {
        due.notify.notified().await;
        let written = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut connection);
        if let Err(error) = written.await {
            tracing::warn!(%error, "the write-ahead log was not written back; it is tried again");
        }
        if let Err(error) = connection.ping().await {
            tracing::error!(%error, "nothing is written back any more but at a commit");
            return;
        }
    }
}
