use crate::words::when;
use crate::{t, text};
use domain::proposal::Proposal;
use leptos::prelude::*;

/// What the author wrote, as they wrote it.
#[component]
pub(super) fn Told(
    #[prop(into)] proposal: Signal<Proposal>,
    #[prop(into)] mine: Signal<bool>,
) -> impl IntoView {
    let said = Memo::new(move |_| {
        proposal.with(|it| (!it.is_erased()).then(|| (it.text.clone(), it.language.clone())))
    });
    let who = move || {
        proposal.with(|proposal| match &proposal.signature {
            Some(name) => text!("proposal-by", name = name),
            None => text!("proposal-anonymous"),
        })
    };
    let submitted = move || {
        text!(
            "proposal-submitted-at",
            when = when(proposal.with(|it| it.submitted_at))
        )
    };
    view! {
        <section class="section told" data-testid="proposal-text">
            <h2>{t!("proposal-text-title", mine = if mine.get() { "yes" } else { "no" })}</h2>
            {move || match said.get() {
                Some((text, language)) => {
                    view! { <p class="said told-text" lang=language><bdi>{text}</bdi></p> }.into_any()
                }
                None => view! { <p data-testid="proposal-erased">{t!("proposal-erased")}</p> }.into_any(),
            }}
            <p class="second small"><bdi>{who}</bdi> " · " {submitted}</p>
        </section>
    }
    .into_any()
}
