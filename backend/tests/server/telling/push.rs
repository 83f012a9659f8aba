//! A push service of our own on loopback, and a browser that reads what comes by RFC 8291 as it stands there.

use super::told;
use crate::support::{DAY, Server, Somebody, accept, assign};
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes128Gcm, Nonce};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::actor::Role;
use domain::contact::{Pace, Quiet, Subscription, SubscriptionRequest, SubscriptionState};
use domain::id::ProposalId;
use domain::proposal::Action;
use domain::protocol::{SignIn, SignUp};
use hkdf::Hkdf;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

const HOUR: i64 = DAY / 24;

/// What came for a browser.
#[derive(Debug)]
struct Came {
    to: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Came {
    fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().expect("text")
    }
}

/// A status, and after how many seconds to come again.
type Answer = (u16, Option<u32>);

/// The push service.
#[derive(Clone, Default)]
struct Service {
    came: Arc<Mutex<Vec<Came>>>,
    /// What it answers to the next messages instead of 201.
    answers: Arc<Mutex<VecDeque<Answer>>>,
    origin: String,
}

impl Service {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let service = Service {
            origin: format!("http://{}", listener.local_addr().expect("known")),
            ..Service::default()
        };
        let here = service.clone();
        let take = move |Path(to): Path<String>, headers: HeaderMap, body: Bytes| async move {
            here.came.lock().unwrap().push(Came { to, headers, body });
            let (status, later) = here.answers.lock().unwrap().pop_front().unwrap_or((201, None));
            let mut answer: Response = StatusCode::from_u16(status).expect("a status").into_response();
            if let Some(seconds) = later {
                answer.headers_mut().insert("retry-after", seconds.into());
            }
            answer
        };
        let router = axum::Router::new().route("/to/{browser}", axum::routing::post(take));
        tokio::spawn(axum::serve(listener, router).into_future());
        service
    }

    /// A server that may send there.
    async fn server() -> (Server, Self) {
        let server = Server::with(|config| {
            config.push_to_loopback = true;
            config.public_url = Some("https://city.example".to_owned());
        })
        .await;
        (server, Self::open().await)
    }

    fn answer(&self, status: u16, later: Option<u32>) {
        self.answers.lock().unwrap().push_back((status, later));
    }

    fn take(&self) -> Vec<Came> {
        std::mem::take(&mut *self.came.lock().unwrap())
    }

    fn one(&self) -> Came {
        let mut came = self.take();
        assert_eq!(came.len(), 1, "{came:?}");
        came.remove(0)
    }
}

/// A browser with its keys.
struct Browser {
    name: &'static str,
    key: SecretKey,
    auth: [u8; 16],
}

impl Browser {
    fn new(name: &'static str) -> Self {
        let seed = u8::try_from(name.len()).expect("short");
        Self {
            name,
            key: SecretKey::from_slice(&[seed; 32]).expect("a key"),
            auth: [seed; 16],
        }
    }

    fn request(&self, service: &Service, pace: Pace) -> SubscriptionRequest {
        SubscriptionRequest {
            endpoint: format!("{}/to/{}", service.origin, self.name),
            p256dh: URL_SAFE_NO_PAD.encode(self.key.public_key().to_sec1_point(false).as_bytes()),
            auth: URL_SAFE_NO_PAD.encode(self.auth),
            language: "en".to_owned(),
            pace,
            quiet: Quiet::default(),
        }
    }

    /// RFC 8188 §2 and RFC 8291 §3.4, read from the other side.
    fn open(&self, sealed: &[u8]) -> Vec<u8> {
        let (salt, rest) = sealed.split_at(16);
        let (size, rest) = rest.split_at(4);
        let size = u32::from_be_bytes(size.try_into().expect("four")) as usize;
        let (sender, record) = rest[1..].split_at(usize::from(rest[0]));
        assert!(record.len() <= size, "one record");
        let shared = self
            .key
            .diffie_hellman(&PublicKey::from_sec1_bytes(sender).expect("a point"));
        let own = self.key.public_key().to_sec1_point(false);
        let mut info = b"WebPush: info\0".to_vec();
        info.extend(own.as_bytes());
        info.extend(sender);
        let mut ikm = [0; 32];
        Hkdf::<Sha256>::new(Some(&self.auth), shared.raw_secret_bytes())
            .expand(&info, &mut ikm)
            .expect("32 bytes");
        let prk = Hkdf::<Sha256>::new(Some(salt), &ikm);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        prk.expand(b"Content-Encoding: aes128gcm\0", &mut key)
            .expect("16 bytes");
        prk.expand(b"Content-Encoding: nonce\0", &mut nonce)
            .expect("12 bytes");
        let mut text = Aes128Gcm::new(&key.into())
            .decrypt(&Nonce::from(nonce), record)
            .expect("for this browser");
        while text.pop_if(|last| *last == 0).is_some() {}
        assert_eq!(text.pop(), Some(2), "the last record");
        text
    }

