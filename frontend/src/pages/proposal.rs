//! One proposal: where it stands, by when, what was answered, what happened, and what one can do.

mod actions;
mod answer;
mod arguments;
mod clock_card;
mod facts;
mod hearing;
mod merged;
mod on_map;
mod opinions;
mod supervision;
mod told;

use crate::components::{
    Attachments, AuthorForm, Chip, Empty, ErrorNote, JudgeForm, LinkButton, PageHead, Skeleton, StateChip,
    Timeline, icons,
};
use crate::pages::mine::OutboxCard;
use crate::state::{use_answer, use_city};
use crate::words::{area_name, category_name, title_words};
use crate::{t, text};
use actions::{ActionBar, Withdraw};
use answer::AnswerCard;
use arguments::Arguments;
use client::api::{OutboxItem, OutboxState, Sight};
use clock_card::ClockCard;
use domain::id::ProposalId;
use domain::proposal::{self, ActionKind};
use domain::refusal::Problem;
use facts::Facts;
use hearing::HearingCard;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use merged::Merged;
use on_map::OnMap;
use opinions::OpinionsCard;
use supervision::SupervisionCard;
use told::Told;

/// `/proposals/:id`
#[component]
pub(crate) fn Proposal() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse::<ProposalId>().ok())
    });
    // Another proposal is another page.
    move || match id.get() {
        Some(id) => page(id),
        None => view! {
            <PageHead title=t!("proposal-gone-title") back=back()/>
            {gone()}
        }
        .into_any(),
    }
}

fn back() -> (String, Signal<String>) {
    ("/proposals".to_owned(), t!("proposals-title"))
}

