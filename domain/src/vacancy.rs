//! What is left without anybody when somebody's roles change: people leave, so it is never refused, but said before.

use crate::actor::Role;
use crate::city::City;
use crate::id::{AccountId, AreaId, DepartmentId};
use crate::protocol::Colleague;

/// An office that nobody fills any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vacancy {
    /// Nobody coordinates the area itself. What comes up there is for the coordinators of `above`, the nearest area that it
    /// lies in and that has any; with none it is for nobody.
    Area { area: AreaId, above: Option<AreaId> },
    /// Nobody works for the department.
    Department { department: DepartmentId },
}

/// What this person leaves empty who has `roles` from now on. `staff` is everybody who works for the city, as they are now.
pub fn vacancies(city: &City, staff: &[Colleague], account: AccountId, roles: &[Role]) -> Vec<Vacancy> {
    let has = |wanted: &Role| {
        let others = staff.iter().filter(|other| other.account != account);
        others
            .flat_map(|other| &other.roles)
            .chain(roles)
            .any(|role| role == wanted)
    };
    let left = staff.iter().filter(|other| other.account == account);
    let left = left.flat_map(|person| &person.roles).filter(|role| !has(role));
    left.filter_map(|role| match role {
        Role::Coordinator { area } => {
            let coordinated = |above: &AreaId| has(&Role::Coordinator { area: above.clone() });
            let mut above = city.lineage(area).skip(1).map(|above| &above.id);
            Some(Vacancy::Area {
                area: area.clone(),
                above: above.find(|above| coordinated(above)).cloned(),
            })
        }
        Role::Officer { department } => Some(Vacancy::Department {
            department: department.clone(),
        }),
        // Nobody takes the administrator's from themselves, so the last one stays; where no supervisor has an area, that is
        // said to administrators for as long as cases wait.
        Role::Supervisor { .. } | Role::Administrator {} => None,
    })
    .collect()
}
