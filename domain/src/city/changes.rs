//! What differs between one directory and the next: so that a change of rules can be read, not only that there was one.

use super::{Area, Category, City, Clocks, Department, Names};
use crate::event::By;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a directory lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    Area,
    Department,
    Category,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CityChange {
    Added {
        what: Listed,
        names: Names,
    },
    /// It has another name.
    Renamed {
        what: Listed,
        before: Names,
        names: Names,
    },
    /// Something else about it: where it lies, how it is reached, who handles it, its wordings.
    Altered {
        what: Listed,
        names: Names,
    },
    Removed {
        what: Listed,
        names: Names,
    },
    /// Nothing new comes to it any more.
    Retired {
        what: Listed,
        names: Names,
    },
    /// It was retired, and is in use again.
    Restored {
        what: Listed,
        names: Names,
    },
    /// Clocks of the city, or of a category, are so many days now.
    Clock {
        /// The category, unless it is the city's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        names: Option<Names>,
        clock: String,
        before: u16,
        days: u16,
    },
    /// Who may submit or support, how much may go along, or how many closed cases are drawn.
    Policy {},
    /// The days off and the days made up of a year.
    Year {
        year: i32,
    },
    /// The city has another name.
    City {
        names: Names,
    },
}

/// One directory as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Published {
    pub seq: u64,
    pub at: Timestamp,
    pub by: By,
    /// What it changed; of the first one nothing but the city's name.
    pub changes: Vec<CityChange>,
}

/// How the directory came to be what it is, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CityHistory {
    pub items: Vec<Published>,
    /// Older ones come before this sequence number; `None` at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// An entry of one of the directory's lists.
trait Entry: PartialEq {
    const WHAT: Listed;
    fn id(&self) -> &str;
    fn names(&self) -> &Names;
    /// Clocks of its own are told apart from the rest.
    fn clocks(&self) -> Option<Clocks> {
        None
    }
    fn is_retired(&self) -> bool;
    /// Whether anything but name, clocks and being in use differs.
    fn is_altered(&self, before: &Self) -> bool;
}

impl Entry for Area {
    const WHAT: Listed = Listed::Area;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn names(&self) -> &Names {
        &self.names
    }
    fn is_retired(&self) -> bool {
        self.retired
    }
    fn is_altered(&self, before: &Self) -> bool {
        (self.kind, &self.parent, &self.boundary, &self.templates)
            != (before.kind, &before.parent, &before.boundary, &before.templates)
    }
}

impl Entry for Department {
    const WHAT: Listed = Listed::Department;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn names(&self) -> &Names {
        &self.names
    }
    fn is_retired(&self) -> bool {
        self.retired
    }
    fn is_altered(&self, before: &Self) -> bool {
        (&self.contact, self.second_eyes, &self.templates)
            != (&before.contact, before.second_eyes, &before.templates)
    }
}

impl Entry for Category {
    const WHAT: Listed = Listed::Category;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn names(&self) -> &Names {
        &self.names
    }
    fn is_retired(&self) -> bool {
        self.retired
    }
    fn clocks(&self) -> Option<Clocks> {
        self.clocks
    }
    fn is_altered(&self, before: &Self) -> bool {
        (&self.examples, &self.department) != (&before.examples, &before.department)
    }
}

impl Listed {
    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Listed::Area => "area",
            Listed::Department => "department",
            Listed::Category => "category",
        }
    }
}

impl City {
    /// What this directory has otherwise than the one before it, in the order in which a directory is read.
    pub fn changes_since(&self, before: &City) -> Vec<CityChange> {
        let mut changes = Vec::new();
        if self.names != before.names {
            let names = self.names.clone();
            changes.push(CityChange::City { names });
        }
        lists(
            &before.areas,
            &self.areas,
            before.policy.clocks,
            self.policy.clocks,
            &mut changes,
        );
        lists(
            &before.departments,
            &self.departments,
            before.policy.clocks,
            self.policy.clocks,
            &mut changes,
        );
        lists(
            &before.categories,
            &self.categories,
            before.policy.clocks,
            self.policy.clocks,
            &mut changes,
        );
        clocks(None, before.policy.clocks, self.policy.clocks, &mut changes);
        let rest = |city: &City| {
            (
                city.policy.submit_level,
                city.policy.support_level,
                city.policy.files,
                city.policy.sample,
            )
        };
        if rest(self) != rest(before) {
            changes.push(CityChange::Policy {});
        }
        let years = self.calendar.years.keys().chain(before.calendar.years.keys());
        let years: std::collections::BTreeSet<i32> = years.copied().collect();
        let differs = |year: &i32| self.calendar.years.get(year) != before.calendar.years.get(year);
        changes.extend(
            years
                .into_iter()
                .filter(differs)
                .map(|year| CityChange::Year { year }),
        );
        changes
    }
}

fn lists<T: Entry>(
    before: &[T],
    after: &[T],
    clocks_before: Clocks,
    clocks_after: Clocks,
    changes: &mut Vec<CityChange>,
) {
    let what = T::WHAT;
    let was: std::collections::BTreeMap<&str, &T> = before.iter().map(|entry| (entry.id(), entry)).collect();
    for entry in after {
        let names = entry.names().clone();
        let Some(old) = was.get(entry.id()) else {
            changes.push(CityChange::Added { what, names });
            continue;
        };
        if old.names() != entry.names() {
            changes.push(CityChange::Renamed {
                what,
                before: old.names().clone(),
                names: names.clone(),
            });
        }
        if entry.is_altered(old) {
            let names = names.clone();
            changes.push(CityChange::Altered { what, names });
        }
        match (old.is_retired(), entry.is_retired()) {
            (false, true) => changes.push(CityChange::Retired {
                what,
                names: names.clone(),
            }),
            (true, false) => changes.push(CityChange::Restored {
                what,
                names: names.clone(),
            }),
            _ => {}
        }
        if old.clocks() != entry.clocks() {
            let (old, new) = (old.clocks(), entry.clocks());
            clocks(
                Some(&names),
                old.unwrap_or(clocks_before),
                new.unwrap_or(clocks_after),
                changes,
            );
        }
    }
    let is: std::collections::BTreeSet<&str> = after.iter().map(Entry::id).collect();
    for entry in before.iter().filter(|entry| !is.contains(entry.id())) {
        let names = entry.names().clone();
        changes.push(CityChange::Removed { what, names });
    }
}

fn clocks(names: Option<&Names>, before: Clocks, after: Clocks, changes: &mut Vec<CityChange>) {
    for ((clock, before), (_, days)) in before.each().into_iter().zip(after.each()) {
        if before != days {
            changes.push(CityChange::Clock {
                names: names.cloned(),
                clock: clock.to_owned(),
                before,
                days,
            });
        }
    }
}
