//! The device's store on SQLite: one file, written durably, read by a few connections beside the writer.

mod read;
mod write;

use client::store::StoreError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::time::Duration;

/// A replica, an outbox and drafts in one SQLite file.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    pool: SqlitePool,
}

impl SqliteStore {
    /// Opens the file, making it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be opened or is no store of ours.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was typed must survive a power cut the moment it is said to be kept.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-8192")
            .pragma("temp_store", "memory");
        let pool = SqlitePoolOptions::new()
            .max_connections(3)
            .connect_with(options)
            .await
            .map_err(failed)?;
        sqlx::migrate!()
            .run(&pool)
            .await
            .map_err(|error| StoreError::Failed(error.to_string()))?;
        let store = Self { pool };
        store.take_in_words().await?;
        Ok(store)
    }
}

/// SQLite's error in the client's words: a full disk is told apart, since a person can mend it.
fn failed(error: sqlx::Error) -> StoreError {
    const SQLITE_FULL: &str = "13";
    match &error {
        sqlx::Error::Database(database) if database.code().as_deref() == Some(SQLITE_FULL) => {
            StoreError::Full
        }
        _ => StoreError::Failed(error.to_string()),
    }
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Failed(error.to_string()))
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Failed(error.to_string()))
}
