//! Bringing files to the city, piece by piece (tus 1.0), before the command that cites them goes out. Where a piece got lost
//! on the way, the city says where to go on.

use crate::api::{Link, OutboxItem, OutboxState};
use crate::client::Client;
use crate::files::{Chosen, Way, attachments};
use crate::host::Host;
use crate::problem;
use crate::store::{Store, Write};
use crate::sync::Stop;
use crate::transport::{Request, Response, Transport, Upload};
use crate::wire::{self, Failure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::attachment::KeptFile;
use domain::command::Order;
use domain::id::CommandId;
use domain::refusal::Problem;
use sha2::{Digest as _, Sha256};

/// Bytes of one piece: a slow line carries it within the time of one request.
const PIECE: usize = 256 * 1024;
const FILES: &str = "/api/v1/files";

/// What one step came to.
enum Step {
    /// It is so far now.
    Way(Way),
    /// Going on is of no use before the person has seen why.
    Refused(Problem),
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Takes the first file that waits one step further; false where none waits. The caller holds the turn.
    pub(crate) async fn upload_some(&self) -> Result<bool, Stop> {
        let outbox = self.store.outbox().await?;
        let waiting = outbox.iter().filter(|item| item.state == OutboxState::Queued);
        let Some((item, file)) = waiting
            .filter_map(|item| Some((item, item.files.iter().find(|file| !file.is_there())?)))
            .next()
        else {
            return Ok(false);
        };
        self.set_link(Link::Syncing { behind: 0 });
        let token = self.meta().await?.token;
        let step = match self.step(file, token).await {
            Ok(way) => Step::Way(way),
            Err(Failure::Refused { problem, .. }) => Step::Refused(problem.with("name", file.name.as_str())),
            Err(failure) => return Err(failure.into()),
        };
        self.note(item.command.id, file, step).await?;
        Ok(true)
    }

    /// Begins it, sends the next piece, or asks what became of it.
    async fn step(&self, file: &Chosen, token: Option<String>) -> Result<Way, Failure> {
        let (upload, offset) = match &file.way {
            Way::Going { upload, offset } => (upload, *offset),
            _ => return self.begin(file, token).await,
        };
        let going = |offset| Way::Going {
            upload: upload.clone(),
            offset,
        };
        if offset >= file.bytes {
            let asked = Request {
                method: "GET",
                path: upload.clone(),
                body: None,
                token: token.clone(),
                upload: None,
            };
            return match wire::read::<KeptFile>(self.transport.send(asked).await) {
                Ok(kept) => {
                    // The city would forget it by itself.
                    let _ = self.transport.send(tus("DELETE", upload, token)).await;
                    Ok(Way::There(kept))
                }
                Err(Failure::Refused {
                    status: 404 | 410, ..
                }) => Ok(Way::Here),
                Err(Failure::Refused { status: 409, .. }) => self.look(upload, token).await,
                Err(failure) => Err(failure),
            };
        }
        let piece = self.host.file(file.id, offset, PIECE).await?;
        if piece.is_empty() {
            let problem = Problem::new(problem::FILE_GONE);
            return Err(Failure::Refused { status: 400, problem });
        }
        let end = offset + piece.len() as u64;
        let mut request = tus("PATCH", upload, token.clone());
        if let Some(upload) = &mut request.upload {
            let sum = BASE64_STANDARD.encode(Sha256::digest(&piece));
            upload.headers.extend([
                ("content-type", "application/offset+octet-stream".to_owned()),
                ("upload-offset", offset.to_string()),
                ("upload-checksum", format!("sha256 {sum}")),
            ]);
            upload.piece = piece;
        }
        match wire::accepted(self.transport.send(request).await) {
            Ok(response) => Ok(going(response.offset.unwrap_or(end))),
            Err(Failure::Refused {
                status: 404 | 410, ..
            }) => Ok(Way::Here),
            // It stands elsewhere, or the piece was spoilt on its way.
            Err(Failure::Refused {
                status: 409 | 460, ..
            }) => self.look(upload, token).await,
            Err(failure) => Err(failure),
        }
    }

    async fn begin(&self, file: &Chosen, token: Option<String>) -> Result<Way, Failure> {
        let mut request = tus("POST", FILES, token);
        if let Some(upload) = &mut request.upload {
            upload.headers.push(("upload-length", file.bytes.to_string()));
            if file.keeps_place {
                upload.headers.push(("upload-metadata", "keep-place".to_owned()));
            }
        }
        let response = wire::accepted(self.transport.send(request).await)?;
        let upload = response.location.as_deref().and_then(path);
        let upload = upload.ok_or_else(|| garbled(&response))?;
        Ok(Way::Going { upload, offset: 0 })
    }

    /// Where the city stands.
    async fn look(&self, upload: &str, token: Option<String>) -> Result<Way, Failure> {
        let response = self.transport.send(tus("HEAD", upload, token)).await?;
        if matches!(response.status, 404 | 410) {
            return Ok(Way::Here); // an answer to HEAD has no body that says so
        }
        let response = wire::accepted(Ok(response))?;
        let offset = response.offset.ok_or_else(|| garbled(&response))?;
        let upload = upload.to_owned();
        Ok(Way::Going { upload, offset })
    }

    /// Keeps what a step came to, unless the person has taken the command back meanwhile.
    async fn note(&self, id: CommandId, file: &Chosen, step: Step) -> Result<(), Stop> {
        let _gate = self.gate().await;
        let outbox = self.store.outbox().await?;
        let item = outbox.into_iter().find(|item| item.command.id == id);
        let Some(mut item) = item.filter(|item| item.state == OutboxState::Queued) else {
            return Ok(());
        };
        let way = match step {
            Step::Way(way) => way,
            Step::Refused(problem) => {
                item.state = OutboxState::Refused { problem };
                Way::Here
            }
        };
        if let Some(kept) = item.files.iter_mut().find(|kept| kept.id == file.id) {
            kept.way = way;
        }
        item.cite_files();
        self.commit(vec![Write::Outbox(Box::new(item))]).await?;
        Ok(())
    }
}

impl OutboxItem {
    /// Whether a file of it is not with the city yet: until then it can't go out.
    pub fn awaits_files(&self) -> bool {
        self.files.iter().any(|file| !file.is_there())
    }

    /// The command cites its files by what they are called now.
    pub(crate) fn cite_files(&mut self) {
        if let Order::Proposal { action, .. } = &mut self.command.order
            && let Some(cited) = action.attachments_mut()
        {
            *cited = attachments(&self.files);
        }
    }

    /// The city does not have its files, or not for this account: they are brought once more.
    pub(crate) fn bring_files_anew(&mut self) {
        self.files.iter_mut().for_each(|file| file.way = Way::Here);
        self.cite_files();
    }
}

fn tus(method: &'static str, path: &str, token: Option<String>) -> Request {
    Request {
        method,
        path: path.to_owned(),
        body: None,
        token,
        upload: Some(Upload {
            headers: vec![("tus-resumable", "1.0.0".to_owned())],
            piece: Vec::new(),
        }),
    }
}

/// The path of an address, which may come with the city's name before it.
fn path(location: &str) -> Option<String> {
    let at = location.find(&format!("{FILES}/"))?;
    Some(location[at..].to_owned())
}

fn garbled(response: &Response) -> Failure {
    Failure::Troubled {
        problem: Problem::new(problem::GARBLED).with("status", response.status),
        after_ms: None,
    }
}
