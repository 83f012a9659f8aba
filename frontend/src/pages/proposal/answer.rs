use crate::components::{AnswerChip, Attachments, Icon, icons, names};
use crate::state::{use_city, use_now};
use crate::words::{answer_id, department_name, when};
use crate::{t, text};
use client::files::Chosen;
use domain::proposal::{Achievement, Answer, Milestone};
use leptos::prelude::*;

/// The city's answer as it stands: what kind, in whose words, by when it is done.
#[component]
pub(super) fn AnswerCard(answer: Answer, #[prop(into)] chosen: Signal<Vec<Chosen>>) -> impl IntoView {
    let Answer {
        kind,
        text: said,
        at,
        department,
        promised,
        missing,
        milestones,
        done,
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
            {(!milestones.is_empty()).then(|| steps(milestones, chosen))}
            {done.map(|done| view! {
                <h3>{t!("answer-done")}</h3>
                {achieved(done, chosen)}
            })}
            {(!missing.is_empty()).then(|| {
                view! { <p class="small">{t!("timeline-answered.missing", departments = names(&missing))}</p> }
            })}
            <p class="second small">{by}</p>
        </section>
    }
    .into_any()
}

/// The steps on the way, each with its day, or with what was done and when.
fn steps(milestones: Vec<Milestone>, chosen: Signal<Vec<Chosen>>) -> AnyView {
    let one = move |milestone: Milestone| {
        let Milestone {
            step,
            achieved: reached,
        } = milestone;
        let (is_reached, due, day) = (reached.is_some(), step.due, step.due.to_string());
        // A step is late when its day is over in the city.
        let is_late = Memo::new(move |_| {
            let offset = use_city().with(|city| city.as_ref().map(|city| city.calendar.utc_offset));
            !is_reached && offset.is_some_and(|offset| use_now().get() >= due.end(offset))
        });
        let (class, glyph) = match (is_reached, is_late.get()) {
            (true, _) => ("milestone milestone-done", icons::CHECK),
            (_, true) => ("milestone milestone-late", icons::ALERT),
            _ => ("milestone", icons::CLOCK),
        };
        let by = match reached {
            Some(done) => achieved(done, chosen),
            None => {
                let id = if is_late.get() {
                    "answer-steps.late"
                } else {
                    "answer-steps.due"
                };
                view! { <p class="second small">{t!(id, day = day)}</p> }.into_any()
            }
        };
        view! {
            <li class=class data-testid="milestone">
                <Icon of=glyph/>
                <div class="stack-tight">
                    <p><bdi>{step.text}</bdi></p>
                    {by}
                </div>
            </li>
        }
        .into_any()
    };
    view! {
        <h3>{t!("answer-steps")}</h3>
        <ol class="milestones">
            {milestones.into_iter().map(|milestone| move || one(milestone.clone())).collect_view()}
        </ol>
    }
    .into_any()
}

/// What was done, in the department's words, and what shows it.
fn achieved(done: Achievement, chosen: Signal<Vec<Chosen>>) -> AnyView {
    let Achievement { text, at, evidence } = done;
    view! {
        <p class="said"><bdi>{text}</bdi></p>
        <Attachments of=Signal::stored(evidence) chosen=chosen within=true/>
        <p class="second small">{t!("answer-steps.done", when = when(at))}</p>
    }
    .into_any()
}
