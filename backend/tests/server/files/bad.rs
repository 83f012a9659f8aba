//! What is no file of ours: each is told what is wrong with it.

use super::{jpeg, photo, png};
use crate::support::Server;
use domain::attachment::FileKind;
use reqwest::StatusCode;

/// A PNG that says it is so large; its pixels would be a few bytes, compressed.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(&photo(8, 8));
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

/// The checksum of PNG (RFC 2083, 15).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                0xedb8_8320 ^ (sum >> 1)
            } else {
                sum >> 1
            }
        })
    })
}

/// A JPEG that says it is so large.
fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg(&photo(16, 16), None);
    let frame = bytes
        .windows(2)
        .position(|two| two == [0xff, 0xc0])
        .expect("a frame");
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

#[tokio::test]
async fn each_is_told_what_is_wrong_with_it() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let whole = jpeg(&photo(640, 480), None);
    let drawn = png(&photo(64, 64));
    for (what, bytes, code) in [
        (
            "an archive that is a bomb",
            b"PK\x03\x04 and so on".to_vec(),
            "file-unknown-kind",
        ),
        (
            "a page",
            b"<html><script>alert(1)</script>".to_vec(),
            "file-unknown-kind",
        ),
        (
            "a drawing with a script",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>".to_vec(),
            "file-unknown-kind",
        ),
        (
            "a script that is an animation",
            b"GIF89a/*\0*/=1;alert(1)//".to_vec(),
            "file-unknown-kind",
        ),
        (
            "a program",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(),
            "file-unknown-kind",
        ),
        (
            "a hundred megapixels as PNG",
            png_of(10_000, 10_000),
            "picture-too-large",
        ),
        (
            "four thousand megapixels as PNG",
            png_of(65_000, 65_000),
            "picture-too-large",
        ),
        (
            "four thousand megapixels as JPEG",
            jpeg_of(65_000, 65_000),
            "picture-too-large",
        ),
        ("half a photo", whole[..whole.len() / 2].to_vec(), "file-damaged"),
        (
            "a photo without its end",
            whole[..whole.len() - 2].to_vec(),
            "file-damaged",
        ),
        (
            "half a drawing",
            drawn[..drawn.len() / 2].to_vec(),
            "file-damaged",
        ),
        (
            "a photo in name only",
            b"\xff\xd8\xff\xe0 nothing of the kind".to_vec(),
            "file-damaged",
        ),
        (
            "a document that is an archive",
            b"%PDF-1.7\nPK\x05\x06\nstartxref\n9\n%%EOF".to_vec(),
            "file-damaged",
        ),
        ("half a document", b"%PDF-1.7\n1 0 obj".to_vec(), "file-damaged"),
        (
            "a sound in name only",
            b"RIFF\x24\0\0\0WAVEnothing".to_vec(),
            "file-damaged",
        ),
    ] {
        assert_eq!(server.turned_away(&guest, &bytes).await, code, "{what}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_hides_behind_a_picture_is_not_kept() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let hidden = [
        jpeg(&photo(64, 48), None),
        b"PK\x03\x04<script>alert(1)</script>".to_vec(),
    ]
    .concat();
    let kept = server.bring(&guest, &hidden).await;
    assert_eq!(kept.kind, FileKind::Jpeg);
    let file = server.file(&kept.hash.to_string(), Some(&guest)).await;
    assert_eq!(file.status(), StatusCode::OK);
    assert!(!super::has(&file.bytes().await.expect("bytes"), b"script"));
    server.stop().await;
}

#[tokio::test]
async fn who_sends_without_end_waits_and_the_others_don_t() {
    let server = Server::start().await;
    let (flood, other) = (server.guest().await, server.guest().await);
    let mut begun = 0;
    for _ in 0..500 {
        let answer = server.begin(&flood, 1).send().await.expect("answers");
        match answer.status() {
            StatusCode::CREATED => begun += 1,
            status => {
                assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
                assert!(answer.headers().contains_key("retry-after"));
                let body: serde_json::Value = answer.json().await.expect("errors are JSON");
                assert_eq!(body["error"]["code"], "too-many-uploads");
            }
        }
    }
    assert_eq!(begun, 40, "so many of one account are on their way at a time");
    server.bring(&other, &jpeg(&photo(64, 48), None)).await;
    server.stop().await;
}
