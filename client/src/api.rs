//! What the interface asks of a device, and what it is told.
//!
//! [`Ask`] and [`Reply`] can be JSON, because inside the shell they cross from the window to the program, and in a
//! browser from one tab to another.
//! [`Device`] gives each question its typed answer over any [`Port`].

use crate::files::Chosen;
use crate::problem;
use crate::unsent::Unsent;
use domain::actor::Level;
use domain::city::{City, CityHistory};
use domain::clock::Clock;
use domain::command::Order;
use domain::contact::{ContactRequest, ContactState, SubscriptionRequest, SubscriptionState};
pub use domain::desk::Desk;
use domain::desk::{DeskView, ViewChange};
use domain::event::Event;
use domain::id::{ArgumentId, CommandId, ProposalId};
use domain::personal::ErasureRequest;
use domain::place::Near;
use domain::proposal::{Argument, Change, Draft, Proposal, Relation, Stance};
use domain::protocol::{Colleague, DrawDetail, Draws, Me, Reported, SignIn, SignUp, Stuck, Supervisions};
use domain::query::{Card, Page, ProposalQuery};
use domain::refusal::Problem;
use domain::time::{Month, Timestamp};
use locales::Locale;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

pub use guide::{Answer, Confidence, Found, Target};
pub use voice::{Command, Purpose};

/// What is asked before the first page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum First {
    /// [`Status`]
    Status,
    /// `Option<City>`: `None` until the device has once reached the city.
    City,
    /// [`Home`]
    Home,
    /// [`Preferences`]
    Preferences,
}

/// A question or a request. The comment names the type of the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    First(First),
    /// [`Listing`]
    List(ProposalQuery),
    /// `Option<Sight>`
    Proposal(ProposalId),
    /// [`Mine`]
    Mine,
    /// [`Reported`]: arguments that a coordinator has to look at or has hidden, but for those on which a ruling waits in the outbox.
    Reported,
    /// [`Supervisions`]: what this person has to do about cases that citizens look at.
    Supervisions,
    /// [`Stuck`]: what the city's clockwork could not move on, to an administrator.
    Stuck,
    /// [`Draws`]: the draws of closed cases, newest first.
    Draws,
    /// [`DrawDetail`]: that of a month.
    Draw(Month),
    /// [`Redrawn`]: it is drawn once more on this device.
    Redraw(Month),
    /// `Vec<Card>`: proposals that resemble what is being written, best first, at most five.
    Similar(String, Option<Near>),
    /// [`Guidance`]: what this leads to, said in Chinese or English in the person's own words.
    Guide(String),
    /// `Option<Spoken>`: the command that this means, said or typed in Chinese or English; none for anything else.
    Command(String),
    /// `Vec<Wordings>`: what can be said in this language, in the order in which it is listed for people.
    Wordings(Locale),
    /// `()`: keeps a draft (same id: replaces it).
    SaveDraft(KeptDraft),
    /// `()`
    DeleteDraft(Uuid),
    /// `()`: keeps what is in a form about a case; where nothing is, it is let go. Sending what was written in it does so, too.
    KeepUnsent(Unsent),
    /// `Vec<Unsent>`: what this person has begun about a case.
    Unsent(ProposalId),
    /// [`Sent`]: the draft becomes a `submit` in the outbox, in one step with its removal from the drafts.
    SendDraft(Uuid),
    /// [`Sent`]: checks by the same rules as the city, then queues. A refusal comes back at once and nothing
    /// is queued.
    Do(Order, Vec<Chosen>),
    /// `()`: the person has read why it was refused and lets it go.
    Dismiss(CommandId),
    /// [`Sent`]: sends it again as a new command, after what stood in its way is mended.
    Retry(CommandId),
    /// `Option<Uuid>`: takes a command that has not been sent yet (or was refused) out of the outbox; a `submit`
    /// goes back to the drafts, whose id is answered.
    TakeBack(CommandId),
    /// `()`: inbox entries up to this sequence number are read.
    MarkRead(u64),
    /// [`Me`]
    SignUp(SignUp),
    /// [`Me`]
    SignIn(SignIn),
    /// `()`: refused with `outbox-not-empty` while something waits under this account, unless `discard`.
    SignOut {
        discard: bool,
    },
    /// `String`: all that city and device have of this person, as one file in JSON.
    PersonalFile,
    /// `()`: the city forgets this person, and so does this device.
    Erase(ErasureRequest),
    /// `Vec<Colleague>`: with whom this person works, themselves among them.
    Colleagues,
    /// `ContactState`
    Contact(ContactAsk),
    /// `SubscriptionState`
    Subscription(SubscriptionAsk),
    /// [`Me`]: somebody whom an administrator gives roles to.
    Person(PersonAsk),
    /// `Option<City>`: the directory as it will be once what waits in the outbox has arrived.
    Directory,
    /// [`CityHistory`]: what was changed in the directory, before this sequence number.
    CityHistory {
        before: Option<u64>,
    },
    /// `()`
    SetPreferences(Preferences),
    /// A view of a desk is kept, or forgotten: here at once, and with the account when the city is next asked.
    KeepView(ViewChange),
    /// The views of desks that this person keeps, at whatever computer.
    Views,
    /// `()`: tries now rather than at the next retry.
    SyncNow,
}

