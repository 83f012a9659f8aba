//! Where a page begins and what is on it.
//!
//! A proposal's slot is its place in the log's order. Each order is a sorted set of (key, slot). There are two ways to
//! read a page of `limit` out of `n` proposals of which `m` fit: walk along the order and look at each, which takes about
//! `limit · n / m` steps; or take the `m`, which the filters' bitmaps give, and pick the first ones of them. The index
//! takes the shorter way, which is never longer than √(limit · n) steps.

use super::facet::Facet;
use domain::city::City;
use domain::id::{AreaId, ProposalId};
use domain::query::{Card, Cursor, Order, ProposalQuery};
use indexmap::IndexSet;
use roaring::RoaringBitmap;
use std::borrow::Cow;
use std::collections::BTreeSet;

const ORDERS: [Order; 3] = [Order::Newest, Order::MostSupported, Order::MostUrgent];

/// Stands for a value that a proposal doesn't have.
const NONE: u32 = u32::MAX;

/// What a proposal is filtered by: the numbers of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tags {
    area: u32,
    category: u32,
    lead: u32,
    state: u32,
}

/// A place in an order, such that what comes first is least.
type Place = (i64, u32);

#[derive(Debug, Default)]
pub(super) struct Index {
    /// The first event of each slot, ascending.
    firsts: Vec<u64>,
    ids: IndexSet<ProposalId>,
    tags: Vec<Tags>,
    /// By order; `None` where it leaves the proposal out.
    keys: Vec<[Option<i64>; ORDERS.len()]>,
    orders: [BTreeSet<Place>; ORDERS.len()],
    /// An area has what lies in it.
    areas: Facet,
    categories: Facet,
    leads: Facet,
    states: Facet,
    /// By the number of an area: it and those that it lies in; none where the directory doesn't have it.
    lineages: Vec<Vec<u32>>,
}

/// A query's filters, as numbers; `None` and empty for those that are not set.
struct Wanted {
    area: Option<u32>,
    category: Option<u32>,
    lead: Option<u32>,
    states: Vec<u32>,
}

impl Index {
    /// The slot of the proposal with this first event.
    pub(super) fn slot(&self, first: u64) -> Option<u32> {
        self.firsts.binary_search(&first).ok().map(|slot| slot as u32)
    }

    /// Puts a proposal in, or what became of it; its slot. One that is new began after all that are in.
    pub(super) fn put(&mut self, first: u64, card: &Card) -> u32 {
        let tags = Tags {
            area: self.area(&card.area),
            category: code(&mut self.categories, card.category.as_ref().map(|id| id.as_str())),
            lead: code(&mut self.leads, card.lead.as_ref().map(|id| id.as_str())),
            state: self.states.code(card.state.name()),
        };
        let keys = ORDERS.map(|order| card.sort_key(order));
        let slot = match self.slot(first) {
            Some(slot) => {
                self.unset(slot, tags);
                slot
            }
            None => {
                let slot = self.firsts.len() as u32;
                self.firsts.push(first);
                self.ids.insert(card.id);
                self.tags.push(Tags {
                    area: NONE,
                    category: NONE,
                    lead: NONE,
                    state: NONE,
                });
                self.keys.push([None; ORDERS.len()]);
                slot
            }
        };
        self.set(slot, tags);
        self.sort(slot, keys);
        slot
    }

    /// Takes a slot out of what it is not in any more.
    fn unset(&mut self, slot: u32, now: Tags) {
        let before = self.tags[slot as usize];
        if before.area != now.area {
            for area in self.lineages.get(before.area as usize).into_iter().flatten() {
                self.areas.remove(*area, slot);
            }
        }
        for (facet, before, now) in [
            (&mut self.categories, before.category, now.category),
            (&mut self.leads, before.lead, now.lead),
            (&mut self.states, before.state, now.state),
        ] {
            if before != now {
                facet.remove(before, slot);
            }
        }
    }

    fn set(&mut self, slot: u32, tags: Tags) {
        for area in self.lineages.get(tags.area as usize).into_iter().flatten() {
            self.areas.insert(*area, slot);
        }
        self.categories.insert(tags.category, slot);
        self.leads.insert(tags.lead, slot);
        self.states.insert(tags.state, slot);
        self.tags[slot as usize] = tags;
    }

    fn sort(&mut self, slot: u32, keys: [Option<i64>; ORDERS.len()]) {
        let before = std::mem::replace(&mut self.keys[slot as usize], keys);
        for (((order, places), before), now) in ORDERS.into_iter().zip(&mut self.orders).zip(before).zip(keys)
        {
            if before == now {
                continue;
            }
            if let Some(key) = before {
                places.remove(&place(order, key, slot));
            }
            if let Some(key) = now {
                places.insert(place(order, key, slot));
            }
        }
    }

