//! The protocol: creation, offset, checksum, expiration, termination.

use super::{jpeg, photo, text};
use crate::support::{DAY, Server, Somebody};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::attachment::KeptFile;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use reqwest::{Method, StatusCode};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

#[tokio::test]
async fn it_says_what_it_speaks_and_hears_nothing_else() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let asked = server.request(Method::OPTIONS, "/api/v1/files", None).send();
    let answer = asked.await.expect("answers");
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    for (name, value) in [
        ("tus-resumable", "1.0.0"),
        ("tus-version", "1.0.0"),
        ("tus-max-size", "20971520"),
        ("tus-checksum-algorithm", "sha256,sha1"),
        (
            "tus-extension",
            "creation,creation-with-upload,expiration,checksum,termination",
        ),
    ] {
        assert_eq!(text(answer.headers(), name), value);
    }
    let begin = || {
        server
            .request(Method::POST, "/api/v1/files", Some(&guest))
            .header("upload-length", "3")
    };
    for request in [begin(), begin().header("tus-resumable", "0.2.2")] {
        assert_eq!(
            server.error(request).await,
            (StatusCode::PRECONDITION_FAILED, "upload-other-version".to_owned())
        );
    }
    for (length, status, code) in [
        ("many", 400, "bad-parameter"),
        ("0", 422, "file-damaged"),
        ("20971521", 413, "file-too-large"),
    ] {
        let request = server
            .tus(Method::POST, "/api/v1/files", &guest)
            .header("upload-length", length);
        let (told, said) = server.error(request).await;
        assert_eq!((told.as_u16(), said.as_str()), (status, code), "{length}");
    }
    let nobody = server
        .request(Method::POST, "/api/v1/files", None)
        .header("tus-resumable", "1.0.0");
    assert_eq!(server.error(nobody).await.1, "not-signed-in");
    server.stop().await;
}

