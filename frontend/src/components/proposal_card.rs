use super::chip::{AnswerChip, Chip, StateChip, Tone};
use super::clock_badge::ClockBadge;
use super::icons;
use super::run::Run;
use crate::t;
use crate::words::{area_name, category_name, department_name, title_words, when};
use domain::proposal::State;
use domain::query::Card;
use leptos::prelude::*;

/// A proposal in a list: where it stands, what is left of its clock, its title, whose it is. The whole card leads to
/// the proposal.
#[component]
pub(crate) fn ProposalCard(
    card: Card,
    /// A step of it still waits in the outbox.
    #[prop(optional)]
    pending: bool,
    /// Shows its first words as well.
    #[prop(optional)]
    excerpt: bool,
    /// The answer to what it asks of the person, right on the card.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Card {
        id,
        state,
        clock,
        supports,
        updated_at,
        ..
    } = card;
    let on_city = clock.filter(|clock| clock.kind.is_on_city());
    let fact = match (on_city, card.answer) {
        (Some(clock), _) => view! { <ClockBadge clock=clock/> }.into_any(),
        (None, Some(answer)) if state == State::Closed => view! { <AnswerChip kind=answer/> }.into_any(),
        _ => view! { <span class="card-when">{move || when(updated_at)}</span> }.into_any(),
    };
    let whose = move || match (&card.lead, &card.category) {
        (Some(lead), _) => department_name(lead),
        (None, Some(category)) => category_name(category),
        (None, None) => area_name(&card.area),
    };
    let moving = matches!(state, State::InProgress | State::Reopened | State::Implementing);
    // An excerpt that only repeats the title says nothing.
    let words = |text: &str| text.trim_end_matches('…').to_owned();
    let (title, first) = (words(&card.title), words(&card.excerpt));
    let repeats = first.starts_with(&title) || title.starts_with(&first);
    let said = (excerpt && !repeats).then_some(card.excerpt);
    let lang = (!card.title.is_empty()).then_some(card.language);
    view! {
        <article class="card" data-testid="proposal-card" data-id=id.to_string()>
            <div class="row-apart">
                <div class="row">
                    <StateChip state=state/>
                    {pending.then(|| view! {
                        <Chip tone=Tone::Grey icon=icons::CLOCK>{t!("pending-mark")}</Chip>
                    })}
                </div>
                {fact}
            </div>
            <h3 class="card-title">
                <a href=format!("/proposals/{id}") lang=lang>
                    <bdi>{move || title_words(&card.title)}</bdi>
                </a>
            </h3>
            {said.map(|said| view! { <p class="card-excerpt"><bdi>{said}</bdi></p> })}
            {on_city.filter(|_| moving).map(|clock| view! { <Run clock=clock/> })}
            <div class="card-foot">
                <span>{whose}</span>
                <span>{t!("proposal-supports", count = supports)}</span>
            </div>
            {children.map(|children| children())}
        </article>
    }
    .into_any()
}
