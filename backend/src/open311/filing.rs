//! Filing a request. It goes the way of every command: the writer decides it by the rules, as the system's account.

use super::Asked;
use super::once::{self, Ids};
use super::services::category;
use super::standing::expected;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::extract::{Query, body};
use crate::secrets::digest;
use crate::store::Filer;
use crate::writer;
use axum::extract::Request;
use domain::actor::Actor;
use domain::command::{Command, Order};
use domain::id::{AccountId, AreaId};
use domain::place::Point;
use domain::proposal::{Action, Draft};
use domain::protocol::Outcome;
use domain::time::Timestamp;
use locales::{DateStyle, Time, args};
use serde::Serialize;
use utoipa::ToSchema;

/// The header by which a system says that it sends the same again.
const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The longest number of another system.
const NUMBER_LIMIT: usize = 100;
/// Whom it is for. None of it is needed to handle a case, and none of it is kept.
const PERSONAL: [&str; 6] = [
    "first_name",
    "last_name",
    "phone",
    "email",
    "device_id",
    "account_id",
];

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Open311Filed)]
pub(super) struct Filed {
    service_request_id: String,
    service_notice: String,
}

/// What a request says, as a form.
#[derive(ToSchema)]
#[schema(as = Open311Filing)]
#[allow(
    dead_code,
    reason = "it describes the form; fields are read by name, so that what is not known does no harm"
)]
struct Form {
    api_key: String,
    /// A service, or `unsorted`.
    service_code: String,
    /// What the person said.
    description: String,
    address_string: Option<String>,
    lat: Option<f64>,
    long: Option<f64>,
    #[schema(rename = "attribute[title]")]
    title: Option<String>,
    #[schema(rename = "attribute[area]")]
    area: Option<String>,
    #[schema(rename = "attribute[client]")]
    client: Option<String>,
}

/// Files a request for a person. Names, telephone numbers, addresses of e-mail and devices are dropped as they come. The
/// same number (`attribute[client]` or the header `Idempotency-Key`), or without one the same content within 24
/// hours, is the same request.
#[utoipa::path(post, path = "/open311/v2/requests.{format}", tag = "open311",
    params(("format" = String, Path, description = "json or xml"), ("locale" = Option<String>, Query, description = "the language of the text: a BCP 47 tag"),
        ("Idempotency-Key" = Option<String>, Header)),
    request_body(content = Form, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = Vec<Filed>), (status = "4XX", body = Vec<super::written::Fault>, description = "key-unknown, bad-parameter, no-such-category, no-such-jurisdiction, too-many-attempts, unsupported-media-type, too-large, or why it is refused")))]
pub(super) async fn file(app: &App, asked: &Asked, query: Query, request: Request) -> Result<Vec<Filed>> {
    let number = request.headers().get(IDEMPOTENCY_KEY);
    let number = number.and_then(|number| Some(number.to_str().ok()?.trim().to_owned()));
    let form = body(
        request,
        &["application/x-www-form-urlencoded"],
        app.limits.body_bytes,
    )
    .await?;
    let fields = Query::of_form(&form)?.or(query);

    let filer = filer(app, &fields).await?;
    app.doorman.may_file(filer.account, app.clock.now())?;
    asked.right_city(&fields)?;
    let draft = draft(asked, &filer, &fields)?;
    let number = fields.text("attribute[client]").map(str::to_owned).or(number);
    let ids = ids(app, asked, filer.account, &draft, number).await?;
    let now = app.clock.now();
    let me = app.store.me(filer.account).await?.ok_or(Error::KeyUnknown)?;
    let command = Command {
        id: ids.command,
        // No device wrote it down, and the same again must be the same.
        at: Timestamp(0),
        order: Order::Proposal {
            proposal: ids.proposal,
            seen: None,
            action: Action::Submit { draft },
        },
    };
    let submission = writer::Asked {
        actor: Actor::Person(me.person()),
        at: now,
        command,
    };
    match app.writer.commands(vec![submission]).await?.pop() {
        Some(Outcome::Applied { .. } | Outcome::Duplicate { .. }) => {}
        Some(Outcome::Refused { problem } | Outcome::Conflict { problem, .. }) => {
            return Err(Error::Refused { problem });
        }
        Some(Outcome::RetryLater { after_ms }) => return Err(Error::RetryLater { after_ms }),
        None => return Err(Error::Internal("a command without an outcome".to_owned())),
    }
    Ok(vec![Filed {
        service_request_id: ids.proposal.to_string(),
        service_notice: notice(app, asked, ids, &fields).await?,
    }])
}

