//! A clock, dice and patience that are part of the test.

use client::host::Host;
use client::store::StoreError;
use domain::time::Timestamp;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use uuid::Uuid;

/// Monday, 2026-03-02T01:00:00Z.
const START: i64 = 1_772_413_200_000;

#[derive(Clone)]
pub(crate) struct Virtual {
    inner: Rc<Inner>,
    /// Files that were chosen.
    pub(crate) files: Rc<RefCell<BTreeMap<Uuid, Vec<u8>>>>,
}

struct Inner {
    now: Cell<i64>,
    dice: Cell<u64>,
    sleepers: RefCell<BTreeMap<(i64, u64), Waker>>,
    next: Cell<u64>,
}

impl Virtual {
    pub(crate) fn new(seed: u64) -> Self {
        let inner = Rc::new(Inner {
            now: Cell::new(START),
            dice: Cell::new(seed ^ 0x9e37_79b9_7f4a_7c15),
            sleepers: RefCell::default(),
            next: Cell::new(0),
        });
        Self {
            inner,
            files: Rc::default(),
        }
    }

    /// splitmix64
    pub(crate) fn roll(&self) -> u64 {
        let state = self.inner.dice.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.inner.dice.set(state);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Moves the clock to when the next sleeper wakes; false where nobody sleeps.
    pub(crate) fn advance(&self) -> bool {
        let due = match self.inner.sleepers.borrow().keys().next() {
            Some((due, _)) => *due,
            None => return false,
        };
        self.set(due);
        true
    }

    /// Moves the clock by so much, waking whoever is due on the way.
    pub(crate) fn set(&self, now: i64) {
        self.inner.now.set(self.inner.now.get().max(now));
        let mut sleepers = self.inner.sleepers.borrow_mut();
        let later = sleepers.split_off(&(self.inner.now.get(), u64::MAX));
        for waker in std::mem::replace(&mut *sleepers, later).into_values() {
            waker.wake();
        }
    }
}

impl Host for Virtual {
    fn now(&self) -> Timestamp {
        Timestamp(self.inner.now.get())
    }

    fn random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.roll().to_le_bytes()[..chunk.len()]);
        }
    }

    async fn file(&self, id: Uuid, from: u64, most: usize) -> Result<Vec<u8>, StoreError> {
        let files = self.files.borrow();
        let bytes = files.get(&id).and_then(|bytes| bytes.get(from as usize..));
        let bytes = bytes.unwrap_or_default();
        Ok(bytes[..most.min(bytes.len())].to_vec())
    }

    async fn files(&self) -> Vec<Uuid> {
        self.files.borrow().keys().copied().collect()
    }

    async fn forget_files(&self, ids: Vec<Uuid>) {
        self.files.borrow_mut().retain(|id, _| !ids.contains(id));
    }

    async fn sleep(&self, ms: u64) {
        let due = self.inner.now.get().saturating_add(i64::try_from(ms).unwrap());
        let id = self.inner.next.replace(self.inner.next.get() + 1);
        let _awake = Awake(&self.inner, (due, id));
        poll_fn(|context| {
            if self.inner.now.get() >= due {
                return Poll::Ready(());
            }
            self.inner
                .sleepers
                .borrow_mut()
                .insert((due, id), context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

struct Awake<'a>(&'a Inner, (i64, u64));

impl Drop for Awake<'_> {
    fn drop(&mut self) {
        self.0.sleepers.borrow_mut().remove(&self.1);
    }
}
