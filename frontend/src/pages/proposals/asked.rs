//! What was asked of the list, as it stands in the address.

use domain::id::{AreaId, CategoryId};
use domain::proposal::State;
use domain::query::{Order, ProposalQuery};
use leptos_router::params::ParamsMap;

/// Everything that can be chosen; an empty text chooses nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Asked {
    pub text: String,
    pub area: String,
    pub category: String,
    /// The name of a state, or [`OPEN`], or [`DONE`].
    pub state: String,
    pub order: Order,
}

/// All states in which something is still to come.
pub(super) const OPEN: &str = "open";
/// All states in which nothing more is to come.
pub(super) const DONE: &str = "done";

impl Asked {
    pub(super) fn of_address(query: &ParamsMap) -> Self {
        let value = |name: &str| query.get(name).unwrap_or_default();
        Self {
            text: value("q"),
            area: value("area"),
            category: value("category"),
            state: value("state"),
            order: ORDERS
                .into_iter()
                .find(|order| order_id(*order) == value("order"))
                .unwrap_or_default(),
        }
    }

    pub(super) fn address(&self) -> String {
        let order = if self.order == Order::default() {
            ""
        } else {
            order_id(self.order)
        };
        let mut query = ParamsMap::new();
        for (name, value) in [
            ("q", self.text.as_str()),
            ("area", &self.area),
            ("category", &self.category),
            ("state", &self.state),
            ("order", order),
        ] {
            if !value.is_empty() {
                query.insert(name, value.to_owned());
            }
        }
        format!("/proposals{}", query.to_query_string())
    }

    /// How many of the filters, other than words, are set.
    pub(super) fn filters(&self) -> usize {
        [&self.area, &self.category, &self.state]
            .into_iter()
            .filter(|value| !value.is_empty())
            .count()
    }

    /// The first page of it.
    pub(super) fn query(&self) -> ProposalQuery {
        let states = match self.state.as_str() {
            OPEN => State::ALL.into_iter().filter(|state| !state.is_over()).collect(),
            DONE => State::ALL.into_iter().filter(|state| state.is_over()).collect(),
            name => State::from_name(name).into_iter().collect(),
        };
        let text = self.text.trim();
        ProposalQuery {
            area: (!self.area.is_empty()).then(|| AreaId(self.area.clone())),
            category: (!self.category.is_empty()).then(|| CategoryId(self.category.clone())),
            states,
            text: (!text.is_empty()).then(|| text.to_owned()),
            order: self.order,
            ..ProposalQuery::default()
        }
    }
}

/// Every order, the usual one first.
pub(super) const ORDERS: [Order; 3] = [Order::Newest, Order::MostSupported, Order::MostUrgent];

/// Its name in addresses and in messages.
pub(super) fn order_id(order: Order) -> &'static str {
    match order {
        Order::Newest => "newest",
        Order::MostSupported => "most_supported",
        Order::MostUrgent => "most_urgent",
    }
}
