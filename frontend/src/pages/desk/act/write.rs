//! What is said to people: an answer, a reason, a note, a report. They read it as it was written.

use super::prepared::words;
use super::steps::{Plan, Steps, written};
use super::wordings::Wordings;
use super::{Desk, Offer};
use crate::components::{Button, Choices, FileField, Kind, TextArea, TextField};
use crate::pages::desk::keys::KeyButton;
use crate::pages::doing::action_name;
use crate::pages::supervising::fit_id;
use crate::pages::writing::TEXT;
use crate::shortcuts::Shortcut;
use crate::words::{answer_id, answer_name, decline_id, ruling_id, told};
use crate::{t, text};
use client::files::{Chosen, Way};
use domain::attachment::Attachment;
use domain::id::PreparedId;
use domain::proposal::{Action, ActionKind, AnswerKind, Decline, Ruling};
use leptos::prelude::*;
use uuid::Uuid;

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

const FITS: [bool; 2] = [true, false];
const RULINGS: [Ruling; 2] = [Ruling::Rework, Ruling::Stands];

/// What a form begins with, where it changes what was prepared.
#[derive(Default)]
struct Begun {
    text: String,
    answer: Option<AnswerKind>,
    reason: Option<Decline>,
    ruling: Option<Ruling>,
    milestone: Option<u16>,
    day: String,
    plan: String,
    files: Vec<Chosen>,
}

impl Begun {
    fn from(action: &Action) -> Self {
        let mut begun = Self {
            text: words(action).to_owned(),
            files: action.attachments().iter().map(there).collect(),
            ..Self::default()
        };
        match action {
            Action::Answer {
                kind,
                promised,
                milestones,
                ..
            } => {
                begun.answer = Some(*kind);
                begun.day = promised.map(|day| day.to_string()).unwrap_or_default();
                begun.plan = written(milestones);
            }
            Action::Decline { reason, .. } => begun.reason = Some(*reason),
            Action::Conclude { ruling, .. } => begun.ruling = Some(*ruling),
            Action::Convene { day, .. } => begun.day = day.to_string(),
            Action::Achieve { milestone, .. } => begun.milestone = Some(*milestone),
            _ => {}
        }
        begun
    }
}

/// A file that the city has already.
fn there(attachment: &Attachment) -> Chosen {
    Chosen {
        id: Uuid::now_v7(),
        name: attachment.alt.clone().unwrap_or_default(),
        kind: attachment.kind.media_type().to_owned(),
        bytes: attachment.bytes,
        alt: attachment.alt.clone(),
        keeps_place: false,
        way: Way::There(attachment.file()),
    }
}

