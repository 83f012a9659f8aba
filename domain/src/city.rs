//! What a city brings: its areas, departments, categories, clocks and calendar. It travels on the log
//! as one document, so a device learns it by the same feed as everything else.

mod boundary;
mod changes;
mod geojson;
mod import;

pub use boundary::{Boundary, Ring};
pub use changes::{CityChange, CityHistory, Listed, Published};
pub use import::{Imported, LineProblem};

use crate::calendar::Calendar;
use crate::draw::Sample;
use crate::id::{AreaId, CategoryId, DepartmentId};
use crate::refusal::Refusal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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

    /// The name in this language from now on; an empty one is none.
    pub fn set(&mut self, tag: &str, name: &str) {
        match name.trim() {
            "" => drop(self.0.remove(tag)),
            name => drop(self.0.insert(tag.to_owned(), name.to_owned())),
        }
    }

    /// Whether there is a Chinese one, and none is empty or longer than 40 characters.
    pub fn are_fit(&self) -> bool {
        let fits = |name: &String| (1..=40).contains(&name.trim().chars().count());
        self.0.contains_key("zh-CN") && self.0.values().all(fits)
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

impl AreaKind {
    /// From the highest to the lowest.
    pub const ALL: [AreaKind; 4] = [
        AreaKind::City,
        AreaKind::District,
        AreaKind::Street,
        AreaKind::Community,
    ];

    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            AreaKind::City => "city",
            AreaKind::District => "district",
            AreaKind::Street => "street",
            AreaKind::Community => "community",
        }
    }

    /// How tables of Chinese offices name it.
    fn sign(self) -> &'static str {
        match self {
            AreaKind::City => "\u{5e02}",
            AreaKind::District => "\u{533a}",
            AreaKind::Street => "\u{8857}\u{9053}",
            AreaKind::Community => "\u{793e}\u{533a}",
        }
    }
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
    /// Where it lies, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Boundary>,
    /// Wordings that coordinators begin with, here and in what lies in it ([`City::templates`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
    /// Nothing new comes to it. What is there stays, and its name is read there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// Who handles proposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    pub id: DepartmentId,
    pub names: Names,
    /// Where a person can call or go, in words.
    pub contact: Option<String>,
    /// Whether a colleague reads an answer before it goes out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub second_eyes: bool,
    /// Wordings that its officers begin with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
    /// Nothing new comes to it. What is there stays, and its name is read there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// A wording to begin with: it is put into the text that is being written, and changed there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Template {
    /// 1 to 40 characters.
    pub name: String,
    /// 1 to 2,000 characters.
    pub text: String,
}

impl Template {
    /// The most that a department has, or an area.
    pub const LIMIT: usize = 20;
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 40;
    /// The most characters of a text.
    pub const TEXT_LIMIT: usize = 2_000;

    fn are_fit(all: &[Self]) -> bool {
        all.len() <= Self::LIMIT && all.iter().all(Self::is_fit)
    }

    fn is_fit(&self) -> bool {
        let fits = |text: &str, limit| !text.trim().is_empty() && text.chars().count() <= limit;
        fits(&self.name, Self::NAME_LIMIT) && fits(&self.text, Self::TEXT_LIMIT)
    }
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
    /// Nothing new comes to it. What is there stays, and its name is read there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
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

impl Clocks {
    /// The longest that a clock may be, in days.
    pub const LIMIT: u16 = 365;

    /// Each clock by its name in JSON, in the order in which a case meets them.
    pub fn each(self) -> [(&'static str, u16); 11] {
        [
            ("triage", self.triage),
            ("appeal", self.appeal),
            ("review", self.review),
            ("assign", self.assign),
            ("take", self.take),
            ("answer", self.answer),
            ("reply", self.reply),
            ("extension", self.extension),
            ("verdict", self.verdict),
            ("rework", self.rework),
            ("hearing", self.hearing),
        ]
    }

    /// The clock of this name, to be set.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut u16> {
        Some(match name {
            "triage" => &mut self.triage,
            "appeal" => &mut self.appeal,
            "review" => &mut self.review,
            "assign" => &mut self.assign,
            "take" => &mut self.take,
            "answer" => &mut self.answer,
            "reply" => &mut self.reply,
            "extension" => &mut self.extension,
            "verdict" => &mut self.verdict,
            "rework" => &mut self.rework,
            "hearing" => &mut self.hearing,
            _ => return None,
        })
    }

