//! A microphone: pressed once, it listens until it is pressed again. What was said becomes words where somebody here can
//! make them out, and stays a recording in any case.

mod command;
mod kept;
mod level;
mod listening;
#[cfg(feature = "gallery")]
pub(super) mod shown;

pub(crate) use command::CommandMicrophone;

use super::icon::Icon;
use super::{Button, ErrorNote, Kind, icons};
use crate::{t, text};
use client::recording::{Heard, LONGEST_MS, Owner, Purpose};
use kept::KeptRecordings;
use leptos::prelude::*;
use level::Level;
use listening::{Listening, Phase};

/// The button, how loud it is, what is kept. `on_text` is given what was said; nothing else is done with it.
#[component]
pub(crate) fn Microphone(
    /// Whose the recordings are.
    #[prop(into)]
    owner: Signal<Owner>,
    #[prop(into)] on_text: Callback<String>,
    /// A recording begins: whatever it belongs to must be kept from now on.
    #[prop(into)]
    on_begin: Callback<()>,
) -> impl IntoView {
    let on_heard = Callback::new(move |heard: Heard| on_text.run(heard.text));
    let listening = Listening::new(owner, Purpose::Dictation, on_heard);
    view! { <Dictating listening=listening on_begin=on_begin/> }
}

/// A microphone as it is now, with what it keeps.
#[component]
fn Dictating(listening: Listening, #[prop(optional, into)] on_begin: Option<Callback<()>>) -> impl IntoView {
    let hint_id = format!("{}-hint", listening.hook);
    let there = move || {
        listening.records().then(|| {
            view! {
                <div class="microphone-bar">
                    <Press listening=listening describedby=Some(hint_id.clone()) on_begin=on_begin>
                        {t!("recording-start")}
                    </Press>
                    {move || listening.is_open().then(|| view! { <Pause listening=listening/> })}
                </div>
                <p class="field-hint" id=hint_id.clone()>{move || hint(listening)}</p>
            }
        })
    };
    view! {
        <div class="microphone" class:microphone-open=move || listening.is_open()>
            {there}
            <State listening=listening/>
            <KeptRecordings listening=listening/>
        </div>
    }
    .into_any()
}

/// The button: the same all along, so that it keeps the focus. `children` are its words while nobody listens.
#[component]
fn Press(
    listening: Listening,
    #[prop(optional_no_strip)] describedby: Option<String>,
    #[prop(optional_no_strip)] on_begin: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        // Many press twice out of habit: the second time is not the end.
        if event.detail() > 1 {
            return;
        }
        if let (Phase::Ready, Some(on_begin)) = (listening.phase.get_untracked(), on_begin) {
            on_begin.run(());
        }
        listening.press();
    };
    let busy = move || listening.phase.get() == Phase::Recognising;
    let name = move || match listening.phase.get() {
        Phase::Ready | Phase::Starting => children().into_any(),
        Phase::Listening | Phase::Paused => t!("recording-done").into_any(),
        Phase::Recognising => listening.recognising().into_any(),
    };
    let icon = move || match listening.is_open() {
        true => view! { <Icon of=icons::STOP/> },
        false => view! { <Icon of=icons::MICROPHONE/> },
    };
    view! {
        <button
            id=listening.hook
            type="button"
            class="button button-soft"
            data-testid=listening.hook
            data-phase=move || listening.phase.get().name()
            aria-describedby=describedby
            aria-disabled=move || busy().then_some("true")
            on:click=press
        >
            {icon}
            <span>{name}</span>
        </button>
    }
    .into_any()
}

/// What goes on or what came of it, in words and a picture, and how loud it is.
#[component]
fn State(listening: Listening) -> impl IntoView {
    view! {
        <p class="microphone-state" role="status" data-testid=format!("{}-state", listening.hook)>
            {move || listening.state().map(|(glyph, words)| view! {
                <Icon of=glyph/>
                <span>{words}</span>
            })}
        </p>
        {move || listening.is_open().then(|| view! { <Level listening=listening/> })}
        {move || listening.problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
    }
    .into_any()
}

#[component]
fn Pause(listening: Listening) -> impl IntoView {
    let paused = move || listening.phase.get() == Phase::Paused;
    move || match paused() {
        true => view! {
            <Button kind=Kind::Plain icon=icons::MICROPHONE testid="microphone-go-on" on_press=move || listening.go_on()>
                {t!("recording-go-on")}
            </Button>
        },
        false => view! {
            <Button kind=Kind::Plain icon=icons::PAUSE testid="microphone-pause" on_press=move || listening.pause()>
                {t!("recording-pause")}
            </Button>
        },
    }
}

/// How long it may be, and what becomes of it: said before anything is.
fn hint(listening: Listening) -> String {
    let minutes = LONGEST_MS / 60_000;
    let abilities = listening.abilities.get().unwrap_or_default();
    if !abilities.recognises {
        text!("recording-hint.kept", minutes = minutes)
    } else if listening.is_sent() {
        text!("recording-hint.city", minutes = minutes)
    } else if abilities.keeps {
        text!("recording-hint.both", minutes = minutes)
    } else {
        text!("recording-hint.words", minutes = minutes)
    }
}
