//! Messages to browsers by Web Push: RFC 8030, under the city's name by RFC 8292 (VAPID), sealed by RFC 8291.

mod sealed;

use super::{Failed, Step, Then};
use crate::app::App;
use crate::error::{Error, Result};
use crate::secrets::Secrets;
use crate::store::Subscription;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::contact::SubscriptionRequest;
use domain::time::Timestamp;
use locales::{Locale, Words, args};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::{PublicKey, SecretKey};
use reqwest::{StatusCode, Url, header};
use sealed::{LONGEST, Once, point, seal};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::Duration;

/// What sealed addresses are sealed for.
const SEALED_FOR: &[u8] = b"subscription";
/// What the marks of endpoints are for.
const ENDPOINT: &str = "endpoint";
/// What the names of messages are for.
const MESSAGE: &str = "message";
/// Bytes of what a browser shares with the city (RFC 8291 §3.2).
const AUTH: usize = 16;
/// How long a message waits for a browser that is off: as long as a letter is tried.
const KEPT: Duration = Duration::from_hours(72);
/// How long a push service may take the city's word for who it is, in seconds: half of what RFC 8292 §2 allows.
const GOOD_FOR: i64 = 12 * 60 * 60;
/// The longest that a push service may put a message off.
const PUT_OFF: Duration = Duration::from_hours(24);
/// Characters of the words that somebody wrote, so that a message stays within one record.
const WORDS: usize = 200;

/// Where a browser is told, and by which keys.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Address {
    endpoint: String,
    p256dh: String,
    auth: String,
}

/// What a browser shows; `sw.js` reads it.
#[derive(Debug, Serialize)]
struct Message {
    title: String,
    body: String,
    lang: &'static str,
    /// What has the same is shown once.
    tag: String,
    /// Where it leads.
    path: String,
}

/// The city's key in base64url, as browsers want it.
pub(crate) fn public_key(secrets: &Secrets) -> String {
    URL_SAFE_NO_PAD.encode(point(&secret(secrets.push_seed()).public_key()))
}

/// A key of 32 bytes; of the one in four thousand million that are none, their hash.
fn secret(bytes: &[u8; 32]) -> SecretKey {
    let mut bytes = *bytes;
    loop {
        match SecretKey::from_slice(&bytes) {
            Ok(key) => return key,
            Err(_) => bytes = Sha256::digest(bytes).into(),
        }
    }
}

/// What a browser gave, as it is kept, and its mark.
///
/// # Errors
/// [`Error::PushUnusable`] where nothing may be sent there or a key is none.
pub(crate) fn kept(app: &App, asked: &SubscriptionRequest) -> Result<(Vec<u8>, crate::store::Digest)> {
    let address = Address {
        endpoint: asked.endpoint.clone(),
        p256dh: asked.p256dh.clone(),
        auth: asked.auth.clone(),
    };
    address.read(app).ok_or(Error::PushUnusable)?;
    let sealed = app.secrets.seal(&serde_json::to_string(&address)?, SEALED_FOR)?;
    Ok((sealed, app.secrets.mark(ENDPOINT, asked.endpoint.as_bytes())?))
}

impl Address {
    /// Where to, to whom, and what they share.
    fn read(&self, app: &App) -> Option<(Url, PublicKey, Vec<u8>)> {
        // Browsers write base64url, some with its filling.
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let key = PublicKey::from_sec1_bytes(&bytes(&self.p256dh)?).ok()?;
        let auth = bytes(&self.auth).filter(|auth| auth.len() == AUTH)?;
        Some((app.outside.address(&self.endpoint)?, key, auth))
    }
}

