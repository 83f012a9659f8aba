//! Linux: speech-dispatcher, over its socket. It is started when it is first needed, as its own library would.

use super::choice;
use super::{Said, SpeakError, Speaker};
use locales::Locale;
use ssip_client_async::fifo::synchronous::{Builder, UnixStream};
use ssip_client_async::{
    Client, ClientError, ClientId, ClientName, ClientScope, EventType, MessageScope, NotificationType,
    OK_CANCELED, OK_LANGUAGE_SET, OK_NOTIFICATION_SET, OK_PRIORITY_SET, OK_RATE_SET, OK_VOICE_SET, Priority,
    SynthesisVoice,
};
use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long silence may take before it is asked for again: an engine that has only just begun may not hear of it.
const AGAIN: Duration = Duration::from_millis(200);
/// After so many times nothing more is to be hoped for.
const TRIES: usize = 10;

type Line = Client<UnixStream>;

/// The speech of a Linux desktop.
#[derive(Debug, Default)]
pub struct SystemSpeaker {
    now: Mutex<Now>,
    quiet: Condvar,
    /// The voice of each language, once asked: the list has thousands of lines.
    voices: Mutex<HashMap<Locale, SynthesisVoice>>,
}

/// What is being said. The lock is held while a sentence is handed over, so that a stop comes before that or after it.
#[derive(Debug, Default)]
struct Now {
    /// Counts sentences and stops: a sentence whose turn is over is not said.
    turn: u64,
    /// Who says it, as the dispatcher calls them.
    client: Option<ClientId>,
}

impl Speaker for SystemSpeaker {
    fn say(&self, sentence: &str, locale: Locale, pace: u16) -> Result<Said, SpeakError> {
        let turn = self.next_turn();
        // A line of its own for each sentence: nothing of another one can be heard on it.
        let mut line = connect()?;
        let client = introduce(&mut line).map_err(failed)?;
        let voice = self.voice(&mut line, locale)?;
        set_voice(&mut line, &voice, locale, pace).map_err(failed)?;
        {
            let mut now = self.now();
            if now.turn != turn {
                return Ok(Said::Stopped);
            }
            hand_over(&mut line, sentence).map_err(failed)?;
            now.client = Some(client);
        }
        let ended = end(&mut line);
        let mut now = self.now();
        now.client.take_if(|speaking| *speaking == client);
        self.quiet.notify_all();
        ended.map_err(failed)
    }

    fn stop(&self) {
        self.next_turn();
    }
}

impl SystemSpeaker {
    /// Ends what is being said; the number of what comes next.
    fn next_turn(&self) -> u64 {
        let mut now = self.now();
        now.turn += 1;
        let turn = now.turn;
        for _ in 0..TRIES {
            let Some(client) = now.client else { break };
            // A dispatcher that is gone is silent.
            let _ = cancel(client);
            let waited = self.quiet.wait_timeout(now, AGAIN);
            now = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        turn
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn voice(&self, line: &mut Line, locale: Locale) -> Result<SynthesisVoice, SpeakError> {
        let mut known = self.voices.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(voice) = known.get(&locale) {
            return Ok(voice.clone());
        }
        let voices = line
            .list_synthesis_voices()
            .and_then(|line| line.receive_synthesis_voices())
            .map_err(failed)?;
        // Variants (“English+whisper”) are for those who ask for them.
        let plain = voices.iter().filter(|voice| !voice.name.contains('+'));
        let named = plain.map(|voice| (voice.name.as_str(), voice.language.as_deref().unwrap_or_default()));
        let name = choice::best(named, locale).ok_or(SpeakError::NoVoice(locale))?;
        let found = voices.iter().find(|voice| voice.name == name);
        let voice = found.cloned().ok_or(SpeakError::NoVoice(locale))?;
        known.insert(locale, voice.clone());
        Ok(voice)
    }
}

/// A line to the dispatcher that runs; else one is started, unless the person's settings forbid that.
fn connect() -> Result<Line, SpeakError> {
    let absent = |error: std::io::Error| SpeakError::NoEngine(error.to_string());
    let builder = Builder::new();
    let mut line = builder
        .build()
        .or_else(|_| builder.with_spawn()?.build())
        .map_err(absent)?;
    line.set_client_name(ClientName::with_component("person", "huisheng", "reading"))
        .and_then(|line| line.check_client_name_set())
        .map_err(failed)?;
    Ok(line)
}

/// Says what we want to be told of, and asks who we are.
fn introduce(line: &mut Line) -> Result<ClientId, ClientError> {
    // A screen reader speaks with the same: neither cuts the other off.
    line.set_priority(Priority::Message)?
        .check_status(OK_PRIORITY_SET)?
        .set_notification(NotificationType::All, true)?
        .check_status(OK_NOTIFICATION_SET)?
        .history_get_client_id()?
        .receive_client_id()
}

fn set_voice(line: &mut Line, voice: &SynthesisVoice, locale: Locale, pace: u16) -> Result<(), ClientError> {
    // Setting a language sets a voice as well, so that comes first.
    let language = voice.language.as_deref().unwrap_or(locale.tag());
    line.set_language(ClientScope::Current, language)?
        .check_status(OK_LANGUAGE_SET)?
        .set_synthesis_voice(ClientScope::Current, &voice.name)?
        .check_status(OK_VOICE_SET)?
        .set_rate(ClientScope::Current, rate(pace))?
        .check_status(OK_RATE_SET)
        .map(drop)
}

fn hand_over(line: &mut Line, sentence: &str) -> Result<(), ClientError> {
    // A dot alone ends the message; one more before a first dot is taken off again.
    let dot = if sentence.starts_with('.') { "." } else { "" };
    let sentence = sentence.replace(['\r', '\n'], " ");
    line.speak()?
        .check_receiving_data()?
        .send_line(&format!("{dot}{sentence}"))?
        .receive_message_id()
        .map(drop)
}

/// Waits for the end of what was handed over.
fn end(line: &mut Line) -> Result<Said, ClientError> {
    loop {
        match line.receive_event()?.ntype {
            EventType::End => return Ok(Said::Whole),
            EventType::Cancel => return Ok(Said::Stopped),
            _ => {}
        }
    }
}

/// Ends what this client says, over another line: its own waits for the end.
fn cancel(client: ClientId) -> Result<(), SpeakError> {
    connect()?
        .cancel(MessageScope::Message(client))
        .and_then(|line| line.check_status(OK_CANCELED).map(drop))
        .map_err(failed)
}

fn failed(error: ClientError) -> SpeakError {
    SpeakError::Failed(error.to_string())
}

/// Percent as the dispatcher counts: from -100, about half as fast, over 0 to 100, about three times as fast.
fn rate(pace: u16) -> i8 {
    let above = i32::from(pace.clamp(50, 300)) - 100;
    let rate = if above < 0 { above * 2 } else { above / 2 };
    i8::try_from(rate).unwrap_or(i8::MAX)
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn pace_is_a_rate() {
        let rates: Vec<i8> = [0, 50, 80, 100, 140, 300, 999].map(rate).to_vec();
        assert_eq!(rates, [-100, -100, -40, 0, 20, 100, 100]);
    }
}