/// Whose key it is.
async fn filer(app: &App, fields: &Query) -> Result<Filer> {
    let key = fields.text("api_key").ok_or(Error::KeyUnknown)?;
    let filer = app.store.filer(&digest(key)).await?;
    filer.ok_or(Error::KeyUnknown)
}

fn draft(asked: &Asked, filer: &Filer, fields: &Query) -> Result<Draft> {
    let text = |name: &str| fields.text(name).map(str::to_owned);
    let code = fields
        .text("service_code")
        .ok_or_else(|| Query::bad("service_code"))?;
    let point = match (fields.parsed("lat")?, fields.parsed("long")?) {
        (Some(lat), Some(long)) => Some(Point::from_degrees(lat, long).map_err(|_| Query::bad("lat"))?),
        (None, None) => None,
        (lat, _) => return Err(Query::bad(if lat.is_none() { "lat" } else { "long" })),
    };
    let address = fields.text("address_string").or(fields.text("address_id"));
    let text_of_it = text("description").unwrap_or_default();
    Ok(Draft {
        title: text("attribute[title]"),
        language: text("locale").unwrap_or_else(|| language(&text_of_it).to_owned()),
        text: text_of_it,
        category: category(asked, code)?,
        area: fields.text("attribute[area]").map(AreaId::from),
        place: address.map(str::to_owned),
        point,
        signature: Some(filer.name.clone()),
        ..Draft::default()
    })
}

/// The language of a text where nobody told it: Chinese where it has Chinese letters, else not known (RFC 5646 §4.1).
fn language(text: &str) -> &'static str {
    let is_han = |letter: char| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
    if text.contains(is_han) { "zh-CN" } else { "und" }
}

async fn ids(
    app: &App,
    asked: &Asked,
    account: AccountId,
    draft: &Draft,
    number: Option<String>,
) -> Result<Ids> {
    if let Some(number) = number.filter(|number| !number.is_empty()) {
        return match number.chars().count() {
            0..=NUMBER_LIMIT => Ok(once::numbered(account, &number)),
            _ => Err(Query::bad("attribute[client]")),
        };
    }
    let now = app.clock.now();
    let [today, yesterday] = once::days(now, asked.city.calendar.utc_offset);
    let before = once::said_on(account, draft, yesterday);
    let known = app.store.proposal(before.proposal).await?;
    let again = known.is_some_and(|known| once::is_retry(known.proposal.submitted_at, now));
    Ok(if again {
        before
    } else {
        once::said_on(account, draft, today)
    })
}

/// What the caller can be told: the number, what comes next and by when, and what was not taken.
async fn notice(app: &App, asked: &Asked, ids: Ids, fields: &Query) -> Result<String> {
    let known = app.store.proposal(ids.proposal).await?;
    let proposal = known
        .ok_or_else(|| Error::Internal("what was filed is not there".to_owned()))?
        .proposal;
    let words = asked.words;
    let number = proposal.number.as_deref().unwrap_or_default();
    let mut said = vec![words.text("open311-notice", &args! { number = number })];
    if let (Some(due), Some(clock)) = (expected(&proposal), proposal.clock) {
        let date = words.date(Time(due.0), DateStyle::Day);
        let args = args! { date = date, clock = clock.kind.name() };
        said.push(words.text("open311-notice.due", &args));
    }
    if PERSONAL.iter().any(|name| fields.text(name).is_some()) {
        said.push(words.text("open311-notice.person", &args! {}));
    }
    if fields.text("media_url").is_some() {
        said.push(words.text("open311-notice.media", &args! {}));
    }
    Ok(said.join("\n"))
}
