//! Lists of proposals: what can be asked, and the card that each is shown as. The backend and the replica
//! on a device answer the same query in the same order.

use crate::clock::Clock;
use crate::id::{AccountId, AreaId, CategoryId, DepartmentId, PreparedId, ProposalId};
use crate::place::{Bounds, Near, Point};
use crate::proposal::{ActionKind, AnswerKind, Prepared, Proposal, State};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How a list is ordered. Every list says which of these it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Latest submitted first.
    #[default]
    Newest,
    /// Most supports first, then newest.
    MostSupported,
    /// Where the city must move: earliest deadline first. Others are left out.
    MostUrgent,
    /// Nearest first, of what is [`ProposalQuery::near`]; nothing where that is not given.
    Nearest,
}

/// A query; every filter that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ProposalQuery {
    /// In this area or one that lies in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// In any of these states; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<State>,
    /// Led by this department, or waiting for what it has to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Having all of these words (see [`crate::search`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// At most so far from a point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Near>,
    /// On this part of the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    pub order: Order,
    /// Where the page before ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// 1 to 100; 0 stands for 20.
    pub limit: u16,
}

impl ProposalQuery {
    /// The number of cards a page has at most.
    pub fn page_size(&self) -> usize {
        match self.limit {
            0 => 20,
            limit => usize::from(limit.min(100)),
        }
    }

    /// Whether the query asks where something is, and not only what.
    pub fn is_about_places(&self) -> bool {
        self.near.is_some() || self.bounds.is_some()
    }

    /// Whether what is at this point is where the query looks.
    pub fn reaches(&self, point: Option<Point>) -> bool {
        let near = |near: Near| point.is_some_and(|point| near.metres_to(point).is_some());
        let within = |bounds: Bounds| point.is_some_and(|point| bounds.contains(point));
        self.near.is_none_or(near) && self.bounds.is_none_or(within)
    }

    /// The key by which the query sorts a card; `None` where it leaves it out.
    pub fn key(&self, card: &Card) -> Option<i64> {
        match self.order {
            Order::Nearest => self.near?.metres_to(card.point?).map(i64::from),
            order => card.sort_key(order),
        }
    }

    /// Where the list goes on after this card.
    pub fn cursor(&self, card: &Card) -> Option<Cursor> {
        self.key(card).map(|key| Cursor { key, id: card.id })
    }
}

/// A place in an ordered list: the sort key of the last card shown, and its id. In addresses it is
/// written `KEY~ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// Submission time (ms), supports, due time (ms) or metres, by the order.
    pub key: i64,
    pub id: ProposalId,
}

/// The text is not a cursor.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a cursor")]
pub struct NotACursor;

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.key, self.id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (key, id) = text.split_once('~').ok_or(NotACursor)?;
        Ok(Self {
            key: key.parse().map_err(|_| NotACursor)?,
            id: id.parse().map_err(|_| NotACursor)?,
        })
    }
}

impl Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Cursor {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Cursor {}

/// What a list shows of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Card {
    pub id: ProposalId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub title: String,
    /// The first words of the text: about as many as two lines hold, with `…` where there is more.
    pub excerpt: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    pub area: AreaId,
    /// Where it is on a map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    pub language: String,
    pub state: State,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<DepartmentId>,
    /// Who has it in hand there, as far as the reader may know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<AccountId>,
    /// What its offices have written and not published, as far as the reader may know it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepared: Vec<Ready>,
    /// The joint departments that have said nothing yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awaited: Vec<DepartmentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerKind>,
    pub supports: u32,
    pub reopened: u32,
    pub submitted_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: u32,
}

/// That an office has written a move and not published it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ready {
    pub id: PreparedId,
    pub action: ActionKind,
    /// The department whose it is; the coordinators' where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    /// Whether a colleague has read it.
    pub checked: bool,
}

impl From<&Prepared> for Ready {
    fn from(prepared: &Prepared) -> Self {
        Self {
            id: prepared.id,
            action: prepared.action.kind(),
            department: prepared.department.clone(),
            by: prepared.by,
            checked: prepared.checked.is_some(),
        }
    }
}

/// What an excerpt may take up, in Latin letters; a letter of the scripts that are as wide as high counts as two.
const EXCERPT: usize = 84;

/// Where those scripts begin: <https://www.unicode.org/reports/tr11/>.
const WIDE: char = '\u{2e80}';

/// The first words of `text`. What is cut off is cut between words, and shows.
fn excerpt(text: &str) -> String {
    let text = text.trim();
    let mut width = 0;
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let is_wide = letter >= WIDE;
        if is_wide || letter.is_whitespace() {
            end = at;
        }
        width += if is_wide { 2 } else { 1 };
        if width > EXCERPT {
            // One word as long as two lines is cut where they end.
            let end = if end == 0 { at } else { end };
            let words = text[..end].trim_end_matches(|last: char| !last.is_alphanumeric());
            return format!("{words}…");
        }
    }
    text.to_owned()
}

impl From<&Proposal> for Card {
    fn from(proposal: &Proposal) -> Self {
        Self {
            id: proposal.id,
            number: proposal.number.clone(),
            title: proposal.title.clone(),
            excerpt: excerpt(&proposal.text),
            category: proposal.category.clone(),
            area: proposal.area.clone(),
            point: proposal.point,
            language: proposal.language.clone(),
            state: proposal.state,
            clock: proposal.clock,
            lead: proposal.lead.clone(),
            holder: proposal.internal.holder,
            prepared: proposal.internal.prepared.iter().map(Ready::from).collect(),
            awaited: proposal.awaited().cloned().collect(),
            answer: proposal.answer.as_ref().map(|answer| answer.kind),
            supports: proposal.supports,
            reopened: proposal.reopened,
            submitted_at: proposal.submitted_at,
            updated_at: proposal.updated_at,
            version: proposal.version,
        }
    }
}

impl Card {
    /// Whether nothing more is to come.
    pub fn is_final(&self) -> bool {
        self.state.is_final(self.clock)
    }

    /// The key by which this order sorts it; `None` where the order leaves it out. How near it is, only a query knows
    /// ([`ProposalQuery::key`]).
    pub fn sort_key(&self, order: Order) -> Option<i64> {
        match order {
            Order::Newest => Some(self.submitted_at.0),
            Order::MostSupported => Some(i64::from(self.supports)),
            Order::MostUrgent => self
                .clock
                .filter(|clock| clock.kind.is_on_city())
                .map(|clock| clock.due.0),
            Order::Nearest => None,
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page {
    pub items: Vec<Card>,
    /// Where the next page begins; `None` at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_words_and_shows_that_there_is_more() {
        assert_eq!(excerpt(" 路灯坏了。\n"), "路灯坏了。");
        let chinese = excerpt(&"路灯坏了，请修好。".repeat(9));
        assert_eq!(chinese.chars().count(), 43, "{chinese}");
        assert!(chinese.ends_with("路灯坏了，请…"), "{chinese}");
        let english = excerpt(&"Please mend the lamp. ".repeat(9));
        assert!(english.ends_with("Please mend the…"), "{english}");
        assert_eq!(excerpt(&"a".repeat(100)), format!("{}…", "a".repeat(84)));
        assert_eq!(excerpt(""), "");
    }
}
