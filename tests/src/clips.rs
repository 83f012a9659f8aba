//! The model that turns speech into words, and speech beside it. Both belong to others and may be missing: what needs
//! them then says that it was skipped.

pub use voice::model::VARIABLE as MODEL;

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A spoken file.
#[derive(Debug, Clone)]
pub struct Clip {
    pub file: PathBuf,
    pub language: String,
    /// Empty where it is a sentence about something.
    pub command: String,
    /// What is said.
    pub text: String,
}

/// Where the model is, if this machine has one.
pub fn model() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/voice");
    let place = std::env::var_os(MODEL).map_or(beside, PathBuf::from);
    let model = voice::model::find(&place).ok();
    if model.is_none() {
        println!("skipped: no model in {}; {MODEL} may name one", place.display());
    }
    model
}

/// The speech that lies beside the model, as its list tells it; none where there is no list.
///
/// # Errors
/// Where the list can't be read.
pub fn clips(model: &Path) -> Result<Vec<Clip>> {
    let folder = model.parent().context("a folder")?.join("wav");
    let Ok(mut list) = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_path(folder.join("manifest.tsv"))
    else {
        println!("skipped: no speech in {}", folder.display());
        return Ok(Vec::new());
    };
    list.records()
        .map(|row| {
            let row = row?;
            Ok(Clip {
                file: folder.join(&row[0]),
                language: row[1].to_owned(),
                command: row[2].to_owned(),
                text: row[3].to_owned(),
            })
        })
        .collect()
}
