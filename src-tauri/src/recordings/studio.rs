//! The thread that records: one thought after the other, so that what is asked and what is heard never meet halfway.

use super::Outcome;
use super::devices::{Hear, Microphone, Sound};
use super::player::Loudspeaker;
use super::shelf::Shelf;
use super::take::{Ended, Take};
use client::recording::sound::{Meter, RATE};
use client::recording::{Abilities, Ask, LONGEST_MS, Notice, Owner, Recording, Reply};
use domain::refusal::Problem;
use std::any::Any;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use tokio::sync::oneshot;
use uuid::Uuid;

/// What the thread is told.
pub(super) enum Order {
    Ask(Ask, oneshot::Sender<Outcome<Reply>>),
    /// The samples of what was said in passing, which nobody has from now on.
    Passing(Uuid, oneshot::Sender<Outcome<Vec<i16>>>),
    /// Nobody is there any more.
    Leave,
    /// From the microphone that was opened as this one in turn.
    Sound(u64, Sound),
    /// What was played as this one in turn is at its end.
    Played(u64),
}

pub(super) struct Studio<M, L, T> {
    shelf: Shelf,
    orders: Sender<Order>,
    microphone: M,
    loudspeaker: L,
    tell: T,
    take: Option<Take>,
    /// Open while it is listened, with its turn.
    open: Option<(u64, Box<dyn Any>)>,
    meter: Meter,
    /// What was said in passing and waits to be listened to.
    passing: Option<(Uuid, Vec<i16>)>,
    playing: Option<(u64, Box<dyn Any>)>,
    turn: u64,
}

