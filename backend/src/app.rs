//! The server as a whole: opened, served, stopped.

use crate::checkpoints::{self, Checkpoints};
use crate::clock::Clock;
use crate::config::{Config, Limits};
use crate::doorman::Doorman;
use crate::error::{Error, Result};
use crate::files::Files;
use crate::findable;
use crate::http;
use crate::http::map::Maps;
use crate::jobs;
use crate::jobs::stuck::Stuck;
use crate::lists::Lists;
use crate::secrets::Secrets;
use crate::store::Store;
use crate::store::sqlite::{Options, SqliteStore};
use crate::telling::mail::Mail;
use crate::telling::outside::Outside;
use crate::telling::{self, hook};
use crate::writer::Writer;
use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, Semaphore, watch};
use tokio::task::JoinHandle;
use voice::Listener;

/// How long open requests may go on after the stop was asked for.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// What every request may use.
pub struct App {
    pub store: Arc<dyn Store>,
    pub lists: Arc<Lists>,
    pub writer: Writer,
    pub secrets: Secrets,
    pub checkpoints: Checkpoints,
    pub files: Files,
    pub clock: Clock,
    pub limits: Limits,
    /// Who turns speech into words, where somebody does.
    pub listener: Option<Arc<Listener>>,
    /// A permit for each sound that is taken in.
    pub(crate) sounds: Semaphore,
    pub(crate) doorman: Doorman,
    /// What letters go out by, where the city writes any.
    pub mail: Option<Mail>,
    /// What calls the systems of departments.
    pub(crate) caller: reqwest::Client,
    /// What the clockwork could not move on.
    pub stuck: Stuck,
    /// The way to push services, whose addresses browsers give.
    pub(crate) outside: Outside,
    /// Where people find the city.
    pub(crate) public_url: Option<String>,
    /// Held by whoever does the clockwork's work: by one at a time, so that nothing is found twice and refused once.
    pub(crate) turning: Mutex<()>,
    /// Held while people are told: by one at a time, so that nobody is told twice.
    pub(crate) telling: Mutex<()>,
    /// Held while a contact is changed.
    pub(crate) contacts: Mutex<()>,
    /// The last event of which it was written down whom to tell, as far as this process knows.
    pub(crate) told: AtomicU64,
    /// Turns true when the server is to stop.
    pub(crate) stop: watch::Receiver<bool>,
}

/// A data directory in use by this process alone.
pub struct Opened {
    app: Arc<App>,
    writer: JoinHandle<()>,
    findable: JoinHandle<()>,
    stop: watch::Sender<bool>,
    lock: File,
}

/// A server that listens.
pub struct Running {
    address: SocketAddr,
    opened: Opened,
    serving: JoinHandle<std::io::Result<()>>,
    jobs: JoinHandle<()>,
    telling: JoinHandle<()>,
}

