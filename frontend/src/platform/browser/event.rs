//! Waiting for an event of the page.

use futures::channel::oneshot;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

/// One wait for the first of some events; it listens from when it is made, and no longer than it lives.
pub(super) struct Wait {
    target: EventTarget,
    names: &'static [&'static str],
    heard: Closure<dyn FnMut(Event)>,
    first: oneshot::Receiver<Event>,
}

impl Wait {
    /// Begins to listen. `counts` says which of the events end the wait.
    pub(super) fn new(
        target: &EventTarget,
        names: &'static [&'static str],
        counts: impl Fn(&Event) -> bool + 'static,
    ) -> Self {
        let (tell, first) = oneshot::channel();
        let mut tell = Some(tell);
        let heard = Closure::new(move |event: Event| {
            if counts(&event)
                && let Some(tell) = tell.take()
            {
                let _ = tell.send(event);
            }
        });
        for name in names {
            let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        }
        Self {
            target: target.clone(),
            names,
            heard,
            first,
        }
    }

    /// The name of the event that came first.
    pub(super) async fn first(mut self) -> String {
        match (&mut self.first).await {
            Ok(event) => event.type_(),
            // The closure, which holds the other end, lives as long as this.
            Err(_) => std::future::pending().await,
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        for name in self.names {
            let _ = self
                .target
                .remove_event_listener_with_callback(name, self.heard.as_ref().unchecked_ref());
        }
    }
}
