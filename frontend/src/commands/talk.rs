//! One talk: what was said, what was understood, and the question that waits for yes or no.

use super::offer::{What, find};
use super::ways::Ways;
use crate::state::use_device;
use client::api::{Command, Purpose, Spoken};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What came of what was said last.
#[derive(Clone)]
pub(crate) enum Reply {
    /// Nothing was said yet, or it was no command and is answered elsewhere.
    Silent,
    Listening,
    /// It is done; the wording it was understood as.
    Done(String),
    /// It is shown, and waits for yes or no.
    Asked(Question),
    /// It was understood, and can't be done on this page now.
    NotHere(Spoken),
    /// Yes or no, and nothing was asked.
    NothingAsked,
    /// The answer was no: all is as it was.
    Kept,
    /// The answer was no: the words are in the field again.
    WordsKept,
    /// The words are in the page's field.
    Written,
    Failed(Problem),
}

/// What is asked before it is done.
#[derive(Clone)]
pub(crate) struct Question {
    /// The offer that it is about: it may be gone when the answer comes.
    turn: u32,
    pub(super) about: String,
    pub(super) asks: Asks,
}

#[derive(Clone)]
pub(super) enum Asks {
    Do(Spoken),
    /// May these words be written into the field that it is about?
    Write(String),
}

impl Question {
    /// The words that wait to be written.
    fn words(self) -> Option<String> {
        match self.asks {
            Asks::Write(words) => Some(words),
            Asks::Do(_) => None,
        }
    }
}

/// A talk in one field. A copy is the same talk.
#[derive(Clone, Copy)]
pub(crate) struct Talk {
    /// What is written in the field.
    pub(crate) said: RwSignal<String>,
    pub(crate) reply: RwSignal<Reply>,
    ways: Ways,
    /// Takes what is no command, where no field of the page does.
    other: Callback<String>,
    /// The number of the last thing said: an answer to an older one comes too late.
    turn: StoredValue<u32>,
}

impl Talk {
    /// `said` is what stands in the field, `other` takes what is no command. Call it in a component.
    pub(crate) fn new(said: RwSignal<String>, other: impl Fn(String) + Send + Sync + 'static) -> Self {
        Self {
            said,
            reply: RwSignal::new(Reply::Silent),
            ways: Ways::new(),
            other: Callback::new(other),
            turn: StoredValue::new(0),
        }
    }

    /// Hears what is in the field.
    pub(crate) fn hear_field(self) {
        self.hear(self.said.get_untracked());
    }

    /// Hears `said`, typed or spoken: does it, asks first, or says why it can't. What was asked before is then no more.
    pub(crate) fn hear(self, said: String) {
        if said.trim().is_empty() {
            return;
        }
        let asked = match self.reply.get_untracked() {
            Reply::Asked(question) => Some(question),
            _ => None,
        };
        self.turn.update_value(|turn| *turn += 1);
        let mine = self.turn.get_value();
        self.reply.set(Reply::Listening);
        spawn_local(async move {
            let answer = use_device().command(said.trim().to_owned()).await;
            // Something else was said since, or nobody listens any more.
            if self.turn.try_get_value() != Some(mine) {
                return;
            }
            match answer {
                Ok(Some(spoken)) => self.understood(spoken, asked),
                // Who goes on speaking adds to what waits to be written.
                Ok(None) => self.take(
                    asked
                        .and_then(Question::words)
                        .map_or(said.clone(), |words| format!("{words}\n{said}")),
                ),
                Err(problem) => self.reply.set(Reply::Failed(problem)),
            }
        });
    }

    fn understood(self, spoken: Spoken, asked: Option<Question>) {
        self.said.set(String::new());
        match (spoken.command, asked) {
            (Command::Yes, Some(question)) => self.answered(question, true),
            (Command::No, Some(question)) => self.answered(question, false),
            (Command::Yes | Command::No, None) => self.reply.set(Reply::NothingAsked),
            (command, asked) => {
                // Nothing typed is ever lost.
                if let Some(words) = asked.and_then(Question::words) {
                    self.said.set(words);
                }
                self.carry_out(command, spoken);
            }
        }
    }

    /// What the page offers comes before what can be done everywhere.
    fn carry_out(self, command: Command, spoken: Spoken) {
        let done = Reply::Done(spoken.said.clone());
        match find(|offer| offer.command() == Some(command)) {
            Some(offer) if command.needs_confirmation() => self.reply.set(Reply::Asked(Question {
                turn: offer.turn,
                about: offer.about.get_untracked(),
                asks: Asks::Do(spoken),
            })),
            Some(offer) => {
                self.reply.set(done);
                offer.act();
            }
            None if self.ways.take(command) => self.reply.set(done),
            None => self.reply.set(Reply::NotHere(spoken)),
        }
    }

    /// What is no command.
    fn take(self, said: String) {
        match find(|offer| matches!(offer.what, What::Take(_))) {
            Some(field) => {
                self.said.set(String::new());
                self.reply.set(Reply::Asked(Question {
                    turn: field.turn,
                    about: field.about.get_untracked(),
                    asks: Asks::Write(said),
                }));
            }
            None => {
                self.reply.set(Reply::Silent);
                self.other.run(said);
            }
        }
    }

    /// The question was answered, by a word or a button.
    pub(crate) fn answered(self, question: Question, yes: bool) {
        // The page may have moved on: then there is nothing to do it to.
        let offer = find(|offer| offer.turn == question.turn);
        let reply = match (question.asks, offer) {
            (Asks::Do(spoken), Some(offer)) if yes => {
                self.reply.set(Reply::Done(spoken.said));
                return offer.act();
            }
            (Asks::Do(spoken), None) if yes => Reply::NotHere(spoken),
            (Asks::Do(_), _) => Reply::Kept,
            (Asks::Write(words), Some(offer)) if yes => {
                offer.write(&words);
                Reply::Written
            }
            (Asks::Write(words), _) => {
                self.said.set(words);
                Reply::WordsKept
            }
        };
        self.reply.set(reply);
    }
}

/// Whether it is about reading aloud: where nothing reads, that is what people are told.
pub(super) fn is_reading(spoken: &Spoken) -> bool {
    spoken.command.purpose() == Purpose::Read
}
