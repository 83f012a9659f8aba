//! Reading proposals.

use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{Query, Segment, SignedIn, path};
use crate::http::sync::told;
use crate::lists::Cards;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::id::{AreaId, CategoryId, DepartmentId, ProposalId};
use domain::place::{Near, Point};
use domain::proposal::{Relation, State as Step, TEXT_LIMIT};
use domain::protocol::{ErrorBody, Me, ProposalDetail, no_such_proposal};
use domain::query::{Order, Page, ProposalQuery};
use domain::search::{SIMILAR, SIMILAR_FOUND};
use tokio::task::spawn_blocking;

/// A page of proposals, filtered and ordered.
#[utoipa::path(get, path = "/api/v1/proposals", tag = "proposals",
    params(
        ("area" = Option<String>, Query, description = "in this area or one that lies in it"),
        ("category" = Option<String>, Query),
        ("state" = Option<String>, Query, description = "any of these states, separated by commas"),
        ("department" = Option<String>, Query, description = "led by it"),
        ("text" = Option<String>, Query, description = "having all of these words, the last one perhaps not yet whole"),
        ("near" = Option<String>, Query, description = "near this point: LAT,LONG in degrees (WGS 84)"),
        ("metres" = Option<u32>, Query, description = "how near: 1 to 50,000; 2,000 unless told"),
        ("bounds" = Option<String>, Query, description = "on this part of the map: SOUTH,WEST,NORTH,EAST in degrees"),
        ("order" = Option<Order>, Query),
        ("after" = Option<String>, Query, description = "the `next` of the page before"),
        ("limit" = Option<u16>, Query, description = "1 to 100; 20 unless told"),
    ),
    security((), ("session" = [])),
    responses((status = 200, body = Page, description = "to the city's staff each card says who holds it"), (status = 304),
        (status = "4XX", body = ErrorBody, description = "bad-parameter, session-ended")))]
pub async fn list(
    State(app): Shared,
    me: Option<SignedIn>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response> {
    let query = proposal_query(&query)?;
    let staff = is_staff(me.map(|SignedIn(me)| me).as_ref());
    let tag = {
        let head = app.writer.head();
        let head = head.borrow();
        // What the staff read is another page.
        let reader = if staff { "-staff" } else { "" };
        format!("\"{}-{}{reader}\"", head.epoch, head.seq)
    };
    if query.text.is_none() && asks_again(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let json = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    let Some(text) = &query.text else {
        let page = written(&app.lists.page(&query, None, staff)?);
        return Ok((json, [(header::ETAG, tag)], page).into_response());
    };
    // Words become findable a moment after the log moved: the head says nothing about such a page.
    let found = app.store.having_words(text).await?;
    let lists = app.lists.clone();
    // There may be very many of them.
    let cards = spawn_blocking(move || lists.page(&query, Some(&found), staff)).await;
    let cards = cards.map_err(|error| Error::Internal(error.to_string()))??;
    Ok((json, written(&cards)).into_response())
}

/// Proposals that resemble a text, most alike first, at most five: has somebody said this already?
#[utoipa::path(get, path = "/api/v1/proposals/similar", tag = "proposals",
    params(
        ("text" = String, Query, description = "what is being written; its first 300 characters are looked at"),
        ("area" = Option<String>, Query, description = "in this area or one that lies in it"),
        ("near" = Option<String>, Query, description = "what is near this point comes first: LAT,LONG in degrees (WGS 84)"),
        ("metres" = Option<u32>, Query, description = "how near: 1 to 50,000; 2,000 unless told"),
    ),
    responses((status = 200, body = Page), (status = "4XX", body = ErrorBody, description = "bad-parameter")))]
pub async fn similar(State(app): Shared, query: Query) -> Result<Response> {
    let text = query.text("text").filter(|text| !text.trim().is_empty());
    let text = text.filter(|text| text.chars().count() <= TEXT_LIMIT);
    let text = text.ok_or_else(|| Query::bad("text"))?;
    let area = query.text("area").map(AreaId::from);
    let areas = area.map(|area| app.writer.city().city.within(&area));
    let near = near(&query)?;
    let many = near.map_or(SIMILAR, |_| SIMILAR_FOUND);
    let similar = app.store.similar(text, areas.as_deref(), many as u32).await?;
    let cards = app.lists.similar(&similar, near)?;
    let head = [
        (header::CONTENT_TYPE, "application/json"),
        // The address has what somebody is still writing.
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((head, written(&cards)).into_response())
}

/// One proposal with its timeline.
#[utoipa::path(get, path = "/api/v1/proposals/{id}", tag = "proposals",
    params(("id" = String, Path, format = Uuid)),
    security((), ("session" = [])),
    responses((status = 200, body = ProposalDetail), (status = "4XX", body = ErrorBody, description = "no-such-proposal, bad-parameter, session-ended")))]
