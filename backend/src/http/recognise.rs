//! Speech into words, for browsers. Neither the sound nor the words are written down anywhere here.

use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{Query, SignedIn, body};
use axum::Json;
use axum::extract::{Request, State};
use domain::protocol::{ErrorBody, Heard, Hearing};
use voice::{Listening, read_wav};

/// Where it is.
pub const PATH: &str = "/api/v1/recognise";

/// The names that the one kind of sound goes by.
const KINDS: [&str; 4] = ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"];

/// Whether speech is turned into words here: to be asked before somebody speaks.
#[utoipa::path(get, path = "/api/v1/recognise", tag = "voice", responses((status = 200, body = Hearing)))]
pub async fn offered(State(app): Shared) -> Json<Hearing> {
    Json(Hearing {
        offered: app.listener.is_some(),
    })
}

/// What is said in a WAV file of 16,000 samples a second and at most three minutes. Nothing of it is kept.
#[utoipa::path(post, path = "/api/v1/recognise", tag = "voice", security(("session" = [])),
    params(
        ("language" = String, Query, description = "What is spoken: zh-CN or en."),
        ("purpose" = Option<String>, Query, description = "`dictation` for anything that may be said, which is usual; `command` where a command is awaited.")),
    request_body(content = Vec<u8>, content_type = "audio/wav"),
    responses((status = 200, body = Heard),
        (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended, bad-parameter, too-many-attempts, unsupported-media-type, too-large, voice-unreadable-sound, voice-wrong-rate, timed-out"),
        (status = 501, body = ErrorBody, description = "voice-not-offered"),
        (status = 503, body = ErrorBody, description = "retry-later, voice-damaged-model, voice-old-processor, voice-failed")))]
pub async fn recognise(
    State(app): Shared,
    SignedIn(me): SignedIn,
    query: Query,
    request: Request,
) -> Result<Json<Heard>> {
    let listener = app.listener.as_ref().ok_or(Error::NotHearing)?;
    let locale = query.parsed("language")?.ok_or_else(|| Query::bad("language"))?;
    let listening = match query.text("purpose") {
        None | Some("dictation") => Listening::Dictation,
        Some("command") => Listening::Commands,
        Some(_) => return Err(Query::bad("purpose")),
    };
    app.doorman.may_speak(me.account, app.clock.now())?;
    let Ok(_place) = app.sounds.try_acquire() else {
        return Err(Error::RetryLater { after_ms: 2_000 });
    };
    let reading = body(request, &KINDS, app.limits.sound_bytes);
    let read = tokio::time::timeout(app.limits.time, reading).await;
    let sound = read_wav(&read.map_err(|_| Error::TimedOut)??[..])?;
    let heard = listener.hear(sound, locale, listening).await?;
    Ok(Json(Heard {
        text: heard.text,
        is_command: heard.is_command,
    }))
}
