use super::is_offline;
use crate::commands::{Offer, Ways};
use crate::components::{Button, Icon, Kind, LinkButton, PageHead, icons};
use crate::pages::notices::AskNotices;
use crate::{t, text};
use client::api::{Command, Sent};
use leptos::prelude::*;

/// It is safe, and where to see what becomes of it.
#[component]
pub(super) fn SentNote(sent: Sent, on_another: Callback<()>) -> impl IntoView {
    let how = move || {
        if is_offline() {
            text!("say-sent-title.offline")
        } else {
            text!("say-sent-title.online")
        }
    };
    let see = sent
        .proposal
        .map_or_else(|| "/mine?tab=outbox".to_owned(), |id| format!("/proposals/{id}"));
    let (ways, next) = (Ways::new(), see.clone());
    Offer::of(Command::Next, move || ways.go(next.clone())).stand();
    view! {
        <div class="say sent" data-testid="say-sent">
            <span class="sent-mark"><Icon of=icons::CHECK/></span>
            <PageHead title=t!("say-sent-title") lead=Signal::derive(how)/>
            <div class="buttons">
                <LinkButton kind=Kind::Main testid="say-see" href=see>{t!("say-sent-title.see")}</LinkButton>
                <Button kind=Kind::Plain icon=icons::WRITE testid="say-another" on_press=move || on_another.run(())>
                    {t!("say-sent-title.another")}
                </Button>
            </div>
            <AskNotices/>
        </div>
    }
    .into_any()
}
