use super::icon::Icon;
use super::icons;
use crate::t;
use leptos::prelude::*;

/// What a control takes over from its field, so that its name, its hint and its error are read together.
#[derive(Clone, Copy)]
pub(crate) struct Described {
    /// For `id`.
    pub id: &'static str,
    /// For `aria-describedby`.
    pub by: Signal<Option<String>>,
    /// For `aria-invalid`.
    pub invalid: Signal<Option<&'static str>>,
    /// For `aria-required`.
    pub required: Option<&'static str>,
}

/// The words around a control: label above, hint below it, and the error where there is one.
#[component]
pub(crate) fn Field<Control>(
    /// Unique on the page.
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    /// Says beside the label that it may be left out.
    #[prop(optional)]
    optional: bool,
    /// Nothing goes on without it: screen readers say so.
    #[prop(optional)]
    required: bool,
    #[prop(optional_no_strip, into)] hint: Option<Signal<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Makes the control.
    control: Control,
) -> impl IntoView
where
    Control: FnOnce(Described) -> AnyView,
{
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        Signal::derive(move || match (hint.is_some(), error.with(Option::is_some)) {
            (true, true) => Some(format!("{error_id} {hint_id}")),
            (true, false) => Some(hint_id.clone()),
            (false, true) => Some(error_id.clone()),
            (false, false) => None,
        })
    };
    let described = Described {
        id,
        by,
        invalid: Signal::derive(move || error.with(Option::is_some).then_some("true")),
        required: required.then_some("true"),
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label}
                {optional.then(|| view! { " " <span class="field-optional">{t!("optional")}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {control(described)}
            <div role="alert">
                {move || {
                    error.get().map(|error| {
                        view! {
                            <p class="field-error" id=error_id.clone()>
                                <Icon of=icons::ALERT/>
                                <span>{error}</span>
                            </p>
                        }
                    })
                }}
            </div>
        </div>
    }
    .into_any()
}
