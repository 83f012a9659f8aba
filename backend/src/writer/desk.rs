//! Where jobs are decided, and from where sheets go to be written.
//!
//! Two things go on at a time: one sheet is being written, the next one is being decided on what the first one will
//! leave. Should the first one not be kept, nothing that was decided after it happened either.

use super::cache::Cache;
use super::scene::{Scene, Sources};
use super::{Asked, Head, Job, Log, Published, QUEUE};
use crate::accounts::{AccountJob, Granted, InLog};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::lists::Lists;
use crate::store::{Batch, Store};
use domain::actor::{Actor, Person};
use domain::command::{Command, Order};
use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::{Action, ActionKind, allowed};
use domain::protocol::{Me, Outcome};
use domain::time::Timestamp;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Commands on one sheet, as far as whole jobs go.
const SHEET: usize = 1_000;
/// Whom to answer, and with how many outcomes.
enum Reply {
    Commands(usize, oneshot::Sender<Result<Vec<Outcome>>>),
    Account(oneshot::Sender<Result<Granted>>),
}

impl Reply {
    fn refuse(self, error: Error) {
        match self {
            Reply::Commands(_, reply) => drop(reply.send(Err(error))),
            Reply::Account(reply) => drop(reply.send(Err(error))),
        }
    }
}

impl Job {
    fn weight(&self) -> usize {
        match self {
            Job::Commands(asked, _) => asked.len().max(1),
            Job::Account(..) => 1,
        }
    }

    fn refuse(self, error: Error) {
        match self {
            Job::Commands(asked, reply) => Reply::Commands(asked.len(), reply).refuse(error),
            Job::Account(_, reply) => Reply::Account(reply).refuse(error),
        }
    }

    /// What a job about accounts leads to in the log.
    fn in_log(&self) -> Option<InLog> {
        match self {
            Job::Account(job, _) => job.in_log(),
            Job::Commands(..) => None,
        }
    }
}

/// What is decided together and kept together.
struct Sheet {
    /// Where the log stood before it.
    before: Log,
    scene: Scene,
    accounts: Vec<AccountJob>,
    replies: Vec<Reply>,
    outcomes: VecDeque<Outcome>,
    weight: usize,
    /// What it leads to is in no cache: it changes whose things are whose.
    hands_over: bool,
    /// Who is let go with it.
    leaves: Option<AccountId>,
}

impl Sheet {
    fn after(log: &Log) -> Self {
        Self {
            before: log.clone(),
            scene: Scene::default(),
            accounts: Vec::new(),
            replies: Vec::new(),
            outcomes: VecDeque::new(),
            weight: 0,
            hands_over: false,
            leaves: None,
        }
    }

    fn refuse(self, error: &Error) {
        tracing::error!(%error, jobs = self.replies.len(), "a group was not kept");
        for reply in self.replies {
            reply.refuse(match error {
                Error::DiskFull => Error::DiskFull,
                _ => Error::Internal("the group was not kept".to_owned()),
            });
        }
    }
}

/// A sheet on its way to the disk.
struct Writing {
    sheet: Sheet,
    /// Where the log stands once it is kept.
    after: Log,
    task: JoinHandle<Result<Vec<Result<Granted>>>>,
}

pub(super) struct Desk {
    store: Arc<dyn Store>,
    lists: Arc<Lists>,
    /// Ahead of the store by what is being written and what is on the open sheet.
    log: Log,
    clock: Clock,
    cache: Cache,
    open: Sheet,
    writing: Option<Writing>,
    waiting: VecDeque<Job>,
    /// Accounts that were let go: what they asked for just before is not done any more.
    gone: HashSet<AccountId>,
    head: watch::Sender<Head>,
    city: watch::Sender<Arc<Published>>,
}

impl Desk {
    pub(super) fn new(
        store: Arc<dyn Store>,
        lists: Arc<Lists>,
        log: Log,
        clock: Clock,
        head: watch::Sender<Head>,
        city: watch::Sender<Arc<Published>>,
    ) -> Self {
        Self {
            store,
            lists,
            clock,
            cache: Cache::default(),
            open: Sheet::after(&log),
            log,
            writing: None,
            waiting: VecDeque::new(),
            gone: HashSet::new(),
            head,
            city,
        }
    }

