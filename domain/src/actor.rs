//! Who acts. A person may have several roles; a role is bound to an area or a department.

use crate::city::City;
use crate::id::{AccountId, AreaId, DepartmentId};
use serde::{Deserialize, Serialize};

/// How sure the city is of who an account is. Later levels include earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Known to one device only: nobody signed up.
    Guest,
    /// Signed up with a name or a phone number.
    Unverified,
    /// The phone or address answered.
    ContactVerified,
    /// The city's identity provider, or a worker in person, said so.
    ResidentVerified,
}

impl Level {
    /// From the lowest to the highest.
    pub const ALL: [Level; 4] = [
        Level::Guest,
        Level::Unverified,
        Level::ContactVerified,
        Level::ResidentVerified,
    ];

    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Level::Guest => "guest",
            Level::Unverified => "unverified",
            Level::ContactVerified => "contact_verified",
            Level::ResidentVerified => "resident_verified",
        }
    }
}

/// A duty that the city gave to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 受理员: accepts, declines and assigns in an area and all that lies in it.
    Coordinator { area: AreaId },
    /// 承办人: handles what is assigned to a department.
    Officer { department: DepartmentId },
    /// 市民监督员: looks at closed cases of an area that were drawn by lot. A citizen, not of the city's staff.
    Supervisor { area: AreaId },
    /// 管理员: publishes the directory and gives roles.
    Administrator {},
}

impl Role {
    /// Whether whoever has it works for the city.
    pub fn is_of_staff(&self) -> bool {
        !matches!(self, Role::Supervisor { .. })
    }
}

/// A person as the backend knows them, or as a device believes it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    pub account: AccountId,
    pub level: Level,
    pub roles: Vec<Role>,
}

impl Person {
    /// Somebody of whom only this device knows.
    pub fn guest(account: AccountId) -> Self {
        Self {
            account,
            level: Level::Guest,
            roles: Vec::new(),
        }
    }

    /// Whether they coordinate the area or one that it lies in.
    pub fn coordinates(&self, city: &City, area: &AreaId) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Coordinator { area: of } if city.contains(of, area)))
    }

    /// Whether they work for the department.
    pub fn serves(&self, department: &DepartmentId) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Officer { department: of } if of == department))
    }

    /// Whether they work in the office that something about a case of this area belongs to: the department, or where none
    /// is named, the coordinators.
    pub fn is_of_office(&self, city: &City, department: Option<&DepartmentId>, area: &AreaId) -> bool {
        match department {
            Some(department) => self.serves(department),
            None => self.coordinates(city, area),
        }
    }

    /// Whether they supervise the area or one that it lies in.
    pub fn supervises(&self, city: &City, area: &AreaId) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Supervisor { area: of } if city.contains(of, area)))
    }

    /// Whether they may look at a case of this area: nobody looks at their own, nor whoever works for the city.
    pub fn may_supervise(&self, city: &City, area: &AreaId, author: Option<AccountId>) -> bool {
        self.supervises(city, area) && !self.is_staff() && author != Some(self.account)
    }

    /// Whether they work with whoever has this role: in the same department, or where one's area lies in the other's.
    /// Administrators work with everybody.
    pub fn works_with(&self, city: &City, other: &Role) -> bool {
        let shares = |role: &Role| match (role, other) {
            (Role::Administrator {}, _) => true,
            (Role::Officer { department: one }, Role::Officer { department: other }) => one == other,
            (Role::Coordinator { area: one }, Role::Coordinator { area: other }) => {
                city.contains(one, other) || city.contains(other, one)
            }
            _ => false,
        };
        self.roles.iter().any(shares)
    }

    /// Whether they administer the city.
    pub fn administers(&self) -> bool {
        self.roles.contains(&Role::Administrator {})
    }

    /// Whether they work for the city at all: such a person may see who wrote what.
    pub fn is_staff(&self) -> bool {
        self.roles.iter().any(Role::is_of_staff)
    }
}

/// Who sends a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Person(Person),
    /// The city's own clockwork: moves that nobody can make by hand.
    System,
}

impl Actor {
    /// The person, unless it is the system.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Actor::Person(person) => Some(person),
            Actor::System => None,
        }
    }
}

/// In which part somebody acted, as the timeline tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Author,
    Citizen,
    Coordinator,
    Officer,
    Supervisor,
    Administrator,
    System,
}
