//! The Merkle tree of RFC 6962 §2.1, cut into perfect subtrees.
//!
//! Every Merkle Tree Hash, of a whole tree or of a part that a proof names, is a fold over perfect subtrees: those
//! given by the binary digits of the number of leaves. That one fact carries appending, proving and tiles.

mod frontier;
mod plan;
mod tile;
mod verify;

use std::ops::Range;

pub use frontier::Frontier;
pub use plan::Plan;
pub use tile::{Resource, Tile, TileSet, entry_bundle};
pub use verify::{verify_consistency, verify_inclusion};

use crate::hash::{Hash, empty_root, node_hash};

/// The perfect subtree over the 2^`level` leaves that start at leaf `index` · 2^`level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subtree {
    /// Height: 0 is a single leaf.
    pub level: u8,
    /// Position among the subtrees of this level, from 0.
    pub index: u64,
}

/// The root over leaf hashes in order: MTH of RFC 6962 §2.1.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.push(*leaf));
    frontier.root()
}

/// The perfect subtrees that make up leaves `range`, left to right, largest first.
///
/// A range of a proof starts where a subtree at least as large as itself starts, so each of these is aligned.
fn subtrees(range: Range<u64>) -> impl Iterator<Item = Subtree> {
    let mut start = range.start;
    std::iter::from_fn(move || {
        let level = range.end.checked_sub(start)?.checked_ilog2()?;
        let index = start >> level;
        start += 1 << level;
        Some(Subtree {
            level: level as u8,
            index,
        })
    })
}

/// Folds the hashes of a range's [`subtrees`] into the hash of the range; of none, into [`empty_root`].
fn fold(subtrees: impl DoubleEndedIterator<Item = Hash>) -> Hash {
    subtrees
        .rev()
        .reduce(|right, left| node_hash(&left, &right))
        .unwrap_or_else(empty_root)
}
