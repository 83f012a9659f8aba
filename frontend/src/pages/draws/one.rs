use super::{How, counted};
use crate::components::{Button, ErrorNote, Kind, PageHead, ProposalCard, Skeleton, announce};
use crate::pages::supervising::{found, month_words};
use crate::state::{use_answer, use_device};
use crate::{t, text};
use client::api::Redrawn;
use domain::draw::Draw;
use domain::protocol::{DrawDetail, Supervised};
use domain::refusal::Problem;
use domain::time::Month;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One draw: what it was made from, its cases, and what was found of each.
#[component]
pub(super) fn OneDraw(month: Month) -> impl IntoView {
    let answer = use_answer(move |device| async move { device.draw(month).await.map(|detail| *detail) });
    let shown = Memo::new(move |_| answer.get());
    view! {
        <div class="stack" data-testid="page-draw" data-month=month.to_string()>
            <PageHead
                title=Signal::derive(move || text!("draw-title", month = month_words(month)))
                back=("/draws".to_owned(), t!("draws-title"))
            />
            {move || match shown.get() {
                None => view! { <Skeleton cards=3/> }.into_any(),
                Some(Err(problem)) => view! { <ErrorNote problem=problem/> }.into_any(),
                Some(Ok(detail)) => told(detail),
            }}
            <Again month=month/>
            <How/>
        </div>
    }
}

fn told(detail: DrawDetail) -> AnyView {
    let DrawDetail { drawn, cases } = detail;
    view! {
        <p class="lead" data-testid="draw-counted">{counted(&drawn)}</p>
        {(!cases.is_empty()).then(|| view! { <h2>{t!("draw-cases")}</h2> })}
        <ol role="list" class="cards" data-testid="draw-cases">{cases.into_iter().map(case).collect_view()}</ol>
        {made_from(drawn.draw)}
    }
    .into_any()
}

fn case(one: Supervised) -> AnyView {
    let Supervised { card, supervision } = one;
    let found = match &supervision.assessment {
        Some(assessment) => {
            view! { {found(assessment)} <p class="said"><bdi>{assessment.text.clone()}</bdi></p> }.into_any()
        }
        None => view! { <p class="second">{t!("supervision-title.open")}</p> }.into_any(),
    };
    view! { <li><ProposalCard card=card><div class="stack-tight">{found}</div></ProposalCard></li> }
        .into_any()
}

/// What anybody needs to draw it again.
fn made_from(draw: Draw) -> AnyView {
    let (from, until, sample) = (draw.after + 1, draw.size, draw.sample);
    view! {
        <section class="card stack-tight" data-testid="draw-made-from">
            <h2>{t!("draw-made")}</h2>
            <p>{t!("draw-made.log", from = from, until = until)}</p>
            <p>{t!("draw-made.share", share = sample.share, least = sample.least, most = sample.most)}</p>
            <p class="second small">{t!("draw-made.seed")}</p>
            <p><code class="seed" data-testid="draw-seed" translate="no">{draw.seed}</code></p>
        </section>
    }
    .into_any()
}

/// The draw once more, on this device.
#[component]
fn Again(month: Month) -> impl IntoView {
    let came = RwSignal::new(None::<Result<Redrawn, Problem>>);
    let busy = RwSignal::new(false);
    let draw = move || {
        busy.set(true);
        spawn_local(async move {
            let drawn = use_device().redraw(month).await;
            if let Ok(drawn) = &drawn {
                announce(words(drawn));
            }
            // The page may be gone.
            let _ = busy.try_set(false);
            let _ = came.try_set(Some(drawn));
        });
    };
    view! {
        <section class="card stack-tight" data-testid="draw-again">
            <h2>{t!("draw-again")}</h2>
            <p class="second">{t!("draw-again.detail")}</p>
            <div class="buttons">
                <Button kind=Kind::Main testid="draw-again-do" disabled=busy on_press=draw>{t!("draw-again.do")}</Button>
            </div>
            {move || came.get().map(|came| match came {
                Ok(drawn) => {
                    let same = if drawn.same { "yes" } else { "no" };
                    view! { <p data-testid="draw-again-came" data-same=same>{words(&drawn)}</p> }.into_any()
                }
                Err(problem) => view! { <ErrorNote problem=problem/> }.into_any(),
            })}
        </section>
    }
}

fn words(drawn: &Redrawn) -> String {
    let same = if drawn.same { "yes" } else { "no" };
    text!(
        "draw-again.came",
        same = same,
        candidates = drawn.candidates,
        count = drawn.drawn
    )
}