/// Tells a browser of these steps, in one message.
///
/// # Errors
/// Where what is kept of it can't be read.
pub(super) async fn tell(app: &App, to: &Subscription, steps: &[Step]) -> Result<Result<(), Failed>> {
    let address = app.secrets.open_sealed(&to.address, SEALED_FOR)?;
    let address: Address = serde_json::from_str(&address)?;
    let Some((url, key, auth)) = address.read(app) else {
        // It could be read when it came: what is outside has been changed since.
        return Ok(Err(Failed {
            problem: "address".to_owned(),
            then: Then::Never,
        }));
    };
    let message = message(app, to, steps)?;
    let text = serde_json::to_vec(&message)?;
    let now = app.clock.now();
    let answer = app
        .outside
        .post(url.clone())
        .header("ttl", KEPT.as_secs().to_string())
        .header("urgency", "normal")
        // What still waits there under this name is replaced (RFC 8030 §5.4): a try whose answer got lost is not told twice.
        .header("topic", &message.tag)
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_ENCODING, "aes128gcm")
        .header(header::AUTHORIZATION, vapid(app, &url, now)?)
        .body(seal(&text, &key, &auth, &Once::new()?)?)
        .send()
        .await;
    Ok(match answer {
        Ok(answer) if answer.status().is_success() => Ok(()),
        Ok(answer) => Err(refused(&answer)),
        Err(error) => Err(Failed {
            // Without the address: whoever has it may send there.
            problem: error.without_url().to_string(),
            then: Then::Later,
        }),
    })
}

/// What to do about what a push service says (RFC 8030 §5 and §8.4).
fn refused(answer: &reqwest::Response) -> Failed {
    let status = answer.status();
    let put_off = answer.headers().get(header::RETRY_AFTER);
    let put_off = put_off.and_then(|seconds| seconds.to_str().ok()?.trim().parse().ok());
    let then = match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Then::Gone,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Then::Later,
        status if status.is_client_error() => Then::Never,
        _ => Then::Later,
    };
    Failed {
        problem: status.to_string(),
        then: match put_off.map(Duration::from_secs) {
            Some(time) if then == Then::Later => Then::After(time.min(PUT_OFF)),
            _ => then,
        },
    }
}

/// The city's word for who it is (RFC 8292 §3): a token for this push service alone, and the key it is signed with.
fn vapid(app: &App, url: &Url, now: Timestamp) -> Result<String> {
    let mut claims = json!({
        "aud": url.origin().ascii_serialization(),
        "exp": now.0 / 1_000 + GOOD_FOR,
    });
    if let Some(city) = &app.public_url {
        claims["sub"] = json!(city);
    }
    let encoded = |part: serde_json::Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let said = format!(
        "{}.{}",
        encoded(json!({ "typ": "JWT", "alg": "ES256" })),
        encoded(claims)
    );
    let signature: Signature = SigningKey::from(secret(app.secrets.push_seed()))
        .try_sign(said.as_bytes())
        .map_err(|error| Error::Internal(error.to_string()))?;
    let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
    Ok(format!(
        "vapid t={said}.{signature}, k={}",
        public_key(&app.secrets)
    ))
}

/// What happened, as the inbox has it: one step, or how many.
fn message(app: &App, to: &Subscription, steps: &[Step]) -> Result<Message> {
    let locale = Locale::best([to.language.as_str()]);
    let words = Words::new(locale);
    let line = |id: &str, step: &Step| {
        let title: String = step.title(words).chars().take(WORDS).collect();
        words.text(id, &args! { change = step.change.name(), title = title })
    };
    let last = steps.last();
    let first = steps.first().map(|step| step.proposal.id);
    let is_one = steps.iter().all(|step| Some(step.proposal.id) == first);
    let name = format!("{}-{}", last.map_or(0, |step| step.event.seq), steps.len());
    let of = [to.id.to_be_bytes().as_slice(), name.as_bytes()].concat();
    let city = app.writer.city();
    let mut message = Message {
        title: match (steps, last) {
            ([_], Some(step)) => line("notify-title", step),
            _ => words.text(
                "letter-subject.many",
                &args! { count = steps.len(), city = city.city.names.get(locale.tag()) },
            ),
        },
        body: last.map_or_else(String::new, |step| line("notify-body", step)),
        lang: locale.tag(),
        // A topic has at most 32 of these letters.
        tag: URL_SAFE_NO_PAD.encode(&app.secrets.mark(MESSAGE, &of)?[..24]),
        path: match first.filter(|_| is_one) {
            Some(proposal) => format!("/proposals/{proposal}"),
            None => "/mine?tab=inbox".to_owned(),
        },
    };
    if serde_json::to_vec(&message)?.len() > LONGEST {
        message.body.clear();
    }
    Ok(message)
}
