//! GeoReport v2 (Open311): how systems of other makers, a city's 311 or 12345 among them, file into this city and read
//! from it. A category is a service, a proposal a service request.
//! <https://wiki.open311.org/GeoReport_v2>

mod filing;
mod once;
mod requests;
mod services;
mod standing;
mod when;
mod written;

use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{Query, Segment, path};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use domain::city::City;
use locales::{Locale, Words};
use std::sync::Arc;
use utoipa::OpenApi;
pub(crate) use when::written as w3c;
use written::Format;

/// The addresses as they are described; they are routed by [`router`], because a segment has both a name and a format.
#[derive(OpenApi)]
#[openapi(paths(
    services::services,
    services::definition,
    requests::requests,
    requests::request,
    filing::file,
    requests::token,
    services::discovery
))]
pub struct Description;

/// Every address of it.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/open311/{document}", get(discovery))
        .route("/open311/v2/{list}", get(list).post(file))
        .route("/open311/v2/{list}/{one}", get(one))
}

async fn discovery(State(app): Shared, document: Segment, headers: HeaderMap, query: Query) -> Response {
    let asked = Asked::of(&app, document, &headers, &query);
    match (asked.name.as_str(), asked.format) {
        ("discovery", Some(format)) => {
            let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
            format.write(
                "discovery",
                &services::discovery(&asked, host.unwrap_or_default()),
            )
        }
        _ => asked.refuse(&Error::NoSuchRoute),
    }
}

async fn list(State(app): Shared, list: Segment, headers: HeaderMap, query: Query) -> Response {
    let asked = Asked::of(&app, list, &headers, &query);
    let answer = async {
        let format = asked.format.ok_or(Error::NoSuchRoute)?;
        asked.right_city(&query)?;
        match asked.name.as_str() {
            "services" => Ok(format.write("services", &services::services(&asked))),
            "requests" => Ok(format.write(
                "service_requests",
                &requests::requests(&app, &asked, &query).await?,
            )),
            _ => Err(Error::NoSuchRoute),
        }
    };
    answer.await.unwrap_or_else(|error| asked.refuse(&error))
}

async fn one(
    State(app): Shared,
    segments: Result<axum::extract::Path<(String, String)>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
    query: Query,
) -> Response {
    let (list, last) = segments.map_or_else(|_| Default::default(), |axum::extract::Path(both)| both);
    let asked = Asked::named(&app, &last, &headers, &query);
    let answer = async {
        let format = asked.format.ok_or(Error::NoSuchRoute)?;
        asked.right_city(&query)?;
        match list.as_str() {
            "services" => Ok(format.write("service_definition", &services::definition(&asked)?)),
            "requests" => Ok(format.write("service_requests", &requests::request(&app, &asked).await?)),
            "tokens" => Ok(format.write("service_requests", &requests::token(&app, &asked).await?)),
            _ => Err(Error::NoSuchRoute),
        }
    };
    answer.await.unwrap_or_else(|error| asked.refuse(&error))
}

async fn file(State(app): Shared, list: Segment, query: Query, request: Request) -> Response {
    let asked = Asked::of(&app, list, request.headers(), &query);
    let answer = async {
        let format = asked.format.ok_or(Error::NoSuchRoute)?;
        if asked.name != "requests" {
            return Err(Error::MethodNotAllowed);
        }
        let filed = filing::file(&app, &asked, query, request).await?;
        Ok(format.write("service_requests", &filed))
    };
    answer.await.unwrap_or_else(|error| asked.refuse(&error))
}

/// What every address is asked with.
struct Asked {
    /// The last segment without its format.
    name: String,
    format: Option<Format>,
    words: Words,
    city: City,
}

impl Asked {
    fn of(app: &App, segment: Segment, headers: &HeaderMap, query: &Query) -> Self {
        let segment: String = path("path", segment).unwrap_or_default();
        Self::named(app, &segment, headers, query)
    }

    /// `services.json` is the name and the format. The language is `locale`, else the browser's, else the city's own.
    fn named(app: &App, segment: &str, headers: &HeaderMap, query: &Query) -> Self {
        let (name, format) = segment.rsplit_once('.').unwrap_or((segment, ""));
        let city = app.writer.city().city.clone();
        let accepted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|tags| tags.to_str().ok());
        let accepted = accepted.unwrap_or_default().split(',');
        let accepted = accepted.map(|tag| tag.split(';').next().unwrap_or_default().trim());
        let words = Words::new(Locale::best(query.text("locale").into_iter().chain(accepted)));
        Self {
            name: name.to_owned(),
            format: Format::of_name(format),
            words: words.with_utc_offset(city.calendar.utc_offset),
            city,
        }
    }

    /// The name in the language that is spoken.
    fn tag(&self) -> &'static str {
        self.words.locale().tag()
    }

    /// This server holds one city. Its id is that of its area; who names another one is in the wrong place.
    fn right_city(&self, query: &Query) -> Result<()> {
        let root = self.city.root().ok_or(Error::NoCity)?;
        match query.text("jurisdiction_id") {
            Some(id) if id != root.as_str() => Err(Error::NoSuchJurisdiction { id: id.to_owned() }),
            _ => Ok(()),
        }
    }

    /// An error as GeoReport has it, in the format asked for.
    fn refuse(&self, error: &Error) -> Response {
        written::refuse(self.format.unwrap_or(Format::Xml), error, self.words)
    }
}
