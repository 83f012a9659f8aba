//! Where recordings lie: a folder for each draft or sent proposal, here their owner.

use super::{Outcome, tape};
use client::recording::Recording;
use domain::refusal::Problem;
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// How a recording's file ends.
const KIND: &str = "wav";

/// The folders.
#[derive(Debug, Clone)]
pub(super) struct Shelf(PathBuf);

impl Shelf {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    fn folder(&self, owner: Uuid) -> PathBuf {
        self.0.join(owner.to_string())
    }

    fn path(&self, owner: Uuid, id: Uuid) -> PathBuf {
        self.folder(owner).join(id.to_string()).with_extension(KIND)
    }

    /// What is kept, the oldest first: their ids are in the order of time.
    pub(super) fn kept(&self, owner: Uuid) -> Vec<Recording> {
        let entries = fs::read_dir(self.folder(owner)).into_iter().flatten().flatten();
        let mut kept: Vec<Recording> = entries.filter_map(|entry| recording(&entry.path())).collect();
        kept.sort_by_key(|recording| recording.id);
        kept
    }

    /// Where a new one of this id goes.
    pub(super) fn place(&self, owner: Uuid, id: Uuid) -> Outcome<PathBuf> {
        fs::create_dir_all(self.folder(owner)).map_err(|error| failed(&error))?;
        Ok(self.path(owner, id))
    }

    /// Its samples.
    pub(super) fn read(&self, owner: Uuid, id: Uuid) -> Outcome<Vec<i16>> {
        tape::read(&self.path(owner, id))
    }

    /// It is gone for good.
    pub(super) fn delete(&self, owner: Uuid, id: Uuid) -> Outcome<()> {
        remove(fs::remove_file(self.path(owner, id)))
    }

    /// All of a draft's go with it.
    pub(super) fn clear(&self, draft: Uuid) {
        // What can't be removed is in nobody's way.
        let _ = remove(fs::remove_dir_all(self.folder(draft)));
    }

    /// All there are.
    pub(super) fn clear_all(&self) {
        let _ = remove(fs::remove_dir_all(&self.0));
    }
}

fn recording(path: &Path) -> Option<Recording> {
    let id = Uuid::parse_str(path.file_stem()?.to_str()?).ok()?;
    let is_ours = path.extension().is_some_and(|kind| kind == KIND);
    let ms = tape::length(path).ok()?;
    // An empty one is a program that ended before the first word.
    (is_ours && ms > 0).then_some(Recording { id, ms })
}

fn remove(done: std::io::Result<()>) -> Outcome<()> {
    match done {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(&error)),
        _ => Ok(()),
    }
}

fn failed(error: &std::io::Error) -> Problem {
    tracing::error!(%error, "the folder of recordings fails");
    Problem::new("recording-not-kept")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recordings::tape::Tape;

    fn record(shelf: &Shelf, owner: Uuid) -> Uuid {
        let id = Uuid::new_v4();
        let path = shelf.place(owner, id).expect("a place");
        let mut tape = Tape::begin(id, &path).expect("begins");
        tape.write(&[1; 800]).expect("written");
        tape.end().expect("ends");
        id
    }

    #[test]
    fn recordings_go_with_their_draft() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::new(folder.path().join("recordings"));
        let (draft, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let first = record(&shelf, draft);
        let second = record(&shelf, draft);
        record(&shelf, other);
        let ids = |owner| shelf.kept(owner).iter().map(|kept| kept.id).collect::<Vec<_>>();
        assert_eq!(ids(draft).len(), 2);
        assert!(ids(draft).contains(&first) && ids(draft).contains(&second));

        shelf.delete(draft, first).expect("deleted");
        shelf.delete(draft, first).expect("twice is once");
        assert_eq!(ids(draft), [second]);
        shelf.clear(other);
        assert!(ids(other).is_empty());
        assert_eq!(ids(draft), [second]);
        record(&shelf, other);
        shelf.clear_all();
        shelf.clear_all();
        assert!(ids(draft).is_empty() && ids(other).is_empty());
        record(&shelf, other);
    }
}
