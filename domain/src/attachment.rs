//! Photos, documents and recordings that go with what people write. A file is known by what is in it: the hash of its bytes
//! as the city keeps them. The bytes travel apart from the log, before the command that cites them.

use crate::city::{FileLimits, Policy};
use crate::proposal::alt_text;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The SHA-256 of a file's bytes: 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct FileHash(pub [u8; 32]);

impl std::fmt::Display for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// These letters are no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 64 hexadecimal digits in small letters")]
pub struct NotAHash;

impl std::str::FromStr for FileHash {
    type Err = NotAHash;
    /// One file has one name: what is not written as we write it is none.
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digit = |letter: u8| match letter {
            b'0'..=b'9' => Ok(letter - b'0'),
            b'a'..=b'f' => Ok(letter - b'a' + 10),
            _ => Err(NotAHash),
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut hash = [0; 32];
        if pairs.len() != hash.len() || !rest.is_empty() {
            return Err(NotAHash);
        }
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(hash))
    }
}

impl TryFrom<String> for FileHash {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        text.parse()
    }
}

impl From<FileHash> for String {
    fn from(hash: FileHash) -> Self {
        hash.to_string()
    }
}

/// What a kept file is, found from what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FileKind {
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "application/pdf")]
    Pdf,
    #[serde(rename = "audio/wav")]
    Wav,
    #[serde(rename = "audio/mpeg")]
    Mp3,
    #[serde(rename = "audio/ogg")]
    Ogg,
    #[serde(rename = "audio/mp4")]
    Mp4Audio,
    #[serde(rename = "audio/webm")]
    WebmAudio,
}

impl FileKind {
    pub const ALL: [FileKind; 8] = [
        FileKind::Jpeg,
        FileKind::Png,
        FileKind::Pdf,
        FileKind::Wav,
        FileKind::Mp3,
        FileKind::Ogg,
        FileKind::Mp4Audio,
        FileKind::WebmAudio,
    ];

    /// Its media type (RFC 6838), as in JSON.
    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Jpeg => "image/jpeg",
            FileKind::Png => "image/png",
            FileKind::Pdf => "application/pdf",
            FileKind::Wav => "audio/wav",
            FileKind::Mp3 => "audio/mpeg",
            FileKind::Ogg => "audio/ogg",
            FileKind::Mp4Audio => "audio/mp4",
            FileKind::WebmAudio => "audio/webm",
        }
    }

    /// What its name ends in when somebody saves it.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Jpeg => "jpg",
            FileKind::Png => "png",
            FileKind::Pdf => "pdf",
            FileKind::Wav => "wav",
            FileKind::Mp3 => "mp3",
            FileKind::Ogg => "ogg",
            FileKind::Mp4Audio => "m4a",
            FileKind::WebmAudio => "weba",
        }
    }

    pub fn is_image(self) -> bool {
        matches!(self, FileKind::Jpeg | FileKind::Png)
    }
}

/// A file that something cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    pub hash: FileHash,
    pub kind: FileKind,
    /// How long it is.
    pub bytes: u64,
    /// What it shows or says, in words, for whoever can't see or hear it; one line of up to 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// A file as the city keeps it: what an upload comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptFile {
    pub hash: FileHash,
    pub kind: FileKind,
    pub bytes: u64,
}

impl KeptFile {
    /// As something cites it.
    pub fn cited(self, alt: Option<String>) -> Attachment {
        let Self { hash, kind, bytes } = self;
        Attachment {
            hash,
            kind,
            bytes,
            alt,
        }
    }
}

impl Attachment {
    /// The file that it cites.
    pub fn file(&self) -> KeptFile {
        KeptFile {
            hash: self.hash,
            kind: self.kind,
            bytes: self.bytes,
        }
    }
}

/// That these may go along: not too many, none too large, none twice, and the words with them are fit to be shown. Whether
/// the bytes are there is known to the backend alone.
///
/// # Errors
/// The first thing that does not fit.
pub fn check(attachments: &[Attachment], policy: &Policy) -> Result<(), Refusal> {
    let FileLimits { count, bytes, .. } = policy.files;
    if attachments.len() > usize::from(count) {
        return Err(Refusal::TooManyFiles {
            limit: count,
            count: attachments.len(),
        });
    }
    let mut seen = BTreeSet::new();
    for attachment in attachments {
        if attachment.bytes > bytes {
            return Err(Refusal::FileTooLarge { limit: bytes });
        }
        if !seen.insert(attachment.hash) {
            return Err(Refusal::SameFileTwice);
        }
        if let Some(alt) = &attachment.alt {
            alt_text(alt)?;
        }
    }
    Ok(())
}
