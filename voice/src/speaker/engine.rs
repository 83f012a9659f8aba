//! Windows, macOS and iOS: the system's own engine, by the crate `tts`.

use super::choice;
use super::{Said, SpeakError, Speaker};
use locales::Locale;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tts::Tts;

/// How long an engine may take to tell of the silence that it was asked for.
const QUIET: Duration = Duration::from_millis(200);

/// The speech of this system.
#[derive(Default)]
pub struct SystemSpeaker {
    /// Made when it is first needed.
    engine: Mutex<Option<Tts>>,
    /// One sentence at a time.
    speaking: Mutex<()>,
    /// Counts sentences and stops: a sentence whose turn is over is not said.
    turn: AtomicU64,
}

impl Speaker for SystemSpeaker {
    fn say(&self, sentence: &str, locale: Locale, pace: u16) -> Result<Said, SpeakError> {
        let turn = self.next_turn();
        let _alone = self.speaking.lock().unwrap_or_else(PoisonError::into_inner);
        let (tell, told) = mpsc::channel();
        let whole = tell.clone();
        let begun = self.with(|engine| {
            if self.turn.load(Ordering::SeqCst) != turn {
                return Ok(false);
            }
            set_voice(engine, locale, pace)?;
            // Nobody may be waiting any more.
            engine
                .on_utterance_end(Some(Box::new(move |_| {
                    let _ = whole.send(Said::Whole);
                })))
                .map_err(failed)?;
            engine
                .on_utterance_stop(Some(Box::new(move |_| {
                    let _ = tell.send(Said::Stopped);
                })))
                .map_err(failed)?;
            engine.speak(sentence, true).map_err(failed).map(|_| true)
        })?;
        if !begun {
            return Ok(Said::Stopped);
        }
        loop {
            match told.recv_timeout(QUIET) {
                Ok(said) => return Ok(said),
                Err(RecvTimeoutError::Timeout) if self.turn.load(Ordering::SeqCst) == turn => {}
                Err(_) => return Ok(Said::Stopped),
            }
        }
    }

    fn stop(&self) {
        self.next_turn();
    }
}

impl SystemSpeaker {
    /// Ends what is being said; the number of what comes next.
    fn next_turn(&self) -> u64 {
        let turn = self.turn.fetch_add(1, Ordering::SeqCst) + 1;
        let mut engine = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = engine.as_mut() {
            // An engine that can't be stopped says nothing.
            let _ = engine.stop();
        }
        turn
    }

    fn with<T>(&self, act: impl FnOnce(&mut Tts) -> Result<T, SpeakError>) -> Result<T, SpeakError> {
        let mut engine = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = match engine.as_mut() {
            Some(engine) => engine,
            None => engine.insert(Tts::default().map_err(|error| SpeakError::NoEngine(error.to_string()))?),
        };
        act(engine)
    }
}

fn set_voice(engine: &mut Tts, locale: Locale, pace: u16) -> Result<(), SpeakError> {
    let voices = engine.voices().map_err(failed)?;
    let named: Vec<(String, String)> = voices
        .iter()
        .map(|voice| (voice.id(), voice.language().into_inner()))
        .collect();
    let named = named.iter().map(|(name, tag)| (name.as_str(), tag.as_str()));
    let id = choice::best(named, locale).ok_or(SpeakError::NoVoice(locale))?;
    let voice = voices.iter().find(|voice| voice.id() == id);
    engine
        .set_voice(voice.ok_or(SpeakError::NoVoice(locale))?)
        .map_err(failed)?;
    let rate = engine.normal_rate() * f32::from(pace) / 100.0;
    engine
        .set_rate(rate.clamp(engine.min_rate(), engine.max_rate()))
        .map_err(failed)
        .map(drop)
}

fn failed(error: tts::Error) -> SpeakError {
    SpeakError::Failed(error.to_string())
}
