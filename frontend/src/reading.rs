//! Reading the page aloud. What is on may be asked and told from anywhere: by the control in the frame, by the bar, and
//! by what is said or typed. All else is a part of the program of its own, fetched when somebody first wants to listen.

mod bar;
mod mark;
mod reader;
mod sentences;
mod walk;

use crate::app::lazy::{Draw, bring_words};
use crate::components::announce;
use crate::platform::Platform;
use crate::state::language;
use crate::words::problem_words;
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use locales::Locale;
use std::cell::Cell;

/// The hook of the control in the frame: the focus comes back there.
pub(crate) const CONTROL: &str = "read-aloud";

/// What somebody wants of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Start,
    Stop,
    Pause,
    Resume,
    Repeat,
    Slower,
    Faster,
}

/// What is read now.
#[derive(Debug, Clone)]
struct Now {
    sentence: String,
    language: Locale,
    paused: bool,
    /// Why nothing is heard.
    problem: Option<Problem>,
    /// Draws the bar; it comes with the reader.
    bar: Draw,
}

/// Signals that live as long as the page.
#[derive(Clone, Copy)]
struct Shared {
    now: RwSignal<Option<Now>>,
    /// The languages that something here speaks.
    spoken: RwSignal<Vec<Locale>>,
}

thread_local! {
    static SHARED: Cell<Option<Shared>> = const { Cell::new(None) };
}

fn shared() -> Shared {
    SHARED
        .get()
        .expect("the frame provides it before anything is read")
}

/// Sets up what is shared; once, in the frame. What is read is the page at `address`: the reader falls silent when that
/// is left, or told in another language.
pub(crate) fn provide_reading(address: impl Fn() -> String + Send + Sync + 'static) {
    let shared = Shared {
        now: RwSignal::new(None),
        spoken: RwSignal::new(Vec::new()),
    };
    SHARED.set(Some(shared));
    Platform.watch_voices(shared.spoken);
    Effect::new(move |before: Option<(String, Locale)>| {
        let here = (address(), language());
        if before.is_some_and(|before| before != here) {
            stop();
        }
        here
    });
}

/// Whether something here speaks the language of the page; reactive.
pub(crate) fn is_possible() -> bool {
    shared().spoken.with(|spoken| spoken.contains(&language()))
}

/// Whether the page is being read, or paused; reactive.
pub(crate) fn is_on() -> bool {
    shared().now.with(Option::is_some)
}

/// The bar with what is read and the buttons for it; nothing while nothing is read.
pub(crate) fn bar() -> impl IntoView {
    // Drawn once: the focus stays on its buttons from sentence to sentence.
    let on = Memo::new(|_| is_on());
    move || {
        let draw = || shared().now.with_untracked(|now| now.as_ref().map(|now| now.bar));
        on.get().then(draw).flatten().map(|draw| draw())
    }
}

/// Reads the page from its beginning.
pub(crate) fn start() {
    tell(Wish::Start);
}

/// Silence, at once.
pub(crate) fn stop() {
    tell(Wish::Stop);
}

/// Silence for now; the place is kept.
pub(crate) fn pause() {
    tell(Wish::Pause);
}

/// Goes on with the sentence at which it paused; begins where nothing was read.
pub(crate) fn resume() {
    tell(Wish::Resume);
}

/// Says the sentence once more; begins where nothing was read.
pub(crate) fn repeat() {
    tell(Wish::Repeat);
}

/// A slower pace, from this sentence on. It is remembered.
pub(crate) fn slower() {
    tell(Wish::Slower);
}

/// A quicker pace, from this sentence on. It is remembered.
pub(crate) fn faster() {
    tell(Wish::Faster);
}

/// Says this now, where something here speaks: a question to who asked with their voice. What is read pauses for it.
pub(crate) fn say(sentence: String) {
    if untrack(is_possible) {
        // It is on the screen as well.
        spawn_local(async move { said(sentence).await.unwrap_or_default() });
    }
}

#[wasm_split(reading, wasm_split_path = leptos::wasm_split, fallible)]
fn said(sentence: String) -> Result<(), SplitLoaderError> {
    reader::say(sentence);
    Ok(())
}

fn tell(wish: Wish) {
    let begins = matches!(wish, Wish::Start | Wish::Resume | Wish::Repeat);
    if !begins && !untrack(is_on) {
        return;
    }
    spawn_local(async move {
        let fulfilled = async {
            bring_words().await?;
            fulfil(wish).await
        };
        if fulfilled.await.is_err() {
            announce(problem_words(&Problem::new("page-missing")));
        }
    });
}

#[wasm_split(reading, wasm_split_path = leptos::wasm_split, fallible)]
fn fulfil(wish: Wish) -> Result<(), SplitLoaderError> {
    reader::fulfil(wish);
    Ok(())
}
