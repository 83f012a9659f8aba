//! What a fresh machine lacks is installed, each step saying what and why; a machine that has it all is told so in
//! a fraction of a second.

pub(crate) mod npm;
mod python;
pub(crate) mod rust;
mod system;

use anyhow::Result;

use crate::clock::Stopwatch;
use crate::workspace::Workspace;

/// What the machine is to be made ready for. `Test` holds what `Window` does, and that what `Web` does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build and serve the web app.
    Web,
    /// Build and show the desktop window as well.
    Window,
    /// Everything the tests drive.
    Test,
    /// Compile the engine that recognises speech.
    Voice,
    /// Check the types of the shell as it is on Android.
    Android,
}

/// Installs the packages of the operating system that `purpose` needs and are missing, and nothing else.
pub(crate) fn system_packages(workspace: &Workspace, purpose: Purpose) -> Result<()> {
    system::install_missing(workspace, purpose).map(|_| ())
}

/// Installs what `purpose` needs and is missing.
///
/// # Errors
/// When an installation fails, with the end of its log and what to do; when something is missing that this program
/// can't install on such a system, with its name.
pub(crate) fn setup(workspace: &Workspace, purpose: Purpose) -> Result<()> {
    let watch = Stopwatch::start();
    let mut installed = system::install_missing(workspace, purpose)?;
    installed |= rust::add_target(workspace, rust::WASM, "the interface is compiled to wasm")?;
    installed |= npm::install_tools(workspace)?;
    if purpose == Purpose::Test {
        installed |= rust::add_components(workspace)?;
        installed |= rust::install_programs(workspace)?;
        installed |= python::install_packages(workspace)?;
    }
    if purpose == Purpose::Android {
        installed |= rust::add_target(
            workspace,
            rust::ANDROID,
            "the shell is checked as it is on Android",
        )?;
    }
    let outcome = if installed {
        "everything is installed"
    } else {
        "everything is there"
    };
    println!("• setup: {outcome} ({})", watch.elapsed());
    Ok(())
}
