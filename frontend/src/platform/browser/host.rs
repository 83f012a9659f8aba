//! The browser's clock, dice and timer.

use super::{files, later};
use client::host::Host;
use client::preview::{Preview, Waiting};
use client::store::StoreError;
use domain::time::Timestamp;
use leptos::prelude::window;
use uuid::Uuid;

/// What the browser lends to the client.
#[derive(Debug, Clone, Copy)]
pub(super) struct BrowserHost;

impl Host for BrowserHost {
    fn now(&self) -> Timestamp {
        #[allow(clippy::cast_possible_truncation, reason = "whole milliseconds")]
        Timestamp(js_sys::Date::now() as i64)
    }

    fn random(&self, bytes: &mut [u8]) {
        let crypto = window().crypto().expect("every browser that runs wasm has it");
        for part in bytes.chunks_mut(65_536) {
            crypto
                .get_random_values_with_u8_array(part)
                .expect("a part is within its limit");
        }
    }

    async fn sleep(&self, ms: u64) {
        // A timer of a browser takes 31 bits; what waits longer is asked again.
        let ms = u32::try_from(ms).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs());
        gloo_timers::future::TimeoutFuture::new(ms).await;
    }

    async fn file(&self, id: Uuid, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        files::read(id, from, most).await
    }

    async fn files(&self) -> Vec<Uuid> {
        files::all().await
    }

    async fn forget_files(&self, ids: Vec<Uuid>) {
        files::forget(ids).await;
    }

    async fn foresee(&self, waiting: Waiting) -> Result<Preview, StoreError> {
        later::foresee(waiting).await.map_err(later::absent)
    }
}
