//! How the browser of a session is told by Web Push, while the app is closed.

use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{SignedIn, json, session_digest};
use crate::store::{Digest, NewSubscription, Subscription};
use crate::telling::push;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use domain::contact::{self, SubscriptionRequest, SubscriptionState};
use domain::protocol::ErrorBody;
use locales::Locale;

/// What the city knows of how to tell this browser, for itself.
#[utoipa::path(get, path = "/api/v1/subscription", tag = "contact", security(("session" = [])),
    responses((status = 200, body = SubscriptionState), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn read(State(app): Shared, _: SignedIn, headers: HeaderMap) -> Result<Json<SubscriptionState>> {
    state(&app, &session_digest(&headers)?).await
}

/// Where and how to tell it, for as long as the session lasts.
#[utoipa::path(put, path = "/api/v1/subscription", tag = "contact", request_body = SubscriptionRequest, security(("session" = [])),
    responses((status = 200, body = SubscriptionState), (status = "4XX", body = ErrorBody, description = "push-unusable, not-signed-in, session-ended, not-json, wrong-shape")))]
pub async fn change(
    State(app): Shared,
    _: SignedIn,
    headers: HeaderMap,
    request: Request,
) -> Result<Json<SubscriptionState>> {
    let session = session_digest(&headers)?;
    let asked: SubscriptionRequest = json(request, app.limits.body_bytes).await?;
    if !asked.quiet.is_valid() {
        let path = "quiet".to_owned();
        return Err(Error::WrongShape { path });
    }
    let (address, mark) = push::kept(&app, &asked)?;
    let new = NewSubscription {
        session,
        mark,
        address,
        language: Locale::best([asked.language.as_str()]).tag().to_owned(),
        pace: asked.pace,
        quiet: asked.quiet,
    };
    let offset = app.writer.city().city.calendar.utc_offset;
    let due = asked.pace.due(asked.quiet, app.clock.now(), offset);
    let _turn = app.contacts.lock().await;
    let mut group = app.store.begin().await?;
    let is_kept = group.put_subscription(&new, due).await?;
    group.commit().await?;
    match is_kept {
        true => state(&app, &session).await,
        false => Err(Error::SessionEnded),
    }
}

/// Nothing more is told there, and where it was is forgotten.
#[utoipa::path(delete, path = "/api/v1/subscription", tag = "contact", security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn forget(State(app): Shared, _: SignedIn, headers: HeaderMap) -> Result<StatusCode> {
    let session = session_digest(&headers)?;
    let _turn = app.contacts.lock().await;
    if let Some(known) = app.store.subscription_of(&session).await? {
        let mut group = app.store.begin().await?;
        group.remove_subscription(known.id).await?;
        group.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

async fn state(app: &App, session: &Digest) -> Result<Json<SubscriptionState>> {
    let known = app.store.subscription_of(session).await?;
    Ok(Json(SubscriptionState {
        key: push::public_key(&app.secrets),
        subscription: known.map(told),
    }))
}

/// What its person may know of a subscription.
pub(super) fn told(known: Subscription) -> contact::Subscription {
    contact::Subscription {
        language: known.language,
        pace: known.pace,
        quiet: known.quiet,
        unreachable: known.problem.is_some(),
    }
}
