//! The server's face: every route, and what holds for all of them.

pub mod accounts;
pub mod arguments;
pub mod city;
pub mod clockwork;
pub mod contact;
pub mod docs;
pub mod events;
pub mod extract;
pub mod files;
pub mod health;
pub mod ledger;
pub mod map;
pub mod personal;
pub mod proposals;
pub mod recognise;
pub mod staff;
mod subscription;
pub mod supervision;
pub mod sync;
mod tus;
pub mod uploads;
pub mod views;
pub mod web;

use crate::app::App;
use crate::error::Error;
use crate::http::docs::Bearer;
use crate::http::map::Maps;
use crate::open311;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What handlers are given.
pub type Shared = State<Arc<App>>;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Huisheng",
        description = "Proposals to a city and its answers, each step against a public deadline. Errors are \
                       `{\"error\":{\"code\",\"arguments\"}}`; codes are stable.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    components(schemas(domain::protocol::ErrorBody, domain::protocol::HeadMoved)),
    modifiers(&Bearer)
)]
struct Api;

fn api() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Api::openapi())
        .merge(
            OpenApiRouter::from(open311::router())
                .merge(OpenApiRouter::with_openapi(open311::Description::openapi())),
        )
        .routes(routes!(accounts::guest))
        .routes(routes!(accounts::sign_up))
        .routes(routes!(accounts::sign_in, accounts::sign_out))
        .routes(routes!(accounts::me))
        .routes(routes!(personal::data))
        .routes(routes!(personal::erase))
        .routes(routes!(staff::colleagues, staff::make))
        .routes(routes!(staff::find))
        .routes(routes!(views::read, views::change))
        .routes(routes!(sync::push))
        .routes(routes!(sync::changes))
        .routes(routes!(proposals::list))
        .routes(routes!(proposals::similar))
        .routes(routes!(proposals::one))
        .routes(routes!(city::city))
        .routes(routes!(city::changes))
        .routes(routes!(clockwork::stuck))
        .routes(routes!(arguments::reported))
        .routes(routes!(supervision::mine))
        .routes(routes!(supervision::list))
        .routes(routes!(supervision::one))
        .routes(routes!(supervision::pool))
        .routes(routes!(events::stream))
        .routes(routes!(ledger::checkpoint))
        .routes(routes!(ledger::proof))
        .routes(routes!(recognise::offered, recognise::recognise))
        .routes(routes!(uploads::offered, uploads::begin))
        .routes(routes!(
            uploads::look,
            uploads::add,
            uploads::outcome,
            uploads::end
        ))
        .routes(routes!(files::whole))
        .routes(routes!(files::thumbnail))
        .routes(routes!(contact::read, contact::change, contact::forget))
        .routes(routes!(contact::verify))
        .routes(routes!(
            subscription::read,
            subscription::change,
            subscription::forget
        ))
        .routes(routes!(contact::ask_stop, contact::stop))
        .routes(routes!(contact::deliveries))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
}

/// The description of the interface, as served at `/api/openapi.json`.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().into_openapi()
}

/// Every route. `web` is the directory of the built app.
pub fn router(app: Arc<App>, web: Option<PathBuf>, maps: Maps) -> Router {
    let (router, description) = api().split_for_parts();
    let bounds = Bounds {
        at_once: Arc::new(Semaphore::new(app.limits.requests)),
        time: app.limits.time,
        sound_time: app.limits.sound_time,
        upload_time: app.limits.upload_time,
    };
    router
        .merge(docs::router(&description))
        .merge(map::router(maps))
        .method_not_allowed_fallback(|| async { Error::MethodNotAllowed })
        .fallback_service(web::router(web))
        // Bodies are bounded where they are read, each by its own limit.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(bounds, bounded))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
        .layer(always(header::CONTENT_SECURITY_POLICY, web::POLICY))
        .layer(always(
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(self), microphone=(self), payment=(), usb=()",
        ))
        .layer(TraceLayer::new_for_http())
        .with_state(app)
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// So many requests at a time, each for so long.
#[derive(Clone)]
struct Bounds {
    at_once: Arc<Semaphore>,
    time: Duration,
    sound_time: Duration,
    upload_time: Duration,
}

async fn bounded(State(bounds): State<Bounds>, request: Request, next: Next) -> Response {
    let Ok(_permit) = bounds.at_once.try_acquire() else {
        return Error::RetryLater { after_ms: 1_000 }.into_response();
    };
    let time = match request.uri().path() {
        recognise::PATH => bounds.sound_time,
        path if path.starts_with(uploads::PATH) => bounds.upload_time,
        _ => bounds.time,
    };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::TimedOut.into_response(),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that the layer asks for")]
fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(cause.downcast_ref::<&str>().copied())
        .unwrap_or("?");
    Error::Internal(format!("a request panicked: {text}")).into_response()
}
