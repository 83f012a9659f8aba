//! What a device lends: its clock, its dice, and a way to wait.

use crate::preview::{Preview, Waiting};
use crate::store::StoreError;
use domain::time::Timestamp;
use uuid::Uuid;

/// The machine under the client. The clock may lie; nothing that counts depends on it.
pub trait Host {
    fn now(&self) -> Timestamp;
    /// Fills the bytes from a source fit for secrets.
    fn random(&self, bytes: &mut [u8]);
    /// Returns after so many milliseconds.
    fn sleep(&self, ms: u64) -> impl Future<Output = ()>;
    /// Reads bytes of a file that was chosen, from this place on, and so many at most; none behind its end, or where there is
    /// no such file.
    ///
    /// # Errors
    /// [`StoreError`] where the device can't read just now.
    fn file(&self, id: Uuid, from: u64, most: usize) -> impl Future<Output = Result<Vec<u8>, StoreError>>;
    /// The files that lie here.
    fn files(&self) -> impl Future<Output = Vec<Uuid>>;
    /// These are of no more use.
    fn forget_files(&self, ids: Vec<Uuid>) -> impl Future<Output = ()>;
    /// What a proposal will be when what waits about it has gone out. A browser has the rules for that brought when
    /// something waits: nothing does on a first visit.
    ///
    /// # Errors
    /// [`StoreError`] where they can't come.
    fn foresee(&self, waiting: Waiting) -> impl Future<Output = Result<Preview, StoreError>> {
        async move { Ok(waiting.preview()) }
    }
}
