//! The browser's own speech, by voices that live on this device: what is read is sent nowhere.

use domain::refusal::Problem;
use futures::channel::oneshot;
use leptos::prelude::{RwSignal, Set, window};
use locales::Locale;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// Sets `spoken` to the languages that have a voice here, now and when others come: browsers look for them late.
pub(in crate::platform) fn watch_voices(spoken: RwSignal<Vec<Locale>>) {
    let Some(speech) = speech() else { return };
    let look = {
        let speech = speech.clone();
        move || {
            let has = |locale: &Locale| voice(&speech, *locale).is_some();
            spoken.set(Locale::all().into_iter().filter(has).collect());
        }
    };
    look();
    let on_change = Closure::<dyn Fn()>::new(look);
    speech.set_onvoiceschanged(Some(on_change.as_ref().unchecked_ref()));
    on_change.forget(); // as long as the page lives
}

/// Says a sentence; true when it was said to its end.
///
/// # Errors
/// Why it is not said.
pub(in crate::platform) async fn speak(sentence: &str, language: Locale, pace: u16) -> Result<bool, Problem> {
    let speech = speech().ok_or_else(|| Problem::new("speech-no-engine"))?;
    let voice = voice(&speech, language).ok_or_else(|| Problem::new("speech-no-voice"))?;
    let failed = |_| Problem::new("speech-failed");
    let utterance = SpeechSynthesisUtterance::new_with_text(sentence).map_err(failed)?;
    utterance.set_lang(&voice.lang());
    utterance.set_voice(Some(&voice));
    utterance.set_rate(f32::from(pace) / 100.0);
    let (tell, told) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let on = |said: bool| {
        let tell = Rc::clone(&tell);
        Closure::<dyn Fn()>::new(move || {
            if let Some(tell) = tell.take() {
                // Nobody may be waiting any more.
                let _ = tell.send(said);
            }
        })
    };
    let (end, error) = (on(true), on(false));
    utterance.set_onend(Some(end.as_ref().unchecked_ref()));
    utterance.set_onerror(Some(error.as_ref().unchecked_ref()));
    speech.cancel();
    speech.speak(&utterance);
    let said = told.await.unwrap_or_default();
    utterance.set_onend(None);
    utterance.set_onerror(None);
    Ok(said)
}

/// Ends what is being said.
pub(in crate::platform) fn hush() {
    if let Some(speech) = speech() {
        speech.cancel();
    }
}

/// A voice of this device for a language; of several, the one that the person chose.
fn voice(speech: &SpeechSynthesis, locale: Locale) -> Option<SpeechSynthesisVoice> {
    let voices = speech.get_voices();
    let fits = |voice: &SpeechSynthesisVoice| {
        let tag = voice.lang();
        // The Chinese of Hong Kong is Cantonese.
        voice.local_service() && tag.parse() == Ok(locale) && !tag.ends_with("HK")
    };
    let voices = voices
        .iter()
        .map(|voice| voice.unchecked_into::<SpeechSynthesisVoice>());
    let mut voices: Vec<_> = voices.filter(fits).collect();
    let chosen = voices.iter().position(SpeechSynthesisVoice::default);
    let plain = || {
        voices
            .iter()
            .position(|voice| voice.lang().starts_with(locale.tag()))
    };
    let best = chosen.or_else(plain).unwrap_or_default();
    (best < voices.len()).then(|| voices.swap_remove(best))
}

fn speech() -> Option<SpeechSynthesis> {
    // Old browsers have none, whatever the bindings promise.
    let there = js_sys::Reflect::has(&window(), &"speechSynthesis".into()).unwrap_or(false);
    there.then(|| window().speech_synthesis().ok()).flatten()
}
