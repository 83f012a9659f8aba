//! The tiers of a city: who answers for a deadline, and to whom it goes up when it has run out.

use crate::city::{Area, AreaKind, City};
use crate::clock::ClockKind;
use crate::id::AreaId;
use serde::{Deserialize, Serialize};

/// Who answers for a deadline of the city's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The department that leads the case.
    Department,
    /// The coordinators of the case's community, and so on upwards.
    Community,
    Street,
    District,
    City,
    /// Everybody who looks: no one stands above the city.
    Public,
}

impl Tier {
    /// Its name in JSON and in the ids of messages.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Department => "department",
            Tier::Community => "community",
            Tier::Street => "street",
            Tier::District => "district",
            Tier::City => "city",
            Tier::Public => "public",
        }
    }

    /// Who owes what such a clock waits for, in a case of this area; none where the author does.
    pub fn owing(clock: ClockKind, area: &AreaId, city: &City) -> Option<Tier> {
        if clock.is_on_department() {
            return Some(Tier::Department);
        }
        let coordinators = || city.area(area).map_or(Tier::City, Tier::of);
        clock.is_on_city().then(coordinators)
    }

    /// One tier up, from a case of this area. Departments are the whole city's, so the city stands above them.
    pub fn above(self, area: &AreaId, city: &City) -> Tier {
        match self {
            Tier::Department => Tier::City,
            Tier::City | Tier::Public => Tier::Public,
            tier => {
                let above = city.lineage(area).map(Tier::of).find(|other| *other > tier);
                above.unwrap_or(Tier::City)
            }
        }
    }

    /// The area of this tier that an area lies in.
    pub fn area<'a>(self, area: &AreaId, city: &'a City) -> Option<&'a Area> {
        city.lineage(area).find(|area| Tier::of(area) == self)
    }

    fn of(area: &Area) -> Tier {
        match area.kind {
            AreaKind::City => Tier::City,
            AreaKind::District => Tier::District,
            AreaKind::Street => Tier::Street,
            AreaKind::Community => Tier::Community,
        }
    }
}
