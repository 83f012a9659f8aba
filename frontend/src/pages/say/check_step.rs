use super::keeper::Keeper;
use super::{Go, is_offline, triage_days};
use crate::commands::Offer;
use crate::components::{Button, ErrorNote, Kind, PageHead, Radio, TextField, icons};
use crate::words::{area_name, category_name};
use crate::{t, text};
use client::api::{Command, Sent};
use domain::id::{AreaId, CategoryId};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A look back at everything, the name to sign with or none, and sending.
#[component]
pub(super) fn CheckStep(keeper: Keeper, go: Go, sent: RwSignal<Option<Sent>>) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let sending = RwSignal::new(false);
    let send = move || {
        problem.set(None);
        sending.set(true);
        spawn_local(async move {
            let answer = keeper.send().await;
            // The page may be gone; the outbox has it all the same.
            if sending.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(receipt) => sent.set(Some(receipt)),
                Err(refused) => problem.set(Some(refused)),
            }
        });
    };
    Offer::of(Command::Send, send)
        .about(keeper.text)
        .when(Signal::derive(move || !sending.get()))
        .stand();
    let unset = || text!("say-check-title.unset");
    let area = move || match keeper.area.get() {
        id if id.is_empty() => text!("say-area-label.whole"),
        id => area_name(&AreaId(id)),
    };
    let place = move || {
        let words = Some(keeper.place.get()).filter(|place| !place.trim().is_empty());
        match (words, keeper.point.get().is_some()) {
            (Some(words), true) => text!("say-check-title.both", place = words),
            (Some(words), false) => words,
            (None, true) => text!("say-check-title.pin"),
            (None, false) => unset(),
        }
    };
    let category = move || match keeper.category.get() {
        id if id.is_empty() => text!("say-category-label.none"),
        id => category_name(&CategoryId(id)),
    };
    let files = move || match keeper.files.with(Vec::len) {
        0 => unset(),
        count => text!("files-count", count = count),
    };
    let send_words = move || {
        if is_offline() {
            text!("say-send.offline")
        } else {
            text!("say-send")
        }
    };
    view! {
        <PageHead title=t!("say-check-title") name=t!("say-title") back=("/".to_owned(), t!("nav-home"))/>
        <div class="stack-wide">
            <dl class="card look-back" data-testid="look-back">
                {line("say-check-title.text", move || keeper.text.get(), 1, go, true)}
                {line("say-check-title.area", area, 2, go, false)}
                {line("say-check-title.place", place, 2, go, false)}
                {line("say-check-title.category", category, 2, go, false)}
                {line("say-check-title.files", files, 2, go, false)}
            </dl>
            <TextField
                id="say-title"
                testid="say-title"
                label=t!("say-title-label")
                hint=t!("say-title-label.hint")
                optional=true
                value=keeper.title
            />
            <Signature keeper=keeper/>
            <div class="stack-tight">
                <p>{t!("say-public-note")}</p>
                {move || triage_days().map(|days| view! { <p>{t!("say-promise", days = days)}</p> })}
            </div>
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <div class="buttons">
                <Button kind=Kind::Main icon=icons::SEND testid="say-send" disabled=sending on_press=send>
                    {send_words}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

/// One thing that was said, and the way back to it.
fn line(
    name: &'static str,
    said: impl Fn() -> String + Send + Sync + 'static,
    step: u8,
    go: Go,
    own_words: bool,
) -> AnyView {
    let id = format!("look-{}", name.rsplit('.').next().unwrap_or(name));
    view! {
        <div class="look-line">
            <dt id=id.clone()>{t!(name)}</dt>
            <dd class=if own_words { "said" } else { "" }><bdi>{said}</bdi></dd>
            <dd>
                <Button kind=Kind::Quiet described=id on_press=move || go.run(step)>{t!("button-edit")}</Button>
            </dd>
        </div>
    }
    .into_any()
}

#[component]
fn Signature(keeper: Keeper) -> impl IntoView {
    let choice = move |signed: bool, words: &'static str, testid: &'static str| {
        view! {
            <Radio
                name="signed"
                chosen=Signal::derive(move || keeper.signed.get() == signed)
                on_choose=move || keeper.signed.set(signed)
                testid=testid
            >
                {t!(words)}
            </Radio>
        }
    };
    view! {
        <fieldset class="choices" aria-describedby="say-signature-hint">
            <legend>{t!("say-signature-label")}</legend>
            <p class="field-hint" id="say-signature-hint">{t!("say-signature-label.hint")}</p>
            <div class="choices-grid">
                {choice(false, "say-signature-label.anonymous", "say-anonymous")}
                {choice(true, "say-signature-label.signed", "say-signed")}
            </div>
            {move || keeper.signed.get().then(|| view! {
                <TextField
                    id="say-signature"
                    testid="say-signature"
                    label=t!("say-signature-label.name")
                    autocomplete="name"
                    value=keeper.signature
                />
            })}
        </fieldset>
    }
    .into_any()
}
