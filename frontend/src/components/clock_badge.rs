use super::chip::{Chip, Tone};
use super::icons;
use crate::state::use_now;
use crate::words::clock_short;
use domain::clock::{self, Clock};
use leptos::prelude::*;

/// How long is left, as a chip: "还剩 2 个工作日". Amber when four fifths are gone, red past the end.
#[component]
pub(crate) fn ClockBadge(clock: Clock) -> impl IntoView {
    move || {
        let tone = match clock.tone(use_now().get()) {
            clock::Tone::Calm => Tone::Grey,
            clock::Tone::Amber => Tone::Amber,
            clock::Tone::Red => Tone::Red,
        };
        view! { <Chip tone=tone icon=icons::CLOCK>{move || clock_short(&clock)}</Chip> }
    }
}
