//! Closed cases are drawn when a month is over, and citizens look at them: over HTTP, across restarts.

use crate::support::{DAY, Server, Somebody, accept, assign, root};
use backend::jobs;
use domain::actor::Role;
use domain::city::City;
use domain::command::{Command, Order};
use domain::draw::{Pool, Sample};
use domain::event::Fact;
use domain::id::{AreaId, CommandId, ProposalId};
use domain::proposal::{Action, AnswerKind, Change, Judgement, State};
use domain::protocol::{DrawDetail, Draws, Outcome, ProposalDetail, Supervisions};
use reqwest::{Method, StatusCode};
use uuid::Uuid;

fn text(text: &str) -> String {
    text.to_owned()
}

fn explain() -> Action {
    Action::Answer {
        kind: AnswerKind::Explained,
        text: text("说明如下。"),
        promised: None,
        milestones: Vec::new(),
    }
}

fn judge(judgement: Judgement) -> Action {
    Action::Judge {
        judgement,
        stars: None,
        text: None,
    }
}

fn inquire() -> Action {
    Action::Inquire {
        text: text("去看过现场吗？"),
    }
}

fn assess(fit: bool) -> Action {
    Action::Assess {
        fit,
        text: text("去看过了。"),
    }
}

/// Whoever moves cases to their end.
struct People {
    author: Somebody,
    coordinator: Somebody,
    officer: Somebody,
}

impl Server {
    async fn people(&self) -> People {
        People {
            author: self.citizen().await,
            coordinator: self.coordinator().await,
            officer: self.officer().await,
        }
    }

    /// A case whose author says this of the answer.
    async fn judged(&self, people: &People, judgement: Judgement) -> ProposalId {
        let id = self.submit(&people.author, "请说明").await;
        self.act(&people.coordinator, id, accept()).await;
        self.act(&people.coordinator, id, assign()).await;
        self.act(&people.officer, id, Action::Take {}).await;
        self.act(&people.officer, id, explain()).await;
        self.act(&people.author, id, judge(judgement)).await;
        id
    }

    async fn supervisor(&self, area: AreaId) -> Somebody {
        self.person(vec![Role::Supervisor { area }]).await
    }

    /// Whoever looks, the clockwork of the server or this test: until all is drawn and given to somebody.
    async fn looked_at(&self) {
        jobs::have_looked_at(self.app()).await.expect("draws");
    }

    async fn draws(&self) -> Draws {
        self.get("/api/v1/draws", None).await
    }

    async fn mine(&self, who: &Somebody) -> Supervisions {
        self.get("/api/v1/supervisions", Some(who)).await
    }

    async fn refused_command(&self, who: &Somebody, command: Command) -> String {
        match self.push(who, vec![command]).await.remove(0) {
            Outcome::Refused { problem } => problem.code,
            other => panic!("{other:?}"),
        }
    }
}

fn drawn_in(detail: &ProposalDetail) -> usize {
    let told = |fact: &Fact| {
        matches!(
            fact,
            Fact::Proposal {
                change: Change::Drawn { .. },
                ..
            }
        )
    };
    detail.timeline.iter().filter(|event| told(&event.fact)).count()
}

#[tokio::test]
async fn a_month_is_drawn_when_it_is_over_once_whatever_stops_and_starts() {
    let server = Server::start().await;
    let people = server.people().await;
    let id = server.judged(&people, Judgement::Solved).await;
    server.looked_at().await;
    assert_eq!(server.draws().await.items, [], "March is not over");

    // The server is off for weeks: two months end meanwhile.
    let server = server.restart(|_| {}).await;
    server.pass(70 * DAY);
    server.looked_at().await;
    let draws = server.draws().await.items;
    let months: Vec<String> = draws.iter().map(|drawn| drawn.draw.month.to_string()).collect();
    assert_eq!(months, ["2026-04", "2026-03"], "each month its own, newest first");
    assert_eq!((draws[0].draw.candidates, draws[1].draw.candidates), (0, 1));
    assert_eq!(draws[1].draw.drawn, [id]);

    let server = server.restart(|_| {}).await;
    for _ in 0..3 {
        server.looked_at().await;
    }
    assert_eq!(server.draws().await.items.len(), 2, "and never twice");
    assert_eq!(drawn_in(&server.detail(id, None).await), 1);
    server.stop().await;
}

