use super::talk::Talk;
use crate::t;
use client::recording::LONGEST_MS;
use leptos::prelude::*;

/// How loud it is, and how long it has been. Screen readers pass the bar by: the state beside it says that it listens.
#[component]
pub(super) fn Level(talk: Talk) -> impl IntoView {
    let width = move || format!("{}%", talk.level.get());
    let said = Signal::derive(move || talk.ms.get() / 1_000);
    let left = Signal::derive(move || LONGEST_MS.saturating_sub(talk.ms.get()) / 1_000);
    view! {
        <div class="microphone-level" data-testid="microphone-level" data-ms=move || talk.ms.get() data-level=move || talk.level.get()>
            <svg aria-hidden="true">
                <rect class="microphone-loud" width=width height="100%" rx="5"></rect>
            </svg>
            <span class="second small">
                {t!("recording-time", said = said.get(), left = left.get())}
            </span>
        </div>
    }
    .into_any()
}
