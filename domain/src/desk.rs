//! Desks, and the ways of looking at them that people keep under names: each person's own, at every computer.

use serde::{Deserialize, Serialize};

/// The desks that a role opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    Coordinator,
    Department,
    Supervisor,
}

impl Desk {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Desk::Coordinator => "coordinator",
            Desk::Department => "department",
            Desk::Supervisor => "supervisor",
        }
    }

    /// The desk of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Desk::Coordinator, Desk::Department, Desk::Supervisor];
        all.into_iter().find(|desk| desk.name() == name)
    }
}

/// A way of looking at a desk. A desk has one of each name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskView {
    pub desk: Desk,
    /// 1 to 40 characters.
    pub name: String,
    /// The query of the address under which the desk shows it, with its `?`: at most 1,000 characters.
    pub query: String,
}

/// One is kept, in the place of the one that had its name, or forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewChange {
    pub desk: Desk,
    pub name: String,
    /// None where it is forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
}

/// `PUT /api/v1/views`: what is changed, in this order. What comes last holds, whichever computer it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewChanges {
    pub changes: Vec<ViewChange>,
}

impl DeskView {
    /// The most that somebody keeps: of more the latest.
    pub const LIMIT: usize = 100;
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 40;
    /// The most characters of a query.
    pub const QUERY_LIMIT: usize = 1_000;
}

impl ViewChange {
    /// Whether name and query are as long as they may be.
    pub fn is_fit(&self) -> bool {
        let query = self.query.as_deref().unwrap_or("?");
        let fits = |text: &str, limit| (1..=limit).contains(&text.chars().count());
        fits(&self.name, DeskView::NAME_LIMIT) && fits(query, DeskView::QUERY_LIMIT) && query.starts_with('?')
    }

    /// What it makes of these.
    pub fn apply(&self, views: &mut Vec<DeskView>) {
        views.retain(|view| (view.desk, &view.name) != (self.desk, &self.name));
        let kept = self.query.clone().map(|query| DeskView {
            desk: self.desk,
            name: self.name.clone(),
            query,
        });
        views.extend(kept);
    }

    /// What makes the one list of the other.
    pub fn between(before: &[DeskView], after: &[DeskView]) -> Vec<ViewChange> {
        let has = |views: &[DeskView], view: &DeskView| {
            views
                .iter()
                .any(|other| (other.desk, &other.name) == (view.desk, &view.name))
        };
        let change = |view: &DeskView, query: Option<String>| ViewChange {
            desk: view.desk,
            name: view.name.clone(),
            query,
        };
        let gone = before.iter().filter(|view| !has(after, view));
        let gone = gone.map(|view| change(view, None));
        let new = after.iter().filter(|view| !before.contains(view));
        let new = new.map(|view| change(view, Some(view.query.clone())));
        gone.chain(new).collect()
    }
}
