//! What every store must do, whatever its engine. A second engine adds one line at the end.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use backend::error::Result;
use backend::store::{Batch, Changed, ChangesQuery, Entry, Group, Known, NewAccount, Store};
use domain::actor::{Level, Part, Role};
use domain::clock::{Clock, ClockKind};
use domain::event::{By, Event, Fact};
use domain::id::{AccountId, AreaId, CommandId, ProposalId};
use domain::proposal::{Change, Debate, Proposal, Relation, apply};
use domain::protocol::{Me, Outcome, Scope};
use domain::refusal::Problem;
use domain::settle::Answered;
use domain::tier::Tier;
use domain::time::Timestamp;
use ledger::{Hash, Subtree};
use std::sync::Arc;
use uuid::Uuid;

fn account() -> AccountId {
    AccountId(Uuid::now_v7())
}

fn clock(kind: ClockKind, due: i64) -> Clock {
    Clock {
        kind,
        started: Timestamp(0),
        due: Timestamp(due),
        provisional: false,
        escalated: None,
    }
}

fn submitted(title: &str) -> Change {
    Change::Submitted {
        number: Some("2026-0001".to_owned()),
        title: title.to_owned(),
        text: format!("{title}，请尽快处理。"),
        category: Some("lighting".into()),
        area: "here".into(),
        place: None,
        point: None,
        language: "zh-CN".to_owned(),
        signature: None,
        attachments: Vec::new(),
        clocks: domain::city::Clocks::default(),
        clock: clock(ClockKind::Triage, 5_000),
    }
}

/// A log that is written by hand, one group at a time.
struct Hand {
    store: Arc<dyn Store>,
    head: u64,
}

impl Hand {
    fn entry(&mut self, by: Option<AccountId>, subject: Option<u64>, fact: Fact) -> Entry {
        self.head += 1;
        let mut event = Event {
            seq: self.head,
            at: Timestamp(1_000 + self.head as i64),
            command: None,
            by: By {
                part: Part::Citizen,
                department: None,
                account: None,
            },
            fact,
        };
        let payload = serde_json::to_string(&event).unwrap();
        event.by.account = by;
        let salt = [self.head as u8; 16];
        Entry {
            leaf: ledger::hash::commitment(&salt, payload.as_bytes()),
            event,
            subject,
            salt,
            payload,
        }
    }

    /// One change of a proposal, folded and written.
    async fn change(
        &mut self,
        known: &mut Option<Known>,
        id: ProposalId,
        by: AccountId,
        change: Change,
    ) -> Relation {
        let version = known.as_ref().map_or(1, |known| known.proposal.version + 1);
        let whole = !change.is_counted();
        let fact = Fact::Proposal {
            proposal: id,
            version,
            change,
        };
        let first = known.as_ref().map_or(self.head + 1, |known| known.first);
        let entry = self.entry(Some(by), Some(first), fact);
        let mut proposal: Option<Proposal> = known.take().map(|known| known.proposal);
        let mut relation = Relation::default();
        apply(
            &mut proposal,
            &mut relation,
            &mut Debate::default(),
            &entry.event,
            Some(by),
        )
        .expect("in step");
        let changed = Known {
            first,
            proposal: proposal.expect("there now"),
        };
        *known = Some(changed.clone());
        let batch = Batch {
            entries: vec![entry],
            changed: vec![Changed {
                known: changed,
                whole,
            }],
            relations: vec![(by, first, relation)],
            ..Batch::default()
        };
        self.write(&batch).await;
        relation
    }

    async fn write(&self, batch: &Batch) {
        let mut group = self.store.begin().await.expect("begins");
        group.write(batch).await.expect("writes");
        group.commit().await.expect("commits");
    }
}

async fn in_group<T>(store: &Arc<dyn Store>, work: impl AsyncFnOnce(&mut dyn Group) -> Result<T>) -> T {
    let mut group = store.begin().await.expect("begins");
    let done = work(group.as_mut()).await.expect("works");
    group.commit().await.expect("commits");
    done
}