#[tokio::test]
async fn anybody_can_draw_again_from_the_public_record() {
    let server = Server::start().await;
    let people = server.people().await;
    let mut closed = Vec::new();
    for _ in 0..5 {
        closed.push(server.judged(&people, Judgement::Partly).await);
    }
    let open = server.submit(&people.author, "还在办").await;
    server.pass(31 * DAY);
    server.looked_at().await;

    let detail: DrawDetail = server.get("/api/v1/draws/2026-03", None).await;
    let pool: Pool = server.get("/api/v1/draws/2026-03/pool", None).await;
    assert_eq!(pool.draw(), detail.drawn.draw, "drawn again, it is the same");
    assert_eq!(detail.drawn.draw.drawn.len(), 3, "the least that the policy says");
    closed.sort_unstable();
    assert_eq!(pool.candidates, closed);
    assert!(!pool.candidates.contains(&open));
    let cases: Vec<ProposalId> = detail.cases.iter().map(|one| one.card.id).collect();
    assert_eq!(cases, detail.drawn.draw.drawn, "by rank");

    // The seed is the root that the ledger had then.
    let root = backend::checkpoints::root(server.app().store.as_ref(), pool.size).await;
    assert_eq!(pool.seed, root.expect("a root").to_string());
    // And it counts up to the last case that was closed, not to when somebody looked.
    let last = server.detail(closed[4], None).await.timeline;
    let closes = last
        .iter()
        .find(|event| matches!(&event.fact, Fact::Proposal { change, .. } if change.closes()));
    assert_eq!(closes.map(|event| event.seq), Some(pool.size));

    let odd = server
        .error(server.request(Method::GET, "/api/v1/draws/1999-01", None))
        .await;
    assert_eq!(odd, (StatusCode::NOT_FOUND, text("no-such-draw")));
    let odd = server
        .error(server.request(Method::GET, "/api/v1/draws/yesterday", None))
        .await;
    assert_eq!(odd.1, "bad-parameter");
    server.stop().await;
}

#[tokio::test]
async fn a_supervisor_asks_the_department_answers_and_what_is_not_fit_is_reopened() {
    let server = Server::start().await;
    let people = server.people().await;
    let (looker, other) = (
        server.supervisor(root()).await,
        server.supervisor("qingshi".into()).await,
    );
    let id = server.judged(&people, Judgement::Solved).await;
    server.pass(31 * DAY);
    server.looked_at().await;

    let own = server.mine(&looker).await.own;
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].card.id, own[0].supervision.month.is_some()), (id, true));
    assert_eq!(server.mine(&other).await.own, [], "it is not in their area");
    assert_eq!(server.refused(&other, id, inquire()).await, "not-supervisor");

    server.act(&looker, id, inquire()).await;
    let asked = server.mine(&people.officer).await.asked;
    assert_eq!(asked.iter().map(|one| one.card.id).collect::<Vec<_>>(), [id]);
    let clarify = Action::Clarify {
        text: text("去过。")
    };
    server.act(&people.officer, id, clarify).await;
    assert_eq!(server.mine(&people.officer).await.asked, []);

    server.act(&looker, id, assess(false)).await;
    let detail = server.detail(id, None).await;
    assert_eq!(
        (detail.proposal.state, detail.proposal.reopened),
        (State::Reopened, 1)
    );
    assert!(detail.proposal.clock.is_some());
    let draws = server.draws().await.items;
    assert_eq!((draws[0].fit, draws[0].unfit), (0, 1));
    // A start finds it as it was.
    let server = server.restart(|_| {}).await;
    let again = server.mine(&looker).await.own;
    assert!(
        again[0]
            .supervision
            .assessment
            .as_ref()
            .is_some_and(|found| !found.fit)
    );
    server.stop().await;
}

#[tokio::test]
async fn who_looks_reads_it_and_nobody_else_outside_the_staff() {
    let server = Server::start().await;
    let people = server.people().await;
    let (looker, stranger) = (
        server.supervisor(root()).await,
        server.supervisor("qingshi".into()).await,
    );
    let id = server.judged(&people, Judgement::NotSolved).await;
    server.looked_at().await;

    for scope in ["scope=all", "scope=mine", "scope=areas:yunting"] {
        for (who, reads) in [
            (&looker, true),
            (&people.coordinator, scope != "scope=mine"),
            (&stranger, false),
            (&people.author, false),
        ] {
            let feed = server.changes(scope, Some(who)).await;
            let entrusted = feed.events.iter().any(|event| {
                matches!(&event.fact, Fact::Internal { change: Change::Entrusted { to }, .. } if *to == looker.account)
            });
            assert_eq!(entrusted, reads, "{scope}");
        }
    }
    let supervisor = async |who| server.detail(id, who).await.proposal.internal.supervisor;
    assert_eq!(supervisor(Some(&looker)).await, Some(looker.account));
    assert_eq!(supervisor(Some(&people.officer)).await, Some(looker.account));
    assert_eq!(
        (supervisor(Some(&stranger)).await, supervisor(None).await),
        (None, None)
    );
    let detail = server.detail(id, Some(&looker)).await;
    assert_eq!(detail.proposal.author, None, "a supervisor is a citizen");
    // What goes on there is in their feed, although they neither wrote nor follow it.
    server.act(&people.officer, id, Action::Take {}).await;
    let feed = server.changes("scope=mine", Some(&looker)).await;
    assert!(feed.events.iter().any(|event| {
        matches!(&event.fact, Fact::Proposal { proposal, change: Change::Taken { .. }, .. } if *proposal == id)
    }));
    server.stop().await;
}

