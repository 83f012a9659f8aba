//! `cargo xtask build`: one part, as it is handed to people.

use anyhow::{Result, bail};

use crate::process::watched;
use crate::setup::{Purpose, setup};
use crate::web;
use crate::workspace::{Workspace, cargo};

/// Builds `server`, `web` or `shell` in release and says where it lies.
pub(crate) fn build(workspace: &Workspace, part: Option<&str>, whom: web::For) -> Result<()> {
    let release = |arguments: &[&str]| {
        watched(
            cargo()
                .current_dir(&workspace.root)
                .args(["build", "--release"])
                .args(arguments),
        )
    };
    let built = match part {
        Some("web") => {
            setup(workspace, Purpose::Web)?;
            web::build(workspace, whom)?
        }
        _ if whom == web::For::Development => bail!("`--gallery` is for the web app alone"),
        Some("server") => {
            setup(workspace, Purpose::Voice)?;
            release(&["--package=backend", "--features=hear"])?;
            workspace.program("release", "huisheng")
        }
        Some("shell") => {
            setup(workspace, Purpose::Window)?;
            web::build(workspace, web::For::People)?;
            release(&["--package=shell", "--features=custom-protocol,hear"])?;
            workspace.program("release", "huisheng-shell")
        }
        _ => bail!("build what? `server`, `web` or `shell`"),
    };
    println!("• built: {}", built.display());
    Ok(())
}
