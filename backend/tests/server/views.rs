//! Views of a desk lie with the account.

use crate::support::{Server, Somebody};
use domain::desk::{Desk, DeskView, ViewChange, ViewChanges};
use reqwest::Method;

const VIEWS: &str = "/api/v1/views";

fn change(name: &str, query: Option<&str>) -> ViewChange {
    ViewChange {
        desk: Desk::Coordinator,
        name: name.to_owned(),
        query: query.map(str::to_owned),
    }
}

fn names(views: &[DeskView]) -> Vec<(&str, &str)> {
    views
        .iter()
        .map(|view| (&view.name[..], &view.query[..]))
        .collect()
}

impl Server {
    async fn changes_views(&self, who: &Somebody, changes: Vec<ViewChange>) -> Vec<DeskView> {
        let asked = self
            .request(Method::PUT, VIEWS, Some(who))
            .json(&ViewChanges { changes });
        asked.send().await.unwrap().json().await.unwrap()
    }
}

#[tokio::test]
async fn what_is_kept_last_under_a_name_holds_and_nobody_else_sees_it() {
    let server = Server::start().await;
    let (one, other) = (server.coordinator().await, server.coordinator().await);
    let kept = server
        .changes_views(
            &one,
            vec![change("路灯", Some("?q=路灯")), change("噪声", Some("?q=噪声"))],
        )
        .await;
    assert_eq!(names(&kept), [("路灯", "?q=路灯"), ("噪声", "?q=噪声")]);
    let kept = server
        .changes_views(
            &one,
            vec![
                change("路灯", Some("?q=灯")),
                change("噪声", None),
                change("没有", None),
            ],
        )
        .await;
    assert_eq!(names(&kept), [("路灯", "?q=灯")]);
    let server = server.restart(|_| {}).await;
    let kept: Vec<DeskView> = server.get(VIEWS, Some(&one)).await;
    assert_eq!(names(&kept), [("路灯", "?q=灯")]);
    let kept: Vec<DeskView> = server.get(VIEWS, Some(&other)).await;
    assert_eq!(kept, []);
    // Of too many the latest stay.
    let many = (0..=DeskView::LIMIT).map(|at| change(&at.to_string(), Some("?queue=overdue")));
    let kept = server.changes_views(&one, many.collect()).await;
    // They are part of what somebody takes along.
    let taken: domain::personal::PersonalData = server.get("/api/v1/me/data", Some(&one)).await;
    assert_eq!(taken.views, kept);
    assert_eq!(kept.len(), DeskView::LIMIT);
    assert_eq!(kept[0].name, "1");
    server.stop().await;
}

#[tokio::test]
async fn only_whoever_has_a_desk_keeps_views_and_only_such_as_are_ones() {
    let server = Server::start().await;
    let (coordinator, citizen) = (server.coordinator().await, server.citizen().await);
    let asked = |who, changes: Vec<ViewChange>| {
        server
            .request(Method::PUT, VIEWS, who)
            .json(&ViewChanges { changes })
    };
    let good = || vec![change("路灯", Some("?q=路灯"))];
    assert_eq!(server.error(asked(None, good())).await.1, "not-signed-in");
    assert_eq!(server.error(asked(Some(&citizen), good())).await.1, "not-staff");
    let read = server.request(Method::GET, VIEWS, Some(&citizen));
    assert_eq!(server.error(read).await.1, "not-staff");
    let bad = [
        vec![change("", Some("?q=路灯"))],
        vec![change("路灯", Some("https://example.org"))],
        vec![change("路灯", None); 2 * DeskView::LIMIT + 1],
    ];
    for changes in bad {
        let asked = asked(Some(&coordinator), changes);
        assert_eq!(server.error(asked).await.1, "wrong-shape");
    }
    let kept: Vec<DeskView> = server.get(VIEWS, Some(&coordinator)).await;
    assert_eq!(kept, []);
    server.stop().await;
}
