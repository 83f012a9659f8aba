//! Two cases change in one command: both or neither, whoever reads them and wherever they lie.

use crate::support::{Server, Somebody, accept};
use domain::id::ProposalId;
use domain::proposal::{Action, Change, State};
use domain::protocol::{ChangesResponse, Outcome};

fn merge(into: ProposalId) -> Action {
    Action::Merge {
        into,
        text: "说的是同一盏灯。".to_owned(),
    }
}

fn unmerge(from: ProposalId) -> Action {
    Action::Unmerge {
        from,
        text: "是另一盏灯。".to_owned(),
    }
}

/// What the feed tells of a proposal.
fn told(feed: &ChangesResponse, id: ProposalId) -> Vec<&'static str> {
    let about = feed
        .events
        .iter()
        .filter(|event| event.fact.proposal() == Some(id));
    about
        .filter_map(|event| match &event.fact {
            domain::event::Fact::Proposal { change, .. } => Some(Change::name(change)),
            _ => None,
        })
        .collect()
}

async fn links(server: &Server, one: ProposalId, other: ProposalId) -> (Option<ProposalId>, Vec<ProposalId>) {
    let merged = server.detail(one, None).await.proposal.merged;
    let joined = server.detail(other, None).await.proposal.joined;
    (
        merged.map(|merger| merger.into.id),
        joined.iter().map(|joined| joined.id).collect(),
    )
}

#[tokio::test]
async fn whoever_wrote_follows_or_supports_reads_of_both_sides() {
    let server = Server::start().await;
    let coordinator = server.coordinator().await;
    let (wen, du) = (server.guest().await, server.guest().await);
    let (supporter, follower) = (server.citizen().await, server.citizen().await);
    let (one, other) = (
        server.submit(&wen, "地下通道太黑了，请装灯。").await,
        server.submit(&du, "地下通道一盏灯都不亮。").await,
    );
    server.act(&coordinator, one, accept()).await;
    server.act(&coordinator, other, accept()).await;
    server.act(&supporter, one, Action::Support {}).await;
    server.act(&follower, other, Action::Follow {}).await;
    let seq = server.act(&coordinator, one, merge(other)).await;

    assert_eq!(links(&server, one, other).await, (Some(other), vec![one]));
    let case = server.detail(one, Some(&wen)).await;
    assert_eq!((case.proposal.state, case.proposal.clock), (State::Merged, None));
    assert_eq!(
        case.proposal.seq, seq,
        "the answer is about the command's own proposal"
    );
    let merged = case.proposal.merged.expect("a link");
    assert_eq!(merged.into.number.as_deref(), Some("2026-0002"));

    let mine = async |who: &Somebody| server.changes("scope=mine", Some(who)).await;
    for who in [&wen, &supporter] {
        let feed = mine(who).await;
        assert_eq!(told(&feed, one).last(), Some(&"merged"));
        assert_eq!(told(&feed, other), [""; 0], "what they have nothing to do with");
    }
    for who in [&du, &follower] {
        assert_eq!(told(&mine(who).await, other).last(), Some(&"joined"));
    }

    // One tap: taken back here, given there.
    server.act(&supporter, one, Action::Move { to: other }).await;
    let (here, there) = (
        server.detail(one, Some(&supporter)).await,
        server.detail(other, Some(&supporter)).await,
    );
    assert_eq!((here.proposal.supports, here.relation.supports), (0, false));
    assert_eq!((there.proposal.supports, there.relation.supports), (1, true));
    assert_eq!(told(&mine(&supporter).await, other).last(), Some(&"supported"));

    server.act(&coordinator, one, unmerge(other)).await;
    assert_eq!(links(&server, one, other).await, (None, vec![]));
    let here = server.detail(one, None).await;
    assert_eq!(here.proposal.state, State::Accepted);
    let timeline = here.timeline.iter().filter_map(|event| match &event.fact {
        domain::event::Fact::Proposal { change, .. } => Some(change.name()),
        _ => None,
    });
    assert_eq!(
        timeline.collect::<Vec<_>>(),
        ["submitted", "accepted", "merged", "unmerged"]
    );
    server.stop().await;
}

