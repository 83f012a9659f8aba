//! SHA-256 as RFC 6962 §2.1 uses it, and the commitment that stands for an event.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Error;

/// A SHA-256 value. Written as standard base64 (RFC 4648 §4), 44 characters, in text and in JSON alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Bytes in a hash.
    pub const LENGTH: usize = 32;

    /// SHA-256 of parts that follow one another.
    pub(crate) fn of(parts: &[&[u8]]) -> Hash {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Hash(hasher.finalize().into())
    }

    /// 64 lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads 64 hexadecimal digits of either case; else [`Error::MalformedHash`].
    pub fn from_hex(text: &str) -> Result<Hash, Error> {
        // `from_str_radix` would take a sign for a digit.
        if text.len() != 2 * Self::LENGTH || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Error::MalformedHash);
        }
        let mut bytes = [0; Self::LENGTH];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).map_err(|_| Error::MalformedHash)?;
        }
        Ok(Hash(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Hash, Error> {
        let bytes = STANDARD.decode(text).map_err(|_| Error::MalformedHash)?;
        bytes.try_into().map(Hash).map_err(|_| Error::MalformedHash)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        hash.to_string()
    }
}

impl TryFrom<String> for Hash {
    type Error = Error;

    fn try_from(text: String) -> Result<Hash, Error> {
        text.parse()
    }
}

/// What the log says of an event: SHA-256(salt ‖ payload). These 32 bytes are the leaf.
///
/// The salt has a fixed length, so that no two pairs of salt and payload run together into the same bytes; and it
/// is random, so that a short text can't be found by trying. Without salt and payload nothing can be read back.
pub fn commitment(salt: &[u8; 16], payload: &[u8]) -> Hash {
    Hash::of(&[salt, payload])
}

/// The Merkle hash of a leaf's bytes: SHA-256(0x00 ‖ leaf).
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash::of(&[&[0x00], leaf])
}

/// The Merkle hash above two subtrees: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of(&[&[0x01], &left.0, &right.0])
}

/// The root of a tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Hash::of(&[])
}
