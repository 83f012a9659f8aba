//! C2SP signed-note: text signed by one or more keys.

mod key;

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};

pub use key::{SignerKey, VerifierKey};

use crate::Error;

/// Signatures read from one note. C2SP asks for at least 16; more than this is somebody wasting our time.
const MAX_SIGNATURES: usize = 100;

/// A note as it came. Its text can be read only through [`SignedNote::verify`].
///
/// `Display` and `FromStr` are the C2SP format, byte for byte, so a note can be kept and shown as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<Signature>,
}

/// One signature line, whose key may be unknown and of any type.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Signature {
    name: String,
    key_id: [u8; 4],
    bytes: Vec<u8>,
}

/// The text of a note, and which of the known keys signed it: at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<'a> {
    /// The text, with its final newline.
    pub text: &'a str,
    /// Each known key once, in the order of the signatures.
    pub signers: Vec<&'a VerifierKey>,
}

impl SignedNote {
    /// Signs `text`, which ends in a newline and has no control character but newlines; else
    /// [`Error::MalformedNote`].
    pub fn sign(text: &str, signer: &SignerKey) -> Result<SignedNote, Error> {
        if !text.ends_with('\n') || has_control(text) {
            return Err(Error::MalformedNote);
        }
        let mut note = SignedNote {
            text: text.to_owned(),
            signatures: Vec::new(),
        };
        note.add_signature(signer);
        Ok(note)
    }

    /// Adds a signature below the others, as a second key of the log or a witness does.
    pub fn add_signature(&mut self, signer: &SignerKey) {
        let key = signer.verifier();
        self.signatures.push(Signature {
            name: key.name().to_owned(),
            key_id: key.id(),
            bytes: signer.sign(self.text.as_bytes()).to_vec(),
        });
    }

    /// The text, if one of the known keys signed it.
    ///
    /// Signatures of other keys are ignored. [`Error::UnknownSigner`] if none is known;
    /// [`Error::InvalidSignature`] if one of a known key is false, even beside a good one.
    pub fn verify<'a>(&'a self, known: &'a [VerifierKey]) -> Result<Verified<'a>, Error> {
        let mut signers: Vec<&VerifierKey> = Vec::new();
        for signature in &self.signatures {
            let mut named = known
                .iter()
                .filter(|key| key.name() == signature.name && key.id() == signature.key_id)
                .peekable();
            if named.peek().is_none() {
                continue;
            }
            let signer = named
                .find(|key| key.verifies(self.text.as_bytes(), &signature.bytes))
                .ok_or_else(|| Error::InvalidSignature {
                    name: signature.name.clone(),
                })?;
            if !signers.contains(&signer) {
                signers.push(signer);
            }
        }
        if signers.is_empty() {
            Err(Error::UnknownSigner)
        } else {
            Ok(Verified {
                text: &self.text,
                signers,
            })
        }
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        for Signature { name, key_id, bytes } in &self.signatures {
            writeln!(
                f,
                "\u{2014} {name} {}",
                STANDARD.encode([&key_id[..], bytes].concat())
            )?;
        }
        Ok(())
    }
}

impl FromStr for SignedNote {
    type Err = Error;

    fn from_str(note: &str) -> Result<SignedNote, Error> {
        SignedNote::parse(note).ok_or(Error::MalformedNote)
    }
}

impl SignedNote {
    fn parse(note: &str) -> Option<SignedNote> {
        if has_control(note) {
            return None;
        }
        // The last empty line divides: the text may have empty lines of its own.
        let (text, signatures) = note.split_at(note.rfind("\n\n")? + 1);
        let lines = signatures.strip_prefix('\n')?.strip_suffix('\n')?;
        let signatures: Vec<_> = lines
            .split('\n')
            .take(MAX_SIGNATURES + 1)
            .map(Signature::parse)
            .collect::<Option<_>>()?;
        (signatures.len() <= MAX_SIGNATURES).then(|| SignedNote {
            text: text.to_owned(),
            signatures,
        })
    }
}

impl Signature {
    fn parse(line: &str) -> Option<Signature> {
        let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
        let decoded = STANDARD.decode(encoded).ok()?;
        let (key_id, bytes) = decoded.split_first_chunk()?;
        let well_formed = key::is_name(name) && !bytes.is_empty();
        well_formed.then(|| Signature {
            name: name.to_owned(),
            key_id: *key_id,
            bytes: bytes.to_vec(),
        })
    }
}

/// ASCII control characters other than newline have no place in a note.
fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}
