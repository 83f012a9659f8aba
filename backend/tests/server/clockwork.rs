//! What the city does by itself when a time is over.

use crate::support::{DAY, Server, accept, assign};
use domain::actor::Part;
use domain::proposal::{Action, AnswerKind, State};

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
        backend::jobs::close_unjudged(server.app()).await.expect("looks"),
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
async fn after_a_stop_the_clockwork_catches_up() {
    let server = Server::start().await;
    let id = answered(&server).await;
    server.pass(30 * DAY);
    let server = server.restart(|_| {}).await;
    until_closed(&server, id).await;
    server.stop().await;
}
