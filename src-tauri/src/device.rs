//! The device behind the window. It lives on a thread of its own, because the client is one thought on one
//! thread; the window's questions reach it through a channel.

use crate::files::Chosen;
use crate::host::Machine;
use crate::store::SqliteStore;
use crate::transport::Http;
use client::Client;
use client::api::{Ask, Notice, Port, Reply};
use domain::protocol::Scope;
use domain::refusal::Problem;
use futures::StreamExt;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::LocalSet;

/// Where a device keeps its data, and where its city is.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The folder for the replica; made where it is missing.
    pub(crate) folder: PathBuf,
    /// Like `https://city.example`.
    pub(crate) server: String,
}

struct Question {
    ask: Ask,
    answer: oneshot::Sender<Result<Reply, Problem>>,
}

/// A handle to the device; a copy speaks to the same one.
#[derive(Debug, Clone)]
pub(crate) struct Device {
    questions: mpsc::UnboundedSender<Question>,
    wake: Arc<Notify>,
}

impl Device {
    /// Starts the device's thread. `tell` is called there for every notice.
    ///
    /// # Errors
    /// Where the operating system gives no thread.
    pub(crate) fn start(place: Place, tell: impl Fn(Notice) + Send + 'static) -> std::io::Result<Self> {
        let (questions, asked) = mpsc::unbounded_channel();
        let wake = Arc::new(Notify::new());
        let device = Self {
            questions,
            wake: Arc::clone(&wake),
        };
        std::thread::Builder::new()
            .name("device".to_owned())
            .spawn(move || {
                let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                    Ok(runtime) => runtime,
                    Err(error) => {
                        tracing::error!(%error, "the device has no runtime");
                        return;
                    }
                };
                LocalSet::new().block_on(&runtime, live(place, wake, asked, tell));
            })?;
        Ok(device)
    }

    /// Something happened that makes a new try worth it: somebody came back to the window.
    pub(crate) fn wake(&self) {
        self.wake.notify_waiters();
    }
}

impl Port for Device {
    /// Asks the device; `device-gone` where its thread has ended.
    async fn ask(&self, ask: Ask) -> Result<Reply, Problem> {
        let (answer, answered) = oneshot::channel();
        let gone = || Problem::new("device-gone");
        self.questions
            .send(Question { ask, answer })
            .map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

async fn live(
    place: Place,
    wake: Arc<Notify>,
    mut asked: mpsc::UnboundedReceiver<Question>,
    tell: impl Fn(Notice) + 'static,
) {
    let client = match open(&place, wake).await {
        Ok(client) => Rc::new(client),
        Err(problem) => {
            // The window is there and must be able to say what is wrong.
            while let Some(question) = asked.recv().await {
                let _ = question.answer.send(Err(problem.clone()));
            }
            return;
        }
    };
    let mut notices = client.notices();
    tokio::task::spawn_local(async move {
        while let Some(notice) = notices.next().await {
            tell(notice);
        }
    });
    let running = Rc::clone(&client);
    tokio::task::spawn_local(async move { running.run().await });
    while let Some(Question { ask, answer }) = asked.recv().await {
        let client = Rc::clone(&client);
        tokio::task::spawn_local(async move {
            // Nobody may be waiting any more: the page was left.
            let _ = answer.send(client.ask(ask).await);
        });
    }
}

async fn open(place: &Place, wake: Arc<Notify>) -> Result<Client<SqliteStore, Http, Machine>, Problem> {
    let failed = |code: &'static str, error: &dyn std::fmt::Display| {
        tracing::error!(%error, folder = %place.folder.display(), code, "the device can't be opened");
        Problem::new(code)
    };
    std::fs::create_dir_all(&place.folder).map_err(|error| failed("device-store-failed", &error))?;
    let store = SqliteStore::open(&place.folder.join("replica.sqlite"))
        .await
        .map_err(|error| failed(error.code(), &error))?;
    let transport = Http::new(&place.server, wake).map_err(|error| failed("device-store-failed", &error))?;
    let machine = Machine {
        files: Chosen::new(&place.folder),
    };
    Client::open(store, transport, machine, Scope::All)
        .await
        .map_err(|error| failed(error.code(), &error))
}
