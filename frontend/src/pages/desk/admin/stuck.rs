//! What the city's clockwork could not move on: an administrator sees which cases, and why.

use crate::components::{Icon, icons};
use crate::state::use_answer;
use crate::t;
use crate::words::told;
use domain::protocol::StuckCase;
use leptos::prelude::*;

/// The most that are named.
const NAMED: usize = 5;

/// A note, where there are such cases. Without the city nothing is known of them.
#[component]
pub(super) fn NotMoved() -> impl IntoView {
    let answer = use_answer(|device| async move { device.stuck().await });
    let line = |case: &StuckCase| {
        let problem = case.problem.clone();
        view! {
            <li>
                <a href=format!("/proposals/{}", case.card.id)>{case.card.title.clone()}</a>
                " · "
                {move || told(&problem).what}
            </li>
        }
    };
    let note = move || {
        answer.with(|answer| {
            let stuck = answer.as_ref()?.as_ref().ok().filter(|stuck| stuck.count > 0)?;
            let count = stuck.count;
            Some(view! {
                <div class="note" role="status" data-testid="admin-stuck">
                    <Icon of=icons::ALERT/>
                    <p class="note-what">{t!("admin-stuck", count = count)}</p>
                    <p class="note-next">{t!("admin-stuck.detail")}</p>
                    <ul>{stuck.cases.iter().take(NAMED).map(line).collect_view()}</ul>
                </div>
            })
        })
    };
    view! { {note} }
}
