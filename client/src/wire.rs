//! Requests to the city and the reading of its answers: each path and each shape is written once, here.

use crate::problem;
use crate::recording::Purpose;
use crate::store::StoreError;
use crate::transport::{Request, Response, Unreachable};
use domain::contact::{ContactCode, ContactRequest, SubscriptionRequest};
use domain::desk::{ViewChange, ViewChanges};
use domain::id::ProposalId;
use domain::personal::ErasureRequest;
use domain::place::Near;
use domain::protocol::{ErrorBody, GuestRequest, Login, PushRequest, Scope, SignIn, SignUp};
use domain::query::{Order, ProposalQuery};
use domain::refusal::Problem;
use domain::search::beginning;
use domain::time::Month;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where the city listens.
const RECOGNISE: &str = "/api/v1/recognise";

/// Where the city keeps the person's address.
const CONTACT: &str = "/api/v1/contact";

/// Where the city keeps how it tells this browser.
const VIEWS: &str = "/api/v1/views";
const SUBSCRIPTION: &str = "/api/v1/subscription";

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// Nobody knows whether it arrived.
    Unreachable,
    /// 401: the session (or the password) does not hold.
    SignedOut { problem: Problem },
    /// The city can't just now (408, 425, 429, 5xx), or something between answered in its place.
    Troubled { problem: Problem, after_ms: Option<u64> },
    /// Any other 4xx: sending the same again gives the same.
    Refused { status: u16, problem: Problem },
}

impl Failure {
    /// What the person is told.
    pub fn problem(self) -> Problem {
        match self {
            Failure::Unreachable => Problem::new(problem::UNREACHABLE),
            Failure::SignedOut { problem }
            | Failure::Troubled { problem, .. }
            | Failure::Refused { problem, .. } => problem,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Troubled {
            problem: error.into(),
            after_ms: None,
        }
    }
}

impl From<Unreachable> for Failure {
    fn from(_: Unreachable) -> Self {
        Failure::Unreachable
    }
}

/// The answer's content.
///
/// # Errors
/// [`Failure`], by status; an answer that should be there and can't be read is `garbled`.
pub fn read<T: DeserializeOwned>(answer: Result<Response, Unreachable>) -> Result<T, Failure> {
    let response = accepted(answer)?;
    parse(&response.body).map_err(|_| Failure::Troubled {
        problem: garbled(response.status),
        after_ms: None,
    })
}

/// By way of a `Value`: each type is then read in one way only, which halves that code in the web app.
fn parse<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_value(serde_json::from_str(text)?)
}

/// That the answer is a success; its content is not looked at.
///
/// # Errors
/// [`Failure`], by status.
pub fn accepted(answer: Result<Response, Unreachable>) -> Result<Response, Failure> {
    let response = answer?;
    let status = response.status;
    if (200..300).contains(&status) {
        return Ok(response);
    }
    let told = parse::<ErrorBody>(&response.body).ok().map(|body| body.error);
    Err(match (status, told) {
        (401, told) => Failure::SignedOut {
            problem: told.unwrap_or_else(|| Problem::new(problem::SIGNED_OUT)),
        },
        (413, told) => Failure::Refused {
            status,
            problem: told.unwrap_or_else(|| Problem::new(problem::TOO_LARGE)),
        },
        (400 | 402..=407 | 409..=424 | 426..=428 | 430..=499, Some(problem)) => {
            Failure::Refused { status, problem }
        }
        // Without our envelope it was not the city that answered: a portal, a proxy, another program.
        (_, told) => Failure::Troubled {
            problem: told.unwrap_or_else(|| garbled(status)),
            after_ms: response.retry_after_ms,
        },
    })
}

fn garbled(status: u16) -> Problem {
    Problem::new(problem::GARBLED).with("status", status)
}

/// `POST /api/v1/guests`
pub fn register_guest(guest: &GuestRequest) -> Request {
    post("/api/v1/guests", guest, None)
}

/// `POST /api/v1/accounts`
pub fn sign_up(form: &SignUp, token: Option<String>) -> Request {
    post("/api/v1/accounts", form, token)
}

/// `POST /api/v1/session`
pub fn sign_in(form: &SignIn, token: Option<String>) -> Request {
    post("/api/v1/session", form, token)
}

/// `DELETE /api/v1/session`
pub fn sign_out(token: String) -> Request {
    Request {
        method: "DELETE",
        path: "/api/v1/session".to_owned(),
        body: None,
        token: Some(token),
        upload: None,
    }
}

/// `GET /api/v1/me`
pub fn me(token: String) -> Request {
    get("/api/v1/me".to_owned(), Some(token))
}

/// `GET /api/v1/me/data`
pub fn personal_data(token: Option<String>) -> Request {
    get("/api/v1/me/data".to_owned(), token)
}

/// `POST /api/v1/me/erasure`
pub fn erase(form: &ErasureRequest, token: Option<String>) -> Request {
    post("/api/v1/me/erasure", form, token)
}

/// `GET /api/v1/staff`
pub fn staff(token: Option<String>) -> Request {
    get("/api/v1/staff".to_owned(), token)
}

