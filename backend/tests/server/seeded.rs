//! What `seed` leaves.

use crate::support::Server;
use backend::seed;
use domain::proposal::State;
use domain::protocol::Session;
use reqwest::Method;
use std::path::PathBuf;

#[tokio::test]
async fn the_demo_city_has_every_state_and_lets_its_people_in() {
    let server = Server::filled(async |app| assert!(seed::demo(app).await.expect("fills"))).await;
    assert!(
        !seed::demo(server.app()).await.expect("looks"),
        "only an empty directory is filled"
    );
    for state in State::ALL {
        let page = server.list(&format!("state={}", state.name())).await;
        assert!(!page.items.is_empty(), "{}", state.name());
    }
    let sign_ins = seed::demo_sign_ins();
    for part in ["citizen", "coordinator", "officer", "administrator"] {
        assert!(sign_ins.iter().any(|(_, _, of)| *of == part), "{part}");
    }
    let (login, password, _) = &sign_ins[0];
    let body = serde_json::json!({ "login": login, "password": password });
    server.post::<Session>("/api/v1/session", None, &body).await;
    server.stop().await;
}

#[tokio::test]
async fn a_polis_conversation_is_loaded_once_with_its_real_supports() {
    let server = Server::empty().await;
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/polis");
    let loaded = seed::polis(server.app(), &folder).await.expect("loads");
    assert_eq!(
        loaded,
        seed::Loaded {
            statements: 2,
            supports: 3
        }
    );
    let again = seed::polis(server.app(), &folder).await.expect("loads");
    assert_eq!(
        again,
        seed::Loaded {
            statements: 0,
            supports: 0
        }
    );
    let page = server.list("order=most_supported").await;
    let told: Vec<_> = page
        .items
        .iter()
        .map(|card| (card.supports, card.language.as_str()))
        .collect();
    assert_eq!(told, [(2, "zh-TW"), (1, "zh-TW")]);
    assert_eq!(page.items[0].excerpt, "叫車平台應該繳稅，\n「公平」最重要");
    server.stop().await;
}

#[tokio::test]
async fn made_up_proposals_are_the_same_each_time() {
    let server = Server::empty().await;
    seed::synthetic(server.app(), 40, |_| {}).await.expect("makes");
    let head = server.changes("limit=1", None).await.head;
    seed::synthetic(server.app(), 40, |_| {}).await.expect("makes");
    assert_eq!(server.changes("limit=1", None).await.head, head);
    assert_eq!(server.list("limit=100").await.items.len(), 40);
    let nothing = server.request(Method::GET, "/api/v1/proposals?state=closed", None);
    assert_eq!(
        nothing.send().await.expect("answers").text().await.expect("text"),
        "{\"items\":[]}"
    );
    server.stop().await;
}
