//! The model that turns speech into words, and speech beside it. Both belong to others and may be missing: what needs
//! them then says that it was skipped.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Names the model: its file, or the folder that holds it.
pub const MODEL: &str = "HUISHENG_VOICE_MODEL";

/// A spoken file.
#[derive(Debug, Clone)]
pub struct Clip {
    pub file: PathBuf,
    pub language: String,
    /// Empty where it is a sentence about something.
    pub command: String,
}

/// Where the model is, if this machine has one.
pub fn model() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/voice");
    let place = std::env::var_os(MODEL).map_or(beside, PathBuf::from);
    let is_model = |path: PathBuf| path.extension().is_some_and(|kind| kind == "bin");
    let there = place.is_file()
        || fs::read_dir(&place)
            .into_iter()
            .flatten()
            .flatten()
            .any(|entry| is_model(entry.path()));
    if !there {
        println!("skipped: no model in {}; {MODEL} may name one", place.display());
    }
    there.then_some(place)
}

/// The speech that lies beside the model, as its list tells it; none where there is no list.
///
/// # Errors
/// Where the list can't be read.
pub fn clips(model: &Path) -> Result<Vec<Clip>> {
    let folder = if model.is_dir() {
        model
    } else {
        model.parent().context("a folder")?
    }
    .join("wav");
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
            })
        })
        .collect()
}
