//! Telling people and the systems of departments: letters through a real SMTP conversation, calls over real HTTP.

mod arguments;
mod push;

use crate::support::{DAY, Server, Somebody, accept, assign, department};
use backend::admin::Office;
use backend::telling::{self, mail::MailConfig};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::actor::Role;
use domain::contact::{Contact, ContactCode, ContactRequest, ContactState, Pace, Quiet};
use domain::id::DepartmentId;
use domain::proposal::Action;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

const HOUR: i64 = DAY / 24;

/// A mail server that keeps what comes.
#[derive(Clone, Default)]
struct Post {
    letters: Arc<Mutex<Vec<String>>>,
    /// What it answers to the next recipients instead of "250 OK".
    refuses: Arc<Mutex<VecDeque<&'static str>>>,
}

impl Post {
    async fn open(&self) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("known").port();
        let post = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(post.clone().talk(stream));
            }
        });
        port
    }

    async fn talk(self, stream: tokio::net::TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 here\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "RCPT" => self.refuses.lock().unwrap().pop_front().unwrap_or("250 OK"),
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await.ok()?;
                    let mut letter = String::new();
                    while let Some(line) = lines.next_line().await.ok()?.filter(|line| line != ".") {
                        letter.push_str(line.strip_prefix("..").map_or(line.as_str(), |_| &line[1..]));
                        letter.push('\n');
                    }
                    self.letters.lock().unwrap().push(letter);
                    "250 kept"
                }
                "QUIT" => "221 bye",
                _ => "250 OK",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        }
        None
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.letters.lock().unwrap())
    }

    /// The one letter that came.
    fn one(&self) -> String {
        let letters = self.take();
        assert_eq!(letters.len(), 1, "{letters:?}");
        letters.into_iter().next().expect("one")
    }
}

/// The text and the HTML of a letter.
fn parts(letter: &str) -> [String; 2] {
    let boundary = letter
        .split("boundary=\"")
        .nth(1)
        .expect("parts")
        .split('"')
        .next()
        .expect("ends");
    let between = format!("--{boundary}");
    let mut parts = letter.split(&between).skip(1).map(|part| {
        let (head, body) = part.trim().split_once("\n\n").unwrap_or_default();
        let body = if head.contains("base64") {
            STANDARD.decode(body.replace('\n', "")).expect("base64")
        } else {
            let mut bytes = Vec::new();
            let body = body.replace("=\n", "");
            let mut rest = body.as_bytes();
            while let [first, others @ ..] = rest {
                let is_code = *first == b'=' && head.contains("quoted-printable");
                rest = if is_code {
                    let code = std::str::from_utf8(&others[..2]).expect("text");
                    bytes.push(u8::from_str_radix(code, 16).expect("a code"));
                    &others[2..]
                } else {
                    bytes.push(*first);
                    others
                };
            }
            bytes
        };
        String::from_utf8(body).expect("text")
    });
    [(); 2].map(|()| parts.next().expect("two parts"))
}

fn header<'a>(letter: &'a str, name: &str) -> Option<&'a str> {
    let head = letter.split("\n\n").next().unwrap_or_default();
    head.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

async fn writing(post: &Post) -> Server {
    let port = post.open().await;
    Server::with(|config| {
        config.mail = Some(MailConfig {
            smtp: format!("smtp://127.0.0.1:{port}"),
            from: "Yunting <city@example.org>".to_owned(),
            public_url: "https://city.example/".to_owned(),
        });
    })
    .await
}

async fn told(server: &Server) {
    while telling::round(server.app()).await.expect("told") > 0 {}
}

fn request(address: &str, pace: Pace) -> ContactRequest {
    ContactRequest {
        address: address.to_owned(),
        language: "en".to_owned(),
        pace,
        quiet: Quiet::default(),
    }
}

async fn put(server: &Server, who: &Somebody, contact: &ContactRequest) -> ContactState {
    let request = server
        .request(Method::PUT, "/api/v1/contact", Some(who))
        .json(contact);
    let answer = request.send().await.expect("answers");
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.expect("JSON")
}