    fn check(self) -> Result<(), Refusal> {
        let fits = |days: u16| (1..=Clocks::LIMIT).contains(&days);
        match self.each().into_iter().find(|(_, days)| !fits(*days)) {
            Some((clock, days)) => Err(Refusal::ClockOutOfRange { clock, days }),
            None => Ok(()),
        }
    }
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
    /// How many closed cases are drawn each month for citizens to look at.
    #[serde(default)]
    pub sample: Sample,
}

impl Default for Policy {
    fn default() -> Self {
        use crate::actor::Level;
        Self {
            clocks: Clocks::default(),
            submit_level: Level::Guest,
            support_level: Level::Unverified,
            files: FileLimits::default(),
            sample: Sample::default(),
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
    /// What holds before a directory was published: nothing can be submitted. On Beijing time.
    pub fn unwritten() -> Self {
        Self {
            names: Names::default(),
            areas: Vec::new(),
            departments: Vec::new(),
            categories: Vec::new(),
            policy: Policy::default(),
            calendar: Calendar::weekends_only(480),
        }
    }

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

    /// The departments to which something new can come.
    pub fn departments_in_use(&self) -> impl Iterator<Item = &Department> {
        self.departments.iter().filter(|department| !department.retired)
    }

    /// The categories in which something new can be filed.
    pub fn categories_in_use(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(|category| !category.retired)
    }

    /// The areas in which something new can be filed. What one of them lies in is among them.
    pub fn areas_in_use(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(|area| !area.retired)
    }

    /// The department that usually handles a category, where something new can come to it.
    pub fn usual(&self, category: &CategoryId) -> Option<&Department> {
        let usual = self.department(self.category(category)?.department.as_ref()?)?;
        (!usual.retired).then_some(usual)
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

    /// The wordings for a case in this area: its own, then those of what it lies in, up to the city.
    pub fn templates<'a>(&'a self, id: &AreaId) -> impl Iterator<Item = &'a Template> + use<'a> {
        self.lineage(id).flat_map(|area| &area.templates)
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

    /// Names this directory among all: the beginning of a SHA-256 of it as JSON, in hexadecimal digits.
    pub fn tag(&self) -> String {
        let json = serde_json::to_vec(self).unwrap_or_default();
        let digest = Sha256::digest(&json);
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The years that the clocks which begin now may run into and that were not published yet: deadlines in them are
    /// provisional.
    pub fn unpublished_years(&self, now: Timestamp) -> Vec<i32> {
        let longest = |clocks: &Clocks| clocks.each().into_iter().map(|(_, days)| days).max();
        let own = self
            .categories
            .iter()
            .filter_map(|category| category.clocks.as_ref());
        let days = own.chain([&self.policy.clocks]).filter_map(longest).max();
        let calendar = &self.calendar;
        let end = calendar.after_working_days(now, days.unwrap_or_default()).at;
        let year = |at: Timestamp| at.day(calendar.utc_offset).year();
        (year(now)..=year(end))
            .filter(|year| !calendar.years.contains_key(year))
            .collect()
    }

    /// That the directory holds together: one root, no dangling or doubled ids, no cycles, everything has a Chinese name,
    /// boundaries are closed lines, clocks have days, and nothing that is in use lies in what is retired.
    ///
    /// # Errors
    /// [`Refusal::CityBroken`] naming the first id that does not fit, [`Refusal::CityRetired`],
    /// [`Refusal::AreaHoldsAreas`], [`Refusal::ClockOutOfRange`],
    /// [`Refusal::BoundaryBroken`], [`Refusal::BoundaryTooFine`], [`Refusal::BoundariesTooFine`].
    pub fn check(&self) -> Result<(), Refusal> {
        let broken = |id: &str| Err(Refusal::CityBroken { id: id.to_owned() });
        self.policy.clocks.check()?;
        self.policy.sample.check()?;
        if let Some(id) = first_odd(self.areas.iter().map(|area| (area.id.as_str(), &area.names))) {
            return broken(id);
        }
        if self.areas.iter().filter(|area| area.parent.is_none()).count() != 1 {
            return broken("areas");
        }
        for area in &self.areas {
            let reaches_root = self
                .lineage(&area.id)
                .last()
                .is_some_and(|top| top.parent.is_none());
            if !reaches_root {
                return broken(area.id.as_str());
            }
        }
        self.check_retired()?;
        self.check_boundaries()?;
        let departments = self.departments.iter();
        if let Some(id) = first_odd(departments.map(|found| (found.id.as_str(), &found.names))) {
            return broken(id);
        }
        let areas = self.areas.iter().map(|area| (area.id.as_str(), &area.templates));
        let departments = self
            .departments
            .iter()
            .map(|found| (found.id.as_str(), &found.templates));
        let mut templates = areas.chain(departments);
        if let Some((id, _)) = templates.find(|(_, templates)| !Template::are_fit(templates)) {
            return broken(id);
        }
        let categories = self.categories.iter();
        if let Some(id) = first_odd(categories.map(|found| (found.id.as_str(), &found.names))) {
            return broken(id);
        }
        for category in &self.categories {
            if let Some(clocks) = category.clocks {
                clocks.check()?;
            }
            let department = category.department.as_ref();
            if department.is_some_and(|id| self.department(id).is_none()) {
                return broken(category.id.as_str());
            }
        }
        Ok(())
    }

    /// That no area in use lies in one that is retired, and the city is in use: whatever comes has somewhere to go.
    fn check_retired(&self) -> Result<(), Refusal> {
        if self
            .areas
            .iter()
            .any(|area| area.retired && area.parent.is_none())
        {
            return Err(Refusal::CityRetired);
        }
        let retired = |area: &Area| {
            let above = area.parent.as_ref().and_then(|parent| self.area(parent));
            above.filter(|above| above.retired)
        };
        match self.areas_in_use().find_map(retired) {
            Some(above) => Err(Refusal::AreaHoldsAreas {
                id: above.id.as_str().to_owned(),
                names: above.names.clone(),
            }),
            None => Ok(()),
        }
    }

    /// That it may come after `before`: what cases may carry keeps its id, so that they keep its name.
    ///
    /// # Errors
    /// [`Refusal::CityLost`] naming the first id that would be gone.
    pub fn check_after(&self, before: &City) -> Result<(), Refusal> {
        let ids = |city: &City| -> [BTreeSet<String>; 3] {
            [
                city.areas.iter().map(|area| area.id.0.clone()).collect(),
                city.departments.iter().map(|found| found.id.0.clone()).collect(),
                city.categories.iter().map(|found| found.id.0.clone()).collect(),
            ]
        };
        let lost = ids(before)
            .into_iter()
            .zip(ids(self))
            .find_map(|(before, now)| before.into_iter().find(|id| !now.contains(id)));
        lost.map_or(Ok(()), |id| Err(Refusal::CityLost { id }))
    }
}

/// The first entry whose id is no id or was there before, or that has no Chinese name.
fn first_odd<'a>(entries: impl Iterator<Item = (&'a str, &'a Names)>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    entries
        .filter(|(id, names)| !is_id(id) || !seen.insert(*id) || !names.are_fit())
        .map(|(id, _)| id)
        .next()
}

/// Whether this can name an entry in addresses and tables: 1 to 40 small letters, digits and hyphens.
pub fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
