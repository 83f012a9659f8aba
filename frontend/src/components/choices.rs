use leptos::prelude::*;

/// One of a few, each as a lozenge that can be pressed.
#[component]
pub(crate) fn Choices(
    name: &'static str,
    label: Signal<String>,
    lines: Vec<(String, Signal<String>)>,
    chosen: Signal<Option<String>>,
    #[prop(into)] on_choose: Callback<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let line = move |(id, words): (String, Signal<String>)| {
        let (value, testid, choice) = (id.clone(), format!("{name}-{id}"), id.clone());
        view! {
            <label class="lozenge">
                <input
                    type="radio"
                    name=name
                    value=value
                    data-testid=testid
                    prop:checked=move || chosen.with(|chosen| chosen.as_ref() == Some(&id))
                    on:change=move |_| on_choose.run(choice.clone())
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="lozenges">
            <legend class="field-label">{label}</legend>
            {lines.into_iter().map(line).collect_view()}
            <p class="field-error" role="alert">{error}</p>
        </fieldset>
    }
    .into_any()
}
