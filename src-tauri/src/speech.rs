//! Reading aloud by the system's own speech: a sentence at a time, as the window asks for it.

#[cfg(target_os = "android")]
mod android;

use domain::refusal::Problem;
use locales::Locale;
use std::sync::Arc;
use tauri::{AppHandle, State};
use voice::{Said, Speaker};

/// The system's speech; a copy speaks with the same voice.
#[derive(Clone)]
pub(crate) struct Speech(Arc<dyn Speaker>);

impl Speech {
    /// The speech of the system under this app.
    pub(crate) fn new(app: &AppHandle) -> Self {
        #[cfg(target_os = "android")]
        let speaker = android::SystemSpeaker::new(app);
        #[cfg(not(target_os = "android"))]
        let speaker = {
            let _ = app;
            voice::SystemSpeaker::default()
        };
        Self(Arc::new(speaker))
    }

    /// Silence, at once.
    pub(crate) fn hush(&self) {
        self.0.stop();
    }
}

/// Says a sentence in a voice of its language, at a pace in percent of the usual one. True when it was said to its end,
/// false when it was stopped.
#[tauri::command]
pub(crate) async fn speak(
    speech: State<'_, Speech>,
    sentence: String,
    language: Locale,
    pace: u16,
) -> Result<bool, Problem> {
    let speech = speech.inner().clone();
    let said = tauri::async_runtime::spawn_blocking(move || speech.0.say(&sentence, language, pace));
    match said.await {
        Ok(Ok(said)) => Ok(said == Said::Whole),
        Ok(Err(error)) => {
            tracing::warn!(%error, "nothing is read aloud");
            Err(Problem::new(error.code()))
        }
        // It was given up because the program ends.
        Err(_) => Ok(false),
    }
}

/// Ends what is being said.
#[tauri::command]
pub(crate) async fn hush(speech: State<'_, Speech>) -> Result<(), Problem> {
    let speech = speech.inner().clone();
    // Who is silent already has nothing to answer.
    let _ = tauri::async_runtime::spawn_blocking(move || speech.hush()).await;
    Ok(())
}