    /// The number of an area.
    fn area(&mut self, area: &AreaId) -> u32 {
        let code = self.areas.code(area.as_str());
        if self.lineages.len() <= code as usize {
            self.lineages.resize(code as usize + 1, Vec::new());
        }
        code
    }

    /// Has areas lie in one another as a directory says.
    pub(super) fn publish(&mut self, city: &City) {
        for area in &city.areas {
            self.area(&area.id);
        }
        let lineage = |area: &str| -> Vec<u32> {
            let lineage = city.lineage(&AreaId::from(area));
            lineage
                .filter_map(|area| self.areas.known(area.id.as_str()))
                .collect()
        };
        let mut lineages = vec![Vec::new(); self.lineages.len()];
        for (area, code) in self.areas.values() {
            lineages[code as usize] = lineage(area);
        }
        if lineages == self.lineages {
            return;
        }
        self.lineages = lineages;
        self.areas.clear();
        for (slot, tags) in self.tags.iter().enumerate() {
            for area in self.lineages.get(tags.area as usize).into_iter().flatten() {
                self.areas.insert(*area, slot as u32);
            }
        }
    }

    /// Where a list goes on after this slot.
    pub(super) fn cursor(&self, slot: u32, order: Order) -> Option<Cursor> {
        let id = *self.ids.get_index(slot as usize)?;
        let key = (*self.keys.get(slot as usize)?.get(order as usize)?)?;
        Some(Cursor { key, id })
    }

    /// The first `limit` slots after the query's cursor that fit it; of those with these first events only, where they
    /// are given.
    pub(super) fn page(&self, query: &ProposalQuery, among: Option<&[u64]>, limit: usize) -> Vec<u32> {
        let Some(wanted) = self.wanted(query) else {
            return Vec::new();
        };
        let order = query.order;
        let after = query.after.map(|cursor| self.behind(order, cursor));
        if let Some(firsts) = among {
            let slots = firsts.iter().filter_map(|first| self.slot(*first));
            return self.pick(slots, &wanted, order, after, limit);
        }
        let places = &self.orders[order as usize];
        // Whether so many are picked from sooner than walked to.
        let few = |count: u64| count * count <= limit as u64 * places.len() as u64;
        let sets = self.sets(&wanted);
        match sets.as_slice() {
            [narrowest, ..] if few(narrowest.len()) => {
                self.pick(narrowest.iter(), &wanted, order, after, limit)
            }
            [narrowest, next, others @ ..] => {
                let both = narrowest.as_ref() & next.as_ref();
                let all = others.iter().fold(both, |all, set| all & set.as_ref());
                if few(all.len()) {
                    self.pick(all.iter(), &wanted, order, after, limit)
                } else {
                    self.walk(&wanted, order, after, limit)
                }
            }
            _ => self.walk(&wanted, order, after, limit),
        }
    }

    /// The filters as numbers; `None` where nothing can fit.
    fn wanted(&self, query: &ProposalQuery) -> Option<Wanted> {
        let one = |facet: &Facet, value: Option<&str>| match value {
            None => Some(None),
            Some(value) => facet.known(value).map(Some),
        };
        let states: Vec<u32> = query
            .states
            .iter()
            .filter_map(|state| self.states.known(state.name()))
            .collect();
        if states.is_empty() && !query.states.is_empty() {
            return None;
        }
        Some(Wanted {
            area: one(&self.areas, query.area.as_ref().map(|id| id.as_str()))?,
            category: one(&self.categories, query.category.as_ref().map(|id| id.as_str()))?,
            lead: one(&self.leads, query.department.as_ref().map(|id| id.as_str()))?,
            states,
        })
    }

