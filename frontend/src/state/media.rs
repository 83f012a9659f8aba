use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;

/// Whether a media query holds, now and whenever that changes. For what lives as long as the page.
pub fn use_media(query: &str) -> ReadSignal<bool> {
    let holds = RwSignal::new(false);
    if let Ok(Some(query)) = window().match_media(query) {
        holds.set(query.matches());
        let follow = {
            let query = query.clone();
            Closure::<dyn Fn()>::new(move || holds.set(query.matches()))
        };
        // Without the notice it stays as it was at the start.
        let _ = query.add_event_listener_with_callback("change", follow.as_ref().unchecked_ref());
        follow.forget(); // who asks lives as long as the page
    }
    holds.read_only()
}
