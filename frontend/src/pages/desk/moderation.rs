//! Arguments that somebody reported: each is looked at, and kept or hidden, for reasons that everybody reads. What is hidden
//! is listed below, and may be let stand again.

use super::At;
use super::keys::{KeyButton, neighbours, to_hand};
use super::queue::Loaded;
use super::rows::Parts;
use crate::components::{Chip, Empty, ErrorNote, Icon, Kind, Skeleton, Tone, icons};
use crate::pages::arguing::{About, Saying, ruled, to_form};
use crate::pages::turning::use_turn;
use crate::shortcuts::Shortcut;
use crate::words::when;
use crate::{t, text};
use domain::id::ArgumentId;
use domain::proposal::{ActionKind, Argument};
use domain::protocol::{Reported, ReportedArgument};
use domain::refusal::Problem;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What waits, longest first.
pub(super) fn waiting(at: At) -> Vec<ReportedArgument> {
    part(at, |found| &found.items)
}

/// What does not stand, the latest first.
fn hidden(at: At) -> Vec<ReportedArgument> {
    part(at, |found| &found.hidden)
}

fn part(at: At, of: fn(&Reported) -> &Vec<ReportedArgument>) -> Vec<ReportedArgument> {
    at.reported.with(|found| match found {
        Some(Ok(found)) => of(found).clone(),
        _ => Vec::new(),
    })
}

/// What is gone through with the one that is open: what is hidden, where it is; else what waits.
pub(super) fn beside(at: At, open: Option<ArgumentId>) -> Vec<ReportedArgument> {
    let hidden = hidden(at);
    match open.is_some_and(|id| hidden.iter().any(|one| one.id == id)) {
        true => hidden,
        false => waiting(at),
    }
}

/// The list of what waits, and below it what is hidden.
#[component]
pub(super) fn Moderation(loaded: ReadSignal<Option<Result<Loaded, Problem>>>) -> impl IntoView {
    let at = At::here();
    let shown = Memo::new(move |_| {
        at.reported.with(|found| match found {
            None => Shown::Waiting,
            Some(Err(problem)) => Shown::Problem(problem.clone()),
            Some(Ok(found)) if found.items.is_empty() => Shown::Nothing,
            Some(Ok(_)) => Shown::Rows,
        })
    });
    let rows = move || {
        view! {
            <ol role="list" class="desk-rows">
                <For each=move || waiting(at) key=|one| (one.id, one.argument.reports.clone()) children=row/>
            </ol>
        }
        .into_any()
    };
    let some_hidden = Memo::new(move |_| !hidden(at).is_empty());
    view! {
        <Parts loaded=loaded/>
        {move || match shown.get() {
            Shown::Waiting => view! { <Skeleton/> }.into_any(),
            Shown::Problem(problem) => view! { <ErrorNote problem=problem/> }.into_any(),
            Shown::Nothing => view! { <Empty icon=icons::CHECK title=t!("moderation-none")/> }.into_any(),
            Shown::Rows => rows(),
        }}
        <Show when=move || some_hidden.get()>
            <section class="section stack" data-testid="hidden-arguments">
                <h2 class="desk-title">{t!("moderation-hidden")}</h2>
                <ol role="list" class="desk-rows">
                    <For each=move || hidden(at) key=|one| (one.id, one.argument.hidden_at()) children=row/>
                </ol>
            </section>
        </Show>
    }
}

#[derive(Clone, PartialEq)]
enum Shown {
    Waiting,
    Problem(Problem),
    Nothing,
    Rows,
}

fn row(one: ReportedArgument) -> AnyView {
    let at = At::here();
    let ReportedArgument {
        id, title, argument, ..
    } = one;
    let current = move || (at.argument.get() == Some(id)).then_some("true");
    let words = argument.text.clone().unwrap_or_default();
    let testid = match argument.is_hidden() {
        true => "hidden-row",
        false => "reported-row",
    };
    view! {
        <li class="desk-row reported-row" data-testid=testid data-id=id.to_string() data-current=current>
            <div class="desk-row-title">
                <a href=move || at.address_of(Some(id)) aria-current=current><bdi class="reported-words">{words}</bdi></a>
                <span class="small second"><bdi>{title}</bdi></span>
            </div>
            <div class="desk-row-facts">{facts(&argument)}</div>
        </li>
    }
    .into_any()
}

/// What it was reported for, and since when it waits; of one that is hidden why, and since when.
fn facts(argument: &Argument) -> AnyView {
    if let (Some(at), Some(ruled)) = (argument.hidden_at(), &argument.moderation) {
        let why = ruled.reasons.clone().into_iter().map(|reason| {
            view! { <Chip tone=Tone::Grey icon=icons::HIDE>{t!("objection-choice", reason = reason.name())}</Chip> }
        });
        let since =
            view! { <span class="small second">{t!("moderation-hidden.since", when = when(at))}</span> };
        return view! { {why.collect_view()} {since} }.into_any();
    }
    let reports = argument.reports.clone().into_iter().map(|(reason, count)| {
        view! {
            <Chip tone=Tone::Amber icon=icons::REPORT>
                {t!("moderation-reports", reason = reason.name(), count = count)}
            </Chip>
        }
    });
    let since = argument.reported_at.map(|at| {
        view! { <span class="small second">{t!("moderation-since", when = when(at))}</span> }
    });
    view! { {reports.collect_view()} {since} }.into_any()
}

