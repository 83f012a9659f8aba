//! Checking proofs: the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2, which RFC 6962's proofs satisfy.

use crate::{
    Error,
    hash::{Hash, empty_root, node_hash},
};

/// Whether `proof` shows that `leaf` (a leaf hash) is leaf `index` of the tree of `size` leaves with this `root`.
///
/// [`Error::OutOfRange`] unless `index < size`; [`Error::NotIncluded`] if the proof does not show it.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, root: Hash, proof: &[Hash]) -> Result<(), Error> {
    if index >= size {
        return Err(Error::OutOfRange { index, size });
    }
    let mut path = Path {
        node: index,
        last: size - 1,
    };
    let mut hash = leaf;
    for sibling in proof {
        hash = match path.step().ok_or(Error::NotIncluded)? {
            Side::Left => node_hash(sibling, &hash),
            Side::Right => node_hash(&hash, sibling),
        };
    }
    let proven = path.at_root() && hash == root;
    proven.then_some(()).ok_or(Error::NotIncluded)
}

/// Whether `proof` shows that the tree `new` = (leaves, root) only appended leaves to the tree `old`.
///
/// [`Error::OutOfRange`] if `old` has more leaves; [`Error::Inconsistent`] if the proof does not show it.
pub fn verify_consistency(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> Result<(), Error> {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size {
        return Err(Error::OutOfRange {
            index: old_size,
            size: new_size,
        });
    }
    let proven = if old_size == new_size {
        proof.is_empty() && old_root == new_root
    } else if old_size == 0 {
        proof.is_empty() && old_root == empty_root()
    } else {
        grew(old, new, proof).ok_or(Error::Inconsistent)?
    };
    proven.then_some(()).ok_or(Error::Inconsistent)
}

/// For 0 < old < new; `None` if the proof has too few or too many hashes.
fn grew(
    (old_size, old_root): (u64, Hash),
    (new_size, new_root): (u64, Hash),
    proof: &[Hash],
) -> Option<bool> {
    // An old tree that is one perfect subtree is its own starting point; RFC 6962 leaves it out of the proof.
    let (start, rest) = if old_size.is_power_of_two() {
        (old_root, proof)
    } else {
        proof.split_first().map(|(&h, t)| (h, t))?
    };
    let mut path = Path {
        node: old_size - 1,
        last: new_size - 1,
    };
    path.skip_complete();
    let (mut in_old, mut in_new) = (start, start);
    for sibling in rest {
        match path.step()? {
            Side::Left => {
                in_old = node_hash(sibling, &in_old);
                in_new = node_hash(sibling, &in_new);
            }
            Side::Right => in_new = node_hash(&in_new, sibling),
        }
    }
    Some(path.at_root() && in_old == old_root && in_new == new_root)
}

/// On which side of the path the sibling lies.
enum Side {
    Left,
    Right,
}

/// A way up the tree: the node reached, and the last node of its level (`fn` and `sn` in RFC 9162).
struct Path {
    node: u64,
    last: u64,
}

impl Path {
    fn at_root(&self) -> bool {
        self.last == 0
    }

    fn up(&mut self) {
        self.node >>= 1;
        self.last >>= 1;
    }

    /// Past the levels where the node is a right child: up to the root of the perfect subtree that it ends.
    fn skip_complete(&mut self) {
        while self.node & 1 == 1 {
            self.up();
        }
    }

    /// One sibling further up; `None` at the root.
    fn step(&mut self) -> Option<Side> {
        if self.at_root() {
            return None;
        }
        let side = if self.node & 1 == 1 || self.node == self.last {
            // The last node of a level without a sibling moves up as it is.
            while self.node & 1 == 0 && self.node != 0 {
                self.up();
            }
            Side::Left
        } else {
            Side::Right
        };
        self.up();
        Some(side)
    }
}
