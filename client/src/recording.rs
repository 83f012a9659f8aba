//! What the interface asks of a microphone and of what turns speech into words, and what it is told. The shell and the
//! browser each bring their own; the client itself has no part in it.

pub mod sound;

pub use domain::protocol::Heard;

use domain::refusal::Problem;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest recording. It is told before, and what was said until then is kept.
pub const LONGEST_MS: u32 = 180_000;

/// Whose a recording is: a draft's, or a sent proposal's. What belongs to nobody is said in passing, such as a command:
/// it is held in memory alone, and gone as soon as it was listened to.
pub type Owner = Option<Uuid>;

/// A question or a request. The comment names the type of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// [`Abilities`]
    Abilities,
    /// `Vec<Recording>`: what is kept, the oldest first.
    Kept(Owner),
    /// Its [`Uuid`], as [`Reply::Started`]: begins a new recording; one that runs is ended and kept.
    Start(Owner),
    /// `()`: nobody listens until it goes on.
    Pause,
    /// `()`
    GoOn,
    /// [`Recording`]: it is whole and kept.
    Stop,
    /// `()`: whoever made this one is gone. Nobody listens for them any more; what was said in passing is gone as well, and
    /// what was said to somebody is kept.
    Leave(Uuid),
    /// `()`: it is heard, and [`Notice::Played`] tells the end.
    Play(Owner, Uuid),
    /// `()`: nothing is heard any more.
    Hush,
    /// `()`
    Delete(Owner, Uuid),
    /// [`Heard`]
    Recognise {
        owner: Owner,
        recording: Uuid,
        /// The language that was spoken, as its tag.
        language: String,
        purpose: Purpose,
    },
}

/// What the words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// They go into a field, to be mended.
    Dictation,
    /// They are one of the commands, or something else that may be said in a command's place.
    Command,
}

/// What can be done on this device, now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Abilities {
    /// There is a microphone.
    pub records: bool,
    /// Recordings stay until somebody deletes them.
    pub keeps: bool,
    /// Speech becomes words.
    pub recognises: bool,
    /// It is the city that listens: the sound goes there.
    #[serde(default)]
    pub by_city: bool,
}

/// A recording that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    pub id: Uuid,
    /// How long it is.
    pub ms: u32,
}

/// The answer to an [`Ask`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    Done,
    Started(Uuid),
    Abilities(Abilities),
    Kept(Vec<Recording>),
    Recording(Recording),
    Heard(Heard),
}

/// What is told without being asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Ten times a second: how long this recording is by now, and how loud it is, from 0 to 100.
    Level { recording: Uuid, ms: u32, level: u8 },
    /// It ended by itself. What was heard until then is kept.
    Stopped {
        recording: Option<Recording>,
        problem: Problem,
    },
    /// What was played is at its end.
    Played,
}

/// Whose recordings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    Draft(Uuid),
    /// The person is forgotten here.
    All,
}

/// The recordings that go with what this asks for. Those of a draft stay with its id otherwise, which a sent proposal keeps,
/// and a draft again when it is taken back.
pub fn deleted(ask: &crate::api::Ask) -> Option<Deleted> {
    match ask {
        crate::api::Ask::DeleteDraft(draft) => Some(Deleted::Draft(*draft)),
        crate::api::Ask::Erase(_) => Some(Deleted::All),
        _ => None,
    }
}