    /// The slots that pass each filter, the narrowest first. What all pass is no filter.
    fn sets(&self, wanted: &Wanted) -> Vec<Cow<'_, RoaringBitmap>> {
        let one = |facet| move |code| Cow::Borrowed(Facet::having(facet, code));
        let mut sets: Vec<Cow<'_, RoaringBitmap>> = [
            wanted.area.map(one(&self.areas)),
            wanted.category.map(one(&self.categories)),
            wanted.lead.map(one(&self.leads)),
            match wanted.states.as_slice() {
                [] => None,
                [state] => Some(Cow::Borrowed(self.states.having(*state))),
                [state, others @ ..] => {
                    let union = |union: RoaringBitmap, state: &u32| union | self.states.having(*state);
                    Some(Cow::Owned(
                        others.iter().fold(self.states.having(*state).clone(), union),
                    ))
                }
            },
        ]
        .into_iter()
        .flatten()
        .filter(|set| set.len() < self.firsts.len() as u64)
        .collect();
        sets.sort_by_key(|set| set.len());
        sets
    }

    fn fits(&self, slot: u32, wanted: &Wanted) -> bool {
        let Some(tags) = self.tags.get(slot as usize) else {
            return false;
        };
        let lies_in = |area: u32| {
            let lineage = self.lineages.get(tags.area as usize);
            lineage.is_some_and(|lineage| lineage.contains(&area))
        };
        wanted.category.is_none_or(|category| category == tags.category)
            && wanted.lead.is_none_or(|lead| lead == tags.lead)
            && (wanted.states.is_empty() || wanted.states.contains(&tags.state))
            && wanted.area.is_none_or(lies_in)
    }

    fn walk(&self, wanted: &Wanted, order: Order, after: Option<Place>, limit: usize) -> Vec<u32> {
        use std::ops::Bound::{Excluded, Unbounded};
        let from = after.map_or(Unbounded, Excluded);
        self.orders[order as usize]
            .range((from, Unbounded))
            .map(|(_, place)| slot_of(order, *place))
            .filter(|slot| self.fits(*slot, wanted))
            .take(limit)
            .collect()
    }

    fn pick(
        &self,
        slots: impl Iterator<Item = u32>,
        wanted: &Wanted,
        order: Order,
        after: Option<Place>,
        limit: usize,
    ) -> Vec<u32> {
        let mut places: Vec<Place> = slots
            .filter(|slot| self.fits(*slot, wanted))
            .filter_map(|slot| {
                let key = (*self.keys.get(slot as usize)?.get(order as usize)?)?;
                Some(place(order, key, slot))
            })
            .filter(|place| after.is_none_or(|after| *place > after))
            .collect();
        if places.len() > limit {
            places.select_nth_unstable(limit);
            places.truncate(limit);
        }
        places.sort_unstable();
        places
            .into_iter()
            .map(|(_, place)| slot_of(order, place))
            .collect()
    }

    /// The place of a cursor. Behind one whose proposal is not there comes what has another key.
    fn behind(&self, order: Order, cursor: Cursor) -> Place {
        match self.ids.get_index_of(&cursor.id) {
            Some(slot) => place(order, cursor.key, slot as u32),
            None => (place(order, cursor.key, 0).0, u32::MAX),
        }
    }
}

fn code(facet: &mut Facet, value: Option<&str>) -> u32 {
    value.map_or(NONE, |value| facet.code(value))
}

/// What is equal in an order stands as in the log, or the other way round where the order runs down.
fn place(order: Order, key: i64, slot: u32) -> Place {
    match order {
        Order::Newest | Order::MostSupported => (!key, !slot),
        Order::MostUrgent => (key, slot),
    }
}

