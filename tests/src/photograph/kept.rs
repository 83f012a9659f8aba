//! Photographs that are kept in the repository.

use super::{Photograph, codec, told};
use crate::programs;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// `cargo xtask pictures` sets it: what the interface looks like now is kept from now on.
const RENEW: &str = "HUISHENG_KEEP_PICTURES";

/// A folder of kept photographs; by their names.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    /// Where it is told how they differ.
    differs: PathBuf,
    renew: bool,
    seen: BTreeSet<PathBuf>,
}

impl Kept {
    /// Those below `tests/pictures/NAME`.
    pub fn of(name: &str) -> Self {
        Self {
            folder: programs::root().join("tests/pictures").join(name),
            differs: programs::pictures().join("differs").join(name),
            renew: env::var_os(RENEW).is_some(),
            seen: BTreeSet::new(),
        }
    }

    /// Whether it is as the one that is kept under this name; where it is not, the fault, and the two side by side with what
    /// has changed between them.
    ///
    /// # Errors
    /// Where files can't be read or written.
    pub fn compare(&mut self, name: &str, is: &Photograph) -> Result<Option<String>> {
        let path = self.folder.join(name).with_extension("png");
        self.seen.insert(path.clone());
        let was = match fs::read(&path) {
            Ok(png) => Some(codec::read(&png).with_context(|| path.display().to_string())?),
            Err(_) => None,
        };
        let fault = match &was {
            Some(was) => told(was, is),
            None => Some("none is kept".to_owned()),
        };
        let Some(fault) = fault else { return Ok(None) };
        if self.renew {
            write(&path, is)?;
            let lost = told(&codec::read(&fs::read(&path)?)?, is);
            return Ok(lost.map(|lost| format!("what is kept is not what was photographed: {lost}")));
        }
        let beside = self.differs.join(name).with_extension("png");
        write(
            &beside,
            &was.map_or_else(|| is.clone(), |was| side_by_side(&was, is)),
        )?;
        let how = "`cargo xtask pictures` keeps what it looks like now";
        Ok(Some(format!("{fault}: see {}; {how}", beside.display())))
    }

    /// What is kept and was not asked for: it belongs to nothing any more.
    ///
    /// # Errors
    /// Where the folder can't be read.
    pub fn left_over(&self) -> Result<Vec<String>> {
        let mut left = Vec::new();
        for path in files(&self.folder)? {
            if self.seen.contains(&path) {
                continue;
            }
            if self.renew {
                fs::remove_file(&path)?;
            } else {
                left.push(format!("{} is kept for nothing", path.display()));
            }
        }
        Ok(left)
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(found);
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn write(path: &Path, photograph: &Photograph) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
    let png = codec::write(photograph.width, photograph.height, &photograph.cells)?;
    Ok(fs::write(path, png)?)
}

/// What was, what is, and what has changed, in red on what is.
fn side_by_side(was: &Photograph, is: &Photograph) -> Photograph {
    const GAP: usize = 8;
    const GROUND: [u8; 3] = [0x80; 3];
    const RED: [u8; 3] = [0xff, 0, 0];
    let changed = was.changed(is);
    let third = |x: usize, y: usize| {
        let colour = is.at(x, y)?;
        let changed = changed.as_ref().is_none_or(|changed| changed[y * is.width + x]);
        Some(if changed {
            RED
        } else {
            colour.map(|part| part / 3 + 170)
        })
    };
    let width = was.width + GAP + is.width + GAP + is.width;
    let height = was.height.max(is.height);
    let mut cells = Vec::with_capacity(width * height);
    for y in 0..height {
        cells.extend((0..was.width).map(|x| was.at(x, y).unwrap_or(GROUND)));
        cells.extend([GROUND; GAP]);
        cells.extend((0..is.width).map(|x| is.at(x, y).unwrap_or(GROUND)));
        cells.extend([GROUND; GAP]);
        cells.extend((0..is.width).map(|x| third(x, y).unwrap_or(GROUND)));
    }
    Photograph { width, height, cells }
}
