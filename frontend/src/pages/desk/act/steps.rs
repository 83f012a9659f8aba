//! The steps on the way to what an answer promises, each with its day.

use super::Desk;
use crate::components::{Button, Kind};
use crate::pages::desk::pairs::{Pair, Pairs};
use crate::t;
use crate::words::told;
use domain::proposal::{STEPS_LIMIT, Step};
use domain::time::Day;
use leptos::prelude::*;

/// A plan as it is kept while it is being written: a line for each step, its day before its words.
pub(super) fn written(steps: &[Step]) -> String {
    kept(steps.iter().map(|step| (step.due.to_string(), step.text.clone())))
}

fn kept(steps: impl Iterator<Item = (String, String)>) -> String {
    let lines: Vec<String> = steps.map(|(due, text)| format!("{due}\t{text}")).collect();
    lines.join("\n")
}

/// The steps that are being written, day and words of each.
#[derive(Clone, Copy)]
pub(super) struct Plan(Pairs);

impl Plan {
    /// What was kept, and where it is kept from now on.
    pub(super) fn of(kept_as: RwSignal<String>) -> Self {
        let steps = Pairs::new();
        for line in kept_as.get_untracked().lines() {
            let (due, text) = line.split_once('\t').unwrap_or(("", line));
            steps.add(due, text);
        }
        Effect::new(move || kept_as.set(kept(steps.written().into_iter())));
        Self(steps)
    }

    /// The steps that have words, by their days; one without a day has that of the whole.
    pub(super) fn steps(self, promised: Day) -> Vec<Step> {
        let step = |(due, text): (String, String)| Step {
            text,
            due: due.parse().unwrap_or(promised),
        };
        let mut steps: Vec<Step> = untrack(|| self.0.written()).into_iter().map(step).collect();
        steps.retain(|step| !step.text.trim().is_empty());
        steps.sort_by_key(|step| step.due);
        steps
    }
}

/// The fields of a plan, with a step more or less.
#[component]
pub(super) fn Steps(plan: Plan) -> impl IntoView {
    const CODES: [&str; 2] = ["milestone-out-of-order", "too-many-milestones"];
    let desk = Desk::here();
    let problem = move || {
        let problem = desk.problem.get();
        let problem = problem.filter(|problem| CODES.contains(&problem.code.as_str()));
        problem.map(|problem| told(&problem).what)
    };
    let place = move |key: usize| {
        Signal::derive(move || {
            let lines = plan.0.lines.get();
            lines
                .iter()
                .position(|line| line.key == key)
                .map_or(0, |at| at + 1)
        })
    };
    let field = move |row: Pair| {
        let number = place(row.key);
        let input = |kind: &'static str, value: RwSignal<String>, testid: &'static str| {
            view! {
                <input
                    class="input"
                    type=kind
                    data-testid=move || format!("{testid}-{}", number.get())
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            }
        };
        view! {
            <li class="plan-step">
                <label class="plan-words">
                    <span class="field-label">{t!("desk-answer.step", number = number.get())}</span>
                    {input("text", row.second, "desk-step")}
                </label>
                <label>
                    <span class="field-label">{t!("desk-answer.step-day")}</span>
                    {input("date", row.first, "desk-step-day")}
                </label>
                <Button
                    kind=Kind::Quiet
                    on_press=move || plan.0.remove(row.key)
                >
                    {t!("desk-answer.step-remove", number = number.get())}
                </Button>
            </li>
        }
    };
    let more = move || plan.0.lines.with(|lines| lines.len() < STEPS_LIMIT);
    view! {
        <fieldset class="plan">
            <legend class="field-label">{t!("desk-answer.steps")}</legend>
            <p class="small second">{t!("desk-answer.steps-hint")}</p>
            <ol class="plan-steps">
                <For each=move || plan.0.lines.get() key=|row| row.key children=field/>
            </ol>
            <p class="field-error" role="alert">{problem}</p>
            <Show when=more>
                <Button kind=Kind::Grey testid="desk-step-add" on_press=move || plan.0.add("", "")>
                    {t!("desk-answer.step-add")}
                </Button>
            </Show>
        </fieldset>
    }
}
