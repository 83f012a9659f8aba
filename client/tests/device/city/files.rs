//! Files at the city: tus in memory. What is kept of one is what was sent, under its hash.

use super::{FakeCity, ok, refuse};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use client::transport::{Request, Response};
use domain::attachment::{FileHash, FileKind, KeptFile};
use domain::id::AccountId;
use domain::refusal::Problem;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What begins like this is no file that the city takes.
pub(crate) const BAD: &[u8] = b"bad";

#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    uploads: BTreeMap<String, Coming>,
    pub(crate) kept: BTreeMap<FileHash, (AccountId, Vec<u8>)>,
    begun: usize,
    /// How many bytes have come in all, those that came twice included.
    pub(crate) came: usize,
}

#[derive(Debug, Clone)]
struct Coming {
    owner: AccountId,
    length: usize,
    bytes: Vec<u8>,
}

impl FakeCity {
    /// The answer to a step of an upload.
    pub(super) fn upload(&mut self, request: &Request, account: AccountId) -> Response {
        let files = &mut self.files;
        let header = |name: &str| {
            let headers = &request.upload.as_ref()?.headers;
            let found = headers.iter().find(|(given, _)| *given == name)?;
            Some(found.1.clone())
        };
        if request.method != "GET" {
            assert_eq!(header("tus-resumable").as_deref(), Some("1.0.0"));
        }
        if request.method == "POST" {
            files.begun += 1;
            let path = format!("/api/v1/files/uploads/{}", files.begun);
            let length = header("upload-length").unwrap().parse().unwrap();
            let coming = Coming {
                owner: account,
                length,
                bytes: Vec::new(),
            };
            files.uploads.insert(path.clone(), coming);
            return Response {
                status: 201,
                location: Some(format!("https://city.example{path}")),
                ..Response::default()
            };
        }
        let coming = files.uploads.get_mut(&request.path);
        let Some(coming) = coming.filter(|coming| coming.owner == account) else {
            let mut response = refuse(404, Problem::new("no-such-upload"));
            if request.method == "HEAD" {
                response.body.clear();
            }
            return response;
        };
        let stands = |status, coming: &Coming| Response {
            status,
            offset: Some(coming.bytes.len() as u64),
            ..Response::default()
        };
        match request.method {
            "HEAD" => stands(200, coming),
            "PATCH" => {
                let piece = &request.upload.as_ref().unwrap().piece;
                files.came += piece.len();
                let sum = format!("sha256 {}", BASE64_STANDARD.encode(Sha256::digest(piece)));
                assert_eq!(header("upload-checksum"), Some(sum));
                if header("upload-offset") != Some(coming.bytes.len().to_string()) {
                    return refuse(409, Problem::new("upload-elsewhere"));
                }
                coming.bytes.extend_from_slice(piece);
                assert!(coming.bytes.len() <= coming.length);
                stands(204, coming)
            }
            "GET" if coming.bytes.len() < coming.length => refuse(409, Problem::new("upload-elsewhere")),
            "GET" if coming.bytes.starts_with(BAD) => refuse(422, Problem::new("file-damaged")),
            "GET" => {
                let hash = FileHash(Sha256::digest(&coming.bytes).into());
                let kept = KeptFile {
                    hash,
                    kind: FileKind::Jpeg,
                    bytes: coming.bytes.len() as u64,
                };
                files.kept.insert(hash, (account, coming.bytes.clone()));
                ok(&kept)
            }
            "DELETE" => {
                files.uploads.remove(&request.path);
                Response {
                    status: 204,
                    ..Response::default()
                }
            }
            other => panic!("{other}"),
        }
    }

    /// Whether the city has all that a command cites, for this account.
    pub(super) fn has_files(&self, command: &domain::command::Command, account: AccountId) -> bool {
        let action = command.action();
        let mut cited = action.into_iter().flat_map(|action| action.attachments());
        cited.all(|cited| {
            let kept = self.files.kept.get(&cited.hash);
            kept.is_some_and(|(owner, bytes)| *owner == account && bytes.len() as u64 == cited.bytes)
        })
    }
}
