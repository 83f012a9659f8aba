//! How somebody looks at a desk's list: by which words, where, what of, in which order. It stands in the address, and can be
//! kept under a name.

use super::At;
use super::keys::to_hand_if_lost;
use super::queue::Queue;
use crate::components::{Button, Choice, Icon, Kind, Select, TextField, announce, icons};
use crate::pages::choices::{Entries, areas, categories, order_choice, order_id};
use crate::pages::search_field::SearchField;
use crate::pages::turning::use_turn;
use crate::state::{use_answer, use_city, use_device};
use crate::{t, text};
use client::api;
use domain::city::City;
use domain::desk::{DeskView, ViewChange};
use domain::id::{AreaId, CategoryId};
use domain::query::{Card, Order, ProposalQuery};
use domain::search;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use leptos_router::params::ParamsMap;

/// The orders of a desk, the usual one first.
const ORDERS: [Order; 3] = [Order::MostUrgent, Order::Newest, Order::MostSupported];

/// What was chosen; an empty text chooses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    pub text: String,
    pub area: String,
    pub category: String,
    pub order: Order,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            text: String::new(),
            area: String::new(),
            category: String::new(),
            order: Order::MostUrgent,
        }
    }
}

impl Filter {
    pub(super) fn of_address(query: &ParamsMap) -> Self {
        let value = |name: &str| query.get(name).unwrap_or_default();
        Self {
            text: value("q"),
            area: value("area"),
            category: value("category"),
            order: order(&value("order")),
        }
    }

    /// The query of the address under which this part of the list, looked at so, is found; empty where both are the usual.
    pub(super) fn address(&self, queue: Queue) -> String {
        let mut query = ParamsMap::new();
        let order = Some(self.order).filter(|order| *order != Order::MostUrgent);
        for (name, value) in [
            (
                "queue",
                Some(queue)
                    .filter(|queue| *queue != Queue::All)
                    .map_or("", Queue::id),
            ),
            ("q", self.text.trim()),
            ("area", &self.area),
            ("category", &self.category),
            ("order", order.map_or("", order_id)),
        ] {
            if !value.is_empty() {
                query.insert(name, value.to_owned());
            }
        }
        query.to_query_string()
    }

    /// How many things leave something out.
    pub(super) fn narrows(&self) -> usize {
        let chosen = [self.text.trim(), &self.area, &self.category];
        chosen.into_iter().filter(|chosen| !chosen.is_empty()).count()
    }

    /// How many things are chosen, the order among them.
    fn count(&self) -> usize {
        self.narrows() + usize::from(self.order != Self::default().order)
    }

    /// The same of a query that asks for a desk's cases; none where what was chosen lies outside of what it asks for.
    pub(super) fn narrow(&self, query: ProposalQuery, city: Option<&City>) -> Option<ProposalQuery> {
        let contains = |outer: &AreaId, inner: &AreaId| city.is_some_and(|city| city.contains(outer, inner));
        let chosen = (!self.area.is_empty()).then(|| AreaId(self.area.clone()));
        let area = match (query.area, chosen) {
            (Some(own), Some(chosen)) if contains(&own, &chosen) => Some(chosen),
            (Some(own), Some(chosen)) if contains(&chosen, &own) => Some(own),
            (Some(_), Some(_)) => return None,
            (own, chosen) => own.or(chosen),
        };
        let text = self.text.trim();
        Some(ProposalQuery {
            area,
            category: (!self.category.is_empty()).then(|| CategoryId(self.category.clone())),
            text: (!text.is_empty()).then(|| text.to_owned()),
            order: self.order,
            ..query
        })
    }

    /// Whether it holds a card that came without being asked for by a query.
    pub(super) fn holds(&self, card: &Card, city: Option<&City>) -> bool {
        let is_there = |city: &City| city.contains(&AreaId(self.area.clone()), &card.area);
        let is_so = |category: &CategoryId| category.as_str() == self.category;
        (self.area.is_empty() || city.is_some_and(is_there))
            && (self.category.is_empty() || card.category.as_ref().is_some_and(is_so))
            && (self.text.trim().is_empty()
                || search::matches(&format!("{} {}", card.title, card.excerpt), &self.text))
    }
}

