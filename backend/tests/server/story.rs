//! A voice goes in, an answer comes back.

use crate::support::{Server, accept, assign};
use domain::proposal::{Action, AnswerKind, Judgement, State};
use domain::protocol::Outcome;
use domain::query::{Card, Page};

#[tokio::test]
async fn a_voice_goes_in_an_answer_comes_back_and_the_author_has_the_last_word() {
    let server = Server::start().await;
    let (author, coordinator, officer) = (
        server.guest().await,
        server.coordinator().await,
        server.officer().await,
    );
    let id = server
        .submit(&author, "楼下的路灯坏了三个星期，老人晚上不敢出门。")
        .await;

    let detail = server.detail(id, None).await;
    assert_eq!(detail.proposal.state, State::Submitted);
    assert_eq!(detail.proposal.number.as_deref(), Some("2026-0001"));
    assert_eq!(detail.proposal.author, None, "nobody else knows who wrote it");
    assert_eq!(
        server.detail(id, Some(&author)).await.proposal.author,
        Some(author.account)
    );
    assert_eq!(
        server.detail(id, Some(&coordinator)).await.proposal.author,
        Some(author.account)
    );

    server.act(&coordinator, id, accept()).await;
    server.act(&coordinator, id, assign()).await;
    server.act(&officer, id, Action::Take {}).await;
    let text = "灯已经换好，今晚就亮。".to_owned();
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: text.clone(),
        promised: None,
        milestones: Vec::new(),
    };
    server.act(&officer, id, answer).await;
    let detail = server.detail(id, Some(&author)).await;
    assert_eq!(detail.proposal.state, State::Answered);
    assert_eq!(detail.proposal.answer.expect("answered").text, text);

    let judge = Action::Judge {
        judgement: Judgement::NotSolved,
        stars: Some(1),
        text: Some("还是不亮。".to_owned()),
    };
    let seq = server.act(&author, id, judge).await;
    let detail = server.detail(id, None).await;
    assert_eq!(detail.proposal.state, State::Reopened);
    assert_eq!(detail.timeline.len(), 6, "every step is told");
    assert_eq!(detail.timeline.last().expect("told").seq, seq);
    assert!(detail.timeline.iter().all(|event| event.by.account.is_none()));

    let feed = server.changes("after=0", None).await;
    let told: Vec<_> = feed
        .events
        .iter()
        .filter(|event| event.fact.proposal() == Some(id))
        .cloned()
        .collect();
    assert_eq!(told, detail.timeline, "the timeline is a part of the feed");
    server.stop().await;
}

#[tokio::test]
async fn what_others_said_before_is_found_while_one_writes() {
    let server = Server::start().await;
    let author = server.guest().await;
    let lamp = server
        .submit(&author, "楼下的路灯坏了三个星期，老人晚上不敢出门。")
        .await;
    for text in ["请在公园里加几张长椅", "小区门口的井盖松了，老人容易绊倒"] {
        server.submit(&author, text).await;
    }
    let similar = async |text: &str, area: &str| {
        let mut url = reqwest::Url::parse(&server.url("/api/v1/proposals/similar")).expect("an address");
        url.query_pairs_mut()
            .append_pair("text", text)
            .append_pair("area", area);
        let path = format!("{}?{}", url.path(), url.query().unwrap_or_default());
        let page: Page = server.get(&path, None).await;
        page.items
    };
    // Words become findable a moment after the log moved.
    while similar("长椅 井盖", "").await.len() < 2 {
        tokio::task::yield_now().await;
    }
    let found = similar("我家门前的路灯不亮，晚上太黑", "").await;
    assert_eq!(found[0].id, lamp);
    assert_eq!(found[0], Card::from(&server.detail(lamp, None).await.proposal));
    let city = backend::demo::city();
    let own = &server.detail(lamp, None).await.proposal.area;
    assert_eq!(similar("路灯不亮", own.as_str()).await.len(), 1);
    let other = city
        .areas
        .iter()
        .find(|area| !city.within(&area.id).contains(own));
    assert_eq!(
        similar("路灯不亮", other.expect("another area").id.as_str()).await,
        []
    );
    assert_eq!(similar("图书馆周一关门", "").await, [], "nobody said that");
    assert_eq!(similar("……！", "").await, [], "nothing in it can be looked for");
    server.stop().await;
}

#[tokio::test]
async fn supports_are_counted_and_following_is_private() {
    let server = Server::start().await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let (one, other) = (server.citizen().await, server.citizen().await);
    let id = server.submit(&author, "请在公园里加几张长椅").await;
    server.act(&coordinator, id, accept()).await;
    for who in [&one, &other] {
        server.act(who, id, Action::Support {}).await;
        server.act(who, id, Action::Support {}).await;
    }
    server.act(&other, id, Action::Unsupport {}).await;
    server.act(&one, id, Action::Follow {}).await;
    let detail = server.detail(id, Some(&one)).await;
    assert_eq!(detail.proposal.supports, 1);
    assert!(detail.relation.supports && detail.relation.follows);
    assert!(!server.detail(id, Some(&other)).await.relation.supports);
    assert_eq!(detail.timeline.len(), 2, "single supports are counted, not told");

    let follows = |feed: domain::protocol::ChangesResponse| {
        let private = feed.events.into_iter().filter(|event| !event.fact.is_public());
        private.count()
    };
    assert_eq!(follows(server.changes("", Some(&one)).await), 1);
    assert_eq!(follows(server.changes("", Some(&other)).await), 0);
    assert_eq!(
        follows(server.changes("", Some(&coordinator)).await),
        0,
        "not even for staff"
    );
    assert_eq!(follows(server.changes("", None).await), 0);
    server.stop().await;
}

#[tokio::test]
async fn one_bad_command_never_holds_up_its_batch() {
    let server = Server::start().await;
    let author = server.guest().await;
    let id = server.submit(&author, "第一条").await;
    let other = domain::id::ProposalId(uuid::Uuid::now_v7());
    let outcomes = server
        .push(
            &author,
            vec![
                server.command(id, accept()),
                server.command(other, crate::support::submission("第二条")),
                server.command(
                    other,
                    Action::Resolve {
                        text: "好了".into(),
                        evidence: Vec::new(),
                    },
                ),
                server.command(other, Action::Withdraw {}),
            ],
        )
        .await;
    let code = |outcome: &Outcome| match outcome {
        Outcome::Refused { problem } => problem.code.clone(),
        other => format!("{other:?}"),
    };
    assert_eq!(code(&outcomes[0]), "not-coordinator");
    assert!(matches!(outcomes[1], Outcome::Applied { .. }));
    assert_eq!(code(&outcomes[2]), "not-lead-officer");
    assert!(matches!(outcomes[3], Outcome::Applied { .. }));
    assert_eq!(server.detail(other, None).await.proposal.state, State::Withdrawn);
    server.stop().await;
}
