//! The transparency ledger, for anybody who wants to check.

use crate::error::Result;
use crate::http::Shared;
use crate::http::extract::{Segment, path};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use domain::protocol::{ErrorBody, InclusionProof};

/// The newest signed head of the log (C2SP tlog-checkpoint).
#[utoipa::path(get, path = "/checkpoint", tag = "ledger",
    responses((status = 200, content_type = "text/plain", body = String)))]
pub async fn checkpoint(State(app): Shared) -> Result<impl IntoResponse> {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((headers, app.checkpoints.newest().await?))
}

/// That an event is in the tree under the newest signed head (RFC 6962 §2.1.1).
#[utoipa::path(get, path = "/api/v1/ledger/proof/{seq}", tag = "ledger",
    params(("seq" = u64, Path, description = "the event's sequence number")),
    responses((status = 200, body = InclusionProof), (status = "4XX", body = ErrorBody, description = "no-such-event, bad-parameter")))]
pub async fn proof(State(app): Shared, seq: Segment) -> Result<Json<InclusionProof>> {
    let seq = path("seq", seq)?;
    Ok(Json(app.checkpoints.prove(app.store.as_ref(), seq).await?))
}
