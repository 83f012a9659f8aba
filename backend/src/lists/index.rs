//! What fits a query. A proposal's slot is its place in the log's order; each filter is a set of slots, and a list is
//! what is in all of them, as one of the orders has it.

use super::facet::Facet;
use super::places::Places;
use super::slots::{Fitting, Slots};
use super::sorted::{By, Sorted};
use super::{Span, Told};
use domain::city::City;
use domain::id::{AreaId, ProposalId};
use domain::place::{Bounds, Near, Point};
use domain::query::{Card, Cursor, Order, ProposalQuery};
use indexmap::IndexSet;
use std::borrow::Cow;

/// Those that are the same whoever asks: how near something is, each query knows.
const ORDERS: [Order; 3] = [Order::Newest, Order::MostSupported, Order::MostUrgent];

/// The numbers of a proposal's values.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tags {
    area: u32,
    category: u32,
    lead: Option<u32>,
    /// The joint departments that have said nothing yet.
    awaited: Box<[u32]>,
    state: u32,
}

#[derive(Debug)]
pub(super) struct Index {
    /// The first event of each slot, ascending.
    firsts: Vec<u64>,
    ids: IndexSet<ProposalId>,
    tags: Vec<Tags>,
    orders: [Sorted; ORDERS.len()],
    changes: Sorted,
    places: Places,
    /// An area has what lies in it.
    areas: Facet,
    /// What has none is under the empty name.
    categories: Facet,
    /// Of those that a proposal lies with.
    departments: Facet,
    states: Facet,
    /// By the number of an area: it and those that it lies in; none where the directory doesn't have it.
    lineages: Vec<Vec<u32>>,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            firsts: Vec::new(),
            ids: IndexSet::new(),
            tags: Vec::new(),
            orders: ORDERS.map(|order| Sorted::by(By::Order(order))),
            changes: Sorted::by(By::Change),
            places: Places::default(),
            areas: Facet::default(),
            categories: Facet::default(),
            departments: Facet::default(),
            states: Facet::default(),
            lineages: Vec::new(),
        }
    }
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
            category: (self.categories).code(card.category.as_ref().map_or("", |id| id.as_str())),
            lead: card.lead.as_ref().map(|id| self.departments.code(id.as_str())),
            awaited: (card.awaited.iter())
                .map(|id| self.departments.code(id.as_str()))
                .collect(),
            state: self.states.code(card.state.name()),
        };
        let slot = self.slot(first).unwrap_or(self.firsts.len() as u32);
        match self.tags.get_mut(slot as usize) {
            Some(before) if *before == tags => {}
            Some(before) => {
                let before = std::mem::replace(before, tags.clone());
                self.mark(slot, &before, Facet::remove);
                self.mark(slot, &tags, Facet::insert);
            }
            None => {
                self.firsts.push(first);
                self.ids.insert(card.id);
                self.mark(slot, &tags, Facet::insert);
                self.tags.push(tags);
            }
        }
        for order in self.orders.iter_mut().chain([&mut self.changes]) {
            order.set(slot, card);
        }
        self.places.set(slot, card.point);
        slot
    }

    /// Puts a slot into the sets of these values (`Facet::insert`), or takes it out of them (`Facet::remove`).
    fn mark(&mut self, slot: u32, tags: &Tags, mark: fn(&mut Facet, u32, u32)) {
        for area in self.lineages.get(tags.area as usize).into_iter().flatten() {
            mark(&mut self.areas, *area, slot);
        }
        mark(&mut self.categories, tags.category, slot);
        tags.lead
            .iter()
            .chain(&tags.awaited)
            .for_each(|code| mark(&mut self.departments, *code, slot));
        mark(&mut self.states, tags.state, slot);
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
        let mut lineages = vec![Vec::new(); self.lineages.len()];
        for (area, code) in self.areas.values() {
            let lineage = city.lineage(&AreaId::from(area));
            lineages[code as usize] = lineage
                .filter_map(|area| self.areas.known(area.id.as_str()))
                .collect();
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
    pub(super) fn cursor(&self, slot: u32, query: &ProposalQuery) -> Option<Cursor> {
        let id = *self.ids.get_index(slot as usize)?;
        let key = match query.order {
            Order::Nearest => i64::from(self.metres(query.near?, slot)?),
            order => self.orders[order as usize].key(slot)?,
        };
        Some(Cursor { key, id })
    }

    pub(super) fn point(&self, slot: u32) -> Option<Point> {
        self.places.point(slot)
    }

    fn metres(&self, near: Near, slot: u32) -> Option<u32> {
        near.metres_to(self.places.point(slot)?)
    }

    /// The first `limit` slots after the query's cursor that fit it; of those with these first events only, where they
    /// are given.
    pub(super) fn page(&self, query: &ProposalQuery, among: Option<&[u64]>, limit: usize) -> Vec<u32> {
        let Some(mut sets) = self.filters(query) else {
            return Vec::new();
        };
        if let Some(firsts) = among {
            sets.push(Cow::Owned(
                firsts.iter().filter_map(|first| self.slot(*first)).collect(),
            ));
        }
        // What all pass is no filter.
        sets.retain(|set| set.len() < self.firsts.len() as u64);
        let fitting = Fitting::of(sets);
        let after = query.after.map(|cursor| {
            let slot = self.ids.get_index_of(&cursor.id);
            (cursor.key, slot.map(|slot| slot as u32))
        });
        match query.order {
            Order::Nearest => query
                .near
                .map_or_else(Vec::new, |near| self.nearest(near, &fitting, after, limit)),
            order => self.orders[order as usize].page(fitting, after, limit),
        }
    }

    /// The nearest of what fits, which is near enough all of it; of equals the newest.
    fn nearest(
        &self,
        near: Near,
        fitting: &Fitting<'_>,
        after: Option<(i64, Option<u32>)>,
        limit: usize,
    ) -> Vec<u32> {
        let after = after.map(|(key, slot)| (key, slot.map_or(u32::MAX, |slot| !slot)));
        let place = |slot: u32| Some((i64::from(self.metres(near, slot)?), !slot));
        let few = fitting
            .if_few(u64::MAX)
            .unwrap_or_else(|| (0..self.firsts.len() as u32).collect());
        let mut places: Vec<(i64, u32)> = few
            .into_iter()
            .filter_map(place)
            .filter(|place| after.is_none_or(|after| *place > after))
            .collect();
        places.sort_unstable();
        places.into_iter().take(limit).map(|(_, slot)| !slot).collect()
    }

    /// What fits a span of time, latest first.
    pub(super) fn between(&self, span: &Span) -> Vec<ProposalId> {
        let mut sets = Vec::new();
        let names = span.states.iter().map(|state| state.name());
        let categories = span.categories.iter().map(|id| id.as_str());
        if !span.states.is_empty() && !self.states.any(names, &mut sets)
            || !span.categories.is_empty() && !self.categories.any(categories, &mut sets)
        {
            return Vec::new();
        }
        let sorted = match span.told {
            Told::First => &self.orders[Order::Newest as usize],
            Told::Last => &self.changes,
        };
        let most = span.skip.saturating_add(span.limit);
        let slots = sorted.between(span.since, span.until, Fitting::of(sets), most);
        let page = slots.iter().skip(span.skip);
        page.filter_map(|slot| self.ids.get_index(*slot as usize).copied())
            .collect()
    }

    /// The slots that pass each filter; `None` where nothing can pass.
    fn filters(&self, query: &ProposalQuery) -> Option<Vec<Cow<'_, Slots>>> {
        let mut sets = Vec::new();
        for (facet, value) in [
            (&self.areas, query.area.as_ref().map(|id| id.as_str())),
            (&self.categories, query.category.as_ref().map(|id| id.as_str())),
            (&self.departments, query.department.as_ref().map(|id| id.as_str())),
        ] {
            if let Some(value) = value {
                sets.push(Cow::Borrowed(facet.having(value)?));
            }
        }
        let states = query.states.iter().map(|state| state.name());
        let is_any = query.states.is_empty() || self.states.any(states, &mut sets);
        let around = query.near.map(|near| Bounds::around(near.point, near.metres));
        if let Some(bounds) = around.or(query.bounds) {
            let there = self.places.within(bounds, |point| query.reaches(Some(point)));
            sets.push(Cow::Owned(there));
        }
        is_any.then_some(sets)
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
            awaited in vec(0..3_usize, 0..3), state in 0..STATES.len(), supports in 0..4_u32, at in 0..5_i64, due in option::of(0..4_i64),
            point in option::weighted(0.8, (0..9_i32, 0..9_i32)),
        ) -> Card {
            Card {
                id: ProposalId(Uuid::from_u128(id)),
                area: AREAS.get(area).copied().unwrap_or("nowhere").into(),
                point: point.and_then(at_step),
                category: category.map(|n| format!("category-{n}").as_str().into()),
                holder: None,
                prepared: Vec::new(),
                lead: lead.map(|n| format!("lead-{n}").as_str().into()),
                awaited: awaited.into_iter().map(|n| format!("lead-{n}").as_str().into()).collect(),
                state: STATES[state],
                supports,
                submitted_at: Timestamp(at << 25),
                clock: due.map(|due| Clock {
                    kind: if due == 3 { ClockKind::Verdict } else { ClockKind::Answer },
                    started: Timestamp(0),
                    due: Timestamp(due),
                    provisional: false,
                    escalated: None,
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
            states in vec(0..STATES.len(), 0..3), order in 0..=ORDERS.len(), limit in 1..9_u16,
            near in option::of(((0..9_i32, 0..9_i32), 0..6_000_u32)), bounds in option::of([(0..9_i32, 0..9_i32), (0..9_i32, 0..9_i32)]),
        ) -> ProposalQuery {
            let bounds = bounds.and_then(|corners| Bounds::of(corners.into_iter().filter_map(at_step)));
            ProposalQuery {
                area: area.map(|n| AREAS.get(n).copied().unwrap_or("elsewhere").into()),
                category: category.map(|n| format!("category-{n}").as_str().into()),
                department: lead.map(|n| format!("lead-{n}").as_str().into()),
                states: states.into_iter().map(|n| STATES[n]).collect(),
                near: near.and_then(|(point, metres)| Some(Near { point: at_step(point)?, metres })),
                bounds,
                order: ORDERS.get(order).copied().unwrap_or(Order::Nearest),
                limit,
                ..ProposalQuery::default()
            }
        }
    }

    /// Steps of about half a kilometre, on both sides of where numbers turn.
    fn at_step((up, along): (i32, i32)) -> Option<Point> {
        let degrees = |steps: i32| f64::from(steps - 4) * 0.005;
        Point::from_degrees(degrees(up), degrees(along)).ok()
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
                    .is_none_or(|id| card.lead.as_ref() == Some(id) || card.awaited.contains(id))
                && (query.states.is_empty() || query.states.contains(&card.state))
                && query.reaches(card.point)
        };
        let mut keyed: Vec<(i64, usize, ProposalId)> = cards
            .iter()
            .enumerate()
            .filter(|(_, card)| fits(card))
            .filter_map(|(place, card)| Some((query.key(card)?, place, card.id)))
            .collect();
        keyed.sort_unstable();
        match query.order {
            Order::MostUrgent => {}
            Order::Newest | Order::MostSupported => keyed.reverse(),
            Order::Nearest => keyed.sort_by_key(|(key, place, _)| (*key, !place)),
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
                        query.after = index.cursor(*last, &query);
                        read.extend(page.iter().map(|slot| *index.ids.get_index(*slot as usize).unwrap()));
                    }
                    prop_assert_eq!(&read, &expected);
                }
                // A span has what was submitted in it, page by page.
                let (since, until) = (Timestamp(1 << 25), Timestamp(3 << 25));
                let span = |skip| Span {
                    told: Told::First, since, until,
                    categories: query.category.clone().into_iter().collect(), states: query.states.clone(),
                    skip, limit: query.page_size(),
                };
                let spanned: Vec<ProposalId> = (0..).map(|page| index.between(&span(page * query.page_size())))
                    .take_while(|page| !page.is_empty()).flatten().collect();
                let everywhere = ProposalQuery { area: None, department: None, near: None, bounds: None, order: Order::Newest, ..query.clone() };
                let is_within = |id: &ProposalId| {
                    let card = cards.iter().find(|card| card.id == *id).unwrap();
                    (since..=until).contains(&card.submitted_at)
                };
                let within: Vec<ProposalId> =
                    plainly(&cards, &city, &everywhere).into_iter().filter(is_within).collect();
                prop_assert_eq!(spanned, within);
                let half = &firsts[..firsts.len() / 2];
                query.after = None;
                let some = index.page(&query, Some(half), usize::MAX);
                prop_assert!(some.iter().all(|slot| (*slot as usize) < half.len()));
                // Behind one that is not there comes what has another key.
                let key_of = |id: &ProposalId| {
                    let card = cards.iter().find(|card| card.id == *id);
                    card.and_then(|card| query.key(card)).unwrap()
                };
                for key in 0..4 {
                    let key = if query.order == Order::Newest { key << 25 } else { key };
                    let nobody = ProposalId(Uuid::max());
                    let behind = ProposalQuery { after: Some(Cursor { key, id: nobody }), ..query.clone() };
                    let beyond = |id: &ProposalId| match query.order {
                        Order::MostUrgent | Order::Nearest => key_of(id) > key,
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
