//! Sets of slots, and what is in several of them.
//!
//! A page wants a few of very many: sets are kept in chunks, so that only the chunks that a page comes to are
//! intersected.

use roaring::RoaringBitmap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A chunk has 2^16 slots: what the bitmaps keep in one container. Tests have small cities.
const CHUNK: u32 = if cfg!(test) { 3 } else { 16 };

static NOTHING: LazyLock<RoaringBitmap> = LazyLock::new(RoaringBitmap::new);

fn chunk_of(slot: u32) -> usize {
    (slot >> CHUNK) as usize
}

/// A set of slots.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    chunks: Vec<RoaringBitmap>,
    len: u64,
}

impl Slots {
    pub(super) fn insert(&mut self, slot: u32) {
        let chunk = chunk_of(slot);
        if self.chunks.len() <= chunk {
            self.chunks.resize(chunk + 1, RoaringBitmap::new());
        }
        if let Some(chunk) = self.chunks.get_mut(chunk) {
            self.len += u64::from(chunk.insert(slot));
        }
    }

    pub(super) fn remove(&mut self, slot: u32) {
        if let Some(chunk) = self.chunks.get_mut(chunk_of(slot)) {
            self.len -= u64::from(chunk.remove(slot));
        }
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn contains(&self, slot: u32) -> bool {
        self.chunks
            .get(chunk_of(slot))
            .is_some_and(|chunk| chunk.contains(slot))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.chunks.iter().flatten()
    }

    /// The chunks that have something, ascending.
    pub(super) fn chunks(&self) -> impl DoubleEndedIterator<Item = (usize, &RoaringBitmap)> {
        self.chunks
            .iter()
            .enumerate()
            .filter(|(_, chunk)| !chunk.is_empty())
    }

    fn chunk(&self, chunk: usize) -> &RoaringBitmap {
        self.chunks.get(chunk).unwrap_or(&NOTHING)
    }

    /// What is in one of both.
    pub(super) fn or(&self, other: &Slots) -> Slots {
        let (long, short) = if self.chunks.len() < other.chunks.len() {
            (other, self)
        } else {
            (self, other)
        };
        let mut chunks = long.chunks.clone();
        for (chunk, other) in chunks.iter_mut().zip(&short.chunks) {
            *chunk |= other;
        }
        let len = chunks.iter().map(RoaringBitmap::len).sum();
        Slots { chunks, len }
    }
}

impl FromIterator<u32> for Slots {
    fn from_iter<I: IntoIterator<Item = u32>>(slots: I) -> Self {
        let mut set = Slots::default();
        slots.into_iter().for_each(|slot| set.insert(slot));
        set
    }
}

/// What is in all of some sets; everything, where there are none.
pub(super) struct Fitting<'a> {
    /// The smallest first.
    sets: Vec<Cow<'a, Slots>>,
    /// Chunks of what is in all, as far as somebody asked for them.
    chunks: Vec<Option<RoaringBitmap>>,
}

impl<'a> Fitting<'a> {
    pub(super) fn of(mut sets: Vec<Cow<'a, Slots>>) -> Self {
        sets.sort_by_key(|set| set.len());
        let chunks = sets.first().map_or(0, |smallest| smallest.chunks.len());
        Self {
            sets,
            chunks: vec![None; chunks],
        }
    }

    /// All of them, where the smallest set tells that they are at most so many.
    pub(super) fn if_few(&self, most: u64) -> Option<Vec<u32>> {
        let (smallest, others) = self.sets.split_first()?;
        let in_others = |slot: &u32| others.iter().all(|set| set.contains(*slot));
        (smallest.len() <= most).then(|| smallest.iter().filter(in_others).collect())
    }

    /// All of them, where they are at most so many: looks at every chunk.
    pub(super) fn if_few_in_all(&mut self, most: u64) -> Option<Vec<u32>> {
        if self.sets.len() < 2 {
            return self.if_few(most);
        }
        let mut all = Vec::new();
        for chunk in 0..self.chunks.len() {
            let fitting = self.chunk(chunk)?;
            if all.len() as u64 + fitting.len() > most {
                return None;
            }
            all.extend(fitting);
        }
        Some(all)
    }

    /// Those of a set that fit too, out of one of its chunks.
    pub(super) fn among<'s>(&mut self, chunk: usize, slots: &'s RoaringBitmap) -> Cow<'s, RoaringBitmap> {
        match self.chunk(chunk) {
            None => Cow::Borrowed(slots),
            Some(fitting) => Cow::Owned(slots & fitting),
        }
    }

    /// A chunk of what fits; `None` where everything does.
    fn chunk(&mut self, chunk: usize) -> Option<&RoaringBitmap> {
        let Self { sets, chunks } = self;
        match sets.as_slice() {
            [] => None,
            [only] => Some(only.chunk(chunk)),
            [first, second, others @ ..] => Some(match chunks.get_mut(chunk) {
                None => &NOTHING,
                Some(known) => known.get_or_insert_with(|| {
                    let both = first.chunk(chunk) & second.chunk(chunk);
                    others.iter().fold(both, |all, set| all & set.chunk(chunk))
                }),
            }),
        }
    }
}
