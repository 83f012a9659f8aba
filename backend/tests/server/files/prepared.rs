//! What a desk prepares, with the files that are to go along: for the city's staff alone until it is published.

use super::{photo, png};
use crate::staff::{officers, refused, taken};
use crate::support::Server;
use domain::id::PreparedId;
use domain::proposal::{Action, ActionKind, AnswerKind, State};
use domain::query::Page;
use uuid::Uuid;

#[tokio::test]
async fn what_a_desk_prepares_is_the_staffs_until_it_is_published_with_all_that_goes_along() {
    let server = Server::start().await;
    let author = server.guest().await;
    let [one, two, _] = officers(&server).await;
    let id = taken(&server, &author, &one).await;
    let clock = server.detail(id, None).await.proposal.clock.expect("a clock");
    let promise = Action::Answer {
        kind: AnswerKind::Adopted,
        text: "下周铺好。".to_owned(),
        promised: Some(clock.due.day(480)),
        milestones: Vec::new(),
    };
    server.act(&one, id, promise).await;

    let photo = server.bring(&one, &png(&photo(20, 20))).await;
    let prepared = PreparedId(Uuid::now_v7());
    let marker = "铺好了，照片在这里";
    let resolve = Action::Resolve {
        text: format!("{marker}。"),
        evidence: vec![photo.cited(Some("新铺的路面".to_owned()))],
    };
    let action = Box::new(resolve);
    // Nobody cites what is not theirs, prepared or not.
    let stolen = Action::Prepare {
        prepared,
        action: action.clone(),
    };
    assert_eq!(refused(&server, &two, id, stolen.clone()).await, "no-such-file");
    server.act(&one, id, stolen).await;

    let hash = photo.hash.to_string();
    let citizen = server.citizen().await;
    for reader in [None, Some(&author), Some(&citizen)] {
        let detail = server.detail(id, reader).await;
        assert_eq!(detail.proposal.internal, Default::default());
        let feed = server.changes("after=0", reader).await;
        assert!(!serde_json::to_string(&feed).unwrap().contains(marker));
        let page: Page = server.get("/api/v1/proposals", reader).await;
        assert!(page.items.iter().all(|card| card.prepared.is_empty()));
        assert_eq!(server.file(&hash, reader).await.status(), 404);
    }
    for reader in [&one, &two] {
        let detail = server.detail(id, Some(reader)).await;
        assert_eq!(detail.proposal.internal.prepared[0].id, prepared);
        let page: Page = server.get("/api/v1/proposals", Some(reader)).await;
        let [ready] = page.items[0].prepared.as_slice() else {
            panic!("{:?}", page.items[0])
        };
        assert_eq!(
            (ready.id, ready.action, ready.by),
            (prepared, ActionKind::Resolve, Some(one.account))
        );
        let file = server.file(&hash, Some(reader)).await;
        assert_eq!(file.status(), 200);
        assert_eq!(file.headers()["cache-control"], "private, no-store");
    }

    // It outlives a stop, and whoever publishes it need not have brought the photo.
    let server = server.restart(|_| ()).await;
    server.act(&two, id, Action::Publish { prepared }).await;
    let detail = server.detail(id, None).await;
    assert_eq!(detail.proposal.state, State::Resolved);
    assert!(serde_json::to_string(&detail).unwrap().contains(marker));
    assert_eq!(server.file(&hash, None).await.status(), 200);
    let page: Page = server.get("/api/v1/proposals", Some(&one)).await;
    assert_eq!(page.items[0].prepared, []);
    assert_eq!(
        refused(&server, &one, id, Action::Publish { prepared }).await,
        "no-such-prepared"
    );
    server.stop().await;
}
