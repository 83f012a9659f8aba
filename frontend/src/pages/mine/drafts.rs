use crate::commands::Offer;
use crate::components::{AskingButton, Empty, LinkButton, icons};
use crate::pages::doing::attempt;
use crate::state::use_device;
use crate::words::when;
use crate::{t, text};
use client::api::{Command, KeptDraft};
use leptos::prelude::*;

/// What was begun and not sent.
#[component]
pub(super) fn Drafts(#[prop(into)] drafts: Signal<Vec<KeptDraft>>) -> impl IntoView {
    let some = Memo::new(move |_| drafts.with(|drafts| !drafts.is_empty()));
    move || match some.get() {
        false => view! { <Empty icon=icons::DRAFT title=t!("drafts-title.none")/> }.into_any(),
        true => view! {
            <p class="second panel-note">{t!("drafts-title.note")}</p>
            <div class="cards">
                <For
                    each=move || drafts.get()
                    key=|kept| (kept.id, kept.saved_at)
                    children=|kept| view! { <DraftCard kept=kept/> }
                />
            </div>
        }
        .into_any(),
    }
}

#[component]
fn DraftCard(kept: KeptDraft) -> impl IntoView {
    let KeptDraft {
        id, draft, saved_at, ..
    } = kept;
    let problem = RwSignal::new(None);
    let delete = move || attempt(problem, async move { use_device().delete_draft(id).await }, || {});
    let title = draft.title_or_first_words();
    let title = move || {
        if title.trim().is_empty() {
            text!("draft-untitled")
        } else {
            title.clone()
        }
    };
    Offer::of(Command::Delete, delete)
        .about(Signal::derive(title.clone()))
        .stand();
    view! {
        <article class="card" data-testid="draft">
            <h3 class="card-title" lang=draft.language.clone()><bdi>{title}</bdi></h3>
            <p class="card-when">{t!("saved-at", when = when(saved_at))}</p>
            <div class="buttons">
                <LinkButton icon=icons::WRITE href=format!("/say?draft={id}")>{t!("draft-continue")}</LinkButton>
                <AskingButton
                    icon=icons::DELETE
                    words=t!("draft-delete")
                    title=t!("say-draft-delete")
                    detail=t!("say-draft-delete.detail")
                    keep=t!("button-keep")
                    on_confirm=delete
                />
            </div>
        </article>
    }
    .into_any()
}
