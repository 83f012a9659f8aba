use super::asked::{Asked, DONE, OPEN, orders};
use crate::components::{Button, Choice, HereButton, Icon, Kind, Select, icons};
use crate::pages::choices::{Entries, areas, categories, order_choice, order_id};
use crate::pages::search_field::SearchField;
use crate::words::state_name;
use crate::{t, text};
use domain::place::Point;
use domain::proposal::State;
use domain::query::Order;
use leptos::prelude::*;

/// Words to search by, what to choose, and how it is ordered.
#[component]
pub(super) fn Filters(
    #[prop(into)] asked: Signal<Asked>,
    #[prop(into)] on_ask: Callback<Asked>,
) -> impl IntoView {
    let change = move |change: fn(&mut Asked, String)| {
        Callback::new(move |value: String| {
            let mut next = asked.get_untracked();
            change(&mut next, value);
            on_ask.run(next);
        })
    };
    let order = change(|asked, value| {
        asked.order = orders(!asked.near.is_empty())
            .find(|order| order_id(*order) == value)
            .unwrap_or_default();
    });
    let orders = move || {
        orders(asked.with(|asked| !asked.near.is_empty()))
            .map(order_choice)
            .collect()
    };
    let on_found = Callback::new(move |point: Point| {
        on_ask.run(Asked {
            near: point.to_string(),
            order: Order::Nearest,
            ..asked.get_untracked()
        });
    });
    let kept =
        move |name: fn(&Asked) -> &String| Memo::new(move |_| asked.with(|asked| !name(asked).is_empty()));
    let (near, bounds) = (kept(|asked| &asked.near), kept(|asked| &asked.bounds));
    let place = move |shown: Memo<bool>,
                      words: Signal<String>,
                      testid: &'static str,
                      clear: fn(&mut Asked, String)| {
        let clear = change(clear);
        move || {
            shown.get().then(|| view! {
            <Button kind=Kind::Soft icon=icons::CLOSE testid=testid on_press=move || clear.run(String::new())>
                {words}
            </Button>
        })
        }
    };
    let states = move || {
        let mut choices = vec![
            Choice::new("", text!("proposals-filter-state.all")),
            Choice::new(OPEN, text!("proposals-filter-state.open")),
            Choice::new(DONE, text!("proposals-filter-state.done")),
        ];
        choices.extend(State::ALL.map(|state| Choice::new(state.name(), state_name(state))));
        choices
    };
    let count = Memo::new(move |_| asked.with(Asked::filters));
    let summary = move || match count.get() {
        0 => text!("proposals-filter"),
        count => text!("proposals-filter-chosen", count = count),
    };
    let clear = move || {
        on_ask.run(asked.with_untracked(|asked| {
            Asked {
                text: asked.text.clone(),
                order: Some(asked.order)
                    .filter(|order| *order != Order::Nearest)
                    .unwrap_or_default(),
                on_map: asked.on_map,
                ..Asked::default()
            }
        }))
    };
    view! {
        <search class="filters">
            <SearchField
                id="search"
                text=Signal::derive(move || asked.with(|asked| asked.text.clone()))
                on_ask=change(|asked, value| asked.text = value)
            />
            <div class="filters-row">
                <Select
                    id="order"
                    testid="order"
                    label=t!("proposals-order-label")
                    value=Signal::derive(move || order_id(asked.with(|asked| asked.order)).to_owned())
                    choices=orders
                    on_choose=order
                />
                <details class="filters-more" prop:open=move || count.get() > 0>
                    <summary class="button button-plain" data-testid="filters">
                        <Icon of=icons::FILTER/>
                        <span>{summary}</span>
                    </summary>
                    <div class="filters-fields">
                        <Select
                            id="area"
                            testid="filter-area"
                            label=t!("proposals-filter-area")
                            value=Signal::derive(move || asked.with(|asked| asked.area.clone()))
                            choices=move || areas(text!("proposals-filter-area.all"), &Entries::All)
                            on_choose=change(|asked, value| asked.area = value)
                        />
                        <Select
                            id="category"
                            testid="filter-category"
                            label=t!("proposals-filter-category")
                            value=Signal::derive(move || asked.with(|asked| asked.category.clone()))
                            choices=move || categories(text!("proposals-filter-category.all"), &Entries::All)
                            on_choose=change(|asked, value| asked.category = value)
                        />
                        <Select
                            id="state"
                            testid="filter-state"
                            label=t!("proposals-filter-state")
                            value=Signal::derive(move || asked.with(|asked| asked.state.clone()))
                            choices=states
                            on_choose=change(|asked, value| asked.state = value)
                        />
                        {move || (count.get() > 0).then(|| view! {
                            <Button kind=Kind::Quiet icon=icons::CLOSE testid="filters-clear" on_press=clear>
                                {t!("proposals-filter.clear")}
                            </Button>
                        })}
                    </div>
                </details>
                <HereButton words=t!("proposals-near") testid="near-me" on_found=on_found/>
            </div>
            <div class="buttons filters-places">
                {place(near, t!("proposals-near.away"), "near-away", |asked, _| {
                    asked.near = String::new();
                    if asked.order == Order::Nearest {
                        asked.order = Order::default();
                    }
                })}
                {place(bounds, t!("proposals-bounds.away"), "bounds-away", |asked, _| asked.bounds = String::new())}
            </div>
        </search>
    }
    .into_any()
}
