use crate::components::{Icon, icons};
use crate::t;
use leptos::prelude::*;

/// Where the city was not reached: the list has what this device knows.
#[component]
pub(crate) fn DeviceOnly(#[prop(into)] is_so: Signal<bool>) -> impl IntoView {
    move || {
        is_so.get().then(|| {
            view! {
                <p class="note note-calm" role="status">
                    <Icon of=icons::OFFLINE/>
                    <span>{t!("proposals-device-only")}</span>
                </p>
            }
        })
    }
}
