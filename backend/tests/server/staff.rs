//! What the city's staff know of a case and of each other, and nobody else does.

use crate::support::{Server, Somebody, accept, assign, department, root};
use backend::accounts::AccountJob;
use domain::actor::Role;
use domain::event::{Event, Fact};
use domain::id::{AccountId, ProposalId};
use domain::proposal::{Action, Change};
use domain::protocol::{Colleague, Me, Outcome};
use domain::query::Page;
use reqwest::Method;
use std::collections::BTreeSet;

fn officer_of(department: &str) -> Vec<Role> {
    vec![Role::Officer {
        department: department.into(),
    }]
}

fn hand_over(to: &Somebody) -> Action {
    Action::HandOver {
        to: to.account,
        text: "我这周休假。".to_owned(),
    }
}

async fn roles(server: &Server, of: &Somebody, roles: Vec<Role>) {
    let mut me: Me = server.get("/api/v1/me", Some(of)).await;
    me.roles = roles;
    let job = AccountJob::SetRoles(Box::new(me));
    server.app().writer.account(job).await.expect("set");
}

pub(crate) async fn refused(server: &Server, who: &Somebody, id: ProposalId, action: Action) -> String {
    match server
        .push(who, vec![server.command(id, action)])
        .await
        .as_slice()
    {
        [Outcome::Refused { problem }] => problem.code.clone(),
        other => panic!("{other:?}"),
    }
}

/// Three of one department.
pub(crate) async fn officers(server: &Server) -> [Somebody; 3] {
    [
        server.officer().await,
        server.officer().await,
        server.officer().await,
    ]
}

/// A case with the department, taken by this officer.
pub(crate) async fn taken(server: &Server, author: &Somebody, officer: &Somebody) -> ProposalId {
    let coordinator = server.coordinator().await;
    let id = server.submit(author, "路面坑洼").await;
    server.act(&coordinator, id, accept()).await;
    server.act(&coordinator, id, assign()).await;
    server.act(officer, id, Action::Take {}).await;
    id
}

fn is_internal(event: &Event) -> bool {
    matches!(event.fact, Fact::Internal { .. })
}

#[tokio::test]
async fn everybody_of_the_staff_sees_with_whom_they_work_and_nobody_else_sees_anybody() {
    let server = Server::start().await;
    let ours = department();
    let (one, two) = (server.officer().await, server.officer().await);
    let other = server.person(officer_of("elsewhere")).await;
    let city = server.coordinator().await;
    let here = server
        .person(vec![Role::Coordinator { area: "bailu".into() }])
        .await;
    let both = server
        .person(vec![
            Role::Officer { department: ours },
            Role::Coordinator { area: "bailu".into() },
        ])
        .await;
    let administrator = server.person(vec![Role::Administrator {}]).await;
    let citizen = server.citizen().await;

    let sees = async |who: &Somebody| -> BTreeSet<AccountId> {
        let colleagues: Vec<Colleague> = server.get("/api/v1/staff", Some(who)).await;
        assert!(colleagues.iter().all(|colleague| !colleague.roles.is_empty()));
        colleagues
            .into_iter()
            .map(|colleague| colleague.account)
            .collect()
    };
    let these = |all: &[&Somebody]| all.iter().map(|one| one.account).collect::<BTreeSet<_>>();
    assert_eq!(sees(&one).await, these(&[&one, &two, &both]));
    assert_eq!(sees(&other).await, these(&[&other]));
    assert_eq!(sees(&city).await, these(&[&city, &here, &both]));
    assert_eq!(sees(&both).await, these(&[&one, &two, &both, &city, &here]));
    let all = [&one, &two, &other, &city, &here, &both, &administrator];
    assert_eq!(sees(&administrator).await, these(&all));
    // Of somebody with two duties a colleague sees the one that they share.
    let colleagues: Vec<Colleague> = server.get("/api/v1/staff", Some(&one)).await;
    let shared = colleagues
        .iter()
        .find(|colleague| colleague.account == both.account)
        .unwrap();
    assert_eq!(
        shared.roles,
        [Role::Officer {
            department: department()
        }]
    );

    let ask = |who| server.request(Method::GET, "/api/v1/staff", who);
    assert_eq!(
        server.error(ask(None)).await,
        (401.try_into().unwrap(), "not-signed-in".to_owned())
    );
    for stranger in [&citizen, &server.guest().await] {
        assert_eq!(
            server.error(ask(Some(stranger))).await,
            (403.try_into().unwrap(), "not-staff".to_owned())
        );
    }
    server.stop().await;
}

