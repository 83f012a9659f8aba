//! What can be done by words, said or typed, on any page. A page offers what it can do now ([`Offer`]); [`Talk`] finds
//! out what was meant and does it, and asks first where something leaves the device or is lost by it.
//!
//! This much comes with the start. What listens (`panel`, `line`) comes when somebody wants to talk.

pub(crate) mod line;
mod offer;
pub(crate) mod panel;
mod talk;
mod ways;

pub(crate) use offer::Offer;
pub(crate) use talk::Talk;
pub(crate) use ways::{PLACES, Ways};

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use std::cell::{Cell, RefCell};

/// The field in which one talks: there is one at a time.
pub(crate) const FIELD: &str = "talk-said";

/// Signals that live as long as the page.
#[derive(Clone, Copy)]
struct State {
    offers: RwSignal<Vec<Offer>>,
    /// Whether the panel is open.
    open: RwSignal<bool>,
    /// What the guide was told last: it stays while somebody looks at where it led.
    told: RwSignal<String>,
}

thread_local! {
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
    /// What had the focus before the panel opened.
    static BEFORE: RefCell<Option<Element>> = const { RefCell::new(None) };
}

fn state() -> State {
    STATE
        .get()
        .expect("provide_commands runs before anything is shown")
}

/// Sets up what pages offer, and the key that opens the panel on each of them: Control and K, or Command and K. A key
/// with a modifier is in nobody's way (WCAG 2.2, 2.1.4).
pub(crate) fn provide_commands() {
    STATE.set(Some(State {
        offers: RwSignal::new(Vec::new()),
        open: RwSignal::new(false),
        told: RwSignal::new(String::new()),
    }));
    window_event_listener(leptos::ev::keydown, |event| {
        let modified = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        if modified && !event.is_composing() && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open();
        }
    });
}

/// Opens the panel, or goes to the field where one is there already.
pub(crate) fn open() {
    if focus_field() {
        return;
    }
    BEFORE.replace(document().active_element());
    state().open.set(true);
}

/// Closes the panel; the focus is where it was before.
pub(crate) fn close() {
    state().open.set(false);
    if let Some(before) = BEFORE
        .take()
        .and_then(|before| before.dyn_into::<HtmlElement>().ok())
    {
        // What has left the page meanwhile takes no focus.
        let _ = before.focus();
    }
}

pub(crate) fn is_open() -> bool {
    state().open.get()
}

/// What the guide was told last.
pub(crate) fn told() -> RwSignal<String> {
    state().told
}

/// Puts the focus into the field, where there is one.
fn focus_field() -> bool {
    let field = document()
        .get_element_by_id(FIELD)
        .and_then(|field| field.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.focus().is_ok())
}
