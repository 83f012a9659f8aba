//! What a device lends: its clock, its dice, and a way to wait.

use domain::time::Timestamp;

/// The machine under the client. The clock may lie; nothing that counts depends on it.
pub trait Host {
    fn now(&self) -> Timestamp;
    /// Fills the bytes from a source fit for secrets.
    fn random(&self, bytes: &mut [u8]);
    /// Returns after so many milliseconds.
    fn sleep(&self, ms: u64) -> impl Future<Output = ()>;
}
