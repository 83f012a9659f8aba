use super::keeper::Keeper;
use crate::components::{Button, CityMap, HereButton, Icon, Kind, MapToggle, icons};
use crate::platform::map::Gesture;
use crate::state::use_city;
use crate::words::area_name;
use crate::{t, text};
use domain::id::AreaId;
use domain::place::Point;
use leptos::prelude::*;

/// The place on a map, for whoever likes that better than words. The part of the city follows from the pin, and can be
/// changed by hand after that.
#[component]
pub(super) fn OnMap(keeper: Keeper) -> impl IntoView {
    let has_point = Memo::new(move |_| keeper.point.with(Option::is_some));
    let open = RwSignal::new(has_point.get_untracked());
    let put = move |point: Point| {
        keeper.point.set(Some(point));
        let area = use_city().with_untracked(|city| Some(city.as_ref()?.area_at(point)?.0.clone()));
        if let Some(area) = area {
            keeper.area.set(area);
        }
    };
    let on_gesture = Callback::new(move |gesture| {
        if let Gesture::Put(point) = gesture {
            put(point);
        }
    });
    let on_found = Callback::new(move |point| {
        put(point);
        open.set(true);
    });
    // Where no pin is, the map shows the part of the city that was chosen.
    let bounds = Memo::new(move |_| {
        let area = AreaId(keeper.area.get());
        let of_area = use_city().with(|city| city.as_ref()?.bounds(&area));
        of_area.filter(|_| !has_point.get())
    });
    let told = move || match keeper.point.get() {
        None => text!("map-pin.how"),
        Some(point) => match use_city().with(|city| city.as_ref()?.area_at(point).cloned()) {
            Some(area) => text!("map-pin.area", area = area_name(&area)),
            None => text!("map-pin.elsewhere"),
        },
    };
    view! {
        <section class="stack" aria-label=t!("map-title")>
            <div class="buttons">
                <MapToggle open=open/>
                <HereButton words=t!("map-here") testid="say-here" on_found=on_found/>
            </div>
            {move || open.get().then(|| view! {
                <CityMap
                    label=t!("map-label.pin")
                    bounds=bounds
                    pin=keeper.point
                    chooses=true
                    on_gesture=on_gesture
                />
            })}
            <div aria-live="polite" data-testid="pin-told">
                {move || (open.get() || has_point.get()).then(|| view! {
                    <p class="told-place"><Icon of=icons::AREA/><span>{told}</span></p>
                })}
            </div>
            {move || has_point.get().then(|| view! {
                <p class="second">{t!("map-pin.public")}</p>
                <div class="buttons">
                    <Button kind=Kind::Quiet icon=icons::CLOSE testid="pin-away" on_press=move || keeper.point.set(None)>
                        {t!("map-pin.away")}
                    </Button>
                </div>
            })}
        </section>
    }
    .into_any()
}