#[tokio::test]
async fn what_nobody_can_look_at_administrators_see_and_it_waits_for_who_comes() {
    let server = Server::start().await;
    let people = server.people().await;
    let admin = server.person(vec![Role::Administrator {}]).await;
    let id = server.judged(&people, Judgement::NotSolved).await;
    server.looked_at().await;
    let uncovered = server.mine(&admin).await.uncovered;
    assert_eq!(uncovered.iter().map(|one| one.card.id).collect::<Vec<_>>(), [id]);
    assert_eq!(
        server.mine(&people.coordinator).await.uncovered,
        [],
        "nobody else is told"
    );

    let looker = server.supervisor(root()).await;
    server.looked_at().await;
    assert_eq!(server.mine(&looker).await.own.len(), 1);
    assert_eq!(server.mine(&admin).await.uncovered, []);

    // Whoever gives it up has their cases go to the next one.
    let heir = server.supervisor(root()).await;
    let roles = Command {
        id: CommandId(Uuid::now_v7()),
        at: server.now(),
        order: Order::Roles {
            account: looker.account,
            roles: Vec::new(),
        },
    };
    assert!(matches!(
        server.push(&admin, vec![roles]).await[..],
        [Outcome::Applied { .. }]
    ));
    server.looked_at().await;
    assert_eq!(server.mine(&heir).await.own.len(), 1);
    assert_eq!(server.mine(&looker).await.own, []);
    server.stop().await;
}

#[tokio::test]
async fn how_many_are_drawn_says_the_city() {
    let server = Server::start().await;
    let people = server.people().await;
    let admin = server.person(vec![Role::Administrator {}]).await;
    let publish = |sample: Sample| {
        let mut city: City = backend::demo::city();
        city.policy.sample = sample;
        Command {
            id: CommandId(Uuid::now_v7()),
            at: server.now(),
            order: Order::City {
                city: Box::new(city),
                seen: None,
            },
        }
    };
    let sample = |share, least, most| Sample { share, least, most };
    for odd in [sample(101, 1, 5), sample(5, 6, 5), sample(5, 1, 201)] {
        assert_eq!(
            server.refused_command(&admin, publish(odd)).await,
            "sample-out-of-range"
        );
    }
    let half = server.push(&admin, vec![publish(sample(50, 0, 200))]).await;
    assert!(matches!(half[..], [Outcome::Applied { .. }]));
    for _ in 0..5 {
        server.judged(&people, Judgement::Solved).await;
    }
    server.pass(31 * DAY);
    server.looked_at().await;
    let drawn = &server.draws().await.items[0].draw;
    assert_eq!(
        (drawn.candidates, drawn.drawn.len(), drawn.sample),
        (5, 3, sample(50, 0, 200))
    );
    server.stop().await;
}

#[tokio::test]
async fn nothing_is_drawn_for_an_area_that_is_retired_and_anybody_finds_the_same() {
    let server = Server::start().await;
    let people = server.people().await;
    let admin = server.person(vec![Role::Administrator {}]).await;
    let leaf = |city: &City| {
        let holds = |id: &AreaId| city.areas.iter().any(|area| area.parent.as_ref() == Some(id));
        let mut leaves = city.areas.iter().filter(|area| !holds(&area.id));
        leaves.next().expect("an area that holds none").id.clone()
    };
    let mut city = backend::demo::city();
    let retired = leaf(&city);
    let close = async |area: &AreaId| {
        let id = server.submit(&people.author, "请说明").await;
        let put = Action::Accept {
            category: None,
            area: Some(area.clone()),
        };
        server.act(&people.coordinator, id, put).await;
        server.act(&people.coordinator, id, assign()).await;
        server.act(&people.officer, id, Action::Take {}).await;
        server.act(&people.officer, id, explain()).await;
        id
    };
    let (there, elsewhere) = (close(&retired).await, close(&root()).await);
    let mut turn = async |is_retired: bool| {
        let area = city.areas.iter_mut().find(|area| area.id == retired);
        area.expect("known").retired = is_retired;
        let command = Command {
            id: CommandId(Uuid::now_v7()),
            at: server.now(),
            order: Order::City {
                city: Box::new(city.clone()),
                seen: None,
            },
        };
        let outcome = server.push(&admin, vec![command]).await;
        assert!(matches!(outcome[..], [Outcome::Applied { .. }]), "{outcome:?}");
    };
    turn(true).await;
    // What was open there is closed by its author all the same.
    for id in [there, elsewhere] {
        server.act(&people.author, id, judge(Judgement::Solved)).await;
    }
    server.pass(31 * DAY);
    server.looked_at().await;
    let drawn = server.draws().await.items[0].draw.clone();
    assert_eq!((drawn.candidates, &drawn.drawn[..]), (1, &[elsewhere][..]));
    // Taken back later, what was drawn is drawn again as it was.
    turn(false).await;
    let pool: Pool = server.get("/api/v1/draws/2026-03/pool", None).await;
    assert_eq!(pool.draw(), drawn);
    server.stop().await;
}