impl Opened {
    /// Opens the data directory: takes its lock, reads or makes keys and database, checks the tree, starts the writer.
    ///
    /// # Errors
    /// [`Error::InUse`] where another process has it; [`Error::CheckpointDamaged`]; what files or database say.
    pub async fn open(config: &Config) -> Result<Self> {
        let data = &config.data;
        std::fs::create_dir_all(data).map_err(|error| Error::file(data, error))?;
        let lock = lock(&data.join("lock"))?;
        let secrets = Secrets::open(&data.join("keys"))?;
        let options = Options {
            max_pages: config.max_pages,
            ..Options::default()
        };
        let store: Arc<dyn Store> =
            Arc::new(SqliteStore::open(&data.join("huisheng.sqlite"), options).await?);
        let file = data.join("checkpoint");
        let (start, frontier) = checkpoints::check(store.as_ref(), secrets.ledger_seed(), &file).await?;
        tracing::info!(data = %data.display(), events = start.head, epoch = start.epoch, "opened");
        let city = start.city.as_ref().map(|(_, city)| city);
        let lists = Arc::new(Lists::of(store.as_ref(), city).await?);
        let (writer, task) = Writer::start(
            store.clone(),
            lists.clone(),
            start,
            frontier,
            config.clock.clone(),
        );
        let checkpoints = Checkpoints::new(file, secrets.ledger_seed(), writer.head())?;
        let findable = tokio::spawn(findable::follow(store.clone(), writer.head()));
        let (stop, stopped) = watch::channel(false);
        let files = Files::open(config, store.clone())?;
        let app = App {
            store,
            files,
            lists,
            writer,
            secrets,
            checkpoints,
            clock: config.clock.clone(),
            limits: config.limits.clone(),
            listener: config.listener.clone(),
            sounds: Semaphore::new(config.limits.sounds),
            doorman: Doorman::new(&config.limits),
            mail: config.mail.as_ref().map(Mail::new).transpose()?,
            caller: hook::caller()?,
            stuck: Stuck::default(),
            outside: Outside::new(config.push_to_loopback)?,
            public_url: config.public_url.clone(),
            turning: Mutex::new(()),
            telling: Mutex::new(()),
            contacts: Mutex::new(()),
            told: AtomicU64::new(0),
            stop: stopped,
        };
        Ok(Self {
            app: Arc::new(app),
            writer: task,
            findable,
            stop,
            lock,
        })
    }

    /// What requests use.
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// Lets the writer finish what waits, and puts everything to rest on the disk.
    pub async fn close(self) {
        let Opened {
            app,
            writer,
            findable,
            lock,
            ..
        } = self;
        if let Err(error) = app.checkpoints.newest().await {
            tracing::error!(%error, "the last head was not signed");
        }
        let store = app.store.clone();
        drop(app);
        if writer.await.is_err() {
            tracing::error!("the writer did not end well");
        }
        if findable.await.is_err() {
            tracing::error!("the index of words did not end well");
        }
        store.close().await;
        drop(lock);
        tracing::info!("closed");
    }
}

impl Running {
    /// Listens and serves.
    ///
    /// # Errors
    /// Where the address is taken.
    pub async fn start(opened: Opened, config: &Config) -> Result<Self> {
        let failed = |error| Error::File(config.listen.to_string(), error);
        let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let router = http::router(opened.app.clone(), config.web.clone(), Maps::of(config));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let mut stop = opened.stop.subscribe();
        let stopped = async move {
            // An error means that the sender is gone: there is nothing left to wait for.
            let _ = stop.wait_for(|stop| *stop).await;
        };
        let serving = axum::serve(listener, service).with_graceful_shutdown(stopped);
        let serving = tokio::spawn(serving.into_future());
        let jobs = tokio::spawn(jobs::run(opened.app.clone()));
        let telling = tokio::spawn(telling::run(opened.app.clone()));
        tracing::info!(%address, "listening");
        Ok(Self {
            address,
            opened,
            serving,
            jobs,
            telling,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What requests use.
    pub fn app(&self) -> &Arc<App> {
        &self.opened.app
    }

    /// Stops listening, finishes what was begun, and closes.
    pub async fn stop(self) {
        self.opened.stop.send_replace(true);
        let abort = self.serving.abort_handle();
        if tokio::time::timeout(LAST_REQUESTS, self.serving).await.is_err() {
            tracing::warn!("requests were still open; they are cut off");
            abort.abort();
        }
        if self.jobs.await.is_err() {
            tracing::error!("the clockwork did not end well");
        }
        if self.telling.await.is_err() {
            tracing::error!("telling people did not end well");
        }
        self.opened.close().await;
    }
}

/// One process at a time: two writers would give one number to two events.
fn lock(file: &Path) -> Result<File> {
    let open = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(file);
    let lock = open.map_err(|error| Error::file(file, error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::InUse(file.display().to_string())),
        Err(TryLockError::Error(error)) => Err(Error::file(file, error)),
    }
}
