//! The interface described: OpenAPI, and a page to read it that needs no other host.

use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::get;
use utoipa::Modify;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

/// How a session is shown.
pub struct Bearer;

impl Modify for Bearer {
    fn modify(&self, description: &mut OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        description
            .components
            .get_or_insert_default()
            .add_security_scheme("session", SecurityScheme::Http(bearer));
    }
}

/// `/api/openapi.json`, and `/api/docs` with its script and style.
pub fn router<S: Clone + Send + Sync + 'static>(description: &OpenApi) -> Router<S> {
    let json = Bytes::from(description.to_pretty_json().unwrap_or_default());
    Router::new()
        .route("/api/openapi.json", served("application/json", json))
        .route(
            "/api/docs",
            served("text/html; charset=utf-8", include_str!("docs/index.html")),
        )
        .route(
            "/api/docs.js",
            served("text/javascript; charset=utf-8", include_str!("docs/docs.js")),
        )
        .route(
            "/api/docs.css",
            served("text/css; charset=utf-8", include_str!("docs/docs.css")),
        )
}

fn served<S: Clone + Send + Sync + 'static>(
    kind: &'static str,
    body: impl Into<Bytes>,
) -> axum::routing::MethodRouter<S> {
    let body = body.into();
    get(move || async move {
        (
            [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")],
            body,
        )
    })
}
