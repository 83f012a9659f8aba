//! The store on SQLite: write-ahead log, every commit on the disk before it is answered, one connection that
//! writes and a pool that reads.

mod accounts;
mod append;
mod arguments;
mod connections;
mod decide;
mod feed;
mod filers;
mod files;
mod forgotten;
mod group;
mod insert;
mod personal;
mod read;
mod reserve;
mod similar;
mod subscriptions;
mod supervisions;
mod telling;
mod views;
mod words;
mod write_back;

use crate::error::{Error, Result};
use crate::store::{
    Audience, Changes, ChangesQuery, Closing, Contact, Credentials, Delivery, Digest, Due, Filer, Found,
    Group, Hook, Known, Logged, Looked, Moderated, Personal, Start, Store, StoredFile, Subscription, Telling,
    Traces, Untold,
};
use async_trait::async_trait;
use connections::{Readers, Writer, Writing};
use domain::attachment::FileHash;
use domain::desk::DeskView;
use domain::event::Event;
use domain::id::{AccountId, AreaId, ArgumentId, CommandId, DepartmentId, ProposalId};
use domain::proposal::{Debate, Relation, Stance};
use domain::protocol::Me;
use domain::settle::Answered;
use domain::time::{Month, Timestamp};
use ledger::Hash;
use reserve::Reserve;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use words::Words;
use write_back::WriteBack;

/// How a database is opened.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Connections that read.
    pub readers: u32,
    /// The most pages the file may have, by which a test makes it full.
    pub max_pages: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 4,
            max_pages: None,
        }
    }
}

/// A database file.
#[derive(Debug)]
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
    words: Words,
    write_back: WriteBack,
}

impl SqliteStore {
    /// Opens the file, or makes it, and brings its tables up to date. Also on a full disk, for reading: room is set
    /// aside for that.
    ///
    /// # Errors
    /// [`Error::Database`] where it is no database, or one of a newer program.
    pub async fn open(file: &Path, options: Options) -> Result<Self> {
        let reserve = Reserve::beside(file);
        let opened = match Self::connect(file, options).await {
            Err(error) if room_may_help(&error) && reserve.give_up() => Self::connect(file, options).await,
            opened => opened,
        };
        // Also what was just given up: else the next writes take it, and the next start finds none.
        reserve.fill();
        opened
    }

    async fn connect(file: &Path, options: Options) -> Result<Self> {
        let connect = SqliteConnectOptions::new()
            .filename(file)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .disable_statement_logging();
        // A group touches the same pages again and again: writing them back seldom saves most of the work.
        let mut write = connect
            .clone()
            .create_if_missing(true)
            .page_size(8_192)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("wal_autocheckpoint", "4000")
            .pragma("journal_size_limit", "67108864")
            .pragma("cache_size", "-16000")
            // What is deleted, in pages that are written anyway, is written over: somebody may have taken it back.
            .pragma("secure_delete", "FAST");
        if let Some(pages) = options.max_pages {
            write = write.pragma("max_page_count", pages.to_string());
        }
        let mut writer = write.connect().await?;
        sqlx::migrate!("migrations/sqlite")
            .run(&mut writer)
            .await
            .map_err(|error| match error {
                MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
                other => Error::Database(other.into()),
            })?;
        sqlx::query("INSERT INTO meta (key, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING")
            .bind(uuid::Uuid::new_v4().to_string())
            .execute(&mut writer)
            .await?;
        let head = read::head(&mut writer).await?;
        let words = Words::open(file, head).await?;
        let write_back = WriteBack::start(&connect).await?;
        let read = connect.read_only(true).pragma("cache_size", "-2000");
        Ok(Self {
            writer: Arc::new(Mutex::new(Some(writer))),
            readers: Readers::open(&read, options.readers, &words).await?,
            words,
            write_back,
        })
    }
}

/// Whether a database may open once there is room: that a file can't be made is told without the reason.
fn room_may_help(error: &Error) -> bool {
    const SQLITE_CANTOPEN: &str = "14";
    match error {
        Error::DiskFull => true,
        error => has_code(error, &[SQLITE_CANTOPEN]),
    }
}

