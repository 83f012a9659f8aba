//! A screen that nobody sees, for a test's windows alone.

use crate::process::Program;
use crate::programs;
use anyhow::Result;
use std::process::Command;

/// A running X server, ended on drop.
#[derive(Debug)]
pub struct Display {
    number: u32,
    _server: Program,
}

impl Display {
    /// Starts one under a number that is free.
    ///
    /// # Errors
    /// Where Xvfb is not installed or does not start.
    pub async fn start() -> Result<Self> {
        let server = Program::start(
            "xvfb",
            Command::new(programs::tool("Xvfb")?).args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-noreset",
                "-nolisten",
                "tcp",
            ]),
        )?;
        let number = server.says(|line| line.trim().parse().ok()).await?;
        Ok(Self {
            number,
            _server: server,
        })
    }

    /// As the environment variable `DISPLAY` names it.
    pub fn name(&self) -> String {
        format!(":{}", self.number)
    }
}
