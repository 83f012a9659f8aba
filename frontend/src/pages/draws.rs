//! Which closed cases citizens look at, and how they were drawn: so that anybody can draw them again.

mod one;

use crate::components::{Empty, ErrorNote, PageHead, Skeleton};
use crate::pages::not_found::NotFound;
use crate::pages::supervising::month_words;
use crate::state::use_answer;
use crate::{t, text};
use domain::protocol::Drawn;
use domain::refusal::Problem;
use domain::time::Month;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use one::OneDraw;

/// `/draws` and `/draws/YYYY-MM`
#[component]
pub(crate) fn Draws() -> impl IntoView {
    let params = use_params_map();
    let month = Memo::new(move |_| params.with(|params| params.get("month")));
    move || match month.get() {
        None => view! { <AllDraws/> }.into_any(),
        Some(month) => match month.parse::<Month>() {
            Ok(month) => view! { <OneDraw month=month/> }.into_any(),
            Err(_) => view! { <NotFound/> }.into_any(),
        },
    }
}

#[component]
fn AllDraws() -> impl IntoView {
    let answer = use_answer(|device| async move { device.draws().await });
    let shown = Memo::new(move |_| {
        answer.with(|answer| match answer {
            None => Shown::Waiting,
            Some(Err(problem)) => Shown::Problem(problem.clone()),
            Some(Ok(draws)) if draws.items.is_empty() => Shown::Nothing,
            Some(Ok(draws)) => Shown::Draws(draws.items.clone()),
        })
    });
    view! {
        <div class="stack" data-testid="page-draws">
            <PageHead title=t!("draws-title") lead=t!("draws-lead") back=("/proposals".to_owned(), t!("proposals-title"))/>
            <How/>
            {move || match shown.get() {
                Shown::Waiting => view! { <Skeleton cards=3/> }.into_any(),
                Shown::Problem(problem) => view! { <ErrorNote problem=problem/> }.into_any(),
                Shown::Nothing => view! { <Empty title=t!("draws-none") detail=t!("draws-none.detail")/> }.into_any(),
                Shown::Draws(draws) => view! {
                    <ol role="list" class="cards" data-testid="draws-list">{draws.into_iter().map(line).collect_view()}</ol>
                }
                .into_any(),
            }}
        </div>
    }
}

#[derive(Clone, PartialEq)]
enum Shown {
    Waiting,
    Problem(Problem),
    Nothing,
    Draws(Vec<Drawn>),
}

/// How cases are drawn, in plain words.
#[component]
fn How() -> impl IntoView {
    view! {
        <section class="card stack-tight">
            <h2>{t!("draw-how")}</h2>
            <ol class="draw-steps">
                <li>{t!("draw-how.one")}</li>
                <li>{t!("draw-how.two")}</li>
                <li>{t!("draw-how.three")}</li>
            </ol>
        </section>
    }
}

fn line(drawn: Drawn) -> AnyView {
    let month = drawn.draw.month;
    view! {
        <li>
            <article class="card stack-tight" data-testid="draw" data-month=month.to_string()>
                <h3 class="card-title"><a href=format!("/draws/{month}")>{move || month_words(month)}</a></h3>
                <p class="second">{counted(&drawn)}</p>
            </article>
        </li>
    }
    .into_any()
}

/// From how many so many were drawn, and what was found so far.
fn counted(drawn: &Drawn) -> impl Fn() -> String + Send + Sync + 'static {
    let (candidates, count) = (drawn.draw.candidates, drawn.draw.drawn.len());
    let (fit, unfit) = (drawn.fit, drawn.unfit);
    move || match count {
        0 => text!("draw-counted.none"),
        count => {
            let open = count.saturating_sub(fit as usize).saturating_sub(unfit as usize);
            let drawn = text!("draw-counted", candidates = candidates, count = count);
            let found = text!("draw-counted.found", fit = fit, unfit = unfit, open = open);
            [drawn, found].join(&text!("draw-counted.and"))
        }
    }
}
