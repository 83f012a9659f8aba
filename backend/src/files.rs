//! Files that go along with what people write: taken in piece by piece, looked into, made fit to be kept, and forgotten
//! when nothing cites them.

pub mod content;
pub mod depot;
pub mod uploads;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::store::{Digest, FileRecord, Store};
use crate::writer::Writer;
use content::{Content, Unfit};
use depot::{Depot, Part};
use domain::attachment::{FileHash, KeptFile};
use domain::id::AccountId;
use domain::time::Timestamp;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use tokio::sync::Semaphore;
use uploads::{Begun, Outcome, Upload, Uploads};
use uuid::Uuid;

/// Files are looked into one at a time: a picture takes memory for its pixels.
const AT_ONCE: usize = 1;
/// What nothing cites is kept so long, in milliseconds: a command that was refused may go out again.
pub const UNCITED_LIFE: i64 = 14 * 24 * 60 * 60 * 1_000;
/// A command may cite what has at least so long to live: what it cites is not swept while it is carried out.
const MARGIN: i64 = 60 * 60 * 1_000;
/// Files of one account that nothing cites yet.
const UNCITED_OF_ONE: u32 = 60;
/// So many are swept in one go.
const SWEPT: u32 = 500;

/// The files of a city.
pub struct Files {
    store: Arc<dyn Store>,
    pub depot: Depot,
    uploads: Uploads,
    looking: Semaphore,
}

/// The earliest that a file may have been left uncited for a command to cite it now.
pub fn citable_since(now: Timestamp) -> Timestamp {
    Timestamp(now.0 - UNCITED_LIFE + MARGIN)
}

impl Files {
    /// Opens what the data directory and the depot hold.
    ///
    /// # Errors
    /// What the system says of them.
    pub fn open(config: &Config, store: Arc<dyn Store>) -> Result<Self> {
        let depot = match &config.files {
            Some(address) => Depot::s3(address)?,
            None => Depot::folder(&config.data.join("files"))?,
        };
        let uploads = config.data.join("uploads");
        Ok(Self {
            store,
            depot,
            uploads: Uploads::open(uploads, config.limits.uploads_bytes, config.clock.now())?,
            looking: Semaphore::new(AT_ONCE),
        })
    }

    /// Begins an upload.
    ///
    /// # Errors
    /// [`Error::TooManyUploads`], [`Error::DiskFull`], and what store and disk say.
    pub async fn begin(&self, begun: Begun, now: Timestamp) -> Result<Arc<Upload>> {
        if self.store.uncited(begun.owner).await? >= UNCITED_OF_ONE {
            return Err(Error::TooManyUploads {
                after_ms: MARGIN.unsigned_abs(),
            });
        }
        self.uploads.begin(begun, now)
    }

    /// This account's upload of this id.
    ///
    /// # Errors
    /// [`Error::NoSuchUpload`]
    pub fn upload(&self, id: Uuid, owner: AccountId) -> Result<Arc<Upload>> {
        self.uploads.find(id, owner).ok_or(Error::NoSuchUpload)
    }

    /// Forgets an upload.
    pub fn end(&self, upload: &Upload) {
        self.uploads.end(upload);
    }

    /// What became of an upload that is complete: looked into once, however often it is asked.
    ///
    /// # Errors
    /// What store and disk say; then it is looked into again when it is asked next.
    pub async fn outcome(&self, upload: &Upload, writer: &Writer, now: Timestamp) -> Result<Outcome> {
        let limits = writer.city().city.policy.files;
        let outcome = upload.outcome.get_or_try_init(|| async {
            let _place = self.looking.acquire().await.map_err(|_| Error::Stopping)?;
            let (file, keeps_place) = (upload.file(), upload.begun.keeps_place);
            let looked = tokio::task::spawn_blocking(move || content::examine(&file, limits, keeps_place));
            // What makes a reader of ours give up can't be what it says it is.
            let outcome = match looked.await.unwrap_or(Err(Unfit::Damaged)) {
                Ok(content) => Ok(self.keep(content, upload.begun.owner, now).await?),
                Err(unfit) => Err(unfit.problem()),
            };
            upload.settle(&outcome)?;
            Ok::<_, Error>(outcome)
        });
        outcome.await.cloned()
    }

    async fn keep(&self, content: Content, owner: AccountId, now: Timestamp) -> Result<KeptFile> {
        let hash: Digest = Sha256::digest(&content.bytes).into();
        let kept = KeptFile {
            hash: FileHash(hash),
            kind: content.kind,
            bytes: content.bytes.len() as u64,
        };
        let has_thumbnail = content.thumbnail.is_some();
        // First the bytes: what the database knows is there.
        if let Some(thumbnail) = content.thumbnail {
            self.depot.put(kept.hash, Part::Thumbnail, thumbnail).await?;
        }
        self.depot.put(kept.hash, Part::Whole, content.bytes).await?;
        let mut group = self.store.begin().await?;
        let record = FileRecord { kept, has_thumbnail };
        group.keep_file(&record, owner, now).await?;
        group.commit().await?;
        Ok(kept)
    }

    /// Forgets uploads that nobody goes on with, and files that nothing has cited for long.
    ///
    /// # Errors
    /// What store and depot say; the rest is forgotten next time.
    pub async fn sweep(&self, now: Timestamp) -> Result<()> {
        let uploads = self.uploads.sweep(now);
        let before = Timestamp(now.0 - UNCITED_LIFE);
        // While nothing is being kept, which may be the same file once more.
        let _place = self.looking.acquire().await.map_err(|_| Error::Stopping)?;
        let files = self.store.uncited_since(before, SWEPT).await?;
        if !files.is_empty() {
            // Bytes first: what is left of a sweep that is cut short is swept again.
            for hash in &files {
                self.depot.remove(*hash).await?;
            }
            let mut group = self.store.begin().await?;
            group.forget_files(&files, before).await?;
            group.commit().await?;
        }
        if uploads + files.len() > 0 {
            tracing::info!(uploads, files = files.len(), "swept");
        }
        Ok(())
    }
}
