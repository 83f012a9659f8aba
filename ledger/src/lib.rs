//! The transparency log: anybody can check that nothing was lost, altered or quietly dropped.
//!
//! Hashing is RFC 6962's, formats are C2SP's (tlog-tiles, signed-note, tlog-checkpoint), so that any standard
//! client reads the log. A leaf is a [`hash::commitment`], 32 bytes with no personal text in them: delete the
//! salt and the payload, and the words are gone while every proof stays valid.
//!
//! The backend appends to a [`Frontier`] in O(log n) and keeps the hashes it is handed; a [`Plan`] names the
//! tiles that a proof needs, and turns them into the proof; a device checks it with [`Checkpoint::includes`] and
//! [`Checkpoint::extends`]. Nothing here reads or writes: no input of any bytes makes it panic.

pub mod checkpoint;
pub mod error;
pub mod hash;
pub mod note;
pub mod tree;

pub use checkpoint::Checkpoint;
pub use error::Error;
pub use hash::Hash;
pub use note::{SignedNote, SignerKey, VerifierKey};
pub use tree::{Frontier, Plan, Subtree, Tile, TileSet};
