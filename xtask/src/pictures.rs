//! `cargo xtask pictures`: what the interface looks like now is what it has to look like from now on.

use anyhow::Result;

use crate::check::FEATURES;
use crate::process::watched;
use crate::setup::{Purpose, setup};
use crate::test::nextest;
use crate::web;
use crate::workspace::{Workspace, cargo};

/// Lets the tests that compare pictures keep them instead. What they hold every page to, they still do.
pub(crate) fn keep(workspace: &Workspace) -> Result<()> {
    setup(workspace, Purpose::Test)?;
    web::build(workspace, web::For::Development)?;
    watched(cargo().current_dir(&workspace.root).args([
        "build",
        "--workspace",
        "--bins",
        "--tests",
        FEATURES,
    ]))?;
    watched(
        nextest(workspace)?
            .args(["--filterset", "binary(gallery)"])
            .env("HUISHENG_KEEP_PICTURES", "yes"),
    )?;
    println!("• kept in tests/pictures: look at what has changed before you commit it");
    Ok(())
}