async fn an_empty_store_knows_nothing(store: Arc<dyn Store>) {
    let start = store.start().await.unwrap();
    assert_eq!(
        (start.head, start.city.is_none(), start.numbers.len()),
        (0, true, 0)
    );
    assert!(!start.epoch.is_empty());
    assert_eq!(store.start().await.unwrap().epoch, start.epoch);
    assert_eq!(store.proposal(ProposalId(Uuid::now_v7())).await.unwrap(), None);
    assert_eq!(store.leaf(1).await.unwrap(), None);
    assert!(store.begun_after(0, 10).await.unwrap().is_empty());
    assert!(store.having_words("路灯").await.unwrap().is_empty());
}

async fn what_was_not_committed_never_happened(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let entry = hand.entry(
        None,
        None,
        Fact::City {
            city: Box::new(backend::demo::city()),
        },
    );
    let batch = Batch {
        entries: vec![entry],
        ..Batch::default()
    };
    let mut group = store.begin().await.unwrap();
    group.write(&batch).await.unwrap();
    drop(group);
    assert_eq!(store.start().await.unwrap().head, 0);
    hand.write(&batch).await;
    let start = store.start().await.unwrap();
    assert_eq!(
        start.city.map(|(seq, city)| (seq, city.areas.len())),
        Some((1, backend::demo::city().areas.len()))
    );
}

async fn a_proposal_is_read_as_it_was_folded(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let (author, citizen, id) = (account(), account(), ProposalId(Uuid::now_v7()));
    let mut known = None;
    hand.change(&mut known, id, author, submitted("路灯坏了")).await;
    let accepted = Change::Accepted {
        category: Some("lighting".into()),
        area: "here".into(),
        clocks: domain::city::Clocks::default(),
        clock: clock(ClockKind::Assign, 9_000),
    };
    hand.change(&mut known, id, citizen, accepted).await;
    let relation = hand.change(&mut known, id, citizen, Change::Supported {}).await;
    assert!(relation.supports);
    let known = known.expect("folded");
    assert_eq!(
        store.proposal(id).await.unwrap(),
        Some(known.clone()),
        "the counters too"
    );
    assert_eq!(store.known(&[id]).await.unwrap(), std::slice::from_ref(&known));
    assert_eq!(store.relation(citizen, known.first).await.unwrap(), relation);
    assert_eq!(
        store.relation(author, known.first).await.unwrap(),
        Relation::default()
    );
    let pair = (citizen, id);
    let relations = store.relations(&[pair, (author, id)]).await.unwrap();
    assert_eq!(relations.get(&pair), Some(&relation));
    let timeline: Vec<u64> = store
        .timeline(known.first, false)
        .await
        .unwrap()
        .iter()
        .map(|entry| entry.seq)
        .collect();
    assert_eq!(timeline, [1, 2], "a single support is counted, not told");
}

async fn answers_are_kept_by_account_and_id(store: Arc<dyn Store>) {
    let (one, other, id) = (account(), account(), CommandId(Uuid::now_v7()));
    let applied = Answered {
        fingerprint: [7; 32],
        outcome: Outcome::Applied { seq: 42 },
    };
    let refused = Answered {
        fingerprint: [8; 32],
        outcome: Outcome::Refused {
            problem: Problem::new("not-author").with("n", 3),
        },
    };
    let hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let batch = Batch {
        answers: vec![(one, id, applied.clone()), (other, id, refused.clone())],
        numbers: vec![(2026, 17)],
        ..Batch::default()
    };
    hand.write(&batch).await;
    let keys = [(one, id), (other, id), (one, CommandId(Uuid::now_v7()))];
    let answers = store.answers(&keys).await.unwrap();
    assert_eq!(answers.len(), 2);
    assert_eq!(
        (answers.get(&keys[0]), answers.get(&keys[1])),
        (Some(&applied), Some(&refused))
    );
    assert_eq!(store.start().await.unwrap().numbers.get(&2026), Some(&17));
}

