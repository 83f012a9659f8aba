//! The device itself: store, transport and host put together, and the door at which [`Ask`]s arrive.

use crate::api::{Ask, First, Link, Notice, OutboxState, Port, Preferences, Reply};
use crate::commands::Ears;
use crate::guidance::Guides;
use crate::host::Host;
use crate::signal::{Bell, Listeners};
use crate::store::{FOLD, Meta, Store, StoreError, Write};
use crate::transport::Transport;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::actor::Level;
use domain::city::City;
use domain::id::AccountId;
use domain::protocol::{Me, Scope, Supervisions};
use domain::refusal::Problem;
use domain::time::Timestamp;
use futures::channel::mpsc::UnboundedReceiver;
use futures::lock::{Mutex, MutexGuard};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;
use uuid::Uuid;

/// A file that was chosen so lately may not be in its draft yet.
const YOUNG_MS: i64 = 24 * 60 * 60 * 1_000;

/// A device. Everything runs on one thread: share it as `Rc<Client<…>>`, with [`Client::run`] as one task
/// beside whatever asks.
#[derive(Debug)]
pub struct Client<S, T, H> {
    pub(crate) store: S,
    pub(crate) transport: T,
    pub(crate) host: H,
    /// Held while something is asked of the city that leads to other writes: one step of the sync loop, or
    /// signing in or out. So the identity never changes under a request.
    pub(crate) turn: Mutex<()>,
    /// Held from reading what a write depends on until it is written. Never held over a request.
    gate: Mutex<()>,
    /// Rung when the sync loop has something to do.
    pub(crate) bell: Bell,
    listeners: Listeners,
    link: RefCell<Link>,
    /// When the device last was in step; saved only now and then.
    pub(crate) in_step_at: Cell<Option<Timestamp>>,
    /// Whether the city has said in this run who the account is now: roles change.
    pub(crate) introduced: Cell<bool>,
    /// The session of a guest did not hold, and was dropped.
    pub(crate) lapsed: Cell<bool>,
    /// What the city wants waited before the next push.
    pub(crate) push_not_before: Cell<Timestamp>,
    city: RefCell<Option<Arc<City>>>,
    pub(crate) guides: Guides,
    pub(crate) ears: Ears,
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Opens a device on what the store holds; a new one becomes a guest with an id and a secret of its own.
    /// `scope` is what the device keeps: another one than before makes it read all again.
    ///
    /// # Errors
    /// [`StoreError`] where the store can't be read or written.
    pub async fn open(store: S, transport: T, host: H, scope: Scope) -> Result<Self, StoreError> {
        let mut batch = Vec::new();
        let meta = match store.meta().await? {
            Some(mut meta) if meta.scope != scope => {
                meta.scope = scope;
                meta.forget_history();
                batch.extend([Write::ForgetReplica, Write::Meta(Box::new(meta.clone()))]);
                meta
            }
            Some(meta) => meta,
            None => {
                let meta = new_meta(&host, scope);
                batch.push(Write::Meta(Box::new(meta.clone())));
                meta
            }
        };
        for mut item in store.outbox().await? {
            let resumes = match item.state {
                OutboxState::Sending => true,
                OutboxState::Held { .. } => meta.token.is_some() || meta.is_guest(),
                _ => false,
            };
            if resumes {
                item.state = OutboxState::Queued;
                batch.push(Write::Outbox(Box::new(item)));
            }
        }
        if !batch.is_empty() {
            store.write(batch).await?;
        }
        Ok(Self {
            store,
            transport,
            host,
            turn: Mutex::new(()),
            gate: Mutex::new(()),
            bell: Bell::default(),
            listeners: Listeners::default(),
            link: RefCell::new(Link::Starting),
            in_step_at: Cell::new(meta.synced_at),
            introduced: Cell::new(false),
            lapsed: Cell::new(false),
            push_not_before: Cell::new(Timestamp(0)),
            city: RefCell::new(None),
            guides: Guides::default(),
            ears: Ears::default(),
        })
    }

    /// Tells of its own accord what happens, from now on, until the receiver is dropped.
    pub fn notices(&self) -> UnboundedReceiver<Notice> {
        self.listeners.join()
    }

    /// How the device stands with the city.
    pub fn link(&self) -> Link {
        self.link.borrow().clone()
    }

    pub(crate) fn set_link(&self, link: Link) {
        if *self.link.borrow() != link {
            self.link.replace(link);
            self.tell(&Notice::Changed);
        }
    }

    pub(crate) fn tell(&self, notice: &Notice) {
        self.listeners.tell(notice);
    }

    pub(crate) async fn gate(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().await
    }

    /// Writes a batch and tells that something changed. The caller holds the gate (or needs nothing of what
    /// was there before).
    pub(crate) async fn commit(&self, batch: Vec<Write>) -> Result<(), StoreError> {
        let city = batch.iter().any(|write| matches!(write, Write::City(_)));
        let lets_go = batch.iter().any(lets_files_go);
        let had = if lets_go {
            self.chosen().await?
        } else {
            BTreeSet::new()
        };
        // No page shows what is begun but the form that it is begun in.
        let shows = !batch
            .iter()
            .all(|write| matches!(write, Write::Unsent(_) | Write::UnsentRemove(_)));
        let written = self.store.write(batch).await;
        if written.is_ok() && !had.is_empty() {
            let has = self.chosen().await?;
            self.host
                .forget_files(had.difference(&has).copied().collect())
                .await;
        }
        if city {
            self.city.replace(None);
            self.guides.forget();
        }
        if written.is_ok() && shows {
            self.tell(&Notice::Changed);
        }
        written
    }