    pub(super) async fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut taken = Vec::with_capacity(QUEUE);
        loop {
            self.decide().await;
            if self.writing.is_none() && !self.open.replies.is_empty() {
                self.write();
            }
            let room = QUEUE.saturating_sub(self.waiting.len());
            tokio::select! {
                biased;
                written = written(&mut self.writing) => self.finish(written),
                count = jobs.recv_many(&mut taken, room), if room > 0 => {
                    if count == 0 {
                        break;
                    }
                    self.waiting.extend(taken.drain(..));
                }
            }
        }
        // Nobody can ask any more; what was asked is still done.
        loop {
            if self.writing.is_some() {
                let written = written(&mut self.writing).await;
                self.finish(written);
            }
            self.decide().await;
            if self.open.replies.is_empty() {
                return;
            }
            self.write();
        }
    }

    /// Decides what waits, as far as the open sheet has room.
    async fn decide(&mut self) {
        while let Some(job) = self.waiting.front() {
            let is_first = self.open.replies.is_empty();
            if let Some(in_log) = job.in_log() {
                // It looks at what is in the store, and what comes after it must find what it leaves there.
                if is_first
                    && self.writing.is_none()
                    && let Some(job) = self.waiting.pop_front()
                {
                    self.add_alone(job, in_log).await;
                }
                return;
            }
            let written = self.writing.as_ref().map(|writing| &writing.sheet);
            if self.open.hands_over || written.is_some_and(|sheet| sheet.hands_over) {
                return;
            }
            let mut weight = self.open.weight;
            let mut jobs = Vec::new();
            while let Some(job) = self.waiting.pop_front_if(|job: &mut Job| {
                let fits = weight == 0 || weight + job.weight() <= SHEET;
                fits && job.in_log().is_none()
            }) {
                weight += job.weight();
                jobs.push(job);
            }
            if jobs.is_empty() {
                return;
            }
            self.add(jobs).await;
        }
    }

    /// Puts jobs on the open sheet.
    async fn add(&mut self, jobs: Vec<Job>) {
        let mut asked = Vec::new();
        for job in jobs {
            if self.is_of_gone(&job) {
                job.refuse(Error::SessionEnded);
                continue;
            }
            self.open.weight += job.weight();
            match job {
                Job::Commands(commands, reply) => {
                    self.open.replies.push(Reply::Commands(commands.len(), reply));
                    asked.extend(commands);
                }
                Job::Account(job, reply) => {
                    self.open.replies.push(Reply::Account(reply));
                    self.open.accounts.push(job);
                }
            }
        }
        match self.settle(&asked).await {
            Ok(outcomes) => self.open.outcomes.extend(outcomes),
            Err(error) => self.void(&error),
        }
    }

    /// Whether somebody asks who was let go since. A guest may begin anew.
    fn is_of_gone(&mut self, job: &Job) -> bool {
        if let Job::Account(AccountJob::Guest { account, .. }, _) = job {
            self.gone.remove(account);
        }
        match job {
            Job::Commands(asked, _) => {
                let mut people = asked.iter().filter_map(|asked| asked.actor.person());
                people.any(|person| self.gone.contains(&person.account))
            }
            Job::Account(job, _) => job.about().is_some_and(|account| self.gone.contains(&account)),
        }
    }

    async fn settle(&mut self, asked: &[Asked]) -> Result<Vec<Outcome>> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let sources = Sources {
            store: self.store.as_ref(),
            cache: &mut self.cache,
            written: self.writing.as_ref().map(|writing| &writing.sheet.scene),
        };
        self.open.scene.load(sources, asked).await?;
        let settle = |asked| self.open.scene.settle(&mut self.log, asked);
        asked.iter().map(settle).collect()
    }

    /// A job about accounts, with what it leads to in the log first, alone on its sheet.
    async fn add_alone(&mut self, job: Job, in_log: InLog) {
        if self.is_of_gone(&job) {
            return job.refuse(Error::SessionEnded);
        }
        let Job::Account(job, reply) = job else { return };
        let asked = match in_log {
            InLog::HandOver { guest, account } => self.both_support(guest, account).await,
            InLog::Leave { account, words } => self.leave(account, words).await,
        };
        let asked = match asked {
            Ok(asked) => asked,
            Err(error) => return Reply::Account(reply).refuse(error),
        };
        self.open.hands_over = true;
        if let InLog::Leave { account, .. } = in_log {
            self.open.leaves = Some(account);
        }
        self.open.replies.push(Reply::Account(reply));
        self.open.accounts.push(job);
        if let Err(error) = self.settle(&asked).await {
            self.void(&error);
        }
    }

    /// One person has one support: where both gave theirs, the guest's is taken back.
    async fn both_support(&self, guest: AccountId, account: AccountId) -> Result<Vec<Asked>> {
        let both = self.store.supported_by_both(guest, account).await?;
        let unsupport = |id| self.by_person(Person::guest(guest), id, Action::Unsupport {});
        Ok(both.into_iter().map(unsupport).collect())
    }

    /// What an account leaves: its roles, and its part in each case; where its words go too, what it wrote and is open is
    /// withdrawn before. Nothing where there is no such account any more.
    async fn leave(&self, account: AccountId, words: bool) -> Result<Vec<Asked>> {
        let Some(me) = self.store.me(account).await? else {
            return Ok(Vec::new());
        };
        let person = me.person();
        let now = self.clock.now();
        let mut asked = Vec::new();
        if person.administers() {
            let staff = self.store.staff().await?;
            let others = staff.iter().filter(|other| other.account != account);
            if !others.map(Me::person).any(|other| other.administers()) {
                return Err(Error::LastAdministrator);
            }
        }
        if !me.roles.is_empty() {
            let roles = Vec::new();
            asked.push(Asked::by_system(Order::Roles { account, roles }, now));
        }
        for known in self.store.known(&self.store.cases_of(account).await?).await? {
            let case = known.proposal;
            if words && case.author == Some(account) && allowed(ActionKind::Withdraw, case.state).is_some() {
                asked.push(self.by_person(person.clone(), case.id, Action::Withdraw {}));
            }
            let leave = Order::Leave {
                proposal: case.id,
                account,
                erase: words,
            };
            asked.push(Asked::by_system(leave, now));
        }
        Ok(asked)
    }

    fn by_person(&self, person: Person, proposal: ProposalId, action: Action) -> Asked {
        let at = self.clock.now();
        Asked {
            actor: Actor::Person(person),
            at,
            command: Command {
                id: CommandId(Uuid::new_v4()),
                at,
                order: Order::Proposal {
                    proposal,
                    seen: None,
                    action,
                },
            },
        }
    }

    /// Nothing on the open sheet happened.
    fn void(&mut self, error: &Error) {
        self.log = self.open.before.clone();
        std::mem::replace(&mut self.open, Sheet::after(&self.log)).refuse(error);
    }

    /// Sends the open sheet to the disk.
    fn write(&mut self) {
        let mut sheet = std::mem::replace(&mut self.open, Sheet::after(&self.log));
        let batch = sheet.scene.batch();
        let accounts = std::mem::take(&mut sheet.accounts);
        self.writing = Some(Writing {
            sheet,
            after: self.log.clone(),
            task: tokio::spawn(keep(
                self.store.clone(),
                self.lists.clone(),
                batch,
                accounts,
                self.clock.now(),
            )),
        });
    }

    /// Answers everybody on a sheet that was written, or could not be.
    fn finish(&mut self, written: Option<(Writing, Result<Vec<Result<Granted>>>)>) {
        let Some((writing, kept)) = written else {
            return;
        };
        let Writing { mut sheet, after, .. } = writing;
        let granted = match kept {
            Ok(granted) => granted,
            Err(error) => {
                // What was decided after it was decided on what never came to be.
                self.open.before = sheet.before.clone();
                self.void(&error);
                self.cache = Cache::default();
                sheet.refuse(&error);
                return;
            }
        };
        if sheet.hands_over {
            self.gone.extend(sheet.leaves);
            self.cache = Cache::default();
        } else {
            sheet.scene.known().for_each(|known| self.cache.put(known));
        }
        if after.city_seq != sheet.before.city_seq {
            self.city.send_replace(after.published());
        }
        if after.head != sheet.before.head {
            self.head.send_replace(after.head());
        }
        let mut granted = granted.into_iter();
        for reply in sheet.replies {
            // A caller who is gone has asked nothing of us any more; what they sent is kept all the same.
            match reply {
                Reply::Commands(count, reply) => {
                    drop(reply.send(Ok(sheet.outcomes.drain(..count).collect())));
                }
                Reply::Account(reply) => drop(
                    reply.send(
                        granted
                            .next()
                            .unwrap_or_else(|| Err(Error::Internal("a job without an answer".to_owned()))),
                    ),
                ),
            }
        }
    }
}

/// Comes when what is being written is on the disk, or can't be; never where nothing is.
async fn written(writing: &mut Option<Writing>) -> Option<(Writing, Result<Vec<Result<Granted>>>)> {
    let kept = match writing {
        Some(writing) => (&mut writing.task).await,
        None => std::future::pending().await,
    };
    let kept = kept.unwrap_or_else(|error| Err(Error::Internal(error.to_string())));
    writing.take().map(|writing| (writing, kept))
}

/// Writes a sheet: what each job about accounts was answered.
async fn keep(
    store: Arc<dyn Store>,
    lists: Arc<Lists>,
    batch: Batch,
    accounts: Vec<AccountJob>,
    now: Timestamp,
) -> Result<Vec<Result<Granted>>> {
    let mut group = store.begin().await?;
    // First, because what is taken back from a guest must be there before the guest's things are handed over.
    group.write(&batch).await?;
    let mut granted = Vec::with_capacity(accounts.len());
    for job in &accounts {
        granted.push(match job.carry_out(group.as_mut(), now).await {
            Err(error) if error.status().is_server_error() => return Err(error),
            granted => granted,
        });
    }
    group.commit().await?;
    lists.take_in(&batch);
    Ok(granted)
}
