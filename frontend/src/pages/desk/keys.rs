//! Keys that spare the hand a way. They work while something on the desk has the focus and nobody types (WCAG 2.2,
//! 2.1.4), and each stands beside what it does.

use crate::components::{Button, Kind};
use crate::shortcuts::Shortcut;
use crate::t;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusOptions, HtmlElement};

/// The keys that do something now; of two that are the same, the newer one.
#[derive(Clone, Copy)]
pub(super) struct Keys(StoredValue<Vec<Bound>>);

#[derive(Clone, Copy)]
struct Bound {
    shortcut: Shortcut,
    does: Callback<()>,
    /// A form that takes another's place comes before that one goes, often with the same key.
    turn: u32,
}

impl Keys {
    /// Makes them known to everything below.
    pub(super) fn provide() -> Self {
        let keys = Self(StoredValue::new(Vec::new()));
        provide_context(keys);
        keys
    }

    /// From now on this key does this, until what it belongs to leaves the page.
    pub(super) fn add(self, shortcut: Shortcut, does: Callback<()>) {
        let turn = self
            .0
            .with_value(|keys| keys.last().map_or(0, |newest| newest.turn + 1));
        self.0
            .update_value(|keys| keys.push(Bound { shortcut, does, turn }));
        on_cleanup(move || {
            // The desk may have gone first.
            let _ = self
                .0
                .try_update_value(|keys| keys.retain(|bound| bound.turn != turn));
        });
    }

    /// Does what the key does.
    pub(super) fn press(self, event: &KeyboardEvent) {
        if event.is_composing() || event.alt_key() || event.default_prevented() {
            return;
        }
        let key = event.key();
        let sends = key == "Enter" && (event.ctrl_key() || event.meta_key());
        let types = event
            .target()
            .and_then(|target| target.dyn_into().ok())
            .is_some_and(|on: Element| matches!(on.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        if !sends && (types || event.ctrl_key() || event.meta_key() || key.chars().count() != 1) {
            return;
        }
        let key = key.to_lowercase();
        let meant = |bound: &&Bound| match bound.shortcut {
            Shortcut::Send => sends,
            letter => !sends && untrack(|| letter.letter()).as_deref() == Some(key.as_str()),
        };
        let bound = self.0.with_value(|keys| keys.iter().rev().find(meant).copied());
        if let Some(bound) = bound {
            event.prevent_default();
            bound.does.run(());
        }
    }
}

/// The focus goes to the desk itself, where its keys work; nothing moves on the screen.
pub(super) fn to_hand() {
    if let Some(desk) = element(".desk") {
        let still = FocusOptions::new();
        still.set_prevent_scroll(true);
        let _ = desk.focus_with_options(&still);
    }
}

/// The same, unless what has the focus is still to be seen.
pub(super) fn to_hand_if_lost() {
    let focused = document().active_element().and_then(|it| it.dyn_into().ok());
    if focused.is_none_or(|focused: HtmlElement| focused.offset_parent().is_none()) {
        to_hand();
    }
}

/// The first of these on the page, where the focus may go.
pub(super) fn element(selector: &str) -> Option<HtmlElement> {
    let found = document().query_selector(selector).ok().flatten();
    found.map(JsCast::unchecked_into)
}

/// A key as it is drawn, where there is one. Screen readers hear it from the button.
#[component]
pub(super) fn Key(of: Shortcut) -> impl IntoView {
    let drawn = move || match of {
        Shortcut::Send => Some("Ctrl ↵".to_owned()),
        letter => letter.letter().map(|letter| letter.to_uppercase()),
    };
    move || drawn().map(|drawn| view! { <kbd aria-hidden="true">{drawn}</kbd> })
}

/// A button with its key.
#[component]
pub(super) fn KeyButton(
    of: Shortcut,
    #[prop(optional)] kind: Kind,
    testid: &'static str,
    #[prop(into)] on_press: Callback<()>,
    children: Children,
) -> impl IntoView {
    if let Some(keys) = use_context::<Keys>() {
        keys.add(of, on_press);
    }
    view! {
        <Button kind=kind testid=testid on_press=on_press>
            {children()}
            <Key of=of/>
        </Button>
    }
}

/// The keys that every desk has.
#[component]
pub(super) fn KeysHelp() -> impl IntoView {
    view! {
        <p class="desk-keys small second">
            {t!("desk-keys")} ": " {t!("desk-keys.next")} " " <Key of=Shortcut::Next/> " · " {t!("desk-keys.previous")} " "
            <Key of=Shortcut::Previous/> " · " {t!("desk-keys.choose")} " "
            <Key of=Shortcut::Choose/> " · " {t!("desk-keys.send")} " " <Key of=Shortcut::Send/>
        </p>
    }
}

/// The ways to what stands before and after the open one in the list.
pub(super) fn neighbours(go: Callback<isize>) -> impl IntoView {
    view! {
        <div class="buttons">
            <KeyButton of=Shortcut::Previous kind=Kind::Quiet testid="desk-previous" on_press=move || go.run(-1)>
                {t!("desk-keys.previous")}
            </KeyButton>
            <KeyButton of=Shortcut::Next kind=Kind::Quiet testid="desk-next" on_press=move || go.run(1)>
                {t!("desk-keys.next")}
            </KeyButton>
        </div>
    }
}
