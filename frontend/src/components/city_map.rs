use super::{Button, ErrorNote, Icon, Kind, icons, icons::Glyph};
use crate::platform::map::{Gesture, OpenMap, Pin, Scene};
use crate::state::{colours, language};
use crate::words::told;
use crate::{t, text};
use domain::place::{Bounds, Point};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A map of the city. What it shows, a list or words beside it say as well: where it can't be drawn, nothing is lost.
#[component]
pub(crate) fn CityMap(
    #[prop(into)] label: Signal<String>,
    /// The part that is shown first, and again when it is another.
    #[prop(optional, into)]
    bounds: Signal<Option<Bounds>>,
    #[prop(optional, into)] pin: Signal<Option<Point>>,
    /// Whether the person puts the pin.
    #[prop(optional)]
    chooses: bool,
    #[prop(optional, into)] pins: Signal<Vec<Pin>>,
    #[prop(optional, into)] chosen: Signal<Option<String>>,
    #[prop(optional, into)] on_gesture: Option<Callback<Gesture>>,
    /// What is said of a map that is there.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let scene = Memo::new(move |_| Scene {
        language: language().tag(),
        label: label.get(),
        colours: colours(),
        chooses,
        bounds: bounds.get(),
        pin: pin.get(),
        icon: drawn(icons::PLACE),
        pins: pins.get(),
        chosen: chosen.get(),
    });
    let place = NodeRef::<leptos::html::Div>::new();
    let map = StoredValue::new_local(None::<OpenMap>);
    let state = RwSignal::new(None::<Result<(), Problem>>);
    let open = move || {
        let Some(element) = place.get_untracked() else {
            return;
        };
        state.set(None);
        spawn_local(async move {
            let hear = move |gesture| {
                if let Some(on_gesture) = on_gesture {
                    on_gesture.run(gesture);
                }
            };
            let first = scene.get_untracked();
            let opened = OpenMap::open(&element, &first, hear).await;
            // The page may be gone: then the map goes as well.
            let Some(now) = scene.try_get_untracked() else {
                return;
            };
            let outcome = opened.map(|opened| {
                opened.show(&now);
                map.try_set_value(Some(opened));
            });
            let _ = state.try_set(Some(outcome));
        });
    };
    Effect::new(move |before: Option<()>| {
        if place.get().is_some() && before.is_none() {
            open();
        }
    });
    Effect::new(move || {
        let scene = scene.get();
        map.with_value(|map| map.iter().for_each(|map| map.show(&scene)));
    });
    let zoom = move |steps: i8| map.with_value(|map| map.iter().for_each(|map| map.zoom(steps)));
    let name = move || match state.get() {
        None => "loading",
        Some(Ok(())) => "here",
        Some(Err(_)) => "absent",
    };
    view! {
        <div class="map" data-testid="map" data-state=name>
            <div class="map-canvas" node_ref=place></div>
            {move || match state.get() {
                None => view! { <p class="map-wait second" role="status">{t!("map-loading")}</p> }.into_any(),
                Some(Ok(())) => view! {
                    <div class="map-tools">
                        <Button kind=Kind::Plain icon=icons::NEARER testid="map-nearer" on_press=move || zoom(1)>
                            <span class="unseen">{t!("map-nearer")}</span>
                        </Button>
                        <Button kind=Kind::Plain icon=icons::FARTHER testid="map-farther" on_press=move || zoom(-1)>
                            <span class="unseen">{t!("map-farther")}</span>
                        </Button>
                    </div>
                }
                .into_any(),
                Some(Err(problem)) => absent(problem, open),
            }}
        </div>
        {move || matches!(state.get(), Some(Ok(()))).then(|| children.as_ref().map(|children| children()))}
    }
    .into_any()
}

/// Opens a map, and puts it away again.
#[component]
pub(crate) fn MapToggle(open: RwSignal<bool>) -> impl IntoView {
    let words = move || match open.get() {
        true => text!("map-hide"),
        false => text!("map-show"),
    };
    view! {
        <Button
            kind=Kind::Plain
            icon=icons::MAP
            testid="map-toggle"
            on_press=move || open.update(|open| *open = !*open)
        >
            {words}
        </Button>
    }
}

/// No map, and that nothing is lost by it.
fn absent(problem: Problem, again: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    // What may come later can be asked for once more.
    let again = (problem.code == "map-not-here").then(|| {
        view! {
            <div class="buttons">
                <Button testid="map-again" on_press=again>{t!("link-try-now")}</Button>
            </div>
        }
    });
    let said = Signal::derive(move || told(&problem));
    view! {
        <div class="note note-calm" role="status" data-testid="map-absent">
            <Icon of=icons::MAP/>
            <p class="note-what">{move || said.get().what}</p>
            <p class="note-next">{move || said.get().next}</p>
            {again}
        </div>
    }
    .into_any()
}

/// A picture as it stands in a pin.
pub(crate) fn drawn(icon: Glyph) -> String {
    format!(
        "<svg viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\">{}</svg>",
        icon.0
    )
}

/// Asks where the device is when it is pressed, and never before.
#[component]
pub(crate) fn HereButton(
    #[prop(into)] words: Signal<String>,
    testid: &'static str,
    on_found: Callback<Point>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let asking = RwSignal::new(false);
    let ask = move || {
        asking.set(true);
        problem.set(None);
        spawn_local(async move {
            let found = crate::platform::map::here().await;
            // The page may be gone.
            if asking.try_set(false).is_some() {
                return;
            }
            match found {
                Ok(point) => on_found.run(point),
                Err(refused) => problem.set(Some(refused)),
            }
        });
    };
    view! {
        <Button kind=Kind::Plain icon=icons::HERE testid=testid disabled=asking on_press=ask>
            {move || if asking.get() { text!("map-here.asking") } else { words.get() }}
        </Button>
        {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
    }
    .into_any()
}
