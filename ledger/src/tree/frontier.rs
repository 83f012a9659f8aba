//! The right edge of the tree: all that appending needs.

use serde::{Deserialize, Serialize};

use super::{Subtree, fold};
use crate::{
    Error,
    hash::{Hash, node_hash},
};

/// A compact range from leaf 0: the tree's size and its perfect subtrees, at most one per binary digit.
///
/// Serialised as `{"size": n, "subtrees": [base64, …]}`, largest subtree first; one that does not fit its size is
/// refused when read back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Frontier {
    /// The frontier of a stored tree: the answer to [`Plan::frontier`](super::Plan::frontier) of its size.
    ///
    /// [`Error::MalformedFrontier`] unless there are as many subtrees as the size has.
    pub fn new(size: u64, subtrees: Vec<Hash>) -> Result<Frontier, Error> {
        // A size that a database's signed integer holds; it also leaves room to push.
        let fits = i64::try_from(size).is_ok() && subtrees.len() == size.count_ones() as usize;
        fits.then_some(Frontier { size, subtrees })
            .ok_or(Error::MalformedFrontier)
    }

    /// Appends a leaf hash, in O(log n).
    pub fn push(&mut self, leaf: Hash) {
        self.push_with(leaf, |_, _| {});
    }

    /// Appends a leaf hash and hands over each subtree that it completes, the leaf itself first.
    ///
    /// Those with [`Subtree::tile_level`] are what a store keeps: they are the contents of the tiles.
    pub fn push_with(&mut self, leaf: Hash, mut completed: impl FnMut(Subtree, Hash)) {
        let (mut subtree, mut hash) = (
            Subtree {
                level: 0,
                index: self.size,
            },
            leaf,
        );
        completed(subtree, hash);
        while subtree.index % 2 == 1
            && let Some(left) = self.subtrees.pop()
        {
            hash = node_hash(&left, &hash);
            subtree = Subtree {
                level: subtree.level + 1,
                index: subtree.index / 2,
            };
            completed(subtree, hash);
        }
        self.subtrees.push(hash);
        self.size += 1;
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash (RFC 6962 §2.1).
    pub fn root(&self) -> Hash {
        fold(self.subtrees.iter().copied())
    }
}

#[derive(Deserialize)]
struct Unchecked {
    size: u64,
    subtrees: Vec<Hash>,
}

impl TryFrom<Unchecked> for Frontier {
    type Error = Error;

    fn try_from(Unchecked { size, subtrees }: Unchecked) -> Result<Frontier, Error> {
        Frontier::new(size, subtrees)
    }
}
