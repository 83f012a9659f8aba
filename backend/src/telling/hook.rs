//! Calls to the systems of departments, as Standard Webhooks has it: <https://www.standardwebhooks.com>.

use super::{Failed, Step, Then};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::Hook;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::Sha256;
use std::time::Duration;

/// How long the other side may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// What the key is written with, as the other side is given it.
const PREFIX: &str = "whsec_";
/// What sealed keys are sealed for.
const SEALED_FOR: &[u8] = b"hook";

/// A call's body.
#[derive(Serialize)]
struct Call<'a> {
    /// `proposal.` and the name of the change.
    #[serde(rename = "type")]
    kind: String,
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    /// The event, letter for letter as the ledger commits to it.
    event: &'a RawValue,
    /// The proposal as it stands now, as everybody may read it.
    proposal: &'a domain::proposal::Proposal,
}

/// A key as the other side is given it, and as it is kept.
///
/// # Errors
/// Where the system gives no random bytes.
pub fn new_secret(secrets: &crate::secrets::Secrets) -> Result<(String, Vec<u8>)> {
    let secret = format!("{PREFIX}{}", STANDARD.encode(crate::secrets::new_key()?));
    let kept = secrets.seal(&secret, SEALED_FOR)?;
    Ok((secret, kept))
}

/// What makes calls.
///
/// # Errors
/// Where the system has no place for it.
pub fn caller() -> Result<reqwest::Client> {
    let caller = patient().build();
    caller.map_err(|error| Error::Internal(error.to_string()))
}

/// It waits so long, and follows no redirection: the address is the one that was agreed upon.
pub(super) fn patient() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("huisheng")
}

/// Calls a hook with a step.
///
/// # Errors
/// Where its key can't be read.
pub(super) async fn call(app: &App, hook: &Hook, step: &Step) -> Result<Result<(), Failed>> {
    let secret = app.secrets.open_sealed(&hook.secret, SEALED_FOR)?;
    let epoch = app.writer.head().borrow().epoch.clone();
    // The same call has the same name, however often it is made: by it the other side knows it again.
    let id = format!("{epoch}-{}", step.event.seq);
    let now = app.clock.now().0 / 1_000;
    let event = RawValue::from_string(step.payload.clone())?;
    let body = serde_json::to_string(&Call {
        kind: format!("proposal.{}", step.change.name()),
        timestamp: crate::open311::w3c(step.event.at, 0).unwrap_or_default(),
        data: Data {
            event: &event,
            proposal: &step.proposal,
        },
    })?;
    let signature = sign(&secret, &id, now, &body)?;
    let answer = app
        .caller
        .post(&hook.url)
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", now.to_string())
        .header("webhook-signature", signature)
        .body(body)
        .send()
        .await;
    Ok(match answer {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(Failed {
            problem: answer.status().to_string(),
            // "Gone": whoever says so wants no more calls.
            then: match answer.status() {
                reqwest::StatusCode::GONE => Then::Never,
                _ => Then::Later,
            },
        }),
        Err(error) => Err(Failed {
            // Without the address, which may have a key in it.
            problem: error.without_url().to_string(),
            then: Then::Later,
        }),
    })
}

/// `v1,` and the HMAC over name, time and body.
fn sign(secret: &str, id: &str, at: i64, body: &str) -> Result<String> {
    let broken = |error: &dyn std::fmt::Display| Error::Stored(format!("the key of a hook: {error}"));
    let key = STANDARD
        .decode(secret.strip_prefix(PREFIX).unwrap_or(secret))
        .map_err(|error| broken(&error))?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|error| broken(&error))?;
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that the libraries of Standard Webhooks are tested with.
    #[test]
    fn a_signature_is_what_others_make_of_the_same() {
        let signature = sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        assert_eq!(
            signature.expect("signed"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }
}