    fn read(&self, came: &Came) -> Value {
        assert_eq!(came.to, self.name);
        serde_json::from_slice(&self.open(&came.body)).expect("JSON")
    }
}

/// RFC 8292 §2 and §3: who sends, to this service, for how long; with the key that browsers were given.
fn signed(came: &Came, service: &Service, key: &str) -> Value {
    let said = came
        .header("authorization")
        .strip_prefix("vapid t=")
        .expect("VAPID");
    let (token, with) = said.split_once(", k=").expect("a key");
    assert_eq!(with, key);
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64url");
    let (signed, signature) = token.rsplit_once('.').expect("a signature");
    VerifyingKey::from_sec1_bytes(&bytes(key))
        .expect("a point")
        .verify(
            signed.as_bytes(),
            &Signature::from_slice(&bytes(signature)).expect("64 bytes"),
        )
        .expect("signed by the city");
    let (head, claims) = signed.split_once('.').expect("claims");
    let json = |part: &str| serde_json::from_slice::<Value>(&bytes(part)).expect("JSON");
    assert_eq!(json(head), json!({ "typ": "JWT", "alg": "ES256" }));
    let claims = json(claims);
    assert_eq!(claims["aud"], json!(service.origin));
    claims
}

async fn subscribe(server: &Server, who: &Somebody, asked: &SubscriptionRequest) -> SubscriptionState {
    let request = server
        .request(Method::PUT, "/api/v1/subscription", Some(who))
        .json(asked);
    let answer = request.send().await.expect("answers");
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.expect("JSON")
}

async fn subscription(server: &Server, who: &Somebody) -> Option<Subscription> {
    let state: SubscriptionState = server.get("/api/v1/subscription", Some(who)).await;
    state.subscription
}

/// The author of a case that was submitted, their browser that is told at once, the case and its coordinator.
async fn subscribed(server: &Server, service: &Service) -> (Somebody, Browser, ProposalId, Somebody) {
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let phone = Browser::new("phone");
    subscribe(server, &author, &phone.request(service, Pace::AtOnce)).await;
    let id = server.submit(&author, "路灯坏了。").await;
    told(server).await;
    assert!(service.take().is_empty(), "nobody is told what they did");
    (author, phone, id, coordinator)
}

