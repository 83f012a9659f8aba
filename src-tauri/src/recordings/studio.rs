//! The thread that records: one thought after the other, so that what is asked and what is heard never meet halfway.

use super::Outcome;
use super::devices::{Hear, Microphone, Sound};
use super::player::Loudspeaker;
use super::shelf::Shelf;
use super::tape::{RATE, Tape};
use client::recording::{Abilities, Ask, LONGEST_MS, Notice, Owner, Recording, Reply};
use domain::refusal::Problem;
use std::any::Any;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use tokio::sync::oneshot;

/// The level is told after so many samples: ten times a second.
const BETWEEN_LEVELS: u32 = RATE / 10;
/// The quietest that the level shows, in decibels below the loudest.
const QUIET: f32 = -55.0;

/// What the thread is told.
pub(super) enum Order {
    Ask(Ask, oneshot::Sender<Outcome<Reply>>),
    /// Nobody is there any more.
    Leave,
    /// From the microphone that was opened as this one in turn.
    Sound(u64, Sound),
    /// What was played as this one in turn is at its end.
    Played(u64),
}

/// A recording in the making.
struct Take {
    tape: Tape,
    /// Open while it is listened, with its turn.
    microphone: Option<(u64, Box<dyn Any>)>,
    meter: Meter,
}

/// How loud it was since it was last told.
#[derive(Default)]
struct Meter {
    squares: f32,
    samples: u32,
}

pub(super) struct Studio<M, L, T> {
    shelf: Shelf,
    orders: Sender<Order>,
    microphone: M,
    loudspeaker: L,
    tell: T,
    take: Option<Take>,
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
            Order::Leave => {
                self.playing = None;
                if let Err(problem) = self.end() {
                    tracing::error!(code = problem.code, "the end of a recording");
                }
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
            })),
            Ask::Kept(owner) => Ok(Reply::Kept(self.shelf.kept(owner))),
            Ask::Start(owner) => self.begin(owner).map(|()| Reply::Done),
            Ask::Pause => {
                if let Some(take) = &mut self.take {
                    take.microphone = None;
                }
                Ok(Reply::Done)
            }
            Ask::GoOn => self.listen().map(|()| Reply::Done),
            Ask::Stop => match self.end()? {
                Some(recording) => Ok(Reply::Recording(recording)),
                None => Err(Problem::new("recording-empty")),
            },
            Ask::Play(owner, id) => self.play(owner, id).map(|()| Reply::Done),
            Ask::Hush => {
                self.playing = None;
                Ok(Reply::Done)
            }
            Ask::Delete(owner, id) => {
                self.playing = None;
                self.shelf.delete(owner, id).map(|()| Reply::Done)
            }
            // The listener's.
            Ask::Recognise { .. } => Err(Problem::new("voice-failed")),
        }
    }

    fn begin(&mut self, owner: Owner) -> Outcome<()> {
        self.playing = None;
        self.end()?;
        let (id, path) = self.shelf.place(owner)?;
        self.take = Some(Take {
            tape: Tape::begin(id, &path)?,
            microphone: None,
            meter: Meter::default(),
        });
        self.listen().inspect_err(|_| {
            self.take = None;
            // An empty file is in nobody's way.
            let _ = self.shelf.delete(owner, id);
        })
    }

    fn listen(&mut self) -> Outcome<()> {
        let Some(take) = &mut self.take else {
            return Err(Problem::new("recording-empty"));
        };
        if take.microphone.is_none() {
            self.turn += 1;
            let (turn, orders) = (self.turn, self.orders.clone());
            let hear: Hear = Arc::new(move |sound| drop(orders.send(Order::Sound(turn, sound))));
            take.microphone = Some((turn, self.microphone.open(hear)?));
        }
        Ok(())
    }

    fn hear(&mut self, turn: u64, sound: Sound) {
        let Some(take) = &mut self.take else { return };
        // What an earlier microphone still had to say came after it was closed.
        if take.microphone.as_ref().is_none_or(|(open, _)| *open != turn) {
            return;
        }
        let samples = match sound {
            Sound::Samples(samples) => samples,
            Sound::Lost => return self.stop(Problem::new("recording-microphone-lost")),
        };
        let room = LONGEST_MS.saturating_sub(take.tape.recording().ms) as usize * RATE as usize / 1_000;
        let samples = &samples[..samples.len().min(room)];
        if let Err(problem) = take.tape.write(samples) {
            return self.stop(problem);
        }
        if let Some(level) = take.meter.hear(samples) {
            let ms = take.tape.recording().ms;
            (self.tell)(Notice::Level { ms, level });
        }
        if take.tape.recording().ms >= LONGEST_MS {
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
        let Some(take) = self.take.take() else {
            return Ok(None);
        };
        drop(take.microphone);
        let recording = take.tape.end()?;
        Ok((recording.ms > 0).then_some(recording))
    }

    fn play(&mut self, owner: Owner, id: uuid::Uuid) -> Outcome<()> {
        self.playing = None;
        let samples = self.shelf.read(owner, id)?;
        self.turn += 1;
        let (turn, orders) = (self.turn, self.orders.clone());
        let done = Box::new(move || drop(orders.send(Order::Played(turn))));
        self.playing = Some((turn, self.loudspeaker.play(samples, done)?));
        Ok(())
    }
}

impl Meter {
    /// The level, when it is time to tell it.
    fn hear(&mut self, samples: &[i16]) -> Option<u8> {
        let squares = samples
            .iter()
            .map(|sample| (f32::from(*sample) / 32_768.0).powi(2));
        self.squares += squares.sum::<f32>();
        self.samples += u32::try_from(samples.len()).unwrap_or_default();
        if self.samples < BETWEEN_LEVELS {
            return None;
        }
        let Meter { squares, samples } = std::mem::take(self);
        let decibels = 10.0 * (squares / samples as f32).max(f32::MIN_POSITIVE).log10();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 100"
        )]
        Some((100.0 - 100.0 * decibels / QUIET).clamp(0.0, 100.0) as u8)
    }
}

#[cfg(test)]
mod tests;
