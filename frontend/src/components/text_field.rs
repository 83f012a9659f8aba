use super::field::Field;
use leptos::prelude::*;

/// One line of text.
#[component]
pub(crate) fn TextField(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip, into)] hint: Option<Signal<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// `text`, `password`, `search`, `date`: may change while it is shown.
    #[prop(default = Signal::stored("text"), into)]
    kind: Signal<&'static str>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<Signal<String>>,
    #[prop(optional)] testid: Option<&'static str>,
) -> impl IntoView {
    view! {
        <Field
            id=id
            label=label
            optional=optional
            required=required
            hint=hint
            error=error
            control=move |described| {
                view! {
                    <input
                        id=described.id
                        class="input"
                        type=kind
                        data-testid=testid
                        autocomplete=autocomplete
                        placeholder=move || placeholder.map(|words| words.get())
                        aria-describedby=described.by
                        aria-invalid=described.invalid
                        aria-required=described.required
                        prop:value=value
                        on:input=move |event| value.set(event_target_value(&event))
                    />
                }
                    .into_any()
            }
        />
    }
    .into_any()
}