/// The slot that stands in a place.
fn slot_of(order: Order, place: u32) -> u32 {
    match order {
        Order::Newest | Order::MostSupported => !place,
        Order::MostUrgent => place,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use domain::city::{Area, City};
    use domain::clock::{Clock, ClockKind};
    use domain::proposal::State;
    use domain::time::Timestamp;
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use uuid::Uuid;

    const AREAS: [&str; 5] = ["city", "north", "south", "hill", "lake"];
    const STATES: [State; 3] = [State::Submitted, State::Accepted, State::Answered];

    /// A city of two districts; the hill and the lake lie where they are told to.
    fn city(hill: &str, lake: &str) -> City {
        let parent = |area: &str| match area {
            "city" => None,
            "hill" => Some(hill.into()),
            "lake" => Some(lake.into()),
            _ => Some("city".into()),
        };
        let areas = AREAS.map(|area| Area {
            id: area.into(),
            parent: parent(area),
            ..crate::demo::city().areas[0].clone()
        });
        City {
            areas: areas.to_vec(),
            ..crate::demo::city()
        }
    }

    prop_compose! {
        fn card()(
            id in 0..40_u128, area in 0..6_usize, category in option::of(0..3_usize), lead in option::of(0..2_usize),
            state in 0..STATES.len(), supports in 0..4_u32, at in 0..5_i64, due in option::of(0..4_i64),
        ) -> Card {
            Card {
                id: ProposalId(Uuid::from_u128(id)),
                area: AREAS.get(area).copied().unwrap_or("nowhere").into(),
                category: category.map(|n| format!("category-{n}").as_str().into()),
                lead: lead.map(|n| format!("lead-{n}").as_str().into()),
                state: STATES[state],
                supports,
                submitted_at: Timestamp(at),
                clock: due.map(|due| Clock {
                    kind: if due == 3 { ClockKind::Verdict } else { ClockKind::Answer },
                    started: Timestamp(0),
                    due: Timestamp(due),
                    provisional: false,
                }),
                number: None,
                title: String::new(),
                excerpt: String::new(),
                language: String::new(),
                answer: None,
                reopened: 0,
                updated_at: Timestamp(0),
                version: 1,
            }
        }
    }

    prop_compose! {
        fn query()(
            area in option::of(0..6_usize), category in option::of(0..4_usize), lead in option::of(0..3_usize),
            states in vec(0..STATES.len(), 0..3), order in 0..ORDERS.len(), limit in 1..9_u16,
        ) -> ProposalQuery {
            ProposalQuery {
                area: area.map(|n| AREAS.get(n).copied().unwrap_or("elsewhere").into()),
                category: category.map(|n| format!("category-{n}").as_str().into()),
                department: lead.map(|n| format!("lead-{n}").as_str().into()),
                states: states.into_iter().map(|n| STATES[n]).collect(),
                order: ORDERS[order],
                limit,
                ..ProposalQuery::default()
            }
        }
    }

    /// The same list, by looking at everything.
    fn plainly(cards: &[Card], city: &City, query: &ProposalQuery) -> Vec<ProposalId> {
        let fits = |card: &&Card| {
            let within = query
                .area
                .as_ref()
                .is_none_or(|area| city.contains(area, &card.area));
            within
                && query
                    .category
                    .as_ref()
                    .is_none_or(|id| card.category.as_ref() == Some(id))
                && query
                    .department
                    .as_ref()
                    .is_none_or(|id| card.lead.as_ref() == Some(id))
                && (query.states.is_empty() || query.states.contains(&card.state))
        };
        let mut keyed: Vec<(i64, usize, ProposalId)> = cards
            .iter()
            .enumerate()
            .filter(|(_, card)| fits(card))
            .filter_map(|(place, card)| Some((card.sort_key(query.order)?, place, card.id)))
            .collect();
        keyed.sort_unstable();
        if query.order != Order::MostUrgent {
            keyed.reverse();
        }
        keyed.into_iter().map(|(_, _, id)| id).collect()
    }

    proptest! {
        /// Whatever came in and changed since, wherever areas were moved: pages read one after another give everything
        /// that fits, once and in order, whichever way they are read.
        #[test]
        fn pages_are_the_list(changes in vec(card(), 1..120), queries in vec(query(), 8), moved in 0..4_usize) {
            let mut index = Index::default();
            index.publish(&city("north", "north"));
            let mut cards: Vec<Card> = Vec::new();
            let middle = changes.len() / 2;
            let now = city(AREAS[moved % 3], AREAS[moved]);
            for (n, card) in changes.into_iter().enumerate() {
                if n == middle && now.check().is_ok() {
                    index.publish(&now);
                }
                let place = cards.iter().position(|other| other.id == card.id);
                let slot = index.put(10 + 7 * place.unwrap_or(cards.len()) as u64, &card);
                match place {
                    Some(place) => cards[place] = card,
                    None => cards.push(card),
                }
                prop_assert_eq!(slot as usize, place.unwrap_or(cards.len() - 1));
            }
            let city = if now.check().is_ok() { now } else { city("north", "north") };
            let firsts: Vec<u64> = (0..cards.len()).map(|place| 10 + 7 * place as u64).collect();
            for mut query in queries {
                let expected = plainly(&cards, &city, &query);
                for among in [None, Some(&firsts[..])] {
                    query.after = None;
                    let mut read = Vec::new();
                    loop {
                        let limit = query.page_size();
                        let page = index.page(&query, among, limit);
                        let Some(last) = page.last() else { break };
                        prop_assert!(page.len() <= limit);
                        query.after = index.cursor(*last, query.order);
                        read.extend(page.iter().map(|slot| *index.ids.get_index(*slot as usize).unwrap()));
                    }
                    prop_assert_eq!(&read, &expected);
                }
                let half = &firsts[..firsts.len() / 2];
                query.after = None;
                let some = index.page(&query, Some(half), usize::MAX);
                prop_assert!(some.iter().all(|slot| (*slot as usize) < half.len()));
                // Behind one that is not there comes what has another key.
                let key_of = |id: &ProposalId| {
                    let card = cards.iter().find(|card| card.id == *id);
                    card.and_then(|card| card.sort_key(query.order)).unwrap()
                };
                for key in 0..4 {
                    let nobody = ProposalId(Uuid::max());
                    let behind = ProposalQuery { after: Some(Cursor { key, id: nobody }), ..query.clone() };
                    let beyond = |id: &ProposalId| match query.order {
                        Order::MostUrgent => key_of(id) > key,
                        _ => key_of(id) < key,
                    };
                    let read = index.page(&behind, None, cards.len());
                    let read = read.iter().map(|slot| *index.ids.get_index(*slot as usize).unwrap());
                    let expected = expected.iter().copied().filter(beyond);
                    prop_assert!(read.eq(expected));
                }
            }
        }
    }
}
