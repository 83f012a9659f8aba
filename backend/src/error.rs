//! Everything that can go wrong in this program, each with the code and the status it is told by. What the
//! database or the disk says is for the log; it is never shown.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::protocol::ErrorBody;
use domain::refusal::{Problem, Refusal};
use std::io::ErrorKind;
use std::path::Path;
use voice::VoiceError;

/// An error of the backend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("the body is not JSON")]
    NotJson,
    #[error("the JSON has another shape, at {path}")]
    WrongShape { path: String },
    #[error("more than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("the body is of another media type")]
    UnsupportedMediaType,
    #[error("the parameter {name} can't be read")]
    BadParameter { name: String },
    #[error("there is no such route")]
    NoSuchRoute,
    #[error("the route has no such method")]
    MethodNotAllowed,
    #[error("no session was shown")]
    NotSignedIn,
    #[error("the session has ended")]
    SessionEnded,
    #[error("no such login, or another password")]
    WrongCredentials,
    #[error("the login is taken")]
    LoginTaken,
    #[error("a login has 2 to 60 characters")]
    LoginUnusable,
    #[error("a password has 8 to 200 characters")]
    PasswordUnusable,
    #[error("a name has up to 40 characters, none of them control characters")]
    NameUnusable,
    #[error("the guest is known by another secret")]
    WrongSecret,
    #[error("the account signed up and is no guest any more")]
    SignedUp,
    #[error("too many attempts")]
    TooManyAttempts { after_ms: u64 },
    #[error("too many commands wait")]
    RetryLater { after_ms: u64 },
    #[error("the request took too long")]
    TimedOut,
    #[error("too many files are on their way")]
    TooManyUploads { after_ms: u64 },
    #[error("the file has more bytes than we take")]
    FileTooLarge { limit: u64 },
    #[error("there is no such upload, or no more")]
    NoSuchUpload,
    #[error("there is no such file for this reader")]
    NoSuchFile,
    #[error("the upload stands elsewhere")]
    OtherOffset { offset: u64 },
    #[error("a piece is not what its checksum says")]
    OtherChecksum,
    #[error("tus 1.0.0 is spoken here")]
    OtherTus,
    #[error("the file is not taken")]
    Unfit { problem: Problem },
    #[error("there is no such proposal")]
    NoSuchProposal { problem: Problem },
    #[error("this server does not hold the city {id}")]
    NoSuchJurisdiction { id: String },
    #[error("there is no service {code}")]
    NoSuchService { code: String },
    #[error("no system has this key")]
    KeyUnknown,
    #[error("more than {days} days at once")]
    SpanTooLong { days: i64 },
    #[error("refused: {problem:?}")]
    Refused { problem: Problem },
    #[error("the account has another password")]
    WrongPassword,
    #[error("the city would be left without an administrator")]
    LastAdministrator,
    #[error("nobody signs in so")]
    NoSuchLogin,
    #[error("only the city's staff may")]
    NotStaff,
    #[error("only an administrator may")]
    NotAdministrator,
    #[error("this city writes no letters")]
    NotMailing,
    #[error("this is no address that letters go to")]
    AddressUnusable,
    #[error("nothing can be sent to this browser")]
    PushUnusable,
    #[error("the letter could not be sent: {problem}")]
    NotSent { problem: String },
    #[error("the code is another one, or too old")]
    WrongCode,
    #[error("nobody here turns speech into words")]
    NotHearing,
    #[error(transparent)]
    Voice(#[from] VoiceError),
    #[error("no directory was published yet")]
    NoCity,
    #[error("there is no draw of that month")]
    NoSuchDraw,
    #[error("there is no such event")]
    NoSuchEvent { seq: u64 },
    #[error("the disk is full")]
    DiskFull,
    #[error("the server is going down")]
    Stopping,
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    #[error("stored data can't be read: {0}")]
    Stored(String),
    #[error("ledger: {0}")]
    Ledger(#[from] ledger::Error),
    #[error("{0}: {1}")]
    File(String, #[source] std::io::Error),
    #[error("files: {0}")]
    Depot(#[from] object_store::Error),
    #[error("{0} is in use by another process")]
    InUse(String),
    #[error(
        "{0} is no head that this city's key signed: it is damaged, or the key is another. Put back the copy that is \
         kept apart (or keys/ledger.key); only where the database is known to be the right one, remove the file"
    )]
    CheckpointDamaged(String),
    #[error("internal: {0}")]
    Internal(String),
}

/// What this crate's functions answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The result codes of SQLite that stand for a full disk: of the database and its log, and of the log's index.
const SQLITE_FULL: &str = "13";
const SQLITE_IOERR_SHMSIZE: &str = "4874";

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        match code.as_deref() {
            Some(SQLITE_FULL | SQLITE_IOERR_SHMSIZE) => Error::DiskFull,
            _ => Error::Database(error),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::Stored(error.to_string())
    }
}

