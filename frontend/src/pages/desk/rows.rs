//! The list of a desk.

use super::At;
use super::act::colleague;
use super::chosen::{Chosen, Tick};
use super::export::Export;
use super::holding::Holder;
use super::queue::{Loaded, PAGES, Queue, prepared};
use super::supervised::facts;
use super::views::{Filter, ShowAll, Views};
use crate::components::{Button, ClockBadge, Empty, ErrorNote, Icon, Kind, Skeleton, StateChip, icons};
use crate::pages::doing::action_name;
use crate::pages::turning::use_turn;
use crate::words::{area_name, category_name, title_words};
use crate::{t, text};
use client::api::{self, Listing};
use domain::protocol::Reported;
use domain::query::{self, Card};
use domain::refusal::Problem;
use leptos::prelude::*;

/// The parts of the list, and its rows.
#[component]
pub(super) fn Rows(
    loaded: ReadSignal<Option<Result<Loaded, Problem>>>,
    /// The rows of the part that is chosen.
    cards: Memo<Vec<Card>>,
    /// How many pages are read.
    wanted: RwSignal<usize>,
) -> impl IntoView {
    let is = move |take: fn(&Listing) -> bool| {
        Signal::derive(move || {
            loaded.with(|loaded| matches!(loaded, Some(Ok(loaded)) if take(&loaded.listing)))
        })
    };
    let (device_only, more) = (is(|it| it.device_only), is(|it| it.page.next.is_some()));
    let state = Memo::new(move |_| {
        loaded.with(|loaded| match loaded {
            None => Shown::Waiting,
            Some(Err(problem)) => Shown::Problem(problem.clone()),
            Some(Ok(_)) => Shown::Rows,
        })
    });
    let at = At::here();
    let empty = match at.which {
        api::Desk::Supervisor => "supervision-empty",
        _ => "desk-empty",
    };
    let narrowed = Memo::new(move |_| at.filter.with(Filter::narrows) > 0);
    let rows = move || {
        view! {
            <Parts loaded=loaded/>
            <Chosen cards=cards/>
            <Show when=move || device_only.get()>
                <p class="second">{t!("link-device-only")}</p>
            </Show>
            <Show
                when=move || !cards.with(Vec::is_empty)
                fallback=move || match narrowed.get() {
                    true => view! {
                        <Empty icon=icons::SEARCH title=t!("proposals-none-found") detail=t!("proposals-none-found.detail")>
                            <ShowAll/>
                        </Empty>
                    }
                    .into_any(),
                    false => view! { <Empty icon=icons::CHECK title=t!(empty)/> }.into_any(),
                }
            >
                <ol role="list" class="desk-rows">
                    <For each=move || cards.get() key=|card| (card.id, card.version) children=row/>
                </ol>
            </Show>
            <Export cards=cards/>
            <Show when=move || more.get()>
                <Button kind=Kind::Plain on_press=move || wanted.update(|pages| *pages += PAGES)>
                    {t!("button-more")}
                </Button>
            </Show>
        }
        .into_any()
    };
    view! {
        {(at.which != api::Desk::Supervisor).then(|| view! { <Views/> })}
        {move || match state.get() {
            Shown::Waiting => view! { <Skeleton/> }.into_any(),
            Shown::Problem(problem) => view! { <ErrorNote problem=problem/> }.into_any(),
            Shown::Rows => rows(),
        }}
    }
}

#[derive(Clone, PartialEq)]
enum Shown {
    Waiting,
    Problem(Problem),
    Rows,
}

