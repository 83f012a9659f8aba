//! The one transaction that writes.

use super::connections::Writing;
use super::insert::blob;
use super::write_back::Due;
use super::{accounts, append, filers, files, forgotten, subscriptions, telling, views};
use crate::error::{Error, Result};
use crate::store::{
    Batch, Contact, Credentials, Digest, FileRecord, Group, Hook, NewAccount, NewSubscription, Settled,
    Target, TellingGroup, Traces,
};
use async_trait::async_trait;
use domain::attachment::FileHash;
use domain::desk::ViewChange;
use domain::id::AccountId;
use domain::protocol::Me;
use domain::time::Timestamp;
use sqlx::sqlite::SqliteConnection;
use std::sync::Arc;
use uuid::Uuid;

pub(super) struct SqliteGroup {
    writing: Writing,
    write_back: Arc<Due>,
    events: usize,
}

impl SqliteGroup {
    pub(super) fn new(writing: Writing, write_back: Arc<Due>) -> Self {
        Self {
            writing,
            write_back,
            events: 0,
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
        files::cite(self.connection(), &batch.entries).await?;
        self.events += batch.entries.len();
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

    async fn change_view(&mut self, account: AccountId, change: &ViewChange) -> Result<()> {
        views::change(self.connection(), account, change).await
    }

    async fn set_roles(&mut self, me: &Me) -> Result<()> {
        accounts::set_roles(self.connection(), me.account, &me.roles).await
    }

    async fn add_session(&mut self, token: &Digest, account: AccountId, now: Timestamp) -> Result<()> {
        sqlx::query("INSERT INTO sessions (token, account, since) VALUES (?, ?, ?)")
            .bind(token.to_vec())
            .bind(blob(account.0))
            .bind(now.0)
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

    async fn add_filer(&mut self, account: AccountId, name: &str, since: Timestamp) -> Result<()> {
        filers::add(self.connection(), account, name, since).await
    }

    async fn revoke_filer(&mut self, name: &str, at: Timestamp) -> Result<bool> {
        filers::revoke(self.connection(), name, at).await
    }

    async fn hand_over(&mut self, guest: AccountId, account: AccountId) -> Result<()> {
        accounts::hand_over(self.connection(), guest, account).await
    }

    async fn forget(&mut self, traces: &Traces, words: bool) -> Result<()> {
        forgotten::forget(self.connection(), traces, words).await
    }

    async fn keep_file(&mut self, file: &FileRecord, owner: AccountId, now: Timestamp) -> Result<()> {
        files::keep(self.connection(), file, owner, now).await
    }

    async fn forget_files(&mut self, hashes: &[FileHash], before: Timestamp) -> Result<()> {
        files::forget(self.connection(), hashes, before).await
    }

    async fn set_epoch(&mut self, epoch: &str) -> Result<()> {
        sqlx::query("UPDATE meta SET value = ? WHERE key = 'epoch'")
            .bind(epoch)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        let Self {
            writing,
            write_back,
            events,
        } = *self;
        writing.commit().await?;
        write_back.add(events);
        Ok(())
    }
}

#[async_trait]
impl TellingGroup for SqliteGroup {
    async fn add_deliveries(&mut self, until: u64, deliveries: &[(Target, u64, Timestamp)]) -> Result<()> {
        telling::add_deliveries(self.connection(), until, deliveries).await
    }

    async fn settle_delivery(&mut self, id: i64, settled: &Settled) -> Result<()> {
        telling::settle(self.connection(), id, settled).await
    }

    async fn put_contact(&mut self, contact: &Contact, due: Option<Timestamp>) -> Result<()> {
        telling::put_contact(self.connection(), contact, due).await
    }

    async fn mark_unreachable(&mut self, account: AccountId, problem: &str) -> Result<()> {
        telling::mark_unreachable(self.connection(), account, problem).await
    }

    async fn remove_contact(&mut self, account: AccountId) -> Result<()> {
        telling::remove_contact(self.connection(), account).await
    }

    async fn put_subscription(&mut self, new: &NewSubscription, due: Option<Timestamp>) -> Result<bool> {
        subscriptions::put(self.connection(), new, due).await
    }

    async fn move_subscription(&mut self, from: &Digest, to: &Digest) -> Result<()> {
        subscriptions::move_to(self.connection(), from, to).await
    }

    async fn mark_unsubscribed(&mut self, id: i64, problem: &str) -> Result<()> {
        subscriptions::mark(self.connection(), id, problem).await
    }

    async fn remove_subscription(&mut self, id: i64) -> Result<()> {
        subscriptions::remove(self.connection(), id).await
    }

    async fn add_hook(&mut self, hook: &Hook) -> Result<()> {
        telling::add_hook(self.connection(), hook).await
    }

    async fn end_hook(&mut self, id: &str, at: Timestamp) -> Result<bool> {
        telling::end_hook(self.connection(), id, at).await
    }
}
