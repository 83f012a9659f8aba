//! The built web app. Files that carry a hash of their content in their name never change and are kept for ever;
//! the few others are asked for anew. What was compressed when it was built goes out compressed.

use crate::error::Error;
use crate::http::proposals::asks_again;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// What a page from here may load and do: what came from here, and nothing else.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; \
    manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// Compressed twins of a file, the smaller one first.
const TWINS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// Everything that is no route of the interface.
pub fn router(web: Option<PathBuf>) -> Router {
    Router::new().fallback(serve).with_state(Arc::new(web))
}

async fn serve(State(web): State<Arc<Option<PathBuf>>>, request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") || path == "/api" || path.starts_with("/health/") {
        return Error::NoSuchRoute.into_response();
    }
    let Some(web) = web.as_ref() else {
        return Error::NoSuchRoute.into_response();
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Error::MethodNotAllowed.into_response();
    }
    let Some(name) = plain(path) else {
        return Error::NoSuchRoute.into_response();
    };
    // A path without a dot is a page of the app, which finds its own way from there.
    let is_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
    let name = if is_page { Path::new("index.html") } else { &name };
    let answer = file(&web.join(name), request.headers()).await;
    let mut response = answer.unwrap_or_else(|| Error::NoSuchRoute.into_response());
    if request.method() == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

/// The path as names below the app's directory; `None` for anything that leads elsewhere.
fn plain(path: &str) -> Option<PathBuf> {
    let path = Path::new(path.trim_start_matches('/'));
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !path.to_string_lossy().contains(['%', '\\'])).then(|| path.to_owned())
}

async fn file(file: &Path, asked: &HeaderMap) -> Option<Response> {
    let name = file.file_name()?.to_str()?;
    if TWINS.iter().any(|(_, end)| name.ends_with(&format!(".{end}"))) {
        return None; // twins are given out as what they are twins of
    }
    let accepted = asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    let mut found = None;
    for (coding, end) in TWINS {
        if accepts(accepted.unwrap_or_default(), coding) {
            let mut twin = file.as_os_str().to_owned();
            twin.push(format!(".{end}"));
            if let Ok(bytes) = tokio::fs::read(&twin).await {
                found = Some((bytes, Some(coding)));
                break;
            }
        }
    }
    let (bytes, coding) = match found {
        Some(found) => found,
        None => (tokio::fs::read(file).await.ok()?, None),
    };
    let tag = format!("\"{}\"", hex(&Sha256::digest(&bytes)[..12]));
    let cache = if has_hash(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = if asks_again(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    headers.insert(header::ETAG, tag.parse().ok()?);
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Some(response)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether `Accept-Encoding` (RFC 9110 §12.5.3) has this coding, and not with the weight 0.
fn accepts(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = |weight: &str| weight.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        named && !parts.any(refused)
    })
}

/// Whether a name is `….<hash>.<end>`, the hash in 16 hexadecimal digits.
fn has_hash(name: &str) -> bool {
    let mut parts = name.rsplit('.');
    let hash = parts.nth(1).unwrap_or_default();
    hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) && parts.next().is_some()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_below_the_directory_are_served() {
        assert!(plain("/app.js").is_some());
        assert!(plain("/icons/192.png").is_some());
        for elsewhere in ["/../keys/login.key", "/a/../../b", "/%2e%2e/b", "/a\\..\\b"] {
            assert_eq!(plain(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn a_hash_in_the_name_is_told_from_other_dots() {
        assert!(has_hash("app.0123456789abcdef.js"));
        assert!(has_hash("noto.sc.0123456789abcdef.woff2"));
        assert!(!has_hash("index.html"));
        assert!(!has_hash("0123456789abcdef.js"));
        assert!(!has_hash("app.0123456789abcdeg.js"));
    }

    #[test]
    fn a_coding_with_weight_zero_is_refused() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "gzip"));
    }
}
