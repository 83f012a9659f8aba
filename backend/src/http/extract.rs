//! What handlers take: bodies, parameters, who is asking. Each tells in its own code what does not fit.

use crate::app::App;
use crate::error::{Error, Result};
use crate::secrets;
use crate::store::Digest;
use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, OptionalFromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::protocol::Me;
use serde::de::DeserializeOwned;
use std::str::FromStr;
use std::sync::Arc;

/// Whose session it is; [`Error::NotSignedIn`] without one.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Me);

/// The query of an address, as pairs.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

/// Reads a JSON body of at most `limit` bytes.
///
/// # Errors
/// What does not fit: media type, size, encoding or shape, the last with the path to where.
pub async fn json<T: DeserializeOwned>(request: Request, limit: usize) -> Result<T> {
    let body = body(request, &["application/json"], limit).await?;
    // What is skipped while reading must be text as well.
    let text = std::str::from_utf8(&body).map_err(|_| Error::NotJson)?;
    serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            // Looking for the place costs time; only what is refused has to pay it.
            let mut reader = serde_json::Deserializer::from_str(text);
            let found = serde_path_to_error::deserialize::<_, T>(&mut reader);
            let path = found.err().map(|error| error.path().to_string());
            Error::WrongShape {
                path: path.unwrap_or_default(),
            }
        }
        _ => Error::NotJson,
    })
}

/// Reads a body of one of these media types, of at most `limit` bytes.
///
/// # Errors
/// What does not fit: media type or size.
pub async fn body(request: Request, kinds: &[&str], limit: usize) -> Result<Bytes> {
    if !media_type(request.headers()).is_some_and(|kind| kinds.contains(&kind.as_str())) {
        return Err(Error::UnsupportedMediaType);
    }
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(Error::TooLarge { limit });
    }
    read(request.into_body(), limit).await
}

async fn read(body: Body, limit: usize) -> Result<Bytes> {
    axum::body::to_bytes(body, limit).await.map_err(|error| {
        let too_long = std::error::Error::source(&error)
            .is_some_and(|source| source.to_string().contains("length limit"));
        if too_long {
            Error::TooLarge { limit }
        } else {
            Error::NotJson // it broke off: nobody is there to read this
        }
    })
}

/// The media type without its parameters, in lower case.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(kind.split(';').next()?.trim().to_ascii_lowercase())
}

/// Whose session the request shows, if it shows one.
///
/// # Errors
/// [`Error::SessionEnded`] for a token that is not (or no more) somebody's.
async fn session(parts: &Parts, app: &App) -> Result<Option<Me>> {
    let Some(token) = token(&parts.headers)? else {
        return Ok(None);
    };
    let me = app.store.session(&secrets::digest(token)).await?;
    me.map(Some).ok_or(Error::SessionEnded)
}

/// The token of `Authorization: Bearer …`.
///
/// # Errors
/// [`Error::SessionEnded`] where the header is there and is no such thing.
pub fn token(headers: &HeaderMap) -> Result<Option<&str>> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = value.to_str().ok().and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    token.map(Some).ok_or(Error::SessionEnded)
}

/// What the store knows the session of a request by.
///
/// # Errors
/// [`Error::NotSignedIn`] without one.
pub fn session_digest(headers: &HeaderMap) -> Result<Digest> {
    token(headers)?.map(secrets::digest).ok_or(Error::NotSignedIn)
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self> {
        session(parts, app).await?.map(SignedIn).ok_or(Error::NotSignedIn)
    }
}

impl OptionalFromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Option<Self>> {
        Ok(session(parts, app).await?.map(SignedIn))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let pairs = axum::extract::Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let axum::extract::Query(pairs) = pairs.map_err(|_| Error::BadParameter { name: "?".to_owned() })?;
        Self(pairs).texts()
    }
}

impl Query {
    /// The fields of a form, as pairs.
    ///
    /// # Errors
    /// [`Error::BadParameter`] where one is no text.
    pub fn of_form(form: &[u8]) -> Result<Self> {
        Self(form_urlencoded::parse(form).into_owned().collect()).texts()
    }

    /// These, and where there is none of a name, the others'.
    pub fn or(mut self, others: Query) -> Self {
        self.0.extend(others.0);
        self
    }

    fn texts(self) -> Result<Self> {
        // What was no UTF-8 comes decoded with this mark; nobody means to write it.
        match self.0.iter().find(|(_, value)| value.contains('\u{fffd}')) {
            Some((name, _)) => Err(Self::bad(name)),
            None => Ok(self),
        }
    }

    /// The text of a parameter; an empty one is none.
    pub fn text(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(given, _)| given == name);
        pair.map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// A parameter of some type.
    ///
    /// # Errors
    /// [`Error::BadParameter`] where it can't be read as one.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>> {
        let parse = |text: &str| text.parse().map_err(|_| Self::bad(name));
        self.text(name).map(parse).transpose()
    }

    /// The error for a parameter of this name.
    pub fn bad(name: &str) -> Error {
        Error::BadParameter {
            name: name.to_owned(),
        }
    }
}

/// The one part of a path that a route leaves open.
pub type Segment = Result<axum::extract::Path<String>, PathRejection>;

/// A part of the path of some type.
///
/// # Errors
/// [`Error::BadParameter`] where it can't be read as one.
pub fn path<T: FromStr>(name: &str, segment: Segment) -> Result<T> {
    let axum::extract::Path(text) = segment.map_err(|_| Query::bad(name))?;
    text.parse().map_err(|_| Query::bad(name))
}
