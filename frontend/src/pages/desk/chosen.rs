//! Several cases at once: which they are, what is done with all of them, and what becomes of each.

use super::At;
use super::act::{To, to_whom};
use super::holding::Holder;
use super::keys::{element, to_hand};
use super::queue::prepared;
use crate::components::{Button, Icon, Kind, announce, icons};
use crate::state::{use_answer, use_device};
use crate::words::told;
use crate::{t, text};
use client::api::{self, OutboxItem};
use domain::command::Order;
use domain::id::{CommandId, DepartmentId, ProposalId};
use domain::proposal::Action;
use domain::query::Card;
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// Chooses one line of the list with others.
#[component]
pub(super) fn Tick(case: ProposalId, title: String) -> impl IntoView {
    let at = At::here();
    view! {
        <label class="desk-tick">
            <input
                type="checkbox"
                data-testid="desk-tick"
                aria-label=move || text!("desk-choose-one", title = &title)
                prop:checked=move || at.chosen.with(|chosen| chosen.contains(&case))
                on:change=move |event| at.choose(case, event_target_checked(&event))
            />
        </label>
    }
    .into_any()
}

/// What was done with one of them.
#[derive(Debug, Clone, PartialEq)]
struct Done {
    card: Card,
    what: Deed,
    /// On its way under this id, or refused at once.
    sent: Result<CommandId, Problem>,
}

/// What is done with many at once.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Deed {
    HandOver,
    Publish,
}

impl Deed {
    fn id(self) -> &'static str {
        match self {
            Deed::HandOver => "hand_over",
            Deed::Publish => "publish",
        }
    }

    /// That it is done with one of them.
    fn done(self) -> String {
        text!("desk-outcomes.done", what = self.id())
    }

    /// With how many it was done.
    fn done_with(self, count: usize) -> String {
        match self {
            Deed::HandOver => text!("desk-handed-over", count = count),
            Deed::Publish => text!("desk-published", count = count),
        }
    }
}

/// All of the list at a stroke, how many are chosen, and handing them over.
#[component]
pub(super) fn Chosen(
    /// The rows that can be chosen.
    cards: Memo<Vec<Card>>,
) -> impl IntoView {
    let at = At::here();
    // What has left the list is chosen no more.
    let chosen = Memo::new(move |_| {
        let is_chosen = |card: &&Card| at.chosen.with(|chosen| chosen.contains(&card.id));
        cards.with(|cards| cards.iter().filter(is_chosen).cloned().collect::<Vec<_>>())
    });
    let count = Memo::new(move |_| chosen.with(Vec::len));
    let all = move || count.get() > 0 && count.get() == cards.with(Vec::len);
    let choose_all = move |event| {
        let ids = cards.with_untracked(|cards| cards.iter().map(|card| card.id).collect());
        let on = event_target_checked(&event);
        at.chosen.set(if on { ids } else { BTreeSet::new() });
        announce(text!("desk-chosen", count = count.get_untracked()));
    };
    let done = RwSignal::new(Vec::<Done>::new());
    let open = RwSignal::new(false);
    let open_form = move || {
        done.set(Vec::new());
        open.set(true);
        // The button that was pressed is gone.
        request_animation_frame(|| drop(element("#desk-chosen-to").map(|field| field.focus())));
    };
    let close = move || {
        open.set(false);
        to_hand();
    };
    let act = move |what: Deed, cases: Vec<(Card, Action)>| {
        close();
        at.chosen.set(BTreeSet::new());
        spawn_local(async move {
            let mut all = Vec::new();
            for (card, action) in cases {
                let order = Order::Proposal {
                    proposal: card.id,
                    seen: Some(card.version),
                    action,
                };
                let sent = use_device().act(order).await.map(|sent| sent.command);
                all.push(Done { card, what, sent });
            }
            let sent = all.iter().filter(|done| done.sent.is_ok()).count();
            announce(what.done_with(sent));
            drop(done.try_set(all));
        });
    };
    let hand_over = move |to, text: String| {
        let action = |card| {
            let text = text.clone();
            (card, Action::HandOver { to, text })
        };
        act(
            Deed::HandOver,
            chosen.get_untracked().into_iter().map(action).collect(),
        );
    };
    let ready = Memo::new(move |_| {
        let ready = |card: &Card| Some((card.clone(), prepared(card)?.id));
        chosen.with(|chosen| chosen.iter().filter_map(ready).collect::<Vec<_>>())
    });
    let publish = move || {
        done.set(Vec::new());
        let action = |(card, prepared)| (card, Action::Publish { prepared });
        act(
            Deed::Publish,
            ready.get_untracked().into_iter().map(action).collect(),
        );
    };
    let has_holders = at.which == api::Desk::Department;
    view! {
        <Show when=move || !cards.with(Vec::is_empty)>
            <div class="desk-chosen row-apart">
                <label class="desk-all">
                    <input
                        type="checkbox"
                        data-testid="desk-tick-all"
                        prop:checked=all
                        prop:indeterminate=move || { count.get() > 0 && !all() }
                        on:change=choose_all
                    />
                    <span>{move || if count.get() == 0 { text!("desk-choose-all") } else { text!("desk-chosen", count = count.get()) }}</span>
                </label>
                <div class="buttons">
                    <Show when=move || ready.with(|ready| !ready.is_empty())>
                        <Button kind=Kind::Plain testid="desk-publish-chosen" on_press=publish>
                            {move || text!("desk-publish-chosen", count = ready.with(Vec::len))}
                        </Button>
                    </Show>
                    <Show when=move || { has_holders && count.get() > 0 && !open.get() }>
                        <Button kind=Kind::Plain testid="desk-hand-over-chosen" on_press=open_form>
                            {t!("desk-hand-over")}
                        </Button>
                    </Show>
                </div>
            </div>
        </Show>
        <Show when=move || { open.get() && count.get() > 0 }>
            <HandOver chosen=chosen on_send=hand_over on_cancel=close/>
        </Show>
        <Outcomes done=done/>
    }
}

