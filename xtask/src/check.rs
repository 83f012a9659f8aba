//! Form and faults: format, lints natively and for wasm, documentation.

use anyhow::Result;

use crate::process::watched;
use crate::setup::rust::ANDROID;
use crate::setup::{Purpose, setup};
use crate::stages::Stages;
use crate::web;
use crate::workspace::{Workspace, cargo};

/// Crates that run in a browser too.
const WASM_CRATES: &[&str] = &[
    "domain", "ledger", "guide", "client", "locales", "voice", "frontend",
];

/// Features that every native build of the tests' command has: asking for the same set each time, cargo compiles
/// the dependencies once. The shell then carries the built interface inside itself and can hear, as people get it.
pub(crate) const FEATURES: &str = "--features=shell/custom-protocol,shell/hear,backend/hear,xtask/bench";

/// `cargo xtask check`.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut stages = Stages::begin();
    stages.run("setup", || setup(workspace, Purpose::Test))?;
    let outcome = run_stages(workspace, &mut stages);
    println!("{}", stages.table());
    outcome
}

/// Checks the types of the shell for Android. To make an app of it Android's own kit (NDK) is needed; to check it, any C
/// compiler for that processor will do, since nothing is linked.
pub(crate) fn check_android(workspace: &Workspace) -> Result<()> {
    setup(workspace, Purpose::Android)?;
    web::build(workspace, web::For::Development)?;
    let underscored = ANDROID.replace('-', "_");
    let mut command = cargo();
    command
        .current_dir(&workspace.root)
        .args(["check", "--package=shell", "--lib", "--target", ANDROID]);
    for (variable, value) in [
        ("CC", "aarch64-linux-gnu-gcc"),
        ("AR", "aarch64-linux-gnu-ar"),
        // Android's headers show by themselves what these show when asked.
        ("CFLAGS", "-D_GNU_SOURCE"),
    ] {
        command.env(format!("{variable}_{underscored}"), value);
    }
    watched(&mut command)
}

/// The stages of a check, each also one of `cargo xtask test`.
pub(crate) fn run_stages(workspace: &Workspace, stages: &mut Stages) -> Result<()> {
    let cargo = || {
        let mut command = cargo();
        command.current_dir(&workspace.root);
        command
    };
    stages.run("format", || watched(cargo().args(["fmt", "--all", "--check"])))?;
    // The shell takes the built interface into itself, so even to be checked it has to be there.
    stages.run("web app", || web::build(workspace, web::For::Development))?;
    stages.run("lints, native", || {
        watched(cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            FEATURES,
            "--",
            "--deny=warnings",
        ]))
    })?;
    stages.run("lints, wasm", || {
        watched(
            cargo()
                .args(["clippy", "--target=wasm32-unknown-unknown"])
                .args(WASM_CRATES.iter().map(|name| format!("--package={name}")))
                .arg("--features=frontend/gallery")
                .args(["--", "--deny=warnings"]),
        )
    })?;
    stages.run("documentation", || {
        watched(
            cargo()
                .args(["doc", "--workspace", "--no-deps", FEATURES])
                .env("RUSTDOCFLAGS", "--deny=warnings"),
        )
    })
}
