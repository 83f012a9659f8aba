//! A new version of the web app, fetched by the service worker, that waits until somebody takes it. In the shell new
//! versions come with the program.

use leptos::prelude::{RwSignal, Set, window};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

/// What the service worker understands as the wish to take over; the same word as in `public/sw.js`.
const TAKE_OVER: &str = "take-over";

/// Sets `waits` when a new version waits, now or later.
pub(super) fn watch(waits: RwSignal<bool>) {
    spawn_local(async move {
        let Some(workers) = workers() else { return };
        let Ok(ready) = workers.ready() else { return };
        let Ok(registration) = JsFuture::from(ready).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if registration.waiting().is_some() {
            waits.set(true);
        }
        let found = registration.clone();
        let on_found = Closure::<dyn Fn()>::new(move || {
            let Some(worker) = found.installing() else { return };
            let (fresh, workers) = (worker.clone(), workers.clone());
            let on_change = Closure::<dyn Fn()>::new(move || {
                // The first version of all replaces nothing.
                if fresh.state() == ServiceWorkerState::Installed && workers.controller().is_some() {
                    waits.set(true);
                }
            });
            worker.set_onstatechange(Some(on_change.as_ref().unchecked_ref()));
            on_change.forget();
        });
        registration.set_onupdatefound(Some(on_found.as_ref().unchecked_ref()));
        on_found.forget();
    });
}

/// Lets the version that waits take over, then opens the page anew.
pub(super) fn take() {
    spawn_local(async {
        let Some(workers) = workers() else { return };
        let reload = Closure::once_into_js(|| drop(window().location().reload()));
        workers.set_oncontrollerchange(Some(reload.unchecked_ref()));
        let Ok(registration) = JsFuture::from(workers.get_registration()).await else {
            return;
        };
        let waiting = registration
            .dyn_into::<ServiceWorkerRegistration>()
            .ok()
            .and_then(|it| it.waiting());
        if let Some(worker) = waiting {
            // A text can always be sent.
            let _ = worker.post_message(&JsValue::from_str(TAKE_OVER));
        }
    });
}

/// `None` where the page has no service workers: in the shell, and where the connection is not safe.
pub(super) fn workers() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).is_ok_and(|it| it.is_object());
    (there && !super::shell::is_here()).then(|| navigator.service_worker())
}
