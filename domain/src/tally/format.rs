//! Files of papers: [pabulib] (`.pb`), [PrefLib](preflib) (`.soc`, `.soi`, `.toc`, `.toi`, `.cat`) and a
//! [table of papers](table) (`.csv`). What is wrong with a file is told by its line.

mod fault;
mod names;
pub mod pabulib;
pub mod preflib;
pub mod table;

pub use fault::{Fault, FileFault, Unwritable};

use serde::{Deserialize, Serialize};

use super::election::Election;
use super::exact::{Decimal, Exact};

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub election: Election,
    /// How the file says that it was counted, in its own word; [`Rule`](super::Rule) reads it.
    pub rule: Option<String>,
    /// Who won, by the file, in its order; none where the file does not say.
    pub published: Option<Vec<String>>,
    /// What does not agree within the file. The papers are counted as they are.
    pub notes: Vec<Note>,
}

/// Something that a file says of itself and that is not so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// It says that there are so many alternatives, or papers.
    AlternativesDiffer {
        said: u64,
        found: u64,
    },
    PapersDiffer {
        said: u64,
        found: u64,
    },
    /// So many papers choose this alternative, and the file says another number.
    VotesDiffer {
        alternative: String,
        said: Exact,
        found: Exact,
    },
    /// The same of points.
    ScoreDiffers {
        alternative: String,
        said: Exact,
        found: Exact,
    },
}

/// Reads a file of any of the formats, which it tells apart by how they begin.
///
/// # Errors
/// [`FileFault`] with the line and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Read, FileFault> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let first = bytes.trim_ascii_start();
    let begins = |word: &str| {
        first
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if begins("META") {
        pabulib::read(bytes)
    } else if begins("#") {
        preflib::read(bytes)
    } else if table::KEYS.iter().any(|key| begins(key)) {
        table::read(bytes)
    } else {
        Err(FileFault {
            line: 1,
            fault: Fault::UnknownFormat,
        })
    }
}

/// An amount of money of this field, in units of 10 to the power of minus `decimals`.
fn money(field: &'static str, amount: Decimal, decimals: u32) -> Result<u64, Fault> {
    let units = amount.units(decimals).ok();
    units
        .and_then(|units| u64::try_from(units).ok())
        .ok_or_else(|| Fault::number(field, amount.to_string().as_bytes()))
}

/// The line in which a row begins. The reader of rows passes over empty lines after it says where it is.
fn line_of(row: &csv::ByteRecord, bytes: &[u8]) -> u64 {
    let Some(position) = row.position() else {
        return 1;
    };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let passed = bytes.get(from..).unwrap_or_default().iter();
    let ends = passed.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + ends.filter(|byte| **byte == b'\n').count() as u64
}