/// Whom an administrator means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonAsk {
    /// Who signs in so.
    Find(String),
    /// An account for somebody whom the city knows in person.
    Make(SignUp),
}

/// Where the city writes letters to: each is answered with how it is then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactAsk {
    Read,
    /// To an address that was not shown to be theirs a code is sent.
    Change(ContactRequest),
    /// The code, as somebody typed it.
    Verify(String),
    /// The city is to forget the address.
    Forget,
}

/// How the city tells this browser while the app is closed: each is answered with how it is then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionAsk {
    Read,
    Change(SubscriptionRequest),
    /// Nothing more is told there.
    Forget,
}

/// How the device stands with the city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Status {
    pub me: Me,
    pub link: Link,
    /// Commands in the outbox that are on their way or want to be.
    pub waiting: u32,
    /// Commands that wait for the person: refused or in conflict.
    pub stuck: u32,
    /// Entries of the inbox that are not read.
    pub unread: u32,
    /// When the device last was in step with the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synced_at: Option<Timestamp>,
    /// Where the city is reached; shown when it can't be.
    pub server: String,
}

/// The link to the city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// Not tried yet.
    Starting,
    /// In step.
    Online,
    /// Reading or sending; so many of the log's events are still to be read.
    Syncing { behind: u64 },
    /// The city can't be reached; the next try is at this time of the device.
    Offline { retry_at: Timestamp },
    /// The city answered with an error; the next try is at this time of the device.
    Troubled { problem: Problem, retry_at: Timestamp },
    /// The session has ended: the person must sign in again. What waits is kept.
    SignedOut,
}

/// What home shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// What waits for this person, most pressing first.
    pub needs: Vec<Need>,
    /// Their own proposals and those they follow that are still moving, latest change first, at most ten.
    pub moving: Vec<CardSight>,
    /// Latest in the city, at most five.
    pub latest: Vec<Card>,
}

/// Something that waits for this person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Reply to what the city asked.
    Reply { card: Card, question: String },
    /// Say whether it is solved.
    Judge { card: Card },
    /// A command was refused or met a conflict.
    Stuck { item: OutboxItem },
    /// A draft was begun.
    Draft { draft: KeptDraft },
    /// For a coordinator or an officer: so many cases on a desk, the most urgent first due then.
    Desk {
        desk: Desk,
        count: u32,
        first_due: Option<Timestamp>,
    },
}

/// A card with what this device adds to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CardSight {
    pub card: Card,
    /// Something about it is still in the outbox: the card shows it as it will be.
    pub pending: bool,
    pub mine: bool,
    pub relation: Relation,
}

/// A list, and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    pub page: Page,
    /// True where it is only what this device holds, because the city could not be asked.
    pub device_only: bool,
}

/// One proposal as this device sees it, with what waits in the outbox already applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sight {
    pub proposal: Proposal,
    /// Oldest first; what is only previewed comes last.
    pub timeline: Vec<TimelineEntry>,
    pub relation: Relation,
    pub mine: bool,
    /// What this person may do now, by the rules (names of [`domain::proposal::ActionKind`]).
    pub may: Vec<domain::proposal::ActionKind>,
    /// What they may write now, to be published later.
    pub may_prepare: Vec<domain::proposal::ActionKind>,
    /// What they began to write about it.
    pub unsent: Vec<Unsent>,
    /// What waits in the outbox about it.
    pub outbox: Vec<OutboxItem>,
    /// Its arguments, each side as it is shown: most supported first.
    pub arguments: Vec<ArgumentSight>,
}

