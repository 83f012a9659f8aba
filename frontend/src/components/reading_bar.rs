use super::button::{Button, Kind};
use super::error_note::ErrorNote;
use super::icons::{self, Glyph};
use crate::{t, text};
use domain::refusal::Problem;
use leptos::prelude::*;
use locales::Locale;

/// What somebody wants while something is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Pause,
    Resume,
    Repeat,
    Slower,
    Faster,
    End,
}

/// The sentence that is read, and what can be done about it. It lies over nothing and asks nothing.
#[component]
pub(crate) fn ReadingBar(
    /// The sentence and its language.
    #[prop(into)]
    sentence: Signal<(String, Locale)>,
    #[prop(into)] paused: Signal<bool>,
    /// Why nothing is heard.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    #[prop(into)] slowest: Signal<bool>,
    #[prop(into)] quickest: Signal<bool>,
    #[prop(into)] on_wish: Callback<Reading>,
) -> impl IntoView {
    let read = move || {
        let (text, language) = sentence.get();
        view! { <p class="reading-sentence" lang=language.tag() data-testid="reading-sentence">{text}</p> }
    };
    let told = move || match problem.get() {
        Some(problem) => view! { <ErrorNote problem=problem/> }.into_any(),
        None => read().into_any(),
    };
    // One button that changes, so that the focus stays on it.
    let pause = move || match paused.get_untracked() {
        true => on_wish.run(Reading::Resume),
        false => on_wish.run(Reading::Pause),
    };
    let pause_icon = Signal::derive(move || Some(if paused.get() { icons::RESUME } else { icons::PAUSE }));
    let pause_words = move || match paused.get() {
        true => text!("reading-resume"),
        false => text!("reading-pause"),
    };
    // It rests at the end of its way.
    let button = move |icon: Glyph, id: &'static str, wish: Reading, rests: Signal<bool>| {
        view! {
            <Button kind=Kind::Plain icon=icon testid=id disabled=rests on_press=move || on_wish.run(wish)>
                {crate::words::message(id)}
            </Button>
        }
    };
    let never = Signal::stored(false);
    view! {
        <section class="reading" aria-label=t!("reading-label") data-testid="reading" data-paused=move || paused.get().to_string()>
            {told}
            <div class="reading-buttons">
                <Button icon=pause_icon testid="reading-pause" on_press=pause>
                    {pause_words}
                </Button>
                {button(icons::REDO, "reading-repeat", Reading::Repeat, never)}
                {button(icons::SLOWER, "reading-slower", Reading::Slower, slowest)}
                {button(icons::FASTER, "reading-faster", Reading::Faster, quickest)}
                {button(icons::STOP, "reading-end", Reading::End, never)}
            </div>
        </section>
    }
    .into_any()
}
