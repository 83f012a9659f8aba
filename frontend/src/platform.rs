//! The device behind the interface. Inside the shell it is the program that owns the window, reached by calls;
//! in a browser it is the same client, running here. Nothing else in the interface knows which.

mod broken;
mod browser;
mod files;
pub mod json;
pub(crate) mod map;
mod recording;
mod script;
mod shell;
mod update;

pub(crate) use files::{Given, Shown, Written};

use client::api::{Ask, Notice, Port, Reply};
use domain::attachment::{FileHash, FileKind};
use domain::refusal::Problem;
use leptos::prelude::{RwSignal, Set};
use locales::Locale;
use std::rc::Rc;
use uuid::Uuid;

/// The way to the device; a copy costs nothing.
#[derive(Debug, Clone, Copy)]
pub struct Platform;

/// The device with typed answers.
pub type Device = client::api::Device<Platform>;

/// Where a browser's push service takes messages, and the keys that they are sealed with.
#[derive(Debug, Clone)]
pub(crate) struct PushKeys {
    pub(crate) endpoint: String,
    pub(crate) p256dh: String,
    pub(crate) auth: String,
}

impl Port for Platform {
    async fn ask(&self, ask: Ask) -> Result<Reply, Problem> {
        if shell::is_here() {
            shell::ask(ask).await
        } else {
            browser::ask(ask).await
        }
    }
}

impl Platform {
    /// Whether the interface runs in the shell's window.
    pub fn is_shell(self) -> bool {
        shell::is_here()
    }

    /// Calls `tell` with everything the device tells of its own accord, for as long as the page lives.
    pub fn on_notice(self, tell: impl Fn(Notice) + 'static) {
        if shell::is_here() {
            shell::on_notice(tell);
        } else {
            browser::on_notice(tell);
        }
    }

    /// Sets `spoken` to the languages in which something here can speak, now and whenever that changes. The shell is not
    /// asked: its system may have to start what speaks, and says so where there is none.
    pub fn watch_voices(self, spoken: RwSignal<Vec<Locale>>) {
        if shell::is_here() {
            spoken.set(Locale::all().to_vec());
        } else {
            browser::speech::watch_voices(spoken);
        }
    }

    /// Says a sentence in a voice of its language, at a pace in percent of the usual one. What was being said is stopped.
    /// True when it was said to its end, false when it was stopped.
    ///
    /// # Errors
    /// `speech-no-engine`, `speech-no-voice`, `speech-failed`.
    pub async fn speak(self, sentence: String, language: Locale, pace: u16) -> Result<bool, Problem> {
        if shell::is_here() {
            shell::speech::speak(sentence, language, pace).await
        } else {
            browser::speech::speak(&sentence, language, pace).await
        }
    }

    /// Silence, at once.
    pub fn hush(self) {
        if shell::is_here() {
            shell::speech::hush();
        } else {
            browser::speech::hush();
        }
    }

    /// Asks whoever has the microphone.
    ///
    /// # Errors
    /// What can't be done, by its code.
    pub async fn record(self, ask: client::recording::Ask) -> Result<client::recording::Reply, Problem> {
        recording::ask(ask).await
    }

    /// Calls `told` with what the microphone tells, until somebody of another number listens, or nobody (`None`).
    pub fn on_recording(self, who: u32, told: Option<Rc<dyn Fn(client::recording::Notice)>>) {
        recording::listen(who, told);
    }

    /// Keeps a file that was chosen, under this id; it is on the disk when it returns.
    ///
    /// # Errors
    /// `file-not-kept`
    pub async fn keep_file(self, given: &Given, id: Uuid) -> Result<(), Problem> {
        files::keep(given, id).await
    }

    /// A file that was chosen on this device, to be shown.
    ///
    /// # Errors
    /// `file-gone`
    pub async fn chosen_file(self, id: Uuid) -> Result<Shown, Problem> {
        files::chosen(id).await
    }

    /// A file of the city's, whole or made small, to be shown.
    ///
    /// # Errors
    /// Why it can't be had now.
    pub async fn city_file(self, hash: FileHash, kind: FileKind, small: bool) -> Result<Shown, Problem> {
        files::of_city(hash, kind, small).await
    }

    /// Has a file of the city's saved where downloads go; where that is, if it is known.
    ///
    /// # Errors
    /// Why it is not saved.
    pub async fn save_file(self, hash: FileHash, kind: FileKind) -> Result<Option<String>, Problem> {
        files::save(hash, kind).await
    }

    /// Has what a page wrote saved where downloads go; where that is, if it is known.
    ///
    /// # Errors
    /// Why it is not saved.
    pub async fn save_text(self, text: String, written: Written) -> Result<Option<String>, Problem> {
        files::save_text(text, written).await
    }

    /// Whether this device can tell of something while the app is closed, or behind other windows.
    pub fn can_tell(self) -> bool {
        shell::is_here() || browser::push::is_possible()
    }

    /// Has the system ask for leave to tell of something, unless it has it. Call it first of all when somebody pressed.
    ///
    /// # Errors
    /// `notify-refused`, `push-not-possible`, `push-not-allowed`
    pub async fn allow_telling(self) -> Result<(), Problem> {
        if shell::is_here() {
            shell::allow_notices().await
        } else {
            browser::push::allow().await
        }
    }

    /// Where the browser's push service takes messages that are signed with this key.
    ///
    /// # Errors
    /// `push-not-reached`
    pub(crate) async fn subscribe(self, key: &str) -> Result<PushKeys, Problem> {
        browser::push::subscribe(key).await
    }

    /// Whether the browser's push service takes messages for this app.
    pub async fn is_subscribed(self) -> bool {
        browser::push::is_subscribed().await
    }

    /// It takes none any more.
    pub async fn unsubscribe(self) {
        browser::push::unsubscribe().await;
    }

    /// Sees to it that nobody sits before a page that died in silence; call it first of all.
    pub fn tell_when_broken(self) {
        broken::tell();
    }

    /// Sets `waits` when a new version of the interface waits to be taken.
    pub fn watch_update(self, waits: RwSignal<bool>) {
        update::watch(waits);
    }

    /// Takes the new version; the page opens anew.
    pub fn take_update(self) {
        update::take();
    }
}
