//! Who is asking comes from the session, what they may do from the city's table; a device's word is neither.

use crate::support::{Server, accept, submission};
use backend::accounts::AccountJob;
use domain::actor::Role;
use domain::command::{Command, Order};
use domain::id::{CommandId, ProposalId};
use domain::proposal::Action;
use domain::protocol::{Me, Outcome};
use reqwest::Method;
use uuid::Uuid;

#[tokio::test]
async fn without_a_session_nothing_can_be_written() {
    let server = Server::start().await;
    let nobody = crate::support::Somebody {
        token: "bm90IGEgdG9rZW4".to_owned(),
        account: domain::id::AccountId(Uuid::now_v7()),
    };
    let body =
        serde_json::json!({ "commands": [server.command(ProposalId(Uuid::now_v7()), submission("谁"))] });
    let push = |who| server.request(Method::POST, "/api/v1/sync/push", who).json(&body);
    let expect = |status: u16, code: &str| (status.try_into().unwrap(), code.to_owned());
    assert_eq!(server.error(push(None)).await, expect(401, "not-signed-in"));
    assert_eq!(
        server.error(push(Some(&nobody))).await,
        expect(401, "session-ended")
    );
    let basic = push(None).header("authorization", "Basic eDp5");
    assert_eq!(server.error(basic).await, expect(401, "session-ended"));
    for path in ["/api/v1/me", "/api/v1/sync/changes?scope=mine"] {
        assert_eq!(
            server.error(server.request(Method::GET, path, None)).await,
            expect(401, "not-signed-in")
        );
    }
    for path in ["/api/v1/me", "/api/v1/sync/changes"] {
        let shown = server.request(Method::GET, path, Some(&nobody));
        assert_eq!(server.error(shown).await, expect(401, "session-ended"));
    }
    assert_eq!(server.changes("after=1", None).await.events, []);
    server.stop().await;
}

#[tokio::test]
async fn a_role_holds_from_when_it_is_given_until_it_is_taken() {
    let server = Server::start().await;
    let (author, desk) = (server.guest().await, server.citizen().await);
    let refused = |outcomes: Vec<Outcome>| match &outcomes[0] {
        Outcome::Refused { problem } => problem.code.clone(),
        other => panic!("{other:?}"),
    };
    let id = server.submit(&author, "请受理").await;
    assert_eq!(
        refused(server.push(&desk, vec![server.command(id, accept())]).await),
        "not-coordinator"
    );
    let set = async |roles: Vec<Role>| {
        let mut me: Me = server.get("/api/v1/me", Some(&desk)).await;
        me.roles = roles;
        server
            .app()
            .writer
            .account(AccountJob::SetRoles(Box::new(me)))
            .await
            .expect("set");
    };
    set(vec![Role::Coordinator { area: "bailu".into() }]).await;
    let elsewhere = refused(server.push(&desk, vec![server.command(id, accept())]).await);
    assert_eq!(
        elsewhere, "not-coordinator",
        "the whole city is not within a district"
    );
    set(vec![Role::Coordinator {
        area: crate::support::root(),
    }])
    .await;
    server.act(&desk, id, accept()).await;
    set(Vec::new()).await;
    let again = server.submit(&author, "再受理一个").await;
    assert_eq!(
        refused(server.push(&desk, vec![server.command(again, accept())]).await),
        "not-coordinator"
    );
    assert_eq!(
        server.detail(again, Some(&desk)).await.proposal.author,
        None,
        "and sees no more than anybody"
    );
    server.stop().await;
}

#[tokio::test]
async fn only_an_administrator_publishes_a_directory_and_nobody_is_the_clockwork() {
    let server = Server::start().await;
    let administrator = server.person(vec![Role::Administrator {}]).await;
    let coordinator = server.coordinator().await;
    let mut city = backend::demo::city();
    city.policy.clocks.triage = 9;
    let publish = |city: &domain::city::City| Command {
        id: CommandId(Uuid::now_v7()),
        at: server.now(),
        order: Order::City {
            city: Box::new(city.clone()),
            seen: None,
        },
    };
    let outcomes = server.push(&coordinator, vec![publish(&city)]).await;
    assert!(matches!(&outcomes[0], Outcome::Refused { problem } if problem.code == "not-administrator"));
    let before = server
        .request(Method::GET, "/api/v1/city", None)
        .send()
        .await
        .expect("answers");
    let tag = before.headers()["etag"].clone();
    let again = server
        .request(Method::GET, "/api/v1/city", None)
        .header("if-none-match", &tag);
    assert_eq!(again.send().await.expect("answers").status(), 304);

    let outcomes = server.push(&administrator, vec![publish(&city)]).await;
    assert!(matches!(outcomes[0], Outcome::Applied { .. }));
    let after = server
        .request(Method::GET, "/api/v1/city", None)
        .header("if-none-match", &tag);
    let after: domain::city::City = after.send().await.expect("answers").json().await.expect("a city");
    assert_eq!(after, city);
    let history = server.request(Method::GET, "/api/v1/city/changes?limit=1", None);
    let history: domain::city::CityHistory = history
        .send()
        .await
        .expect("answers")
        .json()
        .await
        .expect("a history");
    let [latest] = &history.items[..] else {
        panic!("one was asked for");
    };
    assert!(
        matches!(&latest.changes[..], [domain::city::CityChange::Clock { names: None, clock, days: 9, .. }] if clock == "triage"),
        "{latest:?}"
    );
    assert_eq!(latest.by.account, None, "who it was is the city's to know");
    let before = history.next.expect("the first is older");
    let first = server.request(
        Method::GET,
        &format!("/api/v1/city/changes?before={before}"),
        None,
    );
    let first: domain::city::CityHistory = first
        .send()
        .await
        .expect("answers")
        .json()
        .await
        .expect("a history");
    assert_eq!((first.items.len(), first.next), (1, None));

    let mut broken = city.clone();
    broken.areas.push(broken.areas[1].clone());
    let outcomes = server.push(&administrator, vec![publish(&broken)]).await;
    assert!(matches!(&outcomes[0], Outcome::Refused { problem } if problem.code == "city-broken"));

    let author = server.guest().await;
    let id = server.submit(&author, "请处理").await;
    let outcomes = server
        .push(&administrator, vec![server.command(id, Action::CloseUnjudged {})])
        .await;
    assert!(matches!(&outcomes[0], Outcome::Refused { problem } if problem.code == "system-only"));
    server.stop().await;
}
