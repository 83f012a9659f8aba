//! Names by content: a file whose bytes change gets another name, so a cache never holds a stale one.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

/// The first 8 bytes of a SHA-256, shown as 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Digest([u8; 8]);

impl Digest {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::default();
        hasher.add("", bytes);
        hasher.finish()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A digest over several named things, in the order they are added.
#[derive(Default)]
pub(crate) struct Hasher(Sha256);

impl Hasher {
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        // Lengths first: no two lists of things run together to the same bytes.
        for part in [name.as_bytes(), bytes] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// Adds a file, or every file below a folder in the order of their names; what doesn't exist adds nothing.
    pub(crate) fn add_path(&mut self, path: &Path) -> Result<()> {
        if path.is_file() {
            let bytes = fs::read(path).with_context(|| format!("{} can't be read", path.display()))?;
            self.add(&path.to_string_lossy(), &bytes);
        } else if path.is_dir() {
            for entry in sorted_entries(path)? {
                self.add_path(&entry)?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Digest {
        let mut short = [0; 8];
        short.copy_from_slice(&self.0.finalize()[..8]);
        Digest(short)
    }
}

/// What lies directly in `folder`, in the order of the names.
pub(crate) fn sorted_entries(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut entries = fs::read_dir(folder)
        .with_context(|| format!("{} can't be read", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_between_two_things_counts() {
        let digest = |parts: &[(&str, &str)]| {
            let mut hasher = Hasher::default();
            parts
                .iter()
                .for_each(|(name, bytes)| hasher.add(name, bytes.as_bytes()));
            hasher.finish()
        };
        assert_eq!(digest(&[("a", "bc")]), digest(&[("a", "bc")]));
        assert_ne!(digest(&[("a", "bc")]), digest(&[("ab", "c")]));
        assert_ne!(digest(&[("a", "b"), ("c", "d")]), digest(&[("a", "bcd")]));
    }

    #[test]
    fn a_digest_is_sixteen_digits() {
        let shown = Digest::of(b"echo").to_string();
        assert_eq!(shown.len(), 16);
        assert!(shown.chars().all(|digit| digit.is_ascii_hexdigit()));
    }
}
