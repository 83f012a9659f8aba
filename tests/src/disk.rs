//! A disk so small that a test can fill it.

use crate::process::Program;
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// Where the system lets somebody mount, a real disk in memory, seen only by the programs that are started on it; where
/// it does not (as in most containers), a limit to the size of each file, which fails in the same places.
#[derive(Debug)]
pub struct SmallDisk {
    folder: TempDir,
    /// Keeps the mount alive; `None` where the size of files is limited instead.
    holder: Option<Program>,
    filled: bool,
}

const SIZE: usize = 48 << 20;
const FILLER: usize = 16 << 20;

impl SmallDisk {
    /// A disk with some megabytes of room, and a filler that can be thrown away.
    ///
    /// # Errors
    /// Where there is not even room for that.
    pub async fn new() -> Result<Self> {
        let folder = TempDir::with_prefix("huisheng-disk-")?;
        let script =
            format!("mount -t tmpfs -o size={SIZE} tmpfs \"$0\" && echo mounted && exec sleep infinity");
        let mut command = Command::new("unshare");
        if !nix::unistd::geteuid().is_root() {
            command.args(["--user", "--map-root-user"]);
        }
        command.args(["--mount", "sh", "-c", &script]).arg(folder.path());
        let holder = Program::start("disk", &mut command)?;
        let mounted = holder
            .says(|line| (line == "mounted").then_some(()))
            .await
            .is_ok();
        let disk = Self {
            folder,
            holder: mounted.then_some(holder),
            filled: true,
        };
        if let Some(filler) = disk.filler() {
            fs::write(filler, vec![0; FILLER])?;
        }
        Ok(disk)
    }

    /// Its folder, as the programs on it see it.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Whether it is a disk of its own, rather than a limit to the size of files.
    pub fn is_real(&self) -> bool {
        self.holder.is_some()
    }

    /// The same command, run on this disk.
    pub fn on(&self, command: &Command) -> Command {
        let mut outer = match &self.holder {
            Some(holder) => {
                let mut outer = Command::new("nsenter");
                outer.args(["--target", &holder.id().to_string(), "--mount"]);
                if !nix::unistd::geteuid().is_root() {
                    outer.args(["--user", "--preserve-credentials"]);
                }
                outer.arg("--");
                outer
            }
            None if self.filled => {
                // In blocks of 512 bytes. The signal would end the program before the error could be seen.
                let script = format!(
                    "trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"",
                    (SIZE - FILLER) / 512 / 2
                );
                let mut outer = Command::new("sh");
                outer.args(["-c", &script]);
                outer
            }
            None => Command::new("env"),
        };
        outer.arg(command.get_program()).args(command.get_args());
        let set = command
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?)));
        outer.envs(set.collect::<Vec<(&OsStr, &OsStr)>>());
        outer
    }

    /// Takes all the room that is left, where the disk is a real one.
    ///
    /// # Errors
    /// Where it can't be taken.
    pub fn fill(&self) -> Result<()> {
        const BLOCK: [u8; 4096] = [0; 4096];
        let Some(filler) = self.filler() else {
            return Ok(());
        };
        let mut filler = fs::File::options().create(true).append(true).open(filler)?;
        loop {
            match filler.write_all(&BLOCK) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Throws the filler away; a program started anew certainly has room.
    ///
    /// # Errors
    /// When it is not there.
    pub fn make_room(&mut self) -> Result<()> {
        self.filled = false;
        self.filler()
            .map_or(Ok(()), fs::remove_file)
            .context("the filler")
    }

    /// The filler, by a way that leads into the mount from outside.
    fn filler(&self) -> Option<PathBuf> {
        let root = PathBuf::from(format!("/proc/{}/root", self.holder.as_ref()?.id()));
        Some(root.join(self.path().strip_prefix("/").ok()?).join("filler"))
    }
}
