//! Android: its own engine, which only code in its own language reaches; a plug-in brings that.

use locales::Locale;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use tauri::{AppHandle, Listener};
use tauri_plugin_tts::{GetVoicesRequest, QueueMode, SpeakRequest, TtsEventPayload, TtsExt};
use voice::{Said, SpeakError, Speaker};

/// What ends a sentence, as the plug-in tells it, and how.
const ENDS: [(&str, Said); 4] = [
    ("tts://speech:finish", Said::Whole),
    ("tts://speech:cancel", Said::Stopped),
    ("tts://speech:interrupted", Said::Stopped),
    ("tts://speech:error", Said::Stopped),
];

/// The speech of this telephone.
pub(super) struct SystemSpeaker {
    app: AppHandle,
    /// Counts sentences and stops: a sentence whose turn is over is not said.
    turn: AtomicU64,
}

impl SystemSpeaker {
    pub(super) fn new(app: &AppHandle) -> Self {
        Self {
            app: app.clone(),
            turn: AtomicU64::new(0),
        }
    }

    fn speaks(&self, locale: Locale) -> Result<bool, SpeakError> {
        let language = Some(locale.tag().to_owned());
        let answer = self.app.tts().get_voices(GetVoicesRequest { language });
        let answer = answer.map_err(|error| SpeakError::NoEngine(error.to_string()))?;
        Ok(!answer.voices.is_empty())
    }
}

impl Speaker for SystemSpeaker {
    fn say(&self, sentence: &str, locale: Locale, pace: u16) -> Result<Said, SpeakError> {
        let turn = self.turn.fetch_add(1, Ordering::SeqCst) + 1;
        if !self.speaks(locale)? {
            return Err(SpeakError::NoVoice(locale));
        }
        let (tell, told) = mpsc::channel();
        let listeners = ENDS.map(|(event, said)| {
            let tell = tell.clone();
            self.app.listen_any(event, move |event| {
                // What can't be read is not about this sentence, and nobody may be waiting any more.
                if let Ok(payload) = serde_json::from_str::<TtsEventPayload>(event.payload()) {
                    let _ = tell.send((payload.id, said));
                }
            })
        });
        let said = if self.turn.load(Ordering::SeqCst) == turn {
            let request = SpeakRequest {
                text: sentence.to_owned(),
                language: Some(locale.tag().to_owned()),
                voice_id: None,
                rate: f32::from(pace) / 100.0,
                pitch: 1.0,
                volume: 1.0,
                queue_mode: QueueMode::Flush,
            };
            let begun = self.app.tts().speak(request);
            begun
                .map_err(|error| SpeakError::Failed(error.to_string()))
                .map(|begun| {
                    let ours = |id: &Option<String>| *id == begun.utterance_id;
                    let end = told.iter().find(|(id, _)| ours(id));
                    end.map_or(Said::Stopped, |(_, said)| said)
                })
        } else {
            Ok(Said::Stopped)
        };
        for listener in listeners {
            self.app.unlisten(listener);
        }
        said
    }

    fn stop(&self) {
        self.turn.fetch_add(1, Ordering::SeqCst);
        // An engine that can't be stopped says nothing.
        let _ = self.app.tts().stop();
    }
}
