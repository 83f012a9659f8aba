//! Room set aside on the disk. SQLite makes files of its own before it reads anything (the index of its write-ahead
//! log, `-shm`), so that a database on a full disk could not even be read: what is set aside is given up for them.

use std::fs::File;
use std::io::{Result, Write};
use std::path::{Path, PathBuf};

/// The index takes 32 KiB for 16 MiB of write-ahead log: enough for half a gigabyte, eight times what is kept of it.
const SIZE: u64 = 1 << 20;
const BLOCK: usize = 64 << 10;

/// The file that holds the room.
#[derive(Debug)]
pub(super) struct Reserve(PathBuf);

impl Reserve {
    /// That of a database: the file `reserve` in the same folder.
    pub(super) fn beside(database: &Path) -> Self {
        Self(database.with_file_name("reserve"))
    }

    /// Makes room; whether there was any to make.
    pub(super) fn give_up(&self) -> bool {
        let given_up = std::fs::remove_file(&self.0).is_ok();
        if given_up {
            tracing::warn!(file = %self.0.display(), "the disk is full: what was set aside is used to start");
        }
        given_up
    }

    /// Sets aside what is missing, as far as there is room.
    pub(super) fn fill(&self) {
        if let Err(error) = self.try_fill() {
            tracing::warn!(%error, file = %self.0.display(), "less is set aside than the next start may need");
        }
    }

    fn try_fill(&self) -> Result<()> {
        let mut file = File::options().create(true).append(true).open(&self.0)?;
        let mut missing = SIZE.saturating_sub(file.metadata()?.len());
        if missing == 0 {
            return Ok(());
        }
        let mut block = [0; BLOCK];
        while missing > 0 {
            // Nothing that a disk which compresses could keep in less room.
            getrandom::fill(&mut block).map_err(std::io::Error::other)?;
            let part = missing.min(BLOCK as u64);
            file.write_all(&block[..part as usize])?;
            missing -= part;
        }
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reserve() -> (tempfile::TempDir, Reserve) {
        let folder = tempfile::tempdir().expect("a folder");
        let reserve = Reserve::beside(&folder.path().join("city.sqlite"));
        (folder, reserve)
    }

    #[test]
    fn what_is_set_aside_is_really_taken() {
        let (folder, reserve) = reserve();
        reserve.fill();
        let kept = std::fs::metadata(folder.path().join("reserve")).expect("there");
        assert_eq!(kept.len(), SIZE);
        #[cfg(unix)]
        assert!(std::os::unix::fs::MetadataExt::blocks(&kept) * 512 >= SIZE);
    }

    #[test]
    fn what_is_missing_is_added_and_nothing_more() {
        let (folder, reserve) = reserve();
        let file = folder.path().join("reserve");
        std::fs::write(&file, [7; BLOCK + 1]).expect("written");
        for _ in 0..2 {
            reserve.fill();
            let kept = std::fs::read(&file).expect("there");
            assert_eq!(kept.len() as u64, SIZE);
            assert_eq!(&kept[..=BLOCK], &[7; BLOCK + 1]);
        }
    }

    #[test]
    fn it_is_given_up_once() {
        let (_folder, reserve) = reserve();
        assert!(!reserve.give_up(), "there was none");
        reserve.fill();
        assert!(reserve.give_up());
        assert!(!reserve.give_up());
    }
}
