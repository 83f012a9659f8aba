//! The line that opens over any page, and stays open while one goes from page to page.

use super::line::Line;
use super::offer::here;
use super::talk::Talk;
use super::ways::{EVERYWHERE, Ways};
use super::{close, focus_field, told};
use crate::components::{Button, Icon, Kind, icons};
use crate::state::{language, use_answer_once};
use crate::{t, text};
use client::api::{Command, Wordings};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

/// So many examples of what can be said are enough.
const EXAMPLES: usize = 4;

pub(crate) type Draw = fn() -> AnyView;

/// Comes with the first word.
#[wasm_split(citizen, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn panel() -> Result<Draw, SplitLoaderError> {
    Ok(|| view! { <Panel/> }.into_any())
}

#[component]
fn Panel() -> impl IntoView {
    let ways = Ways::new();
    let talk = Talk::new(RwSignal::new(String::new()), move |said| {
        // Somebody wants to say something rather than do something: the guide knows where it belongs.
        told().set(said);
        ways.go("/guide");
    });
    let key = |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            close();
        }
    };
    request_animation_frame(|| {
        focus_field();
    });
    view! {
        <div class="talk" on:keydown=key>
            <Button kind=Kind::Quiet icon=icons::CLOSE testid="talk-close" on_press=close>{t!("talk-title.close")}</Button>
            <Line
                talk=talk
                label=t!("talk-field")
                placeholder=t!("talk-field.placeholder")
                action=t!("talk-do")
                rows=1
            />
            <Examples talk=talk/>
        </div>
    }
    .into_any()
}

/// What can be said here: first what this page offers. A tap says it.
#[component]
fn Examples(talk: Talk) -> impl IntoView {
    let wordings = use_answer_once(|device| {
        let locale = language();
        async move { device.wordings(locale).await }
    });
    let examples = Memo::new(move |_| {
        let mut commands = here();
        commands.extend(
            EVERYWHERE
                .iter()
                .filter(|way| !commands.contains(way))
                .copied()
                .collect::<Vec<_>>(),
        );
        commands.truncate(EXAMPLES);
        wordings.with(|wordings| match wordings {
            Some(Ok(all)) => commands
                .iter()
                .filter_map(|command| taught(all, *command))
                .collect(),
            _ => Vec::new(),
        })
    });
    view! {
        <div class="talk-examples" role="group" aria-label=move || text!("talk-here") data-testid="talk-here">
            <For
                each=move || examples.get()
                key=String::clone
                children=move |said| {
                    let words = said.clone();
                    view! {
                        <button type="button" class="talk-example" on:click=move |_| talk.hear(said.clone())>
                            {words}
                        </button>
                    }
                }
            />
            <a class="talk-all" href="/guide/commands">
                {t!("talk-all")}
                <Icon of=icons::FORWARD/>
            </a>
        </div>
    }
    .into_any()
}

/// The wording of a command that is taught.
fn taught(all: &[Wordings], command: Command) -> Option<String> {
    all.iter()
        .find(|of| of.command == command)?
        .wordings
        .first()
        .cloned()
}
