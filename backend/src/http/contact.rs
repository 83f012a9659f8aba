//! Where a person wants letters, and the link by which they end; what could not be delivered, for administrators.

use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Shared;
use crate::http::extract::{Segment, SignedIn, json, path};
use crate::http::staff::administrator;
use crate::secrets::new_code;
use crate::store::{Code, Contact, Delivery};
use crate::telling::{CONTACT, Then, letter};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::contact::{self, ContactCode, ContactRequest, ContactState, Pace};
use domain::id::AccountId;
use domain::protocol::ErrorBody;
use locales::{Locale, Words, args};

/// What the marks of codes are for.
const CODE: &str = "code";
/// How long a code works, in minutes.
const CODE_MINUTES: i64 = 15;
/// Wrong codes that may be typed before a new one is needed.
const CODE_TRIES: u32 = 5;
/// The longest address (RFC 5321 §4.5.3.1.3, without its brackets).
const ADDRESS_LIMIT: usize = 254;
/// Deliveries that a list has.
const LISTED: u32 = 500;

/// What the city knows of how to reach this account, for itself.
#[utoipa::path(get, path = "/api/v1/contact", tag = "contact", security(("session" = [])),
    responses((status = 200, body = ContactState), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn read(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<ContactState>> {
    state(&app, me.account).await
}

/// Where and how to write letters. To an address that was not shown to be theirs a code is sent; until it is typed, and
/// only then, letters go there.
#[utoipa::path(put, path = "/api/v1/contact", tag = "contact", request_body = ContactRequest, security(("session" = [])),
    responses((status = 200, body = ContactState), (status = "4XX", body = ErrorBody, description = "address-unusable, too-many-attempts, not-signed-in, session-ended, not-json, wrong-shape"),
        (status = "5XX", body = ErrorBody, description = "letters-not-offered, letter-not-sent")))]
pub async fn change(
    State(app): Shared,
    SignedIn(me): SignedIn,
    request: Request,
) -> Result<Json<ContactState>> {
    let asked: ContactRequest = json(request, app.limits.body_bytes).await?;
    let address = asked.address.trim();
    if address.len() > ADDRESS_LIMIT || address.parse::<lettre::Address>().is_err() {
        return Err(Error::AddressUnusable);
    }
    if !asked.quiet.is_valid() {
        let path = "quiet".to_owned();
        return Err(Error::WrongShape { path });
    }
    let _turn = app.contacts.lock().await;
    let language = Locale::best([asked.language.as_str()]).tag().to_owned();
    let known = app.store.contact(me.account).await?;
    let known = known.filter(|known| known.verified && known.problem.is_none());
    let same = match &known {
        Some(known) => app.secrets.open_sealed(&known.address, CONTACT)? == address,
        None => false,
    };
    let contact = Contact {
        account: me.account,
        address: app.secrets.seal(address, CONTACT)?,
        pace: asked.pace,
        quiet: asked.quiet,
        code: match same {
            true => None,
            false => Some(send_code(&app, me.account, address, &language).await?),
        },
        language,
        verified: same,
        problem: None,
    };
    put(&app, &contact).await?;
    state(&app, me.account).await
}

/// The code that came with the letter.
#[utoipa::path(post, path = "/api/v1/contact/code", tag = "contact", request_body = ContactCode, security(("session" = [])),
    responses((status = 200, body = ContactState), (status = "4XX", body = ErrorBody, description = "wrong-code, not-signed-in, session-ended, not-json, wrong-shape")))]
pub async fn verify(
    State(app): Shared,
    SignedIn(me): SignedIn,
    request: Request,
) -> Result<Json<ContactState>> {
    let asked: ContactCode = json(request, app.limits.body_bytes).await?;
    let _turn = app.contacts.lock().await;
    let known = app.store.contact(me.account).await?.ok_or(Error::WrongCode)?;
    let code = known.code.ok_or(Error::WrongCode)?;
    if code.tries >= CODE_TRIES || app.clock.now() > code.until {
        return Err(Error::WrongCode);
    }
    let of = marked(me.account, asked.code.trim());
    let is_right = app.secrets.is_mark(CODE, &of, &code.mark)?;
    let contact = match is_right {
        true => Contact {
            code: None,
            verified: true,
            ..known
        },
        false => Contact {
            code: Some(Code {
                tries: code.tries + 1,
                ..code
            }),
            ..known
        },
    };
    put(&app, &contact).await?;
    match is_right {
        true => state(&app, me.account).await,
        false => Err(Error::WrongCode),
    }
}

