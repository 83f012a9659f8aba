//! Guests, signing up, signing in, handing over, signing out.

use crate::support::{Server, Somebody, accept, guest_request};
use domain::actor::Level;
use domain::proposal::Action;
use domain::protocol::{Me, Outcome, Session, SignIn, SignUp};
use reqwest::Method;

fn sign_up(login: &str) -> SignUp {
    SignUp {
        login: login.to_owned(),
        password: "一个足够长的密码".to_owned(),
        name: Some("老陈".to_owned()),
    }
}

fn sign_in(login: &str) -> SignIn {
    SignIn {
        login: login.to_owned(),
        password: "一个足够长的密码".to_owned(),
    }
}

#[tokio::test]
async fn a_guest_is_known_by_its_secret_and_by_nothing_else() {
    let server = Server::start().await;
    let guest = guest_request();
    let first: Session = server.post("/api/v1/guests", None, &guest).await;
    let again: Session = server.post("/api/v1/guests", None, &guest).await;
    assert_eq!(first.me, again.me);
    assert_ne!(first.token, again.token);
    let mut thief = guest_request();
    thief.account = guest.account;
    let request = server.request(Method::POST, "/api/v1/guests", None).json(&thief);
    assert_eq!(
        server.error(request).await,
        (403.try_into().unwrap(), "wrong-secret".to_owned())
    );
    server.stop().await;
}

#[tokio::test]
async fn signing_up_turns_the_guest_into_the_account() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let id = server.submit(&guest, "还没有注册时写的").await;
    let session: Session = server
        .post("/api/v1/accounts", Some(&guest), &sign_up("+86 138 0013 8000"))
        .await;
    assert_eq!(session.me.account, guest.account, "it keeps its id");
    assert_eq!(
        (session.me.level, session.me.name.as_deref()),
        (Level::Unverified, Some("老陈"))
    );
    let somebody = Somebody::of(session);
    server.act(&somebody, id, Action::Withdraw {}).await;

    let taken = server
        .request(Method::POST, "/api/v1/accounts", None)
        .json(&sign_up("138-0013-8000"));
    assert_eq!(server.error(taken).await.1, "login-taken");
    let repeated: Session = server
        .post("/api/v1/accounts", Some(&somebody), &sign_up("13800138000"))
        .await;
    assert_eq!(
        repeated.me.account, guest.account,
        "an answer that got lost is given again"
    );

    let elsewhere: Session = server
        .post("/api/v1/session", None, &sign_in("13800138000"))
        .await;
    assert_eq!(elsewhere.me.account, guest.account);
    let me: Me = server.get("/api/v1/me", Some(&Somebody::of(elsewhere))).await;
    assert_eq!(me.name.as_deref(), Some("老陈"));
    server.stop().await;
}

#[tokio::test]
async fn signing_in_hands_over_what_the_guest_wrote_and_one_person_has_one_support() {
    let server = Server::start().await;
    let coordinator = server.coordinator().await;
    let home = Somebody::of(server.post("/api/v1/accounts", None, &sign_up("wangfang")).await);
    let guest = server.guest().await;
    let id = server.submit(&guest, "在图书馆的电脑上写的").await;
    let sent = server.command(id, Action::Follow {});
    let followed = server.push(&guest, vec![sent.clone()]).await;
    server.act(&coordinator, id, accept()).await;
    server.act(&home, id, Action::Support {}).await;

    let session: Session = server
        .post("/api/v1/session", Some(&guest), &sign_in("wangfang"))
        .await;
    assert_eq!(session.me.account, home.account);
    let me = Somebody::of(session);
    let detail = server.detail(id, Some(&me)).await;
    assert_eq!(detail.proposal.author, Some(home.account));
    assert!(detail.relation.follows && detail.relation.supports);
    let mine = server.changes("scope=mine", Some(&me)).await;
    let own = mine
        .events
        .iter()
        .filter(|event| event.by.account == Some(home.account))
        .count();
    assert_eq!(own, 3, "submitted and followed as a guest, supported as oneself");
    let again = server.push(&me, vec![sent]).await;
    assert_eq!(
        again[0],
        followed[0].clone().replayed(),
        "what the guest sent is not carried out twice"
    );
    let ended = server.request(Method::GET, "/api/v1/me", Some(&guest));
    assert_eq!(
        server.error(ended).await,
        (401.try_into().unwrap(), "session-ended".to_owned())
    );
    let withdrawn = server
        .push(&me, vec![server.command(id, Action::Withdraw {})])
        .await;
    assert!(
        matches!(withdrawn[0], Outcome::Applied { .. }),
        "it is theirs now"
    );
    server.stop().await;
}

