use super::button::{Button, Kind};
use crate::t;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    /// Several dialogs may stand on one page, closed; each names its own words.
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// Asks before something that can't be undone. The browser's own dialog keeps the focus inside, closes with Esc and
/// gives the focus back to where it was.
#[component]
pub(crate) fn ConfirmDialog(
    /// Open while true.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    #[prop(into)] detail: Signal<String>,
    /// The words of the button that does it.
    #[prop(into)]
    action: Signal<String>,
    /// The words of the button that leaves all as it is.
    #[prop(optional_no_strip)]
    keep: Option<Signal<String>>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let count = COUNT.get() + 1;
    COUNT.set(count);
    let title_id = format!("ask-{count}");
    let detail_id = format!("ask-{count}-detail");
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // It is on the page and closed, which is all that opening asks for.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let confirm = move || {
        open.set(false);
        on_confirm.run(());
    };
    let keep = keep.unwrap_or_else(|| t!("button-cancel"));
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby=title_id.clone()
            aria-describedby=detail_id.clone()
            on:close=move |_| open.set(false)
        >
            <h2 class="dialog-title" id=title_id.clone()>{title}</h2>
            <p id=detail_id.clone()>{detail}</p>
            <div class="buttons buttons-even">
                <Button kind=Kind::Plain autofocus=true testid="dialog-keep" on_press=move || open.set(false)>
                    {keep}
                </Button>
                <Button kind=Kind::Danger testid="dialog-confirm" on_press=confirm>
                    {action}
                </Button>
            </div>
        </dialog>
    }
    .into_any()
}
