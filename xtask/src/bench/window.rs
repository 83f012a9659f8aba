//! Programs with a window, started and watched through WebDriver on a screen of their own.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::family::{Family, GLANCE, free_ports, listens};
use super::http;
use super::server::folder;
use crate::clock::Stopwatch;
use crate::process::find_program;
use crate::workspace::Workspace;

/// The longest that a window may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A screen that nobody sees, with a session bus.
pub(super) struct Screen {
    name: String,
    bus: String,
    driver: PathBuf,
    native_driver: PathBuf,
    home: PathBuf,
    device: PathBuf,
    _server: Family,
    _bus: Family,
}

impl Screen {
    /// Starts it. The shell finds its replica in `device`.
    pub(super) fn start(workspace: &Workspace, device: &Path) -> Result<Self> {
        let tool =
            |name: &str| find_program(workspace, name).with_context(|| format!("`{name}` is not installed"));
        let mut server = Family::start(
            Command::new(tool("Xvfb")?)
                .args([
                    "-displayfd",
                    "1",
                    "-screen",
                    "0",
                    "1280x900x24",
                    "-nolisten",
                    "tcp",
                ])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let mut bus = Family::start(
            Command::new(tool("dbus-daemon")?)
                .args(["--session", "--nofork", "--print-address=1"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let home = folder(workspace).join("home");
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::create_dir_all(&home)?;
        Ok(Self {
            name: format!(":{}", server.first_line()?),
            bus: bus.first_line()?,
            driver: tool("tauri-driver")?,
            native_driver: tool("WebKitWebDriver")?,
            home,
            device: device.to_owned(),
            _server: server,
            _bus: bus,
        })
    }

    /// Seconds from the start of `application` until its page has an element that `selector` (CSS) names. It is ended
    /// then.
    pub(super) fn start_until(&self, application: &Path, selector: &str) -> Result<f64> {
        let (port, native) = free_ports()?;
        let _driver = self.driver(port, native)?;
        let runtime = http::runtime()?;
        runtime.block_on(async {
            let seen = self.seen(port, native, application, selector);
            tokio::time::timeout(PATIENCE, seen)
                .await
                .with_context(|| format!("no {selector} came in {}", application.display()))?
        })
    }

    async fn seen(&self, port: u16, native: u16, application: &Path, selector: &str) -> Result<f64> {
        // The driver answers before the one behind it, to which it hands everything on.
        listens(native).await;
        let mut driver = listens(port).await;
        let wanted = json!({ "tauri:options": { "application": application } });
        let new = json!({ "capabilities": { "alwaysMatch": wanted } }).to_string();
        let watch = Stopwatch::start();
        let session = driver
            .ask(&http::post("/session", "", new.as_bytes()))
            .await?
            .json()?;
        let session = session["value"]["sessionId"]
            .as_str()
            .context("a session has an id")?;
        let path = format!("/session/{session}");
        let find = json!({ "using": "css selector", "value": selector }).to_string();
        let find = http::post(&format!("{path}/element"), "", find.as_bytes());
        loop {
            match driver.ask(&find).await?.status {
                200 => break,
                404 => tokio::time::sleep(GLANCE).await,
                status => bail!("the driver answered {status}"),
            }
        }
        let seconds = watch.elapsed().0.as_secs_f64();
        driver.ask(&http::request("DELETE", &path, "", &[])).await?;
        Ok(seconds)
    }

    fn driver(&self, port: u16, native: u16) -> Result<Family> {
        let mut command = Command::new(&self.driver);
        command
            .args([
                "--port",
                &port.to_string(),
                "--native-port",
                &native.to_string(),
                "--native-driver",
            ])
            .arg(&self.native_driver)
            .stdout(Stdio::null())
            .stderr(File::create(self.home.with_extension("log"))?)
            .env("DISPLAY", &self.name)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            // The web view's sandbox needs what a container and the user root don't have.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .env("HOME", &self.home)
            .env("HUISHENG_DATA", &self.device)
            // Nobody listens there: the device is without a network.
            .env("HUISHENG_SERVER", "http://127.0.0.1:9");
        for (variable, name) in [
            ("XDG_DATA_HOME", "share"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let folder = self.home.join(name);
            fs::create_dir_all(&folder)?;
            command.env(variable, folder);
        }
        Family::start(&mut command)
    }
}
