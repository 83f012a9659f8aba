//! Recording, playing back and turning speech into words, behind the window. Nothing here listens before it is asked to;
//! what is said to a draft is on the disk as it comes, and what is said in passing is never there.

mod devices;
mod listener;
mod player;
mod shelf;
mod studio;
mod take;
mod tape;

use crate::recordings::devices::Cpal;
use crate::recordings::listener::Listener;
use crate::recordings::player::Rodio;
use crate::recordings::shelf::Shelf;
use crate::recordings::studio::{Order, Studio};
use client::recording::{Abilities, Ask, Deleted, Notice, Reply};
use domain::refusal::Problem;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;
use tokio::sync::oneshot;

/// What was said before the button was pressed comes through the system so much later.
const ON_ITS_WAY: Duration = Duration::from_millis(150);

/// Why there is no sound to be heard or no sound that can be kept.
type Outcome<T> = Result<T, Problem>;

/// The way to the recordings.
pub(crate) struct Recordings {
    orders: Sender<Order>,
    listener: Listener,
    shelf: Shelf,
}

impl Recordings {
    /// Starts the thread that records. `tell` is called there.
    ///
    /// # Errors
    /// Where the operating system gives no thread.
    pub(crate) fn start(data: &Path, tell: impl Fn(Notice) + Send + 'static) -> std::io::Result<Self> {
        let shelf = Shelf::new(data.join("recordings"));
        let (orders, asked) = mpsc::channel();
        let (shelves, inbox) = (shelf.clone(), orders.clone());
        std::thread::Builder::new()
            .name("recordings".to_owned())
            // A microphone stays on the thread that opened it.
            .spawn(move || Studio::new(shelves, inbox, Cpal, Rodio, tell).run(&asked))?;
        Ok(Self {
            orders,
            listener: Listener::start(&data.join("voice"))?,
            shelf,
        })
    }

    /// Answers the window.
    ///
    /// # Errors
    /// What can't be done, by its code.
    pub(crate) async fn ask(&self, ask: Ask) -> Outcome<Reply> {
        match ask {
            Ask::Recognise {
                owner,
                recording,
                language,
                purpose,
            } => {
                let samples = match owner {
                    Some(owner) => self.shelf.read(owner, recording)?,
                    None => self.studio(|answer| Order::Passing(recording, answer)).await?,
                };
                let heard = self.listener.hear(samples, &language, purpose).await?;
                Ok(Reply::Heard(heard))
            }
            ask => {
                if matches!(ask, Ask::Stop | Ask::Pause | Ask::Leave(_)) {
                    tokio::time::sleep(ON_ITS_WAY).await;
                }
                if matches!(ask, Ask::Start(_)) {
                    // While somebody speaks, what will listen gets ready.
                    self.listener.warm_up();
                }
                match self.studio(|answer| Order::Ask(ask, answer)).await? {
                    Reply::Abilities(abilities) => Ok(Reply::Abilities(Abilities {
                        recognises: self.listener.is_there(),
                        ..abilities
                    })),
                    reply => Ok(reply),
                }
            }
        }
    }

    async fn studio<T>(&self, order: impl FnOnce(oneshot::Sender<Outcome<T>>) -> Order) -> Outcome<T> {
        let (answer, answered) = oneshot::channel();
        let gone = || Problem::new("device-gone");
        self.orders.send(order(answer)).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }

    /// The page that asked is gone: nobody is listened to for it, and nothing is played. What was said to a draft is kept.
    pub(crate) fn leave(&self) {
        // A thread that has ended neither listens nor plays.
        let _ = self.orders.send(Order::Leave);
    }

    /// These are gone for good.
    pub(crate) fn clear(&self, deleted: Deleted) {
        match deleted {
            Deleted::Draft(draft) => self.shelf.clear(draft),
            Deleted::All => self.shelf.clear_all(),
        }
    }
}
