//! Lists, held against a walk over everything.

use super::sample::{city, kept, middle, proposal_id};
use crate::store::{Kept, Store, Write};
use domain::id::{AreaId, ProposalId};
use domain::place::{Bounds, Near};
use domain::proposal::State;
use domain::query::{Card, Order, ProposalQuery};
use domain::search;
use domain::time::Timestamp;
use std::cmp::Reverse;
use std::collections::BTreeSet;

const MANY: u32 = 97;
const ORDERS: [Order; 4] = [
    Order::Newest,
    Order::MostSupported,
    Order::MostUrgent,
    Order::Nearest,
];

pub(super) async fn run<S: Store, F: AsyncFn(&str) -> S>(open: &F) {
    let store = open("lists").await;
    let mut all: Vec<Kept> = (0..MANY).map(kept).collect();
    let batch = all
        .iter()
        .map(|kept| Write::Proposal(Box::new(kept.clone())))
        .collect();
    store.write(batch).await.expect("a batch is written");
    every_list_is_right(&store, &all).await;
    similar_is_by_shared_words(&store).await;

    // The same after changes: lists follow what a proposal is now.
    for (n, kept) in all.iter_mut().enumerate().filter(|(n, _)| n % 4 == 0) {
        kept.proposal.state = State::InProgress;
        kept.proposal.supports += 3;
        kept.proposal.area = "west".into();
        kept.proposal.lead = Some("parks".into());
        kept.proposal.clock = if n % 8 == 0 {
            None
        } else {
            super::sample::kept(1).proposal.clock
        };
        kept.proposal.version += 1;
    }
    let batch = all
        .iter()
        .step_by(4)
        .map(|kept| Write::Proposal(Box::new(kept.clone())))
        .collect();
    store.write(batch).await.expect("a batch is written");
    drop(store);
    every_list_is_right(&open("lists").await, &all).await;
}

async fn every_list_is_right(store: &impl Store, all: &[Kept]) {
    let plain = ProposalQuery::default;
    let text = |text: &str| ProposalQuery {
        text: Some(text.to_owned()),
        ..plain()
    };
    let near = |metres| ProposalQuery {
        near: middle(0.0, 0.0).map(|point| Near { point, metres }),
        ..plain()
    };
    let filters = [
        plain(),
        ProposalQuery {
            area: Some("east".into()),
            ..plain()
        },
        ProposalQuery {
            area: Some("lake".into()),
            ..plain()
        },
        ProposalQuery {
            category: Some("light".into()),
            ..plain()
        },
        ProposalQuery {
            states: vec![State::Submitted, State::InProgress],
            ..plain()
        },
        ProposalQuery {
            department: Some("parks".into()),
            ..plain()
        },
        ProposalQuery {
            area: Some("city".into()),
            states: vec![State::Accepted],
            category: Some("green".into()),
            ..plain()
        },
        ProposalQuery {
            area: Some("nowhere".into()),
            ..plain()
        },
        near(700),
        near(1),
        ProposalQuery {
            text: Some("路灯".to_owned()),
            area: Some("east".into()),
            ..near(1_500)
        },
        ProposalQuery {
            bounds: middle(2.0, 1.0)
                .zip(middle(12.0, 3.0))
                .and_then(|(one, other)| Bounds::between(one, other).ok()),
            states: vec![State::Submitted, State::InProgress, State::Accepted],
            ..plain()
        },
        text("路灯"),
        text("长椅 解放"),
        text("broken ben"),
        text("2026-0012"),
        text("没有这样的词"),
        text("  "),
        ProposalQuery {
            area: Some("west".into()),
            department: Some("roads".into()),
            ..text("三个星期")
        },
    ];
    for filter in filters {
        for order in ORDERS {
            for limit in [1, 7, 0, 100] {
                let query = ProposalQuery {
                    order,
                    limit,
                    ..filter.clone()
                };
                check(store, all, &query).await;
            }
        }
    }
    // A text without a word in it can't be searched: nothing is found, rather than everything.
    let page = store.list(&text("，。！"), None).await.expect("a page");
    assert_eq!(page.items, []);
}

