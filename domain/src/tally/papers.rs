//! The papers, packed: a million of them are three arrays, not a million small lists.

use rustc_hash::FxHashMap;

use super::exact::{Decimal, NotANumber};

/// The place of an alternative in its election's list.
pub type Index = u32;

/// What a paper says about the alternatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Some are chosen.
    Approvals,
    /// Some are put in order: the value of a mark is its rank, from 1; the same rank may be given twice.
    Ranking,
    /// Some are given points: the value of a mark is its points, in the smallest units.
    Points,
}

/// All the papers of an election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Papers {
    kind: Kind,
    /// The smallest unit of points is 10 to the power of minus this.
    decimals: u32,
    marks: Vec<Index>,
    /// Beside each mark its value; empty where papers only choose.
    values: Vec<i64>,
    /// Where each paper's marks end.
    ends: Vec<usize>,
    /// How often each paper was cast; empty while each was cast once.
    times: Vec<u64>,
}

/// One paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct View<'a> {
    pub marks: &'a [Index],
    /// As long as `marks`, or empty where papers only choose.
    pub values: &'a [i64],
}

impl Papers {
    /// None yet.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            decimals: 0,
            marks: Vec::new(),
            values: Vec::new(),
            ends: Vec::new(),
            times: Vec::new(),
        }
    }

    /// None yet; there is room for so many papers and marks, so that nothing moves while they come.
    pub(crate) fn with_room(kind: Kind, papers: usize, marks: usize) -> Self {
        let mut made = Self::new(kind);
        made.ends.reserve(papers);
        made.marks.reserve(marks);
        if kind != Kind::Approvals {
            made.values.reserve(marks);
        }
        made
    }

    /// None yet; points are counted in units of 10 to the power of minus `decimals`.
    pub fn with_decimals(kind: Kind, decimals: u32) -> Self {
        Self {
            decimals,
            ..Self::new(kind)
        }
    }

    /// Adds a paper that chooses these.
    pub fn approve(&mut self, marks: impl IntoIterator<Item = Index>) {
        debug_assert_eq!(self.kind, Kind::Approvals);
        self.marks.extend(marks);
        self.close(1);
    }

    /// Adds a paper that gives these values (ranks or points).
    pub fn value(&mut self, marks: impl IntoIterator<Item = (Index, i64)>) {
        debug_assert_ne!(self.kind, Kind::Approvals);
        for (mark, value) in marks {
            self.marks.push(mark);
            self.values.push(value);
        }
        self.close(1);
    }

    /// Adds a paper that puts these in order, each after the one before.
    pub fn rank(&mut self, marks: impl IntoIterator<Item = Index>) {
        self.value(marks.into_iter().zip(1..));
    }

    /// A mark of the paper that is being written; [`Self::close`] ends it.
    pub(crate) fn mark(&mut self, mark: Index) {
        self.marks.push(mark);
    }

    /// The marks of the paper that is being written.
    pub(crate) fn open(&self) -> &[Index] {
        &self.marks[self.ends.last().copied().unwrap_or(0)..]
    }

    /// The value of the next mark that has none.
    pub(crate) fn set(&mut self, value: i64) {
        self.values.push(value);
    }

    /// Ends the paper that is being written; it was cast so often.
    pub(crate) fn close(&mut self, times: u64) {
        if times != 1 && self.times.is_empty() {
            self.times.resize(self.ends.len(), 1);
        }
        self.ends.push(self.marks.len());
        if times != 1 || !self.times.is_empty() {
            self.times.push(times);
        }
    }

    /// From now on the smallest unit of points is 10 to the power of minus `decimals`, which is more than it was.
    ///
    /// # Errors
    /// Where points have too many digits for that.
    pub(crate) fn refine(&mut self, decimals: u32) -> Result<(), NotANumber> {
        for value in &mut self.values {
            *value = Decimal::new(i128::from(*value), self.decimals).units(decimals)?;
        }
        self.decimals = decimals;
        Ok(())
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    /// How many were cast.
    pub fn cast(&self) -> u64 {
        if self.times.is_empty() {
            self.ends.len() as u64
        } else {
            self.times.iter().sum()
        }
    }

    /// How many were cast with nothing on them.
    pub fn blank(&self) -> u64 {
        self.iter()
            .filter(|(paper, _)| paper.marks.is_empty())
            .map(|(_, times)| times)
            .sum()
    }

    /// Each paper with how often it was cast.
    pub fn iter(&self) -> impl Iterator<Item = (View<'_>, u64)> {
        let mut start = 0;
        self.ends.iter().enumerate().map(move |(at, end)| {
            let part = start..*end;
            start = *end;
            let view = View {
                values: self.values.get(part.clone()).unwrap_or_default(),
                marks: &self.marks[part],
            };
            (view, self.times.get(at).copied().unwrap_or(1))
        })
    }

    /// Every mark of every paper, where each paper was cast once and its marks have no values: for the count that is
    /// nothing but a sum.
    pub(crate) fn plain_marks(&self) -> Option<&[Index]> {
        (self.times.is_empty() && self.values.is_empty()).then_some(&self.marks)
    }

    /// Papers that say the same are put together, whatever the order of their marks and their own; in an order that
    /// depends on what they say alone.
    pub(crate) fn distinct(&self) -> Vec<(Vec<(Index, i64)>, u64)> {
        let mut groups: FxHashMap<View<'_>, u64> = FxHashMap::default();
        for (paper, times) in self.iter() {
            *groups.entry(paper).or_default() += times;
        }
        let mut sorted: FxHashMap<Vec<(Index, i64)>, u64> = FxHashMap::default();
        for (paper, times) in groups {
            *sorted.entry(paper.sorted()).or_default() += times;
        }
        let mut distinct: Vec<_> = sorted.into_iter().collect();
        distinct.sort_unstable();
        distinct
    }
}

impl View<'_> {
    /// The marks with their values (0 where papers only choose), by value, then by alternative.
    fn sorted(&self) -> Vec<(Index, i64)> {
        let value = |at: usize| self.values.get(at).copied().unwrap_or(0);
        let mut marks: Vec<_> = (0..self.marks.len())
            .map(|at| (self.marks[at], value(at)))
            .collect();
        marks.sort_unstable_by_key(|(mark, value)| (*value, *mark));
        marks
    }
}
