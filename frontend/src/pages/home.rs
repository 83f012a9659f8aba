//! Home: what needs me, what is on its way, what others have just said. In large text, four big ways to go.

mod large;
mod need;

use crate::app::{is_large, lazy};
use crate::components::{Cards, Empty, ErrorNote, Icon, Kind, LinkButton, PageHead, Skeleton, icons, sights};
use crate::state::use_answer;
use crate::words::greeting;
use crate::{t, text};
use client::api::{self, Need};
use domain::id::ProposalId;
use domain::query::Card;
use domain::refusal::Problem;
use large::Ways;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use need::NeedCard;

/// `/`
#[component]
pub(crate) fn Home() -> impl IntoView {
    let answer = use_answer(|device| async move { device.home().await });
    let loaded = Memo::new(move |_| {
        answer.with(|answer| answer.as_ref().map(|answer| answer.as_ref().err().cloned()))
    });
    let count = part(answer, |home| home.needs.len());
    let title = move || match is_large() {
        true => text!("home-large-title"),
        false => text!("home-ask", greeting = greeting()),
    };
    let ways = move || {
        match is_large() {
        true => view! { <Ways needs=count/> }.into_any(),
        false => view! {
            <p class="home-say">
                <LinkButton kind=Kind::Main icon=icons::WRITE href="/say" testid="say">{t!("home-say")}</LinkButton>
                <LinkButton kind=Kind::Soft icon=icons::GUIDE href="/guide" testid="home-guide">{t!("nav-guide.ask")}</LinkButton>
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <div class="home" data-testid="page-home">
            <div class="home-start">
                <PageHead title=title name=t!("home-title")/>
                {ways}
            </div>
            {move || match loaded.get() {
                None => view! { <Skeleton/> }.into_any(),
                Some(Some(problem)) => view! { <ErrorNote problem=problem/> }.into_any(),
                Some(None) => lists(answer),
            }}
        </div>
    }
}

type Answer = ReadSignal<Option<Result<api::Home, Problem>>>;

/// A part of what home shows, which moves only when it is another.
fn part<T: Default + PartialEq + Send + Sync + 'static>(home: Answer, pick: fn(&api::Home) -> T) -> Memo<T> {
    Memo::new(move |_| {
        home.with(|home| match home {
            Some(Ok(home)) => pick(home),
            _ => T::default(),
        })
    })
}

fn lists(home: Answer) -> AnyView {
    let needs = part(home, |home| home.needs.clone());
    let moving = part(home, |home| {
        sights(&home.moving)
            .into_iter()
            .filter(|(card, _)| !awaited(home, card.id))
            .collect::<Vec<_>>()
    });
    let latest = part(home, |home| {
        home.latest
            .iter()
            .map(|card| (card.clone(), false))
            .collect::<Vec<_>>()
    });
    let some_need = Memo::new(move |_| needs.with(|needs| !needs.is_empty()));
    let some_move = Memo::new(move |_| moving.with(|moving| !moving.is_empty()));
    let any = Memo::new(move |_| latest.with(|latest| !latest.is_empty()));
    view! {
        <div class="home-lists">
            <div>
                {move || some_need.get().then(|| lazy::part(needed, move |draw: Draw| draw(needs), || ().into_any()))}
                <section class="section" data-testid="home-moving">
                    <h2>{t!("home-moving")}</h2>
                    {move || match some_move.get() {
                        true => view! { <Cards cards=moving/> }.into_any(),
                        false => view! { <p class="home-none">{t!("home-moving.none")}</p> }.into_any(),
                    }}
                </section>
            </div>
            <section class="section" data-testid="home-latest">
                <h2>{t!("home-latest")}</h2>
                {move || match any.get() {
                    true => just_said(latest),
                    false => view! { <Empty title=t!("home-latest.none")/> }.into_any(),
                }}
            </section>
        </div>
    }
    .into_any()
}

type Draw = fn(Memo<Vec<Need>>) -> AnyView;

/// Nothing waits for somebody who opens the app for the first time, so what it takes to answer comes only when
/// something does.
#[leptos::wasm_split::wasm_split(citizen, wasm_split_path = leptos::wasm_split, fallible)]
fn needed() -> Result<Draw, SplitLoaderError> {
    Ok(needs_section)
}

fn needs_section(needs: Memo<Vec<Need>>) -> AnyView {
    view! {
        <section class="section" data-testid="home-needs">
            <h2>{t!("home-needs")}</h2>
            <div class="cards">
                <For each=move || needs.get() key=identity children=|need| view! { <NeedCard need=need/> }/>
            </div>
        </section>
    }
    .into_any()
}

/// Whether it stands among what waits for the person already.
fn awaited(home: &api::Home, id: ProposalId) -> bool {
    home.needs
        .iter()
        .any(|need| matches!(need, Need::Judge { card } | Need::Reply { card, .. } if card.id == id))
}

/// What makes it the same need, so that a half-written answer stays when something else changes.
fn identity(need: &Need) -> String {
    match need {
        Need::Judge { card } | Need::Reply { card, .. } => format!("{}-{}", card.id, card.version),
        Need::Stuck { item } => item.command.id.to_string(),
        Need::Draft { draft } => format!("{}-{}", draft.id, draft.saved_at.0),
        Need::Desk {
            desk,
            count,
            first_due,
        } => format!("{desk:?}-{count}-{first_due:?}"),
    }
}

fn just_said(latest: Memo<Vec<(Card, bool)>>) -> AnyView {
    view! {
        <Cards cards=latest/>
        <a class="home-more" href="/proposals">
            {t!("home-latest.all")}
            <Icon of=icons::FORWARD/>
        </a>
        <a class="home-more" href="/overdue">
            {t!("home-overdue")}
            <Icon of=icons::FORWARD/>
        </a>
    }
    .into_any()
}
