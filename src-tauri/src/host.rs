//! Clock, dice and patience of a desktop or a phone.

use client::host::Host;
use domain::time::Timestamp;
use std::time::Duration;

/// The machine under the shell.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Machine;

impl Host for Machine {
    fn now(&self) -> Timestamp {
        crate::clock::now()
    }

    fn random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system has a source of randomness");
    }

    async fn sleep(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
}
