//! The headers of tus 1.0.

use crate::app::App;
use crate::error::{Error, Result};
use crate::files::uploads::Upload;
use crate::http::extract::Query;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use time::OffsetDateTime;

pub(super) const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,creation-with-upload,expiration,checksum,termination";
const CHECKSUMS: &str = "sha256,sha1";
const PIECE: &str = "application/offset+octet-stream";

pub(super) const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");

/// That the caller speaks this version.
#[derive(Debug, Clone, Copy)]
pub struct Tus;

impl FromRequestParts<Arc<App>> for Tus {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self> {
        let spoken = parts.headers.get(RESUMABLE);
        let same = spoken.is_some_and(|version| version == VERSION);
        same.then_some(Self).ok_or(Error::OtherTus)
    }
}

/// What is offered.
pub(super) fn offered(most: u64) -> HeaderMap {
    let name = HeaderName::from_static;
    let mut headers = HeaderMap::new();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    headers.insert(name("tus-version"), HeaderValue::from_static(VERSION));
    headers.insert(name("tus-extension"), HeaderValue::from_static(EXTENSIONS));
    headers.insert(
        name("tus-checksum-algorithm"),
        HeaderValue::from_static(CHECKSUMS),
    );
    headers.insert(name("tus-max-size"), most.into());
    headers
}

/// Where an upload stands.
pub(super) fn stands(upload: &Upload) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    headers.insert(OFFSET, upload.offset().into());
    headers.insert(LENGTH, upload.begun.length.into());
    if let Some(until) = http_date(upload.until().0) {
        headers.insert(EXPIRES, until);
    }
    headers
}

/// RFC 9110 §5.6.7
fn http_date(ms: i64) -> Option<HeaderValue> {
    let at = OffsetDateTime::from_unix_timestamp(ms.div_euclid(1_000)).ok()?;
    let (day, month) = (at.weekday().to_string(), at.month().to_string());
    let date = format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        &day[..3],
        at.day(),
        &month[..3],
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    );
    HeaderValue::from_str(&date).ok()
}

/// Whether the body is a piece of a file.
pub(super) fn is_piece(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().eq_ignore_ascii_case(PIECE.as_bytes()))
}

/// A header that is a number.
pub(super) fn number(headers: &HeaderMap, name: HeaderName) -> Result<u64> {
    let value = headers
        .get(&name)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    value.ok_or_else(|| Query::bad(name.as_str()))
}

/// Whether `Upload-Metadata` has this key: pairs of a key and a value in base64, separated by commas.
pub(super) fn has_metadata(headers: &HeaderMap, key: &str) -> bool {
    let pairs = headers.get(METADATA).and_then(|pairs| pairs.to_str().ok());
    let mut pairs = pairs.unwrap_or_default().split(',');
    pairs.any(|pair| pair.split_ascii_whitespace().next() == Some(key))
}

/// What a piece must come to.
pub(super) struct Checksum {
    sum: Sum,
    told: Vec<u8>,
}

enum Sum {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Checksum {
    /// The one that is asked for, where one is.
    pub(super) fn asked(headers: &HeaderMap) -> Result<Option<Self>> {
        let Some(value) = headers.get(CHECKSUM) else {
            return Ok(None);
        };
        let read = || {
            let (name, told) = value.to_str().ok()?.split_once(' ')?;
            let sum = match name {
                "sha1" => Sum::Sha1(Sha1::new()),
                "sha256" => Sum::Sha256(Sha256::new()),
                _ => return None,
            };
            let told = BASE64_STANDARD.decode(told.trim()).ok()?;
            Some(Self { sum, told })
        };
        read().map(Some).ok_or_else(|| Query::bad(CHECKSUM.as_str()))
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        match &mut self.sum {
            Sum::Sha1(sum) => sum.update(bytes),
            Sum::Sha256(sum) => sum.update(bytes),
        }
    }

    pub(super) fn holds(self) -> bool {
        let sum = match self.sum {
            Sum::Sha1(sum) => sum.finalize().to_vec(),
            Sum::Sha256(sum) => sum.finalize().to_vec(),
        };
        sum == self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_as_http_writes_it() {
        let date = http_date(784_111_777_000).expect("a date");
        assert_eq!(date, "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    #[test]
    fn a_key_of_the_metadata_is_found_whatever_its_value() {
        let mut headers = HeaderMap::new();
        headers.insert(METADATA, HeaderValue::from_static("filename d29ybGQ=,keep-place"));
        assert!(has_metadata(&headers, "keep-place"));
        assert!(!has_metadata(&headers, "keep"));
        assert!(!has_metadata(&HeaderMap::new(), "keep-place"));
    }
}