async fn many_rows_are_written_as_few_are(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let follow = |n: u128| Fact::Follow {
        proposal: ProposalId(Uuid::from_u128(n)),
        following: true,
    };
    let entries: Vec<Entry> = (0..147).map(|n| hand.entry(None, Some(1), follow(n))).collect();
    let tree = (0..300)
        .map(|index| (Subtree { level: 8, index }, Hash([index as u8; 32])))
        .collect();
    let batch = Batch {
        entries: entries.clone(),
        tree,
        ..Batch::default()
    };
    hand.write(&batch).await;
    assert_eq!(store.start().await.unwrap().head, 147);
    for entry in &entries {
        assert_eq!(store.leaf(entry.event.seq).await.unwrap(), Some(entry.leaf));
    }
    let leaves = store.tree(0, 0..147).await.unwrap();
    let expected: Vec<Hash> = entries
        .iter()
        .map(|entry| ledger::hash::leaf_hash(&entry.leaf.0))
        .collect();
    assert_eq!(leaves, expected);
    assert_eq!(
        store.tree(8, 10..13).await.unwrap(),
        [10, 11, 12].map(|n| Hash([n; 32]))
    );
    assert_eq!(store.tree(8, 299..400).await.unwrap().len(), 1);
}

async fn the_feed_is_a_range_without_what_is_private_to_others(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let (author, follower, id) = (account(), account(), ProposalId(Uuid::now_v7()));
    let mut known = None;
    hand.change(&mut known, id, author, submitted("井盖松动")).await;
    let fact = Fact::Follow {
        proposal: id,
        following: true,
    };
    let entry = hand.entry(Some(follower), Some(1), fact);
    let relation = Relation {
        supports: false,
        follows: true,
        judged: 1,
        argued: true,
    };
    hand.write(&Batch {
        entries: vec![entry],
        relations: vec![(follower, 1, relation)],
        ..Batch::default()
    })
    .await;
    hand.change(&mut known, id, author, Change::Withdrawn {}).await;
    let read = async |scope: Scope, areas: &[&str], reader: Option<AccountId>, after: u64, limit: u32| {
        let query = ChangesQuery {
            after,
            limit,
            scope,
            areas: areas.iter().map(|area| (*area).into()).collect(),
            reader,
            staff: false,
        };
        let changes = store.changes(&query).await.unwrap();
        let seqs: Vec<u64> = changes.entries.iter().map(|entry| entry.seq).collect();
        (seqs, changes.next, changes.head)
    };
    let areas = || Scope::Areas(Vec::new());
    assert_eq!(read(Scope::All, &[], None, 0, 10).await, (vec![1, 3], 3, 3));
    assert_eq!(
        read(Scope::All, &[], Some(follower), 0, 10).await,
        (vec![1, 2, 3], 3, 3)
    );
    assert_eq!(read(Scope::All, &[], None, 0, 1).await, (vec![1], 1, 3));
    assert_eq!(read(Scope::All, &[], None, 1, 1).await, (vec![3], 3, 3));
    assert_eq!(read(Scope::All, &[], None, 9, 10).await, (vec![], 3, 3));
    assert_eq!(read(areas(), &["here"], None, 0, 10).await, (vec![1, 3], 3, 3));
    assert_eq!(read(areas(), &["there"], None, 0, 10).await, (vec![], 3, 3));
    assert_eq!(
        read(areas(), &["there"], Some(follower), 0, 10).await,
        (vec![1, 2, 3], 3, 3)
    );
    assert_eq!(
        read(Scope::Mine, &[], Some(author), 0, 10).await,
        (vec![1, 3], 3, 3)
    );
    assert_eq!(
        read(Scope::Mine, &[], Some(follower), 1, 10).await,
        (vec![2, 3], 3, 3)
    );
    assert_eq!(
        read(Scope::Mine, &[], Some(account()), 0, 10).await,
        (vec![], 3, 3)
    );
}

