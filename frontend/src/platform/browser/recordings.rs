//! Recording, playing back and turning speech into words, in a browser. Nobody listens before a person presses a button,
//! nor in a pause; what is said to a draft is on this device as it comes, and what is said in passing is never there. All
//! of it is a later part of the program.

mod city;
mod shelf;
mod sound;
mod take;

use crate::platform::recording::tell;
use client::recording::{Abilities, Ask, Deleted, Notice, Owner, Recording, Reply};
use domain::refusal::Problem;
use futures::lock::Mutex;
use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use shelf::Shelf;
use sound::{Playing, Sound};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use take::Take;
use uuid::Uuid;

/// What was said before the button was pressed comes through the browser so much later.
const ON_ITS_WAY_MS: u32 = 150;

type Outcome<T> = Result<T, Problem>;

/// What of it this page has in hand.
#[derive(Default)]
struct Studio {
    /// Beginning and ending take their time, and wait for each other.
    turn: Mutex<()>,
    take: RefCell<Option<Rc<Take>>>,
    /// What was said in passing and waits to be listened to.
    passing: RefCell<Option<(Uuid, Vec<i16>)>>,
    playing: RefCell<Option<Playing>>,
    /// Counts what was asked to be heard or silent: an answer to an older one comes too late.
    plays: Cell<u32>,
    shelf: RefCell<Option<Rc<Shelf>>>,
    /// Whether the city listens, once it has said so.
    offered: Cell<Option<bool>>,
}

thread_local! {
    static STUDIO: Rc<Studio> = Rc::default();
}

/// Answers the page.
///
/// # Errors
/// What can't be done, by its code.
pub(super) async fn ask(ask: Ask) -> Outcome<Reply> {
    STUDIO.with(Rc::clone).answer(ask).await
}

/// These are gone for good.
pub(super) async fn clear(deleted: Deleted) {
    let done = async {
        let shelf = STUDIO.with(Rc::clone).shelf().await?;
        match deleted {
            Deleted::Draft(draft) => shelf.clear(draft).await,
            Deleted::All => shelf.clear_all().await,
        }
    };
    // The shelf has said what is wrong; nobody finds them any more.
    done.await.unwrap_or_default();
}

impl Studio {
    async fn answer(self: Rc<Self>, ask: Ask) -> Outcome<Reply> {
        match ask {
            Ask::Abilities => Ok(Reply::Abilities(self.abilities().await)),
            Ask::Kept(None) => Ok(Reply::Kept(Vec::new())),
            Ask::Kept(Some(owner)) => Ok(Reply::Kept(self.shelf().await?.kept(owner).await?)),
            Ask::Start(owner) => {
                let _turn = self.turn.lock().await;
                self.begin(owner).await.map(Reply::Started)
            }
            Ask::Pause => {
                let _turn = self.turn.lock().await;
                TimeoutFuture::new(ON_ITS_WAY_MS).await;
                self.pause().await.map(|()| Reply::Done)
            }
            Ask::GoOn => {
                let _turn = self.turn.lock().await;
                self.listen().await.map(|()| Reply::Done)
            }
            Ask::Stop => {
                let _turn = self.turn.lock().await;
                TimeoutFuture::new(ON_ITS_WAY_MS).await;
                let ended = self.end().await?;
                ended
                    .map(Reply::Recording)
                    .ok_or_else(|| Problem::new("recording-empty"))
            }
            Ask::Leave(id) => {
                let _turn = self.turn.lock().await;
                if self.take.borrow().as_ref().is_some_and(|take| take.id == id) {
                    TimeoutFuture::new(ON_ITS_WAY_MS).await;
                    self.end().await?;
                }
                self.passing.borrow_mut().take_if(|(passing, _)| *passing == id);
                Ok(Reply::Done)
            }
            Ask::Play(owner, id) => self.play(owner, id).await.map(|()| Reply::Done),
            Ask::Hush => {
                self.hush();
                Ok(Reply::Done)
            }
            Ask::Delete(owner, id) => {
                self.hush();
                if let Some(owner) = owner {
                    self.shelf().await?.delete(owner, id).await?;
                }
                Ok(Reply::Done)
            }
            Ask::Recognise {
                owner,
                recording,
                language,
                purpose,
            } => {
                let samples = self.samples(owner, recording).await?;
                let heard = city::hear(&samples, &language, purpose, owner.is_some()).await?;
                Ok(Reply::Heard(heard))
            }
        }
    }

    async fn abilities(&self) -> Abilities {
        if self.offered.get().is_none() {
            self.offered.set(city::offers().await);
        }
        Abilities {
            records: sound::is_there().await,
            keeps: true,
            recognises: self.offered.get().unwrap_or_default(),
            by_city: true,
        }
    }

