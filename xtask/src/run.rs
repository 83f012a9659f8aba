//! `cargo xtask run`: Huisheng with its demo city, from nothing to a window.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;
use std::{env, thread};

use anyhow::{Context, Result, bail};

use crate::process::{step, watched};
use crate::setup::{Purpose, setup};
use crate::web;
use crate::workspace::{Workspace, cargo};

/// Asked for first, so that an installed web app and a browser's sign-in meet the same address the next day.
const USUAL_PORT: u16 = 7700;

/// Names the model by which speech becomes words; the server looks there as well.
const VOICE_MODEL: &str = "HUISHENG_VOICE_MODEL";

/// How often the programs are looked after.
const GLANCE: Duration = Duration::from_millis(200);

/// How long the server may take to finish what it is doing when asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Sets up, builds and starts the server and, where there is a display and `headless` isn't asked for, the window.
/// Goes on until the window is closed, the server ends, or Ctrl-C.
pub(crate) fn run(workspace: &Workspace, headless: bool, port: Option<u16>) -> Result<()> {
    let window = !headless && has_display();
    setup(workspace, if window { Purpose::Window } else { Purpose::Web })?;
    // The engine is worth its minute where it comes with the window, or has a model to hear by.
    let hears = window || env::var_os(VOICE_MODEL).is_some();
    if hears {
        setup(workspace, Purpose::Voice)?;
    }
    let web = web::build(workspace, web::For::Development)?;
    build_programs(workspace, window, hears)?;

    let interrupted = interruptions()?;
    let (mut server, address) = start_server(workspace, &web, port)?;
    println!("\n  Huisheng 回声 is at {address}");
    println!("  Sign in as one of those named above. Ctrl-C stops it; its data stays for the next time.\n");
    let mut shell = None;
    if window {
        shell = Some(start_shell(workspace, &address)?);
    }

    let ended = watch_over(&interrupted, &mut server, shell.as_mut());
    if let Some(shell) = &mut shell {
        stop("window", shell)?;
    }
    stop("server", &mut server)?;
    match ended? {
        Ended::Server(status) => bail!("the server ended by itself ({status})"),
        Ended::Asked => Ok(()),
    }
}

/// The dev profile: it shares everything compiled with `cargo xtask test` and is ready in a third of the time a
/// release build takes; Cargo.toml optimises the few crates (password hashing, the database) where that is felt.
fn build_programs(workspace: &Workspace, window: bool, hears: bool) -> Result<()> {
    let mut build = cargo();
    build
        .current_dir(&workspace.root)
        .args(["build", "--workspace", "--bin=huisheng"]);
    if hears {
        build.arg("--features=backend/hear");
    }
    if window {
        build.args([
            "--bin=huisheng-shell",
            "--features=shell/custom-protocol,shell/hear",
        ]);
    }
    let what = if window { "server and window" } else { "server" };
    step(
        &format!("{what}: compiling (some minutes the first time)"),
        || watched(&mut build),
    )
}

/// Whether a window could be shown.
fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", windows)) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Ctrl-C and polite requests to end arrive here instead of ending this program before its children.
fn interruptions() -> Result<Receiver<()>> {
    let (sender, receiver) = mpsc::channel();
    ctrlc::set_handler(move || {
        // No one listens once the children are being stopped: asked twice is asked once.
        let _ = sender.send(());
    })?;
    Ok(receiver)
}

/// Starts the server and waits for the line in which it says where it listens.
fn start_server(workspace: &Workspace, web: &Path, port: Option<u16>) -> Result<(Child, String)> {
    let port = port.unwrap_or_else(|| if is_free(USUAL_PORT) { USUAL_PORT } else { 0 });
    let mut command = Command::new(workspace.program("debug", "huisheng"));
    command
        .args(["serve", "--demo", "--port", &port.to_string(), "--data"])
        .arg(workspace.notes().join("run-data"))
        .arg("--web")
        .arg(web)
        // Enough for a person to see that something is wrong; RUST_LOG asks for more.
        .env(
            "RUST_LOG",
            env::var("RUST_LOG").unwrap_or_else(|_| "warn".to_owned()),
        )
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut server = apart(&mut command)
        .spawn()
        .context("the server could not be started")?;
    let output = server.stdout.take().context("the server's output is piped")?;
    match listening_address(output) {
        Ok(address) => Ok((server, address)),
        Err(error) => {
            stop("server", &mut server)?;
            Err(error)
        }
    }
}

/// Reads until `{"listening":"http://…"}`; what comes after it is passed on.
pub(crate) fn listening_address(output: ChildStdout) -> Result<String> {
    let mut lines = BufReader::new(output).lines();
    loop {
        let line = lines.next().context("the server ended before it listened")??;
        if let Some(address) = parse_listening(&line) {
            thread::spawn(move || lines.map_while(Result::ok).for_each(|line| println!("{line}")));
            return Ok(address);
        }
        println!("{line}");
    }
}

fn parse_listening(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("listening")?.as_str().map(str::to_owned)
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

fn start_shell(workspace: &Workspace, address: &str) -> Result<Child> {
    let mut command = Command::new(workspace.program("debug", "huisheng-shell"));
    apart(command.env("HUISHENG_SERVER", address).stdin(Stdio::null()))
        .spawn()
        .context("the window could not be started")
}

/// Out of the terminal's foreground group, so that Ctrl-C reaches this program alone, which then ends its children
/// in order: the window before the server it talks to.
pub(crate) fn apart(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

enum Ended {
    /// The window was closed, or somebody pressed Ctrl-C.
    Asked,
    Server(ExitStatus),
}

fn watch_over(
    interrupted: &Receiver<()>,
    server: &mut Child,
    mut shell: Option<&mut Child>,
) -> Result<Ended> {
    loop {
        match interrupted.recv_timeout(GLANCE) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Asked),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if let Some(status) = server.try_wait()? {
            return Ok(Ended::Server(status));
        }
        if let Some(shell) = &mut shell
            && shell.try_wait()?.is_some()
        {
            println!("• the window is closed: stopping the server");
            return Ok(Ended::Asked);
        }
    }
}

/// Asks `child` to end, by its id, and ends it when it doesn't within [`GRACE`].
pub(crate) fn stop(name: &str, child: &mut Child) -> Result<()> {
    if child.try_wait()?.is_some() {
        return Ok(());
    }
    ask_to_end(child)?;
    let mut waited = Duration::ZERO;
    while child.try_wait()?.is_none() {
        if waited >= GRACE {
            println!("• the {name} does not end by itself: ending it");
            child.kill()?;
            child.wait()?;
            break;
        }
        thread::sleep(GLANCE);
        waited += GLANCE;
    }
    Ok(())
}

#[cfg(unix)]
fn ask_to_end(child: &Child) -> Result<()> {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    // Not waited for yet, so the id is still the child's own.
    Ok(kill(Pid::from_raw(i32::try_from(child.id())?), Signal::SIGTERM)?)
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) -> Result<()> {
    Ok(child.kill()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_that_says_where_counts() {
        assert_eq!(
            parse_listening(r#"{"listening":"http://127.0.0.1:7700"}"#).as_deref(),
            Some("http://127.0.0.1:7700")
        );
        assert_eq!(parse_listening(r#"{"level":"INFO"}"#), None);
        assert_eq!(parse_listening("Listening"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_child_that_is_asked_to_end_ends() {
        let mut child = apart(Command::new("sleep").arg("600"))
            .spawn()
            .expect("sleep exists");
        stop("sleeper", &mut child).expect("ended");
        assert!(child.try_wait().expect("known").is_some());
    }
}
