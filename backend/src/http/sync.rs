//! The two directions of sync: commands in, events out.

use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{Query, SignedIn, json};
use crate::store::{ChangesQuery, Logged};
use crate::writer::Asked;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::actor::Actor;
use domain::event::Event;
use domain::id::{AccountId, AreaId};
use domain::protocol::{
    CHANGES_LIMIT, ChangesResponse, CommandResult, ErrorBody, Me, PUSH_LIMIT, PushRequest, PushResponse,
    Scope,
};

/// Carries out commands, each once, in this order. One answer for each; one bad command never holds up the others.
#[utoipa::path(post, path = "/api/v1/sync/push", tag = "sync", request_body = PushRequest,
    security(("session" = [])),
    responses(
        (status = 200, body = PushResponse),
        (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended, not-json, wrong-shape, too-large, unsupported-media-type"),
        (status = "5XX", body = ErrorBody, description = "retry-later, disk-full, stopping, internal"),
    ))]
pub async fn push(
    State(app): Shared,
    SignedIn(me): SignedIn,
    request: Request,
) -> Result<Json<PushResponse>> {
    let push: PushRequest = json(request, app.limits.push_bytes).await?;
    if push.commands.is_empty() || push.commands.len() > PUSH_LIMIT {
        return Err(Error::WrongShape {
            path: "commands".to_owned(),
        });
    }
    let at = app.clock.now();
    let ids: Vec<_> = push.commands.iter().map(|command| command.id).collect();
    let person = me.person();
    let asked = push.commands.into_iter().map(|command| Asked {
        actor: Actor::Person(person.clone()),
        at,
        command,
    });
    let outcomes = app.writer.commands(asked.collect()).await?;
    let results = ids.into_iter().zip(outcomes);
    let results = results
        .map(|(id, outcome)| CommandResult { id, outcome })
        .collect();
    Ok(Json(PushResponse { results }))
}

/// The log after a sequence number, as far as it is in scope and may be read.
#[utoipa::path(get, path = "/api/v1/sync/changes", tag = "sync",
    params(
        ("after" = Option<u64>, Query, description = "the last sequence number that is known; 0 from the start"),
        ("limit" = Option<u32>, Query, description = "1 to 1,000 events; 1,000 unless told"),
        ("scope" = Option<String>, Query, description = "all (unless told), mine, or areas:A,B"),
    ),
    security((), ("session" = [])),
    responses(
        (status = 200, body = ChangesResponse),
        (status = "4XX", body = ErrorBody, description = "bad-parameter, not-signed-in (scope mine), session-ended"),
    ))]
pub async fn changes(State(app): Shared, me: Option<SignedIn>, query: Query) -> Result<Response> {
    let me = me.map(|SignedIn(me)| me);
    let after = query.parsed("after")?.unwrap_or(0);
    let limit: u32 = query.parsed("limit")?.unwrap_or(CHANGES_LIMIT);
    if limit == 0 {
        return Err(Query::bad("limit"));
    }
    let scope = scope(query.text("scope"))?;
    let areas = match &scope {
        Scope::Areas(areas) => {
            let city = app.writer.city();
            areas.iter().flat_map(|area| city.city.within(area)).collect()
        }
        Scope::Mine if me.is_none() => return Err(Error::NotSignedIn),
        _ => Vec::new(),
    };
    let epoch = app.writer.head().borrow().epoch.clone();
    let changes = app
        .store
        .changes(&ChangesQuery {
            after,
            limit: limit.min(CHANGES_LIMIT),
            scope,
            areas,
            reader: me.as_ref().map(|me| me.account),
            staff: me.as_ref().is_some_and(|me| me.person().is_staff()),
        })
        .await?;
    // Payloads are JSON already; each is given out as it was committed to.
    let mut body = String::with_capacity(
        256 + changes
            .entries
            .iter()
            .map(|e| e.payload.len() + 64)
            .sum::<usize>(),
    );
    body.push_str("{\"epoch\":");
    body.push_str(&serde_json::to_string(epoch.as_ref())?);
    body.push_str(",\"events\":[");
    for (place, entry) in changes.entries.into_iter().enumerate() {
        if place > 0 {
            body.push(',');
        }
        body.push_str(&told(entry, me.as_ref())?);
    }
    body.push_str(&format!(
        "],\"next\":{},\"head\":{}}}",
        changes.next, changes.head
    ));
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

fn scope(text: Option<&str>) -> Result<Scope> {
    match text {
        None | Some("all") => Ok(Scope::All),
        Some("mine") => Ok(Scope::Mine),
        Some(text) => {
            let areas = text.strip_prefix("areas:").filter(|areas| !areas.is_empty());
            let areas = areas.ok_or_else(|| Query::bad("scope"))?;
            Ok(Scope::Areas(areas.split(',').map(AreaId::from).collect()))
        }
    }
}

/// An entry as this reader may see it, as JSON. Its payload names no account, so it is for everybody as it is, unless
/// something of it is withheld; the account is put back for whoever may know it.
pub(crate) fn told(entry: Logged, me: Option<&Me>) -> Result<String> {
    let reader: Option<AccountId> = me.map(|me| me.account);
    let staff = me.is_some_and(|me| me.person().is_staff());
    let may_know = entry.account.is_some() && (staff || reader == entry.account);
    let withheld = entry.withheld && !staff;
    if !may_know && !withheld {
        return Ok(entry.payload);
    }
    let mut event: Event = serde_json::from_str(&entry.payload)?;
    if withheld {
        event = event.withhold(may_know);
    }
    event.by.account = entry.account;
    let seq = event.seq;
    let seen = event.seen_by(reader, staff);
    let seen = seen.ok_or_else(|| Error::Internal(format!("event {seq} was read for somebody else")))?;
    Ok(serde_json::to_string(&seen)?)
}
