//! The directory, and the orders of lists, as lines to choose from.

use crate::components::Choice;
use crate::state::{language, use_city};
use crate::text;
use domain::city::City;
use domain::id::AreaId;
use domain::query::Order;
use leptos::prelude::*;

/// The tree of areas, after a first line that chooses none of them. The city itself is that first line.
pub(crate) fn areas(none: String) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", none)];
    use_city().with(|city| {
        if let Some(city) = city
            && let Some(root) = city.root()
        {
            below(city, root, 0, &mut choices);
        }
    });
    choices
}

fn below(city: &City, parent: &AreaId, depth: usize, choices: &mut Vec<Choice>) {
    const DEEPEST: usize = 8; // a directory that holds together has four
    if depth > DEEPEST {
        return;
    }
    for area in city
        .areas
        .iter()
        .filter(|area| area.parent.as_ref() == Some(parent))
    {
        let words = area.names.get(language().tag()).to_owned();
        choices.push(Choice {
            depth,
            ..Choice::new(area.id.as_str(), words)
        });
        below(city, &area.id, depth + 1, choices);
    }
}

/// The categories, after a first line that chooses none of them.
pub(crate) fn categories(none: String) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", none)];
    use_city().with(|city| {
        for category in city.iter().flat_map(|city| &city.categories) {
            choices.push(Choice::new(
                category.id.as_str(),
                category.names.get(language().tag()),
            ));
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