    /// The files of all drafts, of what is unsent and of the outbox.
    async fn chosen(&self) -> Result<BTreeSet<Uuid>, StoreError> {
        let (drafts, outbox) = (self.store.drafts().await?, self.store.outbox().await?);
        let files = drafts.into_iter().flat_map(|draft| draft.files);
        let files = files.chain(outbox.into_iter().flat_map(|item| item.files));
        let unsent = self.store.unsent().await?;
        let files = files.chain(unsent.into_iter().flat_map(|kept| kept.unsent.files));
        Ok(files.map(|file| file.id).collect())
    }

    /// Lets go of files that nothing has: the program ended between a choice and its draft, or before they were let go. Not
    /// of young ones, whose draft is just being kept.
    pub(crate) async fn tidy_files(&self) -> Result<(), StoreError> {
        let lying = self.host.files().await;
        if lying.is_empty() {
            return Ok(());
        }
        let chosen = self.chosen().await?;
        let young = |id: &Uuid| {
            let made = id.get_timestamp().map_or(0, |made| made.to_unix().0);
            i64::try_from(made).unwrap_or(i64::MAX) * 1_000 > self.host.now().0 - YOUNG_MS
        };
        let lost = lying.into_iter().filter(|id| !chosen.contains(id) && !young(id));
        self.host.forget_files(lost.collect()).await;
        Ok(())
    }

    pub(crate) async fn meta(&self) -> Result<Meta, StoreError> {
        let lost = || StoreError::Failed("the device's own record is gone".to_owned());
        self.store.meta().await?.ok_or_else(lost)
    }

    pub(crate) async fn city(&self) -> Result<Option<Arc<City>>, StoreError> {
        if let Some(city) = self.city.borrow().clone() {
            return Ok(Some(city));
        }
        // Under the gate, so that what is remembered here is never older than what is written.
        let _gate = self.gate().await;
        self.city_within_gate().await
    }

    pub(crate) async fn city_within_gate(&self) -> Result<Option<Arc<City>>, StoreError> {
        let remembered = self.city.borrow().clone();
        if remembered.is_none() {
            let read = self.store.city().await?.map(Arc::new);
            self.city.replace(read);
        }
        Ok(self.city.borrow().clone())
    }

