//! Reading. A list is one walk along the index of its order, stopped at the end of the page.

use super::{SqliteStore, failed, json, parsed, write};
use client::api::{InboxEntry, KeptDraft, OutboxItem};
use client::store::{Concern, Kept, Meta, Store, StoreError, Write};
use client::unsent::KeptUnsent;
use domain::city::City;
use domain::event::Event;
use domain::id::{AreaId, ProposalId};
use domain::place::Bounds;
use domain::query::{Card, Cursor, Order, Page, ProposalQuery};
use domain::search;
use domain::time::Timestamp;
use sqlx::{QueryBuilder, Sqlite};
use std::cmp::Reverse;
use std::collections::HashMap;

impl SqliteStore {
    async fn single<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        let text: Option<String> = sqlx::query_scalar("SELECT json FROM single WHERE name = $1")
            .bind(name)
            .fetch_optional(&self.pool)
            .await
            .map_err(failed)?;
        text.as_deref().map(parsed).transpose()
    }

    async fn texts<T: serde::de::DeserializeOwned>(
        &self,
        mut query: QueryBuilder<Sqlite>,
    ) -> Result<Vec<T>, StoreError> {
        let rows: Vec<String> = query
            .build_query_scalar()
            .fetch_all(&self.pool)
            .await
            .map_err(failed)?;
        rows.iter().map(|row| parsed(row)).collect()
    }
}

/// What is near enough: how many metres, and its place.
type Nearby = Vec<(u32, i64)>;

/// Adds `AND …` for each filter of the query.
fn filters(
    sql: &mut QueryBuilder<Sqlite>,
    query: &ProposalQuery,
    within: Option<&[AreaId]>,
    nearby: Option<&Nearby>,
) -> Result<(), StoreError> {
    if let Some(nearby) = nearby {
        let places: Vec<i64> = nearby.iter().map(|(_, place)| *place).collect();
        sql.push(" AND p.place IN (SELECT value FROM json_each(")
            .push_bind(json(&places)?)
            .push("))");
    } else if let Some(bounds) = query.bounds {
        on_map(sql, bounds);
    }
    if let Some(areas) = within {
        sql.push(" AND p.area IN (");
        let mut list = sql.separated(", ");
        for area in areas {
            list.push_bind(area.as_str().to_owned());
        }
        sql.push(")");
    }
    if let Some(category) = &query.category {
        sql.push(" AND p.category = ")
            .push_bind(category.as_str().to_owned());
    }
    if let Some(department) = &query.department {
        let department = department.as_str();
        sql.push(" AND (p.lead = ")
            .push_bind(department.to_owned())
            .push(" OR p.place IN (SELECT place FROM joint WHERE department = ")
            .push_bind(department.to_owned())
            .push("))");
    }
    if !query.states.is_empty() {
        sql.push(" AND p.state IN (");
        let mut list = sql.separated(", ");
        for state in &query.states {
            list.push_bind(state.name());
        }
        sql.push(")");
    }
    Ok(())
}

fn on_map(sql: &mut QueryBuilder<Sqlite>, bounds: Bounds) {
    let (south, west) = bounds.south_west().millionths();
    let (north, east) = bounds.north_east().millionths();
    sql.push(" AND p.lat BETWEEN ")
        .push_bind(south)
        .push(" AND ")
        .push_bind(north)
        .push(" AND p.long BETWEEN ")
        .push_bind(west)
        .push(" AND ")
        .push_bind(east);
}

/// `FROM … WHERE …` up to where the filters begin. With a text the full-text index leads the walk.
fn source(query: &ProposalQuery, select: &str) -> Option<QueryBuilder<Sqlite>> {
    let Some(text) = query.text.as_deref().filter(|text| !text.trim().is_empty()) else {
        return Some(QueryBuilder::new(format!(
            "SELECT {select} FROM proposals p WHERE true"
        )));
    };
    let terms = search::fts5(text)?;
    let mut sql = QueryBuilder::new(format!(
        "SELECT {select} FROM search s CROSS JOIN proposals p ON p.place = s.rowid WHERE s.search MATCH "
    ));
    sql.push_bind(terms);
    Some(sql)
}

impl SqliteStore {
    /// What the query is near, nearest first and of equals the newest; `None` where it does not ask. SQLite knows sides,
    /// not distances: it gives what lies in the square around, and the rest is reckoned here.
    async fn nearby(&self, query: &ProposalQuery) -> Result<Option<Nearby>, StoreError> {
        let Some(near) = query.near else {
            return Ok(None);
        };
        let mut sql = QueryBuilder::new("SELECT p.place, p.card FROM proposals p WHERE true");
        on_map(&mut sql, Bounds::around(near.point, near.metres));
        let found: Vec<(i64, String)> = sql.build_query_as().fetch_all(&self.pool).await.map_err(failed)?;
        let mut nearby = Vec::new();
        for (place, card) in found {
            let point = parsed::<Card>(&card)?
                .point
                .filter(|point| query.reaches(Some(*point)));
            nearby.extend(
                point
                    .and_then(|point| near.metres_to(point))
                    .map(|metres| (metres, place)),
            );
        }
        nearby.sort_unstable_by_key(|(metres, place)| (*metres, Reverse(*place)));
        Ok(Some(nearby))
    }

