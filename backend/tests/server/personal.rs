//! What the city keeps of a person, given to them.

use crate::support::{DAY, Server, Somebody, accept};
use domain::event::Fact;
use domain::id::ArgumentId;
use domain::personal::PersonalData;
use domain::proposal::{Action, ArgumentAction, Change, Objection, Side};
use domain::protocol::{Session, SignUp};
use reqwest::Method;
use uuid::Uuid;

const PATH: &str = "/api/v1/me/data";

pub(crate) const LOGIN: &str = "zhang-san-feng";
pub(crate) const PASSWORD: &str = "一个足够长的密码";
pub(crate) const NAME: &str = "老张三丰";

/// Somebody who signed up.
pub(crate) async fn resident(server: &Server) -> Somebody {
    let form = SignUp {
        login: LOGIN.to_owned(),
        password: PASSWORD.to_owned(),
        name: Some(NAME.to_owned()),
    };
    let session: Session = server.post("/api/v1/accounts", None, &form).await;
    Somebody::of(session)
}

pub(crate) fn argue(id: ArgumentId, action: ArgumentAction) -> Action {
    Action::Argument { argument: id, action }
}

#[tokio::test]
async fn a_person_is_given_all_that_is_theirs_and_nothing_of_others() {
    let server = Server::start().await;
    let (coordinator, other) = (server.coordinator().await, server.citizen().await);
    let me = resident(&server).await;
    server.pass(DAY);
    let own = server.submit(&me, "我写的北门路灯").await;
    let theirs = server.submit(&other, "别人写的长椅").await;
    for id in [own, theirs] {
        server.act(&coordinator, id, accept()).await;
    }
    server.act(&me, theirs, Action::Support {}).await;
    server.act(&me, theirs, Action::Follow {}).await;
    let (mine, foreign) = (ArgumentId(Uuid::now_v7()), ArgumentId(Uuid::now_v7()));
    let give = |text: &str| ArgumentAction::Argue {
        side: Side::For,
        text: text.to_owned(),
    };
    server.act(&me, theirs, argue(mine, give("我说的理由"))).await;
    server
        .act(&other, theirs, argue(foreign, give("别人的理由")))
        .await;
    server
        .act(&me, theirs, argue(foreign, ArgumentAction::Second {}))
        .await;
    let report = ArgumentAction::Report {
        reason: Objection::OffTopic,
    };
    server.act(&other, theirs, argue(mine, report)).await;

    let data: PersonalData = server.get(PATH, Some(&me)).await;
    assert_eq!(data.made_at, server.now());
    assert_eq!(data.me.name.as_deref(), Some(NAME));
    let since: Vec<_> = data.sessions.iter().map(|session| session.since).collect();
    assert_eq!(since, [Some(domain::time::Timestamp(server.now().0 - DAY))]);
    let [written] = data.written.as_slice() else {
        panic!("one proposal of theirs: {:?}", data.written);
    };
    assert_eq!((written.id, written.author), (own, Some(me.account)));
    let [tie] = data.ties.as_slice() else {
        panic!("one that they have to do with: {:?}", data.ties);
    };
    assert_eq!((tie.proposal, tie.title.as_str()), (theirs, "别人写的长椅"));
    assert!(tie.relation.supports && tie.relation.follows);
    assert!(tie.stances[&foreign].seconds);
    let [said] = data.arguments.as_slice() else {
        panic!("one argument of theirs: {:?}", data.arguments);
    };
    assert_eq!(
        (said.id, said.argument.text.as_deref()),
        (mine, Some("我说的理由"))
    );
    assert!(said.argument.reports.is_empty(), "that is for the staff");
    assert!(data.log.iter().all(|event| event.by.account == Some(me.account)));
    let done: Vec<_> = data
        .log
        .iter()
        .map(|event| match &event.fact {
            Fact::Proposal { change, .. } => change.name(),
            Fact::Follow { .. } => "followed",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(done, ["submitted", "supported", "followed", "argued", "seconded"]);
    let is_submitted =
        |change: &Change| matches!(change, Change::Submitted { text, .. } if text == "我写的北门路灯");
    assert!(data.log[0].fact.told().is_some_and(is_submitted));

    let nobody = server.request(Method::GET, PATH, None);
    assert_eq!(server.error(nobody).await.1, "not-signed-in");
    server.stop().await;
}

#[tokio::test]
async fn a_guest_is_given_what_the_guest_wrote() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let id = server.submit(&guest, "没有注册也能写").await;
    let data: PersonalData = server.get(PATH, Some(&guest)).await;
    assert_eq!(data.written.len(), 1);
    assert_eq!(data.written[0].id, id);
    assert_eq!(data.sessions.len(), 1);
    server.stop().await;
}
