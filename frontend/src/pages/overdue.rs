//! The public list of what is late: every case past its deadline, the longest first; who owes what, since when, and to
//! whom it went up.

mod owed;

use crate::commands::Offer;
use crate::components::{Button, Empty, ErrorNote, Kind, PageHead, ProposalCard, Skeleton, bit_by_bit};
use crate::pages::device_only::DeviceOnly;
use crate::platform::Device;
use crate::state::{use_answer, use_city, use_now};
use crate::{t, text};
use client::api::Command;
use domain::query::{Card, Cursor, Order, ProposalQuery};
use domain::refusal::Problem;
use domain::time::Timestamp;
use leptos::prelude::*;
use owed::{Owed, by_department};

/// So many cases are asked for at a time.
const PAGE: u16 = 100;

/// What is late now, as far as it was asked for.
#[derive(Debug, Clone, PartialEq, Default)]
struct Late {
    /// Longest late first.
    cards: Vec<Card>,
    /// Where it goes on; none where these are all.
    next: Option<Cursor>,
    device_only: bool,
}

/// The order by urgency begins with what is late.
async fn late(device: Device, pages: usize, now: Timestamp) -> Result<Late, Problem> {
    let is_late = |card: &Card| card.clock.is_some_and(|clock| clock.is_overdue(now));
    let mut late = Late::default();
    for _ in 0..pages {
        let query = ProposalQuery {
            order: Order::MostUrgent,
            after: late.next,
            limit: PAGE,
            ..ProposalQuery::default()
        };
        let listing = device.list(query).await?;
        late.device_only |= listing.device_only;
        let goes_on = listing.page.items.last().is_some_and(is_late);
        late.cards.extend(listing.page.items.into_iter().filter(is_late));
        late.next = listing.page.next.filter(|_| goes_on);
        if late.next.is_none() {
            break;
        }
    }
    Ok(late)
}

/// `/overdue`
#[component]
pub(crate) fn Overdue() -> impl IntoView {
    let pages = RwSignal::new(1_usize);
    let answer = use_answer(move |device| late(device, pages.get(), use_now().get_untracked()));
    // Who owes it is what the list is for: without the names there is nothing to show.
    let named = Memo::new(|_| use_city().with(Option::is_some));
    let found = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok(late)) if late.cards.is_empty() || named.get() => Some(Ok(late.clone())),
            Some(Err(problem)) => Some(Err(problem.clone())),
            Some(Ok(_)) | None => None,
        })
    });
    let late = Memo::new(move |_| found.get().and_then(Result::ok).unwrap_or_default());
    let loaded =
        Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.as_ref().err().cloned())));
    let cards = Memo::new(move |_| late.with(|late| late.cards.clone()));
    let some = Memo::new(move |_| cards.with(|cards| !cards.is_empty()));
    let device_only = Memo::new(move |_| late.with(|late| late.device_only));
    let more = Memo::new(move |_| late.with(|late| late.next.is_some()));
    let back = ("/proposals".to_owned(), t!("proposals-title"));
    view! {
        <div data-testid="page-overdue">
            <PageHead title=t!("overdue-title") lead=t!("overdue-lead") back=back/>
            <section class="results">
                <div class="results-head" role="status" data-testid="overdue-count">
                    {move || some.get().then(|| late.with(count))}
                </div>
                <DeviceOnly is_so=device_only/>
                {move || match loaded.get() {
                    None => view! { <Skeleton cards=5/> }.into_any(),
                    Some(Some(problem)) => view! { <ErrorNote problem=problem/> }.into_any(),
                    Some(None) if some.get() => list(cards, pages, more),
                    Some(None) => view! {
                        <Empty title=t!("overdue-none") detail=t!("overdue-none.detail")/>
                    }
                    .into_any(),
                }}
            </section>
        </div>
    }
}

/// How many are late, and whose they are.
fn count(late: &Late) -> AnyView {
    let count = late.cards.len();
    let departments = late.cards.iter().filter(|card| by_department(card)).count();
    let whose = text!(
        "overdue-count.whose",
        departments = departments,
        coordinators = count - departments
    );
    match late.next {
        Some(_) => view! { <h2>{text!("overdue-count.more", count = count)}</h2> }.into_any(),
        None => view! {
            <h2>{text!("overdue-count", count = count)}</h2>
            <p class="second small">{whose}</p>
        }
        .into_any(),
    }
}

fn list(cards: Memo<Vec<Card>>, pages: RwSignal<usize>, more: Memo<bool>) -> AnyView {
    let drawn = bit_by_bit(cards);
    let load = move || pages.update(|pages| *pages += 1);
    Offer::of(Command::Next, load).when(more).stand();
    view! {
        <ol role="list" class="cards" data-testid="overdue-list">
            <For
                each=move || drawn.get()
                key=|card| (card.id, card.version)
                children=|card| {
                    let owed = card.clone();
                    view! { <li><ProposalCard card=card><Owed card=owed/></ProposalCard></li> }
                }
            />
        </ol>
        <div class="results-end">
            {move || match more.get() {
                true => view! {
                    <Button kind=Kind::Plain testid="load-more" on_press=load>{t!("proposals-more")}</Button>
                }
                .into_any(),
                false => view! { <p class="second small" data-testid="list-end">{t!("proposals-end")}</p> }.into_any(),
            }}
        </div>
    }
    .into_any()
}
