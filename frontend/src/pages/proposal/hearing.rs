use crate::components::{Icon, icons};
use crate::t;
use crate::words::ruling_id;
use domain::proposal::{Proposal, State};
use leptos::prelude::*;

/// Where the hearing is, or that one will be called, and what it came to.
#[component]
pub(super) fn HearingCard(#[prop(into)] proposal: Signal<Proposal>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let coming = |proposal: &Proposal| proposal.state == State::Hearing || proposal.hearing.is_some();
        proposal.with(|proposal| coming(proposal).then(|| proposal.hearing.clone()))
    });
    let card = |hearing: Option<domain::proposal::Hearing>| {
        let body = match hearing {
            None => view! { <p class="second">{t!("hearing-title.coming")}</p> }.into_any(),
            Some(hearing) => {
                let day = hearing.day.to_string();
                let result = hearing.ruling.map(|ruling| {
                    view! {
                        <p class="answer-promised" data-testid="hearing-result">
                            {t!("hearing-title.result", ruling = ruling_id(ruling))}
                        </p>
                    }
                });
                view! {
                    <p class="row answer-promised">
                        <Icon of=icons::CLOCK/>
                        <span>{t!("hearing-title.day", day = day)}</span>
                    </p>
                    <p class="said"><bdi>{hearing.text}</bdi></p>
                    {result}
                }
                .into_any()
            }
        };
        view! {
            <section class="card" data-testid="hearing">
                <h2>{t!("hearing-title")}</h2>
                {body}
            </section>
        }
    };
    move || shown.get().map(card)
}
