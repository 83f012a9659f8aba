//! Ordered lists read page by page.

use domain::city::Clocks;
use domain::clock::{Clock, ClockKind};
use domain::id::ProposalId;
use domain::proposal::State;
use domain::query::{Card, Cursor, Order, ProposalQuery};
use domain::time::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

const ORDERS: [Order; 3] = [Order::Newest, Order::MostSupported, Order::MostUrgent];

fn a_card() -> impl Strategy<Value = Card> {
    let kind = prop::sample::select(vec![
        ClockKind::Triage,
        ClockKind::Answer,
        ClockKind::Work,
        ClockKind::Verdict,
    ]);
    let clock = prop::option::of((kind, 0_i64..6).prop_map(|(kind, due)| Clock {
        kind,
        started: Timestamp(0),
        due: Timestamp(due),
        provisional: false,
        escalated: None,
    }));
    // Few values, so that many cards share a key and the id must tell them apart.
    (any::<u128>(), 0_i64..5, 0_u32..4, clock).prop_map(|(id, submitted, supports, clock)| Card {
        prepared: Vec::new(),
        id: ProposalId(Uuid::from_u128(id)),
        number: None,
        title: "灯".to_owned(),
        excerpt: String::new(),
        category: None,
        area: "town".into(),
        point: None,
        language: "zh-CN".to_owned(),
        state: State::InProgress,
        clock,
        holder: None,
        lead: None,
        awaited: Vec::new(),
        answer: None,
        supports,
        reopened: 0,
        submitted_at: Timestamp(submitted),
        updated_at: Timestamp(submitted),
        version: 1,
    })
}

/// A whole list: highest keys first, but the most urgent by earliest deadline; equal keys by id, in the same sense.
fn ordered(cards: &[Card], order: Order) -> Vec<Card> {
    let mut listed: Vec<Card> = cards
        .iter()
        .filter(|card| card.sort_key(order).is_some())
        .cloned()
        .collect();
    listed.sort_by_key(|card| (card.sort_key(order), card.id));
    if order != Order::MostUrgent {
        listed.reverse();
    }
    listed
}

fn cursor(card: &Card, order: Order) -> Option<Cursor> {
    ProposalQuery {
        order,
        ..ProposalQuery::default()
    }
    .cursor(card)
}

/// One page after a cursor, by comparing keys alone: what a keyset query does.
fn page(cards: &[Card], order: Order, after: Option<Cursor>, size: usize) -> Vec<Card> {
    let beyond = |card: &Card| {
        let (Some(after), Some(here)) = (after, cursor(card, order)) else {
            return true;
        };
        let (here, after) = ((here.key, here.id), (after.key, after.id));
        if order == Order::MostUrgent {
            here > after
        } else {
            here < after
        }
    };
    ordered(cards, order)
        .into_iter()
        .filter(beyond)
        .take(size)
        .collect()
}

proptest! {
    #[test]
    fn pages_hold_every_card_once_and_in_order(cards in prop::collection::vec(a_card(), 0..40), size in 1_usize..9) {
        for order in ORDERS {
            let whole = ordered(&cards, order);
            let mut read = Vec::new();
            let mut after: Option<Cursor> = None;
            loop {
                let items = page(&cards, order, after, size);
                let Some(last) = items.last() else { break };
                // The cursor travels as text.
                let text = cursor(last, order).expect("a listed card has a cursor").to_string();
                after = Some(text.parse().expect("a cursor"));
                read.extend(items);
            }
            prop_assert_eq!(read, whole);
        }
    }

    #[test]
    fn the_urgent_list_is_where_the_city_must_move(card in a_card()) {
        let on_city = card.clock.is_some_and(|clock| clock.kind != ClockKind::Verdict);
        prop_assert_eq!(card.sort_key(Order::MostUrgent).is_some(), on_city);
        prop_assert!(card.sort_key(Order::Newest).is_some() && card.sort_key(Order::MostSupported).is_some());
    }

    #[test]
    fn a_cursor_survives_being_written(key in any::<i64>(), id in any::<u128>()) {
        let cursor = Cursor { key, id: ProposalId(Uuid::from_u128(id)) };
        prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
        let json = serde_json::to_string(&cursor).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Cursor>(&json).expect("a cursor"), cursor);
    }

    #[test]
    fn any_other_text_is_no_cursor(text in "\\PC{0,60}") {
        if let Ok(cursor) = text.parse::<Cursor>() {
            prop_assert!(text.contains('~'));
            prop_assert_eq!(cursor.to_string().parse::<Cursor>(), Ok(cursor));
        }
    }

    #[test]
    fn a_page_has_one_to_a_hundred_cards(limit in any::<u16>()) {
        let query = ProposalQuery { limit, ..ProposalQuery::default() };
        prop_assert!((1..=100).contains(&query.page_size()));
    }
}

#[test]
fn a_page_has_twenty_cards_unless_told() {
    assert_eq!(ProposalQuery::default().page_size(), 20);
    assert_eq!(Clocks::default().answer, 15, "the city's promise of fifteen days");
}
