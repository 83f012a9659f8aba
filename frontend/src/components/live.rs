use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static SAID: Cell<Option<RwSignal<Option<String>>>> = const { Cell::new(None) };
}

/// Says something in passing: shown at the foot of the screen until the next key or touch, and read out by screen
/// readers. What matters must be on the page as well.
pub(crate) fn announce(words: impl Into<String>) {
    if let Some(said) = SAID.get() {
        said.set(Some(words.into()));
    }
}

/// Where [`announce`] speaks. It stands in the frame once, because a live region must be there before its words.
#[component]
pub(crate) fn Live() -> impl IntoView {
    let said = RwSignal::new(None::<String>);
    SAID.set(Some(said));
    let quiet = move || {
        if said.with_untracked(Option::is_some) {
            said.set(None);
        }
    };
    // No timer: people read at their own pace.
    window_event_listener(leptos::ev::pointerdown, move |_| quiet());
    window_event_listener(leptos::ev::keydown, move |_| quiet());
    view! {
        <div class="toast" role="status" aria-live="polite" data-testid="said">
            {move || said.get().map(|words| view! { <p>{words}</p> })}
        </div>
    }
    .into_any()
}
