use super::listening::Listening;
use super::{Press, State};
use crate::t;
use client::recording::{Heard, Purpose};
use leptos::prelude::*;

/// Where it is said that the sound goes to the city.
const HINT: &str = "talk-by-city";

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

    fn is_of_use(self) -> Memo<bool> {
        let Self(listening) = self;
        Memo::new(move |_| listening.records() && listening.recognises())
    }

    /// The button; nothing where it would be of no use.
    pub(crate) fn button(self) -> impl IntoView {
        let Self(listening) = self;
        let of_use = self.is_of_use();
        let describedby = move || listening.is_sent().then(|| HINT.to_owned());
        move || {
            let of_use = of_use.get();
            of_use.then(
                || view! { <Press listening=listening describedby=describedby()>{t!("talk-say-it")}</Press> },
            )
        }
    }

    /// What goes on, and how loud it is.
    pub(crate) fn state(self) -> impl IntoView {
        let Self(listening) = self;
        let of_use = self.is_of_use();
        view! {
            {move || (of_use.get() && listening.is_sent()).then(|| view! {
                <p class="field-hint" id=HINT>{t!("talk-by-city")}</p>
            })}
            <div class="talk-state" class:microphone-open=move || listening.is_open()>
                <State listening=listening/>
            </div>
        }
    }
}
