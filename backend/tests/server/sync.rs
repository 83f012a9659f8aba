//! Each command once, each event in its place, whatever comes at the same time.

use crate::support::{MONDAY, Server, accept, submission};
use domain::command::Order;
use domain::id::{CommandId, ProposalId};
use domain::proposal::Action;
use domain::protocol::{Outcome, PushResponse};
use futures::StreamExt;
use futures::future::join_all;
use reqwest::Method;
use serde_json::json;
use std::collections::HashSet;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

#[tokio::test]
async fn the_same_command_sent_at_the_same_time_has_one_effect() {
    let server = Server::start().await;
    let author = server.guest().await;
    let id = ProposalId(Uuid::now_v7());
    let command = server.command(id, submission("同一句话，寄了很多遍"));
    let outcomes =
        join_all((0..16).map(|_| server.push(&author, vec![command.clone(), command.clone()]))).await;
    let outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    let applied = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Outcome::Applied { .. }))
        .count();
    assert_eq!(applied, 1, "{outcomes:?}");
    let seqs: HashSet<u64> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Applied { seq } | Outcome::Duplicate { seq } => *seq,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(seqs.len(), 1, "every answer names the same event");
    assert_eq!(server.changes("after=1", None).await.events.len(), 1);

    let mut other = server.command(id, Action::Withdraw {});
    other.id = command.id;
    let [outcome] = server.push(&author, vec![other]).await.try_into().expect("one");
    assert!(
        matches!(&outcome, Outcome::Refused { problem } if problem.code == "command-id-reused"),
        "{outcome:?}"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_command_is_answered_the_same_after_a_restart() {
    let server = Server::start().await;
    let author = server.guest().await;
    let (id, missing) = (ProposalId(Uuid::now_v7()), ProposalId(Uuid::now_v7()));
    let good = server.command(id, submission("记住我"));
    let bad = server.command(missing, Action::Withdraw {});
    let first = server.push(&author, vec![good.clone(), bad.clone()]).await;
    let server = server.restart(|_| {}).await;
    let again = server.push(&author, vec![good, bad]).await;
    assert_eq!(again[0], first[0].clone().replayed());
    assert_eq!(again[1], first[1]);
    server.stop().await;
}

#[tokio::test]
async fn sequence_numbers_have_no_gaps_however_many_write() {
    let server = Server::start().await;
    let writers = join_all((0..16).map(|_| server.guest())).await;
    join_all(writers.iter().map(|author| {
        let server = &server;
        async move {
            for round in 0..6 {
                let commands = (0..4).map(|n| {
                    let id = ProposalId(Uuid::now_v7());
                    server.command(id, submission(&format!("第 {round} 轮第 {n} 条")))
                });
                let outcomes = server.push(author, commands.collect()).await;
                assert!(
                    outcomes
                        .iter()
                        .all(|outcome| matches!(outcome, Outcome::Applied { .. }))
                );
            }
        }
    }))
    .await;
    let mut seqs = Vec::new();
    let mut after = 0;
    loop {
        let page = server.changes(&format!("after={after}&limit=37"), None).await;
        assert!(page.events.iter().all(|event| event.at.0 == MONDAY));
        seqs.extend(page.events.iter().map(|event| event.seq));
        assert!(page.next > after || page.next == page.head);
        after = page.next;
        if page.next == page.head {
            break;
        }
    }
    assert_eq!(seqs, (1..=1 + 16 * 6 * 4).collect::<Vec<u64>>());
    server.stop().await;
}

#[tokio::test]
async fn the_feed_keeps_to_its_scope_and_still_moves_on() {
    let server = Server::start().await;
    let city = backend::demo::city();
    let leaf =
        |area: &domain::id::AreaId| !city.areas.iter().any(|other| other.parent.as_ref() == Some(area));
    let leaves: Vec<_> = city
        .areas
        .iter()
        .map(|area| area.id.clone())
        .filter(leaf)
        .collect();
    let (here, there) = (&leaves[0], leaves.last().expect("several"));
    let (author, coordinator, follower) = (
        server.guest().await,
        server.coordinator().await,
        server.citizen().await,
    );
    let place = |area: &domain::id::AreaId| {
        let Action::Submit { mut draft } = submission("说的是一个地方") else {
            panic!("a submission")
        };
        draft.area = Some(area.clone());
        Action::Submit { draft }
    };
    let (near, far) = (ProposalId(Uuid::now_v7()), ProposalId(Uuid::now_v7()));
    server.act(&author, near, place(here)).await;
    server.act(&coordinator, far, place(there)).await;
    let about = |feed: &domain::protocol::ChangesResponse| {
        let about = feed.events.iter().map(|event| event.fact.proposal());
        about.collect::<Vec<_>>()
    };
    let district = city.lineage(here).nth(2).expect("a district").id.clone();
    let feed = server.changes(&format!("scope=areas:{district}"), None).await;
    assert_eq!(
        about(&feed),
        [None, Some(near)],
        "the directory, and what lies there"
    );
    assert_eq!(feed.next, feed.head, "it moves on past what is elsewhere");

    let feed = server.changes("scope=mine", Some(&author)).await;
    assert_eq!(about(&feed), [None, Some(near)]);
    assert_eq!(
        feed.events[1].by.account,
        Some(author.account),
        "to oneself one is known"
    );
    assert_eq!(feed.next, feed.head);
    server.act(&follower, far, Action::Follow {}).await;
    let feed = server.changes("scope=mine", Some(&follower)).await;
    assert_eq!(about(&feed), [None, Some(far), Some(far)]);

    let beyond = server.changes("after=999999", None).await;
    assert!(beyond.events.is_empty());
    assert!(
        beyond.head < 999_999,
        "a device that is ahead sees where the log really stands"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_case_that_moved_meanwhile_is_a_conflict_that_shows_it() {
    let server = Server::start().await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let id = server.submit(&author, "请处理").await;
    server.act(&author, id, Action::Withdraw {}).await;
    let mut command = server.command(id, accept());
    if let Order::Proposal { seen, .. } = &mut command.order {
        *seen = Some(1);
    }
    let [outcome] = server
        .push(&coordinator, vec![command])
        .await
        .try_into()
        .expect("one");
    let Outcome::Conflict { current, .. } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!((current.version, current.author), (2, None));
    assert_eq!(current.text, "请处理");
    server.stop().await;
}

#[tokio::test]
async fn the_stream_says_where_the_log_stands_at_once_and_when_it_moves() {
    let server = Server::start().await;
    let author = server.guest().await;
    let answer = server
        .request(Method::GET, "/api/v1/events", None)
        .send()
        .await
        .expect("answers");
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut stream = answer.bytes_stream();
    let mut heard = String::new();
    while !heard.contains("data: {\"head\":1}") {
        heard.push_str(&String::from_utf8_lossy(
            &stream.next().await.expect("goes on").expect("reads"),
        ));
    }
    assert!(heard.starts_with("event: head"), "{heard}");
    server.submit(&author, "有新的了").await;
    while !heard.contains("data: {\"head\":2}") {
        heard.push_str(&String::from_utf8_lossy(
            &stream.next().await.expect("goes on").expect("reads"),
        ));
    }
    server.stop().await;
    while let Some(part) = stream.next().await {
        drop(part); // a stop ends the stream; this would hang otherwise
    }
}

#[tokio::test]
async fn a_caller_who_vanishes_costs_nothing() {
    let server = Server::start().await;
    let author = server.guest().await;
    let address = server.url("").replace("http://", "");
    let id = ProposalId(Uuid::now_v7());
    let command = server.command(id, submission("说完就走"));
    let body = json!({ "commands": [command] }).to_string();
    let head = |length: usize| {
        format!(
            "POST /api/v1/sync/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            author.token
        )
    };
    for _ in 0..32 {
        let mut mid_body = tokio::net::TcpStream::connect(&address).await.expect("connects");
        mid_body
            .write_all(head(body.len()).as_bytes())
            .await
            .expect("sends");
        mid_body
            .write_all(&body.as_bytes()[..body.len() / 2])
            .await
            .expect("sends");
        drop(mid_body);
        let mut after_sending = tokio::net::TcpStream::connect(&address).await.expect("connects");
        after_sending
            .write_all(head(body.len()).as_bytes())
            .await
            .expect("sends");
        after_sending.write_all(body.as_bytes()).await.expect("sends");
        drop(after_sending);
    }
    // Whether or not any of those arrived whole, the device sends it again and knows.
    let [outcome] = server.push(&author, vec![command]).await.try_into().expect("one");
    assert!(
        matches!(outcome, Outcome::Applied { .. } | Outcome::Duplicate { .. }),
        "{outcome:?}"
    );
    assert_eq!(server.changes("after=1", None).await.events.len(), 1);
    server.stop().await;
}

#[tokio::test]
async fn a_full_push_fits_and_a_larger_one_is_told_so() {
    let server = Server::start().await;
    let author = server.guest().await;
    let commands = |count: usize| -> Vec<_> {
        let command = |_| server.command(ProposalId(Uuid::now_v7()), submission("很多"));
        (0..count).map(command).collect()
    };
    let outcomes = server.push(&author, commands(500)).await;
    assert!(
        outcomes
            .iter()
            .all(|outcome| matches!(outcome, Outcome::Applied { .. }))
    );
    for count in [0, 501] {
        let body = json!({ "commands": commands(count) });
        let push = server
            .request(Method::POST, "/api/v1/sync/push", Some(&author))
            .json(&body);
        let (status, code) = server.error(push).await;
        assert_eq!((status.as_u16(), code.as_str()), (422, "wrong-shape"));
    }
    let ids: HashSet<CommandId> = commands(2).iter().map(|command| command.id).collect();
    assert_eq!(ids.len(), 2);
    server.stop().await;
}

#[tokio::test]
async fn texts_arrive_as_sent_or_are_refused_with_the_reason() {
    let server = Server::start().await;
    let author = server.guest().await;
    let long = "长".repeat(20_000);
    let kept = [
        "👩‍👩‍👧‍👦🇨🇳 e\u{301}",
        "مرحبا \u{202e}שלום\u{202c}",
        "第一行\r\n\t第二行",
        "\u{fffd}\u{10ffff}𠮷",
        long.as_str(),
        "'; DROP TABLE events; --",
    ];
    for text in kept {
        let id = server.submit(&author, text).await;
        assert_eq!(server.detail(id, None).await.proposal.text, text);
    }
    let refused = [
        ("一\0二", "text-control-character"),
        ("\u{1b}[31m", "text-control-character"),
        (" \n ", "text-empty"),
        (&"长".repeat(20_001), "text-too-long"),
    ];
    for (text, expected) in refused {
        let command = server.command(ProposalId(Uuid::now_v7()), submission(text));
        let answer: PushResponse = server
            .post(
                "/api/v1/sync/push",
                Some(&author),
                &json!({ "commands": [command] }),
            )
            .await;
        let Outcome::Refused { problem } = &answer.results[0].outcome else {
            panic!("{answer:?}")
        };
        assert_eq!(problem.code, expected);
        assert!(!problem.arguments.is_empty(), "it says where and why");
    }
    server.stop().await;
}
