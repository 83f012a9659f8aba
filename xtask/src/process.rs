//! Starting other programs: where a person should watch, and where a log is enough.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use crate::clock::Stopwatch;
use crate::workspace::Workspace;

/// How much of a failed program's log is shown.
const TAIL_LINES: usize = 25;

/// Says what is done and why, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let watch = Stopwatch::start();
    // Not on standard output: that is for what a command was asked for.
    eprintln!("• {what} …");
    let result = work();
    match &result {
        Ok(_) => eprintln!("  done in {}", watch.elapsed()),
        Err(_) => eprintln!("  failed after {}", watch.elapsed()),
    }
    result
}

/// Runs `command` in sight of the person; fails when it does.
pub(crate) fn watched(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let status = command
        .status()
        .with_context(|| format!("`{name}` could not be started"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// Runs `command` in this program's place: it says itself what went wrong.
pub(crate) fn handed_over(command: &mut Command) -> Result<ExitCode> {
    let name = shown(command);
    let status = command
        .status()
        .with_context(|| format!("`{name}` could not be started"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs `command` with everything it says in `target/xtask/<log>.log`; when it fails, the error carries the log's
/// end and `remedy`, what a person can do about it.
pub(crate) fn logged(workspace: &Workspace, log: &str, command: &mut Command, remedy: &str) -> Result<()> {
    let name = shown(command);
    fs::create_dir_all(workspace.notes())?;
    let path = workspace.notes().join(format!("{log}.log"));
    let file = File::create(&path).with_context(|| format!("{} can't be written", path.display()))?;
    let started = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .status();
    match started {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!(
            "`{name}` failed ({status}). The end of {}:\n{}\n→ {remedy}",
            path.display(),
            tail(&fs::read_to_string(&path).unwrap_or_default(), TAIL_LINES)
        ),
        Err(error) => bail!("`{name}` could not be started: {error}\n→ {remedy}"),
    }
}

/// The last `lines` lines of `text`, indented.
fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..]
        .iter()
        .map(|line| format!("    {line}\n"))
        .collect()
}

/// Cargo's own folder.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// Where the program `name` is: in `PATH`, in cargo's own folder, or among the tools of this checkout.
pub(crate) fn find_program(workspace: &Workspace, name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(cargo_home().map(|home| home.join("bin")))
        .chain([workspace.tools().join("bin")])
        .flat_map(|folder| candidates(&folder, name))
        .find(|file| file.is_file())
}

/// On Windows a program may be an `.exe` or, as npm is, a script.
fn candidates(folder: &Path, name: &str) -> Vec<PathBuf> {
    if cfg!(windows) {
        [".exe", ".cmd"]
            .iter()
            .map(|suffix| folder.join(format!("{name}{suffix}")))
            .collect()
    } else {
        vec![folder.join(name)]
    }
}

/// A command line as a person would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_log_is_shown() {
        assert_eq!(tail("1\n2\n3\n", 2), "    2\n    3\n");
        assert_eq!(tail("", 2), "");
    }

    #[test]
    fn a_command_is_shown_without_its_folder() {
        let mut command = Command::new("/usr/bin/npm");
        command.args(["ci", "--no-audit"]);
        assert_eq!(shown(&command), "npm ci --no-audit");
    }
}
