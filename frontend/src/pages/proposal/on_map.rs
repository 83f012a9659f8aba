use crate::components::{CityMap, MapToggle};
use crate::t;
use domain::proposal::Proposal;
use leptos::prelude::*;

/// Where it is, on a map that comes when it is asked for. In words it is among the facts.
#[component]
pub(super) fn OnMap(proposal: Memo<Proposal>) -> impl IntoView {
    let point = Memo::new(move |_| proposal.with(|proposal| proposal.point));
    let is_there = Memo::new(move |_| point.with(Option::is_some));
    let open = RwSignal::new(false);
    move || {
        is_there.get().then(|| {
            view! {
                <div class="stack">
                    <div class="buttons">
                        <MapToggle open=open/>
                    </div>
                    {move || open.get().then(|| view! { <CityMap label=t!("map-label.one") pin=point/> })}
                </div>
            }
        })
    }
}
