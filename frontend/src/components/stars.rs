use super::icon::Icon;
use super::icons;
use crate::text;
use leptos::prelude::*;

const MOST: u8 = 5;

/// How many stars were given, as a picture with its words.
#[component]
pub(crate) fn StarsGiven(stars: u8) -> impl IntoView {
    let star = |number| view! { <Icon of=icons::STAR class=if number <= stars { "icon icon-full" } else { "icon" }/> };
    view! {
        <span class="stars" role="img" aria-label=move || text!("judge-stars-label.value", stars = stars)>
            {(1..=MOST).map(star).collect_view()}
        </span>
    }
    .into_any()
}

/// One to five stars, or none: radio buttons, so that arrows, Space and every screen reader know them.
#[component]
pub(crate) fn Stars(#[prop(into)] label: Signal<String>, value: RwSignal<Option<u8>>) -> impl IntoView {
    let star = move |number: u8| {
        let class = move || {
            if value.get().is_some_and(|stars| number <= stars) {
                "icon icon-full"
            } else {
                "icon"
            }
        };
        view! {
            <label class="star">
                <input
                    type="radio"
                    name="stars"
                    class="unseen"
                    data-testid=format!("star-{number}")
                    prop:checked=move || value.get() == Some(number)
                    on:change=move |_| value.set(Some(number))
                />
                <span class="unseen">{move || text!("judge-stars-label.value", stars = number)}</span>
                {move || view! { <Icon of=icons::STAR class=class()/> }}
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{label}</legend>
            <div class="stars stars-pick">{(1..=MOST).map(star).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
