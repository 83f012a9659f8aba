use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

/// The width from which the rail stands at the left; the same as in `styles/`.
const WIDE: &str = "(min-width: 56.25em)";

/// Whether there is room for the rail. Order of focus is order of the page, so the rail comes before the page and the
/// tabs come after it: two places, not one that styles move about.
pub(super) fn use_wide() -> ReadSignal<bool> {
    let wide = RwSignal::new(false);
    if let Ok(Some(query)) = window().match_media(WIDE) {
        wide.set(query.matches());
        let follow = {
            let query = query.clone();
            Closure::<dyn Fn()>::new(move || wide.set(query.matches()))
        };
        // Without the notice the layout is that of the start.
        let _ = query.add_event_listener_with_callback("change", follow.as_ref().unchecked_ref());
        follow.forget(); // the frame lives as long as the page
    }
    wide.read_only()
}
