use super::button::{Button, Kind};
use super::error_note::ErrorNote;
use super::icons::{self, Glyph};
use super::stars::Stars;
use super::text_area::TextArea;
use crate::commands::Offer;
use crate::pages::doing::act_then;
use crate::pages::writing::Writing;
use crate::words::judgement_name;
use crate::{t, text};
use client::api::Command;
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind, Judgement};
use domain::refusal::Problem;
use leptos::prelude::*;

/// What is said around a follower's word, which is counted and decides nothing. It is asked for on the proposal's own page,
/// which has the words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) send: Signal<String>,
    pub(crate) done: Signal<String>,
}

/// A word on whether it is solved. One tap chooses; stars and words may follow; the second tap sends, so
/// that nobody judges by a slip of the thumb.
#[component]
pub(crate) fn JudgeForm(
    proposal: ProposalId,
    seen: u32,
    /// How often its author said "not solved".
    reopened: u32,
    /// What the proposal is called.
    #[prop(into)]
    title: Signal<String>,
    /// Where it is a follower's.
    #[prop(optional)]
    counted: Option<Counted>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<Judgement>);
    let problem = RwSignal::new(None::<Problem>);
    let stars = RwSignal::new(None::<u8>);
    let writing = Writing::found_later(proposal, ActionKind::Judge);
    let text = writing.text();
    let send = move |judgement: Judgement| {
        let (words, stars) = (text.get_untracked(), stars.get_untracked());
        let (action, done) = match counted {
            Some(counted) => (Action::Rate { judgement, stars }, counted.done.get_untracked()),
            None => {
                let text = (!words.trim().is_empty()).then_some(words);
                let done = match judgement {
                    Judgement::NotSolved => text!("judge-send.reopened", reopened = reopened),
                    Judgement::Solved | Judgement::Partly => text!("judge-send.done"),
                };
                let action = Action::Judge {
                    judgement,
                    stars,
                    text,
                };
                (action, done)
            }
        };
        act_then(proposal, seen, action, done, problem, move || writing.sent());
    };
    for (command, judgement) in [
        (Command::Solved, Judgement::Solved),
        (Command::Partly, Judgement::Partly),
        (Command::Unsolved, Judgement::NotSolved),
    ] {
        Offer::of(command, move || send(judgement)).about(title).stand();
    }
    let is_chosen = Signal::derive(move || chosen.get().is_some());
    Offer::of(Command::Send, move || {
        chosen.get_untracked().into_iter().for_each(send)
    })
    .about(Signal::derive(move || {
        let judged = chosen.get().map(judgement_name).unwrap_or_default();
        format!("{judged} · {}", title.get())
    }))
    .when(is_chosen)
    .stand();
    let is_author = counted.is_none();
    Offer::words(t!("judge-text-label"), text)
        .when(Signal::derive(move || is_author && is_chosen.get()))
        .stand();
    let more = move |judgement: Judgement| {
        let note = (is_author && judgement == Judgement::NotSolved)
            .then(|| view! { <p class="second">{t!("judge-promise-note", reopened = reopened)}</p> });
        let words = is_author.then(|| {
            view! {
                <TextArea id="judge-text" label=t!("judge-text-label") optional=true rows=2 value=text testid="judge-text"/>
            }
        });
        view! {
            <div class="stack judge-more">
                {note}
                <Stars label=t!("judge-stars-label") value=stars/>
                {words}
                <div class="buttons">
                    <Button
                        kind=Kind::Main
                        testid="judge-send"
                        icon=icons::SEND
                        on_press=move || send(judgement)
                    >
                        {counted.map_or_else(|| t!("judge-send"), |counted| counted.send)}
                    </Button>
                </div>
            </div>
        }
    };
    let answer = move |judgement: Judgement, kind: Kind, icon: Glyph, testid: &'static str| {
        view! {
            <Button
                kind=kind
                icon=icon
                testid=testid
                pressed=Signal::derive(move || chosen.get() == Some(judgement))
                on_press=move || chosen.set(Some(judgement))
            >
                {move || judgement_name(judgement)}
            </Button>
        }
    };
    view! {
        <div class="judge" data-testid="judge">
            <div class="buttons buttons-even">
                {answer(Judgement::Solved, Kind::Soft, icons::YES, "judge-solved")}
                {answer(Judgement::NotSolved, Kind::Grey, icons::REDO, "judge-not")}
                {answer(Judgement::Partly, Kind::Grey, icons::PARTLY, "judge-partly")}
            </div>
            {move || chosen.get().map(more)}
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
        </div>
    }
    .into_any()
}
