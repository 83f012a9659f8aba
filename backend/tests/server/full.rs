//! A full disk: said plainly, and what is there stays readable.

use crate::support::{Server, submission};
use domain::id::ProposalId;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_full_disk_is_said_and_reading_goes_on() {
    let server = Server::with(|config| config.max_pages = Some(160)).await;
    let author = server.guest().await;
    let long = "满".repeat(20_000);
    let mut kept = Vec::new();
    let refused = loop {
        let id = ProposalId(Uuid::now_v7());
        let body = json!({ "commands": [server.command(id, submission(&long))] });
        let push = server
            .request(Method::POST, "/api/v1/sync/push", Some(&author))
            .json(&body);
        let answer = push.send().await.expect("answers");
        if answer.status() == 200 {
            kept.push(id);
            assert!(kept.len() < 100, "the file should be full by now");
        } else {
            break answer;
        }
    };
    assert_eq!(refused.status(), 507);
    assert!(refused.headers().contains_key("retry-after"));
    let body: serde_json::Value = refused.json().await.expect("errors are JSON");
    assert_eq!(body["error"]["code"], "disk-full");
    assert!(!kept.is_empty());
    for id in &kept {
        assert_eq!(server.detail(*id, None).await.proposal.text, long);
    }
    let feed = server.changes("after=1&limit=1000", None).await;
    assert_eq!(feed.events.len(), kept.len());
    assert_eq!(server.list("").await.items.len(), kept.len().min(20));

    let server = server.restart(|_| {}).await;
    assert_eq!(server.changes("", None).await.head, kept.len() as u64 + 1);
    server.stop().await;
}
