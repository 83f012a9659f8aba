//! Programs that others drive, ended with all that they started.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use super::http::Connection;
use crate::run::apart;

/// How often is asked whether something is there. Asking costs what is measured a little.
pub(super) const GLANCE: Duration = Duration::from_millis(5);
/// After so many the system hasn't buried what was killed, and won't.
const LAST_GLANCES: u32 = 400;

/// A program with all that it starts, which end together when it is dropped.
pub(super) struct Family(Child);

impl Family {
    pub(super) fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = apart(command.stdin(Stdio::null())).spawn();
        Ok(Self(
            child.with_context(|| format!("`{name}` could not be started"))?,
        ))
    }

    /// The first line that it says.
    pub(super) fn first_line(&mut self) -> Result<String> {
        let output = self.0.stdout.take().context("its output is piped")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        let Ok(group) = i32::try_from(self.0.id()).map(Pid::from_raw) else {
            return;
        };
        // It is the first of a group of its own: what it started is in it, and goes with it.
        for _ in 0..LAST_GLANCES {
            if killpg(group, Signal::SIGKILL).is_err() {
                break;
            }
            let _ = self.0.wait();
            thread::sleep(GLANCE);
        }
    }
}

/// A connection to a port of the loopback, once somebody listens there.
pub(super) async fn listens(port: u16) -> Connection {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    loop {
        match Connection::open(address).await {
            Ok(connection) => return connection,
            Err(_) => tokio::time::sleep(GLANCE).await,
        }
    }
}

/// Two ports of the loopback that nobody listens on.
pub(super) fn free_ports() -> Result<(u16, u16)> {
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let (one, other) = (listen()?, listen()?);
    Ok((one.local_addr()?.port(), other.local_addr()?.port()))
}
