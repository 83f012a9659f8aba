//! What a microphone does now, and what has come of it.

use crate::components::icons::{self, Glyph};
use crate::platform::Platform;
use crate::reading;
use crate::state::{language, use_status};
use crate::text;
use client::api::Link;
use client::recording::{Abilities, Ask, Heard, Notice, Owner, Purpose, Recording, Reply};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use std::cell::Cell;
use std::rc::Rc;
use uuid::Uuid;

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Ready,
    Starting,
    Listening,
    Paused,
    Recognising,
}

impl Phase {
    /// For the hooks of tests.
    pub(super) fn name(self) -> &'static str {
        match self {
            Phase::Ready => "ready",
            Phase::Starting => "starting",
            Phase::Listening => "listening",
            Phase::Paused => "paused",
            Phase::Recognising => "recognising",
        }
    }
}

/// What came of the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Came {
    Written(String),
    Nothing,
    Kept,
    Deleted,
}

thread_local! {
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// The microphone that began last: one that listened before has ended by that.
    static LAST: ArcRwSignal<u32> = ArcRwSignal::new(0);
}

/// Whoever made this one is gone.
fn left(recording: Uuid) {
    spawn_local(async move { drop(Platform.record(Ask::Leave(recording)).await) });
}

/// Signals that live as long as the microphone is shown.
#[derive(Clone, Copy)]
pub(super) struct Listening {
    /// Its button, for the focus and for tests.
    pub(super) hook: &'static str,
    /// Tells it from others on the page.
    turn: u32,
    owner: Signal<Owner>,
    purpose: Purpose,
    on_heard: Callback<Heard>,
    pub(super) abilities: RwSignal<Option<Abilities>>,
    pub(super) phase: RwSignal<Phase>,
    pub(super) ms: RwSignal<u32>,
    pub(super) level: RwSignal<u8>,
    pub(super) problem: RwSignal<Option<Problem>>,
    pub(super) kept: RwSignal<Vec<Recording>>,
    pub(super) playing: RwSignal<Option<Uuid>>,
    came: RwSignal<Option<Came>>,
    /// The recording that is being made, or was made last.
    recording: StoredValue<Option<Uuid>>,
    /// Until the first sound: a level that was on its way when it paused is none of the next.
    waits: StoredValue<bool>,
}

impl Listening {
    /// One that nobody has begun.
    pub(super) fn at_rest(
        hook: &'static str,
        owner: Signal<Owner>,
        purpose: Purpose,
        on_heard: Callback<Heard>,
    ) -> Self {
        let turn = TURN.get() + 1;
        TURN.set(turn);
        Self {
            hook,
            turn,
            owner,
            purpose,
            on_heard,
            abilities: RwSignal::new(None),
            phase: RwSignal::new(Phase::Ready),
            ms: RwSignal::new(0),
            level: RwSignal::new(0),
            problem: RwSignal::new(None),
            kept: RwSignal::new(Vec::new()),
            playing: RwSignal::new(None),
            came: RwSignal::new(None),
            recording: StoredValue::new(None),
            waits: StoredValue::new(false),
        }
    }

    pub(super) fn new(owner: Signal<Owner>, purpose: Purpose, on_heard: Callback<Heard>) -> Self {
        let hook = match purpose {
            Purpose::Dictation => "microphone",
            Purpose::Command => "talk-microphone",
        };
        let listening = Self::at_rest(hook, owner, purpose, on_heard);
        let away = Memo::new(|_| {
            use_status().with(|status| {
                let link = status.as_ref().map(|status| &status.link);
                matches!(link, Some(Link::Offline { .. }))
            })
        });
        // Where it is the city that listens, that may change with the way there.
        Effect::new(move || {
            away.track();
            spawn_local(async move {
                if let Ok(Reply::Abilities(abilities)) = Platform.record(Ask::Abilities).await {
                    // The page may be gone.
                    let _ = listening.abilities.try_set(Some(abilities));
                }
            });
        });
        Effect::new(move || {
            owner.track();
            listening.look();
        });
        let last = LAST.with(Clone::clone);
        Effect::new(move || {
            if last.get() != listening.turn {
                listening.give_way();
            }
        });
        on_cleanup(move || listening.leave());
        listening
    }

