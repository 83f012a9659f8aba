//! A list that is being written, of two fields a line, with a line more or less.

use leptos::prelude::*;

/// A line that is being written.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    /// Stays the same wherever the line stands.
    pub(super) key: usize,
    pub(super) first: RwSignal<String>,
    pub(super) second: RwSignal<String>,
}

/// The lines.
#[derive(Clone, Copy)]
pub(super) struct Pairs {
    pub(super) lines: RwSignal<Vec<Pair>>,
    next: StoredValue<usize>,
}

impl Pairs {
    pub(super) fn new() -> Self {
        Self {
            lines: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// One more, at the end.
    pub(super) fn add(self, first: &str, second: &str) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let (first, second) = (RwSignal::new(first.to_owned()), RwSignal::new(second.to_owned()));
        self.lines.update(|lines| lines.push(Pair { key, first, second }));
    }

    /// One less.
    pub(super) fn remove(self, key: usize) {
        self.lines.update(|lines| lines.retain(|line| line.key != key));
    }

    /// What is written now, line by line.
    pub(super) fn written(self) -> Vec<(String, String)> {
        let words = |line: &Pair| (line.first.get(), line.second.get());
        self.lines.with(|lines| lines.iter().map(words).collect())
    }
}
