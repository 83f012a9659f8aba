//! The sentence that is read, marked in the page and brought into sight. Where the browser can't mark text without
//! changing the page, the bar alone shows it.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::JsValue;
use leptos::wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Range, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// As `styles/reading.css` calls it.
const NAME: &str = "reading";

/// What of the screen's height bars may cover.
const COVERED: f64 = 0.3;

#[wasm_bindgen]
extern "C" {
    type Highlight;
    #[wasm_bindgen(constructor, catch)]
    fn new(range: &Range) -> Result<Highlight, JsValue>;

    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = set, catch)]
    fn set_highlight(name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = delete, catch)]
    fn delete_highlight(name: &str) -> Result<JsValue, JsValue>;
}

/// Marks this place, and no other.
pub(super) fn mark(place: &Range) {
    let _ = Highlight::new(place).and_then(|highlight| set_highlight(NAME, &highlight));
    bring_into_sight(place);
}

/// Marks nothing.
pub(super) fn unmark() {
    let _ = delete_highlight(NAME);
}

fn bring_into_sight(place: &Range) {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    let (Some(height), Ok(node)) = (height, place.start_container()) else {
        return;
    };
    let seen = place.get_bounding_client_rect();
    if seen.top() >= height * COVERED && seen.bottom() <= height * (1.0 - COVERED) {
        return;
    }
    let element = node
        .dyn_ref::<Element>()
        .cloned()
        .or_else(|| node.parent_element());
    let Some(element) = element else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_behavior(if wants_stillness() {
        ScrollBehavior::Instant
    } else {
        ScrollBehavior::Smooth
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn wants_stillness() -> bool {
    let query = window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten();
    query.is_some_and(|query| query.matches())
}
