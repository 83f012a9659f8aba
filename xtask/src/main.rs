//! `cargo xtask …`: the project's own commands. `cargo xtask help` names them.

// What measures needs more crates than everything else together, and release speed: see `bench/relaunch.rs`.
#[cfg_attr(not(feature = "bench"), path = "bench/relaunch.rs")]
mod bench;
mod build;
mod check;
mod clock;
mod hash;
mod map;
mod pictures;
mod process;
mod run;
mod setup;
mod stages;
mod test;
mod voice;
mod web;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};
use pico_args::Arguments;

use crate::setup::Purpose;
use crate::workspace::Workspace;

const HELP: &str = "\
cargo xtask <command>

  run [--headless] [--port N]      set up, build and start Huisheng with its demo city; the window where there is a
                                   display, otherwise (or with --headless) an address for a browser
  test                             set up, check, build and run every test
  check                            format, lints (native and wasm) and documentation
  check android                    the types of the shell as it is on Android
  build server|web|shell           release build of one part
  build web --gallery              the web app with `/gallery`, as development and tests have it
  pictures                         keep the pictures that the tests compare with as the interface looks now
  screens                          make docs/screens.md anew, the page of all screens
  map                              lay out the map of the demo city anew, and the boundaries of its communities
  bench [NAME …] [--json FILE]     measure; all benches when none is named
  voice [--lang zh-CN|en] FILE.wav … [--json]
                                   what the app hears in sound files, and which command it takes that for
  voice --microphone               the same through the microphone of the real window, for the speech beside the model
  setup                            install whatever this machine lacks for the commands above
";

fn main() -> ExitCode {
    match command(Arguments::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(mut arguments: Arguments) -> Result<ExitCode> {
    let name = arguments.subcommand()?;
    match name.as_deref() {
        Some("run") => {
            let headless = arguments.contains("--headless");
            let port = arguments.opt_value_from_str("--port")?;
            nothing_left(arguments)?;
            run::run(&Workspace::locate()?, headless, port)?;
        }
        Some("test") => {
            nothing_left(arguments)?;
            test::test(&Workspace::locate()?)?;
        }
        Some("check") => {
            let part: Option<String> = arguments.opt_free_from_str()?;
            nothing_left(arguments)?;
            match part.as_deref() {
                None => check::check(&Workspace::locate()?)?,
                Some("android") => check::check_android(&Workspace::locate()?)?,
                Some(other) => bail!("there is nothing called `{other}` to check\n\n{HELP}"),
            }
        }
        Some("build") => {
            let whom = match arguments.contains("--gallery") {
                true => web::For::Development,
                false => web::For::People,
            };
            let part: Option<String> = arguments.opt_free_from_str()?;
            nothing_left(arguments)?;
            build::build(&Workspace::locate()?, part.as_deref(), whom)?;
        }
        Some("bench") => {
            let json = arguments.opt_value_from_os_str("--json", |path| Ok::<_, &str>(path.into()))?;
            let names = arguments
                .finish()
                .into_iter()
                .map(|name| name.to_string_lossy().into_owned())
                .collect();
            return bench::bench(&Workspace::locate()?, names, json);
        }
        Some("pictures") => {
            nothing_left(arguments)?;
            pictures::keep(&Workspace::locate()?)?;
        }
        Some("screens") => {
            nothing_left(arguments)?;
            pictures::screens(&Workspace::locate()?)?;
        }
        Some("map") => {
            nothing_left(arguments)?;
            map::write(&Workspace::locate()?)?;
        }
        Some("voice") => return voice::voice(&Workspace::locate()?, arguments.finish()),
        Some("setup") => {
            nothing_left(arguments)?;
            setup::setup(&Workspace::locate()?, Purpose::Test)?;
        }
        Some("help") | None => print!("{HELP}"),
        Some(other) => bail!("there is no command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Fails on an argument that the command doesn't know.
fn nothing_left(arguments: Arguments) -> Result<()> {
    match arguments.finish().first() {
        None => Ok(()),
        Some(unknown) => bail!("what is `{}`?\n\n{HELP}", unknown.to_string_lossy()),
    }
}
