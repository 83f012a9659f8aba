use super::icon::Icon;
use super::icons::{self, Glyph};
use crate::words::{answer_name, state_name};
use domain::proposal::{AnswerKind, State};
use leptos::prelude::*;

/// The colour of a chip, by meaning. Colour never stands alone: each chip has its word and its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    /// Waits.
    #[default]
    Grey,
    /// Moves.
    Blue,
    /// Done.
    Green,
    /// Nearly due.
    Amber,
    /// Overdue, or back again.
    Red,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Grey => "chip",
            Tone::Blue => "chip chip-blue",
            Tone::Green => "chip chip-green",
            Tone::Amber => "chip chip-amber",
            Tone::Red => "chip chip-red",
        }
    }

    /// The same on a pin.
    pub(crate) fn on_map(self) -> &'static str {
        match self {
            Tone::Grey => "map-pin-grey",
            Tone::Blue => "map-pin-blue",
            Tone::Green => "map-pin-green",
            Tone::Amber => "map-pin-amber",
            Tone::Red => "map-pin-red",
        }
    }
}

/// A short fact in a soft lozenge.
#[component]
pub(crate) fn Chip(#[prop(optional)] tone: Tone, icon: Glyph, children: Children) -> impl IntoView {
    view! {
        <span class=tone.class()>
            <Icon of=icon/>
            <span>{children()}</span>
        </span>
    }
    .into_any()
}

/// Where a proposal stands: word, icon and colour.
#[component]
pub(crate) fn StateChip(#[prop(into)] state: Signal<State>) -> impl IntoView {
    move || {
        let state = state.get();
        let (tone, glyph) = look(state);
        view! {
            <span class=tone.class() data-testid="proposal-state" data-state=state.name()>
                <Icon of=glyph/>
                <span>{move || state_name(state)}</span>
            </span>
        }
        .into_any()
    }
}

/// What the city said: word, icon and colour.
#[component]
pub(crate) fn AnswerChip(kind: AnswerKind) -> impl IntoView {
    let (tone, glyph) = match kind {
        AnswerKind::Adopted => (Tone::Green, icons::CHECK),
        AnswerKind::PartlyAdopted => (Tone::Blue, icons::PARTLY),
        AnswerKind::NotAdopted | AnswerKind::Explained => (Tone::Grey, icons::MESSAGE),
    };
    view! { <Chip tone=tone icon=glyph>{move || answer_name(kind)}</Chip> }
}

/// The colour and the picture of a state.
pub(crate) fn look(state: State) -> (Tone, Glyph) {
    match state {
        State::Submitted => (Tone::Grey, icons::SEND),
        State::Accepted => (Tone::Blue, icons::CHECK),
        State::Assigned => (Tone::Blue, icons::DEPARTMENT),
        State::InProgress => (Tone::Blue, icons::HANDLING),
        State::Answered => (Tone::Blue, icons::MESSAGE),
        State::Implementing => (Tone::Blue, icons::RUN),
        State::Resolved => (Tone::Green, icons::CHECK),
        State::Reopened => (Tone::Red, icons::REDO),
        State::Hearing => (Tone::Red, icons::HEARING),
        State::Closed => (Tone::Green, icons::YES),
        State::Declined => (Tone::Grey, icons::NO),
        State::Appealed => (Tone::Blue, icons::REDO),
        State::Merged => (Tone::Grey, icons::FORWARD),
        State::Withdrawn => (Tone::Grey, icons::UNDO),
    }
}
