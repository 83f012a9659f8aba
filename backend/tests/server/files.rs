//! Files: brought piece by piece, looked into, cited, shown, and forgotten.

mod bad;
mod kept;
mod prepared;
mod tus;

use crate::support::{Server, Somebody};
use domain::attachment::{Attachment, KeptFile};
use domain::proposal::{Action, Draft};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder, Response, StatusCode};

/// What a phone writes beside a photo: held upright (6: to be turned clockwise), taken then and there.
const TAKEN: &[u8] = b"II*\0\x08\0\0\0\x02\0\
    \x12\x01\x03\0\x01\0\0\0\x06\0\0\0\
    \x32\x01\x02\0\x14\0\0\0\x26\0\0\0\
    \0\0\0\x002026:03:01 08:15:00\0";
const WHEN: &[u8] = b"2026:03:01 08:15:00";

/// A photo of so many pixels, red on its left and blue on its right.
fn photo(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 30, 30])
        } else {
            Rgb([30, 30, 220])
        }
    }))
}

fn jpeg(image: &DynamicImage, taken: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    if let Some(taken) = taken {
        encoder.set_exif_metadata(taken.to_vec()).expect("has room");
    }
    image.write_with_encoder(encoder).expect("written");
    bytes
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image
        .write_with_encoder(PngEncoder::new(&mut bytes))
        .expect("written");
    bytes
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

impl Server {
    fn tus(&self, method: Method, path: &str, who: &Somebody) -> RequestBuilder {
        self.request(method, path, Some(who))
            .header("tus-resumable", "1.0.0")
    }

    fn begin(&self, who: &Somebody, length: u64) -> RequestBuilder {
        self.tus(Method::POST, "/api/v1/files", who)
            .header("upload-length", length.to_string())
    }

    /// Begins an upload; where it is.
    async fn begun(&self, who: &Somebody, length: u64) -> String {
        let answer = self.begin(who, length).send().await.expect("answers");
        assert_eq!(answer.status(), StatusCode::CREATED);
        text(answer.headers(), "location")
    }

    fn piece(&self, who: &Somebody, upload: &str, offset: u64, bytes: &[u8]) -> RequestBuilder {
        self.tus(Method::PATCH, upload, who)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", offset.to_string())
            .body(bytes.to_vec())
    }

    /// Sends a file whole, with its creation; what became of it.
    async fn send(&self, who: &Somebody, bytes: &[u8], metadata: &str) -> Response {
        let sent = self
            .begin(who, bytes.len() as u64)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-metadata", metadata)
            .body(bytes.to_vec())
            .send()
            .await
            .expect("answers");
        assert_eq!(sent.status(), StatusCode::CREATED);
        let upload = text(sent.headers(), "location");
        let asked = self.request(Method::GET, &upload, Some(who)).send();
        asked.await.expect("answers")
    }

    /// The same, of a file that is taken.
    async fn bring(&self, who: &Somebody, bytes: &[u8]) -> KeptFile {
        let answer = self.send(who, bytes, "filename cGhvdG8=").await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.expect("a kept file")
    }

    /// The same, of one that is not: why.
    async fn turned_away(&self, who: &Somebody, bytes: &[u8]) -> String {
        let answer = self.send(who, bytes, "").await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let body: serde_json::Value = answer.json().await.expect("errors are JSON");
        body["error"]["code"].as_str().expect("a code").to_owned()
    }

    async fn file(&self, path: &str, who: Option<&Somebody>) -> Response {
        let path = format!("/api/v1/files/{path}");
        self.request(Method::GET, &path, who)
            .send()
            .await
            .expect("answers")
    }
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers[name].to_str().expect("text").to_owned()
}

fn citing(files: &[KeptFile]) -> Action {
    let cited = |file: &KeptFile| -> Attachment { file.cited(Some("北门的灯".to_owned())) };
    Action::Submit {
        draft: Draft {
            text: "路灯坏了".to_owned(),
            language: "zh-CN".to_owned(),
            attachments: files.iter().map(cited).collect(),
            ..Draft::default()
        },
    }
}
