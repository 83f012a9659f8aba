//! A recording in the making: on the disk where it belongs to somebody, in memory alone where it is said in passing.

use super::Outcome;
use super::shelf::Shelf;
use super::tape::Tape;
use client::recording::sound::milliseconds;
use client::recording::{Owner, Recording};
use uuid::Uuid;

pub(super) enum Take {
    Kept { owner: Uuid, tape: Tape },
    Passing { id: Uuid, samples: Vec<i16> },
}

/// What came of one.
pub(super) enum Ended {
    /// Nothing was heard, and nothing is left of it.
    Empty,
    Kept(Recording),
    /// Its samples are nowhere else.
    Passing(Recording, Vec<i16>),
}

impl Take {
    pub(super) fn begin(shelf: &Shelf, owner: Owner, id: Uuid) -> Outcome<Self> {
        Ok(match owner {
            Some(owner) => Self::Kept {
                owner,
                tape: Tape::begin(id, &shelf.place(owner, id)?)?,
            },
            None => Self::Passing {
                id,
                samples: Vec::new(),
            },
        })
    }

    pub(super) fn write(&mut self, heard: &[i16]) -> Outcome<()> {
        match self {
            Self::Kept { tape, .. } => tape.write(heard)?,
            Self::Passing { samples, .. } => samples.extend_from_slice(heard),
        }
        Ok(())
    }

    /// What it is by now.
    pub(super) fn recording(&self) -> Recording {
        match self {
            Self::Kept { tape, .. } => tape.recording(),
            Self::Passing { id, samples } => Recording {
                id: *id,
                ms: milliseconds(samples.len() as u64),
            },
        }
    }

    pub(super) fn end(self, shelf: &Shelf) -> Outcome<Ended> {
        let recording = self.recording();
        Ok(match self {
            Self::Kept { owner, tape } => {
                tape.end()?;
                if recording.ms == 0 {
                    shelf.delete(owner, recording.id)?;
                    Ended::Empty
                } else {
                    Ended::Kept(recording)
                }
            }
            Self::Passing { .. } if recording.ms == 0 => Ended::Empty,
            Self::Passing { samples, .. } => Ended::Passing(recording, samples),
        })
    }
}
