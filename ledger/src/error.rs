//! Why the ledger refuses: one error type, each variant with a code that never changes.

use thiserror::Error;

/// Everything that can be wrong with what the ledger is given.
///
/// The `Display` text is for logs; people are told by [`Error::code`] in their own language.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Error {
    /// Not 32 bytes in standard base64 (or in hex, where hex is asked for).
    #[error("malformed hash")]
    MalformedHash,
    /// Not a C2SP signed note, or text that a note cannot hold.
    #[error("malformed note")]
    MalformedNote,
    /// Not an Ed25519 key `name+hash+base64`, or its hash does not belong to it.
    #[error("malformed key")]
    MalformedKey,
    /// Not a C2SP checkpoint body.
    #[error("malformed checkpoint")]
    MalformedCheckpoint,
    /// Not the path of a tile, or not as many bytes as the tile is wide.
    #[error("malformed tile")]
    MalformedTile,
    /// A frontier whose subtrees do not fit its size.
    #[error("malformed frontier")]
    MalformedFrontier,
    /// No known key signed the note.
    #[error("signed by no known key")]
    UnknownSigner,
    /// A known key's signature does not fit the text.
    #[error("invalid signature by {name}")]
    InvalidSignature {
        /// The name of the key.
        name: String,
    },
    /// A checkpoint of another log.
    #[error("checkpoint of {found}")]
    WrongOrigin {
        /// The origin it names.
        found: String,
    },
    /// The log went back: a checkpoint smaller than one seen before.
    #[error("the log shrank from {seen} to {found} leaves")]
    Shrunk {
        /// Leaves in the checkpoint seen before.
        seen: u64,
        /// Leaves in the one offered now.
        found: u64,
    },
    /// A leaf index or an older size that a tree of this size does not have.
    #[error("{index} is outside a tree of {size} leaves")]
    OutOfRange {
        /// The leaf index, or the older size.
        index: u64,
        /// Leaves in the tree.
        size: u64,
    },
    /// A subtree that a proof needs was not at hand.
    #[error("missing subtree {index} of level {level}")]
    MissingSubtree {
        /// Height: 0 is a leaf.
        level: u8,
        /// Position within its level.
        index: u64,
    },
    /// The proof does not show that the leaf is in the tree.
    #[error("inclusion not proven")]
    NotIncluded,
    /// The proof does not show that the newer tree only appended to the older one.
    #[error("consistency not proven")]
    Inconsistent,
}

impl Error {
    /// The stable code: what tests, clients and translations rely on.
    pub fn code(&self) -> &'static str {
        match self {
            Error::MalformedHash => "ledger-malformed-hash",
            Error::MalformedNote => "ledger-malformed-note",
            Error::MalformedKey => "ledger-malformed-key",
            Error::MalformedCheckpoint => "ledger-malformed-checkpoint",
            Error::MalformedTile => "ledger-malformed-tile",
            Error::MalformedFrontier => "ledger-malformed-frontier",
            Error::UnknownSigner => "ledger-unknown-signer",
            Error::InvalidSignature { .. } => "ledger-invalid-signature",
            Error::WrongOrigin { .. } => "ledger-wrong-origin",
            Error::Shrunk { .. } => "ledger-shrunk",
            Error::OutOfRange { .. } => "ledger-out-of-range",
            Error::MissingSubtree { .. } => "ledger-missing-subtree",
            Error::NotIncluded => "ledger-not-included",
            Error::Inconsistent => "ledger-inconsistent",
        }
    }
}