/// `POST /api/v1/staff/find`
pub fn find_person(login: String, token: Option<String>) -> Request {
    post("/api/v1/staff/find", &Login { login }, token)
}

/// `POST /api/v1/staff`
pub fn make_person(account: &SignUp, token: Option<String>) -> Request {
    post("/api/v1/staff", account, token)
}

/// `GET /api/v1/contact`
pub fn contact(token: Option<String>) -> Request {
    get(CONTACT.to_owned(), token)
}

/// `PUT /api/v1/contact`
pub fn change_contact(contact: &ContactRequest, token: Option<String>) -> Request {
    Request {
        method: "PUT",
        ..post(CONTACT, contact, token)
    }
}

/// `POST /api/v1/contact/code`
pub fn verify_contact(code: &str, token: Option<String>) -> Request {
    let code = ContactCode {
        code: code.to_owned(),
    };
    post("/api/v1/contact/code", &code, token)
}

/// `DELETE /api/v1/contact`
pub fn forget_contact(token: Option<String>) -> Request {
    Request {
        method: "DELETE",
        ..get(CONTACT.to_owned(), token)
    }
}

/// `GET /api/v1/subscription`
pub fn subscription(token: Option<String>) -> Request {
    get(SUBSCRIPTION.to_owned(), token)
}

/// `PUT /api/v1/subscription`
pub fn change_subscription(subscription: &SubscriptionRequest, token: Option<String>) -> Request {
    Request {
        method: "PUT",
        ..post(SUBSCRIPTION, subscription, token)
    }
}

/// `DELETE /api/v1/subscription`
pub fn forget_subscription(token: Option<String>) -> Request {
    Request {
        method: "DELETE",
        ..get(SUBSCRIPTION.to_owned(), token)
    }
}

/// `GET /api/v1/recognise`
pub fn hearing() -> Request {
    get(RECOGNISE.to_owned(), None)
}

/// `POST /api/v1/recognise`, with a sound as its body.
pub fn recognise(language: &str, purpose: Purpose, token: String) -> Request {
    let purpose = match purpose {
        Purpose::Dictation => "dictation",
        Purpose::Command => "command",
    };
    Request {
        method: "POST",
        path: format!("{RECOGNISE}?language={language}&purpose={purpose}"),
        body: None,
        token: Some(token),
        upload: None,
    }
}

/// `POST /api/v1/sync/push`
pub fn push(batch: &PushRequest, token: Option<String>) -> Request {
    post("/api/v1/sync/push", batch, token)
}

/// `GET /api/v1/sync/changes`
pub fn changes(after: u64, limit: u32, scope: &Scope, token: Option<String>) -> Request {
    let scope = match scope {
        Scope::All => "all".to_owned(),
        Scope::Mine => "mine".to_owned(),
        Scope::Areas(areas) => {
            let codes: Vec<String> = areas.iter().map(|area| encoded(area.as_str())).collect();
            format!("areas:{}", codes.join(","))
        }
    };
    get(
        format!("/api/v1/sync/changes?after={after}&limit={limit}&scope={scope}"),
        token,
    )
}

/// `GET /api/v1/proposals/{id}`
pub fn proposal(id: ProposalId, token: Option<String>) -> Request {
    get(format!("/api/v1/proposals/{id}"), token)
}

/// `GET /api/v1/views`
pub fn views(token: Option<String>) -> Request {
    get(VIEWS.to_owned(), token)
}

/// `PUT /api/v1/views`
pub fn change_views(changes: &[ViewChange], token: Option<String>) -> Request {
    let changes = changes.to_vec();
    Request {
        method: "PUT",
        ..post(VIEWS, &ViewChanges { changes }, token)
    }
}

/// `GET /api/v1/arguments/reported`
pub fn reported(token: Option<String>) -> Request {
    get("/api/v1/arguments/reported".to_owned(), token)
}

/// `GET /api/v1/supervisions`
pub fn supervisions(token: Option<String>) -> Request {
    get("/api/v1/supervisions".to_owned(), token)
}

/// `GET /api/v1/clockwork`
pub fn clockwork(token: Option<String>) -> Request {
    get("/api/v1/clockwork".to_owned(), token)
}

/// `GET /api/v1/draws`
pub fn draws() -> Request {
    get("/api/v1/draws".to_owned(), None)
}

/// `GET /api/v1/draws/{month}`
pub fn draw_of(month: Month) -> Request {
    get(format!("/api/v1/draws/{month}"), None)
}

/// `GET /api/v1/draws/{month}/pool`
pub fn pool(month: Month) -> Request {
    get(format!("/api/v1/draws/{month}/pool"), None)
}

