use crate::components::{Reading, ReadingBar};
use crate::state::language;
use crate::text;
use leptos::prelude::*;

/// A sentence that is read at the slowest pace, and waits; its buttons do as they say, and nothing is heard.
pub(super) fn reading() -> AnyView {
    let (paused, slowest) = (RwSignal::new(true), RwSignal::new(true));
    let wish = move |wish| match wish {
        Reading::Pause | Reading::End => paused.set(true),
        Reading::Resume | Reading::Repeat => paused.set(false),
        Reading::Slower => slowest.set(true),
        Reading::Faster => slowest.set(false),
    };
    view! {
        <ReadingBar
            sentence=Signal::derive(|| (text!("gallery-sample.verdict"), language()))
            paused=paused
            problem=Signal::stored(None)
            slowest=slowest
            quickest=Signal::derive(move || !slowest.get())
            on_wish=wish
        />
    }
    .into_any()
}