#[component]
pub(super) fn Parts(loaded: ReadSignal<Option<Result<Loaded, Problem>>>) -> impl IntoView {
    let at = At::here();
    let turn = use_turn();
    let choose = Callback::new(move |part: Queue| {
        turn.run(untrack(|| at.address_in(part, at.case.get())));
    });
    let part = move |part: Queue| {
        let count = Memo::new(move |_| {
            if part == Queue::Reported {
                return at.reported.with(|found| {
                    found
                        .as_ref()
                        .map_or(0, |found| found.as_ref().map_or(0, |found| found.items.len()))
                });
            }
            loaded.with(|loaded| match loaded {
                Some(Ok(loaded)) => loaded
                    .listing
                    .page
                    .items
                    .iter()
                    .filter(|card| part.holds(card, at))
                    .count(),
                _ => 0,
            })
        });
        let here = Signal::derive(move || at.queue.get() == part);
        // Nothing is reported, but something that is hidden may be let stand again.
        let holds_hidden = move || {
            let some = |found: &Reported| !found.hidden.is_empty();
            part == Queue::Reported && at.reported.with(|found| found.iter().flatten().any(some))
        };
        // A part that is empty is no choice.
        let shown = Memo::new(move |_| part == Queue::All || here.get() || count.get() > 0 || holds_hidden());
        view! {
            <Show when=move || shown.get()>
                <button
                    type="button"
                    class="part"
                    data-testid=format!("desk-queue-{}", part.id())
                    aria-pressed=move || here.get().to_string()
                    on:click=move |_| choose.run(part)
                >
                    {move || part.words(count.get())}
                </button>
            </Show>
        }
    };
    view! {
        <div class="parts">{Queue::of(at.which).iter().copied().map(part).collect_view()}</div>
    }
}

/// Who has it in hand.
#[component]
fn HeldBy(holder: Memo<Holder>) -> impl IntoView {
    let said = move |words| view! { <span class="desk-holder small second"><Icon of=icons::MINE/> <span>{words}</span></span> };
    move || holder.with(Holder::words).map(said)
}

/// That something lies prepared, by whom, and whether a colleague has read it.
#[component]
fn Ready(of: Memo<Option<query::Ready>>) -> impl IntoView {
    move || {
        of.get().map(|ready| {
            let query::Ready {
                action, checked, by, ..
            } = ready;
            let words =
                move || text!("desk-row-prepared", action = action_name(action), name = colleague(by));
            let icon = if checked { icons::CHECK } else { icons::DRAFT };
            view! { <span class="desk-holder small second" data-testid="desk-ready"><Icon of=icon/> <span>{words}</span></span> }
        })
    }
}

fn row(card: Card) -> AnyView {
    let at = At::here();
    let ready = {
        let card = card.clone();
        Memo::new(move |_| prepared(&card))
    };
    let Card {
        id,
        number: no,
        clock,
        state,
        supports,
        holder,
        ..
    } = card;
    let lead = card.lead;
    let holder = Memo::new(move |_| at.holding.of(lead.as_ref(), holder));
    let has_holders = at.which == api::Desk::Department;
    let title = StoredValue::new(card.title.clone());
    let lang = (!card.title.is_empty()).then_some(card.language);
    let current = move || (at.case.get() == Some(id)).then_some("true");
    let look = move || match at.which {
        api::Desk::Coordinator => None,
        api::Desk::Department => at.supervised.asked(id).map(|look| facts(&look)),
        api::Desk::Supervisor => at.supervised.own(id).map(|look| facts(&look)),
    };
    let about = move || {
        let category = card.category.as_ref().map(category_name);
        let both = [Some(area_name(&card.area)), category];
        let known = both.into_iter().flatten().filter(|name| !name.is_empty());
        known.collect::<Vec<_>>().join(" · ")
    };
    view! {
        <li class="desk-row" data-testid="desk-row" data-id=id.to_string() data-state=state.name() data-current=current
            data-holder=move || holder.with(Holder::id)>
            <Tick case=id title=title.get_value()/>
            <span class="desk-row-number">{no}</span>
            <div class="desk-row-title">
                <a href=move || at.address(Some(id)) lang=lang aria-current=current><bdi>{move || title_words(&card.title)}</bdi></a>
                <span class="small second">{about}</span>
            </div>
            <div class="desk-row-facts">
                <StateChip state=state/>
                {clock.map(|clock| view! { <ClockBadge clock=clock/> })}
                {has_holders.then(|| view! { <HeldBy holder=holder/> })}
                <Ready of=ready/>
                {look}
                <span class="small second">{t!("proposal-supports", count = supports)}</span>
            </div>
        </li>
    }
    .into_any()
}