/// One argument for or against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArgumentSight {
    pub id: ArgumentId,
    pub argument: Argument,
    pub stance: Stance,
    pub mine: bool,
    /// Something about it is still in the outbox.
    pub pending: bool,
    /// What this person may do with it beyond what everybody may: take it back, answer it, rule on it.
    pub may: Vec<domain::proposal::ActionKind>,
}

/// One step of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub event: Event,
    /// Not yet received by the city.
    pub pending: bool,
}

/// What the guide makes of what somebody said. The department is that of the category, in the directory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guidance {
    pub answer: Answer,
    /// Proposals that share words with it by which it was understood, best first, at most five.
    pub similar: Vec<Card>,
}

/// What came of drawing once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redrawn {
    /// Whether it is what the city published.
    pub same: bool,
    /// From so many, so many were drawn.
    pub candidates: u32,
    pub drawn: u32,
}

/// A command that was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    pub command: Command,
    /// The wording it was understood as.
    pub said: String,
}

/// The ways to say a command, the one we teach first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wordings {
    pub command: Command,
    pub wordings: Vec<String>,
}

/// What belongs to this person on this device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mine {
    pub drafts: Vec<KeptDraft>,
    /// Oldest first.
    pub outbox: Vec<OutboxItem>,
    /// What they wrote, latest first.
    pub written: Vec<CardSight>,
    pub following: Vec<CardSight>,
    /// Latest first, at most 100.
    pub inbox: Vec<InboxEntry>,
}

/// A draft as it is kept on the device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptDraft {
    pub id: Uuid,
    pub draft: Draft,
    /// What goes along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Chosen>,
    pub saved_at: Timestamp,
}

/// Something happened to a proposal that concerns this person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InboxEntry {
    pub seq: u64,
    pub at: Timestamp,
    pub proposal: ProposalId,
    pub title: String,
    pub change: Change,
    pub read: bool,
}

/// One command on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutboxItem {
    pub command: domain::command::Command,
    pub state: OutboxState,
    /// How often it was sent.
    pub attempts: u32,
    /// The title of the proposal it is about.
    pub title: String,
    /// Order of writing on this device; they are sent in this order.
    pub position: u64,
    /// What goes along, and before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Chosen>,
}

/// `queued → sending → applied | conflict | refused | held`. At start, `sending` is `queued` again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    Queued,
    Sending,
    /// The city has it; it leaves the outbox when the replica has read up to `seq`.
    Applied {
        seq: u64,
    },
    /// The case moved: this is what it is now. Waits for the person.
    Conflict {
        problem: Problem,
        current: Box<Proposal>,
    },
    /// Waits for the person.
    Refused {
        problem: Problem,
    },
    /// Waits for a sign-in.
    Held {
        problem: Problem,
    },
}

/// What was queued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    pub command: CommandId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<ProposalId>,
}

/// What a person set on this device. `None`: not set, so the interface's default holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Preferences {
    /// `zh-CN` or `en`.
    pub language: Option<String>,
    /// Large-text mode.
    pub large_text: Option<bool>,
    /// Text size in CSS px: 16 to 40.
    pub text_px: Option<u8>,
    /// Light or dark; as the device is where it is not set.
    pub theme: Option<Theme>,
    /// High contrast; as the device asks for it where it is not set.
    pub high_contrast: Option<bool>,
    /// The area a person calls theirs.
    pub area: Option<domain::id::AreaId>,
    /// The name with which they sign, if they want to.
    pub signature: Option<String>,
    /// Whether the system tells of what moves, also while the app is closed: what the person said. Not asked yet, nothing
    /// is shown.
    pub notify: Option<bool>,
    /// Whether that question was put, which is done once.
    pub notify_asked: bool,
    /// Pace of reading aloud, in percent of the usual one: 40 to 200.
    pub reading_pace: Option<u16>,
    /// Letters of the desk's keys that the person chose, by the key's name; an empty one switches the key off.
    pub keys: BTreeMap<String, String>,
    /// Merged cases where the person leaves their support, with what each goes on in.
    pub stays: BTreeMap<domain::id::ProposalId, domain::id::ProposalId>,
    /// Ways of looking at a desk that people keep, in the order they were kept. They are changed by themselves
    /// ([`Ask::KeepView`]), not with the rest.
    pub views: Vec<KeptView>,
}