    async fn shelf(&self) -> Outcome<Rc<Shelf>> {
        if let Some(open) = self.shelf.borrow().as_ref() {
            return Ok(Rc::clone(open));
        }
        let open = Rc::new(Shelf::open().await?);
        self.shelf.replace(Some(Rc::clone(&open)));
        Ok(open)
    }

    async fn begin(self: &Rc<Self>, owner: Owner) -> Outcome<Uuid> {
        self.hush();
        self.end().await?;
        self.passing.take();
        let take = Take::begin(owner, self.shelf().await?).await?;
        self.take.replace(Some(Rc::clone(&take)));
        if let Err(problem) = self.listen().await {
            // Nothing was said: an empty place is in nobody's way.
            self.end().await.unwrap_or_default();
            return Err(problem);
        }
        Ok(take.id)
    }

    async fn listen(self: &Rc<Self>) -> Outcome<()> {
        let take = self.take.borrow().clone();
        let take = take.ok_or_else(|| Problem::new("recording-empty"))?;
        if take.ear.borrow().is_none() {
            let (studio, hearing) = (Rc::clone(self), Rc::clone(&take));
            let ear = sound::listen(move |sound| studio.hear(&hearing, sound)).await?;
            take.ear.replace(Some(ear));
        }
        Ok(())
    }

    async fn pause(&self) -> Outcome<()> {
        let take = self.take.borrow().clone();
        if let Some(take) = take {
            take.ear.take();
            if take.owner.is_some() {
                take.keep().await?;
            }
        }
        Ok(())
    }

    fn hear(self: &Rc<Self>, take: &Rc<Take>, sound: Sound) {
        let samples = match sound {
            Sound::Samples(samples) => samples,
            Sound::Lost => return self.stop(take, Problem::new("recording-microphone-lost")),
        };
        if let Some(level) = take.hear(&samples) {
            let Recording { id, ms } = take.recording();
            tell(Notice::Level {
                recording: id,
                ms,
                level,
            });
        }
        if take.is_full() {
            self.stop(take, Problem::new("recording-full"));
        } else if take.is_to_be_kept() {
            let (studio, take) = (Rc::clone(self), Rc::clone(take));
            spawn_local(async move {
                if let Err(problem) = take.keep().await {
                    studio.stop(&take, problem);
                }
            });
        }
    }

    /// It ends by itself.
    fn stop(self: &Rc<Self>, take: &Rc<Take>, problem: Problem) {
        let (studio, take) = (Rc::clone(self), Rc::clone(take));
        spawn_local(async move {
            let _turn = studio.turn.lock().await;
            // Somebody else may have ended it meanwhile.
            if studio
                .take
                .borrow()
                .as_ref()
                .is_some_and(|now| Rc::ptr_eq(now, &take))
            {
                let recording = studio.end().await.ok().flatten();
                tell(Notice::Stopped { recording, problem });
            }
        });
    }

    /// The recording that was made, if one was.
    async fn end(&self) -> Outcome<Option<Recording>> {
        let take = self.take.take();
        let Some(take) = take else { return Ok(None) };
        let recording = take.end().await?;
        if let (Some(_), Some(samples)) = (recording, take.passing()) {
            self.passing.replace(Some((take.id, samples)));
        }
        Ok(recording)
    }

    /// What was said. What was said in passing nobody has from now on.
    async fn samples(&self, owner: Owner, id: Uuid) -> Outcome<Vec<i16>> {
        if owner.is_some() {
            return self.shelf().await?.read(id).await;
        }
        let passing = self.passing.borrow_mut().take_if(|(passing, _)| *passing == id);
        passing
            .map(|(_, samples)| samples)
            .ok_or_else(|| Problem::new("recording-empty"))
    }

    async fn play(self: &Rc<Self>, owner: Owner, id: Uuid) -> Outcome<()> {
        self.hush();
        let turn = self.plays.get();
        let unreadable = || Problem::new("voice-unreadable-sound");
        owner.ok_or_else(unreadable)?;
        let samples = self.shelf().await?.read(id).await?;
        let file = client::recording::sound::wav(&samples).map_err(|_| unreadable())?;
        let studio = Rc::clone(self);
        let done = move || {
            if studio.plays.get() == turn {
                tell(Notice::Played);
            }
        };
        let playing = sound::play(&file, done).await?;
        if self.plays.get() == turn {
            self.playing.replace(Some(playing));
        }
        Ok(())
    }

    fn hush(&self) {
        self.plays.set(self.plays.get() + 1);
        self.playing.take();
    }
}
