//! HTTP/1.1 as far as putting load on a server needs it.
//!
//! The client shares the machine's few cores with what it measures, so it does as little as can be: one thread,
//! connections kept alive, requests made beforehand as bytes, answers looked at where they were received.

use std::cell::Cell;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use futures::future::try_join_all;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use super::statistics::percentile;
use crate::clock::Stopwatch;

/// The longest that one load, or one question outside a load, may take.
const PATIENCE: Duration = Duration::from_secs(180);

/// A connection that is kept.
pub(super) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

/// What came back.
pub(super) struct Answer<'a> {
    pub(super) status: u16,
    pub(super) body: &'a [u8],
}

impl Answer<'_> {
    /// The body, where the request was carried out.
    pub(super) fn json(&self) -> Result<serde_json::Value> {
        self.ensure_ok()?;
        serde_json::from_slice(self.body).context("the answer is not JSON")
    }

    pub(super) fn ensure_ok(&self) -> Result<()> {
        ensure!(
            self.status == 200,
            "answered {}: {}",
            self.status,
            String::from_utf8_lossy(&self.body[..self.body.len().min(300)])
        );
        Ok(())
    }
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .with_context(|| format!("nobody listens at {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::with_capacity(64 << 10),
        })
    }

    /// Sends a whole request, made by [`request`], and waits for its whole answer.
    pub(super) async fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.received.clear();
        self.stream.write_all(request).await?;
        let end = loop {
            match self.received.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(end) => break end + 4,
                None => self.receive().await?,
            }
        };
        let (status, length) = parse_head(std::str::from_utf8(&self.received[..end])?)?;
        while self.received.len() < end + length {
            self.receive().await?;
        }
        Ok(Answer {
            status,
            body: &self.received[end..end + length],
        })
    }

    async fn receive(&mut self) -> Result<()> {
        ensure!(
            self.stream.read_buf(&mut self.received).await? > 0,
            "the other side hung up"
        );
        Ok(())
    }
}

/// Status and length of the body.
fn parse_head(head: &str) -> Result<(u16, usize)> {
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status.context("no status in the answer")?.parse()?;
    for line in lines {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        if name.eq_ignore_ascii_case("content-length") {
            return Ok((status, value.trim().parse()?));
        }
        if name.eq_ignore_ascii_case("transfer-encoding") {
            bail!("an answer in chunks is more than this client reads");
        }
    }
    Ok((status, 0))
}

/// A request as it is sent. `headers` are lines, each ended by `\r\n`.
pub(super) fn request(method: &str, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

pub(super) fn get(path: &str) -> Vec<u8> {
    request("GET", path, "", &[])
}

pub(super) fn post(path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    request(
        "POST",
        path,
        &format!("content-type: application/json\r\n{headers}"),
        body,
    )
}

/// One thread for all connections.
pub(super) fn runtime() -> Result<Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?)
}

/// Asks one thing on a connection of its own and reads the JSON that is answered.
pub(super) fn ask(runtime: &Runtime, address: SocketAddr, request: &[u8]) -> Result<serde_json::Value> {
    runtime.block_on(async {
        let asked = async { Connection::open(address).await?.ask(request).await?.json() };
        tokio::time::timeout(PATIENCE, asked)
            .await
            .context("no answer came")?
    })
}

/// How a load went.
pub(super) struct Load {
    pub(super) seconds: f64,
    /// Of each request, in milliseconds.
    pub(super) latencies: Vec<f64>,
}

impl Load {
    /// Requests a second.
    pub(super) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.seconds
    }

    /// Milliseconds.
    pub(super) fn p99(&self) -> f64 {
        percentile(&self.latencies, 99.0)
    }
}

/// Sends `requests`, each once, over so many connections; each connection sends its next when it has its answer.
/// `check` looks at every answer.
pub(super) fn load(
    runtime: &Runtime,
    address: SocketAddr,
    connections: usize,
    requests: &[Vec<u8>],
    check: impl Fn(&Answer<'_>) -> Result<()>,
) -> Result<Load> {
    let next = Cell::new(0);
    let one = async |mut connection: Connection| {
        let mut latencies = Vec::with_capacity(requests.len() / connections * 2);
        while let Some(request) = requests.get(next.replace(next.get() + 1)) {
            let watch = Stopwatch::start();
            check(&connection.ask(request).await?)?;
            latencies.push(watch.elapsed().0.as_secs_f64() * 1000.0);
        }
        Ok::<_, anyhow::Error>(latencies)
    };
    runtime.block_on(async {
        let whole = async {
            let opened = try_join_all((0..connections).map(|_| Connection::open(address))).await?;
            let watch = Stopwatch::start();
            let latencies = try_join_all(opened.into_iter().map(one)).await?;
            Ok(Load {
                seconds: watch.elapsed().0.as_secs_f64(),
                latencies: latencies.concat(),
            })
        };
        tokio::time::timeout(PATIENCE, whole)
            .await
            .context("the load took too long")?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_status_and_length() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: a\r\nContent-Length: 12\r\n\r\n";
        assert_eq!(parse_head(head).expect("whole"), (200, 12));
        assert_eq!(
            parse_head("HTTP/1.1 204 No Content\r\n\r\n").expect("whole"),
            (204, 0)
        );
        assert!(parse_head("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
        assert!(parse_head("\r\n").is_err());
    }

    #[test]
    fn a_request_is_sent_as_it_should_be() {
        let sent = String::from_utf8(post("/a", "authorization: Bearer t\r\n", b"{}")).expect("text");
        let (head, body) = sent.split_once("\r\n\r\n").expect("a head and a body");
        assert_eq!(
            head.lines().collect::<Vec<_>>(),
            [
                "POST /a HTTP/1.1",
                "host: localhost",
                "content-type: application/json",
                "authorization: Bearer t",
                "content-length: 2",
            ]
        );
        assert_eq!(body, "{}");
    }
}