/// The address is shown to be theirs.
async fn reachable(server: &Server, post: &Post, who: &Somebody, address: &str, pace: Pace) {
    let state = put(server, who, &request(address, pace)).await;
    assert!(!state.contact.expect("kept").verified);
    let letter = post.one();
    let code = header(&letter, "Subject")
        .expect("a subject")
        .rsplit(' ')
        .next()
        .expect("a code")
        .to_owned();
    let wrong = ContactCode {
        code: "12345".to_owned(),
    };
    let asked = server
        .request(Method::POST, "/api/v1/contact/code", Some(who))
        .json(&wrong);
    assert_eq!(
        server.error(asked).await,
        (StatusCode::FORBIDDEN, "wrong-code".to_owned())
    );
    let state: ContactState = server
        .post("/api/v1/contact/code", Some(who), &ContactCode { code })
        .await;
    assert!(state.offered && state.contact.expect("kept").verified);
}

async fn contact(server: &Server, who: &Somebody) -> Option<Contact> {
    server
        .get::<ContactState>("/api/v1/contact", Some(who))
        .await
        .contact
}

#[tokio::test]
async fn the_author_and_who_follows_get_letters_each_as_they_like() {
    let post = Post::default();
    let server = writing(&post).await;
    let (author, follower, coordinator) = (
        server.guest().await,
        server.citizen().await,
        server.coordinator().await,
    );
    reachable(&server, &post, &author, "fang@example.org", Pace::AtOnce).await;
    reachable(&server, &post, &follower, "chen@example.org", Pace::Daily).await;
    let id = server.submit(&author, "路灯坏了<b>三个星期</b>。").await;
    server.act(&follower, id, Action::Follow {}).await;
    told(&server).await;
    assert!(
        post.take().is_empty(),
        "nobody is told what they did; the other waits for the morning"
    );

    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    let letter = post.one();
    assert_eq!(header(&letter, "To"), Some("fang@example.org"));
    assert_eq!(
        header(&letter, "List-Unsubscribe-Post"),
        Some("List-Unsubscribe=One-Click")
    );
    assert_eq!(header(&letter, "Content-Language"), Some("en"));
    let [text, html] = parts(&letter);
    let begin =
        "The city accepted it: “路灯坏了<b>三个星期</b>”, No. 2026-0001. Today 9:00 AM\n\nRead it here\n";
    assert!(text.starts_with(begin), "{text}");
    assert!(
        text.contains(&format!("https://city.example/proposals/{id}?lang=en")),
        "{text}"
    );
    assert!(html.contains("“路灯坏了&lt;b&gt;三个星期&lt;/b&gt;”"), "{html}");

    // At night it waits for the morning, where one letter has both.
    server.pass(13 * HOUR);
    let assign = assign();
    server.act(&coordinator, id, assign).await;
    let ask = Action::Return {
        text: "不归我们。".to_owned(),
    };
    server.act(&server.officer().await, id, ask).await;
    told(&server).await;
    assert!(post.take().is_empty());
    server.pass(10 * HOUR + 1);
    told(&server).await;
    let letter = post.one();
    assert_eq!(header(&letter, "Subject"), Some("2 pieces of news from Yunting"));
    assert!(parts(&letter)[0].contains("> 不归我们。\n"), "{letter}");
    server.pass(HOUR);
    told(&server).await;
    let letter = post.one();
    assert_eq!(
        header(&letter, "To"),
        Some("chen@example.org"),
        "a day's news together at nine"
    );
    assert_eq!(header(&letter, "Subject"), Some("3 pieces of news from Yunting"));

    // One press of a mail program ends the letters; another address's link is none.
    let stop = header(&letter, "List-Unsubscribe")
        .expect("a link")
        .trim_matches(['<', '>']);
    let path = stop
        .strip_prefix("https://city.example")
        .expect("the city's")
        .to_owned();
    let page = server
        .request(Method::GET, &path, None)
        .send()
        .await
        .expect("answers");
    assert!(
        page.text()
            .await
            .expect("text")
            .contains("<form method=\"post\"><button>Stop these letters")
    );
    assert_eq!(
        contact(&server, &follower).await.expect("kept").pace,
        Pace::Daily,
        "looking changes nothing"
    );
    let pressed = server
        .request(Method::POST, &path, None)
        .body("List-Unsubscribe=One-Click");
    assert_eq!(pressed.send().await.expect("answers").status(), StatusCode::OK);
    assert_eq!(contact(&server, &follower).await.expect("kept").pace, Pace::Never);
    let (account, mark) = path.split_once('.').expect("whose, and a mark");
    // All but its first letter, whatever that is.
    let other = if mark.starts_with('A') { 'B' } else { 'A' };
    let forged = server.request(Method::POST, &format!("{account}.{other}{}", &mark[1..]), None);
    assert_eq!(server.error(forged).await.0, StatusCode::NOT_FOUND);

    // Forgotten is forgotten.
    let forget = server.request(Method::DELETE, "/api/v1/contact", Some(&author));
    assert_eq!(
        forget.send().await.expect("answers").status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(contact(&server, &author).await, None);
    server.act(&coordinator, id, self::assign()).await;
    server.pass(2 * DAY);
    told(&server).await;
    assert!(post.take().is_empty());
    server.stop().await;
}

#[tokio::test]
async fn a_letter_that_does_not_arrive_is_tried_again_or_shown_to_the_person_and_the_administrator() {
    let post = Post::default();
    let server = writing(&post).await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    reachable(&server, &post, &author, "fang@example.org", Pace::AtOnce).await;
    let id = server.submit(&author, "路灯坏了").await;

    // Its box is full: later it goes, under the same name; also after the server was down meanwhile.
    post.refuses.lock().unwrap().push_back("452 mailbox full");
    server.act(&coordinator, id, accept()).await;
    told(&server).await;
    assert!(post.take().is_empty());
    let server = server.restart(|_| {}).await;
    server.pass(5_000);
    told(&server).await;
    post.one();
    told(&server).await;
    assert!(post.take().is_empty(), "once");

    // There is no such box: the person is told in the app, and nothing more is sent there.
    post.refuses.lock().unwrap().push_back("550 nobody here");
    server.act(&coordinator, id, assign()).await;
    told(&server).await;
    assert!(contact(&server, &author).await.expect("kept").unreachable);
    let administrator = server.person(vec![Role::Administrator {}]).await;
    let troubled: Vec<Value> = server.get("/api/v1/deliveries", Some(&administrator)).await;
    assert_eq!(troubled.len(), 1);
    assert_eq!(troubled[0]["target"], json!({ "person": author.account }));
    assert_eq!(
        (&troubled[0]["problem"], troubled[0]["given_up"].is_i64()),
        (&json!("SMTP 550"), true)
    );
    let request = server.request(Method::GET, "/api/v1/deliveries", Some(&author));
    assert_eq!(
        server.error(request).await,
        (StatusCode::FORBIDDEN, "not-administrator".to_owned())
    );

    // They look at it, and it works again.
    reachable(&server, &post, &author, "fang@example.org", Pace::AtOnce).await;
    server.act(&server.officer().await, id, Action::Take {}).await;
    told(&server).await;
    assert_eq!(header(&post.one(), "To"), Some("fang@example.org"));

    // Addresses are in no file of the server's as they are.
    let data = server.folder.path().join("data");
    for file in std::fs::read_dir(data)
        .expect("a folder")
        .flatten()
        .filter(|file| file.path().is_file())
    {
        let bytes = std::fs::read(file.path()).expect("read");
        assert!(
            !bytes.windows(5).any(|bytes| bytes == b"fang@"),
            "{:?}",
            file.path()
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_no_address_and_what_comes_too_often_is_refused() {
    let post = Post::default();
    let server = writing(&post).await;
    let who = server.guest().await;
    let put = |contact: &ContactRequest| {
        server
            .request(Method::PUT, "/api/v1/contact", Some(&who))
            .json(contact)
    };
    let long = format!("{}@example.org", "a".repeat(250));
    for address in [
        "",
        "fang",
        "fang@",
        "a@b\r\nRCPT TO:<x@y>",
        "a b@example.org",
        &long,
    ] {
        let refused = server.error(put(&request(address, Pace::AtOnce))).await;
        assert_eq!(
            refused,
            (StatusCode::UNPROCESSABLE_ENTITY, "address-unusable".to_owned()),
            "{address}"
        );
    }
    let mut odd = request("fang@example.org", Pace::AtOnce);
    odd.quiet.from = 1_440;
    assert_eq!(server.error(put(&odd)).await.1, "wrong-shape");
    post.refuses.lock().unwrap().extend(["550 no", "451 later"]);
    let address = request("fang@example.org", Pace::AtOnce);
    assert_eq!(server.error(put(&address)).await.1, "address-unusable");
    assert_eq!(
        server.error(put(&address)).await,
        (StatusCode::BAD_GATEWAY, "letter-not-sent".to_owned())
    );
    let third = server.error(put(&address)).await;
    assert_eq!(
        third,
        (StatusCode::TOO_MANY_REQUESTS, "too-many-attempts".to_owned())
    );
    server.pass(60_000);
    assert!(put(&address).send().await.expect("answers").status().is_success());

    // A code is tried five times, and works for a quarter of an hour.
    let letter = post.one();
    let code = header(&letter, "Subject")
        .expect("a subject")
        .rsplit(' ')
        .next()
        .expect("a code");
    let typed = |code: &str| {
        let body = ContactCode {
            code: code.to_owned(),
        };
        server
            .request(Method::POST, "/api/v1/contact/code", Some(&who))
            .json(&body)
    };
    for _ in 0..5 {
        assert_eq!(server.error(typed("no")).await.1, "wrong-code");
    }
    assert_eq!(server.error(typed(code)).await.1, "wrong-code");
    server.stop().await;

    let silent = Server::start().await;
    let who = silent.guest().await;
    let put = silent
        .request(Method::PUT, "/api/v1/contact", Some(&who))
        .json(&address);
    assert_eq!(
        silent.error(put).await,
        (StatusCode::NOT_IMPLEMENTED, "letters-not-offered".to_owned())
    );
    assert!(
        !silent
            .get::<ContactState>("/api/v1/contact", Some(&who))
            .await
            .offered
    );
    silent.stop().await;
}

/// A call as it came.
#[derive(Debug, Clone)]
struct Call {
    id: String,
    at: String,
    signature: String,
    body: String,
}

/// A department's system.
#[derive(Clone, Default)]
struct System {
    calls: Arc<Mutex<Vec<Call>>>,
    /// What it answers to the next calls instead of 200.
    answers: Arc<Mutex<VecDeque<u16>>>,
}

impl System {
    async fn open(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("known");
        let system = self.clone();
        let called = move |headers: axum::http::HeaderMap, body: String| async move {
            let header = |name: &str| headers[name].to_str().expect("text").to_owned();
            system.calls.lock().unwrap().push(Call {
                id: header("webhook-id"),
                at: header("webhook-timestamp"),
                signature: header("webhook-signature"),
                body,
            });
            let status = system.answers.lock().unwrap().pop_front().unwrap_or(200);
            StatusCode::from_u16(status).expect("a status")
        };
        let router = axum::Router::new().route("/called", axum::routing::post(called));
        tokio::spawn(axum::serve(listener, router).into_future());
        format!("http://{address}/called")
    }

    fn take(&self) -> Vec<Call> {
        std::mem::take(&mut *self.calls.lock().unwrap())
    }

    /// The kinds of the calls that came.
    fn kinds(&self, secret: &str) -> Vec<String> {
        let kind = |call: Call| {
            let key = STANDARD
                .decode(secret.strip_prefix("whsec_").expect("a key"))
                .expect("base64");
            let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
            mac.update(format!("{}.{}.{}", call.id, call.at, call.body).as_bytes());
            let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
            assert_eq!(call.signature, signature);
            let body: Value = serde_json::from_str(&call.body).expect("JSON");
            assert!(
                body["data"]["event"]["by"]["account"].is_null(),
                "who wrote is nobody's"
            );
            body["type"].as_str().expect("a kind").to_owned()
        };
        self.take().into_iter().map(kind).collect()
    }
}

async fn hook(server: &Server, system: &System, department: Option<DepartmentId>) -> (String, String) {
    let office = Office::open(&server.folder.path().join("data"))
        .await
        .expect("opens");
    let made = office
        .add_hook(&system.open().await, department)
        .await
        .expect("made");
    assert!(office.add_hook("file:///etc/passwd", None).await.is_err());
    office.close().await;
    (made.hook.id, made.secret)
}

#[tokio::test]
async fn departments_are_called_with_what_is_theirs_until_it_arrives_and_once() {
    let server = Server::start().await;
    let (author, coordinator, officer) = (
        server.citizen().await,
        server.coordinator().await,
        server.officer().await,
    );
    let before = server.submit(&author, "先前的").await;
    told(&server).await;
    let (all, own, other) = (System::default(), System::default(), System::default());
    let (_, all_key) = hook(&server, &all, None).await;
    let (_, own_key) = hook(&server, &own, Some(department())).await;
    let elsewhere = backend::demo::city().departments[1].id.clone();
    let (other_id, _) = hook(&server, &other, Some(elsewhere)).await;

    let id = server.submit(&author, "路灯坏了").await;
    server.act(&coordinator, id, accept()).await;
    server.act(&coordinator, id, Action::Support {}).await;
    told(&server).await;
    assert_eq!(
        all.kinds(&all_key),
        ["proposal.submitted", "proposal.accepted"],
        "no support, nothing from before"
    );
    server.act(&coordinator, id, assign()).await;
    let text = "不归我们。".to_owned();
    server.act(&officer, id, Action::Return { text }).await;
    server.act(&coordinator, before, accept()).await;
    told(&server).await;
    assert_eq!(
        own.kinds(&own_key),
        ["proposal.assigned", "proposal.returned"],
        "also that it is no longer theirs"
    );
    assert_eq!(all.take().len(), 3);
    assert!(other.take().is_empty());

    // What fails is tried again under the same name, also after a stop, and no more once it arrived.
    all.answers.lock().unwrap().extend([500, 302]);
    server.act(&coordinator, id, assign()).await;
    told(&server).await;
    let first = all.take();
    let server = server.restart(|_| {}).await;
    server.pass(5_000);
    told(&server).await;
    let second = all.take();
    server.pass(300_000);
    told(&server).await;
    let third = all.take();
    server.pass(DAY);
    told(&server).await;
    assert!(all.take().is_empty());
    for calls in [&first, &second, &third] {
        assert_eq!(
            (calls.len(), &calls[0].id, &calls[0].body),
            (1, &first[0].id, &first[0].body)
        );
    }
    assert_ne!(first[0].at, third[0].at, "each try is signed with its own time");

    // Who is gone for good is given up at once; who has ended is not called.
    all.answers.lock().unwrap().push_back(410);
    server.act(&officer, id, Action::Take {}).await;
    told(&server).await;
    let administrator = server.person(vec![Role::Administrator {}]).await;
    let troubled: Vec<Value> = server.get("/api/v1/deliveries", Some(&administrator)).await;
    assert_eq!((troubled.len(), &troubled[0]["problem"]), (1, &json!("410 Gone")));
    let office = Office::open(&server.folder.path().join("data"))
        .await
        .expect("opens");
    assert!(office.end_hook(&other_id).await.expect("ended"));
    assert!(!office.end_hook("nobody").await.expect("asked"));
    assert_eq!(
        office
            .hooks()
            .await
            .expect("read")
            .iter()
            .filter(|hook| hook.ended.is_some())
            .count(),
        1
    );
    office.close().await;
    server.stop().await;
}