impl Preferences {
    /// What is left when this person is forgotten here: how the device looks and reads aloud, and what others keep.
    pub(crate) fn without(self, person: domain::id::AccountId) -> Self {
        let mut views = self.views;
        views.retain(|view| view.by != person);
        Self {
            language: self.language,
            large_text: self.large_text,
            text_px: self.text_px,
            theme: self.theme,
            high_contrast: self.high_contrast,
            reading_pace: self.reading_pace,
            views,
            ..Self::default()
        }
    }
}

/// A way of looking at a desk that somebody keeps under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptView {
    /// Who keeps it: a device may be shared.
    pub by: domain::id::AccountId,
    pub desk: Desk,
    pub name: String,
    /// The query of the address under which the desk shows it, with its `?`.
    pub query: String,
}

/// Dark words on a light ground, or the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// Its name in JSON, in styles and in the hooks of tests.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What a device tells of its own accord.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Something that [`Ask`] answers has changed: ask again.
    Changed,
    /// A proposal that this person wrote or follows moved: worth an operating system notification.
    Moved {
        entry: Box<InboxEntry>,
        clock: Option<Clock>,
    },
}

/// What a question is answered with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(
    clippy::large_enum_variant,
    reason = "each is made once and taken apart at once: a box would only be one more step"
)]
pub enum Reply {
    /// It was done; there is nothing more to say.
    Done(()),
    Status(Status),
    /// None before the city was first reached.
    City(Option<Arc<City>>),
    Home(Home),
    Listing(Listing),
    /// None where there is no such proposal.
    Proposal(Option<Sight>),
    Mine(Mine),
    Reported(Reported),
    Supervisions(Supervisions),
    Stuck(Stuck),
    Draws(Draws),
    Draw(Box<DrawDetail>),
    Redrawn(Redrawn),
    Similar(Vec<Card>),
    Guidance(Guidance),
    Command(Option<Spoken>),
    Wordings(Vec<Wordings>),
    Sent(Sent),
    /// The draft that was made of it.
    TakenBack(Option<Uuid>),
    Unsent(Vec<Unsent>),
    Me(Me),
    PersonalFile(String),
    Colleagues(Vec<Colleague>),
    Contact(ContactState),
    Subscription(SubscriptionState),
    CityHistory(CityHistory),
    Preferences(Preferences),
    Views(Vec<DeskView>),
}

/// One way to reach the device: inside the shell by a call to the program, in a browser directly.
pub trait Port {
    /// Asks; the answer is the one that [`Device`] names at the question.
    ///
    /// # Errors
    /// A [`Problem`] with a stable code.
    fn ask(&self, ask: Ask) -> impl Future<Output = Result<Reply, Problem>>;
}

/// The device, with typed answers.
#[derive(Debug, Clone)]
pub struct Device<P>(pub P);

macro_rules! questions {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),*) = $ask:expr => $reply:ident($answer:ty);)*) => {
        impl<P: Port> Device<P> {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// A [`Problem`] with a stable code.
                pub async fn $name(&self, $($arg: $ty),*) -> Result<$answer, Problem> {
                    match self.0.ask($ask).await? {
                        Reply::$reply(answer) => Ok(answer),
                        _ => Err(Problem::new(problem::GARBLED)),
                    }
                }
            )*
        }
    };
}