async fn what_began_is_read_in_order_as_it_stands(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let mut begun = Vec::new();
    for title in ["路灯坏了", "井盖松动", "Broken lamp"] {
        let (id, mut known) = (ProposalId(Uuid::now_v7()), None);
        hand.change(&mut known, id, account(), submitted(title)).await;
        hand.change(&mut known, id, account(), Change::Supported {}).await;
        begun.extend(known);
    }
    assert_eq!(store.begun_after(0, 10).await.unwrap(), begun);
    assert_eq!(store.begun_after(0, 2).await.unwrap(), begun[..2]);
    assert_eq!(store.begun_after(begun[1].first, 10).await.unwrap(), begun[2..]);
    assert!(store.begun_after(begun[2].first, 10).await.unwrap().is_empty());
}

async fn words_are_found_once_they_are_indexed(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    for title in ["路灯坏了", "井盖松动", "Broken lamp"] {
        hand.change(&mut None, ProposalId(Uuid::now_v7()), account(), submitted(title))
            .await;
    }
    let found = async |typed: &str| store.having_words(typed).await.unwrap().len();
    assert_eq!(found("路灯").await, 0);
    assert_eq!(store.take_in_words(2).await.unwrap(), 2);
    assert_eq!((found("路灯").await, found("lamp").await), (1, 0));
    assert_eq!(store.take_in_words(2).await.unwrap(), 1);
    assert_eq!(store.take_in_words(2).await.unwrap(), 0);
    assert_eq!(
        (found("处理").await, found("bro LAM").await, found("\"* OR").await),
        (3, 1, 0)
    );
}

async fn what_resembles_a_text_shares_what_is_rare(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    for first in 1..=41 {
        let title = if first == 7 {
            "菜市场门口路灯坏了"
        } else {
            "井盖松动"
        };
        hand.change(&mut None, ProposalId(Uuid::now_v7()), account(), submitted(title))
            .await;
    }
    let there_are = async |last: u32| {
        let numbers = vec![(2026, last)];
        hand.write(&Batch {
            numbers,
            ..Batch::default()
        })
        .await;
    };
    let similar = async |text: &str, areas: Option<&[AreaId]>| store.similar(text, areas, 3).await.unwrap();
    let lamp = "晚上路灯不亮，请尽快处理";
    assert!(similar(lamp, None).await.is_empty(), "not findable yet");
    store.take_in_words(100).await.unwrap();
    there_are(41).await;
    assert_eq!(similar(lamp, None).await, [7]);
    assert_eq!(similar(lamp, Some(&["there".into(), "here".into()])).await, [7]);
    assert!(similar(lamp, Some(&["elsewhere".into()])).await.is_empty());
    assert!(similar(lamp, Some(&[])).await.is_empty());
    assert!(
        similar("井盖请尽快处理", None).await.is_empty(),
        "nearly all are about that"
    );
    assert!(similar("，\"* OR", None).await.is_empty());
    there_are(400).await;
    assert_eq!(
        similar("井盖松动", None).await.len(),
        3,
        "as many as were asked for"
    );
    assert_eq!(
        similar("井盖松动，菜市场门口的", None).await[0],
        7,
        "the rarer the words in common, the more alike"
    );
}

/// The cases whose time is over, in the store's order.
async fn due(store: &Arc<dyn Store>, now: i64, limit: u32) -> Vec<ProposalId> {
    let due = store.due(Timestamp(now), None, limit).await.unwrap();
    due.into_iter().map(|due| due.proposal).collect()
}

