use super::asked::Asked;
use crate::components::{Button, CityMap, Icon, ProposalCard, drawn, icons, icons::Glyph, look};
use crate::platform::map::{Gesture, Pin};
use crate::state::use_city;
use crate::t;
use domain::id::AreaId;
use domain::place::{Bounds, Near};
use domain::query::Card;
use leptos::prelude::*;

/// The two views of one list: they differ in the address by one word.
#[component]
pub(super) fn Views(#[prop(into)] asked: Signal<Asked>) -> impl IntoView {
    let view = move |on_map: bool, icon: Glyph, words: Signal<String>, testid: &'static str| {
        let address = move || {
            asked.with(|asked| {
                Asked {
                    on_map,
                    ..asked.clone()
                }
                .address()
            })
        };
        view! {
            <a
                class="view"
                href=address
                data-testid=testid
                aria-current=move || (asked.with(|asked| asked.on_map) == on_map).then_some("true")
            >
                <Icon of=icon/>
                <span>{words}</span>
            </a>
        }
    };
    view! {
        <nav class="views" aria-label=t!("proposals-view")>
            {view(false, icons::LIST, t!("proposals-view.list"), "view-list")}
            {view(true, icons::MAP, t!("proposals-view.map"), "view-map")}
        </nav>
    }
    .into_any()
}

/// What the list has, on a map: a pin for each that says where it is.
#[component]
pub(super) fn OnMap(
    #[prop(into)] asked: Signal<Asked>,
    on_ask: Callback<Asked>,
    cards: Memo<Vec<(Card, bool)>>,
) -> impl IntoView {
    let pins = Memo::new(move |_| {
        cards.with(|cards| cards.iter().filter_map(|(card, _)| pin(card)).collect::<Vec<_>>())
    });
    let chosen = RwSignal::new(None::<String>);
    let moved = RwSignal::new(None::<Bounds>);
    // The part that was asked for, or what is near, or else the area, or else all of the city; by pins alone where no boundary is known.
    let bounds = Memo::new(move |_| {
        let (bounds, near, area) = asked.with(|asked| {
            let near = asked
                .near
                .parse()
                .ok()
                .map(|point| Bounds::around(point, Near::USUAL));
            (asked.bounds.parse().ok(), near, AreaId(asked.area.clone()))
        });
        let of_city = || use_city().with(|city| city.as_ref()?.bounds(&area));
        bounds.or(near).or_else(of_city)
    });
    let on_gesture = Callback::new(move |gesture| match gesture {
        Gesture::Chosen(id) => chosen.set(Some(id)),
        Gesture::Moved(bounds) => moved.set(Some(bounds)),
        Gesture::Put(_) => {}
    });
    let look_here = move || {
        let Some(bounds) = moved.get_untracked() else {
            return;
        };
        moved.set(None);
        on_ask.run(Asked {
            bounds: bounds.to_string(),
            ..asked.get_untracked()
        });
    };
    let picked = Memo::new(move |_| {
        let id = chosen.get()?;
        cards.with(|cards| {
            cards
                .iter()
                .map(|(card, _)| card)
                .find(|card| card.id.to_string() == id)
                .cloned()
        })
    });
    let nowhere = Memo::new(move |_| cards.with(Vec::len) - pins.with(Vec::len));
    view! {
        <div class="results-map" data-testid="results-map">
            <CityMap
                label=t!("map-label.list")
                bounds=bounds
                pins=pins
                chosen=chosen
                on_gesture=on_gesture
            >
            <div class="row-apart">
                <p class="second small" role="status" data-testid="on-map">
                    {t!("proposals-on-map", count = pins.with(Vec::len), nowhere = nowhere.get())}
                </p>
                {move || moved.get().is_some().then(|| view! {
                    <Button icon=icons::SEARCH testid="look-here" on_press=look_here>{t!("proposals-bounds")}</Button>
                })}
            </div>
            </CityMap>
            <div aria-live="polite" data-testid="picked">
                {move || picked.get().map(|card| view! { <ProposalCard card=card excerpt=true/> })}
            </div>
        </div>
    }
    .into_any()
}

fn pin(card: &Card) -> Option<Pin> {
    let (tone, icon) = look(card.state);
    Some(Pin {
        id: card.id.to_string(),
        point: card.point?,
        icon: drawn(icon),
        look: tone.on_map(),
    })
}
