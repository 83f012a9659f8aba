//! The port behind which a system's own speech stands, and what can go wrong there.

#[cfg(all(feature = "speak", not(target_os = "android")))]
mod choice;
#[cfg(all(feature = "speak", target_os = "linux"))]
mod dispatcher;
#[cfg(all(feature = "speak", any(windows, target_vendor = "apple")))]
mod engine;

#[cfg(all(feature = "speak", target_os = "linux"))]
pub use dispatcher::SystemSpeaker;
#[cfg(all(feature = "speak", any(windows, target_vendor = "apple")))]
pub use engine::SystemSpeaker;

use locales::Locale;

/// How a sentence ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It was said to its end.
    Whole,
    /// [`Speaker::stop`], or another sentence, came between.
    Stopped,
}

/// Says sentences, one at a time: whoever reads a page aloud keeps the place, and can therefore change pace and go on
/// in the same way on every system.
pub trait Speaker: Send + Sync {
    /// Says this in a voice of its language, and comes back when that is done or stopped. What was being said before
    /// is stopped. `pace` is in percent of the usual one.
    ///
    /// # Errors
    /// [`SpeakError`], before anything is said.
    fn say(&self, sentence: &str, locale: Locale, pace: u16) -> Result<Said, SpeakError>;

    /// Silence, at once.
    fn stop(&self);
}

/// Why nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpeakError {
    /// This computer can't speak.
    #[error("there is no speech on this system: {0}")]
    NoEngine(String),
    /// It speaks other languages only.
    #[error("no voice speaks {}", .0.tag())]
    NoVoice(Locale),
    #[error("the system's speech failed: {0}")]
    Failed(String),
}

impl SpeakError {
    /// The stable code, for which `locales/` has words.
    pub fn code(&self) -> &'static str {
        match self {
            SpeakError::NoEngine(_) => "speech-no-engine",
            SpeakError::NoVoice(_) => "speech-no-voice",
            SpeakError::Failed(_) => "speech-failed",
        }
    }
}
