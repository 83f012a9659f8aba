//! What is said to people: an answer, a reason, a note, a report. They read it as it was written.

use super::Desk;
use crate::components::{Kind, TextArea, TextField};
use crate::pages::desk::At;
use crate::pages::desk::keys::KeyButton;
use crate::pages::doing::action_name;
use crate::shortcuts::Shortcut;
use crate::words::{answer_id, answer_name, decline_id, told};
use crate::{t, text};
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind, AnswerKind, Decline};
use leptos::prelude::*;

const ANSWERS: [AnswerKind; 4] = [
    AnswerKind::Adopted,
    AnswerKind::PartlyAdopted,
    AnswerKind::NotAdopted,
    AnswerKind::Explained,
];
const REASONS: [Decline; 5] = [
    Decline::NotOurs,
    Decline::Duplicate,
    Decline::Unclear,
    Decline::Unlawful,
    Decline::Abusive,
];

/// The form of an action that says something, about a case that may go on in another one.
#[component]
pub(super) fn Write(id: ProposalId, kind: ActionKind, merged: Option<ProposalId>) -> impl IntoView {
    let (desk, at) = (Desk::here(), At::here());
    let said = at.writing(id, kind.name(), String::new);
    let answer = RwSignal::new(None::<AnswerKind>);
    let reason = RwSignal::new(None::<Decline>);
    let promised = RwSignal::new(String::new());
    // Nothing is wrong before somebody has tried.
    let tried = RwSignal::new(false);
    let promises = Memo::new(move |_| answer.get().is_some_and(AnswerKind::promises));

    let send = move || {
        tried.set(true);
        let text = said.get_untracked();
        let action = match kind {
            ActionKind::Decline => reason
                .get_untracked()
                .map(|reason| Action::Decline { reason, text }),
            ActionKind::Answer => answer.get_untracked().map(|kind| Action::Answer {
                kind,
                text,
                promised: promised.get_untracked().parse().ok().filter(|_| kind.promises()),
            }),
            ActionKind::Unmerge => merged.map(|from| Action::Unmerge { from, text }),
            ActionKind::Return => Some(Action::Return { text }),
            ActionKind::Ask => Some(Action::Ask { text }),
            ActionKind::Extend => Some(Action::Extend { text }),
            ActionKind::Contribute => Some(Action::Contribute { text }),
            ActionKind::Excuse => Some(Action::Excuse { text }),
            ActionKind::Resolve => Some(Action::Resolve { text }),
            _ => Some(Action::Note { text }),
        };
        if let Some(action) = action {
            desk.send(action, move || {
                at.sent(id, kind.name());
                // The same form may stay for the next note.
                drop(said.try_set(String::new()));
            });
        }
    };

    let problem_with = move |codes: &'static [&'static str]| {
        Signal::derive(move || {
            desk.problem.with(|problem| {
                let problem = problem
                    .as_ref()
                    .filter(|problem| codes.contains(&problem.code.as_str()))?;
                Some(told(problem).what)
            })
        })
    };
    let missing = move |chosen: bool| (tried.get() && !chosen).then(|| text!("required"));
    let choices = match kind {
        ActionKind::Answer => view! {
            <Choices
                name="desk-answer-kind"
                label=t!("desk-answer.kind")
                lines=ANSWERS.map(|kind| (answer_id(kind), Signal::derive(move || answer_name(kind)))).to_vec()
                chosen=Signal::derive(move || answer.get().map(answer_id))
                on_choose=move |id| answer.set(ANSWERS.into_iter().find(|kind| answer_id(*kind) == id))
                error=Signal::derive(move || missing(answer.get().is_some()))
            />
        }
        .into_any(),
        ActionKind::Decline => view! {
            <Choices
                name="desk-reason"
                label=t!("desk-decline.reason")
                lines=REASONS.map(|kind| (decline_id(kind), t!("decline-reason", reason = decline_id(kind)))).to_vec()
                chosen=Signal::derive(move || reason.get().map(decline_id))
                on_choose=move |id| reason.set(REASONS.into_iter().find(|kind| decline_id(*kind) == id))
                error=Signal::derive(move || missing(reason.get().is_some()))
            />
        }
        .into_any(),
        _ => ().into_any(),
    };
    let message = format!("desk-{}", kind.name());
    let hint = format!("{message}.hint");
    let label = format!("{message}.text");
    let hint = move || {
        // A note needs no advice of its own.
        let own = if crate::words::words().has(&hint) {
            hint.as_str()
        } else {
            "desk-text-label.hint"
        };
        text!(own)
    };
    view! {
        {choices}
        <TextArea
            id="desk-text"
            label=t!(label)
            hint=Signal::derive(hint)
            value=said
            error=problem_with(&["text-empty", "text-too-long", "text-control-character"])
            required=true
            testid="desk-text"
        />
        <Show when=move || promises.get()>
            <TextField
                id="desk-promised"
                label=t!("desk-answer.promised")
                hint=t!("desk-answer.promised-hint")
                value=promised
                kind=Signal::stored("date")
                error=problem_with(&["promise-missing", "promise-out-of-range"])
                required=true
                testid="desk-promised"
            />
        </Show>
        <p class="small second">{t!("desk-public-note")}</p>
        <KeyButton of=Shortcut::Send kind=Kind::Main testid="desk-send" on_press=send>
            {move || action_name(kind)}
        </KeyButton>
    }
}

/// One of a few, each as a lozenge that can be pressed.
#[component]
fn Choices(
    name: &'static str,
    label: Signal<String>,
    lines: Vec<(&'static str, Signal<String>)>,
    chosen: Signal<Option<&'static str>>,
    #[prop(into)] on_choose: Callback<&'static str>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let line = move |(id, words): (&'static str, Signal<String>)| {
        view! {
            <label class="lozenge">
                <input
                    type="radio"
                    name=name
                    value=id
                    data-testid=format!("{name}-{id}")
                    prop:checked=move || chosen.get() == Some(id)
                    on:change=move |_| on_choose.run(id)
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="lozenges">
            <legend class="field-label">{label}</legend>
            {lines.into_iter().map(line).collect_view()}
            <p class="field-error" role="alert">{error}</p>
        </fieldset>
    }
}