/// The views that were kept, what there is to choose, and keeping what was chosen.
#[component]
pub(super) fn Views() -> impl IntoView {
    let at = At::here();
    let turn = use_turn();
    let go = Callback::new(move |filter: Filter| {
        turn.run(untrack(|| {
            at.address_with(&filter, at.queue.get(), at.case.get())
        }));
    });
    let change = move |change: fn(&mut Filter, String)| {
        Callback::new(move |value: String| {
            let mut next = at.filter.get_untracked();
            change(&mut next, value);
            go.run(next);
        })
    };
    let chosen =
        move |name: fn(&Filter) -> &String| Signal::derive(move || at.filter.with(|it| name(it).clone()));
    let count = Memo::new(move |_| at.filter.with(Filter::count));
    let summary = move || match count.get() {
        0 => text!("desk-view"),
        count => text!("desk-view-chosen", count = count),
    };
    let views = kept(at.which);
    view! {
        <Kept views=views/>
        <search class="desk-view">
            <SearchField
                id="view-search"
                text=chosen(|filter| &filter.text)
                on_ask=change(|filter, value| filter.text = value)
            />
            <details class="filters-more">
                <summary class="button button-plain" data-testid="desk-view">
                    <Icon of=icons::FILTER/>
                    <span>{summary}</span>
                </summary>
                <div class="filters-fields">
                    <Select
                        id="view-order"
                        testid="view-order"
                        label=t!("proposals-order-label")
                        value=Signal::derive(move || order_id(at.filter.with(|filter| filter.order)).to_owned())
                        choices=move || ORDERS.map(order_choice).into()
                        on_choose=change(|filter, value| filter.order = order(&value))
                    />
                    <Select
                        id="view-area"
                        testid="view-area"
                        label=t!("proposals-filter-area")
                        value=chosen(|filter| &filter.area)
                        choices=move || their_areas(at)
                        on_choose=change(|filter, value| filter.area = value)
                    />
                    <Select
                        id="view-category"
                        testid="view-category"
                        label=t!("proposals-filter-category")
                        value=chosen(|filter| &filter.category)
                        choices=move || categories(text!("proposals-filter-category.all"), &Entries::All)
                        on_choose=change(|filter, value| filter.category = value)
                    />
                </div>
            </details>
            {move || (count.get() > 0).then(|| view! { <ShowAll/> })}
            <Keep views=views count=count/>
        </search>
    }
    .into_any()
}

/// The order of this name.
fn order(name: &str) -> Order {
    let named = ORDERS.into_iter().find(|order| order_id(*order) == name);
    named.unwrap_or(ORDERS[0])
}

/// Goes back to the whole list in its usual order.
#[component]
pub(super) fn ShowAll() -> impl IntoView {
    let at = At::here();
    let navigate = StoredValue::new_local(use_navigate());
    let clear = move || {
        let address = untrack(|| at.address_with(&Filter::default(), at.queue.get(), at.case.get()));
        navigate.with_value(|navigate| navigate(&address, NavigateOptions::default()));
        // The button that was pressed is gone.
        request_animation_frame(to_hand_if_lost);
    };
    view! {
        <Button kind=Kind::Quiet icon=icons::CLOSE testid="desk-view-clear" on_press=clear>
            {t!("proposals-filter.clear")}
        </Button>
    }
}

/// The areas that lie on this desk.
fn their_areas(at: At) -> Vec<Choice> {
    let mut choices = areas(text!("desk-view.everywhere"), &Entries::All);
    at.areas.with_value(|own| {
        if !own.is_empty() {
            use_city().with(|city| {
                let lies = |area: &AreaId| {
                    let contains = |own: &AreaId| city.as_ref().is_some_and(|city| city.contains(own, area));
                    own.iter().any(contains)
                };
                choices.retain(|choice| choice.value.is_empty() || lies(&AreaId(choice.value.clone())));
            });
        }
    });
    choices
}

