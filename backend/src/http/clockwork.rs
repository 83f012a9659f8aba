//! What the city's clockwork could not do by itself, for whoever can.

use crate::error::Result;
use crate::http::Shared;
use crate::http::extract::SignedIn;
use crate::http::staff::administrator;
use axum::Json;
use axum::extract::State;
use domain::id::ProposalId;
use domain::protocol::{ErrorBody, STUCK_LIMIT, Stuck, StuckCase};
use domain::query::Card;
use std::collections::HashMap;

/// Cases whose time is over and that could not be moved on. They are tried again every minute.
#[utoipa::path(get, path = "/api/v1/clockwork", tag = "proposals", security(("session" = [])),
    responses((status = 200, body = Stuck),
        (status = "4XX", body = ErrorBody, description = "not-administrator, not-signed-in, session-ended")))]
pub async fn stuck(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<Stuck>> {
    administrator(&me)?;
    let mut held = app.stuck.all();
    let count = u32::try_from(held.len()).unwrap_or(u32::MAX);
    held.truncate(STUCK_LIMIT);
    let ids: Vec<ProposalId> = held.iter().map(|held| held.due.proposal).collect();
    let known = app.store.known(&ids).await?.into_iter();
    let cards: HashMap<ProposalId, Card> = known
        .map(|known| (known.proposal.id, Card::from(&known.proposal)))
        .collect();
    let case = |held: crate::jobs::stuck::Held| {
        Some(StuckCase {
            card: cards.get(&held.due.proposal)?.clone(),
            since: held.since,
            problem: held.problem,
        })
    };
    let cases = held.into_iter().filter_map(case).collect();
    Ok(Json(Stuck { count, cases }))
}