impl<M: Microphone, L: Loudspeaker, T: Fn(Notice) + Send + 'static> Studio<M, L, T> {
    pub(super) fn new(shelf: Shelf, orders: Sender<Order>, microphone: M, loudspeaker: L, tell: T) -> Self {
        Self {
            shelf,
            orders,
            microphone,
            loudspeaker,
            tell,
            take: None,
            open: None,
            meter: Meter::default(),
            passing: None,
            playing: None,
            turn: 0,
        }
    }

    /// Until nobody can ask any more.
    pub(super) fn run(mut self, asked: &Receiver<Order>) {
        while let Ok(order) = asked.recv() {
            self.follow(order);
        }
    }

    fn follow(&mut self, order: Order) {
        match order {
            Order::Ask(ask, answer) => {
                // The page may be gone.
                let _ = answer.send(self.answer(ask));
            }
            Order::Passing(id, answer) => {
                let samples = self.passing.take_if(|(passing, _)| *passing == id);
                let samples = samples.map(|(_, samples)| samples);
                let _ = answer.send(samples.ok_or_else(|| Problem::new("recording-empty")));
            }
            Order::Leave => {
                self.playing = None;
                if let Err(problem) = self.end() {
                    tracing::error!(code = problem.code, "the end of a recording");
                }
                self.passing = None;
            }
            Order::Sound(turn, sound) => self.hear(turn, sound),
            Order::Played(turn) => {
                if self.playing.take_if(|(playing, _)| *playing == turn).is_some() {
                    (self.tell)(Notice::Played);
                }
            }
        }
    }

    fn answer(&mut self, ask: Ask) -> Outcome<Reply> {
        match ask {
            Ask::Abilities => Ok(Reply::Abilities(Abilities {
                records: self.microphone.is_there(),
                keeps: true,
                recognises: false,
                by_city: false,
            })),
            Ask::Kept(owner) => {
                let kept = owner.map(|owner| self.shelf.kept(owner));
                Ok(Reply::Kept(kept.unwrap_or_default()))
            }
            Ask::Start(owner) => self.begin(owner).map(Reply::Started),
            Ask::Pause => {
                self.open = None;
                Ok(Reply::Done)
            }
            Ask::GoOn => self.listen().map(|()| Reply::Done),
            Ask::Stop => match self.end()? {
                Some(recording) => Ok(Reply::Recording(recording)),
                None => Err(Problem::new("recording-empty")),
            },
            Ask::Leave(id) => {
                if self.take.as_ref().is_some_and(|take| take.recording().id == id) {
                    self.end()?;
                }
                self.passing.take_if(|(passing, _)| *passing == id);
                Ok(Reply::Done)
            }
            Ask::Play(owner, id) => self.play(owner, id).map(|()| Reply::Done),
            Ask::Hush => {
                self.playing = None;
                Ok(Reply::Done)
            }
            Ask::Delete(owner, id) => {
                self.playing = None;
                if let Some(owner) = owner {
                    self.shelf.delete(owner, id)?;
                }
                Ok(Reply::Done)
            }
            // The listener's.
            Ask::Recognise { .. } => Err(Problem::new("voice-failed")),
        }
    }

    fn begin(&mut self, owner: Owner) -> Outcome<Uuid> {
        self.playing = None;
        self.end()?;
        self.passing = None;
        let id = new_id();
        self.take = Some(Take::begin(&self.shelf, owner, id)?);
        self.meter = Meter::default();
        match self.listen() {
            Ok(()) => Ok(id),
            Err(problem) => {
                self.end()?;
                Err(problem)
            }
        }
    }

    fn listen(&mut self) -> Outcome<()> {
        if self.take.is_none() {
            return Err(Problem::new("recording-empty"));
        }
        if self.open.is_none() {
            self.turn += 1;
            let (turn, orders) = (self.turn, self.orders.clone());
            let hear: Hear = Arc::new(move |sound| drop(orders.send(Order::Sound(turn, sound))));
            self.open = Some((turn, self.microphone.open(hear)?));
        }
        Ok(())
    }

    fn hear(&mut self, turn: u64, sound: Sound) {
        // What an earlier microphone still had to say came after it was closed.
        if self.open.as_ref().is_none_or(|(open, _)| *open != turn) {
            return;
        }
        let Some(take) = &mut self.take else { return };
        let samples = match sound {
            Sound::Samples(samples) => samples,
            Sound::Lost => return self.stop(Problem::new("recording-microphone-lost")),
        };
        let room = LONGEST_MS.saturating_sub(take.recording().ms) as usize * RATE as usize / 1_000;
        let samples = &samples[..samples.len().min(room)];
        if let Err(problem) = take.write(samples) {
            return self.stop(problem);
        }
        let Recording { id: recording, ms } = take.recording();
        if let Some(level) = self.meter.hear(samples) {
            (self.tell)(Notice::Level { recording, ms, level });
        }
        if ms >= LONGEST_MS {
            self.stop(Problem::new("recording-full"));
        }
    }

    /// It ends by itself.
    fn stop(&mut self, problem: Problem) {
        let recording = self.end().ok().flatten();
        (self.tell)(Notice::Stopped { recording, problem });
    }

    /// The recording that was made, if one was.
    fn end(&mut self) -> Outcome<Option<Recording>> {
        self.open = None;
        let Some(take) = self.take.take() else {
            return Ok(None);
        };
        Ok(match take.end(&self.shelf)? {
            Ended::Empty => None,
            Ended::Kept(recording) => Some(recording),
            Ended::Passing(recording, samples) => {
                self.passing = Some((recording.id, samples));
                Some(recording)
            }
        })
    }

    fn play(&mut self, owner: Owner, id: Uuid) -> Outcome<()> {
        self.playing = None;
        let owner = owner.ok_or_else(|| Problem::new("recording-empty"))?;
        let samples = self.shelf.read(owner, id)?;
        self.turn += 1;
        let (turn, orders) = (self.turn, self.orders.clone());
        let done = Box::new(move || drop(orders.send(Order::Played(turn))));
        self.playing = Some((turn, self.loudspeaker.play(samples, done)?));
        Ok(())
    }
}

fn new_id() -> Uuid {
    let mut random = [0; 10];
    getrandom::fill(&mut random).expect("the operating system has a source of randomness");
    let now = u64::try_from(crate::clock::now().0).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(now, &random).into_uuid()
}

#[cfg(test)]
mod tests;
