//! What every store must do, as one suite that each runs: the one in memory, the shell's and the browser's.
//!
//! It panics where a store falls short, naming what was expected.

mod lists;
pub mod sample;

use crate::api::{KeptView, OutboxState, Preferences};
use crate::store::{Concern, Kept, Store, Write};
use crate::unsent::KeptUnsent;
use domain::desk::Desk;
use domain::id::{AccountId, ProposalId};
use domain::query::ProposalQuery;
use sample::{account_id, draft, inbox_entry, item, kept, meta, noted, proposal_id, unsent};
use uuid::Uuid;

/// Runs the suite. `open` opens the store of that name: empty the first time, and with what was written
/// before when the same name is opened again.
///
/// # Panics
/// Where the store does not hold the contract.
pub async fn run<S: Store, F: AsyncFn(&str) -> S>(open: F) {
    a_new_store_is_empty(&open("new").await).await;
    what_was_written_is_there_after_reopening(&open).await;
    the_outbox_keeps_its_order(&open("outbox").await).await;
    drafts_are_replaced_and_latest_first(&open("drafts").await).await;
    what_is_unsent_is_kept_for_each_form_of_each_person(&open("unsent").await).await;
    a_batch_is_seen_whole_or_not_at_all(&open("batch").await).await;
    a_timeline_is_in_order_and_written_once(&open("timeline").await).await;
    the_inbox_counts_what_is_unread(&open("inbox").await).await;
    what_concerns_a_person_is_latest_change_first(&open("concerning").await).await;
    forgetting_the_replica_keeps_what_was_written_here(&open("forget").await).await;
    what_is_taken_back_goes_and_may_be_kept_anew(&open("taken back").await).await;
    any_text_comes_back_as_it_was(&open("texts").await).await;
    lists::run(&open).await;
}

async fn a_new_store_is_empty(store: &impl Store) {
    assert_eq!(store.meta().await, Ok(None));
    assert_eq!(store.city().await, Ok(None));
    assert_eq!(store.proposal(proposal_id(1)).await, Ok(None));
    assert_eq!(
        store.proposals(&[proposal_id(1), proposal_id(2)]).await,
        Ok(vec![])
    );
    assert_eq!(store.timeline(proposal_id(1)).await, Ok(vec![]));
    assert_eq!(store.outbox().await, Ok(vec![]));
    assert_eq!(store.drafts().await, Ok(vec![]));
    assert_eq!(store.unsent().await, Ok(vec![]));
    assert_eq!(store.inbox(10).await, Ok(vec![]));
    assert_eq!(store.unread(0).await, Ok(0));
    assert_eq!(store.similar("路灯", 5).await, Ok(vec![]));
    let all = ProposalQuery::default();
    assert_eq!(store.list(&all, None).await.map(|page| page.items.len()), Ok(0));
    assert_eq!(store.count(&all, None).await, Ok((0, None)));
}

async fn what_was_written_is_there_after_reopening<S: Store, F: AsyncFn(&str) -> S>(open: &F) {
    let mut known = meta();
    known.cursor = 7;
    known.token = Some("a token".to_owned());
    known.preferences = Preferences {
        language: Some("zh-CN".to_owned()),
        views: vec![KeptView {
            by: AccountId(Uuid::from_u128(7)),
            desk: Desk::Coordinator,
            name: "路灯".to_owned(),
            query: "?q=路灯".to_owned(),
        }],
        ..Preferences::default()
    };
    let city = sample::city();
    let (one, event) = (kept(1), noted(1, 5));
    let (item, draft, entry) = (item(1, 1), draft(1), inbox_entry(5));
    let batch = vec![
        Write::Meta(Box::new(known.clone())),
        Write::City(Box::new(city.clone())),
        Write::Proposal(Box::new(one.clone())),
        Write::Timeline(one.proposal.id, Box::new(event.clone())),
        Write::Outbox(Box::new(item.clone())),
        Write::Draft(Box::new(draft.clone())),
        Write::Inbox(Box::new(entry.clone())),
    ];
    open("reopened")
        .await
        .write(batch)
        .await
        .expect("a batch is written");
    let store = open("reopened").await;
    assert_eq!(store.meta().await, Ok(Some(known.clone())));
    assert_eq!(store.city().await, Ok(Some(city)));
    assert_eq!(store.proposal(one.proposal.id).await, Ok(Some(one.clone())));
    assert_eq!(store.timeline(one.proposal.id).await, Ok(vec![event]));
    assert_eq!(store.outbox().await, Ok(vec![item]));
    assert_eq!(store.drafts().await, Ok(vec![draft]));
    assert_eq!(store.inbox(10).await, Ok(vec![entry]));
    known.cursor = 8;
    store
        .write(vec![Write::Meta(Box::new(known.clone()))])
        .await
        .expect("a batch is written");
    assert_eq!(
        store.meta().await,
        Ok(Some(known)),
        "there is one record, the last written"
    );
}

