//! Several tabs, one client. The tab that holds the lock runs it; the others send it their questions over a
//! `BroadcastChannel`. Where the leading tab ends, the lock passes on; where a browser has put it to sleep, the tab in
//! front takes the lock from it.

use super::fetch::Fetch;
use super::host::BrowserHost;
use super::later;
use super::locks::{self, How};
use super::store::BrowserStore;
use client::Client;
use client::api::{Ask, First, Notice, Reply};
use domain::protocol::Scope;
use domain::refusal::Problem;
use futures::channel::{mpsc, oneshot};
use futures::future::{AbortHandle, Either, FutureExt, LocalBoxFuture, Shared, select};
use futures::{StreamExt, future};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::document;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "huisheng";
/// [`Notice::Changed`]: it is said often, and needs no JSON.
const CHANGED: &str = "changed";
/// The client begins to keep in step with the city when the first page stands, or after so long.
const HEAD_START_MS: u32 = 2_000;
/// So long after what it shows was answered the first page is drawn.
const DRAWING_MS: u32 = 100;
/// After so long it is tried again to fetch the part of the program that keeps in step.
const AGAIN_MS: u32 = 5_000;
/// While it works on a question, the leading tab says so at this interval…
const BEAT_MS: u32 = 1_000;
/// …and one that has said nothing for so long sleeps. Browsers slow the timers of tabs at the back.
const PATIENCE_MS: u32 = 4_000;

pub(super) type TheClient = Client<BrowserStore, Fetch, BrowserHost>;
pub(super) type Answer = Result<Reply, Problem>;
type Listener = Rc<dyn Fn(Notice)>;
type Opening = Shared<LocalBoxFuture<'static, Result<Rc<TheClient>, Problem>>>;

/// What tabs say to each other, as JSON; [`CHANGED`] alone is said in a word.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    /// To whoever leads.
    Question(Uuid, Box<Ask>),
    Heard(Uuid),
    Answer(Uuid, Box<Answer>),
    Notice(Notice),
}

/// What this tab is.
enum Role {
    /// Not known yet.
    Finding,
    /// It runs the client.
    Leading { client: Opening, running: AbortHandle },
    /// Another tab does.
    Following,
}

pub(super) struct Tab {
    role: RefCell<Role>,
    /// Questions that wait for this tab's role.
    finding: RefCell<Vec<oneshot::Sender<()>>>,
    /// Questions on their way to the leading tab.
    asked: RefCell<BTreeMap<Uuid, mpsc::UnboundedSender<Option<Answer>>>>,
    tell: RefCell<Vec<Listener>>,
    /// Many questions may lose patience at once; one of them takes the lock.
    taking: Cell<bool>,
    /// Told when the first page stands.
    standing: RefCell<Option<oneshot::Sender<()>>>,
    channel: Option<BroadcastChannel>,
}

thread_local! {
    static TAB: Rc<Tab> = Tab::start();
}

/// Asks the client, wherever it runs.
///
/// # Errors
/// The client's [`Problem`], or the store's where it could not be opened.
pub(super) async fn ask(ask: Ask) -> Answer {
    let tab = TAB.with(Rc::clone);
    loop {
        let client = match &*tab.role.borrow() {
            Role::Finding => {
                let (tell, told) = oneshot::channel();
                tab.finding.borrow_mut().push(tell);
                Next::Wait(told)
            }
            Role::Leading { client, .. } => Next::Here(client.clone()),
            Role::Following => Next::There,
        };
        match client {
            Next::Wait(told) => drop(told.await),
            Next::Here(client) => return tab.answer(client.await?, ask).await,
            Next::There => {
                if let Some(answer) = tab.ask_leader(&ask).await {
                    return answer;
                }
            }
        }
    }
}

/// Where a question goes next.
enum Next {
    Wait(oneshot::Receiver<()>),
    Here(Opening),
    There,
}

/// Listens for as long as the page lives.
pub(super) fn on_notice(tell: impl Fn(Notice) + 'static) {
    TAB.with(|tab| tab.tell.borrow_mut().push(Rc::new(tell)));
}

