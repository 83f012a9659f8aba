//! Native HTTP: the window itself never touches the network.

use client::transport::{Request, Response, Transport, Unreachable};
use domain::protocol::HeadMoved;
use futures::StreamExt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

const WHOLE_REQUEST: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(10);
/// The server sends a sign of life more often than this; silence means that the stream is dead.
const STREAM_SILENCE: Duration = Duration::from_secs(45);

/// Requests to one server.
#[derive(Debug, Clone)]
pub(crate) struct Http {
    client: reqwest::Client,
    server: String,
    wake: Arc<Notify>,
}

impl Http {
    /// `server` is like `https://city.example`; `wake` is told when a new try is worth it.
    ///
    /// # Errors
    /// Where TLS can't be set up.
    pub(crate) fn new(server: &str, wake: Arc<Notify>) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .user_agent(concat!("huisheng/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            client,
            server: server.trim_end_matches('/').to_owned(),
            wake,
        })
    }
}

impl Transport for Http {
    async fn send(&self, request: Request) -> Result<Response, Unreachable> {
        let method = request
            .method
            .parse::<reqwest::Method>()
            .map_err(|_| Unreachable)?;
        let url = format!("{}{}", self.server, request.path);
        let mut builder = self.client.request(method, url).timeout(WHOLE_REQUEST);
        if let Some(token) = request.token {
            builder = builder.bearer_auth(token);
        }
        if let Some(upload) = request.upload {
            for (name, value) in upload.headers {
                builder = builder.header(name, value);
            }
            if !upload.piece.is_empty() {
                builder = builder.body(upload.piece);
            }
        } else if let Some(body) = request.body {
            builder = builder
                .header(reqwest::header::CONTENT_TYPE, "application/json")
                .body(body);
        }
        let response = builder.send().await.map_err(unreachable)?;
        let status = response.status().as_u16();
        let retry_after_ms = response
            .headers()
            .get(reqwest::header::RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.trim().parse::<u64>().ok())
            .map(|seconds| seconds.saturating_mul(1_000));
        let header = |name: &str| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let location = header("location");
        let offset = header("upload-offset").and_then(|offset| offset.parse().ok());
        let body = response.text().await.map_err(unreachable)?;
        Ok(Response {
            status,
            body,
            retry_after_ms,
            location,
            offset,
        })
    }

    async fn head_moved(&self, since: u64) -> Result<u64, Unreachable> {
        let response = self
            .client
            .get(format!("{}/api/v1/events", self.server))
            .header(reqwest::header::ACCEPT, "text/event-stream")
            .send()
            .await
            .map_err(unreachable)?;
        if !response.status().is_success() {
            return Err(Unreachable);
        }
        let mut stream = response.bytes_stream();
        let mut line = Vec::new();
        loop {
            let chunk = tokio::time::timeout(STREAM_SILENCE, stream.next())
                .await
                .map_err(|_| Unreachable)?;
            for byte in chunk.ok_or(Unreachable)?.map_err(unreachable)? {
                if byte != b'\n' {
                    line.push(byte);
                    continue;
                }
                if let Some(head) = head_in(&line).filter(|head| *head > since) {
                    return Ok(head);
                }
                line.clear();
            }
        }
    }

    async fn woken(&self) {
        self.wake.notified().await;
    }

    fn server(&self) -> String {
        self.server.clone()
    }
}

/// The head in one line of the stream (`data: {"head":7}`), if it is one.
fn head_in(line: &[u8]) -> Option<u64> {
    let data = line.strip_prefix(b"data:")?;
    serde_json::from_slice::<HeadMoved>(data.trim_ascii())
        .ok()
        .map(|moved| moved.head)
}

fn unreachable(error: reqwest::Error) -> Unreachable {
    tracing::debug!(%error, "the city can't be reached");
    Unreachable
}

#[cfg(test)]
mod tests {
    use super::head_in;

    #[test]
    fn the_head_is_read_from_a_data_line_and_from_nothing_else() {
        assert_eq!(head_in(b"data: {\"head\":7}\r"), Some(7));
        assert_eq!(head_in(b"data:{\"head\":7}"), Some(7));
        assert_eq!(head_in(b"event: head"), None);
        assert_eq!(head_in(b": keep-alive"), None);
        assert_eq!(head_in(b"data: {\"head\":\"x\"}"), None);
    }
}