    /// Whoever leaves is not listened to any more; what was said to somebody is kept.
    fn leave(self) {
        Platform.on_recording(self.turn, None);
        if let Some(recording) = self.recording.try_get_value().flatten() {
            left(recording);
        }
        if self.playing.try_get_untracked().flatten().is_some() {
            spawn_local(async { drop(Platform.record(Ask::Hush).await) });
        }
    }

    /// Another microphone of the page listens now: what was said to this one was ended by that, and is kept.
    fn give_way(self) {
        if matches!(
            self.phase.get_untracked(),
            Phase::Starting | Phase::Listening | Phase::Paused
        ) {
            self.phase.set(Phase::Ready);
            self.look();
        }
        self.playing.set(None);
    }

    fn attend(self) {
        Platform.on_recording(self.turn, Some(Rc::new(move |notice| self.told(notice))));
    }

    pub(super) fn records(self) -> bool {
        self.abilities.get().is_some_and(|abilities| abilities.records)
    }

    /// Whether it listens, or would again when it is told to.
    pub(super) fn is_open(self) -> bool {
        matches!(self.phase.get(), Phase::Listening | Phase::Paused)
    }

    pub(super) fn recognises(self) -> bool {
        self.abilities.get().is_some_and(|abilities| abilities.recognises)
    }

    /// Whether the sound goes to the city for that.
    pub(super) fn is_sent(self) -> bool {
        self.recognises() && self.abilities.get().is_some_and(|abilities| abilities.by_city)
    }

    /// What goes on, or what came of it.
    pub(super) fn state(self) -> Option<(Glyph, String)> {
        Some(match self.phase.get() {
            Phase::Listening => (icons::MICROPHONE, text!("recording-state.listening")),
            Phase::Paused => (icons::PAUSE, text!("recording-state.paused")),
            Phase::Recognising => (icons::CLOCK, self.recognising()),
            Phase::Ready | Phase::Starting => match self.came.get()? {
                Came::Written(said) if self.purpose == Purpose::Command => {
                    (icons::CHECK, text!("talk-heard", said = said))
                }
                Came::Nothing if self.purpose == Purpose::Command => {
                    (icons::ALERT, text!("talk-heard.nothing"))
                }
                Came::Written(said) => (icons::CHECK, text!("recording-state.written", text = said)),
                Came::Nothing => (icons::ALERT, text!("recording-state.nothing")),
                Came::Kept => (icons::CHECK, text!("recording-state.kept")),
                Came::Deleted => (icons::DELETE, text!("recording-state.deleted")),
            },
        })
    }

    /// What goes on while the words are made out.
    pub(super) fn recognising(self) -> String {
        match self.purpose {
            Purpose::Dictation => text!("recording-state.recognising"),
            Purpose::Command => text!("talk-listening"),
        }
    }

    /// The button was pressed.
    pub(super) fn press(self) {
        match self.phase.get_untracked() {
            Phase::Ready => self.begin(),
            Phase::Starting | Phase::Listening | Phase::Paused => self.finish(),
            Phase::Recognising => {}
        }
    }

    fn begin(self) {
        // What is read aloud would be heard as well.
        reading::pause();
        Platform.hush();
        self.attend();
        self.ms.set(0);
        self.level.set(0);
        self.came.set(None);
        self.playing.set(None);
        self.phase.set(Phase::Starting);
        self.waits.set_value(true);
        let owner = self.owner.get_untracked();
        // It listens from its first sound on, not from when it was asked to.
        self.recording.set_value(None);
        self.ask(Ask::Start(owner), move |reply| {
            if let Reply::Started(recording) = reply {
                self.recording.set_value(Some(recording));
                LAST.with(|last| last.set(self.turn));
            }
        });
    }

    pub(super) fn pause(self) {
        self.ask(Ask::Pause, move |_| self.phase.set(Phase::Paused));
    }

    pub(super) fn go_on(self) {
        self.waits.set_value(true);
        self.ask(Ask::GoOn, |_| {});
    }

