//! Arguments for and against a proposal: no conversation. Each is short and stands by itself; others support it with one
//! tap, the city answers it once, and where it must not stand, the reason is published in its place.

use super::ActionKind;
use crate::event::Event;
use crate::id::{AccountId, ArgumentId, DepartmentId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most characters of an argument, and of what is said about one.
pub const ARGUMENT_LIMIT: usize = 300;
/// The most arguments that a proposal has, on both sides together.
pub const ARGUMENTS_LIMIT: usize = 500;

/// What an argument speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    For,
    Against,
}

impl Side {
    pub const ALL: [Side; 2] = [Side::For, Side::Against];

    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Side::For => "for",
            Side::Against => "against",
        }
    }
}

/// Why an argument should not stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Objection {
    /// It tells what is nobody's business: a name, a number, an address.
    PersonalData,
    /// It attacks or insults people.
    Attack,
    Untrue,
    Advertising,
    /// It is not about this.
    OffTopic,
}

impl Objection {
    pub const ALL: [Objection; 5] = [
        Objection::PersonalData,
        Objection::Attack,
        Objection::Untrue,
        Objection::Advertising,
        Objection::OffTopic,
    ];

    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Objection::PersonalData => "personal_data",
            Objection::Attack => "attack",
            Objection::Untrue => "untrue",
            Objection::Advertising => "advertising",
            Objection::OffTopic => "off_topic",
        }
    }
}

/// What can be asked of an argument. Texts are 1 to 300 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ArgumentAction {
    /// One at a time for each person and side.
    Argue {
        side: Side,
        text: String,
    },
    /// Whoever gave it takes it back.
    Retract {},
    /// It is counted, and moves nothing.
    Second {},
    Unsecond {},
    /// The city answers it, once.
    Respond {
        text: String,
    },
    /// It should not stand; once for each person. It stays until a coordinator has looked.
    Report {
        reason: Objection,
    },
    /// It was reported, and stays: nobody reports it for that again.
    Keep {
        text: String,
    },
    /// It must not stand: the reason and these words stand in its place.
    Hide {
        reason: Objection,
        text: String,
    },
    /// It was hidden, and stands again: these words stand below it, and nobody reports it for that again.
    Restore {
        text: String,
    },
}

impl ArgumentAction {
    /// Its kind.
    pub fn kind(&self) -> ActionKind {
        match self {
            ArgumentAction::Argue { .. } => ActionKind::Argue,
            ArgumentAction::Retract {} => ActionKind::Retract,
            ArgumentAction::Second {} => ActionKind::Second,
            ArgumentAction::Unsecond {} => ActionKind::Unsecond,
            ArgumentAction::Respond { .. } => ActionKind::Respond,
            ArgumentAction::Report { .. } => ActionKind::Report,
            ArgumentAction::Keep { .. } => ActionKind::Keep,
            ArgumentAction::Hide { .. } => ActionKind::Hide,
            ArgumentAction::Restore { .. } => ActionKind::Restore,
        }
    }
}

/// What can happen to an argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ArgumentChange {
    Argued {
        side: Side,
        /// None where it is withheld from the reader.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    Retracted {},
    Seconded {},
    Unseconded {},
    Responded {
        text: String,
    },
    Reported {
        /// None where it is withheld from the reader.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Objection>,
    },
    Kept {
        /// What it had been reported for.
        reasons: Vec<Objection>,
        text: String,
    },
    Hidden {
        reason: Objection,
        text: String,
    },
    /// It stands again. Its words are here anew, for they are in no other event that everybody reads.
    Restored {
        /// What it had been hidden and reported for.
        reasons: Vec<Objection>,
        text: String,
        /// What was said in it. None where it is withheld from the reader.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<String>,
    },
}

