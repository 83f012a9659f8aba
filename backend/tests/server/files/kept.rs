//! What is kept of a file, who may have it, and for how long.

use super::{TAKEN, WHEN, citing, has, jpeg, photo, png, text};
use crate::support::{DAY, Server};
use domain::attachment::{FileHash, FileKind, KeptFile};
use domain::id::ProposalId;
use domain::proposal::Action;
use domain::protocol::Outcome;
use image::{GenericImageView, ImageFormat, load_from_memory_with_format};
use reqwest::StatusCode;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

#[tokio::test]
async fn a_photo_is_turned_made_anew_and_says_no_more_where_and_when() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let sent = jpeg(&photo(640, 480), Some(TAKEN));
    assert!(has(&sent, WHEN));
    let kept = server.bring(&guest, &sent).await;
    let file = server.file(&kept.hash.to_string(), Some(&guest)).await;
    assert_eq!(
        text(file.headers(), "cache-control"),
        "private, no-store",
        "nothing cites it yet"
    );
    let bytes = file.bytes().await.expect("bytes");
    assert_eq!((kept.kind, kept.bytes), (FileKind::Jpeg, bytes.len() as u64));
    assert_eq!(kept.hash.0, <[u8; 32]>::from(Sha256::digest(&bytes)));
    assert!(!has(&bytes, WHEN));
    let seen = load_from_memory_with_format(&bytes, ImageFormat::Jpeg).expect("a photo");
    assert_eq!(seen.dimensions(), (480, 640));
    // What was on the left is above, once it is turned.
    assert!(seen.get_pixel(240, 100).0[0] > 150 && seen.get_pixel(240, 540).0[2] > 150);

    let small = server
        .file(&format!("{}/thumbnail", kept.hash), Some(&guest))
        .await;
    let small = small.bytes().await.expect("bytes");
    let small = load_from_memory_with_format(&small, ImageFormat::Jpeg).expect("a photo");
    assert_eq!(small.dimensions(), (360, 480));

    let answer = server.send(&guest, &sent, "filename cGhvdG8=,keep-place").await;
    let with: KeptFile = answer.json().await.expect("a kept file");
    let file = server.file(&with.hash.to_string(), Some(&guest)).await;
    let bytes = file.bytes().await.expect("bytes");
    assert!(has(&bytes, WHEN), "whoever wants it keeps it");
    let seen = load_from_memory_with_format(&bytes, ImageFormat::Jpeg).expect("a photo");
    assert_eq!(seen.dimensions(), (480, 640));
    server.stop().await;
}

#[tokio::test]
async fn drawings_documents_and_sounds_are_what_they_are() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let document = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n";
    let kept = server.bring(&guest, document).await;
    assert_eq!((kept.kind, kept.bytes), (FileKind::Pdf, document.len() as u64));
    let file = server.file(&kept.hash.to_string(), Some(&guest)).await;
    assert!(text(file.headers(), "content-disposition").starts_with("attachment; "));
    assert_eq!(text(file.headers(), "content-type"), "application/pdf");
    assert_eq!(text(file.headers(), "x-content-type-options"), "nosniff");
    assert_eq!(
        text(file.headers(), "content-security-policy"),
        "default-src 'none'; sandbox"
    );
    let none = server
        .file(&format!("{}/thumbnail", kept.hash), Some(&guest))
        .await;
    assert_eq!(none.status(), StatusCode::NOT_FOUND);

    assert_eq!(
        server.bring(&guest, &png(&photo(40, 30))).await.kind,
        FileKind::Png
    );
    let large = server.bring(&guest, &jpeg(&photo(5_000, 1_000), None)).await;
    let file = server.file(&large.hash.to_string(), Some(&guest)).await;
    let bytes = file.bytes().await.expect("bytes");
    let seen = load_from_memory_with_format(&bytes, ImageFormat::Jpeg).expect("a photo");
    assert_eq!(seen.width(), 4_096, "no screen shows more");

    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut sound = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut sound, spec).expect("writes to memory");
    (0..16_000).for_each(|at| writer.write_sample((at % 100) as i16).expect("writes to memory"));
    writer.finalize().expect("writes to memory");
    assert_eq!(
        server.bring(&guest, &sound.into_inner()).await.kind,
        FileKind::Wav
    );
    server.stop().await;
}

