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

/// So many cards are drawn between two pictures of the screen: a slow phone shows the first of them at once, and has an
/// ear for a finger before it draws the next.
const AT_ONCE: usize = 6;

/// A long list, a few more of it at a time.
pub(crate) fn bit_by_bit<T>(items: Memo<Vec<T>>) -> Memo<Vec<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let room = RwSignal::new(AT_ONCE);
    Effect::new(move || {
        if items.with(Vec::len) > room.get() {
            // The page may be gone by then.
            request_animation_frame(move || {
                _ = room.try_update(|room| *room += AT_ONCE);
            });
        }
    });
    Memo::new(move |_| items.with(|items| items.iter().take(room.get()).cloned().collect()))
}

/// What [`Cards`] shows of cards that know their place in the outbox.
pub(crate) fn sights(sights: &[CardSight]) -> Vec<(Card, bool)> {
    sights
        .iter()
        .map(|sight| (sight.card.clone(), sight.pending))
        .collect()
}
