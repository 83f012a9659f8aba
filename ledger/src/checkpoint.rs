//! C2SP tlog-checkpoint: the head of a log's tree, as the text of a signed note.

use std::{fmt, str::FromStr};

use crate::{
    Error, Hash, SignedNote, SignerKey, VerifierKey,
    tree::{verify_consistency, verify_inclusion},
};

/// "This log has so many leaves, and this root."
///
/// `Display` and `FromStr` are the note's text: origin, size and root, a line each, then extension lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

impl Checkpoint {
    /// The head of the log `origin`, a schema-less URL by convention. [`Error::MalformedCheckpoint`] if that is empty
    /// or has control characters.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Checkpoint, Error> {
        if origin.is_empty() || origin.contains(char::is_control) {
            return Err(Error::MalformedCheckpoint);
        }
        Ok(Checkpoint {
            origin: origin.to_owned(),
            size,
            root,
            extensions: Vec::new(),
        })
    }

    /// Reads a signed checkpoint as its log's follower: `log` must have signed it, and it must name `origin`.
    ///
    /// Other errors than the malformed ones: [`Error::UnknownSigner`], [`Error::InvalidSignature`],
    /// [`Error::WrongOrigin`]. Signatures by other keys than `log` are ignored.
    pub fn open(note: &SignedNote, origin: &str, log: &VerifierKey) -> Result<Checkpoint, Error> {
        let checkpoint: Checkpoint = note.verify(std::slice::from_ref(log))?.text.parse()?;
        if checkpoint.origin != origin {
            return Err(Error::WrongOrigin {
                found: checkpoint.origin,
            });
        }
        Ok(checkpoint)
    }

    /// Signs it. A log never signs two checkpoints of which neither [`extends`](Self::extends) the other.
    pub fn sign(&self, log: &SignerKey) -> Result<SignedNote, Error> {
        SignedNote::sign(&self.to_string(), log)
    }

    /// Whether `proof` shows that this log only appended since `seen`, a checkpoint of the same log.
    ///
    /// [`Error::Shrunk`] or [`Error::Inconsistent`] are evidence against the log if both checkpoints are signed:
    /// keep both. [`Error::WrongOrigin`] for another log's.
    pub fn extends(&self, seen: &Checkpoint, proof: &[Hash]) -> Result<(), Error> {
        if self.origin != seen.origin {
            return Err(Error::WrongOrigin {
                found: self.origin.clone(),
            });
        }
        if self.size < seen.size {
            return Err(Error::Shrunk {
                seen: seen.size,
                found: self.size,
            });
        }
        verify_consistency((seen.size, seen.root), (self.size, self.root), proof)
    }

    /// Whether `proof` shows that the leaf with this hash is number `index` of the log.
    pub fn includes(&self, leaf: Hash, index: u64, proof: &[Hash]) -> Result<(), Error> {
        verify_inclusion(leaf, index, self.size, self.root, proof)
    }

    /// Which log this is the head of.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash (RFC 6962 §2.1).
    pub fn root(&self) -> Hash {
        self.root
    }

    /// Lines after the third, which C2SP advises against; ours has none.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromStr for Checkpoint {
    type Err = Error;

    fn from_str(text: &str) -> Result<Checkpoint, Error> {
        Checkpoint::parse(text).ok_or(Error::MalformedCheckpoint)
    }
}

impl Checkpoint {
    fn parse(text: &str) -> Option<Checkpoint> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions
            .iter()
            .any(|line| line.is_empty() || line.contains(char::is_control))
        {
            return None;
        }
        // `parse` would accept a sign and leading zeros.
        let size = size
            .parse()
            .ok()
            .filter(|number: &u64| number.to_string() == size)?;
        let checkpoint = Checkpoint::new(origin, size, root.parse().ok()?).ok()?;
        Some(Checkpoint {
            extensions,
            ..checkpoint
        })
    }
}
