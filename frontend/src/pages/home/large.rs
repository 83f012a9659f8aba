use crate::components::{Icon, icons, icons::Glyph};
use crate::{t, text};
use leptos::prelude::*;

/// A few big ways to go.
#[component]
pub(super) fn Ways(#[prop(into)] needs: Signal<usize>) -> impl IntoView {
    let way =
        |class: &'static str, href: &'static str, testid: &'static str, icon: Glyph, id: &'static str| {
            view! {
                <a class=format!("way {class}") href=href data-testid=testid>
                    <Icon of=icon/>
                    <span class="way-words">
                        <strong>{t!(id)}</strong>
                        <span>{move || text!(format!("{id}.detail"), count = needs.get())}</span>
                    </span>
                </a>
            }
            .into_any()
        };
    view! {
        <nav class="ways" aria-label=t!("home-large-title")>
            {way("way-main", "/say", "say", icons::WRITE, "home-large-say")}
            {way("way-soft", "/guide", "home-guide", icons::GUIDE, "home-large-guide")}
            {way("", "/mine", "way-mine", icons::MINE, "home-large-mine")}
            {way("", "/proposals", "way-proposals", icons::PROPOSALS, "home-large-proposals")}
            {way("way-soft", "tel:12345", "way-help", icons::HELP, "home-large-help")}
        </nav>
    }
    .into_any()
}