/// The form of an action that says something, about a case that may go on in another one. What can be prepared can be kept
/// for later as well; `from` is what was, and is to be changed.
#[component]
pub(super) fn Write(offer: Offer, kind: ActionKind, from: Option<Action>) -> impl IntoView {
    let (at_once, later) = (offer.may(kind), offer.may_prepare.contains(&kind));
    let Offer {
        id,
        area,
        merged,
        steps,
        ..
    } = offer;
    let desk = Desk::here();
    let begun = from.as_ref().map(Begun::from).unwrap_or_default();
    let writing = desk.writing(id, kind);
    let said = writing.field(TEXT, || begun.text);
    let answer = writing.choice("answer", &ANSWERS, answer_id, begun.answer);
    let reason = writing.choice("reason", &REASONS, decline_id, begun.reason);
    let ruling = writing.choice("ruling", &RULINGS, ruling_id, begun.ruling);
    let fit = writing.choice("fit", &FITS, fit_id, None);
    // Mostly they are done in their order.
    let step = RwSignal::new(begun.milestone.or(steps.first().map(|(at, _)| *at)));
    let day = writing.field("day", || begun.day);
    let files = writing.files(begun.files);
    let plan = Plan::of(writing.field("plan", || begun.plan));
    // Nothing is wrong before somebody has tried.
    let tried = RwSignal::new(false);
    let promises = Memo::new(move |_| answer.get().is_some_and(AnswerKind::promises));

    let promised = move |kind: AnswerKind| day.get_untracked().parse().ok().filter(|_| kind.promises());
    let action = move || {
        tried.set(true);
        let text = said.get_untracked();
        match kind {
            ActionKind::Decline => reason
                .get_untracked()
                .map(|reason| Action::Decline { reason, text }),
            ActionKind::Answer => answer.get_untracked().map(|kind| Action::Answer {
                kind,
                text,
                promised: promised(kind),
                milestones: promised(kind).map(|day| plan.steps(day)).unwrap_or_default(),
            }),
            ActionKind::Achieve => step.get_untracked().map(|milestone| Action::Achieve {
                milestone,
                text,
                evidence: Vec::new(),
            }),
            ActionKind::Convene => day
                .get_untracked()
                .parse()
                .ok()
                .map(|day| Action::Convene { day, text }),
            ActionKind::Conclude => ruling
                .get_untracked()
                .map(|ruling| Action::Conclude { ruling, text }),
            ActionKind::Unmerge => merged.map(|from| Action::Unmerge { from, text }),
            ActionKind::Assess => fit.get_untracked().map(|fit| Action::Assess { fit, text }),
            ActionKind::Inquire => Some(Action::Inquire { text }),
            ActionKind::Clarify => Some(Action::Clarify { text }),
            ActionKind::Return => Some(Action::Return { text }),
            ActionKind::Ask => Some(Action::Ask { text }),
            ActionKind::Extend => Some(Action::Extend { text }),
            ActionKind::Contribute => Some(Action::Contribute { text }),
            ActionKind::Excuse => Some(Action::Excuse { text }),
            ActionKind::Resolve => Some(Action::Resolve {
                text,
                evidence: Vec::new(),
            }),
            _ => Some(Action::Note { text }),
        }
    };
    let send = move |action: Action| {
        desk.send_with(action, files.get_untracked(), move || {
            writing.sent();
            // The same form may stay for the next note.
            drop(said.try_set(String::new()));
        });
    };
    let do_it = move || {
        if let Some(action) = action() {
            send(action);
        }
    };
    let keep = move || {
        if let Some(action) = action() {
            send(Action::Prepare {
                prepared: PreparedId(Uuid::now_v7()),
                action: Box::new(action),
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
        ActionKind::Answer => one_of(
            "desk-answer-kind",
            t!("desk-answer.kind"),
            &ANSWERS,
            answer_id,
            answer_name,
            answer,
            tried,
        ),
        ActionKind::Decline => one_of(
            "desk-reason",
            t!("desk-decline.reason"),
            &REASONS,
            decline_id,
            |reason| text!("decline-reason", reason = decline_id(reason)),
            reason,
            tried,
        ),
        ActionKind::Conclude => one_of(
            "desk-ruling",
            t!("desk-conclude.ruling"),
            &RULINGS,
            ruling_id,
            |ruling| text!("hearing-ruling", ruling = ruling_id(ruling)),
            ruling,
            tried,
        ),
        ActionKind::Assess => one_of(
            "desk-fit",
            t!("desk-assess.fit"),
            &FITS,
            fit_id,
            |fit| text!("supervision-found", fit = fit_id(fit)),
            fit,
            tried,
        ),
        ActionKind::Achieve => view! {
            <Choices
                name="desk-step-done"
                label=t!("desk-achieve.which")
                lines=steps.into_iter().map(|(at, words)| (at.to_string(), Signal::stored(words))).collect()
                chosen=Signal::derive(move || step.get().map(|at| at.to_string()))
                on_choose=move |id: String| step.set(id.parse().ok())
                error=Signal::derive(move || missing(step.get().is_some()))
            />
        }
        .into_any(),
        ActionKind::Convene => view! {
            <TextField
                id="desk-day"
                label=t!("desk-convene.day")
                value=day
                kind=Signal::stored("date")
                error=Signal::derive(move || {
                    let problem = problem_with(&["hearing-out-of-range"]).get();
                    problem.or_else(|| missing(day.with(|day| !day.is_empty())))
                })
                required=true
                testid="desk-day"
            />
        }
        .into_any(),
        _ => ().into_any(),
    };
    // What is done can be shown.
    let shows = matches!(kind, ActionKind::Achieve | ActionKind::Resolve);
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
        <Wordings area=area said=said/>
        <TextArea
            id="desk-text"
            label=t!(label)
            hint=Signal::derive(hint)
            value=said
            error=problem_with(&["text-empty", "text-too-long", "text-control-character"])
            required=true
            testid="desk-text"
        />
        {shows.then(|| view! { <FileField files=files on_change=|| ()/> })}
        <Show when=move || promises.get()>
            <TextField
                id="desk-promised"
                label=t!("desk-answer.promised")
                hint=t!("desk-answer.promised-hint")
                value=day
                kind=Signal::stored("date")
                error=problem_with(&["promise-missing", "promise-out-of-range"])
                required=true
                testid="desk-promised"
            />
            <Steps plan=plan/>
        </Show>
        <p class="small second">{t!("desk-public-note")}</p>
        {at_once.then(|| view! {
            <KeyButton of=Shortcut::Send kind=Kind::Main testid="desk-send" on_press=do_it>
                {move || action_name(kind)}
            </KeyButton>
        })}
        // What cannot go out yet can be written all the same.
        {(!at_once).then(|| view! { <p class="small">{t!("desk-prepare.not-yet")}</p> })}
        {match (later, at_once) {
            (true, true) => view! { <Button kind=Kind::Plain testid="desk-prepare" on_press=keep>{t!("desk-prepare")}</Button> }.into_any(),
            (true, false) => view! {
                <KeyButton of=Shortcut::Send kind=Kind::Main testid="desk-prepare" on_press=keep>{t!("desk-prepare")}</KeyButton>
            }
            .into_any(),
            (false, _) => ().into_any(),
        }}
    }
}

/// One of a few that the form can't do without.
fn one_of<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    label: Signal<String>,
    all: &'static [T],
    id: fn(T) -> &'static str,
    words: fn(T) -> String,
    chosen: RwSignal<Option<T>>,
    tried: RwSignal<bool>,
) -> AnyView {
    let line = |one: &T| {
        let one = *one;
        (id(one).to_owned(), Signal::derive(move || words(one)))
    };
    view! {
        <Choices
            name=name
            label=label
            lines=all.iter().map(line).collect()
            chosen=Signal::derive(move || chosen.get().map(|one| id(one).to_owned()))
            on_choose=move |code: String| chosen.set(all.iter().copied().find(|one| id(*one) == code))
            error=Signal::derive(move || (tried.get() && chosen.get().is_none()).then(|| text!("required")))
        />
    }
    .into_any()
}
