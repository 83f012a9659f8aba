//! For and against, side by side with an equal face; where there is no room, one after the other.

mod one;
mod write;

use crate::components::{Button, Icon, Kind, LinkButton, icons};
use crate::state::use_status;
use crate::{t, text};
use client::api::{ArgumentSight, Sight, Status};
use domain::id::{ArgumentId, ProposalId};
use domain::proposal::{ActionKind, Side, allowed};
use leptos::prelude::*;
use one::One;
use write::Write;

/// So many of a side are shown at first, and so many more each time.
const FIRST: usize = 5;
const MORE: usize = 20;

/// What all of the section shares.
#[derive(Clone, Copy)]
struct Floor {
    proposal: ProposalId,
    seen: Memo<u32>,
    /// Whether anything may be said or supported now.
    open: Memo<bool>,
    arguments: Memo<Vec<ArgumentSight>>,
    /// The form that is open, and of which argument.
    form: RwSignal<Option<(ArgumentId, ActionKind)>>,
    /// The side for which somebody writes.
    writing: RwSignal<Option<Side>>,
}

impl Floor {
    fn of(self, id: ArgumentId) -> Memo<Option<ArgumentSight>> {
        Memo::new(move |_| {
            self.arguments
                .with(|all| all.iter().find(|one| one.id == id).cloned())
        })
    }
}

/// What people say for and against it.
#[component]
pub(super) fn Arguments(id: ProposalId, sight: Memo<Option<Sight>>) -> impl IntoView {
    let of = move |take: fn(&Sight) -> bool| {
        Memo::new(move |_| sight.with(|sight| sight.as_ref().is_some_and(take)))
    };
    let open = of(|sight| allowed(ActionKind::Argue, sight.proposal.state).is_some());
    let some = of(|sight| !sight.arguments.is_empty());
    let floor = Floor {
        proposal: id,
        seen: Memo::new(move |_| {
            sight.with(|sight| sight.as_ref().map_or(0, |sight| sight.proposal.version))
        }),
        open,
        arguments: Memo::new(move |_| {
            sight.with(|sight| {
                sight
                    .as_ref()
                    .map_or_else(Vec::new, |sight| sight.arguments.clone())
            })
        }),
        form: RwSignal::new(None),
        writing: RwSignal::new(None),
    };
    let is_guest =
        Memo::new(move |_| use_status().with(|status| status.as_ref().is_none_or(Status::is_guest)));
    let sign_in = move || {
        (open.get() && is_guest.get()).then(|| {
            view! {
                <div class="row" data-testid="argue-sign-in">
                    <p class="second">{t!("argue-sign-in")}</p>
                    <LinkButton kind=Kind::Plain icon=icons::SIGN_IN href="/sign-in">{t!("nav-sign-in")}</LinkButton>
                </div>
            }
        })
    };
    let section = move || {
        view! {
            <section class="section arguments" data-testid="arguments">
                <h2>{t!("arguments-title")}</h2>
                <p class="second">
                    {move || match open.get() {
                        true => text!("arguments-title.detail"),
                        false => text!("arguments-title.closed"),
                    }}
                </p>
                <details class="why">
                    <summary>{t!("arguments-title.why")}</summary>
                    <p>{t!("arguments-title.because")}</p>
                </details>
                <div class="sides">
                    {Side::ALL.map(|side| view! { <Column floor=floor side=side is_guest=is_guest/> }).into_iter().collect_view()}
                </div>
                {sign_in}
            </section>
        }
    };
    let is_there = Memo::new(move |_| open.get() || some.get());
    move || is_there.get().then(section)
}

#[component]
fn Column(floor: Floor, side: Side, is_guest: Memo<bool>) -> impl IntoView {
    let here = move |one: &&ArgumentSight| one.argument.side == side;
    let count = Memo::new(move |_| {
        let stands = |one: &&ArgumentSight| here(one) && !one.argument.is_hidden();
        floor.arguments.with(|all| all.iter().filter(stands).count())
    });
    let has_own = Memo::new(move |_| {
        let own = |one: &ArgumentSight| here(&one) && one.mine && !one.argument.is_hidden();
        floor.arguments.with(|all| all.iter().any(own))
    });
    // Nothing moves away under somebody's hand: what is new comes behind what is there, one's own before it.
    let order = Memo::new(move |before: Option<&Vec<ArgumentId>>| {
        floor.arguments.with(|all| {
            let now: Vec<&ArgumentSight> = all.iter().filter(here).collect();
            let mut order = before.cloned().unwrap_or_default();
            order.retain(|id| now.iter().any(|one| one.id == *id));
            for one in now {
                match (order.contains(&one.id), before.is_some() && one.mine) {
                    (true, _) => {}
                    (false, true) => order.insert(0, one.id),
                    (false, false) => order.push(one.id),
                }
            }
            order
        })
    });
    let shown = RwSignal::new(FIRST);
    let some = move || order.with(|order| order.iter().take(shown.get()).copied().collect::<Vec<_>>());
    let hidden = Memo::new(move |_| order.with(|order| order.len().saturating_sub(shown.get())));
    let more = Memo::new(move |_| hidden.get() > 0);
    let id = match side {
        Side::For => "side-for",
        Side::Against => "side-against",
    };
    let may_write = Memo::new(move |_| floor.open.get() && !has_own.get() && !is_guest.get());
    view! {
        <div class="side" role="group" aria-labelledby=id data-testid=id data-side=side.name()>
            <h3 class="side-name" id=id>
                <Icon of=icon(side)/>
                <span>{t!("arguments-side", side = side.name())}</span>
                <span class="small second">{t!("arguments-count", count = count.get())}</span>
            </h3>
            <Show when=move || order.with(Vec::is_empty)>
                <p class="second">{t!("arguments-none")}</p>
            </Show>
            <ul role="list" class="argument-list">
                <For each=some key=|id| *id children=move |id| view! { <One floor=floor of=id/> }/>
            </ul>
            <Show when=move || more.get()>
                <Button kind=Kind::Quiet testid="arguments-more" on_press=move || shown.update(|shown| *shown += MORE)>
                    {t!("arguments-more", count = hidden.get())}
                </Button>
            </Show>
            <Show when=move || may_write.get()>
                <Write floor=floor side=side/>
            </Show>
        </div>
    }
    .into_any()
}

fn icon(side: Side) -> icons::Glyph {
    match side {
        Side::For => icons::FOR,
        Side::Against => icons::AGAINST,
    }
}