/// The example of RFC 8291 §5, so that this side is right by itself.
#[test]
fn the_browser_of_these_tests_reads_the_example_of_the_rfc() {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64url");
    let browser = Browser {
        name: "rfc",
        key: SecretKey::from_slice(&bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")).expect("a key"),
        auth: bytes("BTBZMqHH6r4Tts7J_aSIgg").try_into().expect("16 bytes"),
    };
    let sealed = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assert_eq!(
        browser.open(&bytes(sealed)),
        b"When I grow up, I want to be a watermelon"
    );
}

#[tokio::test]
async fn a_browser_is_told_once_in_its_words_and_nobody_on_the_way_reads_them() {
    let (server, service) = Service::server().await;
    let (author, phone, id, coordinator) = subscribed(&server, &service).await;
    let key = server
        .get::<SubscriptionState>("/api/v1/subscription", Some(&author))
        .await
        .key;
    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    let came = service.one();
    assert_eq!(came.header("content-encoding"), "aes128gcm");
    assert_eq!(came.header("ttl"), "259200");
    assert!(!came.body.windows(4).any(|bytes| bytes == b"city"));
    let claims = signed(&came, &service, &key);
    assert_eq!(claims["sub"], json!("https://city.example"));
    let hours = (claims["exp"].as_i64().expect("a time") * 1_000 - server.now().0) / HOUR;
    assert!((1..=24).contains(&hours), "{hours}");
    let message = phone.read(&came);
    assert_eq!(message["title"], json!("The city accepted it"));
    assert_eq!(message["body"], json!("“路灯坏了”"));
    assert_eq!(message["lang"], json!("en"));
    assert_eq!(message["path"], json!(format!("/proposals/{id}")));
    assert_eq!(message["tag"], json!(came.header("topic")));
    assert_eq!(came.header("topic").len(), 32, "RFC 8030 §5.4");

    // The city is known by the same key after a stop, and tells nothing again.
    let server = server.restart(|_| {}).await;
    told(&server).await;
    assert!(service.take().is_empty());
    let again: SubscriptionState = server.get("/api/v1/subscription", Some(&author)).await;
    assert_eq!(again.key, key);

    // At night it waits for the morning, where one message has both.
    server.pass(13 * HOUR);
    server.act(&coordinator, id, assign()).await;
    let text = "不归我们。".to_owned();
    server
        .act(&server.officer().await, id, Action::Return { text })
        .await;
    told(&server).await;
    assert!(service.take().is_empty());
    server.pass(10 * HOUR + 1);
    told(&server).await;
    let both = phone.read(&service.one());
    assert_eq!(both["title"], json!("2 pieces of news from Yunting"));

    // Where it is told is in no file as it is.
    let data = server.folder.path().join("data");
    for file in std::fs::read_dir(data).expect("a folder").flatten() {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        assert!(!bytes.windows(8).any(|bytes| bytes == b"to/phone"), "{file:?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn who_wants_a_day_together_is_told_at_nine_and_who_wants_nothing_is_not() {
    let (server, service) = Service::server().await;
    let (author, phone, id, coordinator) = subscribed(&server, &service).await;
    let daily = subscribe(&server, &author, &phone.request(&service, Pace::Daily)).await;
    assert_eq!(daily.subscription.expect("kept").pace, Pace::Daily);
    server.pass(1);
    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    assert!(service.take().is_empty());
    server.pass(DAY);
    told(&server).await;
    assert_eq!(phone.read(&service.one())["title"], json!("The city accepted it"));

    // What waits goes as they choose anew: here at once.
    server.act(&coordinator, id, assign()).await;
    told(&server).await;
    subscribe(&server, &author, &phone.request(&service, Pace::AtOnce)).await;
    told(&server).await;
    service.one();
    subscribe(&server, &author, &phone.request(&service, Pace::Never)).await;
    server.act(&server.officer().await, id, Action::Take {}).await;
    server.pass(2 * DAY);
    told(&server).await;
    assert!(service.take().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_service_that_fails_is_asked_again_and_one_that_knows_nobody_never() {
    let (server, service) = Service::server().await;
    let (author, phone, id, coordinator) = subscribed(&server, &service).await;

    // It is down, then it is busy and says for how long: the same message, under the same name.
    service.answer(500, None);
    service.answer(429, Some(3_600));
    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    let first = service.one();
    let server = server.restart(|_| {}).await;
    server.pass(5_000);
    told(&server).await;
    let second = service.one();
    server.pass(HOUR - 1);
    told(&server).await;
    assert!(service.take().is_empty(), "not sooner than it asked");
    let administrator = server.person(vec![Role::Administrator {}]).await;
    let troubled: Vec<Value> = server.get("/api/v1/deliveries", Some(&administrator)).await;
    assert_eq!(
        (&troubled[0]["problem"], &troubled[0]["tries"]),
        (&json!("429 Too Many Requests"), &json!(2))
    );
    server.pass(1);
    told(&server).await;
    let third = service.one();
    assert_eq!(phone.read(&first), phone.read(&third));
    for came in [&second, &third] {
        assert_eq!(came.header("topic"), first.header("topic"));
        assert_ne!(came.body, first.body, "never sealed the same way twice");
    }
    server.pass(DAY);
    told(&server).await;
    assert!(service.take().is_empty(), "it has arrived");

    // It can't take such a message: the person sees it, and may switch it on anew.
    service.answer(413, None);
    server.act(&coordinator, id, assign()).await;
    told(&server).await;
    service.one();
    assert!(subscription(&server, &author).await.expect("kept").unreachable);
    subscribe(&server, &author, &phone.request(&service, Pace::AtOnce)).await;
    assert!(!subscription(&server, &author).await.expect("kept").unreachable);

    // It knows no such browser, or no more.
    let officer = server.officer().await;
    let text = "不归我们。".to_owned();
    for (status, step) in [(410, Action::Return { text }), (404, assign())] {
        service.answer(status, None);
        let by = if status == 410 { &officer } else { &coordinator };
        server.act(by, id, step).await;
        told(&server).await;
        service.one();
        assert_eq!(subscription(&server, &author).await, None, "{status}");
        server.pass(4 * DAY);
        told(&server).await;
        assert!(service.take().is_empty(), "{status}");
        subscribe(&server, &author, &phone.request(&service, Pace::AtOnce)).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn a_browser_is_told_for_as_long_as_its_person_is_signed_in_there() {
    let (server, service) = Service::server().await;
    let (author, phone, id, coordinator) = subscribed(&server, &service).await;
    let follower = server.citizen().await;
    server.act(&follower, id, Action::Follow {}).await;

    // Somebody else signs in there: the browser is theirs now, and no longer the author's.
    subscribe(&server, &follower, &phone.request(&service, Pace::AtOnce)).await;
    assert_eq!(subscription(&server, &author).await, None);
    let desktop = Browser::new("desktop");
    subscribe(&server, &author, &desktop.request(&service, Pace::AtOnce)).await;
    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    let mut to: Vec<String> = service.take().into_iter().map(|came| came.to).collect();
    to.sort();
    assert_eq!(to, ["desktop", "phone"]);

    // One switches it off, one signs out with a message on its way.
    service.answer(500, None);
    service.answer(500, None);
    server.act(&coordinator, id, assign()).await;
    told(&server).await;
    assert_eq!(service.take().len(), 2);
    let off = server.request(Method::DELETE, "/api/v1/subscription", Some(&author));
    assert_eq!(
        off.send().await.expect("answers").status(),
        StatusCode::NO_CONTENT
    );
    let out = server.request(Method::DELETE, "/api/v1/session", Some(&follower));
    assert_eq!(
        out.send().await.expect("answers").status(),
        StatusCode::NO_CONTENT
    );
    server.pass(DAY);
    told(&server).await;
    assert!(service.take().is_empty());
    assert_eq!(subscription(&server, &author).await, None);
    server.stop().await;
}

#[tokio::test]
async fn what_is_no_push_service_out_there_is_refused() {
    let server = Server::start().await;
    let (who, phone) = (server.guest().await, Browser::new("phone"));
    let outside = Service {
        origin: "https://push.example".to_owned(),
        ..Service::default()
    };
    let asked = phone.request(&outside, Pace::AtOnce);
    let put = |asked: &SubscriptionRequest, who: Option<&Somebody>| {
        server
            .request(Method::PUT, "/api/v1/subscription", who)
            .json(asked)
    };
    let unusable = (StatusCode::UNPROCESSABLE_ENTITY, "push-unusable".to_owned());
    for endpoint in [
        "http://push.example/a",
        "http://127.0.0.1:1/a",
        "https://127.0.0.1/a",
        "https://169.254.169.254/latest",
        "https://[::1]/a",
        "no address",
    ] {
        let endpoint = endpoint.to_owned();
        let asked = SubscriptionRequest {
            endpoint,
            ..asked.clone()
        };
        assert_eq!(server.error(put(&asked, Some(&who))).await, unusable, "{asked:?}");
    }
    for (p256dh, auth) in [
        ("", asked.auth.as_str()),
        ("AAAA", asked.auth.as_str()),
        (asked.p256dh.as_str(), "AAAA"),
        (asked.p256dh.as_str(), "§"),
    ] {
        let asked = SubscriptionRequest {
            p256dh: p256dh.to_owned(),
            auth: auth.to_owned(),
            ..asked.clone()
        };
        assert_eq!(server.error(put(&asked, Some(&who))).await, unusable, "{asked:?}");
    }
    let odd = Quiet {
        from: 1_440,
        until: 0,
    };
    let asked_odd = SubscriptionRequest {
        quiet: odd,
        ..asked.clone()
    };
    assert_eq!(server.error(put(&asked_odd, Some(&who))).await.1, "wrong-shape");
    assert_eq!(server.error(put(&asked, None)).await.1, "not-signed-in");
    assert_eq!(subscription(&server, &who).await, None);
    server.stop().await;
}

#[tokio::test]
async fn a_guest_who_signs_up_or_in_is_told_on_in_the_same_browser() {
    let (server, service) = Service::server().await;
    let form = |login: &str| SignUp {
        login: login.to_owned(),
        password: "一个足够长的密码".to_owned(),
        name: None,
    };
    // Known elsewhere before, and told on another device.
    let elsewhere = Somebody::of(server.post("/api/v1/accounts", None, &form("wang")).await);
    let desktop = Browser::new("desktop");
    subscribe(&server, &elsewhere, &desktop.request(&service, Pace::AtOnce)).await;
    let sign_in = SignIn {
        login: "wang".to_owned(),
        password: "一个足够长的密码".to_owned(),
    };
    for (path, asked) in [
        (
            "/api/v1/accounts",
            serde_json::to_value(form("li")).expect("JSON"),
        ),
        ("/api/v1/session", serde_json::to_value(sign_in).expect("JSON")),
    ] {
        let (guest, phone, id, coordinator) = subscribed(&server, &service).await;
        let me = Somebody::of(server.post(path, Some(&guest), &asked).await);
        assert_eq!(
            subscription(&server, &me).await.map(|told| told.pace),
            Some(Pace::AtOnce),
            "{path}"
        );
        server.act(&coordinator, id, accept()).await;
        told(&server).await;
        let came = service.take();
        assert_eq!(
            came.iter().filter(|came| came.to == phone.name).count(),
            1,
            "{path}"
        );
        let out = server.request(Method::DELETE, "/api/v1/session", Some(&me));
        assert_eq!(
            out.send().await.expect("answers").status(),
            StatusCode::NO_CONTENT
        );
    }
    assert!(subscription(&server, &elsewhere).await.is_some(), "theirs stays");
    server.stop().await;
}
