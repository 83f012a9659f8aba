//! The program with its files in a store that speaks S3: here a small one, which keeps what it is given in memory.

use crate::program::Program;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::put;
use domain::attachment::KeptFile;
use domain::protocol::Session;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

type Objects = Arc<Mutex<BTreeMap<String, Bytes>>>;

/// A store of one bucket; what it is asked must be signed.
async fn store() -> (String, Objects) {
    async fn keep(
        State(objects): State<Objects>,
        Path(key): Path<String>,
        headers: HeaderMap,
        body: Bytes,
    ) -> impl IntoResponse {
        assert!(
            headers["authorization"]
                .to_str()
                .unwrap()
                .starts_with("AWS4-HMAC-SHA256")
        );
        objects.lock().unwrap().insert(key, body);
        ([("etag", "\"1\"")], StatusCode::OK)
    }
    async fn give(State(objects): State<Objects>, Path(key): Path<String>) -> impl IntoResponse {
        let found = objects.lock().unwrap().get(&key).cloned();
        let head = [
            ("etag", "\"1\""),
            ("last-modified", "Mon, 02 Mar 2026 01:00:00 GMT"),
        ];
        found.map(|bytes| (head, bytes)).ok_or(StatusCode::NOT_FOUND)
    }
    let objects = Objects::default();
    let routes = Router::new()
        .route("/city/{*key}", put(keep).get(give))
        .with_state(objects.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, objects)
}

#[tokio::test]
async fn files_lie_in_a_store_that_speaks_s3() {
    let (store, objects) = store().await;
    let folder = tempfile::tempdir().expect("a folder");
    let settings = [
        ("AWS_ENDPOINT", store.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "here"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let program = Program::start(folder.path(), &["--files", "s3://city"], &settings);
    let url = program.url.clone();

    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let (secret, _) = backend::secrets::new_token().expect("random bytes");
    let guest = json!({ "account": uuid::Uuid::now_v7(), "secret": secret });
    let session = client
        .post(format!("{url}/api/v1/guests"))
        .json(&guest)
        .send()
        .await;
    let Session { token, .. } = session.expect("answers").json().await.expect("a session");
    let mut photo = Vec::new();
    DynamicImage::ImageRgb8(RgbImage::new(64, 48))
        .write_with_encoder(JpegEncoder::new(&mut photo))
        .expect("written");
    let sent = client
        .post(format!("{url}/api/v1/files"))
        .bearer_auth(&token)
        .header("tus-resumable", "1.0.0")
        .header("upload-length", photo.len().to_string())
        .header("content-type", "application/offset+octet-stream")
        .body(photo);
    let sent = sent.send().await.expect("answers");
    let upload = sent.headers()["location"].to_str().unwrap().to_owned();
    let get = async |path: &str| {
        let asked = client.get(format!("{url}{path}")).bearer_auth(&token);
        let answer = asked.send().await.expect("answers");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.bytes().await.expect("bytes")
    };
    let kept: KeptFile = serde_json::from_slice(&get(&upload).await).expect("a kept file");
    let hash = kept.hash.to_string();
    let place = format!("{}/{hash}", &hash[..2]);
    let there = objects.lock().unwrap().clone();
    assert_eq!(get(&format!("/api/v1/files/{hash}")).await, there[&place]);
    let small = get(&format!("/api/v1/files/{hash}/thumbnail")).await;
    assert_eq!(small, there[&format!("{place}.thumbnail")]);
    assert!(!folder.path().join("files").exists(), "nothing of it is here");
}
