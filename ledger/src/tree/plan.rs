//! What a proof is made of, before any hash is read.

use std::{collections::BTreeSet, ops::Range};

use super::{Subtree, Tile, fold, subtrees};
use crate::{Error, Hash};

/// The parts of a tree that a proof, or a frontier, consists of.
///
/// A store that answers in its own time first loads [`Plan::subtrees`] or [`Plan::tiles`], then calls
/// [`Plan::prove`]: the tree's arithmetic stays here, without I/O.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    size: u64,
    /// Leaf ranges whose Merkle Tree Hashes are the proof, in its order.
    ranges: Vec<Range<u64>>,
}

impl Plan {
    /// For a proof that leaf `index` is in the tree of `size` leaves (PATH, RFC 6962 §2.1.1).
    ///
    /// [`Error::OutOfRange`] unless `index < size`.
    pub fn inclusion(index: u64, size: u64) -> Result<Plan, Error> {
        if index >= size {
            return Err(Error::OutOfRange { index, size });
        }
        let mut plan = Plan {
            size,
            ranges: Vec::new(),
        };
        plan.descend(|leaves| leaves.end - leaves.start == 1, |middle| index < middle);
        Ok(plan)
    }

    /// For a proof that the tree of `new` leaves only appended to that of `old` leaves (PROOF, RFC 6962 §2.1.2).
    ///
    /// Empty for `old` = 0, which everything extends, and for `old` = `new`. [`Error::OutOfRange`] if `old > new`.
    pub fn consistency(old: u64, new: u64) -> Result<Plan, Error> {
        if old > new {
            return Err(Error::OutOfRange {
                index: old,
                size: new,
            });
        }
        let mut plan = Plan {
            size: new,
            ranges: Vec::new(),
        };
        if old > 0 {
            let shared = plan.descend(|leaves| leaves.end == old, |middle| old <= middle);
            // The verifier has the old root; where that isn't the shared part itself, the proof has to start with it.
            if shared.start > 0 {
                plan.ranges.insert(0, shared);
            }
        }
        Ok(plan)
    }

    /// For [`Frontier::new`](super::Frontier::new): to append to a stored tree of `size` leaves, or to get its root.
    pub fn frontier(size: u64) -> Plan {
        let ranges = subtrees(0..size).map(|it| it.index << it.level..(it.index + 1) << it.level);
        Plan {
            size,
            ranges: ranges.collect(),
        }
    }

    /// Walks down from the root until `done`, to the left or the right half as `go_left` says of the middle leaf, and
    /// notes the other half at each step, bottom first. Answers where it ended.
    fn descend(&mut self, done: impl Fn(&Range<u64>) -> bool, go_left: impl Fn(u64) -> bool) -> Range<u64> {
        let mut leaves = 0..self.size;
        while !done(&leaves) {
            // RFC 6962's k: the largest power of two smaller than the number of leaves.
            let middle = leaves.start + (1 << (leaves.end - leaves.start - 1).ilog2());
            let (left, right) = (leaves.start..middle, middle..leaves.end);
            let other;
            (leaves, other) = if go_left(middle) {
                (left, right)
            } else {
                (right, left)
            };
            self.ranges.push(other);
        }
        self.ranges.reverse();
        leaves
    }

    /// The perfect subtrees whose hashes the proof needs.
    pub fn subtrees(&self) -> impl Iterator<Item = Subtree> {
        self.ranges.iter().cloned().flat_map(subtrees)
    }

    /// The tiles that hold them, each at the width it has in this tree.
    pub fn tiles(&self) -> BTreeSet<Tile> {
        self.subtrees()
            .map(|subtree| Tile::containing(subtree, self.size))
            .collect()
    }

    /// The proof: at most 65 hashes, in the order of RFC 6962.
    ///
    /// `read` answers a subtree's hash; a `None` is [`Error::MissingSubtree`].
    pub fn prove(&self, mut read: impl FnMut(Subtree) -> Option<Hash>) -> Result<Vec<Hash>, Error> {
        let mut hash_of = |range: &Range<u64>| {
            let hashes = subtrees(range.clone())
                .map(|it| {
                    read(it).ok_or(Error::MissingSubtree {
                        level: it.level,
                        index: it.index,
                    })
                })
                .collect::<Result<Vec<_>, _>>()?;
            Ok(fold(hashes.into_iter()))
        };
        self.ranges.iter().map(&mut hash_of).collect()
    }
}