#[tokio::test]
async fn it_goes_on_where_it_stands_and_with_what_it_said_it_would() {
    let server = Server::start().await;
    let (guest, other) = (server.guest().await, server.guest().await);
    let bytes = jpeg(&photo(64, 48), None);
    let upload = server.begun(&guest, bytes.len() as u64).await;
    let sent = server
        .piece(&guest, &upload, 0, &bytes[..100])
        .send()
        .await
        .expect("answers");
    assert_eq!(sent.status(), StatusCode::NO_CONTENT);
    assert_eq!(text(sent.headers(), "upload-offset"), "100");
    assert!(sent.headers().contains_key("upload-expires"));
    let look = server
        .tus(Method::HEAD, &upload, &guest)
        .send()
        .await
        .expect("answers");
    assert_eq!(text(look.headers(), "upload-offset"), "100");
    assert_eq!(text(look.headers(), "upload-length"), bytes.len().to_string());
    assert_eq!(text(look.headers(), "cache-control"), "no-store");

    let early = server.request(Method::GET, &upload, Some(&guest));
    assert_eq!(
        server.error(early).await,
        (StatusCode::CONFLICT, "upload-elsewhere".to_owned())
    );
    let elsewhere = server.piece(&guest, &upload, 99, &bytes[99..]);
    assert_eq!(server.error(elsewhere).await.0, StatusCode::CONFLICT);
    let json = server
        .tus(Method::PATCH, &upload, &guest)
        .header("upload-offset", "100")
        .json(&1);
    assert_eq!(server.error(json).await.1, "unsupported-media-type");
    let strangers = server.piece(&other, &upload, 100, &bytes[100..]);
    assert_eq!(
        server.error(strangers).await,
        (StatusCode::NOT_FOUND, "no-such-upload".to_owned())
    );
    let longer = [&bytes[100..], b"more"].concat();
    let longer = server.piece(&guest, &upload, 100, &longer);
    assert_eq!(server.error(longer).await.1, "file-too-large");

    // What came of it before it was too much is there; the rest goes on after a restart.
    let server = server.restart(|_| {}).await;
    let look = server
        .tus(Method::HEAD, &upload, &guest)
        .send()
        .await
        .expect("answers");
    let offset: usize = text(look.headers(), "upload-offset").parse().expect("a number");
    assert!((100..=bytes.len()).contains(&offset));
    let rest = server.piece(&guest, &upload, offset as u64, &bytes[offset..]);
    assert_eq!(
        rest.send().await.expect("answers").status(),
        StatusCode::NO_CONTENT
    );
    let kept: KeptFile = server.get(&upload, Some(&guest)).await;
    assert_eq!(
        server.get::<KeptFile>(&upload, Some(&guest)).await,
        kept,
        "however often"
    );
    let server = server.restart(|_| {}).await;
    assert_eq!(
        server.get::<KeptFile>(&upload, Some(&guest)).await,
        kept,
        "and later"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_piece_that_is_not_what_its_checksum_says_never_came() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let bytes = jpeg(&photo(64, 48), None);
    let upload = server.begun(&guest, bytes.len() as u64).await;
    let half = bytes.len() / 2;
    let (first, second) = bytes.split_at(half);
    let summed = |name: &str, sum: &[u8]| format!("{name} {}", BASE64_STANDARD.encode(sum));
    let sha1 = summed("sha1", &Sha1::digest(first));
    let sha256 = summed("sha256", &Sha256::digest(second));
    let wrong = server
        .piece(&guest, &upload, 0, second)
        .header("upload-checksum", &sha1);
    assert_eq!(
        server.error(wrong).await,
        (
            StatusCode::from_u16(460).unwrap(),
            "upload-other-checksum".to_owned()
        )
    );
    let unknown = server
        .piece(&guest, &upload, 0, first)
        .header("upload-checksum", "md5 1B2M2Y8AsgTpgAmY7PhCfg==");
    assert_eq!(server.error(unknown).await.1, "bad-parameter");
    for (offset, piece, sum) in [(0, first, &sha1), (half, second, &sha256)] {
        let sent = server
            .piece(&guest, &upload, offset as u64, piece)
            .header("upload-checksum", sum);
        assert_eq!(
            sent.send().await.expect("answers").status(),
            StatusCode::NO_CONTENT
        );
    }
    server.get::<KeptFile>(&upload, Some(&guest)).await;
    server.stop().await;
}

#[tokio::test]
async fn nobody_goes_on_with_what_was_given_up_or_left_for_a_day() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let (ended, left) = (server.begun(&guest, 100).await, server.begun(&guest, 100).await);
    let end = || server.tus(Method::DELETE, &ended, &guest);
    assert_eq!(
        end().send().await.expect("answers").status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(server.error(end()).await.1, "no-such-upload");
    server.pass(DAY - 1);
    server.app().files.sweep(server.now()).await.expect("swept");
    let sent = server
        .piece(&guest, &left, 0, b"half")
        .send()
        .await
        .expect("answers");
    assert_eq!(sent.status(), StatusCode::NO_CONTENT, "which puts it off");
    server.pass(DAY - 1);
    server.app().files.sweep(server.now()).await.expect("swept");
    let look = || server.tus(Method::HEAD, &left, &guest).send();
    assert_eq!(look().await.expect("answers").status(), StatusCode::OK);
    server.pass(1);
    server.app().files.sweep(server.now()).await.expect("swept");
    assert_eq!(look().await.expect("answers").status(), StatusCode::NOT_FOUND);
    let folder = server.folder.path().join("data/uploads");
    assert_eq!(
        std::fs::read_dir(folder).expect("a folder").count(),
        0,
        "nothing of them is left"
    );
    server.stop().await;
}

/// A request that breaks off in the middle of its body.
async fn cut(server: &Server, who: &Somebody, upload: &str, offset: usize, whole: usize, sent: &[u8]) {
    let address = server.url("");
    let address = address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.expect("connects");
    let head = format!(
        "PATCH {upload} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\nTus-Resumable: 1.0.0\r\n\
         Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\nContent-Length: {whole}\r\n\r\n",
        who.token
    );
    stream.write_all(head.as_bytes()).await.expect("written");
    stream.write_all(sent).await.expect("written");
    stream.shutdown().await.expect("cut");
}

#[tokio::test]
async fn cut_twenty_times_it_arrives_intact() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let mut dice = TestRng::from_seed(RngAlgorithm::ChaCha, &[20; 32]);
    // A document arrives byte for byte; noise keeps pieces from looking alike.
    let mut noise = vec![0; 2 << 20];
    dice.fill_bytes(&mut noise);
    let bytes = [b"%PDF-1.7\n", &noise[..], b"\nstartxref\n9\n%%EOF\n"].concat();
    let upload = server.begun(&guest, bytes.len() as u64).await;
    let stands = async || {
        let look = server
            .tus(Method::HEAD, &upload, &guest)
            .send()
            .await
            .expect("answers");
        text(look.headers(), "upload-offset")
            .parse::<usize>()
            .expect("a number")
    };
    let mut cuts = 0;
    while cuts < 20 {
        let offset = stands().await;
        let rest = &bytes[offset..];
        let part = dice.next_u64() as usize % (rest.len() / 8);
        cut(&server, &guest, &upload, offset, rest.len(), &rest[..part]).await;
        cuts += 1;
    }
    // The last cut may still be on its way in: who finds it elsewhere looks again.
    loop {
        let offset = stands().await;
        let rest = server.piece(&guest, &upload, offset as u64, &bytes[offset..]);
        match rest.send().await.expect("answers").status() {
            StatusCode::NO_CONTENT => break,
            status => assert_eq!(status, StatusCode::CONFLICT),
        }
    }
    let kept: KeptFile = server.get(&upload, Some(&guest)).await;
    assert_eq!(kept.hash.0, <[u8; 32]>::from(Sha256::digest(&bytes)));
    server.stop().await;
}
