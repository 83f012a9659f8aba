//! The pages, one module each.

pub(crate) mod desk;
pub(crate) mod draws;
pub(crate) mod guide;
pub(crate) mod home;
pub(crate) mod mine;
pub(crate) mod not_found;
pub(crate) mod overdue;
pub(crate) mod proposal;
pub(crate) mod proposals;
pub(crate) mod say;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod votes;

pub(crate) mod arguing;
pub(crate) mod begun;
pub(crate) mod choices;
pub(crate) mod device_only;
pub(crate) mod doing;
pub(crate) mod merging;
pub(crate) mod notices;
pub(crate) mod quoted;
mod roles;
pub(crate) mod search_field;
pub(crate) mod supervising;
pub(crate) mod turning;
pub(crate) mod writing;
