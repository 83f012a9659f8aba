//! The directory, and how it came to be what it is.

use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::Query;
use crate::http::proposals::asks_again;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::city::{City, CityChange, CityHistory, Published};
use domain::event::{Event, Fact};
use domain::protocol::ErrorBody;

/// How many are told at once, unless asked for fewer: each is read with the whole directory.
const SOME: u32 = 20;

/// The directory that holds: areas, departments, categories, policy and calendar.
#[utoipa::path(get, path = "/api/v1/city", tag = "proposals",
    responses((status = 200, body = City), (status = 304), (status = 404, body = ErrorBody, description = "no-city: none was published yet")))]
pub async fn city(State(app): Shared, headers: HeaderMap) -> Result<Response> {
    let published = app.writer.city();
    if published.seq == 0 {
        return Err(Error::NoCity);
    }
    let tag = format!("\"{}-{}\"", app.writer.head().borrow().epoch, published.seq);
    if asks_again(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let cache = [
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    Ok((cache, axum::Json(&published.city)).into_response())
}

/// What was changed in the directory, newest first, each against the one before it.
#[utoipa::path(get, path = "/api/v1/city/changes", tag = "proposals",
    params(("before" = Option<u64>, Query, description = "go on before this sequence number"), ("limit" = Option<u32>, Query, description = "1 to 20")),
    responses((status = 200, body = CityHistory), (status = "4XX", body = ErrorBody, description = "bad-parameter")))]
pub async fn changes(State(app): Shared, query: Query) -> Result<Json<CityHistory>> {
    let before = query.parsed("before")?.unwrap_or(u64::MAX);
    let limit = query.parsed("limit")?.unwrap_or(SOME).clamp(1, SOME);
    let logged = app.store.directories(before, limit + 1).await?;
    let mut found = Vec::new();
    for entry in &logged {
        let event: Event = serde_json::from_str(&entry.payload)?;
        let Fact::City { city } = event.fact else {
            return Err(Error::Stored("an event that should be a directory".to_owned()));
        };
        found.push((entry.seq, event.at, event.by, city));
    }
    let mut items = Vec::new();
    for (place, (seq, at, by, city)) in found.iter().take(limit as usize).enumerate() {
        let changes = match found.get(place + 1) {
            Some((.., older)) => city.changes_since(older),
            None => vec![CityChange::City {
                names: city.names.clone(),
            }],
        };
        items.push(Published {
            seq: *seq,
            at: *at,
            by: by.clone(),
            changes,
        });
    }
    let next = items
        .last()
        .filter(|_| found.len() > items.len())
        .map(|last| last.seq);
    Ok(Json(CityHistory { items, next }))
}