/// To whom all of them go, and why.
#[component]
fn HandOver(
    chosen: Memo<Vec<Card>>,
    on_send: impl Fn(domain::id::AccountId, String) + Copy + Send + Sync + 'static,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let at = At::here();
    let (to, why, tried) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(false),
    );
    let choices = Signal::derive(move || {
        let cards = chosen.get();
        let leads: BTreeSet<DepartmentId> = cards.iter().filter_map(|card| card.lead.clone()).collect();
        let leads: Vec<DepartmentId> = leads.into_iter().collect();
        let of = |card: &Card| at.holding.of(card.lead.as_ref(), card.holder);
        let takes_over = cards.iter().any(|card| matches!(of(card), Holder::Colleague(_)));
        let holds = cards.iter().all(|card| of(card) == Holder::Me);
        at.holding.to(&leads, takes_over, holds)
    });
    let send = move || {
        tried.set(true);
        if let Some((to, why)) = to_whom(to, why) {
            on_send(to, why);
        }
    };
    view! {
        <section class="desk-act stack" aria-label=t!("desk-hand-over")>
            <To ids=("desk-chosen-to", "desk-chosen-why") to=to why=why tried=tried choices=choices/>
            <div class="buttons">
                <Button kind=Kind::Main testid="desk-chosen-send" on_press=send>
                    {move || text!("desk-hand-over.these", count = chosen.with(Vec::len))}
                </Button>
                <Button kind=Kind::Plain testid="desk-chosen-cancel" on_press=move || on_cancel.run(())>
                    {t!("button-cancel")}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

/// What became of each.
#[component]
fn Outcomes(done: RwSignal<Vec<Done>>) -> impl IntoView {
    let outbox = use_answer(|device| async move { device.mine().await.map(|mine| mine.outbox) });
    let line = move |Done { card, what, sent }: Done| {
        let icon = match &sent {
            Ok(_) => icons::FORWARD,
            Err(_) => icons::ALERT,
        };
        let became = move || match &sent {
            Err(problem) => ("refused", told(problem).what),
            Ok(command) => outbox.with(|outbox| match outbox {
                Some(Ok(outbox)) => {
                    let item = outbox.iter().find(|item| item.command.id == *command);
                    item.map_or_else(|| ("done", what.done()), |item| became(item, what))
                }
                _ => ("waits", text!("desk-outcomes.waits")),
            }),
        };
        let (state, words) = (became.clone(), became);
        view! {
            <li data-testid="desk-outcome" data-became=move || state().0>
                <span><b>{card.number}</b> " " <bdi lang=card.language>{card.title}</bdi></span>
                <span class="row small second"><Icon of=icon/> <span>{move || words().1}</span></span>
            </li>
        }
    };
    view! {
        <Show when=move || !done.with(Vec::is_empty)>
            <section class="desk-outcomes stack-tight" role="status" aria-label=t!("desk-outcomes")>
                <ul role="list">{move || done.get().into_iter().map(line).collect_view()}</ul>
                <Button kind=Kind::Plain testid="desk-outcomes-close" on_press=move || { done.set(Vec::new()); to_hand(); }>
                    {t!("desk-outcomes.close")}
                </Button>
            </section>
        </Show>
    }
}

fn became(item: &OutboxItem, what: Deed) -> (&'static str, String) {
    use client::api::OutboxState::{Applied, Conflict, Refused};
    match &item.state {
        Conflict { problem, .. } | Refused { problem } => ("refused", told(problem).what),
        Applied { .. } => ("done", what.done()),
        _ => ("waits", text!("desk-outcomes.waits")),
    }
}
