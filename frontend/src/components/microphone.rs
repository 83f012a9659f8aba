//! A microphone: pressed once, it listens until it is pressed again. What was said becomes words where somebody here can
//! make them out, and stays a recording in any case.

mod kept;
mod level;
mod talk;

use super::icon::Icon;
use super::{Button, ErrorNote, Kind, icons};
use crate::{t, text};
use client::recording::{LONGEST_MS, Owner, Purpose};
use kept::KeptRecordings;
use leptos::prelude::*;
use level::Level;
use talk::{Phase, Talk};

/// Where the focus goes when what had it is gone.
const BUTTON: &str = "microphone";

/// The button, how loud it is, what is kept. `on_text` is given what was said; nothing else is done with it.
#[component]
pub(crate) fn Microphone(
    /// Whose the recordings are; what belongs to nobody is gone when the next is said.
    #[prop(into)]
    owner: Signal<Owner>,
    purpose: Purpose,
    #[prop(into)] on_text: Callback<String>,
    /// A recording begins: whatever it belongs to must be kept from now on.
    #[prop(optional, into)]
    on_begin: Option<Callback<()>>,
) -> impl IntoView {
    let talk = Talk::new(owner, purpose, on_text);
    let press = move |event: leptos::ev::MouseEvent| match talk.phase.get_untracked() {
        // Many press twice out of habit: the second time is not the end.
        _ if event.detail() > 1 => {}
        Phase::Ready => {
            if let Some(on_begin) = on_begin {
                on_begin.run(());
            }
            talk.begin();
        }
        Phase::Starting | Phase::Listening | Phase::Paused => talk.finish(),
        Phase::Recognising => {}
    };
    let busy = move || talk.phase.get() == Phase::Recognising;
    let open = Memo::new(move |_| matches!(talk.phase.get(), Phase::Listening | Phase::Paused));
    let name = move || match talk.phase.get() {
        Phase::Ready | Phase::Starting => text!("recording-start"),
        Phase::Listening | Phase::Paused => text!("recording-done"),
        Phase::Recognising => text!("recording-state.recognising"),
    };
    let icon = move || match open.get() {
        true => view! { <Icon of=icons::STOP/> },
        false => view! { <Icon of=icons::MICROPHONE/> },
    };
    // The same button all along, so that it keeps the focus.
    let there = move || {
        talk.records().then(|| {
            view! {
                <div class="microphone-bar">
                    <button
                        id=BUTTON
                        type="button"
                        class="button button-soft"
                        data-testid="microphone"
                        data-phase=move || talk.phase.get().name()
                        aria-describedby="microphone-hint"
                        aria-disabled=move || busy().then_some("true")
                        on:click=press
                    >
                        {icon}
                        <span>{name}</span>
                    </button>
                    {move || open.get().then(|| view! { <Pause talk=talk/> })}
                </div>
                <p class="field-hint" id="microphone-hint">{move || hint(talk)}</p>
            }
        })
    };
    view! {
        <div class="microphone" class:microphone-open=move || open.get()>
            {there}
            <p class="microphone-state" role="status" data-testid="microphone-state">
                {move || talk.state().map(|(glyph, words)| view! {
                    <Icon of=glyph/>
                    <span>{words}</span>
                })}
            </p>
            {move || open.get().then(|| view! { <Level talk=talk/> })}
            {move || talk.problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <KeptRecordings talk=talk/>
        </div>
    }
    .into_any()
}

#[component]
fn Pause(talk: Talk) -> impl IntoView {
    let paused = move || talk.phase.get() == Phase::Paused;
    move || match paused() {
        true => view! {
            <Button kind=Kind::Plain icon=icons::MICROPHONE testid="microphone-go-on" on_press=move || talk.go_on()>
                {t!("recording-go-on")}
            </Button>
        },
        false => view! {
            <Button kind=Kind::Plain icon=icons::PAUSE testid="microphone-pause" on_press=move || talk.pause()>
                {t!("recording-pause")}
            </Button>
        },
    }
}

/// How long it may be, and what becomes of it: said before anything is.
fn hint(talk: Talk) -> String {
    let minutes = LONGEST_MS / 60_000;
    let abilities = talk.abilities.get().unwrap_or_default();
    if !abilities.recognises {
        text!("recording-hint.kept", minutes = minutes)
    } else if abilities.keeps {
        text!("recording-hint.both", minutes = minutes)
    } else {
        text!("recording-hint.words", minutes = minutes)
    }
}
