//! Parts of the Rust toolchain, and programs that cargo installs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{find_program, logged, step};
use crate::workspace::{Workspace, cargo};

/// A program from cargo's registry.
struct Program {
    name: &'static str,
    /// Exact, so that two machines have the same.
    version: &'static str,
    why: &'static str,
    /// Whether one that is already in `PATH`, of whatever version, does as well.
    any_version: bool,
}

const PROGRAMS: &[Program] = &[
    Program {
        name: "cargo-nextest",
        version: "0.9.143",
        why: "runs the tests",
        any_version: true,
    },
    // Version 3 speaks to Tauri 3 alone.
    Program {
        name: "tauri-driver",
        version: "2.1.0",
        why: "drives the desktop window",
        any_version: false,
    },
];

/// What browsers and web views run.
pub(super) const WASM: &str = "wasm32-unknown-unknown";
/// What nearly every Android telephone runs.
pub(crate) const ANDROID: &str = "aarch64-linux-android";

/// Adds the standard library for `target`; true when it was missing.
pub(super) fn add_target(workspace: &Workspace, target: &str, why: &str) -> Result<bool> {
    if sysroot()?.join("lib/rustlib").join(target).is_dir() {
        return Ok(false);
    }
    rustup(workspace, &["target", "add", target], why)
}

/// Adds the formatter and the linter where a minimal toolchain lacks them; true when one was missing.
pub(super) fn add_components(workspace: &Workspace) -> Result<bool> {
    let programs = sysroot()?.join("bin");
    let missing: Vec<&str> = [("rustfmt", "rustfmt"), ("cargo-clippy", "clippy")]
        .into_iter()
        .filter(|(program, _)| {
            !programs
                .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
                .is_file()
        })
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(false);
    }
    let arguments = [&["component", "add"], missing.as_slice()].concat();
    rustup(workspace, &arguments, "the source is checked for form and faults")
}

/// Compiles and installs the programs that the tests use into this checkout's own folder; true when one was missing.
pub(super) fn install_programs(workspace: &Workspace) -> Result<bool> {
    let listing = fs::read_to_string(workspace.tools().join(".crates.toml")).unwrap_or_default();
    let mut installed = false;
    for program in PROGRAMS {
        let have = if program.any_version {
            find_program(workspace, program.name).is_some()
        } else {
            is_listed(&listing, program.name, program.version)
        };
        if !have {
            let (name, version) = (program.name, program.version);
            step(
                &format!("cargo install {name} {version}: {}", program.why),
                || install(workspace, program),
            )?;
            installed = true;
        }
    }
    Ok(installed)
}

/// With the versions that its makers locked; where the registry at hand lags behind that lock, with what it has.
fn install(workspace: &Workspace, program: &Program) -> Result<()> {
    let command = |locked: &[&str]| {
        let mut command = cargo();
        command
            .args(["install", program.name, "--version", program.version])
            // Unoptimised: compiled in half the time, and a tool that waits for tests need not be quick.
            .arg("--debug")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .args(locked)
            .arg("--root")
            .arg(workspace.tools())
            // Shared by all installations here, so that a second program reuses what the first compiled.
            .arg("--target-dir")
            .arg(workspace.notes().join("tools-build"));
        command
    };
    let remedy = format!(
        "try `cargo install {} --version {}`",
        program.name, program.version
    );
    logged(workspace, program.name, &mut command(&["--locked"]), &remedy)
        .or_else(|_| logged(workspace, program.name, &mut command(&[]), &remedy))
}

/// Whether cargo's record of what it installed names this program in this version.
fn is_listed(crates_toml: &str, name: &str, version: &str) -> bool {
    crates_toml
        .lines()
        .any(|line| line.starts_with(&format!("\"{name} {version} ")))
}

/// Where the toolchain that compiles this project keeps its libraries and programs.
fn sysroot() -> Result<PathBuf> {
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .context("rustc is not in PATH")?;
    Ok(Path::new(std::str::from_utf8(&output.stdout)?.trim()).to_path_buf())
}

fn rustup(workspace: &Workspace, arguments: &[&str], why: &str) -> Result<bool> {
    let name = arguments.join(" ");
    let rustup = find_program(workspace, "rustup")
        .with_context(|| format!("`{name}` is needed ({why}) and there is no rustup to do it: install it"))?;
    step(&format!("rustup {name}: {why}"), || {
        logged(
            workspace,
            "rustup",
            Command::new(rustup).args(arguments),
            "is there a network?",
        )
    })?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_the_one_asked_for() {
        let record = "[v1]\n\"tauri-driver 2.1.0 (registry+somewhere)\" = [\"tauri-driver\"]\n";
        assert!(is_listed(record, "tauri-driver", "2.1.0"));
        assert!(!is_listed(record, "tauri-driver", "2.1"));
        assert!(!is_listed(record, "driver", "2.1.0"));
    }
}
