//! What can be found by its words: a full-text index in a file of its own beside the database, written by a connection
//! of its own, so that nobody who sends something waits for it. It follows from the database: where it is missing,
//! damaged or of another history, it is made anew.

use super::insert::int;
use super::{has_code, read};
use crate::error::{Error, Result};
use crate::store::Known;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row};
use std::path::{Path, PathBuf};
use tokio::sync::Mutex;

/// The form of the file; another one is made anew.
const FORM: i64 = 2;

/// Title and text as terms (`domain::search`), row by row as `first`. The terms come cut and in small letters, so that
/// the tokenizer has only to split at spaces. Segments of many proposals, merged seldom, make the index three times as
/// fast to write as the defaults do.
const TABLES: [&str; 6] = [
    "CREATE TABLE indexed (last INTEGER NOT NULL, lost INTEGER NOT NULL)",
    "INSERT INTO indexed VALUES (0, 0)",
    "CREATE VIRTUAL TABLE search USING fts5 (terms, content = '', tokenize = 'ascii')",
    "INSERT INTO search (search, rank) VALUES ('hashsize', 16777216), ('automerge', 8)",
    // What is taken out is out of the file at once, not with the next merging.
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    "CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, 'row')",
];

/// One statement for any number of rows, as pairs in a JSON array: before each statement of more than one row the
/// full-text index writes to the file what it holds in memory.
const TAKE_IN: &str = "INSERT INTO search (rowid, terms) SELECT value ->> 0, value ->> 1 FROM json_each(?)";

const LET_GO: &str = "INSERT INTO search (search, rowid, terms) VALUES ('delete', ?, ?)";

/// The index, and the connection that writes it.
#[derive(Debug)]
pub(super) struct Words {
    file: PathBuf,
    writing: Mutex<Option<Writing>>,
}

#[derive(Debug)]
struct Writing {
    connection: SqliteConnection,
    /// The first event of the newest proposal that is in.
    last: u64,
    /// Up to where words that people took back are out.
    lost: i64,
}

impl Words {
    /// Opens the index of a database whose log goes up to `head`.
    pub(super) async fn open(database: &Path, head: u64) -> Result<Self> {
        let file = database.with_file_name("words.sqlite");
        let kept = match Writing::open(&file).await {
            Ok(writing) if writing.last <= head => Some(writing),
            Ok(writing) => {
                writing.connection.close().await?;
                None
            }
            Err(error) if is_unusable(&error) => None,
            Err(error) => return Err(error),
        };
        let writing = match kept {
            Some(writing) => writing,
            None => {
                tracing::warn!(file = %file.display(), "what is found by its words is taken in anew");
                for part in ["", "-wal", "-shm"] {
                    let mut path = file.clone().into_os_string();
                    path.push(part);
                    // What isn't there need not be removed; what can't be is told by the next line.
                    let _ = std::fs::remove_file(path);
                }
                Writing::open(&file).await?
            }
        };
        Ok(Self {
            file,
            writing: Mutex::new(Some(writing)),
        })
    }

    /// Has a connection that reads the database read this too.
    pub(super) async fn attach_to(&self, reader: &mut SqliteConnection) -> Result<()> {
        let file = self.file.to_string_lossy().into_owned();
        sqlx::query("ATTACH ? AS words")
            .bind(file)
            .execute(reader)
            .await?;
        Ok(())
    }

