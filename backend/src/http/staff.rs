//! Who works with whom, and whom an administrator gives roles to. The roles themselves are given by a command.

use crate::accounts::AccountJob;
use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::accounts::name;
use crate::http::extract::{SignedIn, json};
use crate::store::NewAccount;
use axum::Json;
use axum::extract::{Request, State};
use domain::actor::Level;
use domain::id::AccountId;
use domain::protocol::{Colleague, ErrorBody, Login, Me, SignUp};
use uuid::Uuid;

/// Those with whom the asking member of the city's staff works: officers of the same department, coordinators of the same
/// area, one within it or one that it lies in; to an administrator everybody who has a role.
#[utoipa::path(get, path = "/api/v1/staff", tag = "accounts", security(("session" = [])),
    responses((status = 200, body = Vec<Colleague>, description = "the asking one among them"),
        (status = "4XX", body = ErrorBody, description = "not-staff, not-signed-in, session-ended")))]
pub async fn colleagues(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<Vec<Colleague>>> {
    let person = me.person();
    if !person.is_staff() {
        return Err(Error::NotStaff);
    }
    let city = app.writer.city();
    let staff = app.store.staff().await?.into_iter();
    let colleagues = staff.filter_map(|other| other.to_colleague(&person, &city.city));
    Ok(Json(colleagues.collect()))
}

/// Whom an administrator means by a login.
#[utoipa::path(post, path = "/api/v1/staff/find", tag = "accounts", request_body = Login, security(("session" = [])),
    responses((status = 200, body = Me),
        (status = "4XX", body = ErrorBody, description = "not-administrator, no-such-login, not-signed-in, session-ended, not-json, wrong-shape")))]
pub async fn find(State(app): Shared, SignedIn(me): SignedIn, request: Request) -> Result<Json<Me>> {
    administrator(&me)?;
    let asked: Login = json(request, app.limits.body_bytes).await?;
    let login = app.secrets.login(&asked.login).map_err(|_| Error::NoSuchLogin)?;
    let known = app
        .store
        .credentials_of(&login)
        .await?
        .ok_or(Error::NoSuchLogin)?;
    let found = app.store.me(known.account).await?;
    Ok(Json(found.ok_or(Error::NoSuchLogin)?))
}

/// An account for somebody whom the city knows in person. It has no role yet.
#[utoipa::path(post, path = "/api/v1/staff", tag = "accounts", request_body = SignUp, security(("session" = [])),
    responses((status = 200, body = Me),
        (status = "4XX", body = ErrorBody, description = "not-administrator, login-taken, login-unusable, password-unusable, name-unusable, not-signed-in, session-ended, not-json, wrong-shape")))]
pub async fn make(State(app): Shared, SignedIn(me): SignedIn, request: Request) -> Result<Json<Me>> {
    administrator(&me)?;
    let asked: SignUp = json(request, app.limits.body_bytes).await?;
    let account = NewAccount {
        me: Me {
            account: AccountId(Uuid::now_v7()),
            level: Level::ResidentVerified,
            roles: Vec::new(),
            name: name(asked.name)?,
        },
        secret: None,
        login: Some(app.secrets.login(&asked.login)?),
        password: Some(app.secrets.password(asked.password).await?),
    };
    let made = account.me.clone();
    let job = AccountJob::Create(Box::new(account));
    match app.writer.account(job).await? {
        Some(id) if id == made.account => Ok(Json(made)),
        _ => Err(Error::LoginTaken),
    }
}

/// That somebody administers the city.
///
/// # Errors
/// [`Error::NotAdministrator`]
pub(super) fn administrator(me: &Me) -> Result<()> {
    match me.person().administers() {
        true => Ok(()),
        false => Err(Error::NotAdministrator),
    }
}
