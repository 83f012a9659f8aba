//! What travels between a device and the backend, as JSON over HTTP. An old client's messages stay
//! readable: fields are added with a default, never renamed; a snapshot test holds their shape.
//!
//! A choice is written with its name outside (`{"judge":{…}}`, `{"take":{}}`): it is known before its content is read,
//! so nothing is held back on the way, and the reading code is half the size.

use crate::actor::{Level, Person, Role};
use crate::city::City;
use crate::command::Command;
use crate::draw::Draw;
use crate::event::Event;
use crate::id::{AccountId, AreaId, ArgumentId, CommandId, DepartmentId, ProposalId};
use crate::proposal::{Argument, Debate, Proposal, Relation, Supervision};
use crate::query::Card;
use crate::refusal::Problem;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The most commands one push may carry.
pub const PUSH_LIMIT: usize = 500;
/// The most events one page of the feed has.
pub const CHANGES_LIMIT: u32 = 1_000;

/// `POST /api/v1/sync/push`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushRequest {
    /// 1 to [`PUSH_LIMIT`], carried out in this order.
    pub commands: Vec<Command>,
}

/// One answer for each command, in the same order. One bad command never holds up the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushResponse {
    pub results: Vec<CommandResult>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommandResult {
    pub id: CommandId,
    pub outcome: Outcome,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Carried out. A replica that has read up to `seq` shows it.
    Applied { seq: u64 },
    /// It was carried out before, by the same command.
    Duplicate { seq: u64 },
    /// Final: sending it again gives the same.
    Refused { problem: Problem },
    /// The case moved since the actor looked at it; this is what it is now.
    Conflict {
        problem: Problem,
        current: Box<Proposal>,
    },
    /// Not looked at; send it again after so many milliseconds.
    RetryLater { after_ms: u64 },
}

impl Outcome {
    /// The same answer, given again to the same command.
    pub fn replayed(self) -> Self {
        match self {
            Outcome::Applied { seq } => Outcome::Duplicate { seq },
            other => other,
        }
    }
}

/// `POST /api/v1/recognise`: what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heard {
    /// Empty where nothing was.
    pub text: String,
    /// Whether it was heard as one of the commands. Words that were not are none, whatever their letters.
    pub is_command: bool,
}

/// `GET /api/v1/recognise`: whether the city turns speech into words for who can't do so themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hearing {
    pub offered: bool,
}

/// What part of the log a device keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everything that is public.
    All,
    /// These areas and what lies in them, with what the account wrote, supports and follows.
    Areas(Vec<AreaId>),
    /// Only what the account wrote, supports and follows, and the directory.
    Mine,
}

/// `GET /api/v1/sync/changes?after=SEQ&limit=N&scope=all|mine|areas:A,B`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangesResponse {
    /// Names this history. When it is another one than the device knows, a backup was restored: the
    /// device reads all again from 0, and keeps its outbox.
    pub epoch: String,
    /// In order of `seq`, all greater than `after`.
    pub events: Vec<Event>,
    /// Continue with `after` = this. It moves on also where nothing in between was in scope.
    pub next: u64,
    /// The newest sequence number of the whole log; the device is up to date when `next` = `head`.
    pub head: u64,
}

/// `GET /api/v1/proposals/{id}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalDetail {
    pub proposal: Proposal,
    /// Its changes in order, without single supports.
    pub timeline: Vec<Event>,
    /// The asking account's own relation to it.
    pub relation: Relation,
    /// Its arguments, and what the asking account has to do with them.
    #[serde(default, skip_serializing_if = "Debate::is_empty")]
    pub debate: Debate,
}

/// The most arguments that each part of [`Reported`] names.
pub const REPORTED_LIMIT: u32 = 200;

/// `GET /api/v1/arguments/reported`: what a coordinator has to look at, and what does not stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reported {
    /// What was reported, longest waiting first.
    pub items: Vec<ReportedArgument>,
    /// What is hidden, the latest first: it may stand again.
    #[serde(default)]
    pub hidden: Vec<ReportedArgument>,
}

/// An argument that was reported or hidden, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportedArgument {
    pub proposal: ProposalId,
    pub title: String,
    /// The version of the proposal, to be named as seen.
    pub version: u32,
    pub id: ArgumentId,
    pub argument: Argument,
}

/// The most cases that each part of [`Supervisions`] names.
pub const SUPERVISED_LIMIT: u32 = 200;
/// The most draws that [`Draws`] names.
pub const DRAWS_LIMIT: u32 = 24;

/// A case that a citizen looks at, or has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Supervised {
    pub card: Card,
    pub supervision: Supervision,
}

