//! What the city does by itself when a time is over.

use crate::support::{DAY, Server, accept, assign};
use domain::actor::Part;
use domain::clock::ClockKind;
use domain::event::Fact;
use domain::proposal::{Action, AnswerKind, Decline, State};
use domain::protocol::Outcome;

async fn answered(server: &Server) -> domain::id::ProposalId {
    let (author, coordinator, officer) = (
        server.guest().await,
        server.coordinator().await,
        server.officer().await,
    );
    let id = server.submit(&author, "请说明").await;
    server.act(&coordinator, id, accept()).await;
    server.act(&coordinator, id, assign()).await;
    server.act(&officer, id, Action::Take {}).await;
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: "说明如下。".to_owned(),
        promised: None,
    };
    server.act(&officer, id, answer).await;
    id
}

async fn until_closed(server: &Server, id: domain::id::ProposalId) -> domain::protocol::ProposalDetail {
    let mut head = server.app().writer.head();
    loop {
        let detail = server.detail(id, None).await;
        if detail.proposal.state == State::Closed {
            return detail;
        }
        head.changed().await.expect("the server runs");
    }
}

#[tokio::test]
async fn a_case_nobody_judges_is_closed_when_its_time_is_over_and_not_before() {
    let server = Server::start().await;
    let id = answered(&server).await;
    server.pass(7 * DAY);
    assert_eq!(
        backend::jobs::move_on(server.app()).await.expect("looks"),
        0,
        "it is the seventh day"
    );
    server.pass(DAY);
    let detail = until_closed(&server, id).await;
    let last = detail.timeline.last().expect("told");
    assert_eq!((last.by.part, last.command), (Part::System, None));
    assert_eq!(
        detail.proposal.verdict, None,
        "nobody judged, and nobody is said to have"
    );
    server.stop().await;
}

#[tokio::test]
async fn what_nobody_appeals_against_and_what_nobody_replies_to_goes_on_by_itself() {
    let server = Server::start().await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let (declined, asked) = (
        server.submit(&author, "请说明").await,
        server.submit(&author, "请再说明").await,
    );
    let text = "归省里。".to_owned();
    let reason = Decline::NotOurs;
    server
        .act(&coordinator, declined, Action::Decline { reason, text })
        .await;
    let text = "在哪里？".to_owned();
    server.act(&coordinator, asked, Action::Ask { text }).await;
    let moved = || async { backend::jobs::move_on(server.app()).await.expect("looks") };
    server.pass(4 * DAY);
    assert_eq!(moved().await, 0);
    // Whoever looks first, the clockwork or this test: it goes on once.
    server.pass(40 * DAY);
    moved().await;
    let case = server.detail(asked, None).await;
    assert_eq!(case.proposal.question, None);
    assert_eq!(
        case.proposal.clock.map(|clock| clock.kind),
        Some(ClockKind::Triage)
    );
    let told = |name: &str| {
        let entries = case.timeline.iter();
        entries
            .filter(|event| matches!(&event.fact, Fact::Proposal { change, .. } if change.name() == name))
            .count()
    };
    assert_eq!(told("resumed"), 1);
    assert!(server.detail(declined, None).await.proposal.is_final());
    assert_eq!(moved().await, 0);
    server.stop().await;
}

#[tokio::test]
async fn who_declined_may_not_decide_again_and_is_told_to_staff_alone() {
    let server = Server::start().await;
    let author = server.citizen().await;
    let (first, second) = (server.coordinator().await, server.coordinator().await);
    let id = server.submit(&author, "请说明").await;
    let text = "归省里。".to_owned();
    let reason = Decline::NotOurs;
    server.act(&first, id, Action::Decline { reason, text }).await;
    let text = "请再看看。".to_owned();
    server.act(&author, id, Action::Appeal { text }).await;
    // Also of what was kept and is read anew.
    let server = server.restart(|_| {}).await;
    let refused = server.push(&first, vec![server.command(id, accept())]).await;
    assert!(
        matches!(&refused[..], [Outcome::Refused { problem }] if problem.code == "own-decline"),
        "{refused:?}"
    );
    for reader in [None, Some(&author)] {
        assert_eq!(server.detail(id, reader).await.proposal.declined_by, None);
    }
    let seen = server.detail(id, Some(&second)).await.proposal.declined_by;
    assert_eq!(seen, Some(first.account));
    server.act(&second, id, accept()).await;
    server.stop().await;
}

#[tokio::test]
async fn after_a_stop_the_clockwork_catches_up() {
    let server = Server::start().await;
    let id = answered(&server).await;
    server.pass(30 * DAY);
    let server = server.restart(|_| {}).await;
    until_closed(&server, id).await;
    server.stop().await;
}