async fn the_outbox_keeps_its_order(store: &impl Store) {
    let items = [item(30, 3), item(10, 1), item(20, 2)];
    let batch = items
        .iter()
        .map(|item| Write::Outbox(Box::new(item.clone())))
        .collect();
    store.write(batch).await.expect("a batch is written");
    let positions = async || -> Vec<u64> {
        let items = store.outbox().await.expect("the outbox is read");
        items.iter().map(|item| item.position).collect()
    };
    assert_eq!(positions().await, [1, 2, 3]);
    let mut moved = item(10, 4);
    moved.state = OutboxState::Applied { seq: 9 };
    let batch = vec![
        Write::Outbox(Box::new(moved.clone())),
        Write::OutboxRemove(item(30, 3).command.id),
    ];
    store.write(batch).await.expect("a batch is written");
    assert_eq!(positions().await, [2, 4], "the same id replaces");
    assert_eq!(
        store.outbox().await.expect("the outbox is read").last(),
        Some(&moved)
    );
}

async fn drafts_are_replaced_and_latest_first(store: &impl Store) {
    let (mut first, second) = (draft(1), draft(2));
    let batch = vec![
        Write::Draft(Box::new(second.clone())),
        Write::Draft(Box::new(first.clone())),
    ];
    store.write(batch).await.expect("a batch is written");
    assert_eq!(store.drafts().await, Ok(vec![second.clone(), first.clone()]));
    first.saved_at.0 += 1_000_000;
    first.draft.text = "改过的".to_owned();
    store
        .write(vec![Write::Draft(Box::new(first.clone()))])
        .await
        .expect("a batch is written");
    assert_eq!(store.drafts().await, Ok(vec![first.clone(), second.clone()]));
    store
        .write(vec![Write::DraftRemove(first.id)])
        .await
        .expect("a batch is written");
    assert_eq!(store.drafts().await, Ok(vec![second]));
}

async fn what_is_unsent_is_kept_for_each_form_of_each_person(store: &impl Store) {
    let (mut first, second) = (unsent(1, ""), unsent(1, "for"));
    let mut of_another = unsent(1, "");
    of_another.by = account_id(7);
    let write = |kept: &KeptUnsent| Write::Unsent(Box::new(kept.clone()));
    store
        .write([&first, &second, &of_another].map(write).into())
        .await
        .expect("a batch is written");
    first.unsent.words.insert("text".to_owned(), "改过的".to_owned());
    store
        .write(vec![write(&first)])
        .await
        .expect("a batch is written");
    let kept = async || {
        let mut kept = store.unsent().await.expect("what is unsent");
        kept.sort_by_key(KeptUnsent::key);
        kept
    };
    let mut all = vec![first.clone(), second.clone(), of_another.clone()];
    all.sort_by_key(KeptUnsent::key);
    assert_eq!(kept().await, all);
    store
        .write(vec![Write::ForgetReplica, Write::UnsentRemove(first.key())])
        .await
        .expect("a batch is written");
    all.retain(|kept| *kept != first);
    assert_eq!(kept().await, all);
}

