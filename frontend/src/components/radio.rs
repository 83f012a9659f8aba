use leptos::prelude::*;

/// One of a few, as a row that can be pressed anywhere; rows of one `name` make one choice.
#[component]
pub(crate) fn Radio(
    name: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(into)] chosen: Signal<bool>,
    #[prop(into)] on_choose: Callback<()>,
    #[prop(optional, into)] testid: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="radio"
                name=name
                value=value
                data-testid=testid
                prop:checked=chosen
                on:change=move |_| on_choose.run(())
            />
            <span class="choice-words">{children()}</span>
        </label>
    }
    .into_any()
}