#[tokio::test]
async fn where_guest_and_account_both_support_one_support_remains() {
    let server = Server::start().await;
    let administrator = server.person(vec![domain::actor::Role::Administrator {}]).await;
    let mut city = backend::demo::city();
    city.policy.support_level = Level::Guest;
    let command = domain::command::Command {
        id: domain::id::CommandId(uuid::Uuid::now_v7()),
        at: server.now(),
        order: domain::command::Order::City {
            city: Box::new(city),
            seen: None,
        },
    };
    server.push(&administrator, vec![command]).await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let id = server.submit(&author, "都说好").await;
    server.act(&coordinator, id, accept()).await;
    let account = Somebody::of(server.post("/api/v1/accounts", None, &sign_up("lisi")).await);
    let guest = server.guest().await;
    server.act(&account, id, Action::Support {}).await;
    server.act(&guest, id, Action::Support {}).await;
    assert_eq!(server.detail(id, None).await.proposal.supports, 2);
    let me = Somebody::of(
        server
            .post("/api/v1/session", Some(&guest), &sign_in("lisi"))
            .await,
    );
    let detail = server.detail(id, Some(&me)).await;
    assert_eq!((detail.proposal.supports, detail.relation.supports), (1, true));
    let mut folded = domain::world::World::new(backend::demo::city());
    let mine = server.changes("scope=mine", Some(&me)).await;
    mine.events.iter().for_each(|event| folded.fold(event));
    assert_eq!(
        folded.view(id, Some(me.account)).relation,
        detail.relation,
        "a device that folds agrees"
    );
    server.act(&me, id, Action::Unsupport {}).await;
    assert_eq!(server.detail(id, None).await.proposal.supports, 0);
    server.stop().await;
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let out = || server.request(Method::DELETE, "/api/v1/session", Some(&guest));
    assert_eq!(out().send().await.expect("answers").status(), 204);
    assert_eq!(server.error(out()).await.1, "session-ended");
    assert_eq!(
        server
            .error(server.request(Method::DELETE, "/api/v1/session", None))
            .await
            .1,
        "not-signed-in"
    );
    server.stop().await;
}

#[tokio::test]
async fn wrong_passwords_are_slowed_down() {
    let server = Server::start().await;
    server
        .post::<Session>("/api/v1/accounts", None, &sign_up("zhangsan"))
        .await;
    let mut wrong = sign_in("zhangsan");
    wrong.password = "不是这个密码吧".to_owned();
    let attempt = |body: &SignIn| server.request(Method::POST, "/api/v1/session", None).json(body);
    for _ in 0..5 {
        assert_eq!(server.error(attempt(&wrong)).await.1, "wrong-credentials");
    }
    let answer = attempt(&sign_in("zhangsan")).send().await.expect("answers");
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["retry-after"], "1");
    server.pass(1_000);
    server
        .post::<Session>("/api/v1/session", None, &sign_in("zhangsan"))
        .await;
    server.stop().await;
}

#[tokio::test]
async fn what_cannot_be_a_login_a_password_or_a_name_is_told_apart() {
    let server = Server::start().await;
    let cases = [
        ("x", "long enough", None, "login-unusable"),
        ("fine", "short", None, "password-unusable"),
        ("fine", "long enough", Some("a".repeat(41)), "name-unusable"),
        ("fine\0", "long enough", None, "login-unusable"),
    ];
    for (login, password, name, expected) in cases {
        let body = SignUp {
            login: login.to_owned(),
            password: password.to_owned(),
            name,
        };
        let request = server.request(Method::POST, "/api/v1/accounts", None).json(&body);
        let (status, code) = server.error(request).await;
        assert_eq!((status.as_u16(), code.as_str()), (422, expected));
    }
    server.stop().await;
}

#[tokio::test]
async fn an_address_that_brings_guests_without_end_is_asked_to_wait() {
    let server = Server::with(|config| config.limits.accounts_per_minute = 2).await;
    server.guest().await;
    server.guest().await;
    let enter = || {
        server
            .request(Method::POST, "/api/v1/guests", None)
            .json(&guest_request())
    };
    let (status, code) = server.error(enter()).await;
    assert_eq!((status.as_u16(), code.as_str()), (429, "too-many-attempts"));
    server.pass(60_000);
    server.guest().await;
    server.stop().await;
}
