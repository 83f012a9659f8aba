//! Python packages of other makers that the tests drive, of the exact files that `xtask/python/requirements.txt` names.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::hash::Digest;
use crate::process::{find_program, logged, step};
use crate::workspace::Workspace;

/// Installs them into this checkout's own folder unless those very files were installed before; true when it did.
pub(super) fn install_packages(workspace: &Workspace) -> Result<bool> {
    let list = workspace.root.join("xtask/python/requirements.txt");
    let digest = Digest::of(&fs::read(&list)?).to_string();
    let folder = workspace.python();
    let stamp = folder.join(".installed-list");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == digest) {
        return Ok(false);
    }
    let python = find_program(workspace, "python3").context("python3 is not in PATH")?;
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    step(
        "pip install: GeoReport v2 clients of other makers, which the tests let file and read",
        || {
            logged(
                workspace,
                "pip",
                Command::new(python)
                    .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                    // The same files on every machine, and nothing that is not on the list.
                    .args([
                        "--no-deps",
                        "--require-hashes",
                        "--only-binary=:all:",
                        "--platform=any",
                    ])
                    .arg("--target")
                    .arg(&folder)
                    .arg("--requirement")
                    .arg(&list),
                "is there a network?",
            )
        },
    )?;
    fs::write(stamp, digest)?;
    Ok(true)
}
