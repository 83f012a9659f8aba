//! Guests, accounts and sessions.

use crate::accounts::AccountJob;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{SignedIn, json, session_digest};
use crate::secrets::{digest, is_secret, new_token};
use crate::store::NewAccount;
use axum::Json;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode};
use domain::actor::Level;
use domain::id::AccountId;
use domain::protocol::{ErrorBody, GuestRequest, Me, Session, SignIn, SignUp};
use std::net::SocketAddr;
use uuid::Uuid;

/// A device makes itself known, so that a voice needs no sign-up. The same id with the same secret gives a new session.
#[utoipa::path(post, path = "/api/v1/guests", tag = "accounts", request_body = GuestRequest,
    responses((status = 200, body = Session), (status = "4XX", body = ErrorBody, description = "wrong-secret, signed-up, too-many-attempts, not-json, wrong-shape")))]
pub async fn guest(
    State(app): Shared,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
) -> Result<Json<Session>> {
    let guest: GuestRequest = json(request, app.limits.body_bytes).await?;
    if !is_secret(&guest.secret) {
        return Err(Error::WrongShape {
            path: "secret".to_owned(),
        });
    }
    app.doorman.may_enter(from.ip(), app.clock.now())?;
    let (token, kept) = new_token()?;
    let job = AccountJob::Guest {
        account: guest.account,
        secret: digest(&guest.secret),
        token: kept,
    };
    session(&app, job, token).await
}

/// Signing up. With a guest's session in the header the guest becomes this account and keeps all it wrote.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "accounts", request_body = SignUp,
    security((), ("session" = [])),
    responses((status = 200, body = Session), (status = "4XX", body = ErrorBody, description = "login-taken, login-unusable, password-unusable, name-unusable, signed-up, session-ended, too-many-attempts, not-json, wrong-shape")))]
pub async fn sign_up(
    State(app): Shared,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    me: Option<SignedIn>,
    headers: HeaderMap,
    request: Request,
) -> Result<Json<Session>> {
    let asked: SignUp = json(request, app.limits.body_bytes).await?;
    let login = app.secrets.login(&asked.login)?;
    let name = name(asked.name)?;
    app.doorman.may_enter(from.ip(), app.clock.now())?;
    let (token, kept) = new_token()?;
    let me = me.map(|SignedIn(me)| me);
    if let Some(known) = app.store.credentials_of(&login).await? {
        // The same person asks again, because the first answer got lost.
        let own = me.as_ref().is_some_and(|me| me.account == known.account);
        if own && app.secrets.verify(asked.password, known.password).await? {
            let job = AccountJob::SignIn {
                account: known.account,
                guest: None,
                from: Some(session_digest(&headers)?),
                token: kept,
            };
            return session(&app, job, token).await;
        }
        return Err(Error::LoginTaken);
    }
    let guest = me.filter(|me| me.level == Level::Guest).map(|me| me.account);
    let account = NewAccount {
        me: Me {
            account: guest.unwrap_or_else(|| AccountId(Uuid::now_v7())),
            level: Level::Unverified,
            roles: Vec::new(),
            name,
        },
        secret: None,
        login: Some(login),
        password: Some(app.secrets.password(asked.password).await?),
    };
    let job = AccountJob::SignUp {
        account: Box::new(account),
        guest: guest.is_some(),
        from: guest.map(|_| session_digest(&headers)).transpose()?,
        token: kept,
    };
    session(&app, job, token).await
}

/// Signing in. With a guest's session in the header, what the guest wrote is handed over to the account.
#[utoipa::path(post, path = "/api/v1/session", tag = "accounts", request_body = SignIn,
    security((), ("session" = [])),
    responses((status = 200, body = Session), (status = "4XX", body = ErrorBody, description = "wrong-credentials, too-many-attempts, session-ended, not-json, wrong-shape")))]
pub async fn sign_in(
    State(app): Shared,
    me: Option<SignedIn>,
    headers: HeaderMap,
    request: Request,
) -> Result<Json<Session>> {
    let asked: SignIn = json(request, app.limits.body_bytes).await?;
    let login = app
        .secrets
        .login(&asked.login)
        .map_err(|_| Error::WrongCredentials)?;
    app.doorman.may_try(&login, app.clock.now())?;
    let known = app.store.credentials_of(&login).await?;
    let hash = known.as_ref().and_then(|known| known.password.clone());
    let right = app.secrets.verify(asked.password, hash).await?;
    let Some(known) = known.filter(|_| right) else {
        app.doorman.failed(login, app.clock.now());
        return Err(Error::WrongCredentials);
    };
    app.doorman.succeeded(&login);
    let guest = me.map(|SignedIn(me)| me).filter(|me| me.level == Level::Guest);
    let (token, kept) = new_token()?;
    let job = AccountJob::SignIn {
        account: known.account,
        from: guest.as_ref().map(|_| session_digest(&headers)).transpose()?,
        guest: guest
            .map(|guest| guest.account)
            .filter(|guest| *guest != known.account),
        token: kept,
    };
    session(&app, job, token).await
}

/// Signing out: the token is of no use any more.
#[utoipa::path(delete, path = "/api/v1/session", tag = "accounts", security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn sign_out(State(app): Shared, _: SignedIn, headers: HeaderMap) -> Result<StatusCode> {
    let token = session_digest(&headers)?;
    app.writer.account(AccountJob::SignOut { token }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who the session's account is, to itself.
#[utoipa::path(get, path = "/api/v1/me", tag = "accounts", security(("session" = [])),
    responses((status = 200, body = Me), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn me(SignedIn(me): SignedIn) -> Json<Me> {
    Json(me)
}

async fn session(app: &App, job: AccountJob, token: String) -> Result<Json<Session>> {
    let account = app.writer.account(job).await?;
    let me = match account {
        Some(account) => app.store.me(account).await?,
        None => None,
    };
    let me = me.ok_or_else(|| Error::Internal("a session for nobody".to_owned()))?;
    Ok(Json(Session { token, me }))
}

/// How somebody wants to be addressed: up to 40 characters; empty is none.
pub(super) fn name(name: Option<String>) -> Result<Option<String>> {
    let name = name
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty());
    match &name {
        Some(name) if name.chars().count() > 40 || name.chars().any(char::is_control) => {
            Err(Error::NameUnusable)
        }
        _ => Ok(name),
    }
}
