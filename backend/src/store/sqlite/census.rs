//! How many proposals have what lists filter by, as of a while ago. Of several filters, the one that fewest pass says
//! where a list is read; the others are looked at on the way. Were it another one, a list of what is rare would look
//! through the whole city.

use super::read;
use crate::error::Result;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// What lists filter by; each has indexes of its own for every order. Before anything was counted, the first ones are
/// taken to be narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Facet {
    Lead,
    Area3,
    Area2,
    Category,
    Area1,
    State,
}

impl Facet {
    const ALL: [Facet; 6] = [
        Facet::Lead,
        Facet::Area3,
        Facet::Area2,
        Facet::Category,
        Facet::Area1,
        Facet::State,
    ];

    pub(super) fn column(self) -> &'static str {
        match self {
            Facet::Lead => "lead",
            Facet::Area3 => "area_3",
            Facet::Area2 => "area_2",
            Facet::Category => "category",
            Facet::Area1 => "area_1",
            Facet::State => "state",
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Census(RwLock<Counted>);

#[derive(Debug, Default)]
struct Counted {
    /// Where the log stood; 0 where nothing was counted yet.
    head: u64,
    having: HashMap<(Facet, String), u64>,
}

impl Census {
    /// About how many proposals have one of these values; the less, the narrower. Comparable among facets.
    pub(super) fn having(&self, facet: Facet, values: &[&str]) -> (u64, Facet) {
        let counted = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let of = |value: &&str| counted.having.get(&(facet, (*value).to_owned())).copied();
        (values.iter().filter_map(of).sum(), facet)
    }

    /// Counts anew where the log has grown by a tenth since the last time.
    pub(super) async fn take(&self, connection: &mut SqliteConnection) -> Result<()> {
        let head = read::head(connection).await?;
        let before = self.0.read().unwrap_or_else(PoisonError::into_inner).head;
        if head <= before + before / 10 {
            return Ok(());
        }
        let mut having = HashMap::new();
        for facet in Facet::ALL {
            let column = facet.column();
            // Built of constants alone.
            let sql = format!(
                "SELECT {column}, count(*) FROM proposals INDEXED BY newest_{column} \
                 WHERE listed = 1 AND {column} IS NOT NULL GROUP BY {column}"
            );
            let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
                .fetch_all(&mut *connection)
                .await?;
            for row in rows {
                having.insert((facet, row.get(0)), row.get::<i64, _>(1) as u64);
            }
        }
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Counted { head, having };
        Ok(())
    }
}