questions! {
    /// How the device stands with the city.
    status() = Ask::First(First::Status) => Status(Status);
    /// The directory.
    city() = Ask::First(First::City) => City(Option<Arc<City>>);
    /// What home shows.
    home() = Ask::First(First::Home) => Home(Home);
    /// A page of a list.
    list(query: ProposalQuery) = Ask::List(query) => Listing(Listing);
    /// One proposal.
    proposal(id: ProposalId) = Ask::Proposal(id) => Proposal(Option<Sight>);
    /// Drafts, outbox, written, following, inbox.
    mine() = Ask::Mine => Mine(Mine);
    /// What this person has to do about cases that citizens look at.
    supervisions() = Ask::Supervisions => Supervisions(Supervisions);
    /// What the city's clockwork could not move on.
    stuck() = Ask::Stuck => Stuck(Stuck);
    /// The draws of closed cases.
    draws() = Ask::Draws => Draws(Draws);
    /// That of a month.
    draw(month: Month) = Ask::Draw(month) => Draw(Box<DrawDetail>);
    /// Draws it once more.
    redraw(month: Month) = Ask::Redraw(month) => Redrawn(Redrawn);
    /// What resembles this text.
    similar(text: String, near: Option<Near>) = Ask::Similar(text, near) => Similar(Vec<Card>);
    /// What a coordinator has to look at.
    reported() = Ask::Reported => Reported(Reported);
    /// Where this leads.
    guide(said: String) = Ask::Guide(said) => Guidance(Guidance);
    /// The command that this means.
    command(said: String) = Ask::Command(said) => Command(Option<Spoken>);
    /// What can be said.
    wordings(locale: Locale) = Ask::Wordings(locale) => Wordings(Vec<Wordings>);
    /// Keeps a draft.
    save_draft(draft: KeptDraft) = Ask::SaveDraft(draft) => Done(());
    /// Lets a draft go.
    delete_draft(id: Uuid) = Ask::DeleteDraft(id) => Done(());
    /// Keeps what is in a form.
    keep_unsent(unsent: Unsent) = Ask::KeepUnsent(unsent) => Done(());
    /// What was begun about a case.
    unsent(case: ProposalId) = Ask::Unsent(case) => Unsent(Vec<Unsent>);
    /// Sends a draft.
    send_draft(id: Uuid) = Ask::SendDraft(id) => Sent(Sent);
    /// Does something about a proposal.
    act(order: Order) = Ask::Do(order, Vec::new()) => Sent(Sent);
    /// The same, with files that go before it and that it cites.
    act_with(order: Order, files: Vec<Chosen>) = Ask::Do(order, files) => Sent(Sent);
    /// Lets a refused command go.
    dismiss(id: CommandId) = Ask::Dismiss(id) => Done(());
    /// Sends a refused command anew.
    retry(id: CommandId) = Ask::Retry(id) => Sent(Sent);
    /// Takes a command back out of the outbox.
    take_back(id: CommandId) = Ask::TakeBack(id) => TakenBack(Option<Uuid>);
    /// Marks the inbox read up to `seq`.
    mark_read(seq: u64) = Ask::MarkRead(seq) => Done(());
    /// Signs up.
    sign_up(form: SignUp) = Ask::SignUp(form) => Me(Me);
    /// Signs in.
    sign_in(form: SignIn) = Ask::SignIn(form) => Me(Me);
    /// Signs out.
    sign_out(discard: bool) = Ask::SignOut { discard } => Done(());
    /// All there is of this person, in JSON.
    personal_file() = Ask::PersonalFile => PersonalFile(String);
    /// Has this person forgotten, here and at the city.
    erase(form: ErasureRequest) = Ask::Erase(form) => Done(());
    /// With whom this person works.
    colleagues() = Ask::Colleagues => Colleagues(Vec<Colleague>);
    /// Where the city writes letters to.
    contact(ask: ContactAsk) = Ask::Contact(ask) => Contact(ContactState);
    /// How the city tells this browser.
    subscription(ask: SubscriptionAsk) = Ask::Subscription(ask) => Subscription(SubscriptionState);
    /// Whom an administrator means.
    person(ask: PersonAsk) = Ask::Person(ask) => Me(Me);
    /// The directory as it will be.
    directory() = Ask::Directory => City(Option<Arc<City>>);
    /// What was changed in it.
    city_history(before: Option<u64>) = Ask::CityHistory { before } => CityHistory(CityHistory);
    /// What is set on this device.
    preferences() = Ask::First(First::Preferences) => Preferences(Preferences);
    /// Sets it.
    set_preferences(preferences: Preferences) = Ask::SetPreferences(preferences) => Done(());
    /// Keeps a view of a desk, or forgets it.
    keep_view(change: ViewChange) = Ask::KeepView(change) => Done(());
    /// The views that this person keeps.
    views() = Ask::Views => Views(Vec<DeskView>);
    /// Tries now.
    sync_now() = Ask::SyncNow => Done(());
}

impl Status {
    /// Whether nobody signed up on this device.
    pub fn is_guest(&self) -> bool {
        self.me.level == Level::Guest
    }
}
