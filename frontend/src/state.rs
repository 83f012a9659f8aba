//! What every page shares: the device, how it stands with the city, the directory, the time, and what the person
//! set. [`provide_state`] runs once, first; everything else may be called anywhere after it.

mod colleagues;
mod media;
mod preferences;

pub use colleagues::Colleagues;
pub use media::use_media;
pub use preferences::{
    change_preferences, colours, is_high_contrast, language, set_language, set_large_text,
};

use crate::platform::{Device, Platform};
use client::api::{Notice, Preferences, Status};
use domain::actor::Person;
use domain::city::City;
use domain::refusal::Problem;
use domain::time::Timestamp;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// Signals that live as long as the page.
#[derive(Clone, Copy)]
struct State {
    status: RwSignal<Option<Status>>,
    city: RwSignal<Option<Arc<City>>>,
    revision: RwSignal<u64>,
    now: RwSignal<Timestamp>,
    preferences: RwSignal<Preferences>,
    /// What the device asks of every page: a dark one, high contrast.
    dark: ReadSignal<bool>,
    contrast: ReadSignal<bool>,
}

thread_local! {
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
    /// The page before, and the page that is open.
    static PATHS: RefCell<(String, String)> = const { RefCell::new((String::new(), String::new())) };
    static REVISING: Cell<bool> = const { Cell::new(false) };
}

fn state() -> State {
    STATE.get().expect("provide_state runs before anything is shown")
}

/// Sets up what every page shares, applies what the person set before the first frame, and begins to listen to
/// the device. Call it once, in the outermost component, before the router.
pub fn provide_state() {
    let state = State {
        status: RwSignal::new(None),
        city: RwSignal::new(None),
        revision: RwSignal::new(0),
        now: RwSignal::new(clock()),
        preferences: RwSignal::new(preferences::at_start()),
        dark: use_media("(prefers-color-scheme: dark)"),
        contrast: use_media("(prefers-contrast: more)"),
    };
    STATE.set(Some(state));
    preferences::keep_applied();

    Platform.on_notice(|notice| {
        if matches!(notice, Notice::Changed) {
            revise();
        }
    });
    Effect::new(move || {
        state.revision.track();
        spawn_local(refresh(state));
    });

    let tick = move || state.now.set(clock());
    gloo_timers::callback::Interval::new(60_000, tick).forget();
    // Timers sleep while nobody looks.
    window_event_listener_untyped("visibilitychange", move |_| tick());
}

/// The device: ask it, tell it.
pub fn use_device() -> Device {
    client::api::Device(Platform)
}

/// How the device stands with the city; `None` until it has answered once.
pub fn use_status() -> ReadSignal<Option<Status>> {
    state().status.read_only()
}

/// Whoever uses this device, as the rules look at them; `None` until the device has answered once.
pub fn me() -> Option<Person> {
    use_status().with(|status| status.as_ref().map(|status| status.me.person()))
}

/// The directory; `None` until the device has once reached the city.
pub fn use_city() -> ReadSignal<Option<Arc<City>>> {
    state().city.read_only()
}

/// Counts up, at most once a frame, when something that the device answers has changed.
pub fn use_revision() -> ReadSignal<u64> {
    state().revision.read_only()
}

/// The time, to the minute.
pub fn use_now() -> ReadSignal<Timestamp> {
    state().now.read_only()
}

/// What the person set on this device.
pub fn use_preferences() -> ReadSignal<Preferences> {
    state().preferences.read_only()
}

/// What the device answers: asked at once, and again whenever the device tells of a change or a signal that `ask`
/// reads (before its first `await`) has a new value. `None` until the first answer; an older answer stays until
/// the newer one is there, and never comes after it.
pub fn use_answer<T, Asking>(
    ask: impl Fn(Device) -> Asking + 'static,
) -> ReadSignal<Option<Result<T, Problem>>>
where
    T: PartialEq + Send + Sync + 'static,
    Asking: Future<Output = Result<T, Problem>> + 'static,
{
    use_answer_once(move |device| {
        use_revision().track();
        ask(device)
    })
}

/// The same, but a change on the device is no reason to ask again: for what the city is asked while somebody writes,
/// since every pause keeps the draft, and that is a change.
pub fn use_answer_once<T, Asking>(
    ask: impl Fn(Device) -> Asking + 'static,
) -> ReadSignal<Option<Result<T, Problem>>>
where
    T: PartialEq + Send + Sync + 'static,
    Asking: Future<Output = Result<T, Problem>> + 'static,
{
    let answer = RwSignal::new(None);
    let turn = StoredValue::new(0_u64);
    Effect::new(move || {
        let asking = ask(use_device());
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        spawn_local(async move {
            let new = Some(asking.await);
            // Another question has been asked since, or the page is gone.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            if answer.try_with_untracked(|old| *old != new) == Some(true) {
                answer.set(new);
            }
        });
    });
    answer.read_only()
}

/// Remembers the way somebody takes through the pages; call it once, below the router, with the path that is shown.
pub fn follow_path(path: Signal<String>) {
    Effect::new(move || {
        PATHS.with_borrow_mut(|(before, here)| *before = std::mem::replace(here, path.get()))
    });
}

/// The page that was open before the one at `here`; home where there was none.
pub fn came_from(here: &str) -> String {
    PATHS.with_borrow(|(before, last)| {
        let came_from = if last == here { before } else { last };
        if came_from.is_empty() || came_from == here {
            "/".to_owned()
        } else {
            came_from.clone()
        }
    })
}

/// What every page shows, as the device has it now: whoever has become somebody else is called so before they are
/// led anywhere.
pub async fn catch_up() {
    refresh(state()).await;
}

/// Asks everything anew at the next frame: many notices between two frames are one.
fn revise() {
    if !REVISING.replace(true) {
        request_animation_frame(|| {
            REVISING.set(false);
            state().revision.update(|revision| *revision += 1);
        });
    }
}

/// What every page shows is asked first and at once: the first page then has the names of what it shows.
async fn refresh(state: State) {
    let device = use_device();
    let city = async {
        if let Ok(city) = device.city().await
            && state.city.with_untracked(|old| *old != city)
        {
            state.city.set(city);
        }
    };
    let status = async {
        if let Ok(status) = device.status().await
            && state.status.with_untracked(|old| old.as_ref() != Some(&status))
        {
            state.status.set(Some(status));
        }
    };
    futures::join!(city, status, preferences::follow(state.preferences));
}

/// The device's clock: for what is shown, never for what counts.
fn clock() -> Timestamp {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "milliseconds have no fraction that matters"
    )]
    Timestamp(js_sys::Date::now() as i64)
}
