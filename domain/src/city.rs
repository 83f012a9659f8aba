//! What a city brings: its areas, departments, categories, clocks and calendar. It travels on the log
//! as one document, so a device learns it by the same feed as everything else.

use crate::calendar::Calendar;
use crate::id::{AreaId, CategoryId, DepartmentId};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A name in several languages, by BCP 47 tag; `zh-CN` is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    /// The name in this language, else in Chinese, else empty.
    pub fn get(&self, tag: &str) -> &str {
        self.0
            .get(tag)
            .or_else(|| self.0.get("zh-CN"))
            .map_or("", String::as_str)
    }
}

/// How high an area stands: 市 / 区 / 街道 / 社区.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    City,
    District,
    Street,
    Community,
}

/// A place that people belong to. Areas form one tree; its root is the city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    pub id: AreaId,
    pub kind: AreaKind,
    /// `None` for the city itself.
    pub parent: Option<AreaId>,
    pub names: Names,
}

/// Who handles proposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    pub id: DepartmentId,
    pub names: Names,
    /// Where a person can call or go, in words.
    pub contact: Option<String>,
}

/// What a proposal is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    pub id: CategoryId,
    pub names: Names,
    /// A few everyday examples, to help people find it.
    pub examples: Names,
    /// The department that usually handles it.
    pub department: Option<DepartmentId>,
    /// Where this category's clocks differ from the city's.
    pub clocks: Option<Clocks>,
}

/// Lengths of the clocks. A case copies them when it begins: later changes never touch a running case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clocks {
    /// Working days to accept or decline.
    pub triage: u16,
    /// Working days to assign an accepted proposal.
    pub assign: u16,
    /// Working days for the department to take it.
    pub take: u16,
    /// Working days to the answer, from the day it is taken.
    pub answer: u16,
    /// Working days to a new answer after a reopening.
    pub rework: u16,
    /// Calendar days in which the author may judge.
    pub verdict: u16,
    /// Calendar days in which the author may appeal.
    #[serde(default = "appeal")]
    pub appeal: u16,
    /// Working days for another coordinator to decide on an appeal.
    #[serde(default = "review")]
    pub review: u16,
    /// Working days for the author to reply to a question, while the city's clock stands still.
    #[serde(default = "reply")]
    pub reply: u16,
    /// Working days that the answer may be put off, once.
    #[serde(default = "extension")]
    pub extension: u16,
    /// Working days to hold a hearing and tell what it came to.
    #[serde(default = "hearing")]
    pub hearing: u16,
}

// What holds where a directory or a case was written before there was any.
fn appeal() -> u16 {
    Clocks::default().appeal
}
fn review() -> u16 {
    Clocks::default().review
}
fn reply() -> u16 {
    Clocks::default().reply
}
fn extension() -> u16 {
    Clocks::default().extension
}
fn hearing() -> u16 {
    Clocks::default().hearing
}

impl Default for Clocks {
    fn default() -> Self {
        Self {
            triage: 2,
            assign: 2,
            take: 1,
            answer: 15,
            rework: 10,
            verdict: 7,
            appeal: 30,
            review: 5,
            reply: 5,
            extension: 10,
            hearing: 15,
        }
    }
}

/// How much may go along with what somebody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileLimits {
    /// How many files.
    pub count: u16,
    /// The most bytes of each.
    pub bytes: u64,
    /// The most pixels of a picture, width by height.
    pub pixels: u64,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self {
            count: 6,
            bytes: 20 << 20,
            pixels: 50_000_000,
        }
    }
}

/// What an account may do without more proof of who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Policy {
    pub clocks: Clocks,
    /// The least level that may submit.
    pub submit_level: crate::actor::Level,
    /// The least level that may support.
    pub support_level: crate::actor::Level,
    #[serde(default)]
    pub files: FileLimits,
}

impl Default for Policy {
    fn default() -> Self {
        use crate::actor::Level;
        Self {
            clocks: Clocks::default(),
            submit_level: Level::Guest,
            support_level: Level::Unverified,
            files: FileLimits::default(),
        }
    }
}

/// The directory of one city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct City {
    pub names: Names,
    pub areas: Vec<Area>,
    pub departments: Vec<Department>,
    pub categories: Vec<Category>,
    pub policy: Policy,
    pub calendar: Calendar,
}

impl City {
    /// The area at the root of the tree: the city itself.
    pub fn root(&self) -> Option<&AreaId> {
        self.areas
            .iter()
            .find(|area| area.parent.is_none())
            .map(|area| &area.id)
    }

    pub fn area(&self, id: &AreaId) -> Option<&Area> {
        self.areas.iter().find(|area| &area.id == id)
    }

    pub fn department(&self, id: &DepartmentId) -> Option<&Department> {
        self.departments.iter().find(|department| &department.id == id)
    }

    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| &category.id == id)
    }

    /// The area and what it lies in, from itself up to the city.
    pub fn lineage<'a>(&'a self, id: &AreaId) -> impl Iterator<Item = &'a Area> + use<'a> {
        let mut next = self.area(id);
        let mut steps = 0;
        std::iter::from_fn(move || {
            let here = next?;
            steps += 1;
            next = if steps < 16 {
                here.parent.as_ref().and_then(|parent| self.area(parent))
            } else {
                None
            };
            Some(here)
        })
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn contains(&self, outer: &AreaId, inner: &AreaId) -> bool {
        self.lineage(inner).any(|area| &area.id == outer)
    }

    /// The area itself and all that lie in it.
    pub fn within(&self, outer: &AreaId) -> Vec<AreaId> {
        self.areas
            .iter()
            .filter(|area| self.contains(outer, &area.id))
            .map(|area| area.id.clone())
            .collect()
    }

    /// The clocks of a case that begins now in this category.
    pub fn clocks(&self, category: Option<&CategoryId>) -> Clocks {
        category
            .and_then(|id| self.category(id))
            .and_then(|category| category.clocks)
            .unwrap_or(self.policy.clocks)
    }

    /// That the directory holds together: one root, no dangling or doubled ids, no cycles.
    ///
    /// # Errors
    /// [`Refusal::CityBroken`] naming the first id that does not fit.
    pub fn check(&self) -> Result<(), Refusal> {
        let broken = |id: &str| Err(Refusal::CityBroken { id: id.to_owned() });
        let mut seen = BTreeSet::new();
        for area in &self.areas {
            if !seen.insert(area.id.as_str()) {
                return broken(area.id.as_str());
            }
        }
        if self.areas.iter().filter(|area| area.parent.is_none()).count() != 1 {
            return broken("areas");
        }
        for area in &self.areas {
            let reaches_root = self
                .lineage(&area.id)
                .last()
                .is_some_and(|top| top.parent.is_none());
            if !reaches_root || area.names.get("zh-CN").is_empty() {
                return broken(area.id.as_str());
            }
        }
        let mut seen = BTreeSet::new();
        for department in &self.departments {
            if !seen.insert(department.id.as_str()) {
                return broken(department.id.as_str());
            }
        }
        let mut seen = BTreeSet::new();
        for category in &self.categories {
            let known = category
                .department
                .as_ref()
                .is_none_or(|id| self.department(id).is_some());
            if !seen.insert(category.id.as_str()) || !known {
                return broken(category.id.as_str());
            }
        }
        Ok(())
    }
}
