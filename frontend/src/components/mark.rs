use leptos::prelude::*;

/// The mark of Huisheng: a voice, and the echo that goes out from it. The same drawing as `icons/mark.svg`, in the
/// colours of the theme.
#[component]
pub(crate) fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
            <circle class="mark-voice" cx="5" cy="10" r="4"></circle>
            <path class="mark-near" d="M10.48 4.52a7.75 7.75 0 0 1 0 10.96"></path>
            <path class="mark-far" d="M14.475 1.469a12.75 12.75 0 0 1 0 17.062"></path>
        </svg>
    }
    .into_any()
}
