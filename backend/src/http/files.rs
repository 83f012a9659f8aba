//! Kept files going out. A file is for whoever may read what cites it, and for whoever brought it here. Nothing in it runs:
//! it is what it is said to be, and a page of its own has no rights.

use crate::app::App;
use crate::error::{Error, Result};
use crate::files::depot::Part;
use crate::http::Shared;
use crate::http::extract::{Segment, SignedIn, path};
use crate::http::proposals::asks_again;
use crate::store::StoredFile;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::attachment::{FileHash, FileKind};
use domain::protocol::ErrorBody;
use domain::protocol::Me;

const POLICY: &str = "default-src 'none'; sandbox";

/// A file as it is kept.
#[utoipa::path(get, path = "/api/v1/files/{hash}", tag = "files", security((), ("session" = [])),
    params(("hash" = String, Path, description = "the SHA-256 of its bytes, in small hexadecimal digits")),
    responses((status = 200, content_type = "image/jpeg"), (status = 304),
        (status = "4XX", body = ErrorBody, description = "no-such-file, session-ended")))]
pub async fn whole(
    State(app): Shared,
    me: Option<SignedIn>,
    hash: Segment,
    headers: HeaderMap,
) -> Result<Response> {
    serve(&app, me.map(|SignedIn(me)| me), hash, Part::Whole, &headers).await
}

/// A small JPEG of a picture.
#[utoipa::path(get, path = "/api/v1/files/{hash}/thumbnail", tag = "files", security((), ("session" = [])),
    params(("hash" = String, Path, description = "the SHA-256 of the whole picture's bytes")),
    responses((status = 200, content_type = "image/jpeg"), (status = 304),
        (status = "4XX", body = ErrorBody, description = "no-such-file, session-ended")))]
pub async fn thumbnail(
    State(app): Shared,
    me: Option<SignedIn>,
    hash: Segment,
    headers: HeaderMap,
) -> Result<Response> {
    serve(&app, me.map(|SignedIn(me)| me), hash, Part::Thumbnail, &headers).await
}

async fn serve(app: &App, me: Option<Me>, hash: Segment, part: Part, asked: &HeaderMap) -> Result<Response> {
    let hash: FileHash = path("hash", hash).map_err(|_| Error::NoSuchFile)?;
    let account = me.as_ref().map(|me| me.account);
    // What is internal is for them.
    let is_staff = me.is_some_and(|me| me.person().is_staff());
    let stored = app.store.files(&[hash], account).await?.remove(&hash);
    let is_public = stored.is_some_and(|stored| stored.is_public);
    let is_theirs = |stored: &StoredFile| stored.is_own || is_staff && stored.uncited_since.is_none();
    let stored = stored
        .filter(|stored| is_public || is_theirs(stored))
        .ok_or(Error::NoSuchFile)?;
    let kind = match part {
        Part::Whole => stored.record.kept.kind,
        Part::Thumbnail if stored.record.has_thumbnail => FileKind::Jpeg,
        Part::Thumbnail => return Err(Error::NoSuchFile),
    };
    let tag = format!("\"{hash}\"");
    let cache = match is_public {
        true => "public, max-age=31536000, immutable",
        false => "private, no-store",
    };
    let head = [
        (header::CONTENT_TYPE, kind.media_type().to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
        (header::VARY, "authorization".to_owned()),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::CONTENT_DISPOSITION, disposition(hash, kind)),
        (header::ETAG, tag.clone()),
    ];
    if asks_again(asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, head).into_response());
    }
    let found = app.files.depot.get(hash, part).await?.ok_or(Error::NoSuchFile)?;
    let length = [(header::CONTENT_LENGTH, found.meta.size)];
    Ok((head, length, Body::from_stream(found.into_stream())).into_response())
}

/// Documents are handed out, never shown.
fn disposition(hash: FileHash, kind: FileKind) -> String {
    let way = match kind {
        FileKind::Pdf => "attachment",
        _ => "inline",
    };
    let name = hash.to_string();
    format!("{way}; filename=\"{}.{}\"", &name[..12], kind.ending())
}
