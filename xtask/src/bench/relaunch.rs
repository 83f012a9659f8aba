//! `cargo xtask bench` in the everyday program: starts the one that can measure. That one is compiled in release and
//! with the crates that put load on a server; every other command starts quicker for not having them.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use crate::process::handed_over;
use crate::workspace::{Workspace, cargo};

pub(crate) fn bench(_: &Workspace, names: Vec<String>, json: Option<PathBuf>) -> Result<ExitCode> {
    handed_over(
        cargo()
            .args([
                "run",
                "--release",
                "--package=xtask",
                "--features=bench",
                "--",
                "bench",
            ])
            .args(names)
            .args(json.iter().flat_map(|file| ["--json".as_ref(), file.as_os_str()])),
    )
}
