//! Files coming in, by tus 1.0 (tus.io/protocols/resumable-upload): creation (also with a first piece), checksum, expiration
//! and termination. What became of a complete one is asked for by `GET`, which tus leaves free.

use crate::app::App;
use crate::error::{Error, Result};
use crate::files::uploads::{Begun, Upload};
use crate::http::Shared;
use crate::http::extract::{Segment, SignedIn, path};
use crate::http::tus::{self, Checksum, Tus};
use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::attachment::KeptFile;
use domain::id::AccountId;
use domain::protocol::ErrorBody;
use domain::refusal::Refusal;
use futures::{StreamExt, TryStreamExt};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::fs::{File, OpenOptions};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// Where uploads are begun, and below it they are gone on with.
pub const PATH: &str = "/api/v1/files";
/// Who says nothing for so long has gone.
const SILENCE: Duration = Duration::from_secs(30);

/// What is spoken here.
#[utoipa::path(options, path = "/api/v1/files", tag = "files",
    responses((status = 204, description = "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm")))]
pub async fn offered(State(app): Shared) -> Response {
    let most = app.writer.city().city.policy.files.bytes;
    (StatusCode::NO_CONTENT, tus::offered(most)).into_response()
}

/// Begins an upload of `Upload-Length` bytes; the body may be its first piece. `Upload-Metadata` may have `keep-place`: a
/// photo then keeps where and when it was taken. Names are not looked at.
#[utoipa::path(post, path = "/api/v1/files", tag = "files", security(("session" = [])),
    responses((status = 201, description = "Location, Upload-Expires, Upload-Offset"),
        (status = "4XX", body = ErrorBody, description = "not-signed-in, session-ended, level-too-low, bad-parameter, file-too-large, file-damaged (nothing in it), too-many-uploads, upload-other-version, upload-other-checksum"),
        (status = "5XX", body = ErrorBody, description = "disk-full")))]
pub async fn begin(
    State(app): Shared,
    SignedIn(me): SignedIn,
    _: Tus,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    let policy = app.writer.city().city.policy;
    if me.level < policy.submit_level {
        let needed = policy.submit_level;
        return Err(Error::Unfit {
            problem: Refusal::LevelTooLow { needed }.problem(),
        });
    }
    let length = tus::number(&headers, tus::LENGTH)?;
    if length > policy.files.bytes {
        return Err(Error::FileTooLarge {
            limit: policy.files.bytes,
        });
    }
    if length == 0 {
        return Err(Error::Unfit {
            problem: crate::files::content::Unfit::Damaged.problem(),
        });
    }
    let now = app.clock.now();
    app.doorman.may_upload(me.account, now)?;
    let begun = Begun {
        owner: me.account,
        length,
        keeps_place: tus::has_metadata(&headers, "keep-place"),
    };
    let upload = app.files.begin(begun, now).await?;
    if tus::is_piece(&headers) {
        let checksum = Checksum::asked(&headers)?;
        take_in(&app, &upload, 0, checksum, request.into_body()).await?;
    }
    Ok((
        StatusCode::CREATED,
        [(
            axum::http::header::LOCATION,
            format!("{PATH}/uploads/{}", upload.id),
        )],
        tus::stands(&upload),
    )
        .into_response())
}

/// How much of it has come.
#[utoipa::path(head, path = "/api/v1/files/uploads/{id}", tag = "files", security(("session" = [])),
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, description = "Upload-Offset, Upload-Length, Upload-Expires"),
        (status = "4XX", description = "no-such-upload, not-signed-in, session-ended")))]
pub async fn look(State(app): Shared, SignedIn(me): SignedIn, _: Tus, id: Segment) -> Result<Response> {
    let upload = find(&app, id, me.account)?;
    let no_store = [(axum::http::header::CACHE_CONTROL, "no-store")];
    Ok((no_store, tus::stands(&upload)).into_response())
}

/// Goes on with it at `Upload-Offset`. What came of a piece that was cut off stays, unless it had a checksum.
#[utoipa::path(patch, path = "/api/v1/files/uploads/{id}", tag = "files", security(("session" = [])),
    params(("id" = String, Path, format = Uuid)),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204, description = "Upload-Offset, Upload-Expires"),
        (status = 409, body = ErrorBody, description = "upload-elsewhere"),
        (status = 460, body = ErrorBody, description = "upload-other-checksum"),
        (status = "4XX", body = ErrorBody, description = "no-such-upload, unsupported-media-type, bad-parameter, file-too-large, not-signed-in, session-ended")))]
pub async fn add(
    State(app): Shared,
    SignedIn(me): SignedIn,
    _: Tus,
    id: Segment,
    headers: HeaderMap,
    request: Request,
) -> Result<Response> {
    if !tus::is_piece(&headers) {
        return Err(Error::UnsupportedMediaType);
    }
    let upload = find(&app, id, me.account)?;
    let offset = tus::number(&headers, tus::OFFSET)?;
    let checksum = Checksum::asked(&headers)?;
    take_in(&app, &upload, offset, checksum, request.into_body()).await?;
    Ok((StatusCode::NO_CONTENT, tus::stands(&upload)).into_response())
}

