//! What lists filter by: which proposals have which value.

use super::slots::Slots;
use std::borrow::Cow;
use std::collections::HashMap;

/// The values of one filter, as small numbers, and the slots that have each.
#[derive(Debug, Default)]
pub(super) struct Facet {
    codes: HashMap<String, u32>,
    having: Vec<Slots>,
}

impl Facet {
    /// The number that stands for a value; a new one where it was never seen.
    pub(super) fn code(&mut self, value: &str) -> u32 {
        if let Some(code) = self.codes.get(value) {
            return *code;
        }
        let code = self.having.len() as u32;
        self.codes.insert(value.to_owned(), code);
        self.having.push(Slots::default());
        code
    }

    /// The number that stands for a value; `None` where it was never seen.
    pub(super) fn known(&self, value: &str) -> Option<u32> {
        self.codes.get(value).copied()
    }

    /// Every value that was seen, with its number.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, u32)> {
        self.codes.iter().map(|(value, code)| (value.as_str(), *code))
    }

    /// The slots that have a value; `None` where it was never seen.
    pub(super) fn having(&self, value: &str) -> Option<&Slots> {
        self.having.get(self.known(value)? as usize)
    }

    /// Adds to `sets` the slots that have any of these values; whether there is one that was ever seen.
    pub(super) fn any<'a, 'v>(
        &'a self,
        values: impl Iterator<Item = &'v str>,
        sets: &mut Vec<Cow<'a, Slots>>,
    ) -> bool {
        let having = values.filter_map(|value| self.having(value)).map(Cow::Borrowed);
        let any = having.reduce(|any, other| Cow::Owned(any.or(&other)));
        let is_any = any.is_some();
        sets.extend(any);
        is_any
    }

    pub(super) fn insert(&mut self, code: u32, slot: u32) {
        if let Some(having) = self.having.get_mut(code as usize) {
            having.insert(slot);
        }
    }

    pub(super) fn remove(&mut self, code: u32, slot: u32) {
        if let Some(having) = self.having.get_mut(code as usize) {
            having.remove(slot);
        }
    }

    /// No slot has any value any more; the numbers stay.
    pub(super) fn clear(&mut self) {
        self.having.fill_with(Slots::default);
    }
}
