//! What a citizen who looks at a case asked, was told and found: on its page and at the desks.

use crate::components::{Chip, Tone, icons};
use crate::state::use_now;
use crate::words::{department_name, due_day, when};
use crate::{t, text};
use domain::proposal::{Assessment, Inquiry, Supervision};
use domain::time::Month;
use leptos::prelude::*;

/// A month in words.
pub(crate) fn month_words(month: Month) -> String {
    text!(
        "draw-month",
        year = month.year().to_string(),
        month = i64::from(month.month())
    )
}

/// Where a look at a case came from, in a few words.
pub(crate) fn began(supervision: &Supervision) -> impl Fn() -> String + Send + Sync + 'static {
    let month = supervision.month;
    move || match month {
        Some(month) => text!("supervision-drawn", month = month_words(month)),
        None => text!("supervision-accompanied"),
    }
}

/// What was found.
pub(crate) fn found(assessment: &Assessment) -> AnyView {
    let (tone, icon) = match assessment.fit {
        true => (Tone::Green, icons::YES),
        false => (Tone::Red, icons::REDO),
    };
    let fit = fit_id(assessment.fit);
    view! { <Chip tone=tone icon=icon>{t!("supervision-found", fit = fit)}</Chip> }.into_any()
}

/// Its name in messages.
pub(crate) fn fit_id(fit: bool) -> &'static str {
    if fit { "yes" } else { "no" }
}

/// All of one look at a case.
pub(crate) fn look(supervision: &Supervision) -> AnyView {
    let detail = match supervision.month {
        Some(month) => view! {
            <p class="second">{t!("supervision-title.drawn", month = month_words(month))}</p>
            <p class="small"><a href=format!("/draws/{month}")>{t!("draw-how")}</a></p>
        }
        .into_any(),
        None => view! { <p class="second">{t!("supervision-title.accompanied")}</p> }.into_any(),
    };
    let questions = supervision.inquiries.iter().map(asked).collect_view();
    let verdict = match &supervision.assessment {
        Some(assessment) => {
            let at = assessment.at;
            view! {
                <div class="stack-tight" data-testid="supervision-found" data-fit=fit_id(assessment.fit)>
                    <div class="row">{found(assessment)} <span class="small second">{move || when(at)}</span></div>
                    <p class="said"><bdi>{assessment.text.clone()}</bdi></p>
                </div>
            }
            .into_any()
        }
        None => view! { <p class="second" data-testid="supervision-open">{t!("supervision-title.open")}</p> }
            .into_any(),
    };
    view! { {detail} {questions} {verdict} }.into_any()
}

fn asked(inquiry: &Inquiry) -> AnyView {
    let due = inquiry.due;
    let reply = match inquiry.reply.clone() {
        Some(reply) => {
            let who = move || {
                reply
                    .department
                    .as_ref()
                    .map(department_name)
                    .unwrap_or_else(|| text!("department-some"))
            };
            let at = reply.at;
            view! {
                <dt>{move || text!("supervision-replied", department = who())} " · " {move || when(at)}</dt>
                <dd class="said" data-testid="supervision-replied"><bdi>{reply.text}</bdi></dd>
            }
            .into_any()
        }
        None => {
            let words = move || match use_now().get() >= due {
                true => text!("supervision-due.late", date = due_day(due)),
                false => text!("supervision-due", date = due_day(due)),
            };
            view! { <dd class="second">{words}</dd> }.into_any()
        }
    };
    let at = inquiry.at;
    view! {
        <dl class="inquiry" data-testid="supervision-asked">
            <dt>{t!("supervision-asked")} " · " {move || when(at)}</dt>
            <dd class="said"><bdi>{inquiry.text.clone()}</bdi></dd>
            {reply}
        </dl>
    }
    .into_any()
}
