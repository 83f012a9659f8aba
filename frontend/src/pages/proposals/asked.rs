//! What was asked of the list, as it stands in the address.

use crate::pages::choices::order_id;
use domain::id::{AreaId, CategoryId};
use domain::place::{Bounds, Near, Point};
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
    /// A point as text: only what is near it.
    pub near: String,
    /// A part of the map as text: only what is on it.
    pub bounds: String,
    /// Shown on a map as well.
    pub on_map: bool,
}

/// The view of a list as a map; without it there is the list alone.
const MAP: &str = "map";
/// So many a page has beside a map.
const MANY: u16 = 100;
/// All states in which something is still to come.
pub(super) const OPEN: &str = "open";
/// All states in which nothing more is to come.
pub(super) const DONE: &str = "done";

impl Asked {
    pub(super) fn of_address(query: &ParamsMap) -> Self {
        let value = |name: &str| query.get(name).unwrap_or_default();
        // What is no place in an address asks for none.
        let near = value("near").parse().ok().map(|point: Point| point.to_string());
        let bounds = value("bounds")
            .parse()
            .ok()
            .map(|bounds: Bounds| bounds.to_string());
        Self {
            text: value("q"),
            area: value("area"),
            category: value("category"),
            state: value("state"),
            order: orders(near.is_some())
                .find(|order| order_id(*order) == value("order"))
                .unwrap_or_default(),
            near: near.unwrap_or_default(),
            bounds: bounds.unwrap_or_default(),
            on_map: value("view") == MAP,
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
            ("near", &self.near),
            ("bounds", &self.bounds),
            ("view", if self.on_map { MAP } else { "" }),
        ] {
            if !value.is_empty() {
                query.insert(name, value.to_owned());
            }
        }
        format!("/proposals{}", query.to_query_string())
    }

    /// How many of the filters, other than words, are set.
    pub(super) fn filters(&self) -> usize {
        [&self.area, &self.category, &self.state, &self.near, &self.bounds]
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
            near: self.near.parse().ok().map(|point| Near {
                point,
                metres: Near::USUAL,
            }),
            bounds: self.bounds.parse().ok(),
            order: self.order,
            limit: if self.on_map { MANY } else { 0 },
            ..ProposalQuery::default()
        }
    }
}

/// Every order, the usual one first; what is near somebody has one more.
pub(super) fn orders(near: bool) -> impl Iterator<Item = Order> {
    let everywhere = [Order::Newest, Order::MostSupported, Order::MostUrgent];
    near.then_some(Order::Nearest).into_iter().chain(everywhere)
}
