use crate::state::use_now;
use domain::clock::{Clock, Tone};
use domain::time::Timestamp;
use leptos::prelude::*;

/// How much of a clock has run, as a bar. The badge beside it says it in words, so screen readers pass it by.
#[component]
pub(crate) fn Run(clock: Clock) -> impl IntoView {
    let width = move || format!("{}%", gone(&clock, use_now().get()));
    view! {
        <svg class=move || format!("run {}", class(&clock)) aria-hidden="true">
            <rect class="run-gone" width=width height="100%" rx="3"></rect>
        </svg>
    }
    .into_any()
}

/// The same as a ring.
#[component]
pub(crate) fn Ring(clock: Clock) -> impl IntoView {
    let dashes = move || format!("{} 100", gone(&clock, use_now().get()));
    view! {
        <svg class=move || format!("ring {}", class(&clock)) viewBox="0 0 36 36" aria-hidden="true">
            <circle class="ring-whole" cx="18" cy="18" r="15"></circle>
            <circle class="ring-gone" cx="18" cy="18" r="15" pathLength="100" stroke-dasharray=dashes></circle>
        </svg>
    }
    .into_any()
}

/// The share of the time that has gone, in percent.
fn gone(clock: &Clock, now: Timestamp) -> i64 {
    let whole = (clock.due.0 - clock.started.0).max(1);
    ((now.0 - clock.started.0).saturating_mul(100) / whole).clamp(0, 100)
}

fn class(clock: &Clock) -> &'static str {
    match clock.tone(use_now().get()) {
        Tone::Calm => "run-calm",
        Tone::Amber => "run-amber",
        Tone::Red => "run-red",
    }
}