async fn a_batch_is_seen_whole_or_not_at_all(store: &impl Store) {
    const MANY: u32 = 60;
    let batch = (0..MANY).map(|n| Write::Proposal(Box::new(kept(n)))).collect();
    let all = ProposalQuery::default();
    let look = async {
        let mut looks = 0;
        loop {
            let (count, _) = store.count(&all, None).await.expect("a count");
            assert!(count == 0 || count == MANY, "a reader saw {count} of {MANY}");
            looks += 1;
            if count == MANY || looks == 10_000 {
                return count;
            }
            crate::signal::give_way().await;
        }
    };
    let (written, _) = futures::join!(store.write(batch), look);
    written.expect("a batch is written");
    assert_eq!(store.count(&all, None).await.map(|(count, _)| count), Ok(MANY));
}

async fn a_timeline_is_in_order_and_written_once(store: &impl Store) {
    let id = proposal_id(1);
    let write = |seq| Write::Timeline(id, Box::new(noted(1, seq)));
    let other = Write::Timeline(proposal_id(2), Box::new(noted(2, 6)));
    store
        .write(vec![write(9), write(5), other])
        .await
        .expect("a batch is written");
    store
        .write(vec![write(5), write(7)])
        .await
        .expect("a batch is written");
    let events = store.timeline(id).await.expect("a timeline");
    assert_eq!(events, [noted(1, 5), noted(1, 7), noted(1, 9)]);
}

async fn the_inbox_counts_what_is_unread(store: &impl Store) {
    let write = |seq| Write::Inbox(Box::new(inbox_entry(seq)));
    store
        .write(vec![write(3), write(8)])
        .await
        .expect("a batch is written");
    store
        .write(vec![write(5), write(8)])
        .await
        .expect("a batch is written");
    let seqs = async |limit| -> Vec<u64> {
        let entries = store.inbox(limit).await.expect("the inbox is read");
        entries.iter().map(|entry| entry.seq).collect()
    };
    assert_eq!(seqs(10).await, [8, 5, 3]);
    assert_eq!(seqs(2).await, [8, 5]);
    assert_eq!(store.unread(0).await, Ok(3));
    assert_eq!(store.unread(5).await, Ok(1));
    assert_eq!(store.unread(8).await, Ok(0));
}

async fn what_concerns_a_person_is_latest_change_first(store: &impl Store) {
    let concerned = |n: u32, mine: bool, follows: bool| -> Kept {
        let mut kept = kept(n);
        kept.mine = mine;
        kept.relation.follows = follows;
        kept.proposal.updated_at.0 = i64::from(n) * 1_000;
        kept
    };
    let mut batch: Vec<Write> = Vec::new();
    for (n, mine, follows) in [
        (1, true, false),
        (2, false, true),
        (3, true, true),
        (4, false, false),
        (5, false, true),
    ] {
        batch.push(Write::Proposal(Box::new(concerned(n, mine, follows))));
    }
    store.write(batch).await.expect("a batch is written");
    let ids = async |concern, limit| -> Vec<ProposalId> {
        let found = store
            .concerning(concern, limit)
            .await
            .expect("what concerns them");
        found.iter().map(|kept| kept.proposal.id).collect()
    };
    assert_eq!(ids(Concern::Written, 10).await, [proposal_id(3), proposal_id(1)]);
    assert_eq!(ids(Concern::Followed, 10).await, [proposal_id(5), proposal_id(2)]);
    assert_eq!(ids(Concern::Followed, 1).await, [proposal_id(5)]);
    let mut unfollowed = concerned(5, false, false);
    unfollowed.proposal.version += 1;
    store
        .write(vec![Write::Proposal(Box::new(unfollowed))])
        .await
        .expect("a batch is written");
    assert_eq!(ids(Concern::Followed, 10).await, [proposal_id(2)]);
}

