//! For whoever keeps the server running.

use crate::error::{Error, Result};
use crate::http::Shared;
use axum::Json;
use axum::extract::State;
use domain::protocol::HeadMoved;
use serde::Serialize;
use utoipa::ToSchema;

/// The program runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct Live {
    pub live: bool,
}

/// Answers as long as the program runs.
#[utoipa::path(get, path = "/health/live", tag = "health", responses((status = 200, body = Live)))]
pub async fn live() -> Json<Live> {
    Json(Live { live: true })
}

/// Answers when requests can be served: the database answers, and nobody asked for a stop.
#[utoipa::path(get, path = "/health/ready", tag = "health",
    responses((status = 200, body = HeadMoved), (status = 503, body = domain::protocol::ErrorBody)))]
pub async fn ready(State(app): Shared) -> Result<Json<HeadMoved>> {
    if *app.stop.borrow() {
        return Err(Error::Stopping);
    }
    app.store.leaf(1).await?;
    let head = app.writer.head().borrow().seq;
    Ok(Json(HeadMoved { head }))
}
