//! Words out of sound, by the city: it listens for browsers, and keeps nothing of it.

use super::Outcome;
use crate::platform::browser::by_name::call;
use crate::platform::browser::fetch::Fetch;
use crate::platform::browser::store;
use client::recording::sound::wav;
use client::recording::{Heard, Purpose};
use client::transport::{Request, Response, Transport, Unreachable};
use client::wire::{self, Failure};
use domain::protocol::Hearing;
use domain::refusal::Problem;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// After so long there will be no answer: three minutes of speech take the city about one.
const TIME_LIMIT_MS: u32 = 150_000;
/// What the city answers where others are listened to: it is tried again after so long…
const BUSY: u16 = 503;
const AGAIN_MS: u32 = 2_000;
/// …so often.
const TRIES: u32 = 4;

/// Whether the city listens; none where it can't be asked now.
pub(super) async fn offers() -> Option<bool> {
    let answer = Fetch::default().send(wire::hearing()).await;
    wire::read(answer).ok().map(|Hearing { offered }| offered)
}

/// The words of these samples. `kept`: whether they are on the shelf.
pub(super) async fn hear(samples: &[i16], language: &str, purpose: Purpose, kept: bool) -> Outcome<Heard> {
    let file = wav(samples).map_err(|_| Problem::new("voice-unreadable-sound"))?;
    let out_of_reach = || {
        if kept {
            Problem::new("recording-unreachable")
        } else {
            Problem::new("voice-unreachable")
        }
    };
    // Who was never known to the city has not reached it yet.
    let token = store::session().await?.ok_or_else(out_of_reach)?;
    let sound = Uint8Array::from(&file[..]);
    let mut tries = 0;
    loop {
        tries += 1;
        let request = wire::recognise(language, purpose, token.clone());
        match wire::read(send(request, &sound).await) {
            // What was heard, and why nothing could be, is said as it is; anything else did not get through.
            Err(Failure::Troubled { problem, after_ms }) if !problem.code.starts_with("voice-") => {
                match after_ms {
                    Some(_) if tries < TRIES => TimeoutFuture::new(AGAIN_MS).await,
                    _ => return Err(out_of_reach()),
                }
            }
            Err(Failure::Unreachable) => return Err(out_of_reach()),
            answer => return answer.map_err(Failure::problem),
        }
    }
}

/// Sends a sound. [`Fetch`] comes with the first load and carries texts only.
async fn send(request: Request, sound: &JsValue) -> Result<Response, Unreachable> {
    exchange(request, sound).await.map_err(|_| Unreachable)
}

async fn exchange(request: Request, sound: &JsValue) -> Result<Response, JsValue> {
    let token = request.token.unwrap_or_default();
    let headers = object([
        ("authorization", &format!("Bearer {token}").into()),
        ("content-type", &"audio/wav".into()),
    ])?;
    let signals = Reflect::get(&window(), &"AbortSignal".into())?;
    let limit = call(&signals, "timeout", &TIME_LIMIT_MS.into(), &JsValue::UNDEFINED)?;
    let init = object([
        ("method", &request.method.into()),
        ("headers", &headers),
        ("body", sound),
        ("signal", &limit),
    ])?;
    let answer = answered(call(&window(), "fetch", &request.path.into(), &init)?).await?;
    let text = call(&answer, "text", &JsValue::UNDEFINED, &JsValue::UNDEFINED)?;
    let status = Reflect::get(&answer, &"status".into())?.as_f64();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "of three digits"
    )]
    let status = status.unwrap_or_default() as u16;
    Ok(Response {
        status,
        body: answered(text).await?.as_string().unwrap_or_default(),
        retry_after_ms: (status == BUSY).then_some(AGAIN_MS.into()),
        ..Response::default()
    })
}

fn object<const N: usize>(fields: [(&str, &JsValue); N]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &name.into(), value)?;
    }
    Ok(object.into())
}

async fn answered(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.unchecked_into::<Promise>()).await
}
