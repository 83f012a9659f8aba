//! Reading requests: one, those of a span of time, and those that changed in it.

use super::Asked;
use super::services::{UNSORTED, category};
use super::standing::{expected, notes};
use super::when::{read, written};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::extract::Query;
use crate::lists::{Span, Told};
use domain::id::{CategoryId, ProposalId};
use domain::place::Point;
use domain::proposal::{Proposal, State};
use domain::protocol::no_such_proposal;
use domain::time::Timestamp;
use locales::args;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Days that one answer may span.
const DAYS: i64 = 90;
/// The most requests of one answer.
const MOST: usize = 1_000;
/// The most requests that pages may lie behind.
const DEEPEST: usize = 1_000_000;

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Request)]
pub(super) struct Request {
    service_request_id: String,
    /// `open` or `closed`.
    status: &'static str,
    status_notes: String,
    service_name: String,
    service_code: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency_responsible: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requested_datetime: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_datetime: Option<String>,
    /// The last moment of the public clock that runs, while the city must move.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_datetime: Option<String>,
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    long: Option<f64>,
}

/// A token and what it stands for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Token)]
pub(super) struct Token {
    service_request_id: String,
    token: String,
}

/// Requests, latest first. By the time they were submitted (at most 90 days, the last ones unless told), or by the time
/// of their last change (`updated_after`): then the latest change comes first, so that whoever reads page after page
/// misses nothing while it moves.
#[utoipa::path(get, path = "/open311/v2/requests.{format}", tag = "open311",
    params(
        ("format" = String, Path, description = "json or xml"),
        ("jurisdiction_id" = Option<String>, Query),
        ("service_request_id" = Option<String>, Query, description = "several are separated by commas; then nothing else is looked at"),
        ("service_code" = Option<String>, Query, description = "several are separated by commas"),
        ("start_date" = Option<String>, Query, description = "submitted at this time or later"),
        ("end_date" = Option<String>, Query, description = "submitted at this time or earlier"),
        ("status" = Option<String>, Query, description = "open, closed or both, separated by a comma"),
        ("updated_after" = Option<String>, Query, description = "changed at this time or later, however long ago it was submitted"),
        ("updated_before" = Option<String>, Query, description = "changed at this time or earlier"),
        ("page" = Option<u32>, Query, description = "from 1"),
        ("page_size" = Option<u32>, Query, description = "1 to 1,000; 1,000 unless told"),
        ("locale" = Option<String>, Query, description = "zh-CN or en"),
    ),
    responses((status = 200, body = Vec<Request>), (status = "4XX", body = Vec<super::written::Fault>, description = "bad-parameter, span-too-long, no-such-category, no-such-jurisdiction")))]
pub(super) async fn requests(app: &App, asked: &Asked, query: &Query) -> Result<Vec<Request>> {
    let ids = match query.text("service_request_id") {
        // What is no id of ours is no request of ours: it is left out, like any that is not there.
        Some(ids) => ids
            .split(',')
            .filter_map(|id| id.trim().parse().ok())
            .take(MOST)
            .collect(),
        None => app.lists.between(&span(app, asked, query)?),
    };
    told(app, asked, &ids).await
}

/// One request, as a list of one.
#[utoipa::path(get, path = "/open311/v2/requests/{service_request_id}.{format}", tag = "open311",
    params(("service_request_id" = String, Path), ("format" = String, Path, description = "json or xml"), ("jurisdiction_id" = Option<String>, Query), ("locale" = Option<String>, Query, description = "zh-CN or en")),
    responses((status = 200, body = Vec<Request>), (status = 404, body = Vec<super::written::Fault>, description = "no-such-proposal, no-such-jurisdiction")))]
pub(super) async fn request(app: &App, asked: &Asked) -> Result<Vec<Request>> {
    let id = one(asked)?;
    let requests = told(app, asked, &[id]).await?;
    if requests.is_empty() {
        return Err(not_there(id));
    }
    Ok(requests)
}

/// What a token stands for. Here the id is known at once, and is its own token.
#[utoipa::path(get, path = "/open311/v2/tokens/{token}.{format}", tag = "open311",
    params(("token" = String, Path), ("format" = String, Path, description = "json or xml"), ("jurisdiction_id" = Option<String>, Query)),
    responses((status = 200, body = Vec<Token>), (status = 404, body = Vec<super::written::Fault>, description = "no-such-proposal, no-such-jurisdiction")))]
pub(super) async fn token(app: &App, asked: &Asked) -> Result<Vec<Token>> {
    let id = one(asked)?;
    app.store.proposal(id).await?.ok_or_else(|| not_there(id))?;
    Ok(vec![Token {
        service_request_id: id.to_string(),
        token: id.to_string(),
    }])
}

fn one(asked: &Asked) -> Result<ProposalId> {
    asked
        .name
        .parse()
        .map_err(|_| not_there(ProposalId(uuid::Uuid::nil())))
}

fn not_there(id: ProposalId) -> Error {
    Error::NoSuchProposal {
        problem: no_such_proposal(id),
    }
}

