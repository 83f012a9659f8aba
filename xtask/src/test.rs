//! `cargo xtask test`: everything that has to hold before a change is taken in.

use std::env;
use std::process::Command;

use anyhow::Result;

use crate::check::{self, FEATURES};
use crate::process::watched;
use crate::setup::{Purpose, setup};
use crate::stages::Stages;
use crate::web;
use crate::workspace::{Workspace, cargo};

/// Sets up, checks, builds the programs and all tests together, and runs them.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    let mut stages = Stages::begin();
    let outcome = run_stages(workspace, &mut stages);
    println!("{}", stages.table());
    outcome
}

fn run_stages(workspace: &Workspace, stages: &mut Stages) -> Result<()> {
    stages.run("setup", || setup(workspace, Purpose::Test))?;
    check::run_stages(workspace, stages)?;
    let cargo = || {
        let mut command = cargo();
        command.current_dir(&workspace.root);
        command
    };
    // Programs and tests in one build: cargo then settles on one set of features for both and compiles each
    // dependency once.
    stages.run("build programs and tests", || {
        watched(cargo().args(["build", "--workspace", "--bins", "--tests", FEATURES]))
    })?;
    // A failing example doesn't hide the tests: both run, either fails the whole. The tests come last, so that what
    // they found stands at the end of a long log.
    let examples = stages.run("examples in documentation", || {
        watched(cargo().args(["test", "--doc", "--workspace", FEATURES]))
    });
    let tests = stages.run("tests", || watched(&mut nextest(workspace)?));
    examples.and(tests)
}

/// Plays spoken files to the microphone of the real window, before the real model.
pub(crate) fn microphone(workspace: &Workspace) -> Result<()> {
    setup(workspace, Purpose::Test)?;
    web::build(workspace, web::For::Development)?;
    watched(
        cargo()
            .current_dir(&workspace.root)
            .args(["build", "--workspace", "--bins", FEATURES]),
    )?;
    watched(nextest(workspace)?.args([
        "--no-capture",
        "--run-ignored=only",
        "--filterset=test(all_clips_do_what_their_list_says)",
    ]))
}

/// What runs the tests; programs and tools are named to them.
pub(crate) fn nextest(workspace: &Workspace) -> Result<Command> {
    // Where `setup` put nextest when the machine had none.
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(env::split_paths(&path).chain([workspace.tools().join("bin")]))?;
    let mut command = cargo();
    command
        .current_dir(&workspace.root)
        .args(["nextest", "run", "--workspace", FEATURES])
        .env("PATH", path)
        // An error tells what was waited for; fifty frames of the runtime below it hide the next test's.
        .env("RUST_BACKTRACE", "0")
        .env("HUISHENG_BIN", workspace.program("debug", "huisheng"))
        .env("HUISHENG_SHELL", workspace.program("debug", "huisheng-shell"))
        .env("HUISHENG_WEB", workspace.web())
        .env(
            "HUISHENG_TAURI_DRIVER",
            workspace.tools().join("bin/tauri-driver"),
        )
        .env("HUISHENG_AXE", workspace.npm_module("axe-core/axe.min.js"))
        .env("HUISHENG_PYTHON", workspace.python())
        .env("HUISHENG_PICTURES", workspace.pictures());
    Ok(command)
}
