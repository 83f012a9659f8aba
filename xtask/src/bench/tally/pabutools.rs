//! `pabutools`, in the version that `tests/tally/requirements.txt` names, in a Python environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::process::{find_program, logged, step};
use crate::workspace::Workspace;

/// What it took, in seconds, and whom it chose.
pub(super) struct Count {
    read: f64,
    merge: f64,
    pub(super) count: f64,
    pub(super) winners: Vec<String>,
}

impl Count {
    pub(super) fn whole(&self) -> f64 {
        self.read + self.merge + self.count
    }
}

/// Installs it unless that very version is there; gives the Python that has it.
pub(super) fn install(workspace: &Workspace) -> Result<PathBuf> {
    let listed = fs::read_to_string(workspace.root.join("tests/tally/requirements.txt"))?;
    let wanted = listed
        .lines()
        .find(|line| line.starts_with("pabutools=="))
        .context("tests/tally/requirements.txt names no pabutools")?;
    let environment = workspace.notes().join("pabutools");
    let python = environment.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let stamp = environment.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let system = find_program(workspace, "python3").context("python3 is not in PATH")?;
    step(
        "pip install: pabutools counts budgets, to be measured beside",
        || {
            let remedy = "is there a network, and Python with `venv`?";
            logged(
                workspace,
                "venv",
                Command::new(system)
                    .args(["-m", "venv", "--clear"])
                    .arg(&environment),
                remedy,
            )?;
            logged(
                workspace,
                "pip",
                Command::new(&python).args(["-m", "pip", "install", "--quiet", wanted]),
                remedy,
            )
        },
    )?;
    fs::write(stamp, wanted)?;
    Ok(python)
}

/// Lets it count a file by Equal Shares with add-1.
pub(super) fn count(workspace: &Workspace, python: &Path, file: &Path) -> Result<Count> {
    let output = Command::new(python)
        .arg(workspace.root.join("tests/tally/shares.py"))
        .arg(file)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("python could not be started")?;
    ensure!(output.status.success(), "pabutools failed ({})", output.status);
    let result: Value = serde_json::from_slice(&output.stdout)?;
    let seconds = |name: &str| result[name].as_f64().context("seconds of each part");
    Ok(Count {
        read: seconds("read")?,
        merge: seconds("merge")?,
        count: seconds("count")?,
        winners: super::winners(&result)?,
    })
}
