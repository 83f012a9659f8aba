use crate::components::ProposalCard;
use crate::pages::quoted::quoted;
use crate::{t, text};
use domain::query::Card;
use leptos::prelude::*;

/// What others have said that resembles it, each with the words that both share.
#[component]
pub(super) fn Similar(cards: Vec<Card>, reasons: Vec<String>) -> impl IntoView {
    let title = match cards.is_empty() {
        true => return view! { <p class="second guide-none">{t!("guide-similar-none")}</p> }.into_any(),
        false => t!("guide-similar"),
    };
    let card = |card: Card| {
        let why = why(&card, &reasons);
        view! {
            <ProposalCard card=card>
                <p class="second small" data-testid="guide-alike">{why}</p>
            </ProposalCard>
        }
    };
    view! {
        <h2 class="guide-similar">{title}</h2>
        <div class="cards" data-testid="guide-similar">{cards.into_iter().map(card).collect_view()}</div>
    }
    .into_any()
}

/// Why a proposal is shown beside another one: what both say.
pub(crate) fn why(card: &Card, words: &[String]) -> impl Fn() -> String + Send + Sync + use<> {
    let shared = shared(card, words);
    move || match shared.is_empty() {
        true => text!("guide-similar.alike"),
        false => text!(
            "guide-similar.because",
            words = quoted(shared.iter().map(String::as_str))
        ),
    }
}

/// Which of `words` stand in what the card shows of a proposal, or else parts of them.
fn shared(card: &Card, words: &[String]) -> Vec<String> {
    let text = format!("{}\n{}", card.title, card.excerpt).to_lowercase();
    let has = |word: &str| text.contains(&word.to_lowercase());
    let mut shared: Vec<String> = Vec::new();
    for word in words {
        let whole = has(word).then_some(word.as_str());
        let parts = word
            .split_whitespace()
            .filter(|part| whole.is_none() && has(part));
        for word in whole.into_iter().chain(parts) {
            if !shared.iter().any(|known| known == word) {
                shared.push(word.to_owned());
            }
        }
    }
    shared
}
