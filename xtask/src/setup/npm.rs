//! Tools that come through npm, of the exact versions in their `package-lock.json`: `wasm-opt`, `terser` and `axe-core` in
//! `xtask/npm`; what only benches need in `xtask/npm/bench`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::hash::Digest;
use crate::process::{find_program, logged, step};
use crate::workspace::Workspace;

/// Installs what everybody needs; true when something was missing.
pub(super) fn install_tools(workspace: &Workspace) -> Result<bool> {
    let why = "npm ci: wasm-opt and terser make the web app small, axe-core tests that everyone can use it";
    install(workspace, "xtask/npm", why)
}

/// Installs what benches alone need.
#[cfg(feature = "bench")]
pub(crate) fn install_bench_tools(workspace: &Workspace) -> Result<()> {
    let why = "npm ci: lighthouse looks at the web app as a phone does";
    install(workspace, "xtask/npm/bench", why).map(drop)
}

/// Installs what the lock file in `folder` names unless that very lock file was installed before; true when it installed.
fn install(workspace: &Workspace, folder: &str, why: &str) -> Result<bool> {
    let remedy = format!("is there a network? Then try `npm ci` in {folder}");
    let folder = workspace.root.join(folder);
    let lock = Digest::of(&fs::read(folder.join("package-lock.json"))?).to_string();
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(false);
    }
    let npm = find_program(workspace, "npm").context("npm is not in PATH")?;
    step(why, || {
        logged(
            workspace,
            "npm",
            Command::new(npm)
                .args(["ci", "--no-audit", "--no-fund"])
                .current_dir(&folder),
            &remedy,
        )
    })?;
    fs::write(stamp, lock)?;
    Ok(true)
}
