//! Words out of sound, by the city: it listens for browsers, and keeps nothing of it.

use super::Outcome;
use crate::platform::browser::fetch::{self, Fetch};
use crate::platform::browser::store;
use client::recording::sound::wav;
use client::recording::{Heard, Purpose};
use client::transport::Transport;
use client::wire::{self, Failure};
use domain::protocol::Hearing;
use domain::refusal::Problem;
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;

/// After so long there will be no answer: three minutes of speech take the city about one.
const TIME_LIMIT_MS: u32 = 150_000;
/// Where others are listened to, it is tried so often.
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
        Problem::new(match kept {
            true => "recording-unreachable",
            false => "voice-unreachable",
        })
    };
    // Who was never known to the city has not reached it yet.
    let token = store::session().await?.ok_or_else(out_of_reach)?;
    let mut tries = 0;
    loop {
        tries += 1;
        let body = Uint8Array::from(&file[..]).into();
        let request = wire::recognise(language, purpose, token.clone());
        match wire::read(fetch::send(request, body, TIME_LIMIT_MS).await) {
            Err(Failure::Troubled {
                after_ms: Some(after),
                ..
            }) if tries < TRIES => TimeoutFuture::new(u32::try_from(after).unwrap_or(TIME_LIMIT_MS)).await,
            // What was heard, and why nothing could be, is said as it is; anything else did not get through.
            Err(Failure::Troubled { problem, .. }) if !problem.code.starts_with("voice-") => {
                return Err(out_of_reach());
            }
            Err(Failure::Unreachable) => return Err(out_of_reach()),
            answer => return answer.map_err(Failure::problem),
        }
    }
}
