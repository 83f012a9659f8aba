//! A clock, dice and patience that are part of the test.

use client::host::Host;
use domain::time::Timestamp;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// Monday, 2026-03-02T01:00:00Z.
const START: i64 = 1_772_413_200_000;

#[derive(Clone)]
pub(crate) struct Virtual(Rc<Inner>);

struct Inner {
    now: Cell<i64>,
    dice: Cell<u64>,
    sleepers: RefCell<BTreeMap<(i64, u64), Waker>>,
    next: Cell<u64>,
}

impl Virtual {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Rc::new(Inner {
            now: Cell::new(START),
            dice: Cell::new(seed ^ 0x9e37_79b9_7f4a_7c15),
            sleepers: RefCell::default(),
            next: Cell::new(0),
        }))
    }

    /// splitmix64
    pub(crate) fn roll(&self) -> u64 {
        let state = self.0.dice.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.dice.set(state);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Moves the clock to when the next sleeper wakes; false where nobody sleeps.
    pub(crate) fn advance(&self) -> bool {
        let due = match self.0.sleepers.borrow().keys().next() {
            Some((due, _)) => *due,
            None => return false,
        };
        self.set(due);
        true
    }

    /// Moves the clock by so much, waking whoever is due on the way.
    pub(crate) fn set(&self, now: i64) {
        self.0.now.set(self.0.now.get().max(now));
        let mut sleepers = self.0.sleepers.borrow_mut();
        let later = sleepers.split_off(&(self.0.now.get(), u64::MAX));
        for waker in std::mem::replace(&mut *sleepers, later).into_values() {
            waker.wake();
        }
    }
}

impl Host for Virtual {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.now.get())
    }

    fn random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.roll().to_le_bytes()[..chunk.len()]);
        }
    }

    async fn sleep(&self, ms: u64) {
        let due = self.0.now.get().saturating_add(i64::try_from(ms).unwrap());
        let id = self.0.next.replace(self.0.next.get() + 1);
        let _awake = Awake(&self.0, (due, id));
        poll_fn(|context| {
            if self.0.now.get() >= due {
                return Poll::Ready(());
            }
            self.0
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