/// No more letters: the address is forgotten.
#[utoipa::path(delete, path = "/api/v1/contact", tag = "contact", security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended")))]
pub async fn forget(State(app): Shared, SignedIn(me): SignedIn) -> Result<StatusCode> {
    let _turn = app.contacts.lock().await;
    let mut group = app.store.begin().await?;
    group.remove_contact(me.account).await?;
    group.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a letter's link leads to: one press ends the letters.
#[utoipa::path(get, path = "/api/v1/letters/stop/{link}", tag = "contact", params(("link" = String, Path)),
    responses((status = 200, content_type = "text/html"), (status = 404, body = ErrorBody, description = "no-such-route")))]
pub async fn ask_stop(State(app): Shared, link: Segment) -> Result<Response> {
    let contact = of_link(&app, link).await?;
    let words = Words::new(Locale::best([contact.language.as_str()]));
    let press = words.text("letter-stop", &args! {});
    Ok(page(
        words,
        &format!("<form method=\"post\"><button>{press}</button></form>"),
    ))
}

/// That press, and the one of a mail program (RFC 8058).
#[utoipa::path(post, path = "/api/v1/letters/stop/{link}", tag = "contact", params(("link" = String, Path)),
    responses((status = 200, content_type = "text/html"), (status = 404, body = ErrorBody, description = "no-such-route")))]
pub async fn stop(State(app): Shared, link: Segment) -> Result<Response> {
    let contact = of_link(&app, link).await?;
    let _turn = app.contacts.lock().await;
    let contact = Contact {
        pace: Pace::Never,
        ..contact
    };
    put(&app, &contact).await?;
    let words = Words::new(Locale::best([contact.language.as_str()]));
    Ok(page(
        words,
        &format!(
            "<p role=\"status\">{}</p>",
            words.text("letter-stopped", &args! {})
        ),
    ))
}

/// What was tried in vain at least once, newest first.
#[utoipa::path(get, path = "/api/v1/deliveries", tag = "contact", security(("session" = [])),
    responses((status = 200, description = "each with whom it is for, the event, the tries, why it failed, and when it is tried again or was given up"),
        (status = "4XX", body = ErrorBody, description = "not-administrator, not-signed-in, session-ended")))]
pub async fn deliveries(State(app): Shared, SignedIn(me): SignedIn) -> Result<Json<Vec<Delivery>>> {
    administrator(&me)?;
    Ok(Json(app.store.troubled_deliveries(LISTED).await?))
}

pub(super) async fn state(app: &App, account: AccountId) -> Result<Json<ContactState>> {
    let known = app.store.contact(account).await?;
    let told = |known: Contact| {
        Ok::<_, Error>(contact::Contact {
            address: app.secrets.open_sealed(&known.address, CONTACT)?,
            language: known.language,
            pace: known.pace,
            quiet: known.quiet,
            verified: known.verified,
            unreachable: known.problem.is_some(),
        })
    };
    Ok(Json(ContactState {
        offered: app.mail.is_some(),
        contact: known.map(told).transpose()?,
    }))
}

async fn put(app: &App, contact: &Contact) -> Result<()> {
    let offset = app.writer.city().city.calendar.utc_offset;
    let due = contact.pace.due(contact.quiet, app.clock.now(), offset);
    let mut group = app.store.begin().await?;
    group.put_contact(contact, due).await?;
    group.commit().await
}

/// What a code's mark is made of: it is good for one account.
fn marked(account: AccountId, code: &str) -> Vec<u8> {
    [account.0.as_bytes().as_slice(), code.as_bytes()].concat()
}

async fn send_code(app: &App, account: AccountId, address: &str, language: &str) -> Result<Code> {
    let mail = app.mail.as_ref().ok_or(Error::NotMailing)?;
    // Whoever asks, somebody else's address is not flooded.
    let of = app.secrets.mark("address", address.to_lowercase().as_bytes())?;
    app.doorman.may_write_to(of, app.clock.now())?;
    let code = new_code()?;
    let letter = letter::with_code(app, account, language, &code, CODE_MINUTES)?;
    mail.send(address, letter)
        .await
        .map_err(|failed| match failed.then == Then::Never {
            true => Error::AddressUnusable,
            false => Error::NotSent {
                problem: failed.problem,
            },
        })?;
    Ok(Code {
        mark: app.secrets.mark(CODE, &marked(account, &code))?,
        until: domain::time::Timestamp(app.clock.now().0 + CODE_MINUTES * 60_000),
        tries: 0,
    })
}

async fn of_link(app: &App, link: Segment) -> Result<Contact> {
    let link: String = path("link", link)?;
    let account = letter::stops(app, &link)?.ok_or(Error::NoSuchRoute)?;
    let contact = app.store.contact(account).await?;
    contact.ok_or(Error::NoSuchRoute)
}

/// A page that needs nothing but itself.
fn page(words: Words, body: &str) -> Response {
    let title = words.text("app-name", &args! {});
    let language = words.locale().tag();
    let page = format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>"
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}