impl Error {
    /// What the system says of a file or folder.
    pub fn file(path: &Path, error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull,
            _ => Error::File(path.display().to_string(), error),
        }
    }

    /// What a caller may know of it.
    pub fn problem(&self) -> Problem {
        let plain = Problem::new;
        match self {
            Error::NotJson => plain("not-json"),
            Error::WrongShape { path } => plain("wrong-shape").with("path", path.as_str()),
            Error::TooLarge { limit } => plain("too-large").with("limit", *limit),
            Error::UnsupportedMediaType => plain("unsupported-media-type"),
            Error::BadParameter { name } => plain("bad-parameter").with("name", name.as_str()),
            Error::NoSuchRoute => plain("no-such-route"),
            Error::MethodNotAllowed => plain("method-not-allowed"),
            Error::NotSignedIn => plain("not-signed-in"),
            Error::SessionEnded => plain("session-ended"),
            Error::WrongCredentials => plain("wrong-credentials"),
            Error::LoginTaken => plain("login-taken"),
            Error::LoginUnusable => plain("login-unusable"),
            Error::PasswordUnusable => plain("password-unusable"),
            Error::NameUnusable => plain("name-unusable"),
            Error::WrongSecret => plain("wrong-secret"),
            Error::SignedUp => plain("signed-up"),
            Error::TooManyAttempts { after_ms } => plain("too-many-attempts").with("after_ms", *after_ms),
            Error::RetryLater { after_ms } => plain("retry-later").with("after_ms", *after_ms),
            Error::TimedOut => plain("timed-out"),
            Error::NoSuchProposal { problem } => problem.clone(),
            Error::TooManyUploads { after_ms } => plain("too-many-uploads").with("after_ms", *after_ms),
            Error::FileTooLarge { limit } => Refusal::FileTooLarge { limit: *limit }.problem(),
            Error::NoSuchUpload => plain("no-such-upload"),
            Error::NoSuchFile => plain("no-such-file"),
            Error::OtherOffset { offset } => plain("upload-elsewhere").with("offset", *offset),
            Error::OtherChecksum => plain("upload-other-checksum"),
            Error::OtherTus => plain("upload-other-version"),
            Error::Unfit { problem } => problem.clone(),
            Error::NoSuchJurisdiction { id } => plain("no-such-jurisdiction").with("id", id.as_str()),
            Error::NoSuchService { code } => plain("no-such-category").with("category", code.as_str()),
            Error::KeyUnknown => plain("key-unknown"),
            Error::SpanTooLong { days } => plain("span-too-long").with("days", *days),
            Error::Refused { problem } => problem.clone(),
            Error::WrongPassword => plain("wrong-password"),
            Error::LastAdministrator => plain("last-administrator"),
            Error::NoSuchLogin => plain("no-such-login"),
            Error::NotStaff => plain("not-staff"),
            Error::NotAdministrator => plain("not-administrator"),
            Error::NotMailing => plain("letters-not-offered"),
            Error::AddressUnusable => plain("address-unusable"),
            Error::PushUnusable => plain("push-unusable"),
            Error::NotSent { .. } => plain("letter-not-sent"),
            Error::WrongCode => plain("wrong-code"),
            Error::NotHearing => plain("voice-not-offered"),
            Error::Voice(error) => plain(error.code()),
            Error::NoCity => plain("no-city"),
            Error::NoSuchDraw => plain("no-such-draw"),
            Error::NoSuchEvent { seq } => plain("no-such-event").with("seq", *seq),
            Error::DiskFull => plain("disk-full"),
            Error::CheckpointDamaged(_) => plain("checkpoint-damaged"),
            Error::Stopping => plain("stopping"),
            Error::Database(_)
            | Error::Stored(_)
            | Error::Ledger(_)
            | Error::File(..)
            | Error::Depot(_)
            | Error::InUse(_)
            | Error::Internal(_) => plain("internal"),
        }
    }

    /// The HTTP status it is told with.
    pub fn status(&self) -> StatusCode {
        match self {
            Error::NotJson
            | Error::BadParameter { .. }
            | Error::SpanTooLong { .. }
            | Error::Refused { .. } => StatusCode::BAD_REQUEST,
            Error::WrongShape { .. }
            | Error::LoginUnusable
            | Error::AddressUnusable
            | Error::PushUnusable
            | Error::PasswordUnusable
            | Error::NameUnusable => StatusCode::UNPROCESSABLE_ENTITY,
            Error::TooLarge { .. } | Error::FileTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Error::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::NoSuchRoute
            | Error::NoSuchProposal { .. }
            | Error::NoSuchUpload
            | Error::NoSuchFile
            | Error::NoSuchJurisdiction { .. }
            | Error::NoSuchService { .. }
            | Error::NoCity
            | Error::NoSuchLogin
            | Error::NoSuchDraw
            | Error::NoSuchEvent { .. } => StatusCode::NOT_FOUND,
            Error::OtherOffset { .. } => StatusCode::CONFLICT,
            Error::OtherTus => StatusCode::PRECONDITION_FAILED,
            Error::OtherChecksum => checksum_mismatch(),
            Error::Unfit { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Error::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Error::NotSignedIn | Error::SessionEnded | Error::WrongCredentials => StatusCode::UNAUTHORIZED,
            Error::WrongSecret
            | Error::WrongPassword
            | Error::KeyUnknown
            | Error::WrongCode
            | Error::NotStaff
            | Error::NotAdministrator => StatusCode::FORBIDDEN,
            Error::LoginTaken | Error::SignedUp | Error::LastAdministrator => StatusCode::CONFLICT,
            Error::NotHearing | Error::NotMailing => StatusCode::NOT_IMPLEMENTED,
            Error::NotSent { .. } => StatusCode::BAD_GATEWAY,
            Error::Voice(VoiceError::UnreadableSound(_) | VoiceError::WrongRate { .. }) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Error::Voice(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::TooManyAttempts { .. } | Error::TooManyUploads { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::TimedOut => StatusCode::REQUEST_TIMEOUT,
            Error::RetryLater { .. } | Error::Stopping => StatusCode::SERVICE_UNAVAILABLE,
            Error::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Error::Database(_)
            | Error::Stored(_)
            | Error::Ledger(_)
            | Error::File(..)
            | Error::Depot(_)
            | Error::InUse(_)
            | Error::CheckpointDamaged(_)
            | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// When it may be tried again, where that is known.
    fn after_ms(&self) -> Option<u64> {
        match self {
            Error::TooManyAttempts { after_ms }
            | Error::TooManyUploads { after_ms }
            | Error::RetryLater { after_ms } => Some(*after_ms),
            Error::Stopping => Some(2_000),
            Error::DiskFull => Some(60_000),
            _ => None,
        }
    }
}

/// The status that tus gives a piece which is not what its checksum says.
fn checksum_mismatch() -> StatusCode {
    StatusCode::from_u16(460).unwrap_or(StatusCode::BAD_REQUEST)
}

impl Error {
    /// Puts status and waiting time onto an answer, and what nobody may know into the log.
    pub fn tell(&self, response: &mut Response) {
        let status = self.status();
        let is_usual = matches!(
            self,
            Error::RetryLater { .. } | Error::Stopping | Error::NotHearing | Error::NotMailing
        );
        if status.is_server_error() && !is_usual {
            tracing::error!(error = %self, "request failed");
        }
        *response.status_mut() = status;
        if let Some(after) = self.after_ms() {
            let seconds = HeaderValue::from(after.div_ceil(1_000));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let body = ErrorBody {
            error: self.problem(),
        };
        let mut response = axum::Json(body).into_response();
        self.tell(&mut response);
        response
    }
}
