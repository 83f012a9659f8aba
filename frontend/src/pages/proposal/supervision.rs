use crate::pages::supervising::look;
use crate::t;
use domain::proposal::Proposal;
use leptos::prelude::*;

/// How citizens looked at it, the latest first.
#[component]
pub(super) fn SupervisionCard(#[prop(into)] proposal: Signal<Proposal>) -> impl IntoView {
    let all = Memo::new(move |_| proposal.with(|proposal| proposal.supervisions.clone()));
    let card = move || {
        let looks = all.with(|all| all.iter().rev().map(look).collect_view());
        view! {
            <section class="card stack" data-testid="supervision">
                <h2>{t!("supervision-title")}</h2>
                {looks}
            </section>
        }
    };
    move || all.with(|all| !all.is_empty()).then(card)
}
