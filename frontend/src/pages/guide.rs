//! The guide, 小声: somebody says in their own words what bothers them or what they want, and is led to it, with the
//! reason in their own words.

mod found;
pub(crate) mod sayings;
pub(crate) mod similar;

use crate::commands::{self, Offer, Talk, Ways, line::Line};
use crate::components::{Button, ErrorNote, Icon, Kind, PageHead, Skeleton, icons};
use crate::pages::begun::begin;
use crate::state::use_answer_once;
use crate::{t, text};
use client::api::{Command, Confidence, Found, Guidance};
use domain::id::CategoryId;
use domain::refusal::Problem;
use found::FoundCard;
pub(crate) use found::place;
use leptos::prelude::*;
use leptos::task::spawn_local;
use similar::Similar;

/// More than so many would be no help.
const MOST: usize = 3;

/// Goes on in Say it with what was said, in this category if one is clear.
type Begin = Callback<Option<CategoryId>>;

/// `/guide`
#[component]
pub(crate) fn Guide() -> impl IntoView {
    commands::close();
    let told = commands::told();
    // What led here, or was asked here before, stands in the field: it can be mended and asked again.
    let talk = Talk::new(RwSignal::new(told.get_untracked()), move |said| told.set(said));
    let is_new = Memo::new(move |_| told.with(|told| told.trim().is_empty()));
    view! {
        <div class="guide narrow" data-testid="page-guide">
            <PageHead
                title=t!("nav-guide.ask")
                name=t!("nav-guide")
                lead=t!("guide-lead")
                back=("/".to_owned(), t!("nav-home"))
            />
            <div class="talk card">
                <Line
                    talk=talk
                    label=t!("guide-field")
                    placeholder=t!("guide-field.placeholder")
                    action=t!("guide-ask")
                    leads=is_new
                    rows=3
                />
            </div>
            {move || match is_new.get() {
                true => examples(talk),
                false => view! { <Answered told=told/> }.into_any(),
            }}
            <p class="guide-all">
                <a class="talk-all" href="/guide/commands">
                    {t!("talk-all")}
                    <Icon of=icons::FORWARD/>
                </a>
            </p>
        </div>
    }
}

/// What one could say; a tap says it.
fn examples(talk: Talk) -> AnyView {
    let example = move |id: &'static str| {
        let say = move |_| {
            talk.said.set(text!(id));
            talk.hear_field();
        };
        view! {
            <li>
                <button type="button" class="talk-example" on:click=say>{t!(id)}</button>
            </li>
        }
    };
    let ids = [
        "guide-examples.lamp",
        "guide-examples.bus",
        "guide-examples.vote",
        "guide-examples.size",
    ];
    view! {
        <section class="section" data-testid="guide-examples">
            <h2>{t!("guide-examples")}</h2>
            <ul role="list" class="talk-examples">{ids.map(example).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// What the guide makes of it. The city may be slow to tell what others said; it is asked once for what was said.
#[component]
fn Answered(#[prop(into)] told: Signal<String>) -> impl IntoView {
    let ways = Ways::new();
    let problem = RwSignal::new(None::<Problem>);
    let answer = use_answer_once(move |device| {
        let said = told.get();
        async move { device.guide(said.clone()).await.map(|guidance| (said, guidance)) }
    });
    let begin = Callback::new(move |category: Option<CategoryId>| {
        let said = told.get_untracked();
        problem.set(None);
        spawn_local(async move {
            match begin(said, category).await {
                Ok(address) => ways.go(address),
                // The page may be gone.
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    });
    // Who says now that they want to say it means this.
    let clear = move || {
        answer.with_untracked(|answer| match answer {
            Some(Ok((_, guidance))) => clear_category(guidance),
            _ => None,
        })
    };
    Offer::of(Command::Say, move || begin.run(clear())).stand();
    let headline = move || {
        answer.with(|answer| match answer {
            Some(Ok((_, guidance))) => match guidance.answer.confidence {
                Confidence::Sure => text!("guide-sure"),
                Confidence::Unsure => text!("guide-unsure"),
                Confidence::Nothing => text!("guide-nothing"),
            },
            Some(Err(_)) => String::new(),
            None => text!("talk-listening"),
        })
    };
    let results = move || match answer.get() {
        None => view! { <Skeleton cards=1/> }.into_any(),
        Some(Err(problem)) => view! { <ErrorNote problem=problem/> }.into_any(),
        Some(Ok((said, guidance))) => results(&said, guidance, begin),
    };
    view! {
        <section class="section guide-answer" data-testid="guide-answer">
            <div role="status">
                <h2 data-testid="guide-headline">{headline}</h2>
            </div>
            {results}
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
        </section>
    }
    .into_any()
}

/// The category that is meant, where the guide is sure.
fn clear_category(guidance: &Guidance) -> Option<CategoryId> {
    let first = guidance.answer.found.first()?;
    match (&first.target, guidance.answer.confidence) {
        (client::api::Target::Category(id), Confidence::Sure) => Some(CategoryId(id.clone())),
        _ => None,
    }
}

fn results(said: &str, guidance: Guidance, begin: Begin) -> AnyView {
    let Guidance { answer, similar } = guidance;
    let understood = answer.confidence != Confidence::Nothing;
    let found: Vec<Found> = match answer.confidence {
        Confidence::Sure => answer.found.into_iter().take(1).collect(),
        Confidence::Unsure => answer.found.into_iter().take(MOST).collect(),
        Confidence::Nothing => Vec::new(),
    };
    let reasons: Vec<String> = found
        .iter()
        .flat_map(|found| found.reason(said))
        .map(str::to_owned)
        .collect();
    let said = said.to_owned();
    let cards = found
        .into_iter()
        .enumerate()
        .map(|(at, found)| view! { <FoundCard said=said.clone() found=found first=at == 0 begin=begin/> })
        .collect_view();
    let unhelped = match understood {
        true => view! { <p class="second">{t!("guide-anyway")}</p> }.into_any(),
        false => view! { <p>{t!("guide-nothing.next")}</p> }.into_any(),
    };
    let kind = if understood { Kind::Plain } else { Kind::Main };
    view! {
        <div class="cards">{cards}</div>
        <div class="guide-anyway">
            {unhelped}
            <Button kind=kind icon=icons::WRITE testid="guide-begin" on_press=move || begin.run(None)>
                {t!("guide-anyway.begin")}
            </Button>
        </div>
        <Similar cards=similar reasons=reasons/>
    }
    .into_any()
}
