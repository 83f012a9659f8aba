//! Where the programs under test and the tools around them are. `cargo xtask test` names them in the environment;
//! without it they are looked for where it would have put them.

use anyhow::{Result, bail};
use std::env;
use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate lies in the repository")
}

/// The city's server, `huisheng`.
///
/// # Errors
/// Where it was not built.
pub fn server() -> Result<PathBuf> {
    present("HUISHENG_BIN", "target/debug/huisheng")
}

/// The desktop window, `huisheng-shell`, built with the feature `custom-protocol`.
///
/// # Errors
/// Where it was not built.
pub fn shell() -> Result<PathBuf> {
    present("HUISHENG_SHELL", "target/debug/huisheng-shell")
}

/// The built web app.
///
/// # Errors
/// Where it was not built.
pub fn web() -> Result<PathBuf> {
    present("HUISHENG_WEB", "target/web")
}

/// `tauri-driver`, which drives the window by WebDriver.
///
/// # Errors
/// Where it is not installed.
pub fn tauri_driver() -> Result<PathBuf> {
    present("HUISHENG_TAURI_DRIVER", "target/xtask/tools/bin/tauri-driver").or_else(|_| tool("tauri-driver"))
}

/// The script of axe-core, which finds what keeps people out of a page.
///
/// # Errors
/// Where it is not installed.
pub fn axe() -> Result<PathBuf> {
    present("HUISHENG_AXE", "xtask/npm/node_modules/axe-core/axe.min.js")
}

/// The Python packages of other makers.
///
/// # Errors
/// Where they are not installed.
pub fn python() -> Result<PathBuf> {
    present("HUISHENG_PYTHON", "target/xtask/tools/python")
}

/// Where the pictures of the screens go.
pub fn pictures() -> PathBuf {
    env::var_os("HUISHENG_PICTURES").map_or_else(|| root().join("target/pictures"), PathBuf::from)
}

/// Where every program that a test starts writes what it says.
pub fn logs() -> PathBuf {
    pictures().parent().unwrap_or(root()).join("logs")
}

/// A tool of the operating system.
///
/// # Errors
/// Where `PATH` has none of this name.
pub fn tool(name: &str) -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    match env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
    {
        Some(file) => Ok(file),
        None => bail!("`{name}` is not in PATH: `cargo xtask test` installs it"),
    }
}

fn present(variable: &str, usual: &str) -> Result<PathBuf> {
    let path = env::var_os(variable).map_or_else(|| root().join(usual), PathBuf::from);
    if !path.exists() {
        bail!(
            "{} is not there: `cargo xtask test` builds it and sets {variable}",
            path.display()
        );
    }
    Ok(path)
}
