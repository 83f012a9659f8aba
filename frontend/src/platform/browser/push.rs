//! Messages that the city sends while the app is closed: the browser's leave, and where its push service takes them (Web
//! Push).

use crate::platform::{PushKeys, json, update};
use domain::refusal::Problem;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::prelude::window;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, PushManager, PushSubscription, PushSubscriptionOptionsInit, ServiceWorkerRegistration,
};

/// How long a browser may look for its push service, in milliseconds: without a network it may look for ever.
const PATIENCE_MS: u32 = 15_000;

/// A subscription, as browsers write it.
#[derive(Deserialize)]
struct Written {
    endpoint: String,
    keys: WrittenKeys,
}

#[derive(Deserialize)]
struct WrittenKeys {
    p256dh: String,
    auth: String,
}

/// Whether this browser can be told at all; on some phones only once the app is on the home screen.
pub(in crate::platform) fn is_possible() -> bool {
    let has = |name: &str| Reflect::has(&window(), &name.into()).unwrap_or(false);
    has("PushManager") && has("Notification") && update::workers().is_some()
}

/// Has the browser ask for leave, unless it has it. Call it first of all when somebody pressed: else some don't ask.
///
/// # Errors
/// `push-not-possible`, `push-not-allowed`
pub(in crate::platform) async fn allow() -> Result<(), Problem> {
    if !is_possible() {
        return Err(Problem::new("push-not-possible"));
    }
    let refused = || Problem::new("push-not-allowed");
    let asked = Notification::request_permission().map_err(|_| refused())?;
    let answer = JsFuture::from(asked).await.map_err(|_| refused())?;
    match answer.as_string().as_deref() {
        Some("granted") => Ok(()),
        _ => Err(refused()),
    }
}

/// Where the browser's push service takes messages that are signed with this key.
///
/// # Errors
/// `push-not-reached` where the browser has no such service, or can't reach it.
pub(in crate::platform) async fn subscribe(key: &str) -> Result<PushKeys, Problem> {
    let unreached = || Problem::new("push-not-reached");
    let manager = manager().await.ok_or_else(unreached)?;
    if let Some(old) = current(&manager).await {
        // It may be for another key, of a city that was set up anew; the browser would refuse this one.
        if let Ok(going) = old.unsubscribe() {
            let _ = JsFuture::from(going).await;
        }
    }
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&JsValue::from_str(key));
    let subscribing = manager
        .subscribe_with_options(&options)
        .map_err(|_| unreached())?;
    let subscription = match select(JsFuture::from(subscribing), TimeoutFuture::new(PATIENCE_MS)).await {
        Either::Left((answer, _)) => answer.map_err(|_| unreached())?,
        Either::Right(_) => return Err(unreached()),
    };
    let written = js_sys::JSON::stringify(&subscription).map_err(|_| unreached())?;
    let written: Written = json::read(&String::from(written)).ok_or_else(unreached)?;
    Ok(PushKeys {
        endpoint: written.endpoint,
        p256dh: written.keys.p256dh,
        auth: written.keys.auth,
    })
}

/// Whether its push service takes messages for this app.
pub(in crate::platform) async fn is_subscribed() -> bool {
    match manager().await {
        Some(manager) => current(&manager).await.is_some(),
        None => false,
    }
}

/// It takes none any more.
pub(in crate::platform) async fn unsubscribe() {
    let Some(manager) = manager().await else { return };
    let Some(subscription) = current(&manager).await else {
        return;
    };
    if let Ok(going) = subscription.unsubscribe() {
        // What stays there is refused by the city's own list.
        let _ = JsFuture::from(going).await;
    }
}

async fn manager() -> Option<PushManager> {
    if !is_possible() {
        return None;
    }
    let registration = JsFuture::from(update::workers()?.get_registration()).await.ok()?;
    let registration: ServiceWorkerRegistration = registration.dyn_into().ok()?;
    registration.push_manager().ok()
}

async fn current(manager: &PushManager) -> Option<PushSubscription> {
    let found = JsFuture::from(manager.get_subscription().ok()?).await.ok()?;
    found.dyn_into().ok()
}