#[tokio::test]
async fn both_sides_are_there_after_a_restart_and_in_one_push_with_much_else() {
    let server = Server::start().await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let ids: Vec<ProposalId> = (0..5).map(|_| ProposalId(uuid::Uuid::now_v7())).collect();
    let submit = |id: &ProposalId| server.command(*id, crate::support::submission("灯不亮。"));
    server.push(&author, ids.iter().map(submit).collect()).await;
    let server = server.restart(|_| {}).await;
    // Merged, parted, merged again, and what can't be: decided one after the other, written together.
    let outcomes = server
        .push(
            &coordinator,
            vec![
                server.command(ids[0], merge(ids[4])),
                server.command(ids[1], merge(ids[4])),
                server.command(ids[0], unmerge(ids[4])),
                server.command(ids[0], merge(ids[4])),
                server.command(ids[4], merge(ids[3])),
                server.command(ids[2], merge(ids[0])),
                server.command(ids[2], merge(ids[2])),
                server.command(ids[3], merge(ids[4])),
            ],
        )
        .await;
    let codes: Vec<&str> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Applied { .. } => "",
            Outcome::Refused { problem } => &problem.code,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        codes,
        ["", "", "", "", "holds-others", "merge-merged", "merge-itself", ""]
    );
    let server = server.restart(|_| {}).await;
    for id in [ids[0], ids[1], ids[3]] {
        let (merged, joined) = links(&server, id, ids[4]).await;
        assert_eq!(merged, Some(ids[4]));
        assert_eq!(joined, [ids[1], ids[0], ids[3]]);
    }
    // Whose case ends unanswered sets free what went on in it, though their command names none of it.
    server.act(&author, ids[4], Action::Withdraw {}).await;
    for id in [ids[0], ids[1], ids[3]] {
        assert_eq!(links(&server, id, ids[4]).await, (None, vec![]));
        let case = server.detail(id, None).await.proposal;
        assert_eq!(case.state, State::Submitted);
        assert!(case.clock.is_some());
    }
    let listed = server.list("state=merged").await;
    assert_eq!(listed.items, [], "lists know of both sides too");
    server.stop().await;
}

#[tokio::test]
async fn a_coordinators_reading_stays_their_own_when_they_merge() {
    let server = Server::start().await;
    let (author, coordinator) = (server.guest().await, server.coordinator().await);
    let (one, other) = (
        server.submit(&author, "灯不亮。").await,
        server.submit(&author, "灯坏了。").await,
    );
    server.act(&coordinator, other, Action::Follow {}).await;
    server.act(&coordinator, one, merge(other)).await;
    server.act(&coordinator, one, unmerge(other)).await;
    assert!(server.detail(other, Some(&coordinator)).await.relation.follows);
    server.act(&coordinator, other, Action::Unfollow {}).await;
    assert!(!server.detail(other, Some(&coordinator)).await.relation.follows);
    assert!(!server.detail(one, Some(&coordinator)).await.relation.follows);
    server.stop().await;
}

#[tokio::test]
async fn a_district_merges_nothing_into_another_districts_case() {
    let server = Server::start().await;
    let author = server.guest().await;
    let area = "bailu".into();
    let bailu = server
        .person(vec![domain::actor::Role::Coordinator { area }])
        .await;
    let submit = |area: &str| {
        let Action::Submit { mut draft } = crate::support::submission("灯不亮。") else {
            unreachable!()
        };
        draft.area = Some(area.into());
        server.command(ProposalId(uuid::Uuid::now_v7()), Action::Submit { draft })
    };
    let commands = vec![submit("bailu"), submit("songhu")];
    let ids: Vec<_> = commands.iter().filter_map(|command| command.proposal()).collect();
    server.push(&author, commands).await;
    for (one, into, code) in [
        (ids[0], ids[1], "merge-elsewhere"),
        (ids[1], ids[0], "not-coordinator"),
        (ids[0], ProposalId(uuid::Uuid::now_v7()), "merge-not-there"),
    ] {
        let outcomes = server.push(&bailu, vec![server.command(one, merge(into))]).await;
        assert!(
            matches!(&outcomes[0], Outcome::Refused { problem } if problem.code == code),
            "{outcomes:?}"
        );
    }
    server.stop().await;
}