/// What became of an upload that is complete: what a command may cite. It differs from what was sent, where a picture was
/// made anew.
#[utoipa::path(get, path = "/api/v1/files/uploads/{id}", tag = "files", security(("session" = [])),
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = KeptFile),
        (status = 409, body = ErrorBody, description = "upload-elsewhere: it is not complete"),
        (status = 422, body = ErrorBody, description = "file-unknown-kind, file-damaged, picture-too-large"),
        (status = "4XX", body = ErrorBody, description = "no-such-upload, not-signed-in, session-ended")))]
pub async fn outcome(State(app): Shared, SignedIn(me): SignedIn, id: Segment) -> Result<Json<KeptFile>> {
    let upload = find(&app, id, me.account)?;
    if !upload.is_complete() {
        return Err(Error::OtherOffset {
            offset: upload.offset(),
        });
    }
    // It goes on when nobody waits for it any more: whoever asks again finds it done.
    let looking = tokio::spawn(async move {
        let now = app.clock.now();
        app.files.outcome(&upload, &app.writer, now).await
    });
    let looked = looking
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    looked?.map(Json).map_err(|problem| Error::Unfit { problem })
}

/// Gives it up. What was kept of it stays.
#[utoipa::path(delete, path = "/api/v1/files/uploads/{id}", tag = "files", security(("session" = [])),
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = "4XX", body = ErrorBody, description = "no-such-upload, not-signed-in, session-ended")))]
pub async fn end(State(app): Shared, SignedIn(me): SignedIn, _: Tus, id: Segment) -> Result<Response> {
    let upload = find(&app, id, me.account)?;
    let _turn = upload.turn.lock().await;
    app.files.end(&upload);
    Ok((StatusCode::NO_CONTENT, [(tus::RESUMABLE, tus::VERSION)]).into_response())
}

fn find(app: &App, id: Segment, owner: AccountId) -> Result<Arc<Upload>> {
    let id: Uuid = path("id", id).map_err(|_| Error::NoSuchUpload)?;
    app.files.upload(id, owner)
}

/// Takes a piece in: its bytes go to the disk as they come.
async fn take_in(
    app: &App,
    upload: &Upload,
    offset: u64,
    checksum: Option<Checksum>,
    body: Body,
) -> Result<()> {
    let _turn = upload.turn.lock().await;
    if offset != upload.offset() {
        return Err(Error::OtherOffset {
            offset: upload.offset(),
        });
    }
    let room = upload.begun.length - offset;
    let path = upload.file();
    match checksum {
        None => {
            let mut file = open(&path, offset).await?;
            let came = receive(
                body,
                &mut file,
                room,
                |_| {},
                |came| {
                    upload.came(offset + came, app.clock.now());
                },
            );
            let came = came.await;
            // Also what came before a cut.
            file.sync_data()
                .await
                .map_err(|error| Error::file(&path, error))?;
            came
        }
        Some(mut checksum) => {
            let piece = upload.piece();
            let mut file = open(&piece, 0).await?;
            let mut length = 0;
            receive(
                body,
                &mut file,
                room,
                |bytes| checksum.add(bytes),
                |came| length = came,
            )
            .await?;
            if !checksum.holds() {
                return Err(Error::OtherChecksum);
            }
            let joined = async {
                let mut from = File::open(&piece).await?;
                let mut to = OpenOptions::new().write(true).open(&path).await?;
                to.set_len(offset).await?;
                tokio::io::AsyncSeekExt::seek(&mut to, std::io::SeekFrom::End(0)).await?;
                tokio::io::copy(&mut from, &mut to).await?;
                to.flush().await?;
                to.sync_data().await
            };
            joined
                .await
                .map_err(|error: std::io::Error| Error::file(&path, error))?;
            upload.came(offset + length, app.clock.now());
            Ok(())
        }
    }
}

/// The file, with so much in it and no more, to be written on.
async fn open(path: &Path, length: u64) -> Result<File> {
    let opened = async {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .await?;
        file.set_len(length).await?;
        tokio::io::AsyncSeekExt::seek(&mut file, std::io::SeekFrom::End(0)).await?;
        Ok(file)
    };
    opened.await.map_err(|error| Error::file(path, error))
}

/// Writes what comes, as it comes; `came` is told how much that is by then.
async fn receive(
    body: Body,
    file: &mut File,
    room: u64,
    mut see: impl FnMut(&[u8]),
    mut came: impl FnMut(u64),
) -> Result<()> {
    let mut pieces = body.into_data_stream().map_err(|_| Error::NotJson);
    let mut length = 0;
    loop {
        let next = tokio::time::timeout(SILENCE, pieces.next()).await;
        let Some(bytes) = next.map_err(|_| Error::TimedOut)? else {
            break;
        };
        // It broke off: nobody is there to read this.
        let bytes = bytes?;
        if length + bytes.len() as u64 > room {
            return Err(Error::FileTooLarge { limit: room });
        }
        let written = file.write_all(&bytes).await;
        let written = match written {
            Ok(()) => file.flush().await,
            failed => failed,
        };
        written.map_err(|error| Error::file(Path::new("uploads"), error))?;
        length += bytes.len() as u64;
        see(&bytes);
        came(length);
    }
    Ok(())
}