impl ArgumentChange {
    /// Its name in the ids of messages.
    pub fn name(&self) -> &'static str {
        match self {
            ArgumentChange::Argued { .. } => "argued",
            ArgumentChange::Retracted {} => "retracted",
            ArgumentChange::Seconded {} => "seconded",
            ArgumentChange::Unseconded {} => "unseconded",
            ArgumentChange::Responded { .. } => "responded",
            ArgumentChange::Reported { .. } => "reported",
            ArgumentChange::Kept { .. } => "kept",
            ArgumentChange::Hidden { .. } => "hidden",
            ArgumentChange::Restored { .. } => "restored",
        }
    }

    /// Whether whoever gave the argument is told.
    pub fn is_news(&self) -> bool {
        matches!(
            self,
            ArgumentChange::Responded { .. }
                | ArgumentChange::Kept { .. }
                | ArgumentChange::Hidden { .. }
                | ArgumentChange::Restored { .. }
        )
    }

    /// Whether whoever wrote what it is about is told.
    pub fn is_news_to_author(&self) -> bool {
        matches!(self, ArgumentChange::Argued { .. })
    }

    /// Whether what was said in the argument is withheld from now on.
    pub fn withholds(&self) -> bool {
        matches!(self, ArgumentChange::Hidden { .. } | ArgumentChange::Retracted {})
    }

    /// Whether it is itself for the city's staff alone.
    pub fn is_withheld(&self) -> bool {
        matches!(self, ArgumentChange::Reported { .. })
    }

    /// Without what is withheld, to whoever did it or to everybody else.
    pub(crate) fn withhold(&mut self, own: bool) {
        match self {
            ArgumentChange::Argued { text, .. } if !own => *text = None,
            ArgumentChange::Reported { reason } => *reason = None,
            // Whoever let it stand again need not be who said it.
            ArgumentChange::Restored { said, .. } => *said = None,
            _ => {}
        }
    }
}

/// What the city says to an argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Response {
    pub text: String,
    pub at: Timestamp,
    /// The department that says it; none where a coordinator does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
}

/// What a coordinator has ruled about an argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moderation {
    pub hidden: bool,
    /// What it is hidden for, or what it was reported for in vain.
    pub reasons: Vec<Objection>,
    pub text: String,
    pub at: Timestamp,
}

/// One argument, folded from its changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Argument {
    pub side: Side,
    /// None where it is withheld from the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub at: Timestamp,
    /// Who gave it, as far as the reader may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AccountId>,
    /// Sequence number of the event that has its words for everybody: in which it was given, or let stand again; 0 in a
    /// preview.
    pub seq: u64,
    #[serde(default, skip_serializing_if = "is_none")]
    pub supports: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// What it was reported for and not found to stand in spite of, counted; for the city's staff.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reports: BTreeMap<Objection, u32>,
    /// When the first of these came, where nobody has ruled on them yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moderation: Option<Moderation>,
}

fn is_none(count: &u32) -> bool {
    *count == 0
}

impl Argument {
    /// Whether a reason stands in its place.
    pub fn is_hidden(&self) -> bool {
        self.hidden_at().is_some()
    }

    /// Since when a reason stands in its place.
    pub fn hidden_at(&self) -> Option<Timestamp> {
        let ruled = self.moderation.as_ref()?;
        ruled.hidden.then_some(ruled.at)
    }

    /// What a coordinator who finds it to stand has looked at: what it was reported for, and what was ruled before.
    pub(super) fn looked_at(&self) -> Vec<Objection> {
        let ruled = self.moderation.iter().flat_map(|ruled| &ruled.reasons);
        let mut reasons: Vec<_> = ruled.chain(self.reports.keys()).copied().collect();
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }

    /// Whether a coordinator has found it to stand in spite of this.
    pub fn is_kept_for(&self, reason: Objection) -> bool {
        self.moderation
            .as_ref()
            .is_some_and(|ruled| !ruled.hidden && ruled.reasons.contains(&reason))
    }

    fn rule(&mut self, hidden: bool, reasons: Vec<Objection>, text: &str, at: Timestamp) {
        // Why it was reported is looked at once more where it is to stand again.
        if !hidden {
            self.reports.clear();
        }
        self.reported_at = None;
        self.moderation = Some(Moderation {
            hidden,
            reasons,
            text: text.to_owned(),
            at,
        });
    }
}

/// What one account has to do with one argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Stance {
    pub seconds: bool,
    pub reported: bool,
}

/// The arguments of one proposal. They are no part of the proposal: a list, a card or a move of the case needs none of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Debate {
    pub arguments: BTreeMap<ArgumentId, Argument>,
    /// What the reader, or whoever acts, has to do with them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<ArgumentId, Stance>,
}

impl Debate {
    pub fn is_empty(&self) -> bool {
        self.arguments.is_empty()
    }

