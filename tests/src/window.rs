//! The desktop window, as a person starts it, with a home, a session bus and a folder for the device of its own.

use crate::display::Display;
use crate::page::Page;
use crate::process::{Program, free_port};
use crate::programs;
use crate::speech::Speech;
use anyhow::Result;
use serde_json::json;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// One person's computer: what the shell keeps lies here, also while no window is open.
#[derive(Debug)]
pub struct Computer {
    who: String,
    folder: TempDir,
    server: String,
    environment: Vec<(&'static str, OsString)>,
    /// Whether the window hands out what a screen reader reads. It costs time that most tests need not spend.
    reader: bool,
}

impl Computer {
    /// A new computer of somebody, set to Chinese, whose shell looks for the city at `server`.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn new(who: &str, server: &str) -> Result<Self> {
        let folder = TempDir::with_prefix("huisheng-computer-")?;
        Ok(Self {
            who: who.to_owned(),
            folder,
            server: server.to_owned(),
            environment: Vec::new(),
            reader: false,
        })
    }

    /// Gives the computer a speech that a test can read.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn speech(&self) -> Result<Speech> {
        Speech::set_up(&self.folder.path().join("config"))
    }

    /// Something more in the environment of its programs.
    pub fn with(mut self, environment: impl IntoIterator<Item = (&'static str, OsString)>) -> Self {
        self.environment.extend(environment);
        self
    }

    /// A screen reader will sit down at its window.
    pub fn with_a_reader(self) -> Self {
        Self { reader: true, ..self }
    }

    /// Starts the shell.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn open(&self, display: &Display) -> Result<Page> {
        let (port, native) = (free_port()?, free_port()?);
        // The shell allows one window for each session bus: here everybody has their own.
        let mut command = Command::new(programs::tool("dbus-run-session")?);
        command
            .arg("--")
            .arg(programs::tauri_driver()?)
            .args([
                "--port",
                &port.to_string(),
                "--native-port",
                &native.to_string(),
                "--native-driver",
            ])
            .arg(programs::tool("WebKitWebDriver")?)
            .env("DISPLAY", display.name())
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("LANG", "C.UTF-8")
            .env("LANGUAGE", "zh_CN")
            // The web view's sandbox needs what a container and the user root don't have.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .env("HUISHENG_SERVER", &self.server)
            .env("HUISHENG_DATA", self.data())
            // No test makes a sound; the file is there where the computer has a speech.
            .env(
                "ALSA_CONFIG_PATH",
                Speech::sound(&self.folder.path().join("config")),
            )
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        if !self.reader {
            command.env("NO_AT_BRIDGE", "1");
        }
        for (variable, folder) in [
            ("HOME", ""),
            ("XDG_DATA_HOME", "share"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let folder = self.folder.path().join(folder);
            std::fs::create_dir_all(&folder)?;
            command.env(variable, folder);
        }
        let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", self.downloads().display());
        std::fs::write(self.folder.path().join("config/user-dirs.dirs"), downloads)?;
        let program = Program::start(&format!("window-{}", self.who), &mut command)?;
        let options = json!({ "tauri:options": { "application": programs::shell()? } });
        Page::open(program, port, options, "tauri://localhost", &self.who).await
    }

    /// Where its person keeps what they save.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// Where the shell keeps what is its own.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("huisheng")
    }
}

/// Kills the shell as a power cut would; what drove it and helped it is ended with the last copy of the page.
///
/// # Errors
/// When it does not run.
pub async fn kill(page: Page) -> Result<()> {
    page.program().kill_member(&programs::shell()?).await
}
