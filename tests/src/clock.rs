//! The time, set by hand: a story makes weeks go by in a moment. A server is told it by libfaketime, a browser by its own
//! `Date`; how long something takes is still measured truly.

use crate::browser::Browser;
use anyhow::{Context, Result};
use domain::time::Timestamp;
use serde_json::json;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A clock that stands until it is set.
#[derive(Debug, Clone)]
pub struct Clock {
    folder: Arc<TempDir>,
    library: PathBuf,
}

impl Clock {
    /// It is this time.
    ///
    /// # Errors
    /// Where libfaketime is not installed.
    pub fn at(time: Timestamp) -> Result<Self> {
        let clock = Self {
            folder: Arc::new(TempDir::with_prefix("huisheng-clock-")?),
            library: library()?,
        };
        clock.set(time)?;
        Ok(clock)
    }

    /// It is this time from now on.
    ///
    /// # Errors
    /// Where there is no room for a number.
    pub fn set(&self, time: Timestamp) -> Result<()> {
        // Whoever reads it meanwhile reads the time before or this one.
        let written = self.folder.path().join("next");
        fs::write(&written, (time.0 / 1_000).to_string())?;
        Ok(fs::rename(written, self.file())?)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("now")
    }

    /// What a program's environment has, to go by it.
    pub fn environment(&self) -> [(&'static str, OsString); 5] {
        [
            ("LD_PRELOAD", self.library.clone().into()),
            ("FAKETIME_TIMESTAMP_FILE", self.file().into()),
            ("FAKETIME_FMT", "%s".into()),
            ("FAKETIME_NO_CACHE", "1".into()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
        ]
    }
}

impl Browser {
    /// It is this time on the device, from the next page on that is opened.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn is_at(&self, time: Timestamp) -> Result<()> {
        let source = format!("Date.now = () => {} + Math.floor(performance.now())", time.0);
        let script = json!({ "source": source });
        self.tell("Page.addScriptToEvaluateOnNewDocument", script)
            .await
            .map(drop)
    }
}

/// Debian puts it into a folder that is named after the processor.
fn library() -> Result<PathBuf> {
    let of = |folder: &Path| folder.join("faketime/libfaketimeMT.so.1");
    fs::read_dir("/usr/lib")?
        .filter_map(|entry| Some(of(&entry.ok()?.path())))
        .chain([of(Path::new("/usr/lib"))])
        .find(|library| library.is_file())
        .context("libfaketime is not installed: cargo xtask setup")
}
