//! The program has broken down: it says so on the page, in the words that the page brings with it, because nothing
//! of the program can be relied on any more.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlTemplateElement, console};

/// From now on, a panic is told to whoever is at the screen and to the console.
pub(super) fn tell() {
    std::panic::set_hook(Box::new(|panic| {
        console::error_1(&JsValue::from_str(&panic.to_string()));
        // Where the page lacks the words, the console has to do.
        let _ = show();
    }));
}

fn show() -> Option<()> {
    let page = web_sys::window()?.document()?;
    let words = page
        .get_element_by_id("not-started")?
        .dyn_into::<HtmlTemplateElement>()
        .ok()?;
    let words = words.content().clone_node_with_deep(true).ok()?;
    let body = page.body()?;
    body.insert_before(&words, body.first_child().as_ref()).ok()?;
    web_sys::window()?.scroll_to_with_x_and_y(0.0, 0.0);
    Some(())
}
