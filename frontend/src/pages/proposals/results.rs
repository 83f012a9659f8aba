use super::asked::Asked;
use super::on_map::OnMap;
use crate::commands::Offer;
use crate::components::{Button, Cards, Empty, ErrorNote, Kind, LinkButton, Skeleton, bit_by_bit, icons};
use crate::pages::choices::order_id;
use crate::pages::device_only::DeviceOnly;
use crate::state::{use_answer, use_device};
use crate::{t, text};
use client::api::{Command, Listing};
use domain::query::{Card, Cursor, ProposalQuery};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list itself, page after page.
#[component]
pub(super) fn Results(#[prop(into)] asked: Signal<Asked>, on_ask: Callback<Asked>) -> impl IntoView {
    let first = use_answer(move |device| {
        let query = asked.with(Asked::query);
        async move { device.list(query).await }
    });
    let more = RwSignal::new(More::default());
    // Another question begins anew.
    Effect::new(move || {
        asked.track();
        more.set(More::default());
    });
    let cards = Memo::new(move |_| {
        let mut cards: Vec<Card> = first.with(|first| match first {
            Some(Ok(listing)) => listing.page.items.clone(),
            _ => Vec::new(),
        });
        // What moved onto the first page meanwhile stands there, not twice.
        more.with(|more| {
            for card in &more.cards {
                if !cards.iter().any(|known| known.id == card.id) {
                    cards.push(card.clone());
                }
            }
        });
        cards.into_iter().map(|card| (card, false)).collect::<Vec<_>>()
    });
    let drawn = bit_by_bit(cards);
    let next = Memo::new(move |_| {
        let first = first.with(|first| match first {
            Some(Ok(listing)) => listing.page.next,
            _ => None,
        });
        more.with(|more| if more.cards.is_empty() { first } else { more.next })
    });
    let device_only = Memo::new(move |_| {
        first.with(|first| {
            matches!(
                first,
                Some(Ok(Listing {
                    device_only: true,
                    ..
                }))
            )
        })
    });
    let loaded =
        Memo::new(move |_| first.with(|first| first.as_ref().map(|first| first.as_ref().err().cloned())));
    let some = Memo::new(move |_| cards.with(|cards| !cards.is_empty()));
    // For those who don't see the list change.
    let told = Memo::new(move |_| {
        loaded.get()?.is_none().then_some(())?;
        let count = cards.with(Vec::len);
        Some(asked.with(|asked| match (asked.text.trim(), count) {
            (_, 0) => text!("proposals-none-found"),
            ("", count) => text!("proposals-listed", count = count),
            (words, count) => text!("proposals-listed.found", text = words, count = count),
        }))
    });
    let on_map = Memo::new(move |_| asked.with(|asked| asked.on_map));
    let order = move || order_id(asked.with(|asked| asked.order));
    view! {
        <section class="results">
            <p class="unseen" role="status" data-testid="listed">{move || told.get()}</p>
            <div class="results-head">
                <h2>{move || text!("proposals-order", order = order())}</h2>
                <p class="second small">{move || text!("proposals-order-why.detail", order = order())}</p>
            </div>
            <DeviceOnly is_so=device_only/>
            {move || on_map.get().then(|| view! { <OnMap asked=asked on_ask=on_ask cards=cards/> })}
            {move || match loaded.get() {
                None => view! { <Skeleton cards=5/> }.into_any(),
                Some(Some(problem)) => view! { <ErrorNote problem=problem/> }.into_any(),
                Some(None) if some.get() => view! {
                    <Cards cards=drawn excerpt=true/>
                    <Next asked=asked next=next more=more/>
                }
                .into_any(),
                Some(None) => nothing(asked, device_only.get()),
            }}
        </section>
    }
    .into_any()
}

/// What was shown after the first page.
#[derive(Debug, Clone, PartialEq, Default)]
struct More {
    cards: Vec<Card>,
    next: Option<Cursor>,
}

/// The way to the next page, or the end.
#[component]
fn Next(
    #[prop(into)] asked: Signal<Asked>,
    #[prop(into)] next: Signal<Option<Cursor>>,
    more: RwSignal<More>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<Problem>);
    let asking = RwSignal::new(false);
    let load = move || {
        let Some(after) = next.get_untracked() else { return };
        let question = asked.get_untracked();
        let query = ProposalQuery {
            after: Some(after),
            ..question.query()
        };
        problem.set(None);
        asking.set(true);
        spawn_local(async move {
            let answer = use_device().list(query).await;
            // The page may be gone, or the question another.
            let Some(now) = asked.try_get_untracked() else {
                return;
            };
            asking.set(false);
            match answer {
                Ok(Listing { page, .. }) if now == question => more.update(|more| {
                    more.cards.extend(page.items);
                    more.next = page.next;
                }),
                Ok(_) => {}
                Err(refused) => problem.set(Some(refused)),
            }
        });
    };
    Offer::of(Command::Next, load)
        .when(Signal::derive(move || next.get().is_some()))
        .stand();
    view! {
        <div class="results-end">
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            {move || match next.get() {
                Some(_) => view! {
                    <Button kind=Kind::Plain testid="load-more" disabled=asking on_press=load>
                        {t!("proposals-more")}
                    </Button>
                }
                .into_any(),
                None => view! { <p class="second small" data-testid="list-end">{t!("proposals-end")}</p> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

fn nothing(asked: Signal<Asked>, device_only: bool) -> AnyView {
    let whole = asked.with(|asked| asked.filters() == 0 && asked.text.trim().is_empty());
    match (whole, device_only) {
        (true, true) => view! {
            <Empty
                icon=icons::OFFLINE
                title=t!("proposals-none-offline")
                detail=t!("proposals-none-offline.detail")
            />
        }
        .into_any(),
        (true, false) => view! {
            <Empty title=t!("proposals-none")>
                <LinkButton kind=Kind::Main icon=icons::WRITE href="/say">{t!("proposals-none.action")}</LinkButton>
            </Empty>
        }
        .into_any(),
        (false, _) => view! {
            <Empty
                icon=icons::SEARCH
                title=t!("proposals-none-found")
                detail=t!("proposals-none-found.detail")
            />
        }
        .into_any(),
    }
}
