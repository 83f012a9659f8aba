use super::state;
use client::api::Command;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Something that the open page can do when it is said. It stands until what made it leaves the page.
///
/// Nothing that a page offers by words is without a control on it that does the same.
#[derive(Clone)]
pub(crate) struct Offer {
    pub(super) turn: u32,
    pub(super) what: What,
    /// What it is about: read back where it is asked first.
    pub(super) about: Signal<String>,
    /// Whether it can be done now.
    when: Signal<bool>,
}

/// What is offered.
#[derive(Clone)]
pub(super) enum What {
    Do(Command, Callback<()>),
    /// To take what is no command into a field.
    Take(RwSignal<String>),
}

impl Offer {
    /// Does `does` when `command` is said.
    pub(crate) fn of(command: Command, does: impl Fn() + Send + Sync + 'static) -> Self {
        Self::new(What::Do(command, Callback::new(move |()| does())))
    }

    /// Writes what is no command into `field`, which is called `name`.
    pub(crate) fn words(name: Signal<String>, field: RwSignal<String>) -> Self {
        Self::new(What::Take(field)).about(name)
    }

    fn new(what: What) -> Self {
        let turn = TURN.get();
        TURN.set(turn + 1);
        Self {
            turn,
            what,
            about: Signal::stored(String::new()),
            when: Signal::stored(true),
        }
    }

    pub(crate) fn about(self, about: impl Into<Signal<String>>) -> Self {
        Self {
            about: about.into(),
            ..self
        }
    }

    pub(crate) fn when(self, when: impl Into<Signal<bool>>) -> Self {
        Self {
            when: when.into(),
            ..self
        }
    }

    /// Makes it known. Of several that could be meant the first on the page is.
    pub(crate) fn stand(self) {
        let (offers, turn) = (state().offers, self.turn);
        offers.update(|offers| offers.push(self));
        on_cleanup(move || offers.update(|offers| offers.retain(|offer| offer.turn != turn)));
    }

    pub(super) fn act(&self) {
        if let What::Do(_, does) = self.what {
            does.run(());
        }
    }

    /// Adds `words` to the field, on a line of their own where something stands there already.
    pub(super) fn write(&self, words: &str) {
        if let What::Take(field) = self.what {
            field.update(|text| {
                if !text.trim().is_empty() {
                    text.push('\n');
                }
                text.push_str(words.trim());
            });
        }
    }

    pub(super) fn command(&self) -> Option<Command> {
        match self.what {
            What::Do(command, _) => Some(command),
            What::Take(_) => None,
        }
    }
}

/// What can be said here now.
pub(super) fn here() -> Vec<Command> {
    let mut here: Vec<Command> = Vec::new();
    state().offers.with(|offers| {
        let now = offers.iter().filter(|offer| offer.when.try_get() == Some(true));
        for command in now.filter_map(Offer::command) {
            if !here.contains(&command) {
                here.push(command);
            }
        }
    });
    here
}

/// The first offer of this kind that holds now.
pub(super) fn find(wanted: impl Fn(&Offer) -> bool) -> Option<Offer> {
    state().offers.with_untracked(|offers| {
        let mut now = offers
            .iter()
            .filter(|offer| offer.when.try_get_untracked() == Some(true));
        now.find(|offer| wanted(offer)).cloned()
    })
}
