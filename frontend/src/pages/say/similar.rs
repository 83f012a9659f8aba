use super::keeper::Keeper;
use crate::components::StateChip;
use crate::state::use_answer_once;
use crate::t;
use domain::place::Near;
use domain::query::Card;
use leptos::prelude::*;
use std::time::Duration;

/// After so long without a key it is looked whether others said the same.
const PAUSE: Duration = Duration::from_millis(500);
/// Fewer characters than this resemble everything.
const ENOUGH: usize = 4;

/// Metres: so near it may be the same lamp.
const NEAR: u32 = 500;

/// Proposals that resemble what is being written, so that one support may do instead of a second proposal.
#[component]
pub(super) fn Similar(keeper: Keeper) -> impl IntoView {
    let settled = RwSignal::new(String::new());
    let pause = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || pause.update_value(|pause| pause.take().into_iter().for_each(|pause| pause.clear()));
    Effect::new(move || {
        let text = keeper.text.get();
        stop();
        pause.set_value(set_timeout_with_handle(move || settled.set(text.clone()), PAUSE).ok());
    });
    on_cleanup(stop);
    let similar = use_answer_once(move |device| {
        let text = settled.get();
        // Where the place is known, what is near it comes first.
        let near = keeper.point.get().map(|point| Near { point, metres: NEAR });
        async move {
            match text.trim().chars().count() {
                ..ENOUGH => Ok(Vec::new()),
                _ => device.similar(text, near).await,
            }
        }
    });
    let cards = Memo::new(move |_| {
        similar.with(|similar| match similar {
            Some(Ok(cards)) => cards.clone(),
            _ => Vec::new(),
        })
    });
    let some = Memo::new(move |_| cards.with(|cards: &Vec<Card>| !cards.is_empty()));
    view! {
        <div aria-live="polite">
            {move || some.get().then(|| view! {
                <section class="section" data-testid="similar">
                    <h2>{t!("say-similar-title")}</h2>
                    <p class="second">{t!("say-similar-title.detail")}</p>
                    <ul role="list" class="similar">
                        <For each=move || cards.get() key=|card| (card.id, card.version) children=line/>
                    </ul>
                </section>
            })}
        </div>
    }
    .into_any()
}

fn line(card: Card) -> AnyView {
    let Card {
        id,
        title,
        language,
        state,
        supports,
        ..
    } = card;
    view! {
        <li>
            <a href=format!("/proposals/{id}") lang=language><bdi>{title}</bdi></a>
            <div class="row">
                <StateChip state=state/>
                <span class="second small">{t!("proposal-supports", count = supports)}</span>
            </div>
        </li>
    }
    .into_any()
}
