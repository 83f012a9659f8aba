//! Why not. Each refusal has a stable code and arguments; the interface turns them into words
//! (`error-<code>` in locales/), so no sentence for people is written here.

use crate::actor::Level;
use crate::attachment::FileHash;
use crate::city::{Listed, Names};
use crate::proposal::{ActionKind, State};
use crate::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A refusal as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable, in kebab case.
    pub code: String,
    /// What the sentence for people needs: names to texts, numbers or times (milliseconds).
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub arguments: Map<String, Value>,
}

impl Problem {
    /// A problem without arguments.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            arguments: Map::new(),
        }
    }

    /// The same with one more argument.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.arguments.insert(name.to_owned(), value.into());
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)
    }
}

impl std::error::Error for Problem {}

/// Which text of a command is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title,
    Text,
    Place,
    Signature,
    Language,
    /// What a file shows, in words.
    Alt,
    Milestone,
}

impl Field {
    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Text => "text",
            Field::Place => "place",
            Field::Signature => "signature",
            Field::Language => "language",
            Field::Alt => "alt",
            Field::Milestone => "milestone",
        }
    }
}

/// Why a command is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    #[error("there is no such proposal")]
    NoSuchProposal,
    #[error("a proposal of this id is there already")]
    ProposalExists,
    #[error("not from this state")]
    WrongState { action: ActionKind, state: State },
    #[error("only its author may")]
    NotAuthor,
    #[error("only a coordinator of its area may")]
    NotCoordinator,
    #[error("whoever declined it may not decide on the appeal")]
    OwnDecline,
    #[error("there is no appeal, or no more")]
    AppealOver,
    #[error("a proposal is not merged into itself")]
    MergeItself,
    #[error("there is no such proposal to merge into")]
    MergeNotThere,
    #[error("what it is to be merged into has ended, or may be declined for good")]
    MergeEnded { state: State },
    #[error("what it is to be merged into was merged itself")]
    MergeMerged { number: Option<String> },
    #[error("what it is to be merged into is for other coordinators")]
    MergeElsewhere,
    #[error("others were merged into it")]
    HoldsOthers,
    #[error("it is not merged into that one")]
    NotMergedThere,
    #[error("no support is there to be moved")]
    NoSupport,
    #[error("nothing was asked")]
    NothingAsked,
    #[error("the author was asked, and has not replied yet")]
    AwaitsReply,
    #[error("a clock that is over neither stops nor is put off")]
    ClockOver,
    #[error("the answer is put off once, and never after a reopening")]
    NoExtension,
    #[error("the city owes nothing, or it has gone up already")]
    NothingToEscalate,
    #[error("only an officer of the lead department may")]
    NotLeadOfficer,
    #[error("whoever is to hold it is no officer of the lead department")]
    NotColleague,
    #[error("a colleague holds it: it can be taken over, not given away")]
    HeldByColleague,
    #[error("nothing that a desk prepares")]
    NotToPrepare { action: ActionKind },
    #[error("what was prepared is not there any more: published, discarded or written anew")]
    NoSuchPrepared,
    #[error("nobody is their own second pair of eyes")]
    OwnPrepared,
    #[error("the department's answers are read by a colleague first")]
    NeedsSecondEyes,
    #[error("only an officer of a joint department may")]
    NotJointOfficer,
    #[error("a joint department has not said its part, and there is time left")]
    JointMissing,
    #[error("only the citizen who looks at it may, and nobody looks at their own")]
    NotSupervisor,
    #[error("somebody looks at it already")]
    SupervisedAlready,
    #[error("nobody is to look at it, or what they found is said")]
    NothingToSupervise,
    #[error("what was asked before is not answered yet")]
    InquiryOpen,
    #[error("a supervisor has asked as often as they may")]
    TooManyInquiries { limit: usize },
    #[error("no supervisor has asked, or that is answered")]
    NothingInquired,
    #[error("for this month it was drawn already")]
    DrawnAlready,
    #[error("the share is up to 100, the least not above the most, the most within its limit")]
    SampleOutOfRange { limit: u16 },
    #[error("whoever works for the city does not supervise it")]
    SupervisorOfStaff,
    #[error("only an administrator may")]
    NotAdministrator,
    #[error("only the city's clockwork may")]
    SystemOnly,
    #[error("the account's level is too low")]
    LevelTooLow { needed: Level },
    #[error("a text is empty")]
    Empty { field: Field },
    #[error("a text is too long")]
    TooLong {
        field: Field,
        limit: usize,
        length: usize,
    },
    #[error("a text has a control character")]
    ControlCharacter { field: Field, position: usize },
    #[error("too many files go along")]
    TooManyFiles { limit: u16, count: usize },
    #[error("a file is too large")]
    FileTooLarge { limit: u64 },
    #[error("the same file goes along twice")]
    SameFileTwice,
    #[error("the file that is cited is not there, or is somebody else's")]
    NoSuchFile { hash: FileHash },
    #[error("there is no such area")]
    NoSuchArea { area: String },
    #[error("there is no such category")]
    NoSuchCategory { category: String },
    #[error("there is no such department")]
    NoSuchDepartment { department: String },
    #[error("an answer that promises work needs the day")]
    PromiseMissing,
    #[error("an answer that promises nothing has no day")]
    PromiseNotAllowed,
    #[error("the promised day is not within two years from now")]
    PromiseOutOfRange { day: Day },
    #[error("milestones go from the first day to the last, from today to the promised one")]
    MilestoneOutOfOrder { position: usize },
    #[error("there are too many milestones")]
    TooManyMilestones { limit: usize },
    #[error("there is no such milestone, or it is reached")]
    NoSuchMilestone,
    #[error("a milestone is not reached yet")]
    MilestonesOpen,
    #[error("only those who follow or support it, and did not write it, may")]
    NotFollower,
    #[error("they have said what they think already")]
    RatedAlready,
    #[error("a hearing is held within a month")]
    HearingOutOfRange { day: Day },
    #[error("the hearing was not held yet")]
    NotHeard,
    #[error("what was promised is not done yet")]
    AwaitsWork,
    #[error("nothing was promised")]
    NothingPromised,
    #[error("stars go from one to five")]
    StarsOutOfRange { stars: u8 },
    #[error("the time is not over yet")]
    NotYetDue { due: Timestamp },
    #[error("nothing new comes to what is retired")]
    Retired { what: Listed, id: String, names: Names },
    #[error("an area that is in use lies in one that is retired")]
    AreaHoldsAreas { id: String, names: Names },
    #[error("the city itself is always in use")]
    CityRetired,
    #[error("the directory does not hold together")]
    CityBroken { id: String },
    #[error("cases may carry what is gone from the directory")]
    CityLost { id: String },
    #[error("a boundary is no closed line around something")]
    BoundaryBroken { id: String },
    #[error("a boundary has more points than anybody needs")]
    BoundaryTooFine { id: String, limit: usize },
    #[error("all boundaries together have more points than a device should carry")]
    BoundariesTooFine { limit: usize },
    #[error("there is no such account")]
    NoSuchAccount,
    #[error("nobody takes the administrator's role from themselves")]
    OwnRole,
    #[error("another directory was published meanwhile")]
    CityMoved,
    #[error("a clock has one to 365 days")]
    ClockOutOfRange { clock: &'static str, days: u16 },
    #[error("an argument of this id is there already")]
    ArgumentExists,
    #[error("there is no such argument, or no more")]
    NoSuchArgument,
    #[error("they have an argument on this side already")]
    ArguedAlready,
    #[error("the proposal has as many arguments as it can have")]
    TooManyArguments { limit: usize },
    #[error("nobody supports or reports what they said themselves")]
    OwnArgument,
    #[error("only whoever gave the argument may")]
    NotYourArgument,
    #[error("the argument does not stand any more")]
    ArgumentHidden,
    #[error("a coordinator has looked at that already, and it stays")]
    ArgumentKept,
    #[error("they have reported it already")]
    ReportedAlready,
    #[error("nobody has reported it, or that was ruled on")]
    NothingReported,
    #[error("it stands")]
    NothingHidden,
    #[error("whoever gave it has given another one on that side since")]
    SaidAnew,
    #[error("the city has answered it already")]
    RespondedAlready,
    #[error("only a coordinator of its area or an officer of the lead department may")]
    NotDesk,
    #[error("the command's id was used for another command")]
    CommandIdReused,
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NoSuchProposal => "no-such-proposal",
            Refusal::ProposalExists => "proposal-exists",
            Refusal::WrongState { .. } => "wrong-state",
            Refusal::NotAuthor => "not-author",
            Refusal::NotCoordinator => "not-coordinator",
            Refusal::NotLeadOfficer => "not-lead-officer",
            Refusal::NotJointOfficer => "not-joint-officer",
            Refusal::NotColleague => "not-colleague",
            Refusal::HeldByColleague => "held-by-colleague",
            Refusal::NotToPrepare { .. } => "not-to-prepare",
            Refusal::NoSuchPrepared => "no-such-prepared",
            Refusal::OwnPrepared => "own-prepared",
            Refusal::NeedsSecondEyes => "needs-second-eyes",
            Refusal::JointMissing => "joint-missing",
            Refusal::OwnDecline => "own-decline",
            Refusal::AppealOver => "appeal-over",
            Refusal::MergeItself => "merge-itself",
            Refusal::MergeNotThere => "merge-not-there",
            Refusal::MergeEnded { .. } => "merge-ended",
            Refusal::MergeMerged { .. } => "merge-merged",
            Refusal::MergeElsewhere => "merge-elsewhere",
            Refusal::HoldsOthers => "holds-others",
            Refusal::NotMergedThere => "not-merged-there",
            Refusal::NoSupport => "no-support",
            Refusal::NothingAsked => "nothing-asked",
            Refusal::AwaitsReply => "awaits-reply",
            Refusal::ClockOver => "clock-over",
            Refusal::NoExtension => "no-extension",
            Refusal::NothingToEscalate => "nothing-to-escalate",
            Refusal::NotSupervisor => "not-supervisor",
            Refusal::SupervisedAlready => "supervised-already",
            Refusal::NothingToSupervise => "nothing-to-supervise",
            Refusal::InquiryOpen => "inquiry-open",
            Refusal::TooManyInquiries { .. } => "too-many-inquiries",
            Refusal::NothingInquired => "nothing-inquired",
            Refusal::DrawnAlready => "drawn-already",
            Refusal::SampleOutOfRange { .. } => "sample-out-of-range",
            Refusal::SupervisorOfStaff => "supervisor-of-staff",
            Refusal::NotAdministrator => "not-administrator",
            Refusal::SystemOnly => "system-only",
            Refusal::LevelTooLow { .. } => "level-too-low",
            Refusal::Empty { .. } => "text-empty",
            Refusal::TooLong { .. } => "text-too-long",
            Refusal::ControlCharacter { .. } => "text-control-character",
            Refusal::TooManyFiles { .. } => "too-many-files",
            Refusal::FileTooLarge { .. } => "file-too-large",
            Refusal::SameFileTwice => "same-file-twice",
            Refusal::NoSuchFile { .. } => "no-such-file",
            Refusal::NoSuchArea { .. } => "no-such-area",
            Refusal::NoSuchCategory { .. } => "no-such-category",
            Refusal::NoSuchDepartment { .. } => "no-such-department",
            Refusal::PromiseMissing => "promise-missing",
            Refusal::PromiseNotAllowed => "promise-not-allowed",
            Refusal::PromiseOutOfRange { .. } => "promise-out-of-range",
            Refusal::MilestoneOutOfOrder { .. } => "milestone-out-of-order",
            Refusal::TooManyMilestones { .. } => "too-many-milestones",
            Refusal::NoSuchMilestone => "no-such-milestone",
            Refusal::MilestonesOpen => "milestones-open",
            Refusal::NotFollower => "not-follower",
            Refusal::RatedAlready => "rated-already",
            Refusal::HearingOutOfRange { .. } => "hearing-out-of-range",
            Refusal::NotHeard => "not-heard",
            Refusal::AwaitsWork => "awaits-work",
            Refusal::NothingPromised => "nothing-promised",
            Refusal::StarsOutOfRange { .. } => "stars-out-of-range",
            Refusal::NotYetDue { .. } => "not-yet-due",
            Refusal::CityBroken { .. } => "city-broken",
            Refusal::CityLost { .. } => "city-lost",
            Refusal::Retired { .. } => "retired",
            Refusal::AreaHoldsAreas { .. } => "area-holds-areas",
            Refusal::CityRetired => "city-retired",
            Refusal::BoundaryBroken { .. } => "boundary-broken",
            Refusal::BoundaryTooFine { .. } => "boundary-too-fine",
            Refusal::BoundariesTooFine { .. } => "boundaries-too-fine",
            Refusal::NoSuchAccount => "no-such-account",
            Refusal::OwnRole => "own-role",
            Refusal::CityMoved => "city-moved",
            Refusal::ClockOutOfRange { .. } => "clock-out-of-range",
            Refusal::ArgumentExists => "argument-exists",
            Refusal::NoSuchArgument => "no-such-argument",
            Refusal::ArguedAlready => "argued-already",
            Refusal::TooManyArguments { .. } => "too-many-arguments",
            Refusal::OwnArgument => "own-argument",
            Refusal::NotYourArgument => "not-your-argument",
            Refusal::ArgumentHidden => "argument-hidden",
            Refusal::ArgumentKept => "argument-kept",
            Refusal::ReportedAlready => "reported-already",
            Refusal::NothingReported => "nothing-reported",
            Refusal::SaidAnew => "said-anew",
            Refusal::NothingHidden => "nothing-hidden",
            Refusal::RespondedAlready => "responded-already",
            Refusal::NotDesk => "not-desk",
            Refusal::CommandIdReused => "command-id-reused",
        }
    }

    /// Whether a newer look at the case may explain it: then it is a conflict rather than a fault.
    pub fn is_about_state(&self) -> bool {
        matches!(
            self,
            Refusal::WrongState { .. }
                | Refusal::NotLeadOfficer
                | Refusal::NotJointOfficer
                | Refusal::JointMissing
                | Refusal::NoSuchPrepared
                | Refusal::NotCoordinator
                | Refusal::AwaitsWork
                | Refusal::NoSuchMilestone
                | Refusal::MilestonesOpen
                | Refusal::NotHeard
                | Refusal::NothingPromised
                | Refusal::AppealOver
                | Refusal::HoldsOthers
                | Refusal::NotMergedThere
                | Refusal::NothingAsked
                | Refusal::AwaitsReply
                | Refusal::ClockOver
                | Refusal::NoExtension
                | Refusal::NothingToEscalate
                | Refusal::NoSuchArgument
                | Refusal::ArgumentHidden
                | Refusal::ArgumentKept
                | Refusal::NothingReported
                | Refusal::NothingHidden
                | Refusal::SaidAnew
                | Refusal::RespondedAlready
                | Refusal::NotDesk
                | Refusal::NotSupervisor
                | Refusal::NothingToSupervise
                | Refusal::InquiryOpen
                | Refusal::NothingInquired
        )
    }

    /// The refusal as it travels.
    pub fn problem(&self) -> Problem {
        let arguments = match self {
            Refusal::WrongState { action, state } => json!({ "action": action, "state": state }),
            Refusal::NotToPrepare { action } => json!({ "action": action }),
            Refusal::MergeEnded { state } => json!({ "state": state }),
            Refusal::MergeMerged { number } => json!({ "number": number.as_deref().unwrap_or_default() }),
            Refusal::LevelTooLow { needed } => json!({ "needed": needed }),
            Refusal::Empty { field } => json!({ "field": field.name() }),
            Refusal::TooLong { field, limit, length } => {
                json!({ "field": field.name(), "limit": limit, "length": length })
            }
            Refusal::ControlCharacter { field, position } => {
                json!({ "field": field.name(), "position": position })
            }
            Refusal::TooManyFiles { limit, count } => json!({ "limit": limit, "count": count }),
            Refusal::FileTooLarge { limit } => json!({ "megabytes": limit >> 20 }),
            Refusal::NoSuchFile { hash } => json!({ "hash": hash }),
            Refusal::NoSuchArea { area } => json!({ "area": area }),
            Refusal::NoSuchCategory { category } => json!({ "category": category }),
            Refusal::NoSuchDepartment { department } => json!({ "department": department }),
            Refusal::PromiseOutOfRange { day } => json!({ "day": day }),
            Refusal::MilestoneOutOfOrder { position } => json!({ "position": position + 1 }),
            Refusal::TooManyMilestones { limit } => json!({ "limit": limit }),
            Refusal::HearingOutOfRange { day } => json!({ "day": day }),
            Refusal::StarsOutOfRange { stars } => json!({ "stars": stars }),
            Refusal::NotYetDue { due } => json!({ "due": due }),
            // A device says the name in its own language ([`Names`] has all).
            Refusal::Retired { what, id, names } => {
                json!({ "what": what.name(), "id": id, "name": names.get("zh-CN") })
            }
            Refusal::AreaHoldsAreas { id, names } => json!({ "id": id, "name": names.get("zh-CN") }),
            Refusal::CityBroken { id } | Refusal::CityLost { id } | Refusal::BoundaryBroken { id } => {
                json!({ "id": id })
            }
            Refusal::BoundaryTooFine { id, limit } => json!({ "id": id, "limit": limit }),
            Refusal::BoundariesTooFine { limit } => json!({ "limit": limit }),
            Refusal::ClockOutOfRange { clock, days } => json!({ "clock": clock, "days": days }),
            Refusal::TooManyInquiries { limit } => json!({ "limit": limit }),
            Refusal::SampleOutOfRange { limit } => json!({ "limit": limit }),
            Refusal::TooManyArguments { limit } => json!({ "limit": limit }),
            _ => json!({}),
        };
        let arguments = match arguments {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        Problem {
            code: self.code().to_owned(),
            arguments,
        }
    }
}
