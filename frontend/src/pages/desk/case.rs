//! One case on a desk: what was asked, what has happened, and what can be done now.

use super::At;
use super::act::{Acts, Offer};
use super::keys::neighbours;
use crate::components::{
    Button, Chip, ClockBadge, Empty, ErrorNote, Icon, Kind, Skeleton, StateChip, Timeline, icons, names,
};
use crate::pages::doing::attempt;
use crate::pages::merging::Others;
use crate::pages::supervising::look;
use crate::state::{use_answer, use_device};
use crate::t;
use crate::words::{answer_name, area_name, category_name, title_words, when};
use client::api::{OutboxItem, OutboxState, Sight};
use domain::proposal::{Answer, Proposal, Supervision};
use domain::refusal::Problem;
use leptos::prelude::*;

/// The case that is open, or the invitation to open one. `go` moves through the list.
#[component]
pub(super) fn Case(go: Callback<isize>) -> impl IntoView {
    let at = At::here();
    let answer = use_answer(move |device| {
        let id = at.case.get();
        async move {
            match id {
                Some(id) => device.proposal(id).await,
                None => Ok(None),
            }
        }
    });
    // What was open before does not stand in for what is opened now.
    let sight = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok(Some(sight))) if Some(sight.proposal.id) == at.case.get() => Some(sight.clone()),
            _ => None,
        })
    });
    let shown = Memo::new(move |_| match (at.case.get(), sight.with(Option::is_some)) {
        (None, _) => Shown::Nothing,
        (Some(_), true) => Shown::Case,
        (Some(_), false) => answer.with(|answer| match answer {
            Some(Err(problem)) => Shown::Problem(problem.clone()),
            Some(Ok(None)) => Shown::Gone,
            _ => Shown::Waiting,
        }),
    });
    move || match shown.get() {
        Shown::Nothing => view! { <Empty icon=icons::DESK title=t!("desk-choose")/> }.into_any(),
        Shown::Waiting => view! { <Skeleton cards=2/> }.into_any(),
        Shown::Problem(problem) => view! { <ErrorNote problem=problem/> }.into_any(),
        Shown::Gone => view! {
            <Empty
                icon=icons::SEARCH
                title=t!("proposal-gone-title")
                detail=t!("proposal-gone-title.detail")
            />
        }
        .into_any(),
        Shown::Case => view! { <Opened sight=sight go=go/> }.into_any(),
    }
}

#[derive(Clone, PartialEq)]
enum Shown {
    Nothing,
    Waiting,
    Gone,
    Problem(Problem),
    Case,
}

#[component]
fn Opened(sight: Memo<Option<Sight>>, go: Callback<isize>) -> impl IntoView {
    let at = At::here();
    let proposal = Memo::new(move |_| sight.with(|sight| sight.as_ref().map(|sight| sight.proposal.clone())));
    // Forms stay as they are while only the case's figures move.
    let offer = Memo::new(move |_| sight.with(|sight| sight.as_ref().map(Offer::of)));
    let stuck = Memo::new(move |_| {
        sight.with(|sight| {
            sight
                .as_ref()
                .map(|sight| sight.outbox.iter().filter_map(stuck).collect::<Vec<_>>())
        })
    });
    view! {
        <article class="stack" data-testid="desk-case">
            <a class="back desk-back" href=move || at.address(None)>
                <Icon of=icons::BACK/>
                <span>{t!("button-back")}</span>
            </a>
            {move || sight.with(|sight| sight.as_ref().map(|sight| head(&sight.proposal)))}
            <Others proposal=proposal address=move |id| at.address(Some(id))/>
            {move || stuck.get().unwrap_or_default().into_iter().map(trouble).collect_view()}
            {move || offer.get().map(|offer| view! { <Acts offer=offer sight=sight/> })}
            {neighbours(go)}
            <section class="section">
                <h2>{t!("timeline-title")}</h2>
                {move || sight.get().map(|sight| view! { <Timeline sight=sight/> })}
            </section>
        </article>
    }
}

