use super::asked::Asked;
use crate::components::{Icon, Kind, LinkButton, icons};
use crate::pages::guide::place;
use crate::state::use_answer_once;
use crate::{t, text};
use client::api::{Confidence, Target};
use leptos::prelude::*;

/// Somebody looks among the proposals for what is a page of the app, like large text: the guide knows where it is.
#[component]
pub(super) fn Meant(#[prop(into)] asked: Signal<Asked>) -> impl IntoView {
    let words = Memo::new(move |_| asked.with(|asked| asked.text.trim().to_owned()));
    let guidance = use_answer_once(move |device| {
        let said = words.get();
        async move {
            if said.is_empty() {
                return Ok(None);
            }
            let answer = device.guide(said).await?.answer;
            let first = answer.found.into_iter().next();
            Ok(match first.map(|found| found.target) {
                Some(Target::Page(name)) if answer.confidence == Confidence::Sure => Some(name),
                _ => None,
            })
        }
    });
    let page = Memo::new(move |_| {
        let name = guidance.with(|answer| answer.as_ref()?.as_ref().ok()?.clone())?;
        // Here they are, and what is to be said has its own way.
        place(&name).filter(|(href, _)| *href != "/proposals" && *href != "/say")
    });
    view! {
        <div role="status">
            {move || page.get().map(|(href, title)| view! {
                <div class="note note-calm" data-testid="meant">
                    <Icon of=icons::GUIDE/>
                    <p class="note-what">{t!("proposals-meant")}</p>
                    <div class="buttons">
                        <LinkButton kind=Kind::Soft icon=icons::FORWARD testid="meant-open" href=href>
                            {move || text!("guide-page", page = text!(title))}
                        </LinkButton>
                    </div>
                </div>
            })}
        </div>
    }
    .into_any()
}
