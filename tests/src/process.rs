//! A program started by a test: it writes to a log of its own, and it ends with the test, with everything it started.

use crate::{programs, wait};
use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// In the environment of a program and of all that it starts: tells ours from anybody else's, also when whoever
/// started it is gone.
const FAMILY: &str = "HUISHENG_TEST_FAMILY";
const BETWEEN_LOOKS: Duration = Duration::from_millis(5);

/// A running program with all that it started.
#[derive(Debug)]
pub struct Program {
    name: String,
    family: String,
    child: Mutex<Child>,
    output: PathBuf,
    log: PathBuf,
}

impl Program {
    /// Starts it. What it says goes to `NAME-….out` and `NAME-….log` in [`programs::logs`].
    ///
    /// # Errors
    /// Where it can't be started.
    pub fn start(name: &str, command: &mut Command) -> Result<Self> {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let folder = programs::logs();
        fs::create_dir_all(&folder)?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let stem = format!("{}-{number:02}-{name}", test_name());
        let (output, log) = (
            folder.join(format!("{stem}.out")),
            folder.join(format!("{stem}.log")),
        );
        let family = uuid::Uuid::new_v4().to_string();
        let child = command
            .env(FAMILY, &family)
            .stdin(Stdio::null())
            .stdout(File::create(&output)?)
            .stderr(File::create(&log)?)
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        Ok(Self {
            name: name.to_owned(),
            family,
            child: Mutex::new(child),
            output,
            log,
        })
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child().id()
    }

    /// Waits for a line of its standard output that `read` understands.
    ///
    /// # Errors
    /// When it ends before, or no such line comes.
    pub async fn says<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        let look = async || {
            let ended = self.ended()?;
            let said = fs::read_to_string(&self.output)?;
            // The last line may be half written.
            let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
            let found = whole.lines().find_map(&read);
            match (found, ended) {
                (Some(found), _) => Ok(Some(Ok(found))),
                (None, Some(status)) => Ok(Some(Err(status))),
                (None, None) => Ok(None),
            }
        };
        match wait::until(&format!("a line of {}", self.name), look).await? {
            Ok(found) => Ok(found),
            Err(status) => bail!("{} ended ({status}):\n{}", self.name, self.last_words()),
        }
    }

    /// How it ended, if it has.
    ///
    /// # Errors
    /// When the operating system won't say.
    pub fn ended(&self) -> Result<Option<ExitStatus>> {
        Ok(self.child().try_wait()?)
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let log = fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }

    /// Ends it at once (`SIGKILL`), as a power cut would, and everything it started.
    pub fn kill(&self) {
        // Until none is left: one that is ending may have started another.
        loop {
            let family = self.members();
            if family.is_empty() {
                break;
            }
            for pid in family {
                let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
        let _ = self.child().wait();
    }

    /// Asks it to end (`SIGTERM`) and waits until it has.
    ///
    /// # Errors
    /// When it does not.
    pub async fn stop(&self) -> Result<ExitStatus> {
        if self.ended()?.is_none() {
            kill(Pid::from_raw(i32::try_from(self.id())?), Signal::SIGTERM)?;
        }
        wait::until(&format!("the end of {}", self.name), async || self.ended()).await
    }

    /// What a variable of the environment says to those of this family who have it.
    ///
    /// # Errors
    /// When none has it.
    pub fn variable(&self, name: &str) -> Result<String> {
        let of = |pid: i32| {
            let environment = fs::read(format!("/proc/{pid}/environ")).ok()?;
            let environment = String::from_utf8_lossy(&environment);
            let mut entries = environment.split('\0').filter_map(|entry| entry.split_once('='));
            entries.find_map(|(known, value)| (known == name).then(|| value.to_owned()))
        };
        let found = self.members().into_iter().find_map(of);
        found.with_context(|| format!("nobody of {} knows {name}", self.name))
    }

    /// Ends at once the programs of this family that run from this file, and waits until they are gone.
    ///
    /// # Errors
    /// When there is none.
    pub async fn kill_member(&self, file: &Path) -> Result<()> {
        let file = file.canonicalize()?;
        let running = || -> Vec<i32> {
            let runs = |pid: &i32| fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == file);
            self.members().into_iter().filter(runs).collect()
        };
        let found = running();
        anyhow::ensure!(!found.is_empty(), "{} does not run", file.display());
        for pid in found {
            kill(Pid::from_raw(pid), Signal::SIGKILL)?;
        }
        wait::until_true("the end of a killed program", async || Ok(running().is_empty())).await
    }

    fn child(&self) -> std::sync::MutexGuard<'_, Child> {
        self.child
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Everyone of this family that still runs: who carries its mark, and who descends from one that does (a
    /// browser's helpers write over their environment).
    fn members(&self) -> HashSet<i32> {
        let mark = format!("{FAMILY}={}", self.family);
        let mut parents = HashMap::new();
        let mut members = HashSet::new();
        for pid in processes() {
            let Some(parent) = parent(pid) else { continue };
            parents.insert(pid, parent);
            let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            if environment
                .split(|byte| *byte == 0)
                .any(|entry| entry == mark.as_bytes())
            {
                members.insert(pid);
            }
        }
        loop {
            let descend = |(pid, parent): (&i32, &i32)| members.contains(parent).then_some(*pid);
            let all: HashSet<i32> = parents
                .iter()
                .filter_map(descend)
                .chain(members.iter().copied())
                .collect();
            if all.len() == members.len() {
                return members;
            }
            members = all;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

fn processes() -> Vec<i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

/// The parent of a process that runs (rather than waits to be buried).
fn parent(pid: i32) -> Option<i32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in brackets, may itself have spaces and brackets.
    let mut rest = stat.rsplit_once(')')?.1.split_whitespace();
    let running = !matches!(rest.next()?, "Z" | "X");
    rest.next()?.parse().ok().filter(|_| running)
}

/// Names the files of this test: its program's name and its own, where the test runner tells them.
pub(crate) fn test_name() -> String {
    let said = |variable| std::env::var(variable).ok();
    let (program, test) = (said("NEXTEST_BINARY_ID"), said("NEXTEST_TEST_NAME"));
    let program = program.as_deref().and_then(|id| id.rsplit("::").next());
    match (program, test) {
        (Some(program), Some(test)) => format!("{program}-{}", test.replace("::", "-")),
        _ => std::process::id().to_string(),
    }
}

/// A port of the loopback that nobody listens on, below those that outgoing connections are given.
///
/// # Errors
/// When every one is taken.
pub fn free_port() -> Result<u16> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let first = std::process::id() as usize * 7;
    for _ in 0..10_000 {
        let offset = (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        let port = 20_000 + u16::try_from(offset)?;
        if std::net::TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("no port is free")
}