#[tokio::test]
async fn a_hand_over_is_in_no_public_answer_and_in_every_one_for_the_staff() {
    let server = Server::start().await;
    let author = server.guest().await;
    let [one, two, third] = officers(&server).await;
    let id = taken(&server, &author, &one).await;
    let seq = server.act(&one, id, hand_over(&two)).await;
    let marker = "我这周休假";

    let citizen = server.citizen().await;
    for reader in [None, Some(&author), Some(&citizen)] {
        let detail = server.detail(id, reader).await;
        assert_eq!(detail.proposal.internal, Default::default());
        assert!(!detail.timeline.iter().any(is_internal));
        let areas = format!("after=0&scope=areas:{}", root());
        let mut feeds = vec![
            server.changes("after=0", reader).await,
            server.changes(&areas, reader).await,
        ];
        if reader.is_some() {
            feeds.push(server.changes("after=0&scope=mine", reader).await);
        }
        for feed in feeds {
            assert!(!feed.events.iter().any(is_internal));
            assert!(!serde_json::to_string(&feed).unwrap().contains(marker));
            assert_eq!(feed.next, seq, "and nothing is missed by that");
        }
        let page: Page = server.get("/api/v1/proposals", reader).await;
        assert!(page.items.iter().all(|card| card.holder.is_none()));
    }

    let elsewhere = server.person(officer_of("elsewhere")).await;
    for reader in [&one, &two, &third, &elsewhere, &server.coordinator().await] {
        let detail = server.detail(id, Some(reader)).await;
        assert_eq!(detail.proposal.internal.holder, Some(two.account));
        assert_eq!(
            detail.timeline.iter().filter(|event| is_internal(event)).count(),
            1
        );
        let feed = server.changes("after=0", Some(reader)).await;
        let told = feed.events.iter().find(|event| is_internal(event)).expect("told");
        assert_eq!((told.seq, told.by.account), (seq, Some(one.account)));
        let page: Page = server.get("/api/v1/proposals", Some(reader)).await;
        assert_eq!(page.items[0].holder, Some(two.account));
    }
    // A device that keeps its person's own alone hears of it where it concerns them.
    let hears = async |who: &Somebody| {
        let feed = server.changes("after=0&scope=mine", Some(who)).await;
        feed.events.into_iter().filter(is_internal).count()
    };
    assert_eq!(
        (hears(&one).await, hears(&two).await, hears(&third).await),
        (1, 1, 0)
    );

    // The same list is another page for the staff: neither is given out for the other.
    let list = |who| server.request(Method::GET, "/api/v1/proposals", who);
    let tag = list(None).send().await.unwrap().headers()["etag"].clone();
    assert_eq!(
        list(None)
            .header("if-none-match", &tag)
            .send()
            .await
            .unwrap()
            .status(),
        304
    );
    assert_eq!(
        list(Some(&two))
            .header("if-none-match", &tag)
            .send()
            .await
            .unwrap()
            .status(),
        200
    );

    // What is kept survives a stop, and the ledger holds it as it holds everything.
    let server = server.restart(|_| ()).await;
    assert_eq!(
        server.detail(id, Some(&third)).await.proposal.internal.holder,
        Some(two.account)
    );
    let page: Page = server.get("/api/v1/proposals", Some(&third)).await;
    assert_eq!(page.items[0].holder, Some(two.account));
    assert_eq!(server.list("").await.items[0].holder, None);
    server.stop().await;
}

#[tokio::test]
async fn whose_role_was_taken_holds_nothing_that_could_not_be_given_on() {
    let server = Server::start().await;
    let author = server.guest().await;
    let [one, two, third] = officers(&server).await;
    let id = taken(&server, &author, &one).await;
    assert_eq!(
        refused(&server, &two, id, hand_over(&third)).await,
        "held-by-colleague"
    );
    assert_eq!(
        refused(&server, &one, id, hand_over(&author)).await,
        "not-colleague"
    );
    let elsewhere = server.person(officer_of("elsewhere")).await;
    assert_eq!(
        refused(&server, &elsewhere, id, hand_over(&elsewhere)).await,
        "not-lead-officer"
    );
    assert_eq!(
        refused(&server, &one, id, hand_over(&elsewhere)).await,
        "not-colleague"
    );
    // In one push: what somebody took a moment ago is theirs.
    let second = taken(&server, &author, &one).await;
    let commands = vec![
        server.command(second, hand_over(&two)),
        server.command(second, hand_over(&third)),
    ];
    let outcomes = server.push(&one, commands).await;
    assert!(
        matches!(&outcomes[..], [Outcome::Applied { .. }, Outcome::Refused { problem }] if problem.code == "held-by-colleague")
    );

    let due = server.detail(id, None).await.proposal.clock;
    roles(&server, &one, Vec::new()).await;
    let page: Page = server.get("/api/v1/proposals", Some(&two)).await;
    assert_eq!(
        page.items
            .iter()
            .filter(|card| card.holder == Some(one.account))
            .count(),
        1
    );
    server.act(&two, id, hand_over(&third)).await;
    let detail = server.detail(id, Some(&two)).await;
    assert_eq!(detail.proposal.internal.holder, Some(third.account));
    assert_eq!(detail.proposal.clock, due, "a clock never changes by it");
    let last = detail.timeline.last().unwrap();
    assert!(
        matches!(&last.fact, Fact::Internal { change: Change::HandedOver { from, .. }, .. } if *from == Some(one.account))
    );
    // Who left reads no more of it than anybody.
    assert_eq!(
        server.detail(id, Some(&one)).await.proposal.internal,
        Default::default()
    );
    server.stop().await;
}

