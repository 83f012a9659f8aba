//! The signed head of the ledger. The last one is also kept in a file apart from the database, so that a restored
//! backup can't be given out as the same history: it gets another name, and with it another ledger.

use crate::error::{Error, Result};
use crate::store::{Start, Store};
use crate::writer::Head;
use domain::protocol::InclusionProof;
use ledger::{Checkpoint, Frontier, Hash, Plan, SignedNote, SignerKey};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::{Mutex, watch};

/// Signs heads, one after the other.
#[derive(Debug)]
pub struct Checkpoints {
    file: PathBuf,
    origin: String,
    signer: SignerKey,
    head: watch::Receiver<Head>,
    last: Mutex<Option<Arc<Signed>>>,
}

/// A signed head.
#[derive(Debug)]
struct Signed {
    size: u64,
    note: String,
}

/// The ledger's name: that of the history it is over.
fn origin(epoch: &str) -> String {
    format!("huisheng/{epoch}")
}

/// The tree of a store, checked against the last head that was signed. Where the store is behind it, or has another
/// past, or that was of another history, a new one begins.
///
/// # Errors
/// [`Error::CheckpointDamaged`] where the file holds no head that we signed: it tells nothing of the store then, good
/// or bad. Else what the store or the file says.
pub async fn check(store: &dyn Store, seed: &[u8; 32], file: &Path) -> Result<(Start, Frontier)> {
    let start = store.start().await?;
    let frontier = frontier(store, start.head).await?;
    let kept = match tokio::fs::read(file).await {
        Ok(kept) => kept,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((start, frontier)),
        Err(error) => return Err(Error::file(file, error)),
    };
    let signed =
        signed_by_us(&kept, seed).ok_or_else(|| Error::CheckpointDamaged(file.display().to_string()))?;
    let same = signed.origin() == origin(&start.epoch)
        && signed.size() <= start.head
        && self::frontier(store, signed.size()).await?.root() == signed.root();
    if same {
        return Ok((start, frontier));
    }
    let epoch = uuid::Uuid::new_v4().to_string();
    tracing::error!(
        file = %file.display(),
        events = start.head,
        signed = signed.size(),
        of = signed.origin(),
        old = start.epoch,
        new = epoch,
        "this database is not what was signed last: was a backup restored? A new history begins, and every \
         device reads all again"
    );
    let mut group = store.begin().await?;
    group.set_epoch(&epoch).await?;
    group.commit().await?;
    // Only now: without the file, a start after a failure here would go on with the old history.
    let aside = file.with_extension(format!("before-{epoch}"));
    tokio::fs::rename(file, &aside)
        .await
        .map_err(|error| Error::file(&aside, error))?;
    Ok((Start { epoch, ..start }, frontier))
}

/// The head that a file holds, where our key signed it, under the name of whichever history.
fn signed_by_us(kept: &[u8], seed: &[u8; 32]) -> Option<Checkpoint> {
    let text = std::str::from_utf8(kept).ok()?;
    let note: SignedNote = text.parse().ok()?;
    // The key carries the name of its log.
    let origin = text.lines().next()?;
    let log = SignerKey::from_seed(origin, seed).ok()?.verifier();
    Checkpoint::open(&note, origin, &log).ok()
}

/// The right edge of the stored tree when it had `size` leaves.
async fn frontier(store: &dyn Store, size: u64) -> Result<Frontier> {
    let subtrees = fulfil(store, &Plan::frontier(size)).await?;
    Ok(Frontier::new(size, subtrees)?)
}

/// The root of the stored tree when it had `size` leaves.
///
/// # Errors
/// What the store says.
pub async fn root(store: &dyn Store, size: u64) -> Result<Hash> {
    Ok(frontier(store, size).await?.root())
}

/// What a plan asks for, from the hashes that the store keeps: those of every eighth level.
async fn fulfil(store: &dyn Store, plan: &Plan) -> Result<Vec<Hash>> {
    let mut hashes = HashMap::new();
    for subtree in plan.subtrees() {
        let within = subtree.level % 8;
        let first = subtree.index << within;
        let parts = store
            .tree(subtree.level - within, first..first + (1 << within))
            .await?;
        if parts.len() == 1 << within {
            hashes.insert(subtree, ledger::tree::root(&parts));
        }
    }
    Ok(plan.prove(|subtree| hashes.get(&subtree).copied())?)
}

impl Checkpoints {
    /// Signs what `head` says, into `file`.
    ///
    /// # Errors
    /// [`Error::Ledger`] where the seed makes no key.
    pub fn new(file: PathBuf, seed: &[u8; 32], head: watch::Receiver<Head>) -> Result<Self> {
        let origin = origin(&head.borrow().epoch);
        Ok(Self {
            file,
            signer: SignerKey::from_seed(&origin, seed)?,
            origin,
            head,
            last: Mutex::new(None),
        })
    }

    /// The signed head of now (a C2SP checkpoint).
    ///
    /// # Errors
    /// What the file says: a head is given out only after it was kept.
    pub async fn newest(&self) -> Result<String> {
        Ok(self.signed().await?.note.clone())
    }

    async fn signed(&self) -> Result<Arc<Signed>> {
        let mut last = self.last.lock().await;
        let head = self.head.borrow().clone();
        if let Some(last) = last.as_ref().filter(|last| last.size == head.seq) {
            return Ok(last.clone());
        }
        let note = Checkpoint::new(&self.origin, head.seq, head.root)?
            .sign(&self.signer)?
            .to_string();
        keep(&self.file, &note)
            .await
            .map_err(|error| Error::file(&self.file, error))?;
        let signed = Arc::new(Signed { size: head.seq, note });
        *last = Some(signed.clone());
        Ok(signed)
    }

    /// That an event is under the newest signed head.
    ///
    /// # Errors
    /// [`Error::NoSuchEvent`], or what the store says.
    pub async fn prove(&self, store: &dyn Store, seq: u64) -> Result<InclusionProof> {
        let signed = self.signed().await?;
        let index = seq.checked_sub(1).ok_or(Error::NoSuchEvent { seq })?;
        let plan = Plan::inclusion(index, signed.size).map_err(|_| Error::NoSuchEvent { seq })?;
        let leaf = store.leaf(seq).await?.ok_or(Error::NoSuchEvent { seq })?;
        let path = fulfil(store, &plan).await?;
        Ok(InclusionProof {
            index,
            leaf: leaf.to_string(),
            path: path.iter().map(Hash::to_string).collect(),
            checkpoint: signed.note.clone(),
        })
    }
}

/// Replaces the file as a whole, on the disk before this returns. What it holds already is not written again, so that
/// it can be given out where the disk is full.
async fn keep(file: &Path, text: &str) -> std::io::Result<()> {
    use tokio::io::AsyncWriteExt;
    if tokio::fs::read(file)
        .await
        .is_ok_and(|kept| kept == text.as_bytes())
    {
        return Ok(());
    }
    let new = file.with_extension("new");
    let mut out = tokio::fs::File::create(&new).await?;
    out.write_all(text.as_bytes()).await?;
    // Only this tells that nothing could be written; `sync_all` would not.
    out.flush().await?;
    out.sync_all().await?;
    tokio::fs::rename(&new, file).await?;
    match file.parent() {
        Some(folder) => tokio::fs::File::open(folder).await?.sync_all().await,
        None => Ok(()),
    }
}
