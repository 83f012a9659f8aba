//! The tree as plain files: C2SP tlog-tiles, 256 hashes a tile, 8 levels of the tree apart.

use std::{collections::BTreeMap, ops::Range};

use super::{Subtree, root};
use crate::{Error, Hash};

/// Levels of the tree between a tile and the one above it.
const HEIGHT: u8 = 8;
/// Hashes in a full tile.
const WIDTH: u64 = 1 << HEIGHT;
/// C2SP allows 63; above 7 a 64-bit number of leaves has nothing.
const TOP: u8 = 63 / HEIGHT;

impl Subtree {
    /// The level of the tiles that list this subtree's hash, and `None` for a subtree within a tile.
    ///
    /// The hash stands in that level's tile `index / 256` at place `index % 256`.
    pub fn tile_level(&self) -> Option<u8> {
        self.level.is_multiple_of(HEIGHT).then_some(self.level / HEIGHT)
    }
}

/// A tile: hashes 256·`index` to 256·`index` + `width` of subtrees with height 8·`level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

/// What a path under a log's prefix asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// Hashes: `tile/<L>/<N>[.p/<W>]`.
    Tile(Tile),
    /// The leaves themselves: `tile/entries/<N>[.p/<W>]`, named by their tile of level 0.
    Entries(Tile),
}

impl Tile {
    /// The tile that holds the hashes under `subtree`, as wide as it is in a tree of `size` leaves.
    ///
    /// The subtree must lie within that tree and have a level of at most 63, as those of a plan do.
    pub(super) fn containing(subtree: Subtree, size: u64) -> Tile {
        let level = subtree.level / HEIGHT;
        let index = first_hash(subtree) / WIDTH;
        Tile {
            level,
            index,
            width: width(level, index, size),
        }
    }

    /// The level: 0 lists leaf hashes.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// The positions of its hashes among all hashes of its level.
    pub fn hashes(&self) -> Range<u64> {
        let start = self.index * WIDTH;
        start..start + u64::from(self.width)
    }

    /// Whether a tree of `size` leaves has all of these hashes, so that the tile can be served.
    pub fn is_within(&self, size: u64) -> bool {
        self.width <= width(self.level, self.index, size)
    }

    /// Its path under the log's prefix, such as `tile/0/x001/234.p/17`.
    pub fn path(&self) -> String {
        self.path_in(&self.level.to_string())
    }

    /// The path of the entry bundle beside a tile of level 0, such as `tile/entries/x001/234`.
    pub fn entries_path(&self) -> String {
        self.path_in("entries")
    }

    fn path_in(&self, folder: &str) -> String {
        let mut digits = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            digits = format!("x{:03}/{digits}", rest % 1000);
            rest /= 1000;
        }
        match u64::from(self.width) {
            WIDTH => format!("tile/{folder}/{digits}"),
            width => format!("tile/{folder}/{digits}.p/{width}"),
        }
    }
}

impl Resource {
    /// Reads a path under the log's prefix; [`Error::MalformedTile`] if C2SP would write it otherwise.
    pub fn parse(path: &str) -> Result<Resource, Error> {
        let resource = Resource::read(path).ok_or(Error::MalformedTile)?;
        let canonical = match resource {
            Resource::Tile(tile) => tile.path(),
            Resource::Entries(tile) => tile.entries_path(),
        };
        (canonical == path)
            .then_some(resource)
            .ok_or(Error::MalformedTile)
    }

    /// Lenient in zeros and signs: `parse` compares with what would have been written.
    fn read(path: &str) -> Option<Resource> {
        let (folder, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let (digits, width) = match rest.split_once(".p/") {
            Some((digits, width)) => (
                digits,
                width.parse().ok().filter(|width| (1..256).contains(width))?,
            ),
            None => (rest, 256),
        };
        let mut index: u64 = 0;
        for element in digits.split('/') {
            let element: u64 = element.strip_prefix('x').unwrap_or(element).parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(element)?;
        }
        // Beyond this no 64-bit number of leaves reaches, and positions would overflow.
        let level = if folder == "entries" {
            0
        } else {
            folder.parse().ok().filter(|level| *level <= TOP)?
        };
        if index >= u64::MAX >> (HEIGHT * (level + 1)).min(63) {
            return None;
        }
        let tile = Tile { level, index, width };
        Some(if folder == "entries" {
            Resource::Entries(tile)
        } else {
            Resource::Tile(tile)
        })
    }
}

/// An entry bundle: each entry behind its length as a big-endian `u16`. `None` if one has over 65,535 bytes.
pub fn entry_bundle<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Option<Vec<u8>> {
    let mut bundle = Vec::new();
    for entry in entries {
        bundle.extend(u16::try_from(entry.len()).ok()?.to_be_bytes());
        bundle.extend(entry);
    }
    Some(bundle)
}

/// Tiles at hand, as read from files or from a server: the source of a [`Plan`](super::Plan)'s proof.
///
/// Nothing vouches for them: a reader that does not trust the server compares the root that they give
/// ([`Plan::frontier`](super::Plan::frontier)) with a signed checkpoint.
#[derive(Debug, Clone, Default)]
pub struct TileSet(BTreeMap<(u8, u64), Vec<Hash>>);

impl TileSet {
    /// Adds a tile's bytes; [`Error::MalformedTile`] unless there are 32 for each hash.
    pub fn insert(&mut self, tile: Tile, bytes: &[u8]) -> Result<(), Error> {
        let (hashes, rest) = bytes.as_chunks();
        if hashes.len() != usize::from(tile.width) || !rest.is_empty() {
            return Err(Error::MalformedTile);
        }
        self.0.insert(
            (tile.level, tile.index),
            hashes.iter().copied().map(Hash).collect(),
        );
        Ok(())
    }

    /// The hash of a subtree, if its tile is at hand and wide enough.
    pub fn subtree(&self, subtree: Subtree) -> Option<Hash> {
        let first = first_hash(subtree);
        let tile = self.0.get(&(subtree.level / HEIGHT, first / WIDTH))?;
        let start = (first % WIDTH) as usize;
        let hashes = tile.get(start..start + (1 << (subtree.level % HEIGHT)))?;
        Some(root(hashes))
    }
}

/// The position, among the hashes of its tile level, of the first hash under `subtree`.
fn first_hash(subtree: Subtree) -> u64 {
    subtree.index << (subtree.level % HEIGHT)
}

/// How many of the tile's hashes a tree of `size` leaves has.
fn width(level: u8, index: u64, size: u64) -> u16 {
    let hashes = size >> (HEIGHT * level);
    hashes.saturating_sub(index * WIDTH).min(WIDTH) as u16
}
