use crate::t;
use leptos::prelude::*;

/// How far somebody has come in what takes a few steps. The dots say what the words say.
#[component]
pub(crate) fn Stepper(step: u8, steps: u8) -> impl IntoView {
    let dot = |dot| view! { <span class=if dot <= step { "dot dot-done" } else { "dot" }></span> };
    view! {
        <div class="stepper">
            <p>{t!("say-steps", step = step, steps = steps)}</p>
            <div class="dots" aria-hidden="true">{(1..=steps).map(dot).collect_view()}</div>
        </div>
    }
    .into_any()
}
