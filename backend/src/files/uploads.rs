//! Files on their way here. What has come lies on the disk, so that a cut, on either side, costs nothing: an upload goes on
//! at the length of its file. A piece that comes with a checksum is held apart until it is known to be right.

use crate::error::{Error, Result};
use domain::attachment::KeptFile;
use domain::id::AccountId;
use domain::refusal::Problem;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// An upload that nobody goes on with is given up after so long, in milliseconds.
pub(super) const LIFE: i64 = 24 * 60 * 60 * 1_000;
/// Uploads of one account that are remembered at a time, those that came to their end included.
const OF_ONE: usize = 40;
/// And of everybody.
const OF_ALL: usize = 20_000;
/// Where there is no room, asking again makes sense after so long.
const AGAIN_MS: u64 = 60_000;

/// What became of an upload that was complete.
pub type Outcome = Result<KeptFile, Problem>;

/// What is known of an upload from its beginning.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Begun {
    pub owner: AccountId,
    pub length: u64,
    /// Whether a photo keeps where and when it was taken.
    pub keeps_place: bool,
}

/// One upload.
#[derive(Debug)]
pub struct Upload {
    pub id: Uuid,
    pub begun: Begun,
    folder: PathBuf,
    offset: AtomicU64,
    until: AtomicI64,
    /// Held by whoever adds to it.
    pub turn: tokio::sync::Mutex<()>,
    pub(super) outcome: OnceCell<Outcome>,
}

/// What of an upload is kept besides its bytes.
#[derive(Serialize, Deserialize)]
struct Slip {
    begun: Begun,
    outcome: Option<std::result::Result<KeptFile, Problem>>,
}

impl Upload {
    fn new(folder: PathBuf, id: Uuid, begun: Begun, until: i64) -> Self {
        Self {
            id,
            begun,
            folder,
            offset: AtomicU64::new(0),
            until: AtomicI64::new(until),
            turn: tokio::sync::Mutex::default(),
            outcome: OnceCell::new(),
        }
    }

    /// How much of it has come.
    pub fn offset(&self) -> u64 {
        self.offset.load(Ordering::Acquire)
    }

    /// When it is given up.
    pub fn until(&self) -> Timestamp {
        Timestamp(self.until.load(Ordering::Acquire))
    }

    /// More has come.
    pub fn came(&self, offset: u64, now: Timestamp) {
        self.offset.store(offset, Ordering::Release);
        self.until.store(now.0 + LIFE, Ordering::Release);
    }

    pub fn is_complete(&self) -> bool {
        self.offset() == self.begun.length
    }

    /// Where its bytes are.
    pub fn file(&self) -> PathBuf {
        self.folder.join(self.id.to_string())
    }

    /// Where a piece is until it is known to be right.
    pub fn piece(&self) -> PathBuf {
        self.folder.join(format!("{}.piece", self.id))
    }

    fn slip(&self) -> PathBuf {
        self.folder.join(format!("{}.json", self.id))
    }

    fn write_slip(&self, outcome: Option<Outcome>) -> Result<()> {
        let slip = Slip {
            begun: self.begun.clone(),
            outcome,
        };
        let (path, fresh) = (self.slip(), self.folder.join(format!("{}.new", self.id)));
        let written = std::fs::write(&fresh, serde_json::to_vec(&slip)?);
        written
            .and_then(|()| std::fs::rename(&fresh, &path))
            .map_err(|error| Error::file(&path, error))
    }

    /// What became of it is known from now on, and its bytes are of no more use.
    pub(super) fn settle(&self, outcome: &Outcome) -> Result<()> {
        self.write_slip(Some(outcome.clone()))?;
        remove(&self.file());
        remove(&self.piece());
        Ok(())
    }

    fn give_up(&self) {
        [self.slip(), self.file(), self.piece()]
            .iter()
            .for_each(|path| remove(path));
    }
}

