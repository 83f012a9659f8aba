use crate::text;
use leptos::prelude::*;
use std::cell::Cell;

/// Where the page stands in the app, as the frame around it shows it.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The page one goes back to and its name; `None` for the pages that the tabs lead to.
    pub back: RwSignal<Option<(String, Signal<String>)>>,
}

/// Sets up [`Place`]; once, in the frame.
pub(crate) fn provide_place() -> Place {
    let place = Place {
        back: RwSignal::new(None),
    };
    provide_context(place);
    place
}

thread_local! {
    static OPENED: Cell<bool> = const { Cell::new(false) };
}

/// The head of a page: its one `h1`, which takes the focus when somebody comes here from another page, and the title
/// of the document.
#[component]
pub(crate) fn PageHead(
    #[prop(into)] title: Signal<String>,
    /// What the document is called, where that is shorter than the heading.
    #[prop(optional, into)]
    name: Option<Signal<String>>,
    /// A sentence below.
    #[prop(optional, into)]
    lead: Option<Signal<String>>,
    /// Where this page lies within another one: the way back, and its words. The tabs make room then.
    #[prop(optional, into)]
    back: Option<(String, Signal<String>)>,
    /// What stands below the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    if let Some(place) = use_context::<Place>() {
        place.back.set(back);
    }
    Effect::new(move || {
        let page = name.unwrap_or(title).get();
        document().set_title(&text!("page-title", page = page));
    });
    let heading = NodeRef::<leptos::html::H1>::new();
    // At the start the focus stays where the browser has it: on the way to the skip link.
    if OPENED.replace(true) {
        heading.on_load(|heading| {
            request_animation_frame(move || {
                let still = web_sys::FocusOptions::new();
                still.set_prevent_scroll(true);
                // A heading that left the page meanwhile needs no focus.
                let _ = heading.focus_with_options(&still);
            });
        });
    }
    view! {
        <div class="page-head">
            <h1 tabindex="-1" node_ref=heading>{title}</h1>
            {lead.map(|lead| view! { <p class="page-lead">{lead}</p> })}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
