use crate::t;
use leptos::prelude::*;

/// Stands where cards will be, at their size, so that nothing jumps.
#[component]
pub(crate) fn Skeleton(#[prop(default = 3)] cards: u8) -> impl IntoView {
    let card = |_| {
        view! {
            <div class="card" aria-hidden="true">
                <span></span>
                <span></span>
                <span></span>
            </div>
        }
    };
    view! {
        <div class="skeleton" role="status">
            <p class="unseen">{t!("loading")}</p>
            {(0..cards).map(card).collect_view()}
        </div>
    }
    .into_any()
}