/// The one that is open, and what can be done about it.
#[component]
pub(super) fn Ruling(go: Callback<isize>) -> impl IntoView {
    let at = At::here();
    // What is written about one waits there while another is looked at.
    let typed = StoredValue::new(BTreeMap::<(ArgumentId, &'static str), RwSignal<String>>::new());
    let owner = Owner::current();
    let words = Callback::new(move |(id, kind): (ArgumentId, ActionKind)| {
        let key = (id, kind.name());
        if let Some(words) = typed.with_value(|typed| typed.get(&key).copied()) {
            return words;
        }
        // It outlives the form.
        let make = || RwSignal::new(String::new());
        let words = owner.as_ref().map_or_else(make, |owner| owner.with(make));
        typed.update_value(|typed| {
            typed.insert(key, words);
        });
        words
    });
    let open = Memo::new(move |_| {
        let id = at.argument.get()?;
        beside(at, Some(id)).into_iter().find(|one| one.id == id)
    });
    // A form that is being written stays while only the figures move.
    let which =
        Memo::new(move |_| open.with(|open| open.as_ref().map(|one| (one.id, one.argument.is_hidden()))));
    move || match which.get().and_then(|_| open.get_untracked()) {
        None => view! { <Empty icon=icons::DESK title=t!("moderation-choose")/> }.into_any(),
        Some(first) => view! { <Opened first=first now=open go=go words=words/> }.into_any(),
    }
}

#[component]
fn Opened(
    first: ReportedArgument,
    /// The same, as it is told later.
    now: Memo<Option<ReportedArgument>>,
    go: Callback<isize>,
    words: Callback<(ArgumentId, ActionKind), RwSignal<String>>,
) -> impl IntoView {
    let at = At::here();
    let ReportedArgument {
        proposal,
        title,
        id,
        argument,
        ..
    } = first.clone();
    let one = Memo::new(move |_| {
        now.get()
            .filter(|one| one.id == id)
            .unwrap_or_else(|| first.clone())
    });
    let seen = Signal::derive(move || one.with(|one| one.version));
    let about = About {
        proposal,
        argument: id,
    };
    let kind = RwSignal::new(None::<ActionKind>);
    let open = move |chosen: ActionKind| {
        move || {
            kind.set(Some(chosen));
            to_form();
        }
    };
    let turn = use_turn();
    // It leaves the list: the next one is looked at, and after the last the list.
    let done = move || {
        kind.set(None);
        match untrack(|| beside(at, Some(id))).iter().any(|one| one.id != id) {
            true => go.run(1),
            false => turn.run(untrack(|| at.address_of(None))),
        }
        to_hand();
    };
    let is_hidden = argument.is_hidden();
    let ways = move || {
        let way = |of: ActionKind, testid: &'static str, words: &'static str| {
            (kind.get() != Some(of)).then(|| {
                view! {
                    <KeyButton of=Shortcut::Do(of) kind=Kind::Grey testid=testid on_press=open(of)>{t!(words)}</KeyButton>
                }
            })
        };
        if is_hidden {
            return way(ActionKind::Restore, "moderation-restore", "argument-restore").into_any();
        }
        view! {
            {way(ActionKind::Keep, "moderation-keep", "argument-keep")}
            {way(ActionKind::Hide, "moderation-hide", "argument-hide")}
        }
        .into_any()
    };
    let form = move || {
        kind.get().map(|kind| {
            let words = words.run((id, kind));
            view! { <Saying kind=kind about=about seen=seen words=words on_done=done button=send/> }
        })
    };
    view! {
        <article class="stack" data-testid="moderation-case" data-id=id.to_string()>
            <a class="back desk-back" href=move || at.address_of(None)>
                <Icon of=icons::BACK/>
                <span>{t!("button-back")}</span>
            </a>
            <header class="stack-tight">
                <div class="row">{move || one.with(|one| facts(&one.argument))}</div>
                <h2 class="desk-title">{t!("arguments-side", side = argument.side.name())}</h2>
                <p class="small second">
                    <a href=format!("/proposals/{proposal}")>{t!("moderation-about", title = title)}</a>
                </p>
            </header>
            <p class="said" data-testid="moderation-said"><bdi>{argument.text.clone()}</bdi></p>
            {move || {
                let supports = one.with(|one| one.argument.supports);
                (supports > 0).then(|| view! { <p class="small second">{t!("argument-counted", count = supports)}</p> })
            }}
            {argument.moderation.clone().map(ruled)}
            <section class="desk-act stack" aria-label=move || text!("desk-queue-reported")>
                {form}
                <div class="buttons">{ways}</div>
            </section>
            {neighbours(go)}
        </article>
    }
    .into_any()
}

fn send(words: Signal<String>, does: Callback<()>) -> AnyView {
    view! { <KeyButton of=Shortcut::Send kind=Kind::Main testid="moderation-send" on_press=does>{words}</KeyButton> }.into_any()
}
