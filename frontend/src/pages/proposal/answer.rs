use crate::components::{AnswerChip, names};
use crate::words::{answer_id, department_name, when};
use crate::{t, text};
use domain::proposal::Answer;
use leptos::prelude::*;

/// The city's answer as it stands: what kind, in whose words, by when it is done.
#[component]
pub(super) fn AnswerCard(answer: Answer) -> impl IntoView {
    let Answer {
        kind,
        text: said,
        at,
        department,
        promised,
        missing,
    } = answer;
    let by = move || {
        text!(
            "answer-by",
            department = department_name(&department),
            when = when(at)
        )
    };
    view! {
        <section class="card answer" data-testid="answer" data-kind=answer_id(kind)>
            <h2>{t!("answer-title")}</h2>
            <div class="row">
                <AnswerChip kind=kind/>
                <span class="second small">{t!("answer-kind-meaning", kind = answer_id(kind))}</span>
            </div>
            <p class="said"><bdi>{said}</bdi></p>
            {promised.map(|day| {
                let day = day.to_string();
                view! { <p class="answer-promised">{t!("answer-promised", day = day)}</p> }
            })}
            {(!missing.is_empty()).then(|| {
                view! { <p class="small">{t!("timeline-answered.missing", departments = names(&missing))}</p> }
            })}
            <p class="second small">{by}</p>
        </section>
    }
    .into_any()
}
