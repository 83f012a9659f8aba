//! The one transaction that writes.

use super::connections::Writing;
use super::insert::blob;
use super::list::Unlisted;
use super::write_back::Due;
use super::{accounts, append};
use crate::error::{Error, Result};
use crate::store::{Batch, Credentials, Digest, Entry, Group, NewAccount};
use async_trait::async_trait;
use domain::id::AccountId;
use domain::protocol::Me;
use sqlx::sqlite::SqliteConnection;
use std::sync::Arc;
use uuid::Uuid;

pub(super) struct SqliteGroup {
    writing: Writing,
    unlisted: Arc<Unlisted>,
    write_back: Arc<Due>,
    events: usize,
    /// What is to be known once the group is committed: whether proposals are waiting to be listed.
    leaves_unlisted: Option<bool>,
}

impl SqliteGroup {
    pub(super) fn new(writing: Writing, unlisted: Arc<Unlisted>, write_back: Arc<Due>) -> Self {
        Self {
            writing,
            unlisted,
            write_back,
            events: 0,
            leaves_unlisted: None,
        }
    }

    fn connection(&mut self) -> &mut SqliteConnection {
        self.writing.connection()
    }
}

pub(super) fn uuid(bytes: Vec<u8>) -> Result<Uuid> {
    Uuid::from_slice(&bytes).map_err(|error| Error::Stored(error.to_string()))
}

pub(super) fn digest(bytes: Vec<u8>) -> Result<Digest> {
    bytes
        .try_into()
        .map_err(|_| Error::Stored("a digest of another length".to_owned()))
}

#[async_trait]
impl Group for SqliteGroup {
    async fn write(&mut self, batch: &Batch) -> Result<()> {
        append::write(self.connection(), batch).await?;
        self.events += batch.entries.len();
        if batch.entries.iter().any(Entry::begins) {
            self.leaves_unlisted = Some(true);
        }
        Ok(())
    }

    async fn credentials(&mut self, account: AccountId) -> Result<Option<Credentials>> {
        accounts::credentials(self.connection(), account).await
    }

    async fn credentials_of(&mut self, login: &Digest) -> Result<Option<Credentials>> {
        accounts::credentials_of(self.connection(), login).await
    }

    async fn add_account(&mut self, account: &NewAccount) -> Result<()> {
        accounts::add(self.connection(), account).await
    }

    async fn sign_up(&mut self, account: &NewAccount) -> Result<()> {
        accounts::sign_up(self.connection(), account).await
    }

    async fn set_roles(&mut self, me: &Me) -> Result<()> {
        accounts::set_roles(self.connection(), me).await
    }

    async fn add_session(&mut self, token: &Digest, account: AccountId) -> Result<()> {
        sqlx::query("INSERT INTO sessions (token, account) VALUES (?, ?)")
            .bind(token.to_vec())
            .bind(blob(account.0))
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn end_session(&mut self, token: &Digest) -> Result<()> {
        sqlx::query("DELETE FROM sessions WHERE token = ?")
            .bind(token.to_vec())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn hand_over(&mut self, guest: AccountId, account: AccountId) -> Result<()> {
        accounts::hand_over(self.connection(), guest, account).await
    }

    async fn set_epoch(&mut self, epoch: &str) -> Result<()> {
        sqlx::query("UPDATE meta SET value = ? WHERE key = 'epoch'")
            .bind(epoch)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn list(&mut self, limit: u32) -> Result<u32> {
        let listed = sqlx::query(
            "UPDATE OR FAIL proposals SET listed = 1 WHERE first IN \
                (SELECT first FROM proposals INDEXED BY unlisted WHERE listed = 0 ORDER BY first LIMIT ?)",
        )
        .bind(limit)
        .execute(self.connection())
        .await?
        .rows_affected() as u32;
        self.leaves_unlisted = Some(listed == limit);
        Ok(listed)
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        let Self {
            writing,
            unlisted,
            write_back,
            events,
            leaves_unlisted,
        } = *self;
        if leaves_unlisted == Some(true) {
            unlisted.set(true);
        }
        writing.commit().await?;
        write_back.add(events);
        if leaves_unlisted == Some(false) {
            unlisted.set(false);
        }
        Ok(())
    }
}
