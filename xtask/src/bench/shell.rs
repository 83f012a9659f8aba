//! The shell's programs, and replicas for them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::server::folder;
use crate::build;
use crate::hash::Hasher;
use crate::process::{step, watched};
use crate::web::For;
use crate::workspace::{Workspace, cargo};

/// Release builds.
pub(super) struct Programs {
    pub(super) shell: PathBuf,
    /// A window with nothing in it.
    pub(super) blank: PathBuf,
    /// Makes replicas and searches in them.
    pub(super) replica: PathBuf,
}

pub(super) fn programs(workspace: &Workspace) -> Result<Programs> {
    build::build(workspace, Some("shell"), For::People)?;
    watched(cargo().current_dir(&workspace.root).args([
        "build",
        "--release",
        "--package=shell",
        "--features=custom-protocol",
        "--examples",
    ]))?;
    Ok(Programs {
        shell: workspace.program("release", "huisheng-shell"),
        blank: workspace.program("release/examples", "blank"),
        replica: workspace.program("release/examples", "replica"),
    })
}

/// A device's folder with a replica of so many proposals. It is kept, and used again as long as the program that made
/// it is the same to the byte.
pub(super) fn replica_of(workspace: &Workspace, program: &Path, proposals: u32) -> Result<PathBuf> {
    let mut hasher = Hasher::default();
    hasher.add("replica", &fs::read(program)?);
    let made_by = hasher.finish().to_string();
    let device = folder(workspace).join("devices").join(proposals.to_string());
    let whole = device.join("made-by");
    if fs::read_to_string(&whole).is_ok_and(|by| by == made_by) {
        return Ok(device);
    }
    if device.exists() {
        fs::remove_dir_all(&device)?;
    }
    step(
        &format!("a replica of {proposals} proposals (kept for the next time)"),
        || {
            let status = Command::new(program)
                .arg("fill")
                .arg(&device)
                .arg(proposals.to_string())
                .stdin(Stdio::null())
                .status()
                .with_context(|| format!("{} could not be started", program.display()))?;
            ensure!(status.success(), "the replica was not made ({status})");
            Ok(fs::write(&whole, made_by)?)
        },
    )?;
    Ok(device)
}