#[tokio::test]
async fn it_is_for_all_once_a_proposal_has_it_and_goes_when_that_is_taken_back() {
    let server = Server::start().await;
    let (author, other) = (server.guest().await, server.guest().await);
    let kept = server.bring(&author, &jpeg(&photo(64, 48), None)).await;
    let path = kept.hash.to_string();
    let status = async |who| server.file(&path, who).await.status();
    assert_eq!(status(None).await, StatusCode::NOT_FOUND);
    assert_eq!(status(Some(&other)).await, StatusCode::NOT_FOUND);
    assert_eq!(status(Some(&author)).await, StatusCode::OK);

    let id = ProposalId(Uuid::now_v7());
    server.act(&author, id, citing(&[kept])).await;
    let shown = server.detail(id, None).await.proposal.attachments;
    assert_eq!(shown, [kept.cited(Some("北门的灯".to_owned()))]);
    let file = server.file(&path, None).await;
    assert_eq!(file.status(), StatusCode::OK);
    assert_eq!(
        text(file.headers(), "cache-control"),
        "public, max-age=31536000, immutable"
    );
    // Long afterwards as well, and for whoever cites it too.
    server.pass(100 * DAY);
    server.app().files.sweep(server.now()).await.expect("swept");
    assert_eq!(status(None).await, StatusCode::OK);
    let second = ProposalId(Uuid::now_v7());
    server.act(&other, second, citing(&[kept])).await;

    server.act(&author, id, Action::Withdraw {}).await;
    assert_eq!(status(None).await, StatusCode::OK, "another one has it");
    server.act(&other, second, Action::Withdraw {}).await;
    assert_eq!(status(None).await, StatusCode::NOT_FOUND);
    server.pass(15 * DAY);
    server.app().files.sweep(server.now()).await.expect("swept");
    assert_eq!(status(Some(&author)).await, StatusCode::NOT_FOUND);
    let folder = server.folder.path().join("data/files").join(&path[..2]);
    let left = std::fs::read_dir(folder).map(|entries| entries.count());
    assert_eq!(left.unwrap_or_default(), 0, "its bytes are gone");
    server.stop().await;
}

#[tokio::test]
async fn nobody_cites_what_is_not_there_or_somebody_else_s() {
    let server = Server::start().await;
    let (author, other) = (server.guest().await, server.guest().await);
    let kept = server.bring(&author, &jpeg(&photo(64, 48), None)).await;
    let no_such_file = async |who, files: &[KeptFile]| {
        let command = server.command(ProposalId(Uuid::now_v7()), citing(files));
        match server.push(who, vec![command]).await.as_slice() {
            [Outcome::Refused { problem }] => assert_eq!(problem.code, "no-such-file"),
            other => panic!("{other:?}"),
        }
    };
    let none = KeptFile {
        hash: FileHash([7; 32]),
        ..kept
    };
    no_such_file(&author, &[kept, none]).await;
    no_such_file(&other, &[kept]).await;
    no_such_file(
        &author,
        &[KeptFile {
            kind: FileKind::Pdf,
            ..kept
        }],
    )
    .await;
    no_such_file(&author, &[KeptFile { bytes: 1, ..kept }]).await;
    // It waits for a retry, but not for ever.
    server.pass(13 * DAY);
    server.app().files.sweep(server.now()).await.expect("swept");
    server
        .act(&author, ProposalId(Uuid::now_v7()), citing(&[kept]))
        .await;
    server.stop().await;
}

#[tokio::test]
async fn what_a_guest_brought_is_the_account_s_that_it_becomes() {
    let server = Server::start().await;
    let guest = server.guest().await;
    let kept = server.bring(&guest, &jpeg(&photo(64, 48), None)).await;
    let account = server.citizen().await;
    let mut group = server.app().store.begin().await.expect("begins");
    group
        .hand_over(guest.account, account.account)
        .await
        .expect("handed over");
    group.commit().await.expect("kept");
    server
        .act(&account, ProposalId(Uuid::now_v7()), citing(&[kept]))
        .await;
    server.stop().await;
}
