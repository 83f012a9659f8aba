//! Pictures of the interface that lie in the repository, taken anew by the tests that know the way to each screen.

use std::process::Command;

use anyhow::Result;

use crate::check::FEATURES;
use crate::process::watched;
use crate::setup::{Purpose, setup};
use crate::test::nextest;
use crate::web;
use crate::workspace::{Workspace, cargo};

/// `cargo xtask pictures`: lets the tests that compare pictures keep them instead. What they hold every page to, they
/// still do.
pub(crate) fn keep(workspace: &Workspace) -> Result<()> {
    watched(
        ready(workspace)?
            .args(["--filterset", "binary(gallery)"])
            .env("HUISHENG_KEEP_PICTURES", "yes"),
    )?;
    println!("• kept in tests/pictures: look at what has changed before you commit it");
    Ok(())
}

/// `cargo xtask screens`: the page of all screens.
pub(crate) fn screens(workspace: &Workspace) -> Result<()> {
    watched(ready(workspace)?.args(["--filterset", "binary(screens)", "--run-ignored", "all"]))?;
    println!("• docs/screens.md: look at each picture before you commit it");
    Ok(())
}

/// The tests, with all that they need built.
fn ready(workspace: &Workspace) -> Result<Command> {
    setup(workspace, Purpose::Test)?;
    web::build(workspace, web::For::Development)?;
    watched(cargo().current_dir(&workspace.root).args([
        "build",
        "--workspace",
        "--bins",
        "--tests",
        FEATURES,
    ]))?;
    nextest(workspace)
}
