use crate::components::Ring;
use crate::state::use_now;
use crate::words::{clock_words, due_day};
use crate::{t, text};
use domain::clock::{Clock, Tone};
use domain::proposal::Proposal;
use leptos::prelude::*;

/// The clock: how long is left and for what, by which day, and what its colour says in words.
#[component]
pub(super) fn ClockCard(#[prop(into)] proposal: Signal<Proposal>) -> impl IntoView {
    let clock = Memo::new(move |_| proposal.with(|proposal| proposal.clock));
    move || clock.get().map(card)
}

fn card(clock: Clock) -> AnyView {
    let tone = move || clock.tone(use_now().get());
    let class = move || match tone() {
        Tone::Calm => "clock",
        Tone::Amber => "clock clock-amber",
        Tone::Red => "clock clock-red",
    };
    let tone_id = move || match tone() {
        Tone::Calm => "calm",
        Tone::Amber => "amber",
        Tone::Red => "red",
    };
    let by = move || {
        let due = text!("clock-due", date = due_day(clock.due));
        text!(
            "clock-due-tone",
            due = due,
            tone = text!("clock-tone", tone = tone_id())
        )
    };
    view! {
        <section class=class data-testid="clock" data-tone=tone_id>
            <Ring clock=clock/>
            <div class="clock-words">
                <p class="clock-left">{move || clock_words(&clock)}</p>
                <p class="clock-by">{by}</p>
                {clock.provisional.then(|| view! { <p class="clock-by">{t!("clock-provisional")}</p> })}
            </div>
        </section>
    }
    .into_any()
}
