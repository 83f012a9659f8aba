use super::listening::Listening;
use super::{Press, State};
use crate::t;
use client::recording::{Heard, Purpose};
use leptos::prelude::*;

/// A microphone for what is said in passing, such as a command: it is there where speech becomes words, and keeps nothing
/// of the sound. A copy is the same microphone.
#[derive(Clone, Copy)]
pub(crate) struct CommandMicrophone(Listening);

impl CommandMicrophone {
    /// `on_heard` is given what was said. Call it in a component.
    pub(crate) fn new(on_heard: impl Fn(Heard) + Send + Sync + 'static) -> Self {
        Self(Listening::new(
            Signal::stored(None),
            Purpose::Command,
            Callback::new(on_heard),
        ))
    }

    /// The button; nothing where it would be of no use.
    pub(crate) fn button(self) -> impl IntoView {
        let Self(listening) = self;
        let of_use = Memo::new(move |_| listening.records() && listening.recognises());
        move || {
            of_use
                .get()
                .then(|| view! { <Press listening=listening>{t!("talk-say-it")}</Press> })
        }
    }

    /// What goes on, and how loud it is.
    pub(crate) fn state(self) -> impl IntoView {
        let Self(listening) = self;
        view! {
            <div class="talk-state" class:microphone-open=move || listening.is_open()>
                <State listening=listening/>
            </div>
        }
    }
}
