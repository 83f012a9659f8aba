//! What a device lends: its clock, its dice, and a way to wait.

use crate::preview::{Preview, Waiting};
use crate::store::StoreError;
use domain::time::Timestamp;

/// The machine under the client. The clock may lie; nothing that counts depends on it.
pub trait Host {
    fn now(&self) -> Timestamp;
    /// Fills the bytes from a source fit for secrets.
    fn random(&self, bytes: &mut [u8]);
    /// Returns after so many milliseconds.
    fn sleep(&self, ms: u64) -> impl Future<Output = ()>;
    /// What a proposal will be when what waits about it has gone out. A browser has the rules for that brought when
    /// something waits: nothing does on a first visit.
    ///
    /// # Errors
    /// [`StoreError`] where they can't come.
    fn foresee(&self, waiting: Waiting) -> impl Future<Output = Result<Preview, StoreError>> {
        async move { Ok(waiting.preview()) }
    }
}