/// `GET /api/v1/supervisions`: what somebody has to do about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Supervisions {
    /// What they look at, then what they looked at; latest first.
    pub own: Vec<Supervised>,
    /// Where their department is asked, longest waiting first.
    pub asked: Vec<Supervised>,
    /// To an administrator: what nobody can look at, for no supervisor has its area.
    pub uncovered: Vec<Supervised>,
}

/// The most cases that [`Stuck`] names.
pub const STUCK_LIMIT: usize = 50;

/// A case whose time is over and that the city's clockwork could not move on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StuckCase {
    pub card: Card,
    /// When that was first tried in vain, as far as the server remembers.
    pub since: Timestamp,
    /// What stood in the way.
    pub problem: Problem,
}

/// `GET /api/v1/clockwork`: what the clockwork could not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stuck {
    /// How many cases those are.
    pub count: u32,
    /// The first of them, longest over first.
    pub cases: Vec<StuckCase>,
}

/// A draw of closed cases, and what was found so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drawn {
    /// The event that tells of it.
    pub seq: u64,
    pub at: Timestamp,
    pub draw: Draw,
    /// So many cases were found fit.
    pub fit: u32,
    pub unfit: u32,
}

/// `GET /api/v1/draws`: newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draws {
    pub items: Vec<Drawn>,
}

/// `GET /api/v1/draws/{month}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DrawDetail {
    pub drawn: Drawn,
    /// By rank.
    pub cases: Vec<Supervised>,
}

/// Who an account is, to itself: `GET /api/v1/me`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    pub account: AccountId,
    pub level: Level,
    pub roles: Vec<Role>,
    /// How the app addresses them; never public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Somebody with whom one works, as far as one does: `GET /api/v1/staff`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    pub account: AccountId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Those roles in which one works with them.
    pub roles: Vec<Role>,
}

impl Colleague {
    /// Whether they work for the department.
    pub fn serves(&self, department: &DepartmentId) -> bool {
        let serves = |role: &Role| matches!(role, Role::Officer { department: of } if of == department);
        self.roles.iter().any(serves)
    }
}

impl Me {
    /// They, to whoever works with them; none where this person does not.
    pub fn to_colleague(self, of: &Person, city: &City) -> Option<Colleague> {
        let mut roles = self.roles;
        roles.retain(|role| of.works_with(city, role));
        (!roles.is_empty()).then_some(Colleague {
            account: self.account,
            name: self.name,
            roles,
        })
    }

    /// The person that rules look at.
    pub fn person(&self) -> Person {
        Person {
            account: self.account,
            level: self.level,
            roles: self.roles.clone(),
        }
    }
}

/// `POST /api/v1/staff/find`: whom an administrator means by a login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Login {
    pub login: String,
}

/// `POST /api/v1/guests`: a device makes itself known, so that a voice needs no sign-up. Idempotent: the
/// same id with the same secret gives a new token; with another secret it is refused (`wrong-secret`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuestRequest {
    /// Made on the device (v7).
    pub account: AccountId,
    /// 43 characters of base64url: 32 random bytes, made and kept on the device.
    pub secret: String,
}

/// `POST /api/v1/accounts`: signing up. With a guest's token in the header the guest becomes this account
/// and keeps all it wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUp {
    /// A phone number or a name of one's choice, 2 to 60 characters; kept only as a keyed hash.
    pub login: String,
    /// 8 to 200 characters.
    pub password: String,
    /// How the app addresses them, up to 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// `POST /api/v1/session`: signing in. With a guest's token in the header, what the guest wrote is handed
/// over to the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    pub login: String,
    pub password: String,
}

/// A session: the token goes into `Authorization: Bearer …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub token: String,
    pub me: Me,
}

/// Every error answer of the backend: `{"error":{"code":…,"arguments":{…}}}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    pub error: Problem,
}

/// One message of the stream `GET /api/v1/events` (server-sent events, `event: head`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeadMoved {
    pub head: u64,
}

/// `GET /api/v1/ledger/proof/{seq}`: that an event is in the tree under the newest checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InclusionProof {
    /// Position of the leaf: `seq` − 1.
    pub index: u64,
    /// The leaf's content: SHA-256(salt ‖ payload), base64.
    pub leaf: String,
    /// The audit path, lowest first, base64.
    pub path: Vec<String>,
    /// The signed checkpoint (C2SP tlog-checkpoint).
    pub checkpoint: String,
}

/// A proposal that has been asked about by `GET /api/v1/proposals/{id}` and is not there for the reader.
pub fn no_such_proposal(id: ProposalId) -> Problem {
    Problem::new("no-such-proposal").with("proposal", id.to_string())
}
