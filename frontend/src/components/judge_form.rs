use super::button::{Button, Kind};
use super::error_note::ErrorNote;
use super::icons::{self, Glyph};
use super::stars::Stars;
use super::text_area::TextArea;
use crate::commands::Offer;
use crate::pages::doing::act;
use crate::t;
use crate::words::judgement_name;
use client::api::Command;
use domain::id::ProposalId;
use domain::proposal::{Action, Judgement};
use domain::refusal::Problem;
use leptos::prelude::*;

/// The author's word on whether it is solved. One tap chooses; stars and words may follow; the second tap sends, so
/// that nobody judges by a slip of the thumb.
#[component]
pub(crate) fn JudgeForm(
    proposal: ProposalId,
    seen: u32,
    /// What the proposal is called.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<Judgement>);
    let problem = RwSignal::new(None::<Problem>);
    let stars = RwSignal::new(None::<u8>);
    let text = RwSignal::new(String::new());
    let send = move |judgement: Judgement| {
        let words = text.get_untracked();
        let action = Action::Judge {
            judgement,
            stars: stars.get_untracked(),
            text: (!words.trim().is_empty()).then_some(words),
        };
        let done = match judgement {
            Judgement::NotSolved => "judge-send.reopened",
            Judgement::Solved | Judgement::Partly => "judge-send.done",
        };
        act(proposal, seen, action, done, problem);
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
    Offer::words(t!("judge-text-label"), text).when(is_chosen).stand();
    let more = move |judgement: Judgement| {
        let note = (judgement == Judgement::NotSolved)
            .then(|| view! { <p class="second">{t!("judge-promise-note")}</p> });
        view! {
            <div class="stack judge-more">
                {note}
                <Stars label=t!("judge-stars-label") value=stars/>
                <TextArea id="judge-text" label=t!("judge-text-label") optional=true rows=2 value=text testid="judge-text"/>
                <div class="buttons">
                    <Button
                        kind=Kind::Main
                        testid="judge-send"
                        icon=icons::SEND
                        on_press=move || send(judgement)
                    >
                        {t!("judge-send")}
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