pub async fn one(State(app): Shared, me: Option<SignedIn>, id: Segment) -> Result<Response> {
    let me = me.map(|SignedIn(me)| me);
    let id: ProposalId = path("id", id)?;
    let known = app
        .store
        .proposal(id)
        .await?
        .ok_or_else(|| Error::NoSuchProposal {
            problem: no_such_proposal(id),
        })?;
    let relation = match &me {
        Some(me) => app.store.relation(me.account, known.first).await?,
        None => Relation::default(),
    };
    let staff = is_staff(me.as_ref());
    let timeline = app.store.timeline(known.first, staff).await?;
    let reader = me.as_ref().map(|me| me.account);
    let mut debate = app.store.debates(&[id]).await?.remove(&id).unwrap_or_default();
    if let Some(key) = reader.filter(|_| !debate.is_empty()).map(|reader| (reader, id)) {
        debate.own = app.store.stances(&[key]).await?.remove(&key).unwrap_or_default();
    }
    let debate = debate.seen_by(reader, staff);
    let proposal = known.proposal.seen_by(reader, staff);
    let timeline: Vec<String> = timeline
        .into_iter()
        .map(|entry| told(entry, me.as_ref()))
        .collect::<Result<_>>()?;
    let body = format!(
        "{{\"proposal\":{},\"timeline\":[{}],\"relation\":{},\"debate\":{}}}",
        serde_json::to_string(&proposal)?,
        timeline.join(","),
        serde_json::to_string(&relation)?,
        serde_json::to_string(&debate)?
    );
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

fn is_staff(me: Option<&Me>) -> bool {
    me.is_some_and(|me| me.person().is_staff())
}

/// Whether the caller has what this tag stands for.
pub(crate) fn asks_again(headers: &HeaderMap, tag: &str) -> bool {
    let tags = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok());
    tags.is_some_and(|tags| {
        tags.split(',')
            .any(|known| known.trim().trim_start_matches("W/") == tag)
    })
}

/// A page as JSON.
fn written(cards: &Cards) -> Bytes {
    let next = match cards.next {
        Some(next) => format!(",\"next\":\"{next}\""),
        None => String::new(),
    };
    Bytes::from(format!("{{\"items\":[{}]{next}}}", cards.json))
}

/// What the caller is near, and how near.
fn near(query: &Query) -> Result<Option<Near>> {
    let metres = query.parsed("metres")?.unwrap_or(Near::USUAL);
    if !(1..=Near::FARTHEST).contains(&metres) {
        return Err(Query::bad("metres"));
    }
    let point: Option<Point> = query.parsed("near")?;
    Ok(point.map(|point| Near { point, metres }))
}

fn proposal_query(query: &Query) -> Result<ProposalQuery> {
    let states = query
        .text("state")
        .into_iter()
        .flat_map(|states| states.split(','));
    let order = match query.text("order") {
        None => Order::default(),
        Some(order) => serde_json::from_value(order.into()).map_err(|_| Query::bad("order"))?,
    };
    let limit = query.parsed("limit")?;
    if limit.is_some_and(|limit| !(1..=100).contains(&limit)) {
        return Err(Query::bad("limit"));
    }
    let text = query.text("text");
    if text.is_some_and(|text| text.chars().count() > 200) {
        return Err(Query::bad("text"));
    }
    Ok(ProposalQuery {
        area: query.text("area").map(AreaId::from),
        category: query.text("category").map(CategoryId::from),
        states: states
            .map(|state| Step::from_name(state).ok_or_else(|| Query::bad("state")))
            .collect::<Result<_>>()?,
        department: query.text("department").map(DepartmentId::from),
        text: text.map(str::to_owned),
        near: near(query)?,
        bounds: query.parsed("bounds")?,
        order,
        after: query.parsed("after")?,
        limit: limit.unwrap_or(0),
    })
}