async fn forgetting_the_replica_keeps_what_was_written_here(store: &impl Store) {
    let one = kept(1);
    let filled = vec![
        Write::Meta(Box::new(meta())),
        Write::City(Box::new(sample::city())),
        Write::Proposal(Box::new(one.clone())),
        Write::Timeline(one.proposal.id, Box::new(noted(1, 5))),
        Write::Outbox(Box::new(item(1, 1))),
        Write::Draft(Box::new(draft(1))),
        Write::Inbox(Box::new(inbox_entry(5))),
    ];
    store.write(filled).await.expect("a batch is written");
    let mut after = meta();
    after.cursor = 0;
    // What comes later in the batch is there afterwards.
    let batch = vec![
        Write::ForgetReplica,
        Write::Meta(Box::new(after.clone())),
        Write::Proposal(Box::new(kept(2))),
    ];
    store.write(batch).await.expect("a batch is written");
    assert_eq!(store.city().await, Ok(Some(sample::city())), "it is everybody's");
    assert_eq!(store.proposal(one.proposal.id).await, Ok(None));
    assert_eq!(store.timeline(one.proposal.id).await, Ok(vec![]));
    assert_eq!(store.unread(0).await, Ok(0));
    assert_eq!(store.meta().await, Ok(Some(after)));
    assert_eq!(store.outbox().await, Ok(vec![item(1, 1)]));
    assert_eq!(store.drafts().await, Ok(vec![draft(1)]));
    let found = async |text: &str| -> Vec<ProposalId> {
        let query = ProposalQuery {
            text: Some(text.to_owned()),
            ..ProposalQuery::default()
        };
        let page = store.list(&query, None).await.expect("a page");
        page.items.iter().map(|card| card.id).collect()
    };
    assert_eq!(found(&one.proposal.title).await, [], "the index forgets too");
    assert_eq!(found(&kept(2).proposal.title).await, [proposal_id(2)]);
    store
        .write(vec![Write::Proposal(Box::new(one.clone()))])
        .await
        .expect("a batch is written");
    assert_eq!(found(&one.proposal.title).await, [one.proposal.id]);
}

async fn what_is_taken_back_goes_and_may_be_kept_anew(store: &impl Store) {
    let (one, other) = (kept(1), kept(2));
    let filled = vec![
        Write::Proposal(Box::new(one.clone())),
        Write::Proposal(Box::new(other.clone())),
        Write::Timeline(one.proposal.id, Box::new(noted(1, 5))),
        Write::Timeline(one.proposal.id, Box::new(noted(1, 6))),
        Write::Timeline(other.proposal.id, Box::new(noted(2, 7))),
        Write::Inbox(Box::new(inbox_entry(5))),
        Write::Inbox(Box::new(inbox_entry(7))),
    ];
    store.write(filled).await.expect("a batch is written");
    let mut left = one.clone();
    left.proposal.title.clear();
    left.proposal.text.clear();
    let batch = vec![
        Write::Forget {
            proposal: one.proposal.id,
            timeline: vec![5, 6],
            inbox: vec![5],
        },
        Write::Proposal(Box::new(left.clone())),
        Write::Timeline(one.proposal.id, Box::new(noted(1, 6))),
    ];
    store.write(batch).await.expect("a batch is written");
    assert_eq!(store.proposal(one.proposal.id).await, Ok(Some(left)));
    assert_eq!(store.timeline(one.proposal.id).await, Ok(vec![noted(1, 6)]));
    assert_eq!(store.timeline(other.proposal.id).await, Ok(vec![noted(2, 7)]));
    assert_eq!(store.inbox(10).await, Ok(vec![inbox_entry(7)]));
    let query = ProposalQuery {
        text: Some(one.proposal.title.clone()),
        ..ProposalQuery::default()
    };
    let found = store.list(&query, None).await.expect("a page");
    assert_eq!(found.items, [], "it is not found by words that are gone");
}

async fn any_text_comes_back_as_it_was(store: &impl Store) {
    for text in [
        "👩‍👩‍👧‍👦 家门口",
        "\u{202e}mirrored\u{202c}",
        "line\r\nline\ttab",
        "nul\u{0}nul",
        "'; DROP TABLE drafts; --",
    ] {
        let mut draft = draft(1);
        draft.draft.text = text.to_owned();
        store
            .write(vec![Write::Draft(Box::new(draft.clone()))])
            .await
            .expect("a batch is written");
        assert_eq!(store.drafts().await, Ok(vec![draft]));
        let mut one = kept(1);
        one.proposal.text = text.to_owned();
        store
            .write(vec![Write::ForgetReplica, Write::Proposal(Box::new(one.clone()))])
            .await
            .expect("a batch");
        assert_eq!(store.proposal(one.proposal.id).await, Ok(Some(one)));
    }
}
