//! A recording in the making. What is said to somebody is on the shelf half a second later; what is said in passing is in
//! memory and nowhere else.

use super::Outcome;
use super::shelf::Shelf;
use super::sound::Ear;
use client::recording::sound::{Meter, RATE, milliseconds};
use client::recording::{LONGEST_MS, Owner, Recording};
use futures::lock::Mutex;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use uuid::Uuid;

/// So many samples are put on the shelf together.
const PIECE: usize = RATE as usize / 2;
/// The most that fit.
const ROOM: usize = LONGEST_MS as usize / 1_000 * RATE as usize;

pub(super) struct Take {
    pub(super) id: Uuid,
    pub(super) owner: Owner,
    /// Open while it is listened.
    pub(super) ear: RefCell<Option<Ear>>,
    shelf: Rc<Shelf>,
    meter: RefCell<Meter>,
    heard: Cell<usize>,
    /// What is not on the shelf yet.
    said: RefCell<Vec<i16>>,
    /// How much is there.
    kept: Cell<usize>,
    /// Held while more is on its way there.
    keeping: Mutex<()>,
}

impl Take {
    pub(super) async fn begin(owner: Owner, shelf: Rc<Shelf>) -> Outcome<Rc<Self>> {
        let id = Uuid::now_v7();
        if let Some(owner) = owner {
            shelf.place(owner, id).await?;
        }
        Ok(Rc::new(Self {
            id,
            owner,
            ear: RefCell::new(None),
            shelf,
            meter: RefCell::default(),
            heard: Cell::new(0),
            said: RefCell::default(),
            kept: Cell::new(0),
            keeping: Mutex::default(),
        }))
    }

    /// What it is by now.
    pub(super) fn recording(&self) -> Recording {
        Recording {
            id: self.id,
            ms: milliseconds(self.heard.get() as u64),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.heard.get() >= ROOM
    }

    /// Takes in what fits; how loud it was, when it is time to tell.
    pub(super) fn hear(&self, samples: &[i16]) -> Option<u8> {
        let samples = &samples[..samples.len().min(ROOM - self.heard.get())];
        self.said.borrow_mut().extend(samples);
        self.heard.set(self.heard.get() + samples.len());
        self.meter.borrow_mut().hear(samples)
    }

    /// Whether enough has come together for the shelf.
    pub(super) fn is_to_be_kept(&self) -> bool {
        self.owner.is_some() && self.said.borrow().len() >= PIECE
    }

    /// Puts on the shelf what is not there yet.
    pub(super) async fn keep(&self) -> Outcome<()> {
        let _keeping = self.keeping.lock().await;
        let said = self.said.take();
        if said.is_empty() {
            return Ok(());
        }
        if let Err(problem) = self.shelf.append(self.id, self.kept.get(), &said).await {
            // There may be room later; what was said since comes after it.
            let since = self.said.replace(said);
            self.said.borrow_mut().extend(since);
            return Err(problem);
        }
        self.kept.set(self.kept.get() + said.len());
        Ok(())
    }

    /// It is whole: closed, and on the shelf. `None` where nothing was said.
    pub(super) async fn end(&self) -> Outcome<Option<Recording>> {
        self.ear.take();
        let recording = self.recording();
        if let Some(owner) = self.owner {
            if recording.ms == 0 {
                self.shelf.delete(owner, self.id).await?;
            } else {
                self.keep().await?;
            }
        }
        Ok((recording.ms > 0).then_some(recording))
    }

    /// What was said in passing.
    pub(super) fn passing(&self) -> Option<Vec<i16>> {
        self.owner.is_none().then(|| self.said.take())
    }
}
