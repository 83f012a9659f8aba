use super::listening::Listening;
use crate::t;
use client::recording::LONGEST_MS;
use leptos::prelude::*;

/// How loud it is, and how long it has been. Screen readers pass the bar by: the state beside it says that it listens.
#[component]
pub(super) fn Level(listening: Listening) -> impl IntoView {
    let width = move || format!("{}%", listening.level.get());
    let said = Signal::derive(move || listening.ms.get() / 1_000);
    let left = Signal::derive(move || LONGEST_MS.saturating_sub(listening.ms.get()) / 1_000);
    view! {
        <div class="microphone-level" data-testid="microphone-level" data-ms=move || listening.ms.get() data-level=move || listening.level.get()>
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