/// All that are on their way.
#[derive(Debug)]
pub(super) struct Uploads {
    folder: PathBuf,
    /// Bytes that may be announced and not here yet, or here and not looked at.
    room: u64,
    known: Mutex<HashMap<Uuid, Arc<Upload>>>,
}

impl Uploads {
    /// Those that this folder holds go on.
    pub(super) fn open(folder: PathBuf, room: u64, now: Timestamp) -> Result<Self> {
        std::fs::create_dir_all(&folder).map_err(|error| Error::file(&folder, error))?;
        let entries = std::fs::read_dir(&folder).map_err(|error| Error::file(&folder, error))?;
        let mut known = HashMap::new();
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_some_and(|end| end == "json")
                && let Some(upload) = read(&folder, &path, now)
            {
                known.insert(upload.id, Arc::new(upload));
            }
        }
        Ok(Self {
            folder,
            room,
            known: Mutex::new(known),
        })
    }

    fn known<T>(&self, look: impl FnOnce(&mut HashMap<Uuid, Arc<Upload>>) -> T) -> T {
        look(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins one.
    pub(super) fn begin(&self, begun: Begun, now: Timestamp) -> Result<Arc<Upload>> {
        let upload = self.known(|known| {
            let own = known
                .values()
                .filter(|upload| upload.begun.owner == begun.owner)
                .count();
            if own >= OF_ONE || known.len() >= OF_ALL {
                return Err(Error::TooManyUploads { after_ms: AGAIN_MS });
            }
            let open = known.values().filter(|upload| !upload.outcome.initialized());
            let announced: u64 = open.map(|upload| upload.begun.length).sum();
            if announced + begun.length > self.room {
                return Err(Error::DiskFull);
            }
            let upload = Upload::new(self.folder.clone(), Uuid::new_v4(), begun, now.0 + LIFE);
            let upload = Arc::new(upload);
            known.insert(upload.id, upload.clone());
            Ok(upload)
        })?;
        let made = std::fs::File::create(upload.file()).map_err(|error| Error::file(&upload.file(), error));
        if let Err(error) = made.and_then(|_| upload.write_slip(None)) {
            self.end(&upload);
            return Err(error);
        }
        Ok(upload)
    }

    /// The one of this id, if it is this account's.
    pub(super) fn find(&self, id: Uuid, owner: AccountId) -> Option<Arc<Upload>> {
        let found = self.known(|known| known.get(&id).cloned());
        found.filter(|upload| upload.begun.owner == owner)
    }

    /// Forgets it, with all that came.
    pub(super) fn end(&self, upload: &Upload) {
        self.known(|known| known.remove(&upload.id));
        upload.give_up();
    }

    /// Forgets those that nobody goes on with.
    pub(super) fn sweep(&self, now: Timestamp) -> usize {
        let over: Vec<_> = self.known(|known| {
            let over = known.values().filter(|upload| upload.until() <= now);
            over.cloned().collect()
        });
        // One that is being added to has its time put off with every piece.
        let idle = over.iter().filter(|upload| upload.turn.try_lock().is_ok());
        idle.map(|upload| self.end(upload)).count()
    }
}

fn read(folder: &Path, slip: &Path, now: Timestamp) -> Option<Upload> {
    let id = Uuid::parse_str(slip.file_stem()?.to_str()?).ok()?;
    let Slip { begun, outcome } = serde_json::from_slice(&std::fs::read(slip).ok()?).ok()?;
    let upload = Upload::new(folder.to_owned(), id, begun, now.0 + LIFE);
    let offset = match outcome {
        Some(_) => upload.begun.length,
        None => std::fs::metadata(upload.file()).ok()?.len(),
    };
    upload.offset.store(offset, Ordering::Release);
    if let Some(outcome) = outcome {
        upload.outcome.set(outcome).ok()?;
    }
    Some(upload)
}

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, path = %path.display(), "a part of an upload stays");
    }
}
