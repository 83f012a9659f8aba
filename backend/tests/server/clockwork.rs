//! What the city does by itself when a time is over.

use crate::support::{DAY, Server, accept, assign};
use domain::actor::{Part, Role};
use domain::clock::ClockKind;
use domain::event::Fact;
use domain::proposal::{Action, AnswerKind, Change, Decline, State};
use domain::protocol::{Outcome, ProposalDetail, Stuck};
use domain::tier::Tier;

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
        milestones: Vec::new(),
    };
    server.act(&officer, id, answer).await;
    id
}

async fn until_closed(server: &Server, id: domain::id::ProposalId) -> ProposalDetail {
    let mut head = server.app().writer.head();
    loop {
        let detail = server.detail(id, None).await;
        if detail.proposal.state == State::Closed {
            return detail;
        }
        head.changed().await.expect("the server runs");
    }
}

/// Whoever looks, the clockwork of the server or this test: until nothing is due.
async fn until_all_moved(server: &Server) {
    let app = server.app();
    loop {
        backend::jobs::move_on(app).await.expect("looks");
        let due = app.store.due(server.now(), None, 1).await.expect("reads");
        if due.is_empty() {
            return;
        }
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
    server.pass(DAY);
    assert_eq!(backend::jobs::move_on(server.app()).await.expect("looks"), 0);
    // Whoever looks first, the clockwork or this test: it goes on once.
    server.pass(40 * DAY);
    until_all_moved(&server).await;
    let case = server.detail(asked, None).await;
    assert_eq!(case.proposal.question, None);
    assert_eq!(
        case.proposal.clock.map(|clock| clock.kind),
        Some(ClockKind::Triage)
    );
    let resumed = |fact: &Fact| {
        matches!(
            fact,
            Fact::Proposal {
                change: Change::Resumed { .. },
                ..
            }
        )
    };
    assert_eq!(
        case.timeline.iter().filter(|event| resumed(&event.fact)).count(),
        1
    );
    let late = [(ClockKind::Triage, Tier::City, Tier::Public)];
    assert_eq!(
        ups(&case),
        late,
        "noticed so late, the city's time is over as well"
    );
    assert!(server.detail(declined, None).await.proposal.is_final());
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

/// Every time a case went up: which clock, from whom, to whom.
fn ups(case: &ProposalDetail) -> Vec<(ClockKind, Tier, Tier)> {
    let up = |fact: &Fact| match fact {
        Fact::Proposal {
            change: Change::Escalated { clock, from, to },
            ..
        } => Some((*clock, *from, *to)),
        _ => None,
    };
    case.timeline.iter().filter_map(|event| up(&event.fact)).collect()
}

#[tokio::test]
async fn after_a_week_off_what_is_late_goes_up_once_and_in_order() {
    let server = Server::start().await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(server.submit(&author, "请说明").await);
    }
    // Its deadline is the earliest: a day for the department, two for the coordinators.
    server.act(&coordinator, ids[2], accept()).await;
    server.act(&coordinator, ids[2], assign()).await;
    server.pass(DAY);
    assert_eq!(backend::jobs::move_on(server.app()).await.expect("looks"), 0);

    let before = server.app().writer.head().borrow().seq;
    server.pass(7 * DAY);
    // Several look at the same time, the server's clockwork too; then once more, after a stop, and a week later.
    let look = || backend::jobs::move_on(server.app());
    let looks = tokio::join!(look(), look(), look());
    assert!([looks.0, looks.1, looks.2].iter().all(Result::is_ok));
    until_all_moved(&server).await;
    let server = server.restart(|_| {}).await;
    server.pass(7 * DAY);
    until_all_moved(&server).await;
    assert_eq!(
        server.app().writer.head().borrow().seq,
        before + 3,
        "each clock goes up once"
    );

    let coordinators = (ClockKind::Triage, Tier::City, Tier::Public);
    let mut order = Vec::new();
    for (id, up) in [
        (ids[2], (ClockKind::Take, Tier::Department, Tier::City)),
        (ids[0], coordinators),
        (ids[1], coordinators),
    ] {
        let case = server.detail(id, None).await;
        assert_eq!(ups(&case), [up]);
        assert_eq!(case.proposal.clock.expect("it still runs").escalated, Some(up.2));
        let last = case.timeline.last().expect("told");
        assert_eq!((last.by.part, last.command), (Part::System, None));
        order.push(last.seq);
    }
    assert_eq!(order, [before + 1, before + 2, before + 3], "longest over first");

    // Whoever owes it still does it, and the next clock begins anew.
    server.act(&coordinator, ids[0], accept()).await;
    let case = server.detail(ids[0], None).await;
    assert_eq!(case.proposal.clock.expect("a clock").escalated, None);
    server.pass(7 * DAY);
    until_all_moved(&server).await;
    let case = server.detail(ids[0], None).await;
    assert_eq!(
        ups(&case),
        [coordinators, (ClockKind::Assign, Tier::City, Tier::Public)]
    );
    server.stop().await;
}

/// More than are carried out in one go.
const MANY: usize = 201;

/// Says in the database that these are over, which they are not.
fn say_over(folder: &std::path::Path, ids: &[domain::id::ProposalId]) {
    let mut database = rusqlite::Connection::open(folder.join("huisheng.sqlite")).expect("opens");
    let writing = database.transaction().expect("begins");
    for id in ids {
        let over = "UPDATE proposals SET due = 1 WHERE id = ?1";
        assert_eq!(writing.execute(over, [id.0.as_bytes()]).expect("writes"), 1);
    }
    writing.commit().expect("commits");
}

#[tokio::test]
async fn what_cannot_be_moved_on_stands_in_nobodys_way_and_the_administrator_is_told() {
    let server = Server::start().await;
    let (author, administrator) = (
        server.guest().await,
        server.person(vec![Role::Administrator {}]).await,
    );
    let late = server.submit(&author, "请说明").await;
    server.pass(DAY);
    let mut odd = Vec::new();
    for _ in 0..MANY {
        odd.push(server.submit(&author, "请再说明").await);
    }
    // They come first, and more than a bite of them is refused; then comes one that can be moved on.
    let server = server.restart(|folder| say_over(folder, &odd)).await;
    server.pass(2 * DAY);
    backend::jobs::move_on(server.app()).await.expect("looks");
    assert_eq!(ups(&server.detail(late, None).await).len(), 1);

    let stuck: Stuck = server.get("/api/v1/clockwork", Some(&administrator)).await;
    assert_eq!(stuck.count as usize, MANY);
    assert!(stuck.cases.len() < MANY, "the first of them");
    for case in &stuck.cases {
        assert!(odd.contains(&case.card.id));
        assert_eq!(case.problem.code, "not-yet-due");
    }
    let asked = server.request(reqwest::Method::GET, "/api/v1/clockwork", Some(&author));
    assert_eq!(server.error(asked).await.1, "not-administrator");

    // They are tried again, and what goes then is not told any more.
    server.pass(DAY);
    until_all_moved(&server).await;
    for id in odd {
        assert_eq!(ups(&server.detail(id, None).await).len(), 1);
    }
    let stuck: Stuck = server.get("/api/v1/clockwork", Some(&administrator)).await;
    assert_eq!(stuck, Stuck::default());
    server.stop().await;
}
