//! Who works with whom.

use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::SignedIn;
use axum::Json;
use axum::extract::State;
use domain::protocol::{Colleague, ErrorBody};

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
