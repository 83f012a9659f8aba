//! The program under bad uploads: each gets a clear answer, and its memory stays as it was.

use crate::program::Program;
use domain::protocol::Session;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, GrayImage};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Memory may grow by so many bytes; the largest picture that is taken has 50 million pixels.
const GROWTH: u64 = 96 << 20;
const PEAK: u64 = 320 << 20;
const TINY: usize = 5_000;

impl Program {
    /// A figure of the system about its memory, in bytes.
    fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).expect("it runs");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .expect("a figure");
        let kilobytes = line.trim_start_matches(':').trim().trim_end_matches(" kB");
        kilobytes.parse::<u64>().expect("a number") << 10
    }
}

struct Sender {
    client: Client,
    url: String,
    token: String,
}

impl Sender {
    async fn guest(url: &str) -> Self {
        let client = Client::builder().no_proxy().build().expect("a client");
        let (secret, _) = backend::secrets::new_token().expect("random bytes");
        let guest = json!({ "account": uuid::Uuid::now_v7(), "secret": secret });
        let answer = client
            .post(format!("{url}/api/v1/guests"))
            .json(&guest)
            .send()
            .await;
        let session: Session = answer.expect("answers").json().await.expect("a session");
        Self {
            client,
            url: url.to_owned(),
            token: session.token,
        }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url));
        request.bearer_auth(&self.token).header("tus-resumable", "1.0.0")
    }

    /// What a file is answered with: the code of what is wrong with it, or its media type.
    async fn send(&self, bytes: Vec<u8>) -> String {
        let begun = self
            .request(Method::POST, "/api/v1/files")
            .header("upload-length", bytes.len().to_string())
            .header("content-type", "application/offset+octet-stream")
            .body(bytes)
            .send()
            .await
            .expect("answers");
        let upload = begun
            .headers()
            .get("location")
            .map(|at| at.to_str().unwrap().to_owned());
        let answer = match &upload {
            Some(upload) => self.request(Method::GET, upload).send().await.expect("answers"),
            None => begun,
        };
        let told: Value = answer.json().await.expect("JSON");
        if let Some(upload) = upload {
            let ended = self
                .request(Method::DELETE, &upload)
                .send()
                .await
                .expect("answers");
            assert_eq!(ended.status(), StatusCode::NO_CONTENT);
        }
        let said = told["error"]["code"].as_str().or(told["kind"].as_str());
        said.expect("a code or a kind").to_owned()
    }
}

/// Nothing but black: a few bytes, until somebody unpacks it.
fn black(side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::NoFilter);
    let image = DynamicImage::ImageLuma8(GrayImage::new(side, side));
    image.write_with_encoder(encoder).expect("written");
    bytes
}

#[tokio::test]
async fn bad_uploads_are_answered_and_memory_stays_flat() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::start(folder.path(), &[], &[]);
    let url = program.url.clone();

    let somebody = Sender::guest(&url).await;
    assert_eq!(somebody.send(black(1_000)).await, "image/png");
    let before = program.memory("VmRSS");

    let large = black(7_000);
    let bomb = black(10_000);
    assert!(large.len() < 1 << 20 && bomb.len() < 1 << 20);
    let document = [
        b"%PDF-1.7\n",
        &vec![b'x'; 19 << 20][..],
        b"\nstartxref\n9\n%%EOF\n",
    ]
    .concat();
    for _ in 0..4 {
        assert_eq!(somebody.send(bomb.clone()).await, "picture-too-large");
        assert_eq!(somebody.send(large.clone()).await, "image/png");
        assert_eq!(somebody.send(document.clone()).await, "application/pdf");
        assert_eq!(
            somebody.send(b"PK\x03\x04 a zip bomb".to_vec()).await,
            "file-unknown-kind"
        );
        assert_eq!(
            somebody.send(large[..large.len() / 2].to_vec()).await,
            "file-damaged"
        );
    }

    let flood = Sender::guest(&url).await;
    let mut answers: BTreeMap<u16, usize> = BTreeMap::new();
    for _ in 0..TINY {
        let begin = flood
            .request(Method::POST, "/api/v1/files")
            .header("upload-length", "1");
        let answer = begin.send().await.expect("answers");
        *answers.entry(answer.status().as_u16()).or_default() += 1;
    }
    let (begun, waits) = (answers[&201], answers[&429]);
    assert!(begun <= 60 && begun + waits == TINY, "{answers:?}");

    let (after, peak) = (program.memory("VmRSS"), program.memory("VmHWM"));
    let megabytes = |bytes: u64| bytes >> 20;
    println!(
        "{} MB before, {} MB after, {} MB at most",
        megabytes(before),
        megabytes(after),
        megabytes(peak)
    );
    assert!(
        after < before + GROWTH,
        "{} MB, {} before",
        megabytes(after),
        megabytes(before)
    );
    assert!(peak < PEAK, "{} MB at most", megabytes(peak));
    // Others are served as ever.
    assert_eq!(somebody.send(black(10)).await, "image/png");
}
