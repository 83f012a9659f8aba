//! Where things are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The folders that the commands read and write.
pub(crate) struct Workspace {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds, wherever a person's settings say.
    pub(crate) cargo_target: PathBuf,
}

impl Workspace {
    /// Finds the repository this program was built from and asks cargo for its target folder.
    pub(crate) fn locate() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in the repository's first level")?
            .to_path_buf();
        let output = cargo()
            .current_dir(&root)
            .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
            .output()
            .context("cargo could not be started")?;
        anyhow::ensure!(
            output.status.success(),
            "cargo metadata failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
        let cargo_target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target folder")?
            .into();
        Ok(Self { root, cargo_target })
    }

    /// The built web app. Always here, whatever cargo's target folder is: the shell's configuration names it.
    pub(crate) fn web(&self) -> PathBuf {
        self.root.join("target/web")
    }

    /// This program's own notes: logs, stamps, half-built things, and the tools it installed.
    pub(crate) fn notes(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// Programs that [`crate::setup`] installed for this checkout alone.
    pub(crate) fn tools(&self) -> PathBuf {
        self.notes().join("tools")
    }

    /// Python packages that [`crate::setup`] installed for this checkout alone.
    pub(crate) fn python(&self) -> PathBuf {
        self.tools().join("python")
    }

    /// Pictures that the whole-system tests take of each screen.
    pub(crate) fn pictures(&self) -> PathBuf {
        self.root.join("target/pictures")
    }

    /// A tool installed from the npm registry.
    pub(crate) fn npm_module(&self, path: &str) -> PathBuf {
        self.root.join("xtask/npm/node_modules").join(path)
    }

    /// A program of this workspace, as cargo leaves it in `profile_folder` (`debug`, `release`).
    pub(crate) fn program(&self, profile_folder: &str, name: &str) -> PathBuf {
        self.cargo_target
            .join(profile_folder)
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}

/// The cargo that started this program.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