async fn cases_whose_time_is_over_are_told_until_they_moved(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let (author, id) = (account(), ProposalId(Uuid::now_v7()));
    let mut known = None;
    hand.change(&mut known, id, author, submitted("请说明")).await;
    let up_to = async |now: i64, limit: u32| due(&store, now, limit).await;
    let due = async |now: i64| up_to(now, 10).await;
    assert_eq!(due(4_999).await, []);
    assert_eq!(due(5_000).await, [id]);
    let other = ProposalId(Uuid::now_v7());
    hand.change(&mut None, other, author, submitted("请再说明")).await;
    assert_eq!(due(5_000).await, [id, other], "of one time, as they began");
    assert_eq!(up_to(5_000, 1).await, [id]);
    let first = store.due(Timestamp(5_000), None, 1).await.unwrap().pop().unwrap();
    assert_eq!((first.at, first.clock), (Timestamp(5_000), ClockKind::Triage));
    let rest = store.due(Timestamp(5_000), Some(&first), 10).await.unwrap();
    assert_eq!(rest.iter().map(|due| due.proposal).collect::<Vec<_>>(), [other]);
    let rest = store.due(Timestamp(5_000), rest.last(), 10).await.unwrap();
    assert_eq!(rest, [], "after the last one there is none");
    let escalated = Change::Escalated {
        clock: ClockKind::Triage,
        from: Tier::Community,
        to: Tier::Street,
    };
    hand.change(&mut known, id, author, escalated).await;
    assert_eq!(
        due(99_999).await,
        [other],
        "it went up, and its clock moves nothing more"
    );
    let accepted = Change::Accepted {
        category: None,
        area: "here".into(),
        clocks: domain::city::Clocks::default(),
        clock: clock(ClockKind::Assign, 9_000),
    };
    hand.change(&mut known, id, author, accepted).await;
    assert_eq!(due(9_000).await, [other, id], "longest over first");
    hand.change(&mut known, id, account(), Change::Supported {}).await;
    assert_eq!(due(9_000).await, [other, id], "a support changes no deadline");
    let resolved = Change::Resolved {
        text: "好了".to_owned(),
        evidence: Vec::new(),
        clock: clock(ClockKind::Verdict, 70_000),
    };
    hand.change(&mut known, id, author, resolved).await;
    assert!(!due(69_999).await.contains(&id));
    assert_eq!(due(70_000).await.last(), Some(&id));
    hand.change(&mut known, id, author, Change::ClosedUnjudged {})
        .await;
    assert!(!due(99_999).await.contains(&id));
}

async fn accounts_sessions_and_roles_are_kept(store: Arc<dyn Store>) {
    let guest = NewAccount {
        me: Me {
            account: account(),
            level: Level::Guest,
            roles: Vec::new(),
            name: None,
        },
        secret: Some([1; 32]),
        login: None,
        password: None,
    };
    let id = guest.me.account;
    in_group(&store, async |group| {
        group.add_account(&guest).await?;
        group.add_session(&[9; 32], id, Timestamp(1)).await
    })
    .await;
    assert_eq!(store.session(&[9; 32]).await.unwrap().as_ref(), Some(&guest.me));
    assert_eq!(store.session(&[8; 32]).await.unwrap(), None);
    assert_eq!(
        store
            .credentials(id)
            .await
            .unwrap()
            .and_then(|known| known.secret),
        Some([1; 32])
    );

    let mut signed_up = guest.clone();
    signed_up.me.level = Level::Unverified;
    signed_up.me.name = Some("王芳".to_owned());
    (signed_up.secret, signed_up.login, signed_up.password) = (None, Some([2; 32]), Some("phc".to_owned()));
    in_group(&store, async |group| group.sign_up(&signed_up).await).await;
    assert_eq!(store.me(id).await.unwrap().as_ref(), Some(&signed_up.me));
    assert_eq!(
        store
            .credentials_of(&[2; 32])
            .await
            .unwrap()
            .map(|known| known.account),
        Some(id)
    );
    assert_eq!(store.staff().await.unwrap(), []);

    signed_up.me.roles = vec![Role::Coordinator { area: "here".into() }, Role::Administrator {}];
    in_group(&store, async |group| group.set_roles(&signed_up.me).await).await;
    let mut told = store.session(&[9; 32]).await.unwrap().expect("still signed in");
    told.roles.sort_by_key(|role| *role == Role::Administrator {});
    assert_eq!(told, signed_up.me);
    assert_eq!(store.staff().await.unwrap().len(), 1);
    in_group(&store, async |group| group.end_session(&[9; 32]).await).await;
    assert_eq!(store.session(&[9; 32]).await.unwrap(), None);
}

