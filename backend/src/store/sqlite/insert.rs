//! Many rows of many tables in few questions. A question is a way to the thread of the connection and back, which costs
//! more than a row does; so the rows of all tables go together, in numbers that are powers of two, and a handful of
//! prepared statements serve every number of them.

use crate::error::Result;
use sqlx::AssertSqlSafe;
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection};

const SIZES: [usize; 7] = [64, 32, 16, 8, 4, 2, 1];

/// A query that takes arguments.
pub(super) type Bound<'q> = Query<'q, Sqlite, SqliteArguments>;

/// `INTO table (…)`, the number of columns, and what follows the values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Insert {
    pub(super) into: &'static str,
    pub(super) columns: usize,
    pub(super) then: &'static str,
}

/// Rows for one table.
pub(super) trait Rows: Send {
    /// How many are not inserted yet.
    fn left(&self) -> usize;
    fn sql(&self, rows: usize) -> String;
    /// Binds the columns of the next rows.
    fn bind<'q>(&mut self, rows: usize, query: Bound<'q>) -> Result<Bound<'q>>;
}

struct Left<'a, T, Bind> {
    insert: Insert,
    rows: &'a [T],
    bind: Bind,
}

impl<T: Sync, Bind> Rows for Left<'_, T, Bind>
where
    Bind: for<'q> Fn(Bound<'q>, &T) -> Result<Bound<'q>> + Send,
{
    fn left(&self) -> usize {
        self.rows.len()
    }

    fn sql(&self, rows: usize) -> String {
        let row = format!("({})", vec!["?"; self.insert.columns].join(","));
        let values = vec![row; rows].join(",");
        let Insert { into, then, .. } = self.insert;
        // A group that fails is undone as a whole, so SQLite need not keep what undoes a statement by itself.
        format!("INSERT OR FAIL INTO {into} VALUES {values} {then};")
    }

    fn bind<'q>(&mut self, rows: usize, query: Bound<'q>) -> Result<Bound<'q>> {
        let (next, rest) = self.rows.split_at(rows);
        self.rows = rest;
        next.iter().try_fold(query, |query, row| (self.bind)(query, row))
    }
}

impl Insert {
    /// These rows, in order; `bind` gives each row's columns.
    pub(super) fn rows<'a, T: Sync>(
        self,
        rows: &'a [T],
        bind: impl for<'q> Fn(Bound<'q>, &T) -> Result<Bound<'q>> + Send + 'a,
    ) -> Box<dyn Rows + 'a> {
        let insert = self;
        Box::new(Left { insert, rows, bind })
    }
}

/// Inserts all rows of all tables; those of one table in order.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    mut tables: Vec<Box<dyn Rows + '_>>,
) -> Result<()> {
    for size in SIZES {
        loop {
            let mut with: Vec<_> = tables.iter_mut().filter(|table| table.left() >= size).collect();
            if with.is_empty() {
                break;
            }
            // Built of constants alone: the text has no value in it.
            let sql: String = with.iter().map(|table| table.sql(size)).collect();
            let query = sqlx::query(AssertSqlSafe(sql));
            let query = with
                .iter_mut()
                .try_fold(query, |query, table| table.bind(size, query))?;
            query.execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// An id as it is stored.
pub(super) fn blob(id: uuid::Uuid) -> Vec<u8> {
    id.as_bytes().to_vec()
}

/// Sequence numbers and the like fit: the log would take thousands of years to get there.
pub(super) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
