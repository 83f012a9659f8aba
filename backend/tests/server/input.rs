//! Bad input, endpoint by endpoint: each gets its own status and code, and never an error of the server's.

use crate::support::{Server, guest_request, submission};
use domain::id::ProposalId;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

const PUSH: &str = "/api/v1/sync/push";
const WITH_BODY: [&str; 4] = ["/api/v1/guests", "/api/v1/accounts", "/api/v1/session", PUSH];

struct Expected {
    status: u16,
    code: &'static str,
}

const fn expected(status: u16, code: &'static str) -> Expected {
    Expected { status, code }
}

async fn check(what: &str, request: RequestBuilder, expected: Expected) -> Value {
    let answer = request
        .send()
        .await
        .unwrap_or_else(|error| panic!("{what}: {error}"));
    let status = answer.status().as_u16();
    let text = answer.text().await.expect("a body");
    let body: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{what}: {status} {text}"));
    let code = body["error"]["code"].as_str().unwrap_or_default();
    assert_eq!((status, code), (expected.status, expected.code), "{what}: {text}");
    body["error"]["arguments"].clone()
}

#[tokio::test]
async fn a_body_that_is_none_is_told_what_it_is() {
    let server = Server::start().await;
    let who = server.guest().await;
    let post = |path: &str| server.request(Method::POST, path, Some(&who));
    let json_type = ("content-type", "application/json");
    for path in WITH_BODY {
        let send = |body: Vec<u8>| post(path).header(json_type.0, json_type.1).body(body);
        let large = format!("{{\"x\":\"{}\"}}", "a".repeat(3 << 20));
        check(path, post(path), expected(415, "unsupported-media-type")).await;
        check(
            path,
            post(path).body("{}").header("content-type", "text/plain"),
            expected(415, "unsupported-media-type"),
        )
        .await;
        check(path, send(Vec::new()), expected(400, "not-json")).await;
        check(path, send(b"{".to_vec()), expected(400, "not-json")).await;
        check(path, send(b"\xff\xfe{\0}\0".to_vec()), expected(400, "not-json")).await;
        check(
            path,
            send(b"{\"login\":\"\xc3\x28\"}".to_vec()),
            expected(400, "not-json"),
        )
        .await;
        check(path, send(b"[1,2,3]".to_vec()), expected(422, "wrong-shape")).await;
        check(path, send(b"null".to_vec()), expected(422, "wrong-shape")).await;
        check(path, send(b"{}".to_vec()), expected(422, "wrong-shape")).await;
        let arguments = check(path, send(large.clone().into_bytes()), expected(413, "too-large")).await;
        assert!(arguments["limit"].is_u64());
        let chunks = futures::stream::iter(
            large
                .into_bytes()
                .chunks(1 << 16)
                .map(|c| Ok::<_, std::io::Error>(c.to_vec()))
                .collect::<Vec<_>>(),
        );
        let unannounced = post(path)
            .header(json_type.0, json_type.1)
            .body(reqwest::Body::wrap_stream(chunks));
        check(path, unannounced, expected(413, "too-large")).await;
        let wrong_way = server.request(Method::GET, path, None);
        check(path, wrong_way, expected(405, "method-not-allowed")).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn a_body_of_another_shape_is_told_where() {
    let server = Server::start().await;
    let who = server.guest().await;
    let command =
        serde_json::to_value(server.command(ProposalId(Uuid::now_v7()), submission("好"))).expect("JSON");
    let with = |change: &dyn Fn(&mut Value)| {
        let mut bad = command.clone();
        change(&mut bad);
        json!({ "commands": [command, bad] })
    };
    let secret = guest_request().secret;
    let account = Uuid::now_v7().to_string();
    let cases = [
        (
            PUSH,
            with(&|bad| bad["id"] = json!("not a uuid")),
            "commands[1].id",
        ),
        (
            PUSH,
            with(&|bad| bad["at"] = json!("yesterday")),
            "commands[1].at",
        ),
        (
            PUSH,
            with(&|bad| bad["order"] = json!({ "weather": {} })),
            "commands[1].order",
        ),
        (
            PUSH,
            with(&|bad| bad["order"]["proposal"]["action"] = json!({ "explode": {} })),
            "commands[1].order",
        ),
        (
            PUSH,
            with(&|bad| bad["order"]["proposal"]["action"]["submit"]["draft"]["text"] = json!(7)),
            "commands[1].order",
        ),
        (PUSH, with(&|bad| *bad = json!(null)), "commands[1]"),
        (PUSH, json!({ "commands": {} }), "commands"),
        (PUSH, json!({ "commands": [] }), "commands"),
        (
            "/api/v1/guests",
            json!({ "account": "x", "secret": secret }),
            "account",
        ),
        (
            "/api/v1/guests",
            json!({ "account": account, "secret": "short" }),
            "secret",
        ),
        (
            "/api/v1/guests",
            json!({ "account": account, "secret": 5 }),
            "secret",
        ),
        (
            "/api/v1/accounts",
            json!({ "login": [], "password": "long enough" }),
            "login",
        ),
        (
            "/api/v1/accounts",
            json!({ "login": "name", "password": null }),
            "password",
        ),
        (
            "/api/v1/session",
            json!({ "login": "name", "password": {} }),
            "password",
        ),
    ];
    for (path, body, place) in cases {
        let request = server.request(Method::POST, path, Some(&who)).json(&body);
        let arguments = check(path, request, expected(422, "wrong-shape")).await;
        let told = arguments["path"].as_str().unwrap_or_default();
        assert!(told.starts_with(place), "{body}: {told}");
    }
    assert_eq!(
        server.changes("after=1", None).await.events,
        [],
        "nothing of any of it was done"
    );
    server.stop().await;
}

#[tokio::test]
async fn half_a_character_is_no_text() {
    let server = Server::start().await;
    let who = server.guest().await;
    let command = server.command(ProposalId(Uuid::now_v7()), submission("HALF"));
    let body = json!({ "commands": [command] })
        .to_string()
        .replace("HALF", "\\ud83d");
    let push = server.request(Method::POST, PUSH, Some(&who));
    let push = push.header("content-type", "application/json").body(body);
    check("a lone surrogate", push, expected(400, "not-json")).await;
    server.stop().await;
}

#[tokio::test]
async fn what_needs_a_session_says_so_before_it_looks_at_anything_else() {
    let server = Server::start().await;
    let bad = |path: &str, method: Method| {
        server
            .request(method, path, None)
            .header("authorization", "Bearer nobody")
            .body("{")
    };
    for (method, path) in [
        (Method::POST, PUSH),
        (Method::DELETE, "/api/v1/session"),
        (Method::GET, "/api/v1/me"),
        (Method::POST, "/api/v1/accounts"),
        (Method::POST, "/api/v1/session"),
        (Method::GET, "/api/v1/sync/changes"),
    ] {
        check(path, bad(path, method), expected(401, "session-ended")).await;
    }
    for (method, path) in [
        (Method::POST, PUSH),
        (Method::DELETE, "/api/v1/session"),
        (Method::GET, "/api/v1/me"),
    ] {
        check(
            path,
            server.request(method, path, None),
            expected(401, "not-signed-in"),
        )
        .await;
    }
    let wrong = json!({ "login": "nobody", "password": "long enough" });
    let request = server.request(Method::POST, "/api/v1/session", None).json(&wrong);
    check("sign in", request, expected(401, "wrong-credentials")).await;
    server.stop().await;
}

#[tokio::test]
async fn a_parameter_that_cannot_be_read_is_named() {
    let server = Server::start().await;
    let list = "/api/v1/proposals";
    let changes = "/api/v1/sync/changes";
    let similar = "/api/v1/proposals/similar";
    let long = format!("text={}", "a".repeat(201));
    let too_long = format!("text={}", "a".repeat(20_001));
    let cases = [
        (list, "order=best", "order"),
        (list, "state=open", "state"),
        (list, "state=submitted,", "state"),
        (list, "after=xyz", "after"),
        (list, "after=1~xyz", "after"),
        (
            list,
            "after=99999999999999999999~01941f31-8698-733f-837e-689813938fc3",
            "after",
        ),
        (list, "limit=0", "limit"),
        (list, "limit=101", "limit"),
        (list, "limit=-1", "limit"),
        (list, "limit=99999999", "limit"),
        (list, "text=%ff%fe", "text"),
        (list, "area=%c3%28", "area"),
        (list, long.as_str(), "text"),
        (similar, "", "text"),
        (similar, "text=", "text"),
        (similar, "text=%20%0A", "text"),
        (similar, "text=%ff%fe", "text"),
        (similar, "text=a&area=%c3%28", "area"),
        (similar, too_long.as_str(), "text"),
        (changes, "after=-1", "after"),
        (changes, "after=1e3", "after"),
        (changes, "after=99999999999999999999999", "after"),
        (changes, "limit=0", "limit"),
        (changes, "limit=many", "limit"),
        (changes, "scope=everything", "scope"),
        (changes, "scope=areas:", "scope"),
        ("/api/v1/proposals/12345", "", "id"),
        ("/api/v1/proposals/%ff", "", "id"),
        ("/api/v1/ledger/proof/first", "", "seq"),
        ("/api/v1/ledger/proof/-1", "", "seq"),
    ];
    for (path, query, name) in cases {
        let whole = format!("{path}?{query}");
        let request = server.request(Method::GET, &whole, None);
        let arguments = check(&whole, request, expected(400, "bad-parameter")).await;
        assert_eq!(arguments["name"], name, "{whole}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let server = Server::start().await;
    let id = Uuid::now_v7();
    let request = server.request(Method::GET, &format!("/api/v1/proposals/{id}"), None);
    let arguments = check("a proposal", request, expected(404, "no-such-proposal")).await;
    assert_eq!(arguments["proposal"], id.to_string());
    for path in [
        "/api",
        "/api/",
        "/api/v2/me",
        "/api/v1/nothing",
        "/health/",
        "/nothing.js",
        "/../keys/login.key",
    ] {
        check(
            path,
            server.request(Method::GET, path, None),
            expected(404, "no-such-route"),
        )
        .await;
    }
    for (method, path) in [
        (Method::PUT, "/api/v1/guests"),
        (Method::GET, "/api/v1/session"),
        (Method::POST, "/api/v1/me"),
        (Method::PATCH, "/api/v1/proposals"),
        (Method::DELETE, "/checkpoint"),
        (Method::POST, "/api/openapi.json"),
    ] {
        check(
            path,
            server.request(method, path, None),
            expected(405, "method-not-allowed"),
        )
        .await;
    }
    server.stop().await;
    let server = Server::empty().await;
    check(
        "a city",
        server.request(Method::GET, "/api/v1/city", None),
        expected(404, "no-city"),
    )
    .await;
    server.stop().await;
}

#[tokio::test]
async fn the_same_again_and_the_wrong_way_round_are_answers_not_errors() {
    let server = Server::start().await;
    let who = server.guest().await;
    let id = ProposalId(Uuid::now_v7());
    let submit = server.command(id, submission("先提交"));
    let withdraw = server.command(id, domain::proposal::Action::Withdraw {});
    let early = server.push(&who, vec![withdraw.clone(), submit.clone()]).await;
    assert!(
        matches!(&early[0], domain::protocol::Outcome::Refused { problem } if problem.code == "no-such-proposal")
    );
    let again = server.push(&who, vec![withdraw, submit]).await;
    assert_eq!(again[0], early[0], "what was refused stays so under its id");
    assert_eq!(again[1], early[1].clone().replayed());
    let late = server
        .push(
            &who,
            vec![server.command(id, domain::proposal::Action::Withdraw {})],
        )
        .await;
    assert!(matches!(late[0], domain::protocol::Outcome::Applied { .. }));
    server.stop().await;
}