/// The views that this person keeps for this desk, here and at other computers.
fn kept(desk: api::Desk) -> Memo<Vec<DeskView>> {
    let told = use_answer(|device| async move { device.views().await });
    Memo::new(move |_| {
        told.with(|told| {
            let views = told.iter().flatten().flatten();
            views.filter(|view| view.desk == desk).cloned().collect()
        })
    })
}

/// Links to what was kept.
#[component]
fn Kept(views: Memo<Vec<DeskView>>) -> impl IntoView {
    let at = At::here();
    let line = move |view: DeskView| {
        let query = view.query.clone();
        let current = move || (at.view() == query).then_some("true");
        view! {
            <li>
                <a
                    href=format!("{}{}", at.home(), view.query)
                    class="part"
                    data-testid="desk-kept"
                    aria-current=current
                >
                    <Icon of=icons::STAR/>
                    <span>{view.name}</span>
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !views.with(Vec::is_empty)>
            <ul role="list" class="parts" aria-label=t!("desk-views")>
                <For each=move || views.get() key=|view| (view.name.clone(), view.query.clone()) children=line/>
            </ul>
        </Show>
    }
}

/// It is so on this device at once; the account has it when the city is next asked.
fn change(desk: api::Desk, name: String, query: Option<String>) {
    let change = ViewChange { desk, name, query };
    // A device that can keep nothing says so where it shows how it is.
    spawn_local(async move { drop(use_device().keep_view(change).await) });
}

/// Keeps what was chosen, or forgets what was kept.
#[component]
fn Keep(
    views: Memo<Vec<DeskView>>,
    /// How many things are chosen.
    count: Memo<usize>,
) -> impl IntoView {
    let at = At::here();
    let name = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let known = Memo::new(move |_| {
        let query = at.view();
        views.with(|views| views.iter().find(|view| view.query == query).cloned())
    });
    let keep = move || {
        let words: String =
            name.with_untracked(|name| name.trim().chars().take(DeskView::NAME_LIMIT).collect());
        if words.is_empty() {
            tried.set(true);
            return;
        }
        name.set(String::new());
        tried.set(false);
        let query = untrack(|| at.view());
        change(at.which, words.clone(), Some(query));
        announce(text!("desk-view-keep.done", name = words));
        request_animation_frame(to_hand_if_lost);
    };
    let forget = move || {
        if let Some(gone) = known.get_untracked() {
            change(gone.desk, gone.name.clone(), None);
            announce(text!("desk-view-forget.done", name = gone.name));
            request_animation_frame(to_hand_if_lost);
        }
    };
    let missing = Signal::derive(move || {
        (tried.get() && name.with(|name| name.trim().is_empty())).then(|| text!("desk-view-name.missing"))
    });
    let something = move || count.get() > 0 || at.queue.get() != Queue::All;
    move || {
        match (known.with(Option::is_some), something()) {
        (true, _) => view! {
            <Button kind=Kind::Quiet testid="desk-view-forget" on_press=forget>{t!("desk-view-forget")}</Button>
        }
        .into_any(),
        (false, true) => view! {
            <details class="why">
                <summary data-testid="desk-view-keep">{t!("desk-view-keep")}</summary>
                <div class="stack-tight">
                    <TextField
                        id="desk-view-name"
                        testid="desk-view-name"
                        label=t!("desk-view-name")
                        hint=t!("desk-view-name.hint")
                        value=name
                        error=missing
                    />
                    <Button kind=Kind::Plain icon=icons::STAR testid="desk-view-keep-do" on_press=keep>
                        {t!("desk-view-keep.do")}
                    </Button>
                </div>
            </details>
        }
        .into_any(),
        (false, false) => ().into_any(),
    }
    }
}
