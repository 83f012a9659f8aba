use crate::components::{AskingButton, Button, Kind, LinkButton, announce, icons};
use crate::{t, text};
use leptos::prelude::*;

/// Every kind: as it is, with a picture, at rest; and the same as a link.
pub(super) fn all() -> AnyView {
    let kinds = [
        (Kind::Main, "home-say", icons::WRITE),
        (Kind::Soft, "nav-proposals", icons::PROPOSALS),
        (Kind::Plain, "link-try-now", icons::REDO),
        (Kind::Grey, "button-back", icons::BACK),
        (Kind::Danger, "draft-delete", icons::DELETE),
        (Kind::Quiet, "button-edit", icons::WRITE),
    ];
    let row = |(kind, words, icon)| {
        view! {
            <div class="buttons">
                <Button kind=kind>{t!(words)}</Button>
                <Button kind=kind icon=icon>{t!(words)}</Button>
                <Button kind=kind icon=icon disabled=true>{t!(words)}</Button>
                <LinkButton kind=kind icon=icon href="/gallery">{t!(words)}</LinkButton>
            </div>
        }
    };
    kinds.map(row).collect_view().into_any()
}

/// Buttons that stay pressed, and answers that share a row.
pub(super) fn answers() -> AnyView {
    let (supports, follows) = (RwSignal::new(true), RwSignal::new(false));
    view! {
        <div class="buttons buttons-even">
            <Button icon=icons::SUPPORT pressed=supports on_press=move || supports.update(|on| *on = !*on)>
                {move || text!("proposal-support-count", word = text!("proposal-support"), count = 34)}
            </Button>
            <Button kind=Kind::Plain icon=icons::FOLLOW pressed=follows on_press=move || follows.update(|on| *on = !*on)>
                {t!("proposal-follow")}
            </Button>
        </div>
        <div class="buttons buttons-even">
            <Button kind=Kind::Soft icon=icons::YES>{t!("judgement", judgement = "solved")}</Button>
            <Button kind=Kind::Grey icon=icons::REDO>{t!("judgement", judgement = "not_solved")}</Button>
            <Button kind=Kind::Grey icon=icons::PARTLY>{t!("judgement", judgement = "partly")}</Button>
        </div>
    }
    .into_any()
}

/// What asks before it acts, and what is said in passing.
pub(super) fn asking() -> AnyView {
    view! {
        <div class="buttons">
            <AskingButton
                icon=icons::DELETE
                testid="gallery-asks"
                words=t!("draft-delete")
                title=t!("say-draft-delete")
                detail=t!("say-draft-delete.detail")
                keep=t!("button-keep")
                on_confirm=|| {}
            />
            <Button testid="gallery-says" on_press=|| announce(text!("settings-saved"))>{t!("gallery-says")}</Button>
        </div>
    }
    .into_any()
}