async fn check(store: &impl Store, all: &[Kept], query: &ProposalQuery) {
    let within: Option<Vec<AreaId>> = query.area.as_ref().map(|area| city().within(area));
    let within = within.as_deref();
    let expected: Vec<Card> = all
        .iter()
        .filter(|kept| fits(kept, query, within))
        .map(card)
        .collect();

    let mut found: Vec<Card> = Vec::new();
    let mut page_query = query.clone();
    loop {
        let page = store.list(&page_query, within).await.expect("a page");
        assert!(
            page.items.len() <= query.page_size(),
            "a page has its size at most: {query:?}"
        );
        assert!(
            page.next.is_none() || page.items.len() == query.page_size(),
            "only the last is short: {query:?}"
        );
        found.extend(page.items);
        match page.next {
            Some(next) => page_query.after = Some(next),
            None => break,
        }
        assert!(found.len() <= all.len(), "paging comes to an end: {query:?}");
    }

    // Within one key the order is the store's own, but it is one order: nothing twice, nothing left out.
    let ids: BTreeSet<ProposalId> = found.iter().map(|card| card.id).collect();
    assert_eq!(ids.len(), found.len(), "nothing twice: {query:?}");
    let mut sorted = expected.clone();
    sorted.sort_by_key(|card| place(card, query));
    let places = |cards: &[Card]| cards.iter().map(|card| place(card, query)).collect::<Vec<_>>();
    assert_eq!(places(&found), places(&sorted), "{query:?}");
    for card in &found {
        assert!(
            expected.contains(card),
            "a card is as the proposal is now: {query:?}"
        );
    }

    let due = expected
        .iter()
        .filter_map(|card| card.sort_key(Order::MostUrgent))
        .min()
        .map(Timestamp);
    let count = u32::try_from(expected.len()).expect("a small number");
    assert_eq!(store.count(query, within).await, Ok((count, due)), "{query:?}");
}

fn card(kept: &Kept) -> Card {
    Card::from(&kept.proposal)
}

fn fits(kept: &Kept, query: &ProposalQuery, within: Option<&[AreaId]>) -> bool {
    let proposal = &kept.proposal;
    let words = [
        &proposal.title,
        &proposal.text,
        proposal.place.as_deref().unwrap_or_default(),
        proposal.number.as_deref().unwrap_or_default(),
    ]
    .join("\n");
    within.is_none_or(|areas| areas.contains(&proposal.area))
        && query
            .category
            .as_ref()
            .is_none_or(|category| proposal.category.as_ref() == Some(category))
        && query
            .department
            .as_ref()
            .is_none_or(|department| proposal.lies_with(department))
        && (query.states.is_empty() || query.states.contains(&proposal.state))
        && query
            .text
            .as_deref()
            .is_none_or(|typed| typed.trim().is_empty() || search::matches(&words, typed))
        && query.reaches(proposal.point)
        && query.key(&card(kept)).is_some()
}

fn place(card: &Card, query: &ProposalQuery) -> (i64, Reverse<i64>) {
    let key = query.key(card).unwrap_or_default();
    match query.order {
        Order::Newest => (-key, Reverse(0)),
        Order::MostSupported => (-key, Reverse(card.submitted_at.0)),
        Order::MostUrgent => (key, Reverse(0)),
        Order::Nearest => (key, Reverse(card.submitted_at.0)),
    }
}

async fn similar_is_by_shared_words(store: &impl Store) {
    let mut rare = kept(MANY);
    rare.proposal.title = "喷泉夜里太吵".to_owned();
    rare.proposal.text = "广场的喷泉半夜还开着，附近居民睡不好。".to_owned();
    store
        .write(vec![Write::Proposal(Box::new(rare))])
        .await
        .expect("a batch is written");
    let found = store
        .similar("我家楼下的喷泉半夜很吵，已经三个星期", 5)
        .await
        .expect("similar ones");
    assert_eq!(
        found.iter().map(|card| card.id).collect::<Vec<_>>(),
        [proposal_id(MANY)],
        "what has only common words in common does not resemble it"
    );
    let found = store
        .similar("喷泉半夜很吵，路灯也不亮", 5)
        .await
        .expect("similar ones");
    assert_eq!(found.len(), 5, "as many as were asked for");
    assert_eq!(
        found.first().map(|card| card.id),
        Some(proposal_id(MANY)),
        "rare words in common come first"
    );
    assert!(found[1..].iter().all(|card| card.title.contains("路灯")));
    assert_eq!(store.similar("xylophone", 5).await, Ok(vec![]));
    assert_eq!(store.similar("", 5).await, Ok(vec![]));
    // Out of the way of the lists.
    let mut gone = (0..MANY)
        .map(|n| Write::Proposal(Box::new(kept(n))))
        .collect::<Vec<_>>();
    gone.insert(0, Write::ForgetReplica);
    store.write(gone).await.expect("a batch is written");
}