    /// A page of what is near, in that order.
    async fn nearest(
        &self,
        query: &ProposalQuery,
        within: Option<&[AreaId]>,
        mut nearby: Nearby,
    ) -> Result<Page, StoreError> {
        if let Some(Cursor { key, id }) = query.after {
            let place = write::place(&self.pool, id).await?.unwrap_or(i64::MIN);
            let after = (key, Reverse(place));
            nearby.retain(|(metres, place)| (i64::from(*metres), Reverse(*place)) > after);
        }
        let Some(mut sql) = source(query, "p.place, p.card") else {
            return Ok(Page::default());
        };
        filters(&mut sql, query, within, Some(&nearby))?;
        let found: Vec<(i64, String)> = sql.build_query_as().fetch_all(&self.pool).await.map_err(failed)?;
        let mut cards: HashMap<i64, String> = found.into_iter().collect();
        let in_order = nearby.iter().filter_map(|(_, place)| cards.remove(place));
        let size = query.page_size();
        let some: Vec<String> = in_order.take(size + 1).collect();
        let items: Vec<Card> = some
            .iter()
            .take(size)
            .map(|card| parsed(card))
            .collect::<Result<_, _>>()?;
        let next = items
            .last()
            .filter(|_| some.len() > size)
            .and_then(|card| query.cursor(card));
        Ok(Page { items, next })
    }
}

impl Store for SqliteStore {
    async fn write(&self, batch: Vec<Write>) -> Result<(), StoreError> {
        self.write_batch(batch).await
    }

    async fn meta(&self) -> Result<Option<Meta>, StoreError> {
        self.single("meta").await
    }

    async fn city(&self) -> Result<Option<City>, StoreError> {
        self.single("city").await
    }

    async fn proposal(&self, id: ProposalId) -> Result<Option<Kept>, StoreError> {
        Ok(self.proposals(&[id]).await?.pop())
    }

    async fn proposals(&self, ids: &[ProposalId]) -> Result<Vec<Kept>, StoreError> {
        const AT_ONCE: usize = 500;
        let mut all = Vec::with_capacity(ids.len());
        for some in ids.chunks(AT_ONCE) {
            let mut sql = QueryBuilder::new("SELECT kept FROM proposals WHERE id IN (");
            let mut list = sql.separated(", ");
            for id in some {
                list.push_bind(id.0.as_bytes().to_vec());
            }
            sql.push(")");
            all.extend(self.texts(sql).await?);
        }
        Ok(all)
    }

    async fn timeline(&self, id: ProposalId) -> Result<Vec<Event>, StoreError> {
        let mut sql = QueryBuilder::new("SELECT json FROM timeline WHERE proposal = ");
        sql.push_bind(id.0.as_bytes().to_vec()).push(" ORDER BY seq");
        self.texts(sql).await
    }

    async fn list(&self, query: &ProposalQuery, within: Option<&[AreaId]>) -> Result<Page, StoreError> {
        let nearby = self.nearby(query).await?;
        if query.order == Order::Nearest {
            return self.nearest(query, within, nearby.unwrap_or_default()).await;
        }
        let Some(mut sql) = source(query, "p.card") else {
            return Ok(Page::default());
        };
        filters(&mut sql, query, within, nearby.as_ref())?;
        let searching = query.text.as_deref().is_some_and(|text| !text.trim().is_empty());
        // With a text, the walk along the full-text index is in order of place already.
        let newest = if searching { "s.rowid" } else { "p.place" };
        if query.order == Order::MostUrgent {
            sql.push(" AND p.urgent_due IS NOT NULL");
        }
        if let Some(Cursor { key, id }) = query.after {
            let place = write::place(&self.pool, id).await?;
            match query.order {
                Order::Newest => {
                    sql.push(format!(" AND {newest} < "))
                        .push_bind(place.unwrap_or_else(|| write::place_of(key)));
                }
                Order::MostSupported => {
                    sql.push(" AND (p.supports, p.place) < (")
                        .push_bind(key)
                        .push(", ")
                        .push_bind(place.unwrap_or(i64::MIN))
                        .push(")");
                }
                Order::MostUrgent => {
                    sql.push(" AND (p.urgent_due, p.place) > (")
                        .push_bind(key)
                        .push(", ")
                        .push_bind(place.unwrap_or(i64::MAX))
                        .push(")");
                }
                Order::Nearest => {}
            }
        }
        match query.order {
            Order::Newest => sql.push(format!(" ORDER BY {newest} DESC")),
            Order::MostSupported => sql.push(" ORDER BY p.supports DESC, p.place DESC"),
            Order::MostUrgent => sql.push(" ORDER BY p.urgent_due, p.place"),
            Order::Nearest => &mut sql,
        };
        let size = query.page_size();
        sql.push(" LIMIT ")
            .push_bind(i64::try_from(size + 1).unwrap_or(i64::MAX));
        let mut items: Vec<Card> = self.texts(sql).await?;
        let more = items.len() > size;
        items.truncate(size);
        let next = items.last().filter(|_| more).and_then(|card| query.cursor(card));
        Ok(Page { items, next })
    }