/// Whether SQLite gave one of these codes.
fn has_code(error: &Error, codes: &[&str]) -> bool {
    match error {
        Error::Database(error) => error
            .as_database_error()
            .and_then(|error| error.code())
            .is_some_and(|code| codes.contains(&code.as_ref())),
        _ => false,
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn start(&self) -> Result<Start> {
        read::start(&mut *self.readers.get().await?).await
    }

    async fn begin(&self) -> Result<Box<dyn Group>> {
        let writing = Writing::begin(&self.writer).await?;
        Ok(Box::new(group::SqliteGroup::new(
            writing,
            self.write_back.due.clone(),
        )))
    }

    async fn close(&self) {
        self.readers.close().await;
        self.words.close().await;
        self.write_back.stop();
        let Some(mut writer) = self.writer.lock().await.take() else {
            return;
        };
        let tidied = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut writer)
            .await;
        if let Err(error) = tidied.and(writer.close().await) {
            tracing::warn!(%error, "the write-ahead log stays; the next start reads it");
        }
    }

    async fn changes(&self, query: &ChangesQuery) -> Result<Changes> {
        feed::changes(&mut *self.readers.get().await?, query).await
    }

    async fn begun_after(&self, seq: u64, limit: u32) -> Result<Vec<Known>> {
        read::begun_after(&mut *self.readers.get().await?, seq, limit).await
    }

    async fn having_words(&self, text: &str) -> Result<Vec<u64>> {
        words::having(&mut *self.readers.get().await?, text).await
    }

    async fn similar(&self, text: &str, areas: Option<&[AreaId]>, limit: u32) -> Result<Vec<u64>> {
        similar::similar(&mut *self.readers.get().await?, text, areas, limit).await
    }

    async fn take_in_words(&self, limit: u32) -> Result<u32> {
        let mut reader = self.readers.get().await?;
        if let Some(nth) = self.words.let_go(&mut reader).await? {
            let mut writing = Writing::begin(&self.writer).await?;
            words::forget_lost(writing.connection(), nth).await?;
            writing.commit().await?;
        }
        self.words.take_in(&mut reader, limit).await
    }

    async fn answers(
        &self,
        keys: &[(AccountId, CommandId)],
    ) -> Result<HashMap<(AccountId, CommandId), Answered>> {
        if keys.is_empty() {
            return Ok(Default::default());
        }
        decide::answers(&mut *self.readers.get().await?, keys).await
    }

    async fn known(&self, ids: &[ProposalId]) -> Result<Vec<Known>> {
        if ids.is_empty() {
            return Ok(Default::default());
        }
        decide::known(&mut *self.readers.get().await?, ids).await
    }

    async fn relations(
        &self,
        keys: &[(AccountId, ProposalId)],
    ) -> Result<HashMap<(AccountId, ProposalId), Relation>> {
        if keys.is_empty() {
            return Ok(Default::default());
        }
        decide::relations(&mut *self.readers.get().await?, keys).await
    }

    async fn debates(&self, ids: &[ProposalId]) -> Result<HashMap<ProposalId, Debate>> {
        if ids.is_empty() {
            return Ok(Default::default());
        }
        arguments::debates(&mut *self.readers.get().await?, ids).await
    }

    async fn stances(
        &self,
        keys: &[(AccountId, ProposalId)],
    ) -> Result<HashMap<(AccountId, ProposalId), BTreeMap<ArgumentId, Stance>>> {
        if keys.is_empty() {
            return Ok(Default::default());
        }
        arguments::stances(&mut *self.readers.get().await?, keys).await
    }

    async fn views(&self, account: AccountId) -> Result<Vec<DeskView>> {
        views::of(&mut *self.readers.get().await?, account).await
    }

    async fn hidden(&self, areas: &[AreaId], limit: u32) -> Result<Vec<Moderated>> {
        arguments::hidden(&mut *self.readers.get().await?, areas, limit).await
    }

    async fn reported(&self, areas: &[AreaId], limit: u32) -> Result<Vec<Moderated>> {
        arguments::reported(&mut *self.readers.get().await?, areas, limit).await
    }

    async fn closed(&self, after: u64, until: u64, before: Timestamp) -> Result<Vec<Closing>> {
        supervisions::closed(&mut *self.readers.get().await?, after, until, before).await
    }

    async fn draws(&self, month: Option<Month>, limit: u32) -> Result<Vec<Event>> {
        supervisions::draws(&mut *self.readers.get().await?, month, limit).await
    }

    async fn found(&self) -> Result<Vec<Found>> {
        supervisions::found(&mut *self.readers.get().await?).await
    }

    async fn looked_at(&self) -> Result<Vec<Looked>> {
        supervisions::open(&mut *self.readers.get().await?).await
    }

    async fn looked_at_by(&self, account: AccountId, limit: u32) -> Result<Vec<ProposalId>> {
        supervisions::of(&mut *self.readers.get().await?, account, limit).await
    }

    async fn inquired(&self, departments: &[DepartmentId], limit: u32) -> Result<Vec<ProposalId>> {
        if departments.is_empty() {
            return Ok(Default::default());
        }
        supervisions::asked(&mut *self.readers.get().await?, departments, limit).await
    }

    async fn supported_by_both(&self, one: AccountId, other: AccountId) -> Result<Vec<ProposalId>> {
        decide::supported_by_both(&mut *self.readers.get().await?, one, other).await
    }

    async fn proposal(&self, id: ProposalId) -> Result<Option<Known>> {
        read::proposal(&mut *self.readers.get().await?, id).await
    }

    async fn directories(&self, before: u64, limit: u32) -> Result<Vec<Logged>> {
        feed::directories(&mut *self.readers.get().await?, before, limit).await
    }

    async fn timeline(&self, first: u64, staff: bool) -> Result<Vec<Logged>> {
        feed::timeline(&mut *self.readers.get().await?, first, staff).await
    }

    async fn relation(&self, account: AccountId, first: u64) -> Result<Relation> {
        read::relation(&mut *self.readers.get().await?, account, first).await
    }

    async fn due(&self, now: Timestamp, after: Option<&Due>, limit: u32) -> Result<Vec<Due>> {
        read::due(&mut *self.readers.get().await?, now, after, limit).await
    }

    async fn files(
        &self,
        hashes: &[FileHash],
        account: Option<AccountId>,
    ) -> Result<HashMap<FileHash, StoredFile>> {
        if hashes.is_empty() {
            return Ok(Default::default());
        }
        files::files(&mut *self.readers.get().await?, hashes, account).await
    }

    async fn uncited(&self, account: AccountId) -> Result<u32> {
        files::uncited(&mut *self.readers.get().await?, account).await
    }

    async fn uncited_since(&self, before: Timestamp, limit: u32) -> Result<Vec<FileHash>> {
        files::uncited_since(&mut *self.readers.get().await?, before, limit).await
    }

    async fn leaf(&self, seq: u64) -> Result<Option<Hash>> {
        read::leaf(&mut *self.readers.get().await?, seq).await
    }

    async fn tree(&self, level: u8, places: Range<u64>) -> Result<Vec<Hash>> {
        read::tree(&mut *self.readers.get().await?, level, places).await
    }

    async fn session(&self, token: &Digest) -> Result<Option<Me>> {
        accounts::session(&mut *self.readers.get().await?, token).await
    }

    async fn me(&self, account: AccountId) -> Result<Option<Me>> {
        accounts::me(&mut *self.readers.get().await?, account).await
    }

    async fn traces(&self, account: AccountId) -> Result<Traces> {
        forgotten::traces(&mut *self.readers.get().await?, account).await
    }

    async fn cases_of(&self, account: AccountId) -> Result<Vec<ProposalId>> {
        forgotten::cases(&mut *self.readers.get().await?, account).await
    }

    async fn personal(&self, account: AccountId) -> Result<Personal> {
        personal::of(&mut *self.readers.get().await?, account).await
    }

    async fn credentials(&self, account: AccountId) -> Result<Option<Credentials>> {
        accounts::credentials(&mut *self.readers.get().await?, account).await
    }

    async fn credentials_of(&self, login: &Digest) -> Result<Option<Credentials>> {
        accounts::credentials_of(&mut *self.readers.get().await?, login).await
    }

    async fn staff(&self) -> Result<Vec<Me>> {
        accounts::staff(&mut *self.readers.get().await?).await
    }

    async fn filer(&self, key: &Digest) -> Result<Option<Filer>> {
        filers::of_key(&mut *self.readers.get().await?, key).await
    }

    async fn filers(&self) -> Result<Vec<Filer>> {
        filers::all(&mut *self.readers.get().await?).await
    }
}

