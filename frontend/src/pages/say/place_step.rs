use super::Go;
use super::keeper::Keeper;
use crate::components::{Button, Kind, PageHead, Select, TextField};
use crate::pages::choices::areas;
use crate::state::{language, use_city};
use crate::{t, text};
use domain::city::Category;
use leptos::prelude::*;

/// Where, and what about. "I don't know" is an answer everywhere.
#[component]
pub(super) fn PlaceStep(keeper: Keeper, go: Go) -> impl IntoView {
    let known = Memo::new(move |_| use_city().with(Option::is_some));
    let area = move || {
        view! {
            <Select
                id="say-area"
                testid="say-area"
                label=t!("say-area-label")
                hint=t!("say-area-label.hint")
                value=keeper.area
                choices=move || areas(text!("say-area-label.whole"))
                on_choose=move |area| keeper.area.set(area)
            />
        }
    };
    view! {
        <PageHead title=t!("say-where-title") name=t!("say-title") back=("/".to_owned(), t!("nav-home"))/>
        <div class="stack-wide">
            {move || match known.get() {
                true => area().into_any(),
                false => view! { <p class="second" data-testid="no-directory">{t!("say-no-directory")}</p> }.into_any(),
            }}
            <TextField
                id="say-place"
                testid="say-place"
                label=t!("say-place-label")
                hint=t!("say-place-label.hint")
                optional=true
                autocomplete="street-address"
                value=keeper.place
            />
            {move || known.get().then(|| view! { <Categories keeper=keeper/> })}
            <div class="buttons">
                <Button kind=Kind::Main testid="say-next" on_press=move || go.run(3)>{t!("say-next")}</Button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Categories(keeper: Keeper) -> impl IntoView {
    let lines = move || {
        let tag = language().tag();
        let of = |category: &Category| {
            (
                category.id.0.clone(),
                category.names.get(tag).to_owned(),
                category.examples.get(tag).to_owned(),
            )
        };
        let none = (String::new(), text!("say-category-label.none"), String::new());
        let known = use_city().with(|city| {
            city.iter()
                .flat_map(|city| &city.categories)
                .map(of)
                .collect::<Vec<_>>()
        });
        std::iter::once(none)
            .chain(known)
            .map(|line| category(keeper, line))
            .collect_view()
    };
    view! {
        <fieldset class="choices" aria-describedby="say-category-hint">
            <legend>{t!("say-category-label")}</legend>
            <p class="field-hint" id="say-category-hint">{t!("say-category-label.hint")}</p>
            <div class="choices-grid" data-testid="say-categories">{lines}</div>
        </fieldset>
    }
    .into_any()
}

fn category(keeper: Keeper, (id, name, examples): (String, String, String)) -> AnyView {
    let own = id.clone();
    view! {
        <label class="choice">
            <input
                type="radio"
                name="category"
                value=id.clone()
                prop:checked=move || keeper.category.with(|chosen| *chosen == own)
                on:change=move |_| keeper.category.set(id.clone())
            />
            <span class="choice-words">
                <span>{name}</span>
                {(!examples.is_empty()).then(|| view! { <span class="second small">{examples}</span> })}
            </span>
        </label>
    }
    .into_any()
}
