//! How the parts of a device tell each other that there is something to do.

use crate::api::Notice;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// A bell for one listener: it stays rung until somebody has heard it.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    rung: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Bell {
    pub(crate) fn ring(&self) {
        self.rung.set(true);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// Returns when it was rung since it was last heard.
    pub(crate) async fn heard(&self) {
        poll_fn(|context| {
            if self.rung.take() {
                return Poll::Ready(());
            }
            self.waker.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}

/// Everybody who wants to be told.
#[derive(Debug, Default)]
pub(crate) struct Listeners(RefCell<Vec<UnboundedSender<Notice>>>);

impl Listeners {
    pub(crate) fn join(&self) -> UnboundedReceiver<Notice> {
        let (sender, receiver) = unbounded();
        self.0.borrow_mut().push(sender);
        receiver
    }

    pub(crate) fn tell(&self, notice: &Notice) {
        self.0
            .borrow_mut()
            .retain(|listener| listener.unbounded_send(notice.clone()).is_ok());
    }
}

/// Lets others that are ready run first.
pub(crate) async fn give_way() {
    let mut waited = false;
    poll_fn(|context| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
