use super::icons::Glyph;
use leptos::prelude::*;

/// A picture beside words. Screen readers pass it by: the words say it all.
#[component]
pub(crate) fn Icon(of: Glyph, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! {
        <svg
            class=class
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=of.0
        ></svg>
    }
    .into_any()
}