/// `GET /api/v1/proposals`
pub fn proposals(query: &ProposalQuery, token: Option<String>) -> Request {
    let states: Vec<&str> = query.states.iter().map(|state| state.name()).collect();
    let order = match query.order {
        Order::Newest => "newest",
        Order::MostSupported => "most_supported",
        Order::MostUrgent => "most_urgent",
        Order::Nearest => "nearest",
    };
    let (near, metres) = near(query.near);
    let parts = [
        ("area", query.area.as_ref().map(|area| area.0.clone())),
        (
            "category",
            query.category.as_ref().map(|category| category.0.clone()),
        ),
        ("state", (!states.is_empty()).then(|| states.join(","))),
        (
            "department",
            query.department.as_ref().map(|department| department.0.clone()),
        ),
        ("text", query.text.clone()),
        ("near", near),
        ("metres", metres),
        ("bounds", query.bounds.map(|bounds| bounds.to_string())),
        ("order", Some(order.to_owned())),
        ("after", query.after.map(|cursor| cursor.to_string())),
        ("limit", Some(query.page_size().to_string())),
    ];
    get(format!("/api/v1/proposals?{}", pairs(parts)), token)
}

/// Those that have a value, as the query of an address.
fn pairs<const COUNT: usize>(parts: [(&str, Option<String>); COUNT]) -> String {
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", encoded(&value?))))
        .collect();
    parts.join("&")
}

/// A point and how near it, as they are asked for.
fn near(near: Option<Near>) -> (Option<String>, Option<String>) {
    near.map(|near| (near.point.to_string(), near.metres.to_string()))
        .unzip()
}

/// `GET /api/v1/proposals/similar`, without a session: who is writing need not be known. No more is sent than is looked at.
pub fn similar(text: &str, place: Option<Near>) -> Request {
    let (near, metres) = near(place);
    let parts = [
        ("text", Some(beginning(text).to_owned())),
        ("near", near),
        ("metres", metres),
    ];
    get(format!("/api/v1/proposals/similar?{}", pairs(parts)), None)
}

/// `GET /api/v1/city/changes`, without a session: everybody may read it.
pub fn city_history(before: Option<u64>) -> Request {
    let before = before.map_or_else(String::new, |seq| format!("?before={seq}"));
    get(format!("/api/v1/city/changes{before}"), None)
}

fn get(path: String, token: Option<String>) -> Request {
    Request {
        method: "GET",
        path,
        body: None,
        token,
        upload: None,
    }
}

fn post(path: &str, content: &impl Serialize, token: Option<String>) -> Request {
    Request {
        method: "POST",
        path: path.to_owned(),
        // What travels has text keys only, and nothing in it refuses to be written.
        body: Some(serde_json::to_value(content).unwrap_or_default().to_string()),
        token,
        upload: None,
    }
}

/// Percent-encoding of everything that RFC 3986 does not call unreserved, but for the comma.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AreaId;
    use domain::protocol::Me;
    use domain::query::Cursor;

    fn answer(status: u16, body: &str) -> Result<Response, Unreachable> {
        Ok(Response {
            status,
            body: body.to_owned(),
            retry_after_ms: Some(7_000),
            ..Response::default()
        })
    }

    #[test]
    fn a_query_becomes_an_address() {
        let id: ProposalId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("an id");
        let query = ProposalQuery {
            area: Some("r1".into()),
            states: vec![
                domain::proposal::State::Submitted,
                domain::proposal::State::InProgress,
            ],
            text: Some("路灯 & lamp".to_owned()),
            order: Order::MostUrgent,
            after: Some(Cursor { key: -5, id }),
            ..ProposalQuery::default()
        };
        assert_eq!(
            proposals(&query, None).path,
            "/api/v1/proposals?area=r1&state=submitted,in_progress&text=%E8%B7%AF%E7%81%AF%20%26%20lamp\
             &order=most_urgent&after=-5~01890a5d-ac96-774b-bcce-b302099a8057&limit=20"
        );
        assert_eq!(
            similar("路灯 & lamp", None).path,
            "/api/v1/proposals/similar?text=%E8%B7%AF%E7%81%AF%20%26%20lamp"
        );
        let scope = Scope::Areas(vec![AreaId::from("a/1"), AreaId::from("b")]);
        assert_eq!(
            changes(3, 10, &scope, None).path,
            "/api/v1/sync/changes?after=3&limit=10&scope=areas:a%2F1,b"
        );
    }

    #[test]
    fn an_answer_is_read_by_its_status() {
        let envelope = r#"{"error":{"code":"not-author"}}"#;
        let problem = Problem::new("not-author");
        let failure = |status, body| read::<Me>(answer(status, body)).expect_err("a failure");
        assert_eq!(
            failure(401, envelope),
            Failure::SignedOut {
                problem: problem.clone()
            }
        );
        assert_eq!(
            failure(403, envelope),
            Failure::Refused {
                status: 403,
                problem: problem.clone()
            }
        );
        let after_ms = Some(7_000);
        assert_eq!(
            failure(429, envelope),
            Failure::Troubled {
                problem: problem.clone(),
                after_ms
            }
        );
        assert_eq!(failure(503, envelope), Failure::Troubled { problem, after_ms });
        assert_eq!(
            failure(403, "<html>Please sign in to the café's network"),
            Failure::Troubled {
                problem: garbled(403),
                after_ms
            }
        );
        assert_eq!(
            failure(200, "<html>"),
            Failure::Troubled {
                problem: garbled(200),
                after_ms: None
            }
        );
        assert_eq!(
            read::<Me>(Err(Unreachable)).expect_err("a failure"),
            Failure::Unreachable
        );
    }
}
