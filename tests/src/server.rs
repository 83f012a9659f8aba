//! The city's server, started as people start it.

use crate::clock::Clock;
use crate::people::PASSWORD;
use crate::process::{Program, free_port};
use crate::programs;
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use tempfile::TempDir;

/// `huisheng serve` with a folder and a port of its own. It may be down: [`Server::start`] starts it.
#[derive(Debug)]
pub struct Server {
    program: Option<Program>,
    folder: TempDir,
    port: u16,
    model: Option<PathBuf>,
    clock: Option<Clock>,
    demo: bool,
}

impl Server {
    /// A server of the demo city, not yet started; its address is known and nobody answers there.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn down() -> Result<Self> {
        Ok(Self {
            program: None,
            folder: TempDir::with_prefix("huisheng-city-")?,
            port: free_port()?,
            model: None,
            clock: None,
            demo: true,
        })
    }

    /// A running server of the demo city.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn demo() -> Result<Self> {
        let mut server = Self::down()?;
        server.start().await?;
        Ok(server)
    }

    /// The same, but of a city that nobody has begun.
    #[must_use]
    pub fn unwritten(mut self) -> Self {
        self.demo = false;
        self
    }

    /// The same, and it turns speech into words with this model, from its next start on.
    #[must_use]
    pub fn hearing(mut self, model: PathBuf) -> Self {
        self.model = Some(model);
        self
    }

    /// The same, but it is then in this city, from its next start on.
    #[must_use]
    pub fn on(mut self, clock: Clock) -> Self {
        self.clock = Some(clock);
        self
    }

    /// Its address, whether it runs or not.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its port, whether it runs or not.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where it keeps the city.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What the city's keeper does by hand (`huisheng admin`), whether it runs or not; a password is everybody's own.
    ///
    /// # Errors
    /// Where it is refused.
    pub fn keeper(&self, arguments: &[&str]) -> Result<()> {
        let mut keeper = Command::new(programs::server()?)
            .arg("admin")
            .arg("--data")
            .arg(self.data())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        let mut asked = keeper.stdin.take().context("it reads")?;
        // What reads no password has closed its ears already.
        let _ = writeln!(asked, "{PASSWORD}");
        drop(asked);
        ensure!(keeper.wait()?.success(), "the keeper could not {arguments:?}");
        Ok(())
    }

    /// Somebody works for this department from now on.
    ///
    /// # Errors
    /// Where it is refused.
    pub fn hires(&self, login: &str, name: &str, department: &str) -> Result<()> {
        let role = format!("officer:{department}");
        let account = ["create-account", "--password-stdin", "--login", login];
        self.keeper(&[&account[..], &["--name", name, "--role", &role]].concat())
    }

    /// Starts it (again): same folder, same port.
    ///
    /// # Errors
    /// When it does not say that it listens.
    pub async fn start(&mut self) -> Result<()> {
        let mut command = command(&self.data(), self.port)?;
        if self.demo {
            command.arg("--demo");
        }
        if let Some(model) = &self.model {
            command.arg("--voice-model").arg(model);
        }
        if let Some(clock) = &self.clock {
            command.envs(clock.environment());
        }
        let program = Program::start("server", &mut command)?;
        listening(&program).await?;
        self.program = Some(program);
        Ok(())
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) {
        self.program = None;
    }

    /// Asks it to end, and waits until it has.
    ///
    /// # Errors
    /// When it does not run, or does not end.
    pub async fn stop(&mut self) -> Result<ExitStatus> {
        self.program
            .take()
            .context("the server does not run")?
            .stop()
            .await
    }

    /// The running program.
    ///
    /// # Errors
    /// When it does not run.
    pub fn program(&self) -> Result<&Program> {
        self.program.as_ref().context("the server does not run")
    }
}

/// `huisheng serve` of the demo city over this folder at this port, with the web app.
///
/// # Errors
/// Where one of them was not built.
pub fn command(data: &Path, port: u16) -> Result<Command> {
    let mut command = Command::new(programs::server()?);
    command
        .args(["serve", "--port", &port.to_string(), "--data"])
        .arg(data)
        .arg("--web")
        .arg(programs::web()?);
    Ok(command)
}

/// Waits until it says that it listens; the address.
///
/// # Errors
/// When it ends instead.
pub async fn listening(program: &Program) -> Result<String> {
    let address = |line: &str| {
        let said: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(said.get("listening")?.as_str()?.to_owned())
    };
    program.says(address).await
}