    /// What the reader has to do with this one.
    pub fn stance(&self, argument: ArgumentId) -> Stance {
        self.own.get(&argument).copied().unwrap_or_default()
    }

    /// One side: most supported first, then the latest; what is hidden comes last.
    pub fn side(&self, side: Side) -> Vec<(ArgumentId, &Argument)> {
        let on_it = self
            .arguments
            .iter()
            .filter(|(_, argument)| argument.side == side);
        let mut on_it: Vec<_> = on_it.map(|(id, argument)| (*id, argument)).collect();
        on_it.sort_by_key(|(id, argument)| {
            let shown = std::cmp::Reverse((argument.supports, argument.at, *id));
            (argument.is_hidden(), shown)
        });
        on_it
    }

    /// As `reader` may see it: who gave an argument and what is hidden are for them and for the city's staff, what was
    /// reported for the staff alone.
    pub fn seen_by(mut self, reader: Option<AccountId>, staff: bool) -> Self {
        if staff {
            return self;
        }
        for argument in self.arguments.values_mut() {
            argument.author = argument.author.filter(|author| Some(*author) == reader);
            argument.reports.clear();
            argument.reported_at = None;
            if argument.author.is_none() && argument.is_hidden() {
                argument.text = None;
            }
        }
        self
    }

    /// Nobody can tell any more who gave these.
    pub(super) fn disown(&mut self, arguments: &[ArgumentId]) {
        for id in arguments {
            if let Some(argument) = self.arguments.get_mut(id) {
                argument.author = None;
            }
        }
    }

    pub(super) fn fold(&mut self, id: ArgumentId, change: &ArgumentChange, event: &Event, is_own: bool) {
        let Event { at, seq, by, .. } = event;
        match change {
            ArgumentChange::Argued { side, text } => {
                self.arguments.insert(
                    id,
                    Argument {
                        side: *side,
                        text: text.clone(),
                        at: *at,
                        author: by.account,
                        seq: *seq,
                        supports: 0,
                        response: None,
                        reports: BTreeMap::new(),
                        reported_at: None,
                        moderation: None,
                    },
                );
            }
            ArgumentChange::Retracted {} => {
                self.arguments.remove(&id);
                self.own.remove(&id);
            }
            change => {
                if let Some(argument) = self.arguments.get_mut(&id) {
                    argument.fold(change, event);
                }
            }
        }
        if is_own {
            let stance = self.own.entry(id).or_default();
            match change {
                ArgumentChange::Seconded {} => stance.seconds = true,
                ArgumentChange::Unseconded {} => stance.seconds = false,
                ArgumentChange::Reported { .. } => stance.reported = true,
                _ => {}
            }
            if *stance == Stance::default() {
                self.own.remove(&id);
            }
        }
    }
}

impl Argument {
    fn fold(&mut self, change: &ArgumentChange, event: &Event) {
        let Event { at, seq, by, .. } = event;
        let at = *at;
        match change {
            ArgumentChange::Argued { .. } | ArgumentChange::Retracted {} => {}
            ArgumentChange::Seconded {} => self.supports = self.supports.saturating_add(1),
            ArgumentChange::Unseconded {} => self.supports = self.supports.saturating_sub(1),
            ArgumentChange::Responded { text } => {
                self.response = Some(Response {
                    text: text.clone(),
                    at,
                    department: by.department.clone(),
                });
            }
            ArgumentChange::Reported { reason } => {
                // A reader who may not know why is not told that either.
                if let Some(reason) = reason {
                    let count = self.reports.entry(*reason).or_default();
                    *count = count.saturating_add(1);
                    self.reported_at.get_or_insert(at);
                }
            }
            ArgumentChange::Kept { reasons, text } => self.rule(false, reasons.clone(), text, at),
            ArgumentChange::Hidden { reason, text } => {
                self.rule(true, vec![*reason], text, at);
                // Whoever may know who gave it may read it on; nobody else keeps it.
                if self.author.is_none() {
                    self.text = None;
                }
            }
            ArgumentChange::Restored { reasons, text, said } => {
                self.rule(false, reasons.clone(), text, at);
                self.seq = *seq;
                if said.is_some() {
                    self.text.clone_from(said);
                }
            }
        }
    }
}
