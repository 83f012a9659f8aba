//! One order of all proposals, and pages of it.

use super::slots::{Fitting, Slots};
use domain::query::{Card, Order};
use domain::time::Timestamp;
use roaring::RoaringBitmap;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

// Of so few, the first ones are picked at once; more are looked for level by level. Where a page is not full after so
// many steps, it is picked from all that fit, if those are not too many. Tests have small cities.
const FEW: u64 = if cfg!(test) { 4 } else { 512 };
const STEPS: usize = if cfg!(test) { 2 } else { 64 };
const NOT_TOO_MANY: u64 = if cfg!(test) { 16 } else { 4_096 };

/// The key of what an order leaves out.
const OUT: i64 = i64::MIN;

/// A place in an order, such that what comes first is least: the key, and the slot among equals.
type Place = (i64, u32);

/// What slots are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// As lists of people are.
    Order(Order),
    /// What was told of last comes first.
    Change,
}

impl By {
    fn key(self, card: &Card) -> Option<i64> {
        match self {
            By::Order(order) => card.sort_key(order),
            By::Change => Some(card.updated_at.0),
        }
    }

    fn runs_down(self) -> bool {
        match self {
            By::Order(Order::Newest | Order::MostSupported) | By::Change => true,
            By::Order(Order::MostUrgent | Order::Nearest) => false,
        }
    }

    /// Bits of a key by which a level doesn't tell one from another: times of one day (2^26 ms) are one level.
    fn coarse(self) -> u32 {
        match self {
            By::Order(Order::Newest) | By::Change => 26,
            By::Order(Order::MostSupported | Order::MostUrgent | Order::Nearest) => 0,
        }
    }
}

/// Slots in levels of about the same key. Many proposals have the same number of supports or the same deadline, and one
/// day's are together in the log: the slots of a level, and what fits of them, take few steps to find.
#[derive(Debug)]
pub(super) struct Sorted {
    by: By,
    /// By slot.
    keys: Vec<i64>,
    /// By the level, such that what comes first is least.
    levels: BTreeMap<i64, Slots>,
}

impl Sorted {
    pub(super) fn by(by: By) -> Self {
        Self {
            by,
            keys: Vec::new(),
            levels: BTreeMap::new(),
        }
    }

    /// The key of a slot; `None` where the order leaves it out.
    pub(super) fn key(&self, slot: u32) -> Option<i64> {
        self.keys.get(slot as usize).copied().filter(|key| *key != OUT)
    }

    /// Sorts a slot by its card. Slots are filled in order.
    pub(super) fn set(&mut self, slot: u32, card: &Card) {
        let now = self.by.key(card).unwrap_or(OUT);
        let before = match self.keys.get_mut(slot as usize) {
            Some(key) => std::mem::replace(key, now),
            None => {
                self.keys.push(now);
                OUT
            }
        };
        if before == now {
            return;
        }
        if before != OUT {
            let level = self.level(before);
            if let Some(slots) = self.levels.get_mut(&level) {
                slots.remove(slot);
                if slots.is_empty() {
                    self.levels.remove(&level);
                }
            }
        }
        if now != OUT {
            self.levels.entry(self.level(now)).or_default().insert(slot);
        }
    }

    /// The first `limit` slots that fit. `after` is where the page before ended: its last key, and its slot unless that
    /// is not known (any more), when all of the same key are passed over.
    pub(super) fn page(
        &self,
        mut fitting: Fitting<'_>,
        after: Option<(i64, Option<u32>)>,
        limit: usize,
    ) -> Vec<u32> {
        let from = after.map(|(key, slot)| match slot {
            Some(slot) => self.place(key, slot),
            None => (self.directed(key), u32::MAX),
        });
        if let Some(few) = fitting.if_few(FEW) {
            return self.pick(few, from, limit);
        }
        let mut page = Vec::new();
        let mut steps = 0;
        let begin = after.map_or(i64::MIN, |(key, _)| self.level(key));
        for (level, slots) in self.levels.range(begin..) {
            let rest = limit - page.len();
            if self.by.coarse() > 0 {
                let some: Vec<u32> = slots
                    .chunks()
                    .flat_map(|(chunk, slots)| fitting.among(chunk, slots).into_owned())
                    .collect();
                page.extend(self.pick(some, from, rest));
            } else {
                let from = from.filter(|(key, _)| key == level);
                let from = from.map(|(_, slot)| self.slot(slot));
                page.extend(self.first(slots, &mut fitting, from, rest));
            }
            if page.len() == limit {
                break;
            }
            let before = steps;
            steps += slots.chunks().count();
            if before < STEPS
                && steps >= STEPS
                && let Some(few) = fitting.if_few_in_all(NOT_TOO_MANY)
            {
                return self.pick(few, from, limit);
            }
        }
        page
    }

    /// Of the first slots that fit and whose times are not after `until`, those that are not before `since`.
    pub(super) fn between(
        &self,
        since: Timestamp,
        until: Timestamp,
        fitting: Fitting<'_>,
        limit: usize,
    ) -> Vec<u32> {
        let mut slots = self.page(fitting, Some((until.0.saturating_add(1), None)), limit);
        let end = slots.partition_point(|slot| self.key(*slot).is_some_and(|key| key >= since.0));
        slots.truncate(end);
        slots
    }

    /// The first of a level in which all have one key, so that slots stand in their order.
    fn first(&self, slots: &Slots, fitting: &mut Fitting<'_>, from: Option<u32>, limit: usize) -> Vec<u32> {
        let range = match from {
            None => (Unbounded, Unbounded),
            Some(from) if self.by.runs_down() => (Unbounded, Excluded(from)),
            Some(from) => (Excluded(from), Unbounded),
        };
        let mut first = Vec::new();
        let mut take = |(chunk, slots): (usize, &RoaringBitmap)| {
            if slots.range(range).next().is_some() {
                let some = fitting.among(chunk, slots);
                let some = some.range(range);
                let rest = limit - first.len();
                if self.by.runs_down() {
                    first.extend(some.rev().take(rest));
                } else {
                    first.extend(some.take(rest));
                }
            }
            first.len() < limit
        };
        if self.by.runs_down() {
            slots.chunks().rev().all(&mut take);
        } else {
            slots.chunks().all(&mut take);
        }
        first
    }

    fn pick(&self, slots: Vec<u32>, from: Option<Place>, limit: usize) -> Vec<u32> {
        let mut places: Vec<Place> = slots
            .into_iter()
            .filter_map(|slot| Some(self.place(self.key(slot)?, slot)))
            .filter(|place| from.is_none_or(|from| *place > from))
            .collect();
        if places.len() > limit {
            places.select_nth_unstable(limit);
            places.truncate(limit);
        }
        places.sort_unstable();
        places.into_iter().map(|(_, slot)| self.slot(slot)).collect()
    }

    fn level(&self, key: i64) -> i64 {
        self.directed(key) >> self.by.coarse()
    }

    fn directed(&self, key: i64) -> i64 {
        if self.by.runs_down() { !key } else { key }
    }

    /// What is equal in an order stands as in the log, or the other way round where the order runs down.
    fn place(&self, key: i64, slot: u32) -> Place {
        (self.directed(key), self.slot(slot))
    }

    /// A slot in its direction, and back.
    fn slot(&self, slot: u32) -> u32 {
        if self.by.runs_down() { !slot } else { slot }
    }
}
