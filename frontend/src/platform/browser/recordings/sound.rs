//! The microphone and the loudspeaker, by way of `sound.js`.

use super::Outcome;
use crate::platform::browser::by_name::call;
use client::recording::sound::Converter;
use domain::refusal::Problem;
use js_sys::{Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DomException;

/// Where it is.
const SCRIPT: &str = "/sound.js";

#[wasm_bindgen]
extern "C" {
    /// What a script exports; the browser fetches it once.
    #[wasm_bindgen(js_name = "import")]
    fn fetched(script: &str) -> Promise;
}

/// What a microphone gives while it is open.
pub(super) enum Sound {
    Samples(Vec<i16>),
    /// It was taken away.
    Lost,
}

/// An open microphone, until it is dropped.
pub(super) struct Ear {
    open: JsValue,
    _on_sound: Closure<dyn FnMut(JsValue)>,
    _on_loss: Closure<dyn FnMut(JsValue)>,
}

/// What is being played, until it is dropped.
pub(super) struct Playing {
    playing: JsValue,
    _on_end: Closure<dyn FnMut(JsValue)>,
}

/// Whether there is a microphone.
pub(super) async fn is_there() -> bool {
    let there = asked("isThere", &JsValue::UNDEFINED, &JsValue::UNDEFINED).await;
    there.is_ok_and(|there| there.is_truthy())
}

/// Listens from now on.
pub(super) async fn listen(hear: impl Fn(Sound) + 'static) -> Outcome<Ear> {
    let hear = Rc::new(hear);
    // Its rate is known before its first sound comes.
    let converter = Rc::new(RefCell::new(None::<Converter>));
    let (tell, converting) = (Rc::clone(&hear), Rc::clone(&converter));
    let on_sound = Closure::new(move |bytes: JsValue| {
        if let Some(converter) = converting.borrow_mut().as_mut() {
            let samples = converter.convert(numbers(&bytes));
            if !samples.is_empty() {
                tell(Sound::Samples(samples));
            }
        }
    });
    let on_loss = Closure::new(move |_| hear(Sound::Lost));
    let open = asked("listen", on_sound.as_ref(), on_loss.as_ref())
        .await
        .map_err(|error| refused(&error))?;
    let ear = Ear {
        open,
        _on_sound: on_sound,
        _on_loss: on_loss,
    };
    let rate = Reflect::get(&ear.open, &"rate".into()).ok();
    let rate = rate.and_then(|rate| rate.as_f64()).unwrap_or_default();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "hertz, below a million"
    )]
    let made = Converter::new(1, rate as u32)?;
    converter.replace(Some(made));
    Ok(ear)
}

/// Plays a WAV file; `done` is called at its end.
pub(super) async fn play(file: &[u8], done: impl Fn() + 'static) -> Outcome<Playing> {
    let on_end = Closure::new(move |_| done());
    let playing = asked("play", &Uint8Array::from(file), on_end.as_ref())
        .await
        .map_err(|_| Problem::new("recording-no-loudspeaker"))?;
    Ok(Playing {
        playing,
        _on_end: on_end,
    })
}

impl Drop for Ear {
    fn drop(&mut self) {
        // What is closed already is closed.
        let _ = call(&self.open, "close", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
    }
}

impl Drop for Playing {
    fn drop(&mut self) {
        // What has ended already is silent.
        let _ = call(&self.playing, "stop", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
    }
}

async fn asked(name: &str, first: &JsValue, second: &JsValue) -> Result<JsValue, JsValue> {
    let script = JsFuture::from(fetched(SCRIPT)).await?;
    JsFuture::from(Promise::resolve(&call(&script, name, first, second)?)).await
}

/// The numbers that these bytes are.
fn numbers(bytes: &JsValue) -> impl Iterator<Item = f32> {
    let bytes = bytes.unchecked_ref::<Uint8Array>().to_vec();
    let numbers: Vec<f32> = bytes
        .chunks_exact(4)
        .map(|number| f32::from_le_bytes([number[0], number[1], number[2], number[3]]))
        .collect();
    numbers.into_iter()
}

/// Why the browser gives no microphone.
fn refused(error: &JsValue) -> Problem {
    let Some(error) = error.dyn_ref::<DomException>() else {
        // The script did not come.
        return Problem::new("page-missing");
    };
    match error.name().as_str() {
        "NotAllowedError" | "SecurityError" => Problem::new("recording-refused"),
        "NotReadableError" | "AbortError" => Problem::new("recording-busy"),
        _ => Problem::new("recording-no-microphone"),
    }
}
