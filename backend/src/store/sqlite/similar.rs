//! What resembles a text: proposals that share some of its rarest terms, ranked by the full-text index (bm25).

use super::list::{Value, bound, lies_in};
use crate::error::Result;
use crate::store::{AreaFilter, Cards};
use domain::search;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

pub(super) async fn similar(
    connection: &mut SqliteConnection,
    text: &str,
    area: &AreaFilter,
    limit: u32,
) -> Result<Cards> {
    let counted = sqlx::query(
        "SELECT t.term, t.doc FROM json_each(?) k CROSS JOIN words.search_terms t ON t.term = k.value",
    )
    .bind(serde_json::to_string(&search::asked(text))?)
    .fetch_all(&mut *connection)
    .await?;
    let counted = counted
        .iter()
        .map(|row| (row.get(0), row.get::<i64, _>(1) as u64))
        .collect();
    // Every proposal has a running number, so the last ones tell how many there are.
    let all: i64 = sqlx::query_scalar("SELECT ifnull(sum(last), 0) FROM numbers")
        .fetch_one(&mut *connection)
        .await?;
    let Some(terms) = search::fts5_any(&search::telling(counted, all as u64)) else {
        return Ok(Cards::default());
    };
    let mut values = vec![Value::Text(terms), Value::Int(limit.into())];
    let within = match lies_in(area, &mut values) {
        Some(filter) => format!(" AND {filter}"),
        None => String::new(),
    };
    let sql = format!(
        "SELECT card FROM words.search CROSS JOIN proposals p ON p.first = search.rowid \
         CROSS JOIN cards c ON c.first = p.first \
         WHERE search MATCH ?1{within} ORDER BY search.rank LIMIT ?2"
    );
    let rows = bound(sql, values).fetch_all(connection).await?;
    let cards: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    Ok(Cards {
        json: cards.join(","),
        next: None,
    })
}