async fn what_a_guest_has_is_handed_over(store: Arc<dyn Store>) {
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let (guest, heir, other) = (account(), account(), account());
    for id in [guest, heir] {
        let me = Me {
            account: id,
            level: Level::Guest,
            roles: Vec::new(),
            name: None,
        };
        let new = NewAccount {
            me,
            secret: None,
            login: None,
            password: None,
        };
        in_group(&store, async |group| group.add_account(&new).await).await;
    }
    in_group(&store, async |group| {
        group.add_session(&[5; 32], guest, Timestamp(2)).await
    })
    .await;
    let (own, foreign) = (ProposalId(Uuid::now_v7()), ProposalId(Uuid::now_v7()));
    hand.change(&mut None, own, guest, submitted("我的")).await;
    let mut known = None;
    hand.change(&mut known, foreign, other, submitted("别人的")).await;
    hand.change(&mut known, foreign, guest, Change::Supported {})
        .await;
    let id = CommandId(Uuid::now_v7());
    let answered = Answered {
        fingerprint: [3; 32],
        outcome: Outcome::Applied { seq: 1 },
    };
    hand.write(&Batch {
        answers: vec![(guest, id, answered.clone())],
        ..Batch::default()
    })
    .await;
    in_group(&store, async |group| group.hand_over(guest, heir).await).await;
    let own = store.proposal(own).await.unwrap().expect("there");
    assert_eq!(own.proposal.author, Some(heir));
    assert!(store.relation(heir, 2).await.unwrap().supports);
    assert_eq!(store.relation(guest, 2).await.unwrap(), Relation::default());
    let by: Vec<_> = store
        .timeline(own.first, false)
        .await
        .unwrap()
        .iter()
        .map(|entry| entry.account)
        .collect();
    assert_eq!(by, [Some(heir)]);
    let answers = store.answers(&[(heir, id), (guest, id)]).await.unwrap();
    assert_eq!(answers.get(&(heir, id)), Some(&answered));
    let of_others = store.answers(&[(other, id)]).await.unwrap();
    assert_eq!(of_others.len(), 0);
    assert_eq!(store.session(&[5; 32]).await.unwrap(), None);
    assert_eq!(
        store
            .proposal(foreign)
            .await
            .unwrap()
            .expect("there")
            .proposal
            .author,
        Some(other)
    );
}

/// One test for each clause, on a fresh store of this engine.
macro_rules! contract {
    ($engine:ident, $open:expr) => {
        contract!($engine, $open,
            an_empty_store_knows_nothing
            what_was_not_committed_never_happened
            a_proposal_is_read_as_it_was_folded
            answers_are_kept_by_account_and_id
            many_rows_are_written_as_few_are
            the_feed_is_a_range_without_what_is_private_to_others
            what_began_is_read_in_order_as_it_stands
            words_are_found_once_they_are_indexed
            what_resembles_a_text_shares_what_is_rare
            cases_whose_time_is_over_are_told_until_they_moved
            accounts_sessions_and_roles_are_kept
            what_a_guest_has_is_handed_over
        );
    };
    ($engine:ident, $open:expr, $($clause:ident)*) => {
        mod $engine {
            $(#[tokio::test]
            async fn $clause() {
                let folder = tempfile::tempdir().expect("a folder");
                let open = $open;
                let store: std::sync::Arc<dyn backend::store::Store> = open(folder.path()).await;
                super::$clause(store.clone()).await;
                store.close().await;
            })*
        }
    };
}

async fn sqlite(folder: &std::path::Path) -> Arc<dyn Store> {
    use backend::store::sqlite::{Options, SqliteStore};
    let store = SqliteStore::open(&folder.join("test.sqlite"), Options::default()).await;
    Arc::new(store.expect("opens"))
}

contract!(on_sqlite, super::sqlite);

