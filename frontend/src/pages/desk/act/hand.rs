//! It goes to a colleague, with a reason that stays within the city.

use super::{Desk, Offer};
use crate::components::{Choice, Kind, Select, TextArea};
use crate::pages::desk::At;
use crate::pages::desk::holding::Holder;
use crate::pages::desk::keys::KeyButton;
use crate::pages::doing::action_name;
use crate::shortcuts::Shortcut;
use crate::{t, text};
use domain::id::AccountId;
use domain::proposal::{Action, ActionKind};
use leptos::prelude::*;

/// Gives the case to a colleague, or takes it over from one.
#[component]
pub(super) fn Hand(offer: Offer) -> impl IntoView {
    let (desk, at) = (Desk::here(), At::here());
    let writing = desk.writing(offer.id, ActionKind::HandOver);
    let to = writing.field("to", String::new);
    let why = writing.text();
    let tried = RwSignal::new(false);
    let choices = Signal::derive(move || {
        let leads: Vec<_> = offer.lead.iter().cloned().collect();
        let holder = at.holding.of(offer.lead.as_ref(), offer.holder);
        let takes_over = matches!(holder, Holder::Colleague(_));
        at.holding.to(&leads, takes_over, holder == Holder::Me)
    });
    let send = move || {
        tried.set(true);
        if let Some((to, text)) = to_whom(to, why) {
            desk.send(Action::HandOver { to, text }, move || writing.sent());
        }
    };
    view! {
        <To ids=("desk-to", "desk-why") to=to why=why tried=tried choices=choices/>
        <KeyButton of=Shortcut::Send kind=Kind::Main testid="desk-send" on_press=send>
            {move || action_name(ActionKind::HandOver)}
        </KeyButton>
    }
}

/// Who it is and why, where both are said.
pub(in crate::pages::desk) fn to_whom(
    to: RwSignal<String>,
    why: RwSignal<String>,
) -> Option<(AccountId, String)> {
    let why = why.get_untracked();
    let to = to.get_untracked().parse().ok()?;
    (!why.trim().is_empty()).then_some((to, why))
}

/// The fields that ask for that, with their ids.
#[component]
pub(in crate::pages::desk) fn To(
    ids: (&'static str, &'static str),
    to: RwSignal<String>,
    why: RwSignal<String>,
    tried: RwSignal<bool>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
) -> impl IntoView {
    let missing = move |value: RwSignal<String>| {
        Signal::derive(move || {
            let is_missing = tried.get() && value.with(|value| value.trim().is_empty());
            is_missing.then(|| text!("required"))
        })
    };
    view! {
        <Select
            id=ids.0
            label=t!("desk-hand-over.to")
            value=to
            choices=choices
            on_choose=move |chosen| to.set(chosen)
            required=true
            error=missing(to)
            testid=ids.0
        />
        <TextArea
            id=ids.1
            label=t!("desk-hand-over.why")
            hint=t!("desk-hand-over.hint")
            value=why
            required=true
            rows=2
            error=missing(why)
            testid=ids.1
        />
    }
    .into_any()
}