    pub(crate) fn dice(&self) -> u64 {
        let mut bytes = [0; 8];
        self.host.random(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    pub(crate) fn new_id(&self) -> Uuid {
        new_id(&self.host)
    }

    /// Answers what is asked first. A browser brings what it takes to answer the rest after home stands.
    ///
    /// # Errors
    /// A [`Problem`] with a stable code.
    pub async fn answer_first(&self, first: First) -> Result<Reply, Problem> {
        Ok(match first {
            First::Status => Reply::Status(self.status().await?),
            First::City => Reply::City(self.city().await?),
            First::Home => Reply::Home(self.home().await?),
            First::Preferences => Reply::Preferences(self.meta().await?.preferences),
        })
    }

    async fn answer(&self, ask: Ask) -> Result<Reply, Problem> {
        Ok(match ask {
            Ask::First(first) => self.answer_first(first).await?,
            Ask::List(query) => Reply::Listing(self.list(&query).await?),
            Ask::Proposal(id) => Reply::Proposal(self.proposal(id).await?),
            Ask::Mine => Reply::Mine(self.mine().await?),
            Ask::Reported => Reply::Reported(self.reported().await?),
            Ask::Similar(text, near) => Reply::Similar(self.similar(&text, near).await?),
            Ask::Supervisions => Reply::Supervisions(self.supervisions().await?),
            Ask::Stuck => Reply::Stuck(self.stuck().await?),
            Ask::Draws => Reply::Draws(self.draws().await?),
            Ask::Draw(month) => Reply::Draw(Box::new(self.draw_of(month).await?)),
            Ask::Redraw(month) => Reply::Redrawn(self.redraw(month).await?),
            Ask::Guide(said) => Reply::Guidance(self.guidance(&said).await?),
            Ask::Command(said) => Reply::Command(self.ears.hear(&said)),
            Ask::Wordings(locale) => Reply::Wordings(self.ears.wordings(locale)),
            Ask::SaveDraft(draft) => Reply::Done(self.commit(vec![Write::Draft(Box::new(draft))]).await?),
            Ask::DeleteDraft(id) => Reply::Done(self.commit(vec![Write::DraftRemove(id)]).await?),
            Ask::KeepUnsent(unsent) => Reply::Done(self.keep_unsent(unsent).await?),
            Ask::Unsent(case) => {
                let by = self.meta().await?.me.account;
                Reply::Unsent(self.unsent_about(case, by).await?)
            }
            Ask::SendDraft(id) => Reply::Sent(self.send_draft(id).await?),
            Ask::Do(order, files) => Reply::Sent(self.enqueue(order, files).await?),
            Ask::Dismiss(id) => Reply::Done(self.dismiss(id).await?),
            Ask::Retry(id) => Reply::Sent(self.retry(id).await?),
            Ask::TakeBack(id) => Reply::TakenBack(self.take_back(id).await?),
            Ask::MarkRead(seq) => Reply::Done(self.mark_read(seq).await?),
            Ask::SignUp(form) => Reply::Me(self.sign_up(&form).await?),
            Ask::SignIn(form) => Reply::Me(self.sign_in(&form).await?),
            Ask::SignOut { discard } => Reply::Done(self.sign_out(discard).await?),
            Ask::Erase(form) => Reply::Done(self.erase(&form).await?),
            Ask::PersonalFile => Reply::PersonalFile(self.personal_file().await?),
            Ask::Colleagues => Reply::Colleagues(self.colleagues().await?),
            Ask::Contact(ask) => Reply::Contact(self.contact(ask).await?),
            Ask::Subscription(ask) => Reply::Subscription(self.subscription(ask).await?),
            Ask::Person(ask) => Reply::Me(self.person(ask).await?),
            Ask::Directory => Reply::City(self.directory().await?),
            Ask::CityHistory { before } => Reply::CityHistory(self.city_history(before).await?),
            Ask::SetPreferences(preferences) => Reply::Done(self.set_preferences(preferences).await?),
            Ask::KeepView(change) => Reply::Done(self.keep_view(&change).await?),
            Ask::Views => Reply::Views(self.views().await?),
            Ask::SyncNow => {
                // A person asks again because something may have changed: also who they are to the city.
                self.introduced.set(false);
                self.bell.ring();
                Reply::Done(())
            }
        })
    }

    async fn mark_read(&self, seq: u64) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        if seq > meta.read_up_to {
            meta.read_up_to = seq;
            self.commit(vec![Write::Meta(Box::new(meta))]).await?;
        }
        Ok(())
    }

    async fn set_preferences(&self, preferences: Preferences) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        // Views come and go by themselves: whoever sets the rest may not know the latest.
        let views = std::mem::take(&mut meta.preferences.views);
        meta.preferences = Preferences { views, ..preferences };
        self.commit(vec![Write::Meta(Box::new(meta))]).await
    }
}

/// Whether what it changes may have had files that nothing has afterwards.
fn lets_files_go(write: &Write) -> bool {
    matches!(
        write,
        Write::Draft(_)
            | Write::DraftRemove(_)
            | Write::Unsent(_)
            | Write::UnsentRemove(_)
            | Write::OutboxRemove(_)
    )
}

impl<S: Store, T: Transport, H: Host> Port for Client<S, T, H> {
    async fn ask(&self, ask: Ask) -> Result<Reply, Problem> {
        self.answer(ask).await
    }
}

impl<P: Port> Port for Rc<P> {
    async fn ask(&self, ask: Ask) -> Result<Reply, Problem> {
        self.as_ref().ask(ask).await
    }
}

impl Meta {
    /// Whether this device acts as the guest it was born as.
    pub(crate) fn is_guest(&self) -> bool {
        self.me.level == Level::Guest && self.me.account == self.guest
    }

    /// Nothing was read yet. Which history it is stays known: what it acknowledged may still wait to be read.
    pub(crate) fn forget_history(&mut self) {
        self.cursor = 0;
        self.synced_at = None;
        self.read_up_to = 0;
    }

    /// Becomes a new guest.
    pub(crate) fn become_guest(&mut self, host: &impl Host) {
        let (guest, secret) = new_guest(host);
        self.guest = guest;
        self.guest_secret = secret;
        self.token = None;
        self.me = guest_me(guest);
        self.colleagues.clear();
        self.supervisions = Supervisions::default();
        self.leaving = false;
        self.forget_history();
    }
}

fn new_id(host: &impl Host) -> Uuid {
    let mut random = [0; 10];
    host.random(&mut random);
    let ms = u64::try_from(host.now().0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
}

fn new_guest(host: &impl Host) -> (AccountId, String) {
    let mut secret = [0; 32];
    host.random(&mut secret);
    (AccountId(new_id(host)), BASE64_URL_SAFE_NO_PAD.encode(secret))
}

fn guest_me(account: AccountId) -> Me {
    Me {
        account,
        level: Level::Guest,
        roles: Vec::new(),
        name: None,
    }
}

fn new_meta(host: &impl Host, scope: Scope) -> Meta {
    let (guest, guest_secret) = new_guest(host);
    Meta {
        guest,
        guest_secret,
        token: None,
        me: guest_me(guest),
        epoch: None,
        cursor: 0,
        fold: FOLD,
        scope,
        synced_at: None,
        preferences: Preferences::default(),
        read_up_to: 0,
        colleagues: Vec::new(),
        views_told: Vec::new(),
        supervisions: Supervisions::default(),
        next_position: 1,
        leaving: false,
    }
}
