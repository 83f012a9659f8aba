use super::icon::Icon;
use super::icons::{self, Glyph};
use leptos::prelude::*;

/// Nothing is here, and what to do about it.
#[component]
pub(crate) fn Empty(
    #[prop(default = icons::EMPTY)] icon: Glyph,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] detail: Option<Signal<String>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty" data-testid="empty">
            <Icon of=icon/>
            <p class="empty-title">{title}</p>
            {detail.map(|detail| view! { <p>{detail}</p> })}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