impl Tab {
    fn start() -> Rc<Self> {
        let tab = Rc::new(Self {
            role: RefCell::new(Role::Finding),
            finding: RefCell::default(),
            asked: RefCell::default(),
            tell: RefCell::default(),
            taking: Cell::new(false),
            standing: RefCell::default(),
            channel: BroadcastChannel::new(CHANNEL).ok(),
        });
        if let Some(channel) = &tab.channel {
            let listening = Rc::clone(&tab);
            let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match event
                .data()
                .as_string()
            {
                Some(word) if word == CHANGED => listening.tell(&Notice::Changed),
                Some(text) => {
                    let tab = Rc::clone(&listening);
                    spawn_local(later::hear(tab, text).map(drop));
                }
                None => {}
            });
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            on_message.forget();
        }
        spawn_local(Rc::clone(&tab).stand());
        tab
    }

    /// Leads whenever this tab has the lock, follows otherwise.
    async fn stand(self: Rc<Self>) {
        if !locks::are_here() || self.channel.is_none() {
            self.lead();
            return;
        }
        let mut held = locks::hold(How::IfFree).await;
        loop {
            if let Some(lock) = held {
                self.lead();
                let _ = lock.lost.await;
            }
            self.follow();
            held = locks::hold(How::InTurn).await;
        }
    }

    /// Runs the client from now on.
    fn lead(self: &Rc<Self>) {
        let (running, stop) = AbortHandle::new_pair();
        let tab = Rc::clone(self);
        let client = async move {
            let store = BrowserStore::open()
                .await
                .map_err(|error| Problem::new(error.code()))?;
            let client = Client::open(store, Fetch::default(), BrowserHost, Scope::Mine);
            let client = Rc::new(client.await.map_err(|error| Problem::new(error.code()))?);
            tab.run(&client, stop);
            Ok(client)
        };
        let client = client.boxed_local().shared();
        spawn_local(client.clone().map(drop));
        self.turn(Role::Leading { client, running });
    }

    fn run(self: &Rc<Self>, client: &Rc<TheClient>, stop: future::AbortRegistration) {
        let (tab, mut notices, running) = (Rc::clone(self), client.notices(), Rc::clone(client));
        let telling = async move {
            while let Some(notice) = notices.next().await {
                tab.say(Said::Notice(notice.clone()));
                tab.tell(&notice);
            }
        };
        let (stands, standing) = oneshot::channel();
        self.standing.replace(Some(stands));
        let keeping = async move {
            select(standing, TimeoutFuture::new(HEAD_START_MS)).await;
            TimeoutFuture::new(DRAWING_MS).await;
            loop {
                match later::keep_in_step(Rc::clone(&running)).await {
                    Ok(keeping) => keeping.await,
                    Err(_) => TimeoutFuture::new(AGAIN_MS).await,
                }
            }
        };
        let work = future::join(keeping, telling);
        spawn_local(future::Abortable::new(work, stop).map(drop));
        self.tell(&Notice::Changed);
    }

    async fn answer(&self, client: Rc<TheClient>, ask: Ask) -> Answer {
        let shows = ask == Ask::First(First::Home);
        let answer = match ask {
            Ask::First(first) => client.answer_first(first).await,
            ask => match later::answer(client, ask).await {
                Ok(answer) => answer.await,
                Err(_) => Err(Problem::new("page-missing")),
            },
        };
        if shows && let Some(stands) = self.standing.take() {
            // Where nobody listens any more the client keeps in step already.
            let _ = stands.send(());
        }
        answer
    }

    /// Leaves the client to another tab.
    fn follow(&self) {
        self.turn(Role::Following);
        self.tell(&Notice::Changed);
    }

    fn turn(&self, role: Role) {
        if let Role::Leading { running, .. } = self.role.replace(role) {
            running.abort();
        }
        // Everybody looks again where to ask.
        self.finding.borrow_mut().clear();
        self.asked.borrow_mut().clear();
    }

    /// `None` when the question should be asked again, because another tab leads now.
    async fn ask_leader(self: &Rc<Self>, ask: &Ask) -> Option<Answer> {
        let id = Uuid::new_v4();
        let (tell, mut told) = mpsc::unbounded();
        self.asked.borrow_mut().insert(id, tell);
        self.say(Said::Question(id, Box::new(ask.clone())));
        loop {
            match select(told.next(), TimeoutFuture::new(PATIENCE_MS)).await {
                Either::Left((Some(Some(answer)), _)) => {
                    self.asked.borrow_mut().remove(&id);
                    return Some(answer);
                }
                Either::Left((Some(None), _)) => {}
                Either::Left((None, _)) => return None,
                // Only the tab in front takes over: two would take turns.
                Either::Right(_) if document().hidden() => {}
                Either::Right(_) => {
                    self.asked.borrow_mut().remove(&id);
                    self.take_over().await;
                    return None;
                }
            }
        }
    }

    /// Takes the lock from a tab that sleeps.
    async fn take_over(self: &Rc<Self>) {
        if !matches!(*self.role.borrow(), Role::Following) || self.taking.replace(true) {
            return;
        }
        let lock = locks::hold(How::Take).await;
        self.taking.set(false);
        if let Some(lock) = lock {
            self.lead();
            let tab = Rc::clone(self);
            spawn_local(async move {
                let _ = lock.lost.await;
                tab.follow();
            });
        }
    }

    pub(super) fn hear(self: &Rc<Self>, said: Said) {
        match said {
            Said::Question(id, ask) => {
                let Role::Leading { client, .. } = &*self.role.borrow() else {
                    return;
                };
                let (tab, client) = (Rc::clone(self), client.clone());
                spawn_local(async move {
                    let answering = pin!(async { tab.answer(client.await?, *ask).await });
                    let working = pin!(async {
                        loop {
                            tab.say(Said::Heard(id));
                            TimeoutFuture::new(BEAT_MS).await;
                        }
                    });
                    let answer = match select(answering, working).await {
                        Either::Left((answer, _)) => answer,
                        Either::Right((never, _)) => never,
                    };
                    tab.say(Said::Answer(id, Box::new(answer)));
                });
            }
            Said::Heard(id) => self.told(id, None),
            Said::Answer(id, answer) => self.told(id, Some(*answer)),
            Said::Notice(notice) => self.tell(&notice),
        }
    }

    fn told(&self, id: Uuid, answer: Option<Answer>) {
        if let Some(asked) = self.asked.borrow().get(&id) {
            let _ = asked.unbounded_send(answer);
        }
    }

    fn say(self: &Rc<Self>, said: Said) {
        let tab = Rc::clone(self);
        match said {
            Said::Notice(Notice::Changed) => self.post(CHANGED),
            said => spawn_local(async move {
                // Where the part that it takes does not come, the others ask again.
                if let Ok(Some(json)) = later::told(said).await {
                    tab.post(&json);
                }
            }),
        }
    }

    fn post(&self, text: &str) {
        if let Some(channel) = &self.channel {
            // A channel that is open takes any text.
            let _ = channel.post_message(&text.into());
        }
    }

    fn tell(&self, notice: &Notice) {
        let listeners = self.tell.borrow().clone();
        listeners.iter().for_each(|tell| tell(notice.clone()));
    }
}
