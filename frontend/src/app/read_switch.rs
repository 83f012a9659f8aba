use crate::components::{Icon, icons};
use crate::reading;
use crate::text;
use leptos::prelude::*;

/// The page read aloud, and silence again, at the same place on every page. It is there where something speaks the
/// language of the page.
#[component]
pub(super) fn ReadSwitch() -> impl IntoView {
    let switch = |_| {
        if untrack(reading::is_on) {
            reading::stop();
        } else {
            reading::start();
        }
    };
    let words = || {
        if reading::is_on() {
            text!("reading-stop")
        } else {
            text!("reading-start")
        }
    };
    let label = || {
        if reading::is_on() {
            text!("reading-stop.label")
        } else {
            text!("reading-start.label")
        }
    };
    let button = move || {
        view! {
            <button
                type="button"
                class="switch"
                id=reading::CONTROL
                data-testid=reading::CONTROL
                title=label
                on:click=switch
            >
                <Icon of=icons::READ/>
                <span>{words}</span>
            </button>
        }
    };
    let possible = Memo::new(|_| reading::is_possible());
    (move || possible.get().then(button)).into_any()
}
