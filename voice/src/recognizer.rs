//! The port behind which a recogniser stands, and what can go wrong there.

use crate::sound::Sound;
use locales::Locale;

/// What the words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listening {
    /// A command is awaited: the recogniser knows what can be said, hears it the better for that, and gives nothing
    /// where it is not sure.
    Commands,
    /// Anything may be said. What it gives goes into a field, to be read back and mended.
    Dictation,
}

/// Turns sound into text.
pub trait Recognizer: Send {
    /// What is said in `sound`, spoken in the language `locale`; empty where nothing is said.
    ///
    /// # Errors
    /// [`VoiceError::Failed`].
    fn recognize(
        &mut self,
        sound: &Sound,
        locale: Locale,
        listening: Listening,
    ) -> Result<String, VoiceError>;
}

/// Why there is no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VoiceError {
    /// No model is installed.
    #[error("there is no model in {folder}")]
    NoModel { folder: String },
    /// What is there is no model of whisper.cpp, or not the whole of it.
    #[error("{file} is not a whole model")]
    DamagedModel { file: String },
    /// The processor lacks what the recogniser is compiled for.
    #[error("the processor has no {feature}")]
    OldProcessor { feature: &'static str },
    #[error("the sound can't be read: {0}")]
    UnreadableSound(String),
    /// The sound has another rate than [`Sound::RATE`].
    #[error("the sound has {rate} samples a second")]
    WrongRate { rate: u32 },
    #[error("the recogniser failed: {0}")]
    Failed(String),
}

impl VoiceError {
    /// The stable code, for which `locales/` has words.
    pub fn code(&self) -> &'static str {
        match self {
            VoiceError::NoModel { .. } => "voice-no-model",
            VoiceError::DamagedModel { .. } => "voice-damaged-model",
            VoiceError::OldProcessor { .. } => "voice-old-processor",
            VoiceError::UnreadableSound(_) => "voice-unreadable-sound",
            VoiceError::WrongRate { .. } => "voice-wrong-rate",
            VoiceError::Failed(_) => "voice-failed",
        }
    }
}
