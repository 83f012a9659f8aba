//! The wire between a device and the city, in the test's hands: it can be cut, and it can break at a chosen moment of
//! a chosen request.

use crate::wait;
use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What goes wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection is closed at once.
    Refuse,
    /// It arrives here whole and goes no further.
    Hold,
    /// The city receives and answers it; the answer goes no further.
    Withhold,
}

/// Stands before the city at an address of its own. One connection carries one request.
#[derive(Debug)]
pub struct Wire {
    port: u16,
    city: Arc<City>,
    listening: tokio::task::JoinHandle<()>,
}

#[derive(Debug)]
struct City {
    port: u16,
    faults: Mutex<HashMap<&'static str, Met>>,
    /// Counts how often the faults were changed: whoever was held before is let go, for good.
    turn: watch::Sender<u64>,
}

#[derive(Debug)]
struct Met {
    fault: Fault,
    times: u64,
}

impl Wire {
    /// Begins to listen, and passes everything on to the city at this port of the loopback.
    ///
    /// # Errors
    /// Where there is no port to listen at.
    pub async fn to(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let own = listener.local_addr()?.port();
        let city = Arc::new(City {
            port,
            faults: Mutex::default(),
            turn: watch::Sender::new(0),
        });
        let passing = Arc::clone(&city);
        let listening = tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let city = Arc::clone(&passing);
                // Either end may go away at any moment: that is what wires are for.
                tokio::spawn(async move { city.carry(device).await });
            }
        });
        Ok(Self {
            port: own,
            city,
            listening,
        })
    }

    /// The address that a device is given.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on requests whose path begins so meet this fault; those held so far are lost.
    pub fn fail(&self, path: &'static str, fault: Fault) {
        self.city.faults().insert(path, Met { fault, times: 0 });
        self.city.turn.send_modify(|turn| *turn += 1);
    }

    /// From now on everything passes; what was held is lost.
    pub fn mend(&self) {
        self.city.faults().clear();
        self.city.turn.send_modify(|turn| *turn += 1);
    }

    /// Waits until a request has met the fault set for this path: it is held, or its answer is.
    ///
    /// # Errors
    /// When none does.
    pub async fn met(&self, path: &'static str) -> Result<()> {
        let met = async || Ok(self.city.faults().get(path).is_some_and(|met| met.times > 0));
        wait::until_true(&format!("a request to {path} that fails as it should"), met).await
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl City {
    fn faults(&self) -> MutexGuard<'_, HashMap<&'static str, Met>> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fault(&self, path: &str) -> Option<(&'static str, Fault)> {
        let faults = self.faults();
        let (prefix, met) = faults.iter().find(|(prefix, _)| path.starts_with(**prefix))?;
        Some((*prefix, met.fault))
    }

    fn count(&self, path: &'static str) {
        if let Some(met) = self.faults().get_mut(path) {
            met.times += 1;
        }
    }

    async fn carry(&self, mut device: TcpStream) -> Result<()> {
        let mut turn = self.turn.subscribe();
        if let Some((path, Fault::Refuse)) = self.fault("") {
            self.count(path);
            return Ok(());
        }
        let request = Request::read(&mut device).await?;
        turn.mark_unchanged();
        let fault = self.fault(&request.path);
        match fault {
            Some((path, Fault::Refuse)) => self.count(path),
            Some((path, Fault::Hold)) => {
                self.count(path);
                gone_or_mended(&mut device, &mut turn).await;
            }
            Some((path, Fault::Withhold)) => {
                let mut answer = Vec::new();
                request.forward(self.port).await?.read_to_end(&mut answer).await?;
                self.count(path);
                gone_or_mended(&mut device, &mut turn).await;
            }
            None => {
                let mut city = request.forward(self.port).await?;
                tokio::io::copy_bidirectional(&mut device, &mut city).await?;
            }
        }
        Ok(())
    }
}

async fn gone_or_mended(device: &mut TcpStream, turn: &mut watch::Receiver<u64>) {
    tokio::select! {
        _ = device.read_u8() => {}
        _ = turn.changed() => {}
    }
}

/// A request as it came, told to close the connection after its answer.
struct Request {
    path: String,
    bytes: Vec<u8>,
}

impl Request {
    async fn read(device: &mut TcpStream) -> Result<Self> {
        let mut bytes = Vec::new();
        let head_end = loop {
            if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if device.read_buf(&mut bytes).await? == 0 {
                bail!("cut off in its head");
            }
        };
        let head = String::from_utf8(bytes[..head_end].to_vec())?;
        let path = head.split(' ').nth(1).context("no path")?.to_owned();
        let header = |line: &str, name: &str| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        };
        let length = head.lines().find_map(|line| header(line, "content-length"));
        let length: usize = length.map_or(Ok(0), |length| length.parse())?;
        while bytes.len() < head_end + length {
            if device.read_buf(&mut bytes).await? == 0 {
                bail!("cut off in its body");
            }
        }
        let mut request = String::new();
        for line in head
            .trim_end()
            .lines()
            .filter(|line| header(line, "connection").is_none())
        {
            request.push_str(line);
            request.push_str("\r\n");
        }
        request.push_str("connection: close\r\n\r\n");
        let mut request = request.into_bytes();
        request.extend_from_slice(&bytes[head_end..]);
        Ok(Self { path, bytes: request })
    }

    async fn forward(&self, port: u16) -> Result<TcpStream> {
        let mut city = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
        city.write_all(&self.bytes).await?;
        Ok(city)
    }
}