fn head(proposal: &Proposal) -> AnyView {
    let Proposal {
        id,
        state,
        clock,
        submitted_at,
        supports,
        returned,
        reopened,
        ..
    } = *proposal;
    let area = proposal.area.clone();
    let category = proposal.category.clone();
    let category = move || {
        category
            .as_ref()
            .map_or_else(|| crate::text!("proposal-category-none"), category_name)
    };
    let by = proposal.signature.clone();
    let by = move || match &by {
        Some(name) => crate::text!("proposal-by", name = name),
        None => crate::text!("proposal-anonymous"),
    };
    let awaited: Vec<_> = proposal.awaited().cloned().collect();
    let awaited = (!awaited.is_empty()).then(|| {
        view! { <p class="row small" data-testid="desk-awaited"><Icon of=icons::CLOCK/> <span>{t!("proposal-joint.awaited", departments = names(&awaited))}</span></p> }
    });
    let (lead, holder) = (proposal.lead.clone(), proposal.internal.holder);
    let at = At::here();
    let held = move || {
        let holder = at.holding.of(lead.as_ref(), holder);
        let words = holder.words()?;
        Some(
            view! { <p class="row small" data-testid="desk-holder" data-holder=holder.id()><Icon of=icons::MINE/> <span>{words}</span></p> },
        )
    };
    let count = |message: &'static str, count: u32| {
        (count > 0).then(|| view! { <span>{t!(message, count = count)}</span> })
    };
    view! {
        <header class="stack-tight">
            <div class="row">
                <StateChip state=state/>
                {clock.map(|clock| view! { <ClockBadge clock=clock/> })}
            </div>
            <h2 class="desk-title" lang=(!proposal.is_erased()).then(|| proposal.language.clone())>
                <a href=format!("/proposals/{id}")><bdi>{title_words(&proposal.title)}</bdi></a>
            </h2>
            <div class="row">
                <Chip icon=icons::TAG>{category}</Chip>
                <Chip icon=icons::AREA>{move || area_name(&area)}</Chip>
            </div>
            <p class="row small second">
                {proposal.number.clone()}
                <span>{by}</span>
                <span>{t!("proposal-submitted-at", when = when(submitted_at))}</span>
                <span>{t!("proposal-supports", count = supports)}</span>
                {count("proposal-returned-count", returned)}
                {count("proposal-reopened-count", reopened)}
            </p>
            {awaited}
            {held}
        </header>
        <p class="said" lang=proposal.language.clone()>{proposal.text.clone()}</p>
        {proposal.place.clone().map(|place| view! { <p class="second"><bdi>{place}</bdi></p> })}
        {proposal.answer.clone().map(answered)}
        {proposal.supervisions.last().map(looked_at)}
    }
    .into_any()
}

fn looked_at(supervision: &Supervision) -> AnyView {
    view! {
        <section class="desk-answer stack-tight" data-testid="desk-supervision">
            <h3>{t!("supervision-title")}</h3>
            {look(supervision)}
        </section>
    }
    .into_any()
}

fn answered(answer: Answer) -> AnyView {
    let Answer {
        kind, text, promised, ..
    } = answer;
    view! {
        <section class="desk-answer stack-tight">
            <h3>{t!("answer-title")} " · " {move || answer_name(kind)}</h3>
            <p class="said">{text}</p>
            {promised.map(|day| view! { <p class="second">{t!("answer-promised", day = day.to_string())}</p> })}
        </section>
    }
    .into_any()
}

/// A command that waits for the person: its problem, and itself.
type Stuck = (OutboxItem, Problem);

fn stuck(item: &OutboxItem) -> Option<Stuck> {
    match &item.state {
        OutboxState::Conflict { problem, .. } | OutboxState::Refused { problem } => {
            Some((item.clone(), problem.clone()))
        }
        _ => None,
    }
}

/// The case moved while somebody wrote: what they see now is new, and what they wrote is let go when they have read so.
fn trouble((item, problem): Stuck) -> AnyView {
    let id = item.command.id;
    let failed = RwSignal::new(None);
    let see = move || attempt(failed, async move { use_device().dismiss(id).await }, || ());
    view! {
        <ErrorNote problem=problem>
            <Button kind=Kind::Plain testid="desk-dismiss" on_press=see>{t!("desk-changed.action")}</Button>
        </ErrorNote>
    }
    .into_any()
}