fn page(id: ProposalId) -> AnyView {
    let answer = use_answer(move |device| async move { device.proposal(id).await });
    // Names that come later than what they belong to would push it about. What no city has yet waits for no names.
    let named = Memo::new(move |_| use_city().with(Option::is_some));
    let is_ready = move |sight: &Sight| sight.proposal.seq == 0 || named.get();
    let outcome = Memo::new(move |_| {
        answer.with(|answer| match answer {
            None => Outcome::Waiting,
            Some(Err(problem)) => Outcome::Failed(problem.clone()),
            Some(Ok(None)) => Outcome::Gone,
            Some(Ok(Some(sight))) if is_ready(sight) => Outcome::Here,
            Some(Ok(Some(_))) => Outcome::Waiting,
        })
    });
    let sight = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok(Some(sight))) if is_ready(sight) => Some(sight.clone()),
            _ => None,
        })
    });
    let title = move || match outcome.get() {
        Outcome::Waiting => text!("loading"),
        Outcome::Failed(_) => text!("broken-title"),
        Outcome::Gone => text!("proposal-gone-title"),
        Outcome::Here => sight.with(|sight| {
            sight
                .as_ref()
                .map(|it| title_words(&it.proposal.title))
                .unwrap_or_default()
        }),
    };
    let state = Memo::new(move |_| sight.with(|sight| sight.as_ref().map(|sight| sight.proposal.state)));
    let about = move || sight.with(|sight| sight.as_ref().map(|sight| where_and_what(&sight.proposal)));
    view! {
        <article class="proposal" data-testid="page-proposal" data-id=id.to_string()>
            <div class="proposal-head">
                <PageHead title=title back=back()>
                    <div class="row">
                        {move || state.get().map(|state| view! { <StateChip state=state/> })}
                        {move || about().map(|words| view! { <Chip icon=icons::TAG>{words}</Chip> })}
                    </div>
                </PageHead>
            </div>
            {move || match outcome.get() {
                Outcome::Waiting => view! { <Skeleton/> }.into_any(),
                Outcome::Failed(problem) => view! { <ErrorNote problem=problem/> }.into_any(),
                Outcome::Gone => gone(),
                Outcome::Here => here(id, sight),
            }}
        </article>
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
enum Outcome {
    Waiting,
    Failed(Problem),
    Gone,
    Here,
}

fn gone() -> AnyView {
    view! {
        <Empty title=t!("proposal-gone-title.detail")>
            <LinkButton href="/proposals" icon=icons::PROPOSALS>{t!("home-latest.all")}</LinkButton>
        </Empty>
    }
    .into_any()
}

/// The proposal itself. Each part is drawn anew only when what it shows is another, so that a word half written or a
/// focus stays through whatever the city sends.
fn here(id: ProposalId, sight: Memo<Option<Sight>>) -> AnyView {
    let Some(first) = sight.get_untracked() else {
        return ().into_any();
    };
    let proposal = Memo::new(move |_| {
        sight.with(|sight| {
            sight
                .as_ref()
                .map_or_else(|| first.proposal.clone(), |sight| sight.proposal.clone())
        })
    });
    let all_may = Memo::new(move |_| {
        sight.with(|sight| sight.as_ref().map(|sight| sight.may.clone()).unwrap_or_default())
    });
    let may = move |kind: ActionKind| {
        Memo::new(move |_| sight.with(|sight| sight.as_ref().is_some_and(|sight| sight.may.contains(&kind))))
    };
    let (may_reply, may_appeal) = (may(ActionKind::Reply), may(ActionKind::Appeal));
    let (may_judge, may_withdraw) = (may(ActionKind::Judge), may(ActionKind::Withdraw));
    let stuck: Memo<Vec<OutboxItem>> = Memo::new(move |_| {
        let items = |sight: &Sight| {
            sight
                .outbox
                .iter()
                .filter(|item| is_stuck(item))
                .cloned()
                .collect()
        };
        sight.with(|sight| sight.as_ref().map(items).unwrap_or_default())
    });
    let answer = Memo::new(move |_| proposal.with(|proposal| proposal.answer.clone()));
    let attachments = Memo::new(move |_| proposal.with(|proposal| proposal.attachments.clone()));
    let chosen = Memo::new(move |_| {
        let waiting = |sight: &Sight| sight.outbox.iter().flat_map(|item| item.files.clone()).collect();
        sight.with(|sight| sight.as_ref().map(waiting).unwrap_or_else(Vec::new))
    });
    let mine = Memo::new(move |_| sight.with(|sight| sight.as_ref().is_some_and(|sight| sight.mine)));
    let title = Signal::derive(move || proposal.with(|it| title_words(&it.title)));
    let question =
        Memo::new(move |_| proposal.with(|it| it.question.as_ref().map(|question| question.text.clone())));
    let say = move |kind: ActionKind, title_of: &'static str| {
        let seen = proposal.with_untracked(|proposal| proposal.version);
        view! {
            <section class="card card-ask" data-testid=format!("{}-card", kind.name())>
                <h2>{t!(title_of)}</h2>
                {move || (kind == ActionKind::Reply).then(|| view! { <p class="said"><bdi>{question}</bdi></p> })}
                <p class="second">{t!(format!("{title_of}.detail"))}</p>
                <AuthorForm proposal=id seen=seen kind=kind title=title/>
            </section>
        }
        .into_any()
    };
    let judge = move || {
        let (seen, reopened) = proposal.with_untracked(|proposal| (proposal.version, proposal.reopened));
        view! {
            <section class="card card-ask" data-testid="judge-card">
                <h2>{t!("judge-title")}</h2>
                <p class="second">{t!("judge-title.detail")}</p>
                <JudgeForm proposal=id seen=seen reopened=reopened title=title/>
            </section>
        }
    };
    view! {
        <div class="proposal-main">
            {move || stuck.get().into_iter().map(|item| view! { <OutboxCard files=Signal::stored(item.files.clone()) item=item/> }).collect_view()}
            <ClockCard proposal=proposal/>
            <Merged id=id sight=sight/>
            <HearingCard proposal=proposal/>
            {move || may_reply.get().then(|| say(ActionKind::Reply, "reply-title"))}
            {move || answer.get().map(|answer| view! { <AnswerCard answer=answer chosen=chosen/> })}
            {move || may_judge.get().then(judge)}
            <SupervisionCard proposal=proposal/>
            <OpinionsCard id=id proposal=proposal may=all_may/>
            <Told proposal=proposal mine=mine/>
            <Attachments of=attachments chosen=chosen/>
            <Arguments id=id sight=sight/>
            <section class="section">
                <h2>{t!("timeline-title")}</h2>
                {move || sight.get().map(|sight| view! { <Timeline sight=sight/> })}
            </section>
            // Whoever appeals has read why it was declined.
            {move || may_appeal.get().then(|| say(ActionKind::Appeal, "appeal-title"))}
        </div>
        <ActionBar sight=sight/>
        <aside class="proposal-side" aria-label=t!("proposal-facts")>
            <Facts sight=sight/>
            <OnMap proposal=proposal/>
            {move || may_withdraw.get().then(|| view! { <Withdraw proposal=proposal/> })}
        </aside>
    }
    .into_any()
}

/// Its category and its place, in one line.
fn where_and_what(proposal: &proposal::Proposal) -> String {
    let area = area_name(&proposal.area);
    match &proposal.category {
        Some(category) => text!("proposal-about", category = category_name(category), area = area),
        None => area,
    }
}

fn is_stuck(item: &OutboxItem) -> bool {
    matches!(
        item.state,
        OutboxState::Conflict { .. } | OutboxState::Refused { .. } | OutboxState::Held { .. }
    )
}
