//! Files that go along with what is written: chosen on this device, kept here until the city has them.

use domain::attachment::{Attachment, FileHash, FileKind, KeptFile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A file as it was chosen. Its bytes lie with the [`crate::host::Host`], under its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// In the order of time (v7).
    pub id: Uuid,
    /// What it is called on this device, for the person alone.
    pub name: String,
    /// The media type that the device takes it for. The city looks for itself.
    pub kind: String,
    pub bytes: u64,
    /// What it shows or says, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Whether a photo keeps where and when it was taken.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps_place: bool,
    #[serde(default)]
    pub way: Way,
}

/// How far it is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It is on this device alone.
    #[default]
    Here,
    /// The city has so much of it, at this address.
    Going { upload: String, offset: u64 },
    /// The city has it, as this.
    There(KeptFile),
}

impl Chosen {
    /// Whether the device takes it for a picture.
    pub fn is_image(&self) -> bool {
        self.kind.starts_with("image/")
    }

    /// What it is called in a command: as the city keeps it, or, until it does, by its id. The latter never leaves the device.
    pub fn attachment(&self) -> Attachment {
        let file = match &self.way {
            Way::There(file) => *file,
            _ => KeptFile {
                hash: self.stand_in(),
                kind: self.kind(),
                bytes: self.bytes,
            },
        };
        file.cited(self.alt.clone())
    }

    fn stand_in(&self) -> FileHash {
        let mut hash = [0; 32];
        hash[..16].copy_from_slice(self.id.as_bytes());
        FileHash(hash)
    }

    fn kind(&self) -> FileKind {
        let named = FileKind::ALL
            .into_iter()
            .find(|kind| kind.media_type() == self.kind);
        named.unwrap_or(FileKind::Jpeg)
    }

    /// How many of its bytes the city has.
    pub fn arrived(&self) -> u64 {
        match &self.way {
            Way::Here => 0,
            Way::Going { offset, .. } => *offset,
            Way::There(_) => self.bytes,
        }
    }

    /// Whether the city has it.
    pub fn is_there(&self) -> bool {
        matches!(self.way, Way::There(_))
    }
}

/// What they are called in a command; one that was chosen twice is cited once.
pub(crate) fn attachments(files: &[Chosen]) -> Vec<Attachment> {
    let mut seen = BTreeSet::new();
    let all = files.iter().map(Chosen::attachment);
    all.filter(|attachment| seen.insert(attachment.hash)).collect()
}
