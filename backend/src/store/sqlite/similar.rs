//! What resembles a text: proposals that share some of its rarest terms, ranked by the full-text index (bm25).

use crate::error::Result;
use domain::id::AreaId;
use domain::search;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

pub(super) async fn similar(
    connection: &mut SqliteConnection,
    text: &str,
    areas: Option<&[AreaId]>,
    limit: u32,
) -> Result<Vec<u64>> {
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
        return Ok(Vec::new());
    };
    let areas = areas.map(serde_json::to_string).transpose()?;
    let firsts: Vec<i64> = sqlx::query_scalar(
        "SELECT search.rowid FROM words.search CROSS JOIN proposals p ON p.first = search.rowid \
         WHERE search MATCH ?1 AND (?2 IS NULL OR p.area IN (SELECT value FROM json_each(?2))) \
         ORDER BY search.rank LIMIT ?3",
    )
    .bind(terms)
    .bind(areas)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(firsts.into_iter().map(|first| first as u64).collect())
}
