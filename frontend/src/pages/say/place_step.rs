use super::Go;
use super::categories::Categories;
use super::keeper::Keeper;
use super::on_map::OnMap;
use super::similar::Similar;
use crate::commands::Offer;
use crate::components::{Button, FileField, Kind, PageHead, Select, TextField};
use crate::pages::choices::{Entries, areas};
use crate::state::use_city;
use crate::{t, text};
use client::api::Command;
use leptos::prelude::*;

/// Where, what about, and what shows it. "I don't know" is an answer everywhere.
#[component]
pub(super) fn PlaceStep(keeper: Keeper, go: Go) -> impl IntoView {
    let known = Memo::new(move |_| use_city().with(Option::is_some));
    let has_point = Memo::new(move |_| keeper.point.with(Option::is_some));
    Offer::of(Command::Next, move || go.run(3)).stand();
    Offer::words(t!("say-place-label"), keeper.place).stand();
    let area = move || {
        view! {
            <Select
                id="say-area"
                testid="say-area"
                label=t!("say-area-label")
                hint=t!("say-area-label.hint")
                value=keeper.area
                choices=move || areas(text!("say-area-label.whole"), &Entries::InUse { besides: keeper.area.get() })
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
            <OnMap keeper=keeper/>
            {move || has_point.get().then(|| view! { <Similar keeper=keeper/> })}
            {move || known.get().then(|| view! { <Categories keeper=keeper/> })}
            <FileField files=keeper.files on_change=move || keeper.keep_now()/>
            <div class="buttons">
                <Button kind=Kind::Main testid="say-next" on_press=move || go.run(3)>{t!("say-next")}</Button>
            </div>
        </div>
    }
    .into_any()
}
