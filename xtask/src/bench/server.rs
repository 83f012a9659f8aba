//! The server under measurement, and the cities it serves.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, io, thread};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::build;
use crate::hash::Hasher;
use crate::process::step;
use crate::run::{listening_address, stop};
use crate::web::For;
use crate::workspace::Workspace;

/// A running server on the loopback, at a port of the system's choice. It ends when dropped.
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
}

/// The release build of the server, or the program that `HUISHENG_BIN` names.
pub(super) fn program(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(program) = env::var_os("HUISHENG_BIN") {
        return Ok(program.into());
    }
    build::build(workspace, Some("server"), For::People)?;
    Ok(workspace.program("release", "huisheng"))
}

/// Where benches keep their things.
pub(super) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.notes().join("bench")
}

impl Server {
    /// Serves `data`; with `--demo` an empty one is filled with the demo city first.
    pub(super) fn start(program: &Path, data: &Path, options: &[&str]) -> Result<Self> {
        fs::create_dir_all(data)?;
        let mut child = Command::new(program)
            .args(["serve", "--port", "0", "--data"])
            .arg(data)
            .args(options)
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log_beside(data)?)
            .spawn()
            .with_context(|| format!("{} could not be started", program.display()))?;
        let output = child.stdout.take().context("the server's output is piped")?;
        let address = listening_address(output).and_then(|address| {
            let address = address
                .strip_prefix("http://")
                .context("an address of another kind")?;
            Ok(address.parse()?)
        });
        match address {
            Ok(address) => Ok(Self { child, address }),
            Err(error) => {
                stop("server", &mut child)?;
                Err(error.context(format!("see {}.log", data.display())))
            }
        }
    }

    /// Waits until the server has nothing more to do with what it was sent: it uses next to no processor time.
    pub(super) fn rest(&self) -> Result<()> {
        const GLANCE: Duration = Duration::from_millis(100);
        let mut before = self.worked()?;
        loop {
            thread::sleep(GLANCE);
            let now = self.worked()?;
            if now - before <= 1 {
                return Ok(());
            }
            before = now;
        }
    }

    /// Processor time so far, in ticks of the system (hundredths of a second).
    fn worked(&self) -> Result<u64> {
        let file = format!("/proc/{}/stat", self.child.id());
        let stat =
            fs::read_to_string(&file).with_context(|| format!("{file} is not there (only Linux has it)"))?;
        parse_worked(&stat).with_context(|| format!("no times in {file}"))
    }

    /// Memory that the server holds, in millions of bytes.
    pub(super) fn resident_mb(&self) -> Result<f64> {
        let file = format!("/proc/{}/status", self.child.id());
        let status =
            fs::read_to_string(&file).with_context(|| format!("{file} is not there (only Linux has it)"))?;
        parse_resident(&status).with_context(|| format!("no VmRSS in {file}"))
    }
}

/// The 14th and 15th value of proc_pid_stat(5), times in and for the process; its name, in parentheses, may have spaces.
fn parse_worked(stat: &str) -> Option<u64> {
    let (_, values) = stat.rsplit_once(')')?;
    let mut times = values.split_ascii_whitespace().skip(11);
    let time = |text: &str| text.parse::<u64>().ok();
    Some(time(times.next()?)? + time(times.next()?)?)
}

/// The line `VmRSS:   12345 kB`, where kB is 1,024 bytes.
fn parse_resident(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024.0 / 1_000_000.0)
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = stop("server", &mut self.child) {
            eprintln!("  the server did not end: {error:#}");
        }
    }
}

fn log_beside(data: &Path) -> io::Result<File> {
    File::create(data.with_extension("log"))
}

/// A data directory with the demo city and so many made-up proposals more. It is kept, and used again as long as the
/// server is the same to the byte.
pub(super) fn city_of(workspace: &Workspace, program: &Path, proposals: u32) -> Result<PathBuf> {
    let mut hasher = Hasher::default();
    // By its bytes alone: the same program at another place makes the same city.
    hasher.add("server", &fs::read(program)?);
    let made_by = hasher.finish().to_string();
    let cities = folder(workspace).join("cities");
    fs::create_dir_all(&cities)?;
    for entry in fs::read_dir(&cities)? {
        let entry = entry?.path();
        if entry.file_name() != Some(OsStr::new(&made_by)) {
            fs::remove_dir_all(entry)?;
        }
    }
    let city = cities.join(&made_by).join(proposals.to_string());
    let whole = city.join("seeded");
    if whole.is_file() {
        return Ok(city);
    }
    if city.exists() {
        fs::remove_dir_all(&city)?;
    }
    fs::create_dir_all(&city)?;
    step(
        &format!("a city of {proposals} proposals (kept for the next time)"),
        || {
            let status = Command::new(program)
                .args(["seed", "--demo", "--proposals", &proposals.to_string(), "--data"])
                .arg(&city)
                .env("RUST_LOG", "warn")
                .stdin(Stdio::null())
                .stderr(log_beside(&city)?)
                .status()
                .with_context(|| format!("{} could not be started", program.display()))?;
            ensure!(
                status.success(),
                "seeding failed ({status}): see {}.log",
                city.display()
            );
            Ok(File::create(&whole).map(drop)?)
        },
    )?;
    Ok(city)
}

/// The ids of a list of the directory, such as its areas.
pub(super) fn ids(list: &Value) -> Result<Vec<String>> {
    let list = list.as_array().context("a list of the directory")?;
    let ids = list.iter().map(|entry| entry["id"].as_str().map(str::to_owned));
    ids.collect::<Option<_>>()
        .context("an entry of the directory has an id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_the_program_s_and_the_system_s_for_it() {
        let stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 5 0 100 1000 10";
        assert_eq!(parse_worked(stat), Some(300));
        assert_eq!(parse_worked("42 (a) S 1"), None);
    }

    #[test]
    fn resident_memory_is_read_in_bytes() {
        let status = "Name:\thuisheng\nVmHWM:\t  200000 kB\nVmRSS:\t  100000 kB\nThreads:\t3\n";
        assert_eq!(parse_resident(status), Some(102.4));
        assert_eq!(parse_resident("Name:\tx\n"), None);
    }
}