    /// Takes out what people took back; the last of it that `reader` has, which is of no more use then.
    pub(super) async fn let_go(&self, reader: &mut SqliteConnection) -> Result<Option<i64>> {
        let lost = sqlx::query("SELECT nth, first, terms FROM lost_words ORDER BY nth")
            .fetch_all(reader)
            .await?;
        let Some(newest) = lost.last().map(|row| row.get::<i64, _>(0)) else {
            return Ok(None);
        };
        let mut writing = self.writing.lock().await;
        let writing = writing.as_mut().ok_or(Error::Stopping)?;
        let mut transaction = writing.connection.begin().await?;
        for row in lost {
            let (nth, first): (i64, i64) = (row.get(0), row.get(1));
            // What was never in must not be taken out, nor anything twice.
            if nth > writing.lost && first <= int(writing.last) {
                sqlx::query(LET_GO)
                    .bind(first)
                    .bind(row.get::<&str, _>(2))
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        sqlx::query("UPDATE indexed SET lost = ?")
            .bind(newest)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        writing.lost = newest;
        Ok(Some(newest))
    }

    /// Takes in up to `limit` proposals more; how many there were.
    pub(super) async fn take_in(&self, reader: &mut SqliteConnection, limit: u32) -> Result<u32> {
        let mut writing = self.writing.lock().await;
        let writing = writing.as_mut().ok_or(Error::Stopping)?;
        let begun = read::begun_after(reader, writing.last, limit).await?;
        let Some(newest) = begun.last().map(|known| known.first) else {
            return Ok(0);
        };
        let terms = |Known { first, proposal }: &Known| (*first, terms(&proposal.title, &proposal.text));
        let words: Vec<(u64, String)> = begun.iter().map(terms).collect();
        let mut transaction = writing.connection.begin().await?;
        sqlx::query(TAKE_IN)
            .bind(serde_json::to_string(&words)?)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("UPDATE indexed SET last = ?")
            .bind(int(newest))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        writing.last = newest;
        Ok(words.len() as u32)
    }

    pub(super) async fn close(&self) {
        if let Some(writing) = self.writing.lock().await.take()
            && let Err(error) = writing.connection.close().await
        {
            tracing::warn!(%error, "the index of words did not close well");
        }
    }
}

/// What a proposal is found by.
pub(super) fn terms(title: &str, text: &str) -> String {
    domain::search::terms(&format!("{title}\n{text}"))
}

/// Words that were taken back are out of the index up to here.
pub(super) async fn forget_lost(writer: &mut SqliteConnection, nth: i64) -> Result<()> {
    sqlx::query("DELETE FROM lost_words WHERE nth <= ?")
        .bind(nth)
        .execute(writer)
        .await?;
    Ok(())
}

/// The first events of all that have the words of a text. They come as one row: there may be very many.
pub(super) async fn having(reader: &mut SqliteConnection, text: &str) -> Result<Vec<u64>> {
    let Some(typed) = domain::search::fts5(text) else {
        return Ok(Vec::new());
    };
    let firsts: Option<String> =
        sqlx::query_scalar("SELECT group_concat(rowid) FROM words.search WHERE search MATCH ?")
            .bind(typed)
            .fetch_one(reader)
            .await?;
    let firsts = firsts.unwrap_or_default();
    let firsts = firsts.split(',').filter(|first| !first.is_empty());
    let broken = |error: std::num::ParseIntError| Error::Stored(error.to_string());
    firsts.map(|first| first.parse().map_err(broken)).collect()
}

impl Writing {
    async fn open(file: &Path) -> Result<Self> {
        // A power cut may take the last proposals out again, never half of one: they are taken in once more.
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .pragma("journal_size_limit", "67108864")
            .pragma("secure_delete", "FAST")
            .disable_statement_logging();
        let mut connection = options.connect().await?;
        let form: i64 = sqlx::query_scalar("PRAGMA user_version")
            .fetch_one(&mut connection)
            .await?;
        if form == 0 {
            let mut transaction = connection.begin().await?;
            for table in TABLES {
                sqlx::query(table).execute(&mut *transaction).await?;
            }
            sqlx::query(AssertSqlSafe(format!("PRAGMA user_version = {FORM}")))
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
        } else if form != FORM {
            connection.close().await?;
            return Err(Error::Stored("an index of words in another form".to_owned()));
        }
        let (last, lost): (i64, i64) = sqlx::query_as("SELECT last, lost FROM indexed")
            .fetch_one(&mut connection)
            .await?;
        Ok(Self {
            connection,
            last: last as u64,
            lost,
        })
    }
}

/// Whether a file is of no use, whatever is tried: of another form, damaged, or no database.
fn is_unusable(error: &Error) -> bool {
    const SQLITE_ERROR: &str = "1"; // a table is missing
    const SQLITE_CORRUPT: &str = "11";
    const SQLITE_NOTADB: &str = "26";
    match error {
        Error::Stored(_) => true,
        error => has_code(error, &[SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_NOTADB]),
    }
}
