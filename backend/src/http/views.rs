//! The views of desks that a member of the city's staff keeps: their own, at every computer.

use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{SignedIn, json};
use axum::Json;
use axum::extract::{Request, State};
use domain::desk::{DeskView, ViewChange, ViewChanges};
use domain::protocol::ErrorBody;

/// What the asking one keeps, in the order in which it was kept.
#[utoipa::path(get, path = "/api/v1/views", tag = "accounts", security(("session" = [])),
    responses((status = 200, body = Vec<DeskView>),
        (status = "4XX", body = ErrorBody, description = "not-staff, not-signed-in, session-ended")))]
pub async fn read(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<Vec<DeskView>>> {
    if !me.person().is_staff() {
        return Err(Error::NotStaff);
    }
    Ok(Json(app.store.views(me.account).await?))
}

/// Keeps some and forgets others, up to 200 in this order; what comes last holds.
#[utoipa::path(put, path = "/api/v1/views", tag = "accounts", request_body = ViewChanges, security(("session" = [])),
    responses((status = 200, body = Vec<DeskView>),
        (status = "4XX", body = ErrorBody, description = "not-staff, not-signed-in, session-ended, not-json, wrong-shape")))]
pub async fn change(
    State(app): Shared,
    SignedIn(me): SignedIn,
    request: Request,
) -> Result<Json<Vec<DeskView>>> {
    if !me.person().is_staff() {
        return Err(Error::NotStaff);
    }
    let ViewChanges { changes } = json(request, app.limits.body_bytes).await?;
    if changes.len() > 2 * DeskView::LIMIT || !changes.iter().all(ViewChange::is_fit) {
        let path = "changes".to_owned();
        return Err(Error::WrongShape { path });
    }
    let mut group = app.store.begin().await?;
    for change in &changes {
        group.change_view(me.account, change).await?;
    }
    group.commit().await?;
    Ok(Json(app.store.views(me.account).await?))
}
