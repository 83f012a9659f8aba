//! The connections of one file: some that read, one that writes.
//!
//! A general pool pings a connection each time it comes back; these answer to nobody else, and a question costs
//! little more than a ping.

use super::words::Words;
use crate::error::{Error, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, PoisonError};
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard, Semaphore, SemaphorePermit};

/// Connections that read.
#[derive(Debug)]
pub(super) struct Readers {
    idle: std::sync::Mutex<Vec<SqliteConnection>>,
    permits: Semaphore,
}

/// One of them, lent.
pub(super) struct Reader<'a> {
    readers: &'a Readers,
    connection: Option<SqliteConnection>,
    _permit: SemaphorePermit<'a>,
}

impl Readers {
    pub(super) async fn open(options: &SqliteConnectOptions, count: u32, words: &Words) -> Result<Self> {
        let mut idle = Vec::new();
        for _ in 0..count {
            let mut reader = options.connect().await?;
            words.attach_to(&mut reader).await?;
            idle.push(reader);
        }
        Ok(Self {
            idle: std::sync::Mutex::new(idle),
            permits: Semaphore::new(count as usize),
        })
    }

    pub(super) async fn get(&self) -> Result<Reader<'_>> {
        let permit = self.permits.acquire().await.map_err(|_| Error::Stopping)?;
        let connection = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(Reader {
            readers: self,
            connection: Some(connection.ok_or(Error::Stopping)?),
            _permit: permit,
        })
    }

    pub(super) async fn close(&self) {
        self.permits.close();
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "a reader did not close well");
            }
        }
    }
}

impl Deref for Reader<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        self.connection
            .as_ref()
            .expect("it is there until it is given back")
    }
}

impl DerefMut for Reader<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.connection
            .as_mut()
            .expect("it is there until it is given back")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        let mut idle = self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.connection.take());
    }
}

/// The connection that writes; none once it is closed.
pub(super) type Writer = Arc<Mutex<Option<SqliteConnection>>>;

/// The connection that writes, in the hands of one group.
pub(super) struct Writing {
    /// None once the group ended.
    connection: Option<OwnedMappedMutexGuard<Option<SqliteConnection>, SqliteConnection>>,
}

impl Writing {
    /// Begins a transaction that may write at once: one that finds out later may find the file busy, whatever
    /// the timeout.
    pub(super) async fn begin(writer: &Writer) -> Result<Self> {
        let writer = writer.clone().lock_owned().await;
        let connection = OwnedMutexGuard::try_map(writer, Option::as_mut);
        let mut connection = connection.map_err(|_| Error::Stopping)?;
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await?;
        Ok(Self {
            connection: Some(connection),
        })
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        self.connection
            .as_mut()
            .expect("it is there until the group ends")
    }

    pub(super) async fn commit(mut self) -> Result<()> {
        sqlx::query("COMMIT").execute(self.connection()).await?;
        self.connection = None;
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            tokio::spawn(async move {
                // A full disk may have rolled it back already: then there is none, which is as well.
                if let Err(error) = sqlx::query("ROLLBACK").execute(&mut *connection).await {
                    tracing::debug!(%error, "nothing to roll back");
                }
            });
        }
    }
}