    /// It is said: it is kept, and turned into words where that can be done.
    fn finish(self) {
        self.waits.set_value(false);
        self.phase.set(Phase::Recognising);
        self.ask(Ask::Stop, move |reply| {
            if let Reply::Recording(recording) = reply {
                self.made(recording);
            }
        });
    }

    /// A recording is whole.
    fn made(self, recording: Recording) {
        if self.purpose == Purpose::Dictation {
            self.came.set(Some(Came::Kept));
        }
        self.phase.set(Phase::Ready);
        self.look();
        if self
            .abilities
            .get_untracked()
            .is_some_and(|abilities| abilities.recognises)
        {
            self.recognise(recording.id);
        }
    }

    pub(super) fn recognise(self, recording: Uuid) {
        self.phase.set(Phase::Recognising);
        let ask = Ask::Recognise {
            owner: self.owner.get_untracked(),
            recording,
            language: untrack(language).tag().to_owned(),
            purpose: self.purpose,
        };
        self.ask(ask, move |reply| {
            let Reply::Heard(heard) = reply else { return };
            self.phase.set(Phase::Ready);
            if heard.text.trim().is_empty() {
                self.came.set(Some(Came::Nothing));
            } else {
                self.came.set(Some(Came::Written(heard.text.clone())));
                self.on_heard.run(heard);
            }
        });
    }

    pub(super) fn play(self, id: Uuid) {
        self.attend();
        self.playing.set(Some(id));
        self.ask(Ask::Play(self.owner.get_untracked(), id), |_| {});
    }

    pub(super) fn hush(self) {
        self.playing.set(None);
        self.ask(Ask::Hush, |_| {});
    }

    pub(super) fn delete(self, id: Uuid) {
        self.playing.set(None);
        self.ask(Ask::Delete(self.owner.get_untracked(), id), move |_| {
            self.came.set(Some(Came::Deleted));
            self.look();
            self.focus_button();
        });
    }

    /// What is kept now.
    fn look(self) {
        let owner = self.owner.get_untracked();
        if owner.is_none() {
            return;
        }
        self.ask(Ask::Kept(owner), move |reply| {
            if let Reply::Kept(kept) = reply {
                self.kept.set(kept);
            }
        });
    }

    fn told(self, notice: Notice) {
        match notice {
            // One that was on its way when this one began is another's, and the page may be gone.
            Notice::Level { recording, .. } if self.recording.try_get_value() != Some(Some(recording)) => {}
            Notice::Level { ms, level, .. } => {
                let _ = self.ms.try_set(ms);
                let _ = self.level.try_set(level);
                if self.waits.try_get_value() == Some(true) {
                    self.waits.set_value(false);
                    self.phase.set(Phase::Listening);
                }
            }
            Notice::Played => drop(self.playing.try_set(None)),
            Notice::Stopped { recording, problem } => {
                if self.problem.try_set(Some(problem)).is_some() {
                    return;
                }
                self.phase.set(Phase::Ready);
                self.focus_button();
                if let Some(recording) = recording {
                    self.made(recording);
                }
            }
        }
    }

    /// Asks, and goes on where it is answered; what went wrong is shown, and the microphone is ready again.
    fn ask(self, ask: Ask, then: impl FnOnce(Reply) + 'static) {
        // How it ended by itself stays to be read while its words are made out.
        if !matches!(ask, Ask::Kept(_) | Ask::Recognise { .. }) {
            self.problem.set(None);
        }
        spawn_local(async move {
            let reply = Platform.record(ask).await;
            if self.phase.try_get_untracked().is_none() {
                // The page is gone: what it began ends.
                if let Ok(Reply::Started(recording)) = reply {
                    left(recording);
                }
                return;
            }
            match reply {
                Ok(reply) => then(reply),
                Err(problem) => {
                    self.problem.set(Some(problem));
                    self.phase.set(Phase::Ready);
                    self.playing.set(None);
                    self.look();
                }
            }
        });
    }

    /// What had the focus is gone; it must not be lost.
    fn focus_button(self) {
        request_animation_frame(move || {
            if let Some(button) = document().get_element_by_id(self.hook) {
                // A button on the page takes the focus.
                let _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        });
    }
}
