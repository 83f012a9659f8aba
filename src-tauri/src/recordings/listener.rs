//! What turns recordings into words: the city's model, in a thread of its own. The program is built with the engine by
//! the feature `hear`; without it, or without a model, recordings stay recordings.

use crate::recordings::Outcome;
use client::recording::{Heard, Purpose};
use domain::refusal::Problem;
use std::path::Path;
use voice::{Listening, Sound};

/// The way to whoever listens.
pub(super) struct Listener {
    #[cfg(feature = "hear")]
    place: std::path::PathBuf,
    thread: Option<voice::Listener>,
}

impl Listener {
    /// Starts the thread; the model is read when it is first needed.
    #[cfg(feature = "hear")]
    pub(super) fn start(own: &Path) -> std::io::Result<Self> {
        use voice::{Whisper, model};
        let place =
            std::env::var_os(model::VARIABLE).map_or_else(|| own.to_owned(), std::path::PathBuf::from);
        let at = place.clone();
        Ok(Self {
            place,
            thread: Some(voice::Listener::start(move || Whisper::load(&at))?),
        })
    }

    /// Nobody listens.
    #[cfg(not(feature = "hear"))]
    #[allow(clippy::unnecessary_wraps, reason = "the other one may fail")]
    pub(super) fn start(_own: &Path) -> std::io::Result<Self> {
        Ok(Self { thread: None })
    }

    /// Whether there is a model.
    pub(super) fn is_there(&self) -> bool {
        #[cfg(feature = "hear")]
        return voice::model::find(&self.place).is_ok();
        #[cfg(not(feature = "hear"))]
        false
    }

    /// Reads the model, if there is one, so that it is there when it is needed.
    pub(super) fn warm_up(&self) {
        if let Some(thread) = &self.thread {
            thread.warm_up();
        }
    }

    /// What is said in these samples.
    pub(super) async fn hear(&self, samples: Vec<i16>, language: &str, purpose: Purpose) -> Outcome<Heard> {
        let Some(thread) = &self.thread else {
            return Err(Problem::new("voice-no-model"));
        };
        let samples = samples.into_iter().map(|sample| f32::from(sample) / 32_768.0);
        let listening = match purpose {
            Purpose::Dictation => Listening::Dictation,
            Purpose::Command => Listening::Commands,
        };
        let locale = language.parse().unwrap_or_default();
        let heard = thread
            .hear(Sound::new(samples.collect()), locale, listening)
            .await;
        let heard = heard.map_err(|error| {
            tracing::warn!(%error, "nothing was recognised");
            Problem::new(error.code())
        })?;
        Ok(Heard {
            text: heard.text,
            is_command: heard.is_command,
        })
    }
}
