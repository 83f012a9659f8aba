use super::button::{Button, Kind};
use super::error_note::ErrorNote;
use super::icons;
use super::text_area::TextArea;
use crate::commands::Offer;
use crate::pages::doing::act_then;
use crate::pages::writing::Writing;
use crate::{t, text};
use client::api::Command;
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind};
use domain::refusal::Problem;
use leptos::prelude::*;

/// What the author has to say of a proposal of theirs: why it should be looked at again ([`ActionKind::Appeal`]), or a
/// reply to what they were asked ([`ActionKind::Reply`]).
#[component]
pub(crate) fn AuthorForm(
    proposal: ProposalId,
    seen: u32,
    kind: ActionKind,
    /// What the proposal is called.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let writing = Writing::found_later(proposal, kind);
    let said = writing.text();
    let (id, label, button) = match kind {
        ActionKind::Appeal => ("appeal-text", "appeal-text-label", "appeal-send"),
        _ => ("reply-text", "reply-text-label", "reply-send"),
    };
    let send = move || {
        let text = said.get_untracked();
        let (action, done) = match kind {
            ActionKind::Appeal => (Action::Appeal { text }, "appeal-send.done"),
            _ => (Action::Reply { text }, "reply-send.done"),
        };
        act_then(proposal, seen, action, text!(done), problem, move || {
            writing.sent()
        });
    };
    let is_written = Signal::derive(move || said.with(|said| !said.trim().is_empty()));
    let about = move || format!("{} · {}", said.get(), title.get());
    Offer::of(Command::Send, send)
        .about(Signal::derive(about))
        .when(is_written)
        .stand();
    Offer::words(t!(label), said).stand();
    view! {
        <div class="author-form" data-testid=kind.name()>
            <TextArea
                id=id
                label=t!(label)
                hint=t!(format!("{label}.hint"))
                required=true
                value=said
                testid=id
            />
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <div class="buttons">
                <Button kind=Kind::Main testid=button icon=icons::SEND on_press=send>
                    {t!(button)}
                </Button>
            </div>
        </div>
    }
    .into_any()
}
