//! What the disk and SQLite can do at most: rows of bytes into one plain table.

use std::path::Path;

use anyhow::Result;
use rusqlite::Connection;

use crate::clock::Stopwatch;

/// A table of nothing but rows, written as durably as the server writes (write-ahead log, every commit on the disk)
/// and with the server's own setting of how seldom that log is written back.
pub(super) struct Raw(Connection);

impl Raw {
    pub(super) fn create(file: &Path) -> Result<Self> {
        let connection = Connection::open(file)?;
        for (name, value) in [
            ("journal_mode", "WAL"),
            ("synchronous", "FULL"),
            ("wal_autocheckpoint", "8000"),
            ("cache_size", "-16000"),
        ] {
            connection.pragma_update(None, name, value)?;
        }
        connection
            .execute_batch("CREATE TABLE rows (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT")?;
        Ok(Self(connection))
    }

    /// Rows a second, in transactions of `each` rows, by one prepared statement and without a server between.
    pub(super) fn rate(&mut self, rows: &[Vec<u8>], each: usize) -> Result<f64> {
        let watch = Stopwatch::start();
        for rows in rows.chunks(each) {
            let transaction = self.0.transaction()?;
            let mut insert = transaction.prepare_cached("INSERT INTO rows (payload) VALUES (?1)")?;
            for row in rows {
                insert.execute([row])?;
            }
            drop(insert);
            transaction.commit()?;
        }
        Ok(rows.len() as f64 / watch.elapsed().0.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_kept_and_the_log_is_what_the_server_uses() {
        let folder = std::env::temp_dir().join(format!("xtask-raw-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        let mut raw = Raw::create(&folder.join("raw.sqlite")).expect("opened");
        let rows: Vec<Vec<u8>> = (0..250).map(|number| vec![number; 100]).collect();
        assert!(raw.rate(&rows, 100).expect("written") > 0.0);
        let ask = |sql: &str| {
            raw.0
                .query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0))
        };
        assert_eq!(ask("SELECT count(*) FROM rows").expect("counted"), 250.into());
        assert_eq!(
            ask("PRAGMA journal_mode").expect("known"),
            "wal".to_owned().into()
        );
        assert_eq!(ask("PRAGMA synchronous").expect("known"), 2.into());
        drop(raw);
        std::fs::remove_dir_all(folder).expect("removed");
    }
}
