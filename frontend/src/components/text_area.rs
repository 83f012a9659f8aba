use super::field::Field;
use leptos::prelude::*;

/// Several lines of text; it grows with them.
#[component]
pub(crate) fn TextArea(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional_no_strip, into)] hint: Option<Signal<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] placeholder: Option<Signal<String>>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional)] testid: Option<&'static str>,
) -> impl IntoView {
    view! {
        <Field
            id=id
            label=label
            optional=optional
            hint=hint
            error=error
            control=move |described| {
                view! {
                    <textarea
                        id=described.id
                        class="input"
                        rows=rows
                        data-testid=testid
                        placeholder=move || placeholder.map(|words| words.get())
                        aria-describedby=described.by
                        aria-invalid=described.invalid
                        prop:value=value
                        on:input=move |event| value.set(event_target_value(&event))
                    ></textarea>
                }
                    .into_any()
            }
        />
    }
    .into_any()
}
