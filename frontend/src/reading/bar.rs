//! The reading bar: the sentence, and what can be done about it. It lies over nothing and asks nothing.

use super::{Now, reader, shared};
use crate::components::icons::{self, Glyph};
use crate::components::{Button, ErrorNote, Icon, Kind};
use crate::t;
use crate::words::message;
use domain::refusal::Problem;
use leptos::prelude::*;

pub(super) fn draw() -> AnyView {
    let paused = Memo::new(|_| now(|now| now.paused).unwrap_or_default());
    let problem = Memo::new(|_| now(|now| now.problem.clone()).flatten());
    let sentence = move || {
        let (text, language) = now(|now| (now.sentence.clone(), now.language)).unwrap_or_default();
        view! { <p class="reading-sentence" lang=language.tag() data-testid="reading-sentence">{text}</p> }
    };
    let told = move || {
        let note = |problem: Problem| view! { <ErrorNote problem=Signal::derive(move || problem.clone())/> };
        problem
            .get()
            .map_or_else(|| sentence().into_any(), |problem| note(problem).into_any())
    };
    // One button that changes, so that the focus stays on it.
    let pause = move || {
        if paused.get_untracked() {
            super::resume()
        } else {
            super::pause()
        }
    };
    let pause_icon = move || {
        let icon = if paused.get() { icons::RESUME } else { icons::PAUSE };
        view! { <Icon of=icon/> }
    };
    let pause_words = move || {
        if paused.get() {
            t!("reading-resume").get()
        } else {
            t!("reading-pause").get()
        }
    };
    view! {
        <section class="reading" aria-label=t!("reading-label") data-testid="reading" data-paused=move || paused.get().to_string()>
            {told}
            <div class="reading-buttons">
                <Button testid="reading-pause" on_press=pause>
                    {pause_icon}
                    {pause_words}
                </Button>
                {button(icons::REDO, "reading-repeat", super::repeat, None)}
                {button(icons::SLOWER, "reading-slower", super::slower, Some(reader::is_slowest))}
                {button(icons::FASTER, "reading-faster", super::faster, Some(reader::is_quickest))}
                {button(icons::STOP, "reading-end", super::stop, None)}
            </div>
        </section>
    }
    .into_any()
}

/// A button with the message `id`, by which tests know it too; it rests at the end of its way.
fn button(icon: Glyph, id: &'static str, press: fn(), resting: Option<fn() -> bool>) -> AnyView {
    let rests = Signal::derive(move || resting.is_some_and(|rests| rests()));
    view! {
        <Button kind=Kind::Plain icon=icon testid=id disabled=rests on_press=press>
            {message(id)}
        </Button>
    }
    .into_any()
}

fn now<T>(of: impl FnOnce(&Now) -> T) -> Option<T> {
    shared().now.with(|now| now.as_ref().map(of))
}
