//! Many say the same: which one it goes on in, why that is thought, and both beside each other before it is done.

use super::Desk;
use super::wordings::Wordings;
use crate::components::{Button, Kind, StateChip, TextArea, TextField, icons};
use crate::pages::desk::At;
use crate::pages::desk::keys::{KeyButton, element};
use crate::pages::doing::action_name;
use crate::pages::guide::similar::why;
use crate::pages::writing::TEXT;
use crate::shortcuts::Shortcut;
use crate::state::use_answer_once;
use crate::words::told;
use crate::{t, text};
use client::api::Sight;
use domain::proposal::{Action, ActionKind};
use domain::query::{Card, ProposalQuery};
use leptos::prelude::*;

/// Found lines to choose from.
const MOST: u16 = 10;

/// Chooses what the case goes on in: one that resembles it, one that was merged into just now, or one that is looked for.
#[component]
pub(super) fn Merge(sight: Memo<Option<Sight>>) -> impl IntoView {
    let (desk, at) = (Desk::here(), At::here());
    let own = sight.with_untracked(|sight| sight.as_ref().map(|sight| sight.proposal.clone()))?;
    let id = own.id;
    let said = format!("{}\n{}", own.title, own.text);
    let area = own.area.clone();
    let own = Card::from(&own);
    let (typing, asked) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let found = use_answer_once(move |device| {
        let (words, said) = (asked.get(), said.clone());
        async move {
            if words.trim().is_empty() {
                let guidance = device.guide(said.clone()).await?;
                let reasons = guidance.answer.found.iter().flat_map(|found| found.reason(&said));
                return Ok((guidance.similar, reasons.map(str::to_owned).collect()));
            }
            let query = ProposalQuery {
                text: Some(words),
                limit: MOST,
                ..ProposalQuery::default()
            };
            Ok((device.list(query).await?.page.items, Vec::new()))
        }
    });
    // Where others went just now, this one may go too.
    let latest = at.merged_into.get_value();
    let lines = Memo::new(move |_| {
        let (cards, reasons): (Vec<Card>, Vec<String>) = match found.get() {
            Some(Ok(found)) => found,
            _ => return Vec::new(),
        };
        let again = latest
            .clone()
            .filter(|latest| asked.with(String::is_empty) && latest.id != id);
        let mut lines: Vec<(Card, Vec<String>, bool)> = Vec::new();
        for card in again.iter().chain(&cards) {
            let is_new = lines.iter().all(|(known, ..)| known.id != card.id);
            if card.id != id && card.state.takes_in() && is_new {
                let latest = again.as_ref().is_some_and(|again| again.id == card.id);
                lines.push((card.clone(), reasons.clone(), latest));
            }
        }
        lines
    });
    let chosen = RwSignal::new(None::<Card>);
    let tried = RwSignal::new(false);
    let writing = desk.writing(id, ActionKind::Merge);
    let words = writing.field(TEXT, || text!("desk-merge.usual"));
    // The hand stays at the keys: what can be chosen is under it as soon as it is there, and else what looks for it.
    let answered = Memo::new(move |_| found.with(|found| matches!(found, Some(Ok(_)))));
    Effect::new(move || {
        if answered.get() {
            request_animation_frame(|| {
                let place = element("[name=\"desk-merge-into\"]").or_else(|| element("#desk-merge-search"));
                drop(place.map(|place| place.focus()));
            });
        }
    });

    let send = move || {
        tried.set(true);
        let Some(into) = chosen.get_untracked() else {
            return;
        };
        let action = Action::Merge {
            into: into.id,
            text: words.get_untracked(),
        };
        desk.send(action, move || {
            writing.sent();
            at.merged_into.set_value(Some(into));
        });
    };
    let problem_with_words = Signal::derive(move || {
        let problem = desk.problem.get()?;
        problem.code.starts_with("text-").then(|| told(&problem).what)
    });
    let missing = move || (tried.get() && chosen.with(Option::is_none)).then(|| text!("required"));
    let none = move || {
        (answered.get() && lines.with(Vec::is_empty)).then(|| view! { <p>{t!("desk-merge.nothing")}</p> })
    };
    let line = move |(card, reasons, latest): (Card, Vec<String>, bool)| {
        let because = why(&card, &reasons);
        let because = move || match (latest, asked.with(String::is_empty)) {
            (true, _) => text!("desk-merge.latest"),
            (_, true) => because(),
            (_, false) => text!("desk-merge.found"),
        };
        let value = card.id.to_string();
        let (here, choice) = (card.id, card.clone());
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="desk-merge-into"
                    value=value.clone()
                    data-testid="desk-merge-into"
                    data-id=value
                    prop:checked=move || chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == here))
                    on:change=move |_| chosen.set(Some(choice.clone()))
                />
                <span class="merge-line">
                    <bdi lang=card.language>{card.title}</bdi>
                    <span class="small second">{card.number} " " {because}</span>
                </span>
                <StateChip state=card.state/>
            </label>
        }
    };
    Some(view! {
        <fieldset class="merge" data-testid="desk-merge-choices">
            <legend class="field-label">{t!("desk-merge.into")}</legend>
            <div aria-live="polite" class="stack-tight">
                {none}
                {move || lines.get().into_iter().map(line).collect_view()}
            </div>
            <p class="field-error" role="alert">{missing}</p>
        </fieldset>
        <form class="merge-search" role="search" on:submit=move |event| {
            event.prevent_default();
            asked.set(typing.get_untracked().trim().to_owned());
        }>
            <TextField id="desk-merge-search" label=t!("desk-merge.search") value=typing testid="desk-merge-search"/>
            <Button kind=Kind::Grey icon=icons::SEARCH testid="desk-merge-look" submit=true on_press=|| ()>
                {t!("desk-merge.look")}
            </Button>
        </form>
        {move || chosen.get().map(|into| both(own.clone(), into))}
        <Wordings area=area said=words/>
        <TextArea
            id="desk-text"
            label=t!("desk-merge.text")
            hint=t!("desk-merge.hint")
            value=words
            error=problem_with_words
            required=true
            testid="desk-text"
        />
        <p class="small second">{t!("desk-public-note")}</p>
        <KeyButton of=Shortcut::Send kind=Kind::Main testid="desk-send" on_press=send>
            {move || action_name(ActionKind::Merge)}
        </KeyButton>
    })
}

/// Both, in the order in which they go: a mistake is seen before it is made.
fn both(own: Card, into: Card) -> AnyView {
    let side = |card: Card, name: Signal<String>| {
        view! {
            <div class="merge-side stack-tight">
                <p class="small second">{name}</p>
                <p lang=card.language.clone()><b><bdi>{card.title}</bdi></b></p>
                <p class="small" lang=card.language><bdi>{card.excerpt}</bdi></p>
                <p class="small second">{card.number} " · " {t!("proposal-supports", count = card.supports)}</p>
            </div>
        }
    };
    view! {
        <section class="merge-both" data-testid="desk-merge-both" aria-label=t!("desk-merge.both")>
            {side(own, t!("desk-merge.this"))}
            {side(into, t!("desk-merge.goes-on"))}
        </section>
    }
    .into_any()
}
