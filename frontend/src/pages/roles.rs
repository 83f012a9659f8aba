//! Roles in words.

use crate::text;
use crate::words::{area_name, department_name};
use domain::actor::Role;

/// A role, with where it holds.
pub(crate) fn role_words(role: &Role) -> String {
    match role {
        Role::Coordinator { area } => {
            text!("account-role.area", role = "coordinator", area = area_name(area))
        }
        Role::Supervisor { area } => {
            text!("account-role.area", role = "supervisor", area = area_name(area))
        }
        Role::Officer { department } => text!(
            "account-role.department",
            role = "officer",
            department = department_name(department)
        ),
        Role::Administrator {} => text!("account-role", role = "administrator"),
    }
}
