//! The reader: keeps the sentences of the page and the place in them, and asks for one after another to be said.

use super::walk::{Sentence, walk};
use super::{CONTROL, Now, Wish, bar, mark, shared};
use crate::components::announce;
use crate::platform::Platform;
use crate::state::{change_preferences, language, use_preferences};
use crate::text;
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Percent of the usual pace.
const USUAL: u16 = 100;
const SLOWEST: u16 = 40;
const QUICKEST: u16 = 200;
const STEP: u16 = 20;

/// A page on its way through the reader.
struct Reading {
    sentences: Rc<[Sentence]>,
    at: usize,
}

thread_local! {
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
    /// Counts what was begun and ended: whoever waits for the end of a sentence then knows whether it is still wanted.
    static TURN: Cell<u64> = const { Cell::new(0) };
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

pub(super) fn fulfil(wish: Wish) {
    let on = untrack(super::is_on);
    match wish {
        Wish::Start => start(),
        Wish::Resume | Wish::Repeat if !on => start(),
        Wish::Resume if is_paused() => speak(),
        Wish::Resume => {}
        Wish::Repeat => speak(),
        Wish::Pause => pause(),
        Wish::Stop => stop(),
        Wish::Slower => change_pace(|pace| pace.saturating_sub(STEP)),
        Wish::Faster => change_pace(|pace| pace.saturating_add(STEP)),
    }
}

pub(super) fn say(sentence: String) {
    if untrack(super::is_on) && !is_paused() {
        pause();
    }
    let (language, pace) = (untrack(language), untrack(pace));
    // Who does not hear it sees it.
    spawn_local(async move { drop(Platform.speak(sentence, language, pace).await) });
}

/// The pace that is set; reactive.
pub(super) fn pace() -> u16 {
    let set = use_preferences().with(|preferences| preferences.reading_pace);
    set.unwrap_or(USUAL).clamp(SLOWEST, QUICKEST)
}

/// Whether it can't be slower; reactive.
pub(super) fn is_slowest() -> bool {
    pace() == SLOWEST
}

/// Whether it can't be quicker; reactive.
pub(super) fn is_quickest() -> bool {
    pace() == QUICKEST
}

fn start() {
    watch();
    let page = document().get_element_by_id("main");
    let sentences: Rc<[Sentence]> = page
        .map(|page| walk(&page, untrack(language)))
        .unwrap_or_default()
        .into();
    if sentences.is_empty() {
        announce(text!("reading-nothing"));
        return;
    }
    READING.set(Some(Reading { sentences, at: 0 }));
    speak();
}

/// Says sentence after sentence, from the present one to the last.
fn speak() {
    let turn = next_turn();
    spawn_local(async move {
        while let Some(sentence) = present() {
            show(&sentence);
            let pace = untrack(pace);
            let said = Platform.speak(sentence.text, sentence.language, pace).await;
            if TURN.get() != turn {
                return;
            }
            match said {
                Ok(true) => advance(),
                // The system itself fell silent: somebody may want to go on.
                Ok(false) => return pause(),
                Err(problem) => return fail(problem),
            }
        }
        stop();
        announce(text!("reading-done"));
    });
}

fn present() -> Option<Sentence> {
    READING.with_borrow(|reading| {
        let reading = reading.as_ref()?;
        reading.sentences.get(reading.at).cloned()
    })
}

fn advance() {
    READING.with_borrow_mut(|reading| {
        if let Some(reading) = reading {
            reading.at += 1;
        }
    });
}

fn show(sentence: &Sentence) {
    mark::mark(&sentence.place);
    shared().now.set(Some(Now {
        sentence: sentence.text.clone(),
        language: sentence.language,
        paused: false,
        problem: None,
        bar: bar::draw,
    }));
}

fn is_paused() -> bool {
    shared()
        .now
        .with_untracked(|now| now.as_ref().is_some_and(|now| now.paused))
}

fn pause() {
    next_turn();
    Platform.hush();
    change(|now| now.paused = true);
}

fn fail(problem: Problem) {
    next_turn();
    change(|now| {
        now.paused = true;
        now.problem = Some(problem);
    });
}

fn change(change: impl FnOnce(&mut Now)) {
    shared().now.update(|now| {
        if let Some(now) = now {
            change(now);
        }
    });
}

fn stop() {
    next_turn();
    Platform.hush();
    READING.set(None);
    mark::unmark();
    // The bar goes: who was in it stands where they began.
    let focus = document().active_element();
    if focus.is_some_and(|it| it.closest(".reading").is_ok_and(|bar| bar.is_some()))
        && let Some(control) = document().get_element_by_id(CONTROL)
    {
        let _ = control.unchecked_into::<web_sys::HtmlElement>().focus();
    }
    shared().now.set(None);
}

fn change_pace(to: impl Fn(u16) -> u16) {
    let pace = to(untrack(pace)).clamp(SLOWEST, QUICKEST);
    change_preferences(|preferences| preferences.reading_pace = Some(pace));
    if !is_paused() {
        speak();
    }
}

fn next_turn() -> u64 {
    TURN.set(TURN.get() + 1);
    TURN.get()
}

/// From the first time on: silence when the page is closed, and a pause when a question lies over it, because the bar
/// can't be reached from there.
fn watch() {
    if WATCHING.replace(true) {
        return;
    }
    window_event_listener_untyped("pagehide", |_| Platform.hush());
    window_event_listener_untyped("focusin", |event| {
        let into = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        let asked = into.is_some_and(|it| it.closest("dialog").is_ok_and(|dialog| dialog.is_some()));
        if asked && super::is_on() && !is_paused() {
            pause();
        }
    });
}
