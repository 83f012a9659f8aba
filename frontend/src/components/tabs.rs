use crate::words::number;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// One tab.
#[derive(Clone, Copy)]
pub(crate) struct Tab {
    /// Its name in addresses and ids.
    pub name: &'static str,
    pub words: Signal<String>,
    /// How many things lie there; 0 shows nothing.
    pub count: Signal<u32>,
    /// Whether they wait for the person.
    pub needs: Signal<bool>,
}

/// Several views of one page, by the pattern of the ARIA practices: one tab in the order of focus, arrows between.
/// The page shows the panel as `<div role="tabpanel" id="panel-NAME" aria-labelledby="tab-NAME">`.
#[component]
pub(crate) fn Tabs(
    #[prop(into)] label: Signal<String>,
    tabs: Vec<Tab>,
    #[prop(into)] selected: Signal<&'static str>,
    #[prop(into)] on_select: Callback<&'static str>,
) -> impl IntoView {
    let names: Vec<&'static str> = tabs.iter().map(|tab| tab.name).collect();
    let go = move |event: KeyboardEvent| {
        let here = names
            .iter()
            .position(|name| *name == selected.get_untracked())
            .unwrap_or(0);
        let last = names.len() - 1;
        let there = match event.key().as_str() {
            "ArrowRight" => (here + 1) % names.len(),
            "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        on_select.run(names[there]);
        if let Some(tab) = document().get_element_by_id(&format!("tab-{}", names[there])) {
            // A tab that is on the page can take the focus.
            let _ = leptos::wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(tab).focus();
        }
    };
    let tab = |tab: Tab| {
        let name = tab.name;
        let is_here = move || selected.get() == name;
        let badge = move || {
            let count = tab.count.get();
            let class = if tab.needs.get() {
                "badge badge-needs"
            } else {
                "badge"
            };
            (count > 0).then(|| view! { <span class=class>{number(count)}</span> })
        };
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                id=format!("tab-{name}")
                data-testid=format!("tab-{name}")
                aria-controls=format!("panel-{name}")
                aria-selected=move || if is_here() { "true" } else { "false" }
                tabindex=move || if is_here() { "0" } else { "-1" }
                on:click=move |_| on_select.run(name)
            >
                {tab.words}
                {badge}
            </button>
        }
    };
    view! {
        <div class="tablist" role="tablist" aria-label=label on:keydown=go>
            {tabs.into_iter().map(tab).collect_view()}
        </div>
    }
    .into_any()
}
