//! What coordinators have to look at.

use crate::error::Result;
use crate::http::Shared;
use crate::http::extract::SignedIn;
use crate::store::Moderated;
use axum::Json;
use axum::extract::State;
use domain::actor::Role;
use domain::id::{AreaId, ProposalId};
use domain::protocol::{ErrorBody, REPORTED_LIMIT, Reported, ReportedArgument};
use std::collections::{BTreeSet, HashMap};

/// Arguments in the caller's areas that were reported and nobody has ruled on, longest waiting first, and those that are
/// hidden, the latest first. Empty for whoever coordinates nothing.
#[utoipa::path(get, path = "/api/v1/arguments/reported", tag = "proposals",
    security(("session" = [])),
    responses((status = 200, body = Reported), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn reported(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<Reported>> {
    let city = app.writer.city();
    let areas: BTreeSet<AreaId> = me
        .roles
        .iter()
        .filter_map(|role| match role {
            Role::Coordinator { area } => Some(city.city.within(area)),
            _ => None,
        })
        .flatten()
        .collect();
    let areas: Vec<AreaId> = areas.into_iter().collect();
    let reported = app.store.reported(&areas, REPORTED_LIMIT).await?;
    let hidden = app.store.hidden(&areas, REPORTED_LIMIT).await?;
    let ids: BTreeSet<ProposalId> = reported.iter().chain(&hidden).map(|one| one.proposal).collect();
    let ids: Vec<ProposalId> = ids.into_iter().collect();
    let known = app.store.known(&ids).await?;
    let known: HashMap<ProposalId, _> = known
        .into_iter()
        .map(|known| (known.proposal.id, known.proposal))
        .collect();
    let about = |one: Moderated| {
        let about = known.get(&one.proposal)?;
        Some(ReportedArgument {
            proposal: one.proposal,
            title: about.title.clone(),
            version: about.version,
            id: one.id,
            argument: one.argument,
        })
    };
    Ok(Json(Reported {
        items: reported.into_iter().filter_map(about).collect(),
        hidden: hidden.into_iter().filter_map(about).collect(),
    }))
}