fn span(app: &App, asked: &Asked, query: &Query) -> Result<Span> {
    let offset = asked.city.calendar.utc_offset;
    let now = app.clock.now();
    let updated_after = read(query, "updated_after", offset, false)?;
    let updated_before = read(query, "updated_before", offset, true)?;
    let (told, since, until) = if updated_after.is_some() || updated_before.is_some() {
        let since = updated_after.unwrap_or(Timestamp(0));
        (Told::Last, since, updated_before.unwrap_or(now))
    } else {
        let start = read(query, "start_date", offset, false)?;
        let end = read(query, "end_date", offset, true)?;
        let (since, until) = match (start, end) {
            (Some(start), Some(end)) => (start, end),
            (Some(start), None) => (start, start.plus_days(DAYS)),
            (None, end) => {
                let end = end.unwrap_or(now);
                (end.plus_days(-DAYS), end)
            }
        };
        // A day more: days are told with their hours, and the hours of the first one are not the last one's.
        if until > since.plus_days(DAYS + 1) {
            return Err(Error::SpanTooLong { days: DAYS });
        }
        (Told::First, since, until)
    };
    let page: usize = query.parsed("page")?.unwrap_or(1);
    let limit: usize = query.parsed("page_size")?.unwrap_or(MOST);
    let skip = page.checked_sub(1).and_then(|page| page.checked_mul(limit));
    let skip = skip
        .filter(|skip| *skip <= DEEPEST)
        .ok_or_else(|| Query::bad("page"))?;
    if !(1..=MOST).contains(&limit) {
        return Err(Query::bad("page_size"));
    }
    Ok(Span {
        told,
        since,
        until,
        categories: categories(asked, query)?,
        states: states(query)?,
        skip,
        limit,
    })
}

fn categories(asked: &Asked, query: &Query) -> Result<Vec<CategoryId>> {
    let codes = query
        .text("service_code")
        .into_iter()
        .flat_map(|codes| codes.split(','));
    codes
        .map(|code| Ok(category(asked, code.trim())?.unwrap_or_else(|| CategoryId::from(""))))
        .collect()
}

fn states(query: &Query) -> Result<Vec<State>> {
    let mut states = Vec::new();
    for status in query
        .text("status")
        .into_iter()
        .flat_map(|status| status.split(','))
    {
        let over = match status.trim() {
            "open" => false,
            "closed" => true,
            _ => return Err(Query::bad("status")),
        };
        states.extend(State::ALL.into_iter().filter(|state| state.is_over() == over));
    }
    Ok(states)
}

/// These proposals in this order, those that are there.
async fn told(app: &App, asked: &Asked, ids: &[ProposalId]) -> Result<Vec<Request>> {
    let known = app.store.known(ids).await?;
    let mut known: HashMap<ProposalId, Proposal> = known
        .into_iter()
        .map(|known| (known.proposal.id, known.proposal))
        .collect();
    let proposals = ids.iter().filter_map(|id| known.remove(id));
    Ok(proposals.map(|proposal| of(asked, &proposal)).collect())
}

/// A proposal as GeoReport has it: only what everybody may read.
fn of(asked: &Asked, proposal: &Proposal) -> Request {
    let (city, tag) = (&asked.city, asked.tag());
    let when = |at| written(at, city.calendar.utc_offset);
    let category = proposal.category.as_ref().and_then(|id| city.category(id));
    let area = city.area(&proposal.area).map_or("", |area| area.names.get(tag));
    let department = |id| city.department(id).map(|department| department.names.get(tag));
    let agencies = proposal.lead.iter().chain(&proposal.joint).filter_map(department);
    let agencies: Vec<&str> = agencies.collect();
    let number = proposal.number.as_deref();
    Request {
        service_request_id: proposal.id.to_string(),
        status: if proposal.state.is_over() {
            "closed"
        } else {
            "open"
        },
        status_notes: notes(asked.words, proposal),
        service_name: category.map_or_else(
            || asked.words.text("open311-unsorted", &args! {}),
            |category| category.names.get(tag).to_owned(),
        ),
        service_code: proposal
            .category
            .as_ref()
            .map_or(UNSORTED, |id| id.as_str())
            .to_owned(),
        description: description(proposal),
        agency_responsible: Some(agencies.join(", ")).filter(|names| !names.is_empty()),
        service_notice: number.map(|number| asked.words.text("proposal-number", &args! { number = number })),
        requested_datetime: when(proposal.submitted_at),
        updated_datetime: when(proposal.updated_at),
        expected_datetime: expected(proposal).and_then(when),
        address: proposal
            .place
            .as_deref()
            .into_iter()
            .chain([area])
            .collect::<Vec<_>>()
            .join(", "),
        lat: proposal.point.map(Point::lat),
        long: proposal.point.map(Point::long),
    }
}

/// What was said, after its title where that is not its beginning.
fn description(proposal: &Proposal) -> String {
    let title = proposal.title.trim_end_matches('…');
    if proposal.text.trim_start().starts_with(title) {
        proposal.text.clone()
    } else {
        format!("{}\n\n{}", proposal.title, proposal.text)
    }
}
