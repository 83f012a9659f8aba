//! The codes of what can go wrong on a device, beside the city's own (`domain::refusal`). The interface has
//! words for each under `error-<code>`.

use crate::store::StoreError;
use domain::refusal::Problem;

/// The city can't be reached.
pub const UNREACHABLE: &str = "unreachable";
/// An answer could not be read; the argument `status` has the HTTP status, where there was one.
pub const GARBLED: &str = "garbled";
/// A request is larger than the city takes.
pub const TOO_LARGE: &str = "too-large";
/// Signing out would lose what waits in the outbox; the argument `count` says how much.
pub const OUTBOX_NOT_EMPTY: &str = "outbox-not-empty";
/// It can't be checked before the device has once read it from the city.
pub const NOT_YET_KNOWN: &str = "not-yet-known";
/// There is no draft of this id.
pub const NO_SUCH_DRAFT: &str = "no-such-draft";
/// There is no command of this id in the outbox.
pub const NO_SUCH_COMMAND: &str = "no-such-command";
/// The command was sent (or may have been): it can't be taken back any more.
pub const ALREADY_SENT: &str = "already-sent";
/// Only what was refused or met a conflict can be let go or sent anew.
pub const NOT_REFUSED: &str = "not-refused";
/// It was written under another account than the one that is signed in now; sending it anew makes it this one's.
pub const ANOTHER_ACCOUNT: &str = "another-account";
/// The session has ended.
pub const SIGNED_OUT: &str = "signed-out";
/// No room is left on the device.
pub const DEVICE_FULL: &str = "device-full";
/// The device's store failed.
pub const DEVICE_STORE_FAILED: &str = "device-store-failed";

/// The bytes of a file that goes along are not on the device any more.
pub const FILE_GONE: &str = "file-gone";
/// The city's: it does not have a file that a command cites.
pub(crate) const NO_SUCH_FILE: &str = "no-such-file";

/// Every code of this crate, so that a test can hold the locales to them.
pub const ALL: [&str; 14] = [
    UNREACHABLE,
    GARBLED,
    TOO_LARGE,
    OUTBOX_NOT_EMPTY,
    NOT_YET_KNOWN,
    NO_SUCH_DRAFT,
    NO_SUCH_COMMAND,
    ALREADY_SENT,
    NOT_REFUSED,
    ANOTHER_ACCOUNT,
    SIGNED_OUT,
    DEVICE_FULL,
    DEVICE_STORE_FAILED,
    FILE_GONE,
];

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Problem::new(error.code())
    }
}
