//! A recording while it is made: a WAV file that is whole after every word, so that a program which is killed loses
//! nothing.

use super::Outcome;
use client::recording::Recording;
use client::recording::sound::{SPEC, milliseconds};
use domain::refusal::Problem;
use hound::WavWriter;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use uuid::Uuid;

/// Bytes before the first sample.
const HEADER: u64 = 44;
/// Where the header tells how long the file is, beyond these first eight bytes, and how long the sound.
const LENGTHS: [(u64, u64); 2] = [(4, 8), (40, HEADER)];

/// The open file.
pub(super) struct Tape {
    id: Uuid,
    file: File,
    writer: WavWriter<File>,
    samples: u32,
}

impl Tape {
    /// A new file.
    pub(super) fn begin(id: Uuid, path: &Path) -> Outcome<Self> {
        let file = File::create_new(path).map_err(|error| failed(&error))?;
        let second = file.try_clone().map_err(|error| failed(&error))?;
        let writer = WavWriter::new(second, SPEC).map_err(|error| failed(&error))?;
        Ok(Self {
            id,
            file,
            writer,
            samples: 0,
        })
    }

    /// Takes these in. They are with the operating system when it returns.
    pub(super) fn write(&mut self, samples: &[i16]) -> Outcome<()> {
        let Ok(count) = u32::try_from(samples.len()) else {
            return Ok(());
        };
        let mut block = self.writer.get_i16_writer(count);
        for sample in samples {
            block.write_sample(*sample);
        }
        block.flush().map_err(|error| failed(&error))?;
        self.writer.flush().map_err(|error| failed(&error))?;
        self.samples += count;
        Ok(())
    }

    /// What it is by now.
    pub(super) fn recording(&self) -> Recording {
        Recording {
            id: self.id,
            ms: milliseconds(u64::from(self.samples)),
        }
    }

    /// It is on the disk when this returns.
    pub(super) fn end(self) -> Outcome<()> {
        self.writer.finalize().map_err(|error| failed(&error))?;
        self.file.sync_all().map_err(|error| failed(&error))
    }
}

/// How long the recording in this file is. A program that was killed between a word and its count in the header has the
/// count put right here.
pub(super) fn length(path: &Path) -> std::io::Result<u32> {
    let mut file = File::options().read(true).write(true).open(path)?;
    let whole = file.metadata()?.len();
    for (at, before) in LENGTHS {
        let mut told = [0; 4];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut told)?;
        let length = u32::try_from(whole.saturating_sub(before)).unwrap_or(u32::MAX);
        if u32::from_le_bytes(told) != length {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&length.to_le_bytes())?;
        }
    }
    Ok(milliseconds(whole.saturating_sub(HEADER) / 2))
}

/// The samples of the recording in this file.
pub(super) fn read(path: &Path) -> Outcome<Vec<i16>> {
    let unreadable = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, file = %path.display(), "a recording can't be read");
        Problem::new("voice-unreadable-sound")
    };
    length(path).map_err(|error| unreadable(&error))?;
    let reader = hound::WavReader::open(path).map_err(|error| unreadable(&error))?;
    let samples: Result<Vec<i16>, _> = reader.into_samples().collect();
    samples.map_err(|error| unreadable(&error))
}

fn failed(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "a recording can't be written");
    Problem::new("recording-not-kept")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_there_although_nobody_ended_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.wav");
        let mut tape = Tape::begin(Uuid::nil(), &path).expect("begins");
        tape.write(&[7; 1_600]).expect("written");
        tape.write(&[-7; 1_600]).expect("written");
        assert_eq!(tape.recording().ms, 200);
        // As when the program is killed: nothing is ended or dropped.
        std::mem::forget(tape);
        assert_eq!(length(&path).expect("it is there"), 200);
        let samples = read(&path).expect("it can be read");
        assert_eq!(samples, [[7; 1_600], [-7; 1_600]].concat());
    }

    #[test]
    fn a_count_that_lags_behind_is_put_right() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.wav");
        let mut tape = Tape::begin(Uuid::nil(), &path).expect("begins");
        tape.write(&[1; 160]).expect("written");
        tape.end().expect("ends");
        let mut file = File::options().append(true).open(&path).expect("opens");
        file.write_all(&[2, 0].repeat(160)).expect("written");
        assert_eq!(
            read(&path).expect("it can be read"),
            [[1; 160], [2; 160]].concat()
        );
        assert_eq!(length(&path).expect("it is there"), 20);
    }

    #[test]
    fn what_is_no_recording_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.wav");
        std::fs::write(&path, "RIFF").expect("written");
        assert_eq!(
            read(&path).map_err(|p| p.code),
            Err("voice-unreadable-sound".to_owned())
        );
    }
}
