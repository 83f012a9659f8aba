//! The way to the city, as plain requests and answers: what is sent and how an answer is read is written
//! once, here; a device only carries the bytes.

/// One HTTP request to the backend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PATCH`, `HEAD` or `DELETE`.
    pub method: &'static str,
    /// Path and query, beginning with `/api/`.
    pub path: String,
    /// JSON, where there is one.
    pub body: Option<String>,
    /// For `Authorization: Bearer …`.
    pub token: Option<String>,
    /// What a step of an upload has besides.
    pub upload: Option<Upload>,
}

/// A step of an upload, by tus 1.0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub headers: Vec<(&'static str, String)>,
    /// The body, in place of JSON; empty for none.
    pub piece: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    pub status: u16,
    pub body: String,
    /// `Retry-After`, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// Where what was begun is (`Location`); after a step of an upload alone.
    pub location: Option<String>,
    /// How far an upload is (`Upload-Offset`); likewise.
    pub offset: Option<u64>,
}

/// The city can't be reached: no network, no answer, or an answer cut off. Nobody knows whether the
/// request arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unreachable")]
pub struct Unreachable;

/// Carries requests.
pub trait Transport {
    /// Sends one request and reads the whole answer, with a time limit of its own.
    ///
    /// # Errors
    /// [`Unreachable`]; every HTTP status is an answer, not an error.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Unreachable>>;

    /// Listens to `GET /api/v1/events` (server-sent events) and returns the first head greater than `since`.
    ///
    /// # Errors
    /// [`Unreachable`] when the stream breaks.
    fn head_moved(&self, since: u64) -> impl Future<Output = Result<u64, Unreachable>>;

    /// Returns when the network came back, or what else makes a new try worth it; may never return.
    fn woken(&self) -> impl Future<Output = ()>;

    /// Where the city is, for people to read.
    fn server(&self) -> String;
}
