//! The directory, and the orders of lists, as lines to choose from.

use crate::components::Choice;
use crate::state::{language, use_city};
use crate::text;
use domain::city::{City, Names};
use domain::id::AreaId;
use domain::query::Order;
use leptos::prelude::*;

/// Which entries there are to choose from.
#[derive(Clone)]
pub(crate) enum Entries {
    /// What something can still be found in: all of them.
    All,
    /// What something new can come to; besides, what is chosen already.
    InUse { besides: String },
}

impl Entries {
    pub(crate) fn has(&self, id: &str, retired: bool) -> bool {
        match self {
            Entries::All => true,
            Entries::InUse { besides } => !retired || besides == id,
        }
    }
}

/// The tree of areas, after a first line that chooses none of them. The city itself is that first line.
pub(crate) fn areas(none: String, entries: &Entries) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", none)];
    use_city().with(|city| {
        if let Some(city) = city
            && let Some(root) = city.root()
        {
            below(city, root, 0, entries, &mut choices);
        }
    });
    choices
}

fn below(city: &City, parent: &AreaId, depth: usize, entries: &Entries, choices: &mut Vec<Choice>) {
    const DEEPEST: usize = 8; // a directory that holds together has four
    if depth > DEEPEST {
        return;
    }
    for area in city
        .areas
        .iter()
        .filter(|area| area.parent.as_ref() == Some(parent))
    {
        if entries.has(area.id.as_str(), area.retired) {
            choices.push(Choice {
                depth,
                ..Choice::new(area.id.as_str(), named(&area.names, area.retired))
            });
        }
        below(city, &area.id, depth + 1, entries, choices);
    }
}

/// The categories, after a first line that chooses none of them.
pub(crate) fn categories(none: String, entries: &Entries) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", none)];
    use_city().with(|city| {
        for category in city.iter().flat_map(|city| &city.categories) {
            if entries.has(category.id.as_str(), category.retired) {
                choices.push(Choice::new(
                    category.id.as_str(),
                    named(&category.names, category.retired),
                ));
            }
        }
    });
    choices
}

/// Its name in addresses and in messages.
pub(crate) fn order_id(order: Order) -> &'static str {
    match order {
        Order::Newest => "newest",
        Order::MostSupported => "most_supported",
        Order::MostUrgent => "most_urgent",
        Order::Nearest => "nearest",
    }
}

/// An order as a line.
pub(crate) fn order_choice(order: Order) -> Choice {
    let order = order_id(order);
    Choice::new(order, text!("proposals-order", order = order))
}

/// What an entry is called where one is chosen: of one that is retired it is said.
pub(crate) fn named(names: &Names, retired: bool) -> String {
    let name = names.get(language().tag()).to_owned();
    match retired {
        true => text!("retired-name", name = name),
        false => name,
    }
}
