use crate::components::{Icon, announce, icons};
use crate::state::{set_large_text, use_preferences};
use crate::text;
use leptos::prelude::*;

/// Whether large text is on.
pub(crate) fn is_large() -> bool {
    use_preferences().with(|preferences| preferences.large_text == Some(true))
}

/// One tap to large text, one tap back. What was on top of the screen stays there.
#[component]
pub(super) fn TextSwitch() -> impl IntoView {
    let switch = move |_| {
        let to_large = !untrack(is_large);
        let anchor = Anchor::find();
        set_large_text(to_large);
        if let Some(anchor) = anchor {
            request_animation_frame(move || anchor.restore());
        }
        announce(if to_large {
            text!("large-text-said-on")
        } else {
            text!("large-text-said-off")
        });
    };
    let words = move || {
        if is_large() {
            text!("large-text-off")
        } else {
            text!("large-text-on")
        }
    };
    let label = move || {
        if is_large() {
            text!("large-text-off.label")
        } else {
            text!("large-text-on.label")
        }
    };
    view! {
        <button type="button" class="switch" data-testid="large-text-switch" title=label on:click=switch>
            <Icon of=icons::LARGE/>
            <span>{words}</span>
        </button>
    }
    .into_any()
}

/// What a person is looking at, so that it is still there when everything around it has another size.
struct Anchor {
    element: web_sys::Element,
    top: f64,
}

impl Anchor {
    /// What lies a little below the top of the screen; none where the page has not been moved.
    fn find() -> Option<Self> {
        if window().scroll_y().ok()? < 1.0 {
            return None;
        }
        let width = window().inner_width().ok()?.as_f64()? as f32;
        let element = document().element_from_point(width / 2.0, 96.0)?;
        let top = element.get_bounding_client_rect().top();
        Some(Self { element, top })
    }

    fn restore(&self) {
        window().scroll_by_with_x_and_y(0.0, self.element.get_bounding_client_rect().top() - self.top);
    }
}