#[async_trait]
impl Telling for SqliteStore {
    async fn untold(&self, limit: u32) -> Result<(Vec<Untold>, u64)> {
        telling::untold(&mut *self.readers.get().await?, limit).await
    }

    async fn listeners(&self, audience: Audience) -> Result<Vec<Contact>> {
        telling::listeners(&mut *self.readers.get().await?, audience).await
    }

    async fn subscribed(&self, audience: Audience) -> Result<Vec<Subscription>> {
        subscriptions::of_audience(&mut *self.readers.get().await?, audience).await
    }

    async fn is_subscribed(&self) -> Result<bool> {
        subscriptions::any(&mut *self.readers.get().await?).await
    }

    async fn subscription(&self, id: i64) -> Result<Option<Subscription>> {
        subscriptions::one(&mut *self.readers.get().await?, id).await
    }

    async fn subscription_of(&self, session: &Digest) -> Result<Option<Subscription>> {
        subscriptions::of_session(&mut *self.readers.get().await?, session).await
    }

    async fn contact(&self, account: AccountId) -> Result<Option<Contact>> {
        telling::contact(&mut *self.readers.get().await?, account).await
    }

    async fn hooks(&self) -> Result<Vec<Hook>> {
        telling::hooks(&mut *self.readers.get().await?).await
    }

    async fn due_deliveries(&self, now: Timestamp, limit: u32) -> Result<Vec<Delivery>> {
        telling::due(&mut *self.readers.get().await?, now, limit).await
    }

    async fn troubled_deliveries(&self, limit: u32) -> Result<Vec<Delivery>> {
        telling::troubled(&mut *self.readers.get().await?, limit).await
    }
}
