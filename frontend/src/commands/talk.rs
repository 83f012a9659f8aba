//! One talk: what was said, what was understood, and the question that waits for yes or no.

use super::offer::{What, find};
use super::ways::Ways;
use crate::reading;
use crate::state::use_device;
use crate::text;
use client::api::{Command, Purpose, Spoken};
use client::recording::Heard;
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What came of what was said last.
#[derive(Clone)]
pub(crate) enum Reply {
    /// Nothing was said yet, or it was no command and is answered elsewhere.
    Silent,
    Listening,
    /// It is done.
    Done(Spoken),
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
    about: String,
    asks: Asks,
}

#[derive(Clone)]
enum Asks {
    Do(Spoken),
    /// May these words be written into the field that it is about?
    Write(String),
}

impl Question {
    /// What is asked, and what it is about; both are shown, and read back to who speaks.
    pub(super) fn sentences(&self) -> (String, String) {
        match &self.asks {
            Asks::Do(spoken) => (
                text!("talk-ask", command = spoken.command.name()),
                self.about.clone(),
            ),
            Asks::Write(words) => (text!("talk-ask-words", field = self.about), words.clone()),
        }
    }

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
    /// Whether it was said with a voice: then what is asked is said with one as well.
    aloud: StoredValue<bool>,
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
            aloud: StoredValue::new(false),
        }
    }

    /// Hears what is in the field.
    pub(crate) fn hear_field(self) {
        self.hear(self.said.get_untracked());
    }

    /// Hears `said`, as it was typed.
    pub(crate) fn hear(self, said: String) {
        self.aloud.set_value(false);
        self.listen_to(said);
    }

    /// Hears what was spoken. What was heard as no command is none by its letters either, and a question stays where its
    /// answer was not understood.
    pub(crate) fn hear_spoken(self, heard: Heard) {
        self.aloud.set_value(true);
        match self.reply.get_untracked() {
            _ if heard.is_command => self.listen_to(heard.text),
            Reply::Asked(question) if matches!(question.asks, Asks::Do(_)) => self.ask(question),
            Reply::Asked(question) => self.take(added(Some(question), heard.text)),
            _ => self.take(heard.text),
        }
    }

    /// Does what is said, asks first, or says why it can't. What was asked before is then no more.
    fn listen_to(self, said: String) {
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
                Ok(None) => self.take(added(asked, said)),
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
        let done = Reply::Done(spoken.clone());
        match find(|offer| offer.command() == Some(command)) {
            Some(offer) if command.needs_confirmation() => self.ask(Question {
                turn: offer.turn,
                about: offer.about.get_untracked(),
                asks: Asks::Do(spoken),
            }),
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
                self.ask(Question {
                    turn: field.turn,
                    about: field.about.get_untracked(),
                    asks: Asks::Write(said),
                });
            }
            None => {
                self.reply.set(Reply::Silent);
                self.said.set(said.clone());
                self.other.run(said);
            }
        }
    }

    fn ask(self, question: Question) {
        if self.aloud.get_value() {
            let (ask, about) = question.sentences();
            reading::say(format!("{ask} {about} {}", text!("talk-ask-answer")));
        }
        self.reply.set(Reply::Asked(question));
    }

    /// The question was answered, by a word or a button.
    pub(crate) fn answered(self, question: Question, yes: bool) {
        // The page may have moved on: then there is nothing to do it to.
        let offer = find(|offer| offer.turn == question.turn);
        let reply = match (question.asks, offer) {
            (Asks::Do(spoken), Some(offer)) if yes => {
                self.reply.set(Reply::Done(spoken));
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

impl Reply {
    /// What was understood, where it was a command.
    pub(super) fn command(&self) -> Option<Command> {
        match self {
            Reply::Done(spoken) | Reply::NotHere(spoken) => Some(spoken.command),
            Reply::Asked(question) => match &question.asks {
                Asks::Do(spoken) => Some(spoken.command),
                Asks::Write(_) => None,
            },
            _ => None,
        }
    }
}

/// Who goes on speaking adds to the words that wait to be written.
fn added(asked: Option<Question>, said: String) -> String {
    match asked.and_then(Question::words) {
        Some(words) => format!("{words}\n{said}"),
        None => said,
    }
}

/// Whether it is about reading aloud: where nothing reads, that is what people are told.
pub(super) fn is_reading(spoken: &Spoken) -> bool {
    spoken.command.purpose() == Purpose::Read
}
