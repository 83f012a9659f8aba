//! Clock, dice and patience of a desktop or a phone.

use crate::files::Chosen;
use client::host::Host;
use client::store::StoreError;
use domain::time::Timestamp;
use std::time::Duration;
use uuid::Uuid;

/// The machine under the shell.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    pub(crate) files: Chosen,
}

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

    async fn file(&self, id: Uuid, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        self.files.read(id, from, most as u64)
    }

    async fn files(&self) -> Vec<Uuid> {
        self.files.all()
    }

    async fn forget_files(&self, ids: Vec<Uuid>) {
        self.files.forget(&ids);
    }
}
