//! A server of its own, on a port that the system chooses. It ends with what holds it.

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

pub(crate) struct Program {
    child: Child,
    /// Where it is reached.
    pub(crate) url: String,
}

impl Program {
    /// Starts it on this folder, with more to say to it where need be.
    pub(crate) fn start(data: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_huisheng"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .arg("--data")
            .arg(data)
            .env("RUST_LOG", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let out = child.stdout.take().expect("piped");
        let mut program = Self {
            child,
            url: String::new(),
        };
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("a line");
        let told: Value = serde_json::from_str(&line).expect("one line of JSON");
        program.url = told["listening"].as_str().expect("an address").to_owned();
        program
    }

    /// By which the system knows it.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
