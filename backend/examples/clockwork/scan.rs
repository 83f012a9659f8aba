//! What SQLite alone does: the due ones by their index, and nothing more.

use std::path::Path;

use domain::time::Timestamp;
use rusqlite::{Connection, OpenFlags, Result};

/// A reader of the city's database beside the server.
pub(super) struct Scan(Connection);

impl Scan {
    pub(super) fn open(file: &Path) -> Result<Self> {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // As much as each of the server's readers has.
        connection.pragma_update(None, "cache_size", "-2000")?;
        Ok(Self(connection))
    }

    /// How many clocks run that the clockwork has to look to.
    pub(super) fn open_clocks(&mut self) -> Result<u32> {
        let sql = "SELECT count(*) FROM proposals WHERE due IS NOT NULL";
        self.0.query_row(sql, [], |row| row.get(0))
    }

    /// The first time at which at least `count` clocks are over.
    pub(super) fn over_with(&mut self, count: u32) -> Result<i64> {
        let sql = "SELECT due FROM proposals WHERE due IS NOT NULL ORDER BY due LIMIT 1 OFFSET ?1";
        self.0.query_row(sql, [count.saturating_sub(1)], |row| row.get(0))
    }

    /// Reads every case that is due, as it lies; how many those are.
    pub(super) fn due(&mut self, now: Timestamp) -> Result<usize> {
        let mut statement = self.0.prepare_cached(
            "SELECT p.first, p.author, p.version, p.seq, p.supports, coalesce(d.proposal, e.payload) FROM proposals p \
             LEFT JOIN details d ON d.first = p.first LEFT JOIN events e ON d.first IS NULL AND e.seq = p.first \
             WHERE p.due <= ?1 ORDER BY p.due, p.first",
        )?;
        let mut rows = statement.query([now.0])?;
        let (mut count, mut bytes) = (0, 0);
        while let Some(row) = rows.next()? {
            bytes += row.get_ref(5)?.as_bytes_or_null()?.map_or(0, <[u8]>::len);
            count += 1;
        }
        assert!(bytes > count, "cases have more to them than a byte");
        Ok(count)
    }
}
