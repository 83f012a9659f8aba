use super::proposal_card::ProposalCard;
use client::api::CardSight;
use domain::query::Card;
use leptos::prelude::*;

/// A list of cards. A card whose proposal has not changed stays as it is, with its focus, when the list is read anew.
#[component]
pub(crate) fn Cards(
    /// Each with whether a step of it still waits in the outbox.
    #[prop(into)]
    cards: Signal<Vec<(Card, bool)>>,
    /// Shows first words as well.
    #[prop(optional)]
    excerpt: bool,
) -> impl IntoView {
    view! {
        <div class="cards">
            <For
                each=move || cards.get()
                key=|(card, pending)| (card.id, card.version, card.state, *pending)
                children=move |(card, pending)| view! { <ProposalCard card=card pending=pending excerpt=excerpt/> }
            />
        </div>
    }
    .into_any()
}

/// What [`Cards`] shows of cards that know their place in the outbox.
pub(crate) fn sights(sights: &[CardSight]) -> Vec<(Card, bool)> {
    sights
        .iter()
        .map(|sight| (sight.card.clone(), sight.pending))
        .collect()
}