    async fn similar(&self, text: &str, limit: usize) -> Result<Vec<Card>, StoreError> {
        let counted: Vec<(String, i64)> = sqlx::query_as(
            "SELECT t.term, t.doc FROM json_each($1) k CROSS JOIN search_terms t ON t.term = k.value",
        )
        .bind(json(&search::asked(text))?)
        .fetch_all(&self.pool)
        .await
        .map_err(failed)?;
        let all: i64 = sqlx::query_scalar("SELECT count(*) FROM proposals")
            .fetch_one(&self.pool)
            .await
            .map_err(failed)?;
        let counted = counted
            .into_iter()
            .map(|(term, having)| (term, having.unsigned_abs()))
            .collect();
        let Some(any) = search::fts5_any(&search::telling(counted, all.unsigned_abs())) else {
            return Ok(Vec::new());
        };
        let mut sql = QueryBuilder::new(
            "SELECT p.card FROM (SELECT rowid AS place, rank FROM search WHERE search MATCH ",
        );
        sql.push_bind(any)
            .push(" ORDER BY rank LIMIT ")
            .push_bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .push(") s JOIN proposals p ON p.place = s.place ORDER BY s.rank");
        self.texts(sql).await
    }

    async fn concerning(&self, concern: Concern, limit: usize) -> Result<Vec<Kept>, StoreError> {
        let concern = match concern {
            Concern::Written => 1,
            Concern::Followed => 2,
        };
        let mut sql = QueryBuilder::new("SELECT kept FROM proposals WHERE concern > 0 AND concern = ");
        sql.push_bind(concern)
            .push(" ORDER BY updated_at DESC LIMIT ")
            .push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
        self.texts(sql).await
    }

    async fn count(
        &self,
        query: &ProposalQuery,
        within: Option<&[AreaId]>,
    ) -> Result<(u32, Option<Timestamp>), StoreError> {
        let Some(mut sql) = source(query, "count(*), min(p.urgent_due)") else {
            return Ok((0, None));
        };
        let mut nearby = self.nearby(query).await?;
        if query.order == Order::Nearest {
            nearby = nearby.or_else(|| Some(Nearby::new()));
        }
        filters(&mut sql, query, within, nearby.as_ref())?;
        if query.order == Order::MostUrgent {
            sql.push(" AND p.urgent_due IS NOT NULL");
        }
        let (count, due): (i64, Option<i64>) =
            sql.build_query_as().fetch_one(&self.pool).await.map_err(failed)?;
        Ok((u32::try_from(count).unwrap_or(u32::MAX), due.map(Timestamp)))
    }

    async fn outbox(&self) -> Result<Vec<OutboxItem>, StoreError> {
        self.texts(QueryBuilder::new("SELECT json FROM outbox ORDER BY position"))
            .await
    }

    async fn drafts(&self) -> Result<Vec<KeptDraft>, StoreError> {
        self.texts(QueryBuilder::new(
            "SELECT json FROM drafts ORDER BY saved_at DESC",
        ))
        .await
    }

    async fn unsent(&self) -> Result<Vec<KeptUnsent>, StoreError> {
        self.texts(QueryBuilder::new("SELECT json FROM unsent")).await
    }

    async fn inbox(&self, limit: usize) -> Result<Vec<InboxEntry>, StoreError> {
        let mut sql = QueryBuilder::new("SELECT json FROM inbox ORDER BY seq DESC LIMIT ");
        sql.push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
        self.texts(sql).await
    }

    async fn unread(&self, read_up_to: u64) -> Result<u32, StoreError> {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM inbox WHERE seq > $1")
            .bind(i64::try_from(read_up_to).unwrap_or(i64::MAX))
            .fetch_one(&self.pool)
            .await
            .map_err(failed)?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}
