//! The one writer. Everything that changes the city waits in one queue. What waits is decided at once, in order, onto a
//! sheet; while one sheet is being written to the disk, the next one fills, and is written as one group after it.
//! Answers go out when their sheet is on the disk.

mod cache;
mod desk;
mod scene;

use crate::accounts::{AccountJob, Granted};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::lists::Lists;
use crate::store::{Start, Store};
use desk::Desk;
use domain::actor::Actor;
use domain::city::City;
use domain::command::{Command, Order};
use domain::draw::Draw;
use domain::id::CommandId;
use domain::protocol::Outcome;
use domain::time::Timestamp;
use ledger::{Frontier, Hash};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Jobs that may wait before callers are asked to come again.
const QUEUE: usize = 1_024;

/// One command by somebody, received at some time.
#[derive(Debug, Clone)]
pub struct Asked {
    pub actor: Actor,
    /// The time of receipt.
    pub at: Timestamp,
    pub command: Command,
}

impl Asked {
    /// What the system itself asks for, now.
    pub fn by_system(order: Order, now: Timestamp) -> Self {
        Self {
            actor: Actor::System,
            at: now,
            command: Command {
                id: CommandId(Uuid::new_v4()),
                at: now,
                order,
            },
        }
    }
}

/// Where the log stands, as everybody may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The newest sequence number.
    pub seq: u64,
    /// The root of the ledger's tree over the whole log.
    pub root: Hash,
    /// Names this history.
    pub epoch: Arc<str>,
}

enum Job {
    Commands(Vec<Asked>, oneshot::Sender<Result<Vec<Outcome>>>),
    Account(AccountJob, oneshot::Sender<Result<Granted>>),
}

/// A handle on the writer; the writer stops when the last one is gone and the queue is empty.
#[derive(Debug, Clone)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
    head: watch::Receiver<Head>,
    city: watch::Receiver<Arc<Published>>,
}

/// The directory that holds, and the event that published it.
#[derive(Debug, Clone)]
pub struct Published {
    /// 0 where none was published yet.
    pub seq: u64,
    pub city: City,
}

impl Writer {
    /// Starts the writer on a store whose tree was checked.
    pub fn start(
        store: Arc<dyn Store>,
        lists: Arc<Lists>,
        start: Start,
        frontier: Frontier,
        clock: Clock,
    ) -> (Self, JoinHandle<()>) {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let log = Log::new(start, frontier);
        let (head_sender, head) = watch::channel(log.head());
        let (city_sender, city) = watch::channel(log.published());
        let desk = Desk::new(store, lists, log, clock, head_sender, city_sender);
        (Self { queue, head, city }, tokio::spawn(desk.run(jobs)))
    }

    /// Has commands carried out, in order; one outcome for each.
    ///
    /// # Errors
    /// [`Error::RetryLater`] where too many wait; what the store says where nothing of the group was kept.
    pub async fn commands(&self, asked: Vec<Asked>) -> Result<Vec<Outcome>> {
        let (reply, answer) = oneshot::channel();
        self.send(Job::Commands(asked, reply))?;
        answer.await.map_err(|_| Error::Stopping)?
    }

    /// The same, however long the queue is: for the city's own work.
    ///
    /// # Errors
    /// What the store says where nothing of the group was kept.
    pub async fn commands_in_turn(&self, asked: Vec<Asked>) -> Result<Vec<Outcome>> {
        let (reply, answer) = oneshot::channel();
        let sent = self.queue.send(Job::Commands(asked, reply)).await;
        sent.map_err(|_| Error::Stopping)?;
        answer.await.map_err(|_| Error::Stopping)?
    }

    /// Has an account made, changed or signed in.
    ///
    /// # Errors
    /// As for [`Writer::commands`], and what stands in the way of this job.
    pub async fn account(&self, job: AccountJob) -> Result<Granted> {
        let (reply, answer) = oneshot::channel();
        self.send(Job::Account(job, reply))?;
        answer.await.map_err(|_| Error::Stopping)?
    }

    /// Where the log stands, now and whenever it moves.
    pub fn head(&self) -> watch::Receiver<Head> {
        self.head.clone()
    }

    /// The directory that holds.
    pub fn city(&self) -> Arc<Published> {
        self.city.borrow().clone()
    }

    fn send(&self, job: Job) -> Result<()> {
        self.queue.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => Error::RetryLater { after_ms: 500 },
            mpsc::error::TrySendError::Closed(_) => Error::Stopping,
        })
    }
}

/// What the writer knows of the log without asking the store.
#[derive(Debug, Clone)]
struct Log {
    epoch: Arc<str>,
    head: u64,
    frontier: Frontier,
    city: Arc<City>,
    /// The event that published it; 0 for none.
    city_seq: u64,
    numbers: HashMap<i32, u32>,
    /// The last draw of closed cases.
    drawn: Option<Arc<Draw>>,
}

impl Log {
    fn new(start: Start, frontier: Frontier) -> Self {
        let (city_seq, city) = start.city.unwrap_or_else(|| (0, City::unwritten()));
        Self {
            epoch: start.epoch.into(),
            head: start.head,
            frontier,
            city: Arc::new(city),
            city_seq,
            numbers: start.numbers,
            drawn: start.drawn.map(Arc::new),
        }
    }

    fn publish(&mut self, seq: u64, city: &City) {
        self.city = Arc::new(city.clone());
        self.city_seq = seq;
    }

    fn published(&self) -> Arc<Published> {
        Arc::new(Published {
            seq: self.city_seq,
            city: self.city.as_ref().clone(),
        })
    }

    fn head(&self) -> Head {
        Head {
            seq: self.head,
            root: self.frontier.root(),
            epoch: self.epoch.clone(),
        }
    }
}
