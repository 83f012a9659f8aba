//! Language, text size and colours: kept by the device, with a copy in `localStorage`, because the first frame does not wait
//! for the device.

use super::{state, use_device};
use crate::platform::json;
use client::api::{Preferences, Theme};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locales::Locale;
use std::cell::Cell;
use wasm_bindgen::JsCast;

const KEY: &str = "huisheng-preferences";
/// Stands in `localStorage` while the device has not confirmed the copy there: whoever reloads the page, or closes it, has
/// what they set all the same.
const UNSAVED: &str = "huisheng-preferences-unsaved";

thread_local! {
    /// Whether the copy is newer than what the device keeps, until the device has been told.
    static NEWER: Cell<bool> = const { Cell::new(false) };
    /// Changes that the device has not confirmed: until then its answers are older than what is shown.
    static SAVING: Cell<u32> = const { Cell::new(0) };
}

/// The language that holds now: what was set, else the first of the browser's languages that the app speaks.
pub fn language() -> Locale {
    let set = state()
        .preferences
        .with(|preferences| preferences.language.as_deref().and_then(|tag| tag.parse().ok()));
    set.unwrap_or_else(|| {
        let tags: Vec<String> = window()
            .navigator()
            .languages()
            .iter()
            .filter_map(|tag| tag.as_string())
            .collect();
        Locale::best(tags.iter().map(String::as_str))
    })
}

/// Switches the language at once.
pub fn set_language(locale: Locale) {
    change_preferences(|preferences| preferences.language = Some(locale.tag().to_owned()));
}

/// Goes to large text or back. Each begins with the size that was made for it.
pub fn set_large_text(on: bool) {
    change_preferences(|preferences| {
        preferences.large_text = Some(on);
        preferences.text_px = None;
    });
}

/// Whether contrast is high: as it was set, else as the device asks for it.
pub fn is_high_contrast() -> bool {
    let set = state().preferences.with(|preferences| preferences.high_contrast);
    set.unwrap_or_else(|| state().contrast.get())
}

/// Which colours and which size of letters hold, for what draws by itself.
pub fn colours() -> String {
    let size = state().preferences.with(|it| (it.large_text, it.text_px));
    format!("{} {} {size:?}", theme().name(), is_high_contrast())
}

fn theme() -> Theme {
    let set = state().preferences.with(|preferences| preferences.theme);
    set.unwrap_or_else(|| {
        if state().dark.get() {
            Theme::Dark
        } else {
            Theme::Light
        }
    })
}

/// Changes what is set, shows it at once and keeps it.
pub fn change_preferences(change: impl FnOnce(&mut Preferences)) {
    let preferences = state().preferences;
    preferences.update(change);
    save(preferences.get_untracked());
}

/// What was set when the app was last open, in the language that the address asks for (`?lang=en`). The address is
/// then rid of it, so that neither a reload nor a link passed on asks for it again.
pub(super) fn at_start() -> Preferences {
    let mut preferences = cached();
    if let Some(locale) = take_from_address() {
        preferences.language = Some(locale.tag().to_owned());
        cache(&preferences);
    }
    NEWER.set(is_unsaved());
    preferences
}

/// Writes language, text size and colours onto the page, now and whenever they change, for styles and screen readers.
pub(super) fn keep_applied() {
    untrack(apply);
    Effect::new(apply);
}

/// Takes over what the device has kept. The first time, what the device does not know yet is handed to it: where the copy is
/// newer, or its own store is new.
pub(super) async fn follow(preferences: RwSignal<Preferences>) {
    let Ok(kept) = use_device().preferences().await else {
        return;
    };
    if SAVING.get() > 0 {
        return;
    }
    let shown = preferences.get_untracked();
    if NEWER.take() || kept == Preferences::default() {
        match shown == kept {
            true => confirm(),
            false => save(shown),
        }
    } else if shown != kept {
        cache(&kept);
        confirm();
        preferences.set(kept);
    }
}

fn save(preferences: Preferences) {
    cache(&preferences);
    SAVING.set(SAVING.get() + 1);
    spawn_local(async move {
        // Where the device cannot keep it, the copy still does.
        let _ = use_device().set_preferences(preferences).await;
        SAVING.set(SAVING.get() - 1);
        if SAVING.get() == 0 {
            confirm();
        }
    });
}

fn apply() {
    let Some(page) = document().document_element() else {
        return;
    };
    let (size, px) = state().preferences.with(|preferences| {
        let is_large = preferences.large_text == Some(true);
        (if is_large { "large" } else { "normal" }, preferences.text_px)
    });
    let contrast = if is_high_contrast() { "more" } else { "normal" };
    let marks = [
        ("lang", language().tag()),
        ("data-text", size),
        ("data-theme", theme().name()),
        ("data-contrast", contrast),
    ];
    for (name, value) in marks {
        // Setting an attribute on the page's own element cannot fail.
        let _ = page.set_attribute(name, value);
    }
    // Through the object model: the security policy of the page forbids an attribute `style`.
    let style = page.unchecked_ref::<web_sys::HtmlElement>().style();
    let _ = match px {
        Some(px) => style.set_property("--text-px", &format!("{}px", px.clamp(16, 40))),
        None => style.remove_property("--text-px").map(|_| ()),
    };
    // Asked now, the browser would have to reckon the style of the whole page for this alone.
    request_animation_frame(move || colour_the_edge(&page));
}

/// The browser paints what is around the page in the page's own colour.
fn colour_the_edge(page: &web_sys::Element) {
    let style = window().get_computed_style(page).ok().flatten();
    let paper = style.and_then(|style| style.get_property_value("--paper").ok());
    let edge = document().query_selector("meta[name=theme-color]").ok().flatten();
    if let (Some(paper), Some(edge)) = (paper, edge) {
        let _ = edge.set_attribute("content", paper.trim());
    }
}

fn take_from_address() -> Option<Locale> {
    let url = web_sys::Url::new(&window().location().href().ok()?).ok()?;
    let locale = url.search_params().get("lang")?.parse().ok()?;
    url.search_params().delete("lang");
    let history = window().history().ok()?;
    let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url.href()));
    Some(locale)
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn cached() -> Preferences {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    kept.and_then(|text| json::read(&text)).unwrap_or_default()
}

/// Copies what holds now, not yet confirmed.
fn cache(preferences: &Preferences) {
    if let (Some(storage), Some(json)) = (storage(), json::write(preferences)) {
        // A full or forbidden storage costs one frame in the wrong size at the next start.
        let _ = storage.set_item(KEY, &json);
        let _ = storage.set_item(UNSAVED, "1");
    }
}

fn is_unsaved() -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(UNSAVED), Ok(Some(_))))
}

/// The device has what the copy has.
fn confirm() {
    if let Some(storage) = storage() {
        // Where it stays, the same is handed over once more.
        let _ = storage.remove_item(UNSAVED);
    }
}
