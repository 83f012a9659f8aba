use leptos::prelude::*;

/// On or off, as a row that can be pressed anywhere.
#[component]
pub(crate) fn Switch(
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] words: Signal<String>,
    #[prop(into)] detail: Signal<String>,
    testid: &'static str,
    #[prop(into)] on_turn: Callback<bool>,
) -> impl IntoView {
    // The row is its label; what it means now is said after the name, not as a part of it.
    let (words_id, detail_id) = (format!("{testid}-words"), format!("{testid}-detail"));
    view! {
        <label class="choice">
            <input
                type="checkbox"
                role="switch"
                data-testid=testid
                aria-labelledby=words_id.clone()
                aria-describedby=detail_id.clone()
                prop:checked=on
                on:change=move |event| on_turn.run(event_target_checked(&event))
            />
            <span class="choice-words">
                <b id=words_id>{words}</b>
                <span class="small second" id=detail_id>{detail}</span>
            </span>
        </label>
    }
    .into_any()
}
