//! Keys of notes: Ed25519, signature type 0x01, in the encoding of Go's `sumdb/note`.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::{Error, Hash};

/// C2SP's identifier of Ed25519 signatures.
const ED25519: u8 = 0x01;
const PRIVATE: &str = "PRIVATE+KEY+";

/// A public key with its name: what a device pins. Written `name+hash+base64`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: VerifyingKey,
}

/// A secret key with its name. It is wiped from memory when dropped, and `Debug` does not show it.
#[derive(Clone)]
pub struct SignerKey {
    name: String,
    key: SigningKey,
}

impl VerifierKey {
    /// The name: for a log, its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key id: the first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
    pub fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = Hash::of(&[self.name.as_bytes(), b"\n", &[ED25519], self.key.as_bytes()]).0;
        [a, b, c, d]
    }

    pub(super) fn verifies(&self, text: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.key.verify_strict(text, &signature).is_ok())
    }
}

impl SignerKey {
    /// A key from 32 random bytes; [`Error::MalformedKey`] for a name that is empty, or has a space or a `+`.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<SignerKey, Error> {
        if !is_name(name) {
            return Err(Error::MalformedKey);
        }
        Ok(SignerKey {
            name: name.to_owned(),
            key: SigningKey::from_bytes(seed),
        })
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey {
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// `PRIVATE+KEY+name+hash+base64`, to be kept in a file only its owner reads.
    pub fn to_secret_string(&self) -> String {
        format!(
            "{PRIVATE}{}",
            encode(&self.name, self.verifier().id(), self.key.as_bytes())
        )
    }

    pub(super) fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.key.sign(text).to_bytes()
    }
}

impl FromStr for VerifierKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<VerifierKey, Error> {
        let (name, bytes) = decode(text).ok_or(Error::MalformedKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| Error::MalformedKey)?;
        let verifier = VerifierKey {
            name: name.to_owned(),
            key,
        };
        // Under a key of small order one signature can fit many texts.
        let sound = !key.is_weak() && verifier.to_string() == text;
        sound.then_some(verifier).ok_or(Error::MalformedKey)
    }
}

impl FromStr for SignerKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<SignerKey, Error> {
        let (name, seed) = text
            .strip_prefix(PRIVATE)
            .and_then(decode)
            .ok_or(Error::MalformedKey)?;
        let signer = SignerKey::from_seed(name, &seed)?;
        (signer.to_secret_string() == text)
            .then_some(signer)
            .ok_or(Error::MalformedKey)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(&self.name, self.id(), self.key.as_bytes()))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignerKey")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// C2SP: not empty, without Unicode spaces and `+`; and, as it stands in a note, without control characters.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+' || c < ' ')
}

fn encode(name: &str, id: [u8; 4], key: &[u8; 32]) -> String {
    let id = u32::from_be_bytes(id);
    format!(
        "{name}+{id:08x}+{}",
        STANDARD.encode([&[ED25519], &key[..]].concat())
    )
}

/// The name and the key. The key id stays unread: whoever reads a key compares the text with what they would write.
/// The base64 may itself contain `+`.
fn decode(text: &str) -> Option<(&str, [u8; 32])> {
    let (name, rest) = text.split_once('+')?;
    let key = STANDARD.decode(rest.split_once('+')?.1).ok()?;
    let key = key.strip_prefix(&[ED25519])?.try_into().ok()?;
    is_name(name).then_some((name, key))
}