/// A city that ran before the city's own clocks were looked at: what is late already is found as what is late next.
#[tokio::test]
async fn the_deadlines_of_a_running_city_are_taken_up() {
    use sqlx::Connection;
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(folder.path()).await;
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    let author = account();
    let ids = [(); 4].map(|()| ProposalId(Uuid::now_v7()));
    let mut known = [(); 4].map(|()| None);
    for (id, known) in ids.iter().zip(&mut known) {
        hand.change(known, *id, author, submitted("请说明")).await;
    }
    let accepted = Change::Accepted {
        category: None,
        area: "here".into(),
        clocks: domain::city::Clocks::default(),
        clock: clock(ClockKind::Assign, 4_000),
    };
    let resolved = Change::Resolved {
        text: "好了".to_owned(),
        evidence: Vec::new(),
        clock: clock(ClockKind::Verdict, 3_000),
    };
    hand.change(&mut known[1], ids[1], author, accepted).await;
    hand.change(&mut known[1], ids[1], author, Change::Supported {})
        .await;
    hand.change(&mut known[2], ids[2], author, resolved).await;
    hand.change(&mut known[3], ids[3], author, Change::Withdrawn {})
        .await;
    store.close().await;

    // As the program of then left it: the author's time alone.
    let file = folder.path().join("test.sqlite");
    let mut before = sqlx::SqliteConnection::connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    for then in [
        "DROP INDEX proposals_due",
        "ALTER TABLE proposals RENAME COLUMN due TO judge_by",
        "UPDATE proposals SET judge_by = NULL WHERE judge_by <> 3000",
        "CREATE INDEX proposals_to_judge ON proposals (judge_by) WHERE judge_by IS NOT NULL",
        "ALTER TABLE proposals DROP COLUMN clock",
        "DELETE FROM _sqlx_migrations WHERE version IN (2, 70)",
    ] {
        sqlx::query(then).execute(&mut before).await.unwrap();
    }
    before.close().await.unwrap();

    let store = sqlite(folder.path()).await;
    let due = store.due(Timestamp(99_999), None, 10).await.unwrap();
    let due: Vec<_> = due.iter().map(|due| (due.proposal, due.clock)).collect();
    assert_eq!(
        due,
        [
            (ids[2], ClockKind::Verdict),
            (ids[1], ClockKind::Assign),
            (ids[0], ClockKind::Triage)
        ]
    );
    store.close().await;
}

/// What is found by its words is no more than what the database says: the file is made anew where it is of no use.
#[tokio::test]
async fn the_index_of_words_is_made_anew_where_it_is_of_no_use() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("words.sqlite");
    let found = async |store: &Arc<dyn Store>| {
        while store.take_in_words(10).await.unwrap() > 0 {}
        store.having_words("路灯").await.unwrap().len()
    };

    let store = sqlite(folder.path()).await;
    let mut hand = Hand {
        store: store.clone(),
        head: 0,
    };
    for title in ["路灯坏了", "路灯不亮", "井盖松动"] {
        hand.change(&mut None, ProposalId(Uuid::now_v7()), account(), submitted(title))
            .await;
    }
    assert_eq!(found(&store).await, 2);
    store.close().await;
    let whole = std::fs::read(&file).unwrap();

    for damaged in [
        &b"not a database, but long enough to be looked at"[..],
        &whole[..whole.len() / 2],
    ] {
        std::fs::write(&file, damaged).unwrap();
        let store = sqlite(folder.path()).await;
        assert_eq!(found(&store).await, 2);
        store.close().await;
    }

    // The database was put back as it was before: what was taken in since is not there.
    let store = sqlite(tempfile::tempdir().unwrap().path()).await;
    assert_eq!(found(&store).await, 0);
    store.close().await;
    let earlier = tempfile::tempdir().unwrap();
    std::fs::copy(&file, earlier.path().join("words.sqlite")).unwrap();
    let store = sqlite(earlier.path()).await;
    assert_eq!(found(&store).await, 0);
    store.close().await;
}
