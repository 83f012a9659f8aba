use super::button::{Button, Kind};
use super::confirm_dialog::ConfirmDialog;
use super::icons::Glyph;
use leptos::prelude::*;

/// A button in passing that takes something away. It asks first, and what it says is what is then confirmed.
#[component]
pub(crate) fn AskingButton(
    #[prop(optional, into)] icon: Signal<Option<Glyph>>,
    #[prop(optional)] testid: Option<&'static str>,
    #[prop(into)] words: Signal<String>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    #[prop(into)] detail: Signal<String>,
    /// The words of the button that leaves all as it is.
    #[prop(optional, into)]
    keep: Option<Signal<String>>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    view! {
        <Button kind=Kind::Quiet icon=icon testid=testid on_press=move || asking.set(true)>
            {words}
        </Button>
        <ConfirmDialog open=asking title=title detail=detail action=words keep=keep on_confirm=on_confirm/>
    }
    .into_any()
}
