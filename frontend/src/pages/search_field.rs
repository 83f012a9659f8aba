use crate::components::{Icon, icons};
use crate::t;
use leptos::ev::{Event, InputEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::time::Duration;

/// After so long without a key the list follows what was typed.
const PAUSE: Duration = Duration::from_millis(200);

/// The line to type in. The list follows after a short pause, and never while an input method is still composing.
#[component]
pub(crate) fn SearchField(
    /// Of the field itself; tests find it by the same.
    id: &'static str,
    /// What is asked.
    #[prop(into)]
    text: Signal<String>,
    on_ask: Callback<String>,
) -> impl IntoView {
    let typed = RwSignal::new(text.get_untracked());
    let pause = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || pause.update_value(|pause| pause.take().into_iter().for_each(|pause| pause.clear()));
    on_cleanup(stop);
    // The address may change without a key: by the way back, or a link.
    Effect::new(move || {
        let text = text.get();
        if typed.get_untracked().trim() != text.trim() {
            typed.set(text);
        }
    });
    let ask_soon = move || {
        stop();
        let ask = move || on_ask.run(typed.get_untracked());
        pause.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    let input = move |event: Event| {
        typed.set(event_target_value(&event));
        let composing = event
            .dyn_ref::<InputEvent>()
            .is_some_and(|event| event.is_composing());
        if !composing {
            ask_soon();
        }
    };
    let clear = move |_| {
        stop();
        typed.set(String::new());
        on_ask.run(String::new());
    };
    view! {
        <div class="search">
            <label class="unseen" for=id>{t!("proposals-search-label")}</label>
            <Icon of=icons::SEARCH/>
            <input
                id=id
                class="input"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                data-testid=id
                placeholder=t!("proposals-search-label.placeholder")
                prop:value=typed
                on:input=input
                on:compositionend=move |_| ask_soon()
            />
            {move || typed.with(|typed| !typed.is_empty()).then(|| view! {
                <button type="button" class="search-clear" on:click=clear>
                    <Icon of=icons::CLOSE/>
                    <span class="unseen">{t!("proposals-search-label.clear")}</span>
                </button>
            })}
        </div>
    }
    .into_any()
}
