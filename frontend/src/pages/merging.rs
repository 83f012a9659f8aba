//! Cases that say the same: each shows the other, and the way to it.

use crate::components::{Icon, icons};
use crate::state::use_answer_once;
use crate::{t, text};
use domain::id::ProposalId;
use domain::proposal::{Proposal, Reference};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDetailsElement;

/// So many are shown at once; of more it is said how many they are.
const FEW: usize = 3;

/// The way to another case. Its title comes when the device has it; its number is known.
#[component]
pub(crate) fn Other(of: Reference, address: String) -> impl IntoView {
    let Reference { id, number } = of;
    let found = use_answer_once(move |device| async move { device.proposal(id).await });
    let title = Memo::new(move |_| {
        found.with(|found| match found {
            Some(Ok(Some(sight))) => Some((sight.proposal.title.clone(), sight.proposal.language.clone())),
            _ => None,
        })
    });
    let named = move || match title.get() {
        Some((title, language)) => view! { <bdi lang=language>{title}</bdi> }.into_any(),
        None => view! { <span>{t!("proposal-other.none")}</span> }.into_any(),
    };
    view! {
        <a class="merging-other" href=address data-testid="other-case" data-id=id.to_string()>
            <Icon of=icons::FORWARD/>
            <span>{named} " " <span class="small second">{number}</span></span>
        </a>
    }
    .into_any()
}

/// What a case goes on in, and what goes on in it; `address` is where a case is opened.
#[component]
pub(crate) fn Others(
    #[prop(into)] proposal: Signal<Option<Proposal>>,
    address: impl Fn(ProposalId) -> String + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let of = move |pick: fn(&Proposal) -> Vec<Reference>| {
        Memo::new(move |_| proposal.with(|it| it.as_ref().map(pick).unwrap_or_default()))
    };
    let into = of(|it| it.merged.iter().map(|merger| merger.into.clone()).collect());
    let joined = of(|it| it.joined.clone());
    let open = RwSignal::new(joined.with_untracked(|joined| joined.len() <= FEW));
    let turned = move |event: leptos::ev::Event| {
        let details = event.target().and_then(|target| target.dyn_into().ok());
        open.set(details.is_some_and(|details: HtmlDetailsElement| details.open()));
    };
    let some = Memo::new(move |_| joined.with(|joined| !joined.is_empty()));
    let many = move || text!("merging-joined", count = joined.with(Vec::len));
    let line = move |of: Reference| {
        let address = address(of.id);
        view! { <li><Other of=of address=address/></li> }
    };
    let list = move |of: Memo<Vec<Reference>>| {
        view! {
            <ul role="list">
                <For each=move || of.get() key=|of| of.id children=line/>
            </ul>
        }
    };
    view! {
        {move || into.with(|into| !into.is_empty()).then(|| view! {
            <section class="merging stack-tight" data-testid="merged-into">
                <p class="merging-name">{t!("merging-into")}</p>
                {list(into)}
            </section>
        })}
        {move || some.get().then(|| view! {
            <details class="merging" data-testid="joined" open=open.get_untracked() on:toggle=turned>
                <summary class="merging-name">{many}</summary>
                {move || open.get().then(|| list(joined))}
            </details>
        })}
    }
    .into_any()
}
