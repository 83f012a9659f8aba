//! Tools that come through npm: `wasm-opt`, `terser` and `axe-core`, of the exact versions in `xtask/npm/package-lock.json`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::hash::Digest;
use crate::process::{find_program, logged, step};
use crate::workspace::Workspace;

/// Installs what the lock file names unless that very lock file was installed before; true when it installed.
pub(super) fn install_tools(workspace: &Workspace) -> Result<bool> {
    let folder = workspace.root.join("xtask/npm");
    let lock = Digest::of(&fs::read(folder.join("package-lock.json"))?).to_string();
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(false);
    }
    let npm = find_program(workspace, "npm").context("npm is not in PATH")?;
    step(
        "npm ci: wasm-opt and terser make the web app small, axe-core tests that everyone can use it",
        || {
            logged(
                workspace,
                "npm",
                Command::new(npm)
                    .args(["ci", "--no-audit", "--no-fund"])
                    .current_dir(&folder),
                "is there a network? Then try `npm ci` in xtask/npm",
            )
        },
    )?;
    fs::write(stamp, lock)?;
    Ok(true)
}