#[tokio::test]
async fn an_administrator_gives_roles_and_takes_them_by_the_log() {
    let server = Server::start().await;
    let administrator = server.person(vec![Role::Administrator {}]).await;
    let coordinator = server.coordinator().await;
    let ours = department();

    // Whom somebody means is the administrator's alone to ask.
    let asked = serde_json::json!({ "login": "he-fang" });
    let account = serde_json::json!({ "login": "he-fang", "password": "a square deal", "name": "何芳" });
    let said = async |who: &Somebody, path: &str, body: &serde_json::Value| {
        let answer = server.request(Method::POST, path, Some(who)).json(body).send();
        let answer = answer.await.expect("answers");
        let status = answer.status().as_u16();
        let problem: domain::protocol::ErrorBody = answer.json().await.expect("an error");
        (status, problem.error.code)
    };
    let not_theirs = (403, "not-administrator".to_owned());
    assert_eq!(said(&coordinator, "/api/v1/staff/find", &asked).await, not_theirs);
    assert_eq!(said(&coordinator, "/api/v1/staff", &account).await, not_theirs);
    let nobody = (404, "no-such-login".to_owned());
    assert_eq!(said(&administrator, "/api/v1/staff/find", &asked).await, nobody);
    let made: Me = server.post("/api/v1/staff", Some(&administrator), &account).await;
    let taken = (409, "login-taken".to_owned());
    assert_eq!(said(&administrator, "/api/v1/staff", &account).await, taken);
    let found: Me = server
        .post("/api/v1/staff/find", Some(&administrator), &asked)
        .await;
    assert_eq!(found, made);

    let give = |account: AccountId, roles: Vec<Role>| domain::command::Command {
        id: domain::id::CommandId(uuid::Uuid::now_v7()),
        at: server.now(),
        order: domain::command::Order::Roles { account, roles },
    };
    let code = |outcome: &Outcome| match outcome {
        Outcome::Refused { problem } => problem.code.clone(),
        _ => "applied".to_owned(),
    };
    let officer = officer_of(ours.as_str());
    let nobody = AccountId(uuid::Uuid::now_v7());
    let tries = [
        (&coordinator, made.account, officer.clone(), "not-administrator"),
        (
            &administrator,
            made.account,
            officer_of("weather"),
            "no-such-department",
        ),
        (&administrator, nobody, officer.clone(), "no-such-account"),
        (&administrator, administrator.account, officer.clone(), "own-role"),
        (&administrator, made.account, officer.clone(), "applied"),
    ];
    for (who, account, roles, expected) in tries {
        let outcomes = server.push(who, vec![give(account, roles)]).await;
        assert_eq!(code(&outcomes[0]), expected);
    }

    // She is an officer from now on, and the city's staff can read who became what; nobody else can.
    let her = Somebody::of(
        server
            .post(
                "/api/v1/session",
                None,
                &serde_json::json!({ "login": "he-fang", "password": "a square deal" }),
            )
            .await,
    );
    let me: Me = server.get("/api/v1/me", Some(&her)).await;
    assert_eq!(me.roles, officer);
    let told = async |who: Option<&Somebody>| {
        let changes = server.changes("scope=all", who).await;
        let is_it =
            |event: &Event| matches!(&event.fact, Fact::Roles { account, .. } if *account == made.account);
        changes.events.iter().filter(|event| is_it(event)).count()
    };
    assert_eq!(told(Some(&coordinator)).await, 1);
    assert_eq!(told(None).await, 0);

    // What is taken is gone at once.
    let author = server.guest().await;
    let id = server.submit(&author, "广场太吵").await;
    server.act(&coordinator, id, accept()).await;
    server.act(&coordinator, id, assign()).await;
    let outcomes = server
        .push(&administrator, vec![give(made.account, Vec::new())])
        .await;
    assert_eq!(code(&outcomes[0]), "applied");
    assert_eq!(
        refused(&server, &her, id, Action::Take {}).await,
        "not-lead-officer"
    );
    server.stop().await;
}

#[tokio::test]
async fn somebody_always_administers_the_city() {
    let server = Server::start().await;
    let administrator = async || server.person(vec![Role::Administrator {}]).await;
    let (one, other) = (administrator().await, administrator().await);
    let take_from = |account: AccountId| domain::command::Command {
        id: domain::id::CommandId(uuid::Uuid::now_v7()),
        at: server.now(),
        order: domain::command::Order::Roles {
            account,
            roles: Vec::new(),
        },
    };
    // Each takes it from the other at the same moment: one of them is first, and the other one is none any more.
    let (first, second) = tokio::join!(
        server.push(&one, vec![take_from(other.account)]),
        server.push(&other, vec![take_from(one.account)]),
    );
    let refused = [first, second]
        .into_iter()
        .flatten()
        .filter_map(|outcome| match outcome {
            Outcome::Refused { problem } => Some(problem.code),
            _ => None,
        });
    assert_eq!(refused.collect::<Vec<_>>(), ["not-administrator"]);
    let mut left = Vec::new();
    for who in [&one, &other] {
        let me: Me = server.get("/api/v1/me", Some(who)).await;
        left.extend(me.roles);
    }
    assert_eq!(left, [Role::Administrator {}]);
    server.stop().await;
}
