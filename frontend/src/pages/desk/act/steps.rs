//! The steps on the way to what an answer promises, each with its day.

use super::Desk;
use crate::components::{Button, Kind};
use crate::t;
use crate::words::told;
use domain::proposal::{STEPS_LIMIT, Step};
use domain::time::Day;
use leptos::prelude::*;

/// A step that is being written.
#[derive(Clone, Copy)]
struct Row {
    key: usize,
    text: RwSignal<String>,
    due: RwSignal<String>,
}

/// A plan as it is kept while it is being written.
pub(super) fn written(steps: &[Step]) -> String {
    let line = |step: &Step| format!("{}\t{}", step.due, step.text);
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The steps that are being written, and where they are kept meanwhile: a line each, its day before its words.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    rows: RwSignal<Vec<Row>>,
    next: StoredValue<usize>,
}

impl Plan {
    pub(super) fn of(kept: RwSignal<String>) -> Self {
        let plan = Self {
            rows: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        };
        for line in kept.get_untracked().lines() {
            let (due, text) = line.split_once('\t').unwrap_or(("", line));
            plan.add(text, due);
        }
        Effect::new(move || {
            let line = |row: &Row| format!("{}\t{}", row.due.get(), row.text.get());
            let lines: Vec<String> = plan.rows.with(|rows| rows.iter().map(line).collect());
            kept.set(lines.join("\n"));
        });
        plan
    }

    fn add(self, text: &str, due: &str) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let (text, due) = (RwSignal::new(text.to_owned()), RwSignal::new(due.to_owned()));
        self.rows.update(|rows| rows.push(Row { key, text, due }));
    }

    /// The steps that have words, by their days; one without a day has that of the whole.
    pub(super) fn steps(self, promised: Day) -> Vec<Step> {
        let step = |row: &Row| Step {
            text: row.text.get_untracked(),
            due: row.due.get_untracked().parse().unwrap_or(promised),
        };
        let rows = self.rows.get_untracked();
        let mut steps: Vec<Step> = rows.iter().map(step).collect();
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
            let rows = plan.rows.get();
            rows.iter().position(|row| row.key == key).map_or(0, |at| at + 1)
        })
    };
    let field = move |row: Row| {
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
                    {input("text", row.text, "desk-step")}
                </label>
                <label>
                    <span class="field-label">{t!("desk-answer.step-day")}</span>
                    {input("date", row.due, "desk-step-day")}
                </label>
                <Button
                    kind=Kind::Quiet
                    on_press=move || plan.rows.update(|rows| rows.retain(|other| other.key != row.key))
                >
                    {t!("desk-answer.step-remove", number = number.get())}
                </Button>
            </li>
        }
    };
    let more = move || plan.rows.with(|rows| rows.len() < STEPS_LIMIT);
    view! {
        <fieldset class="plan">
            <legend class="field-label">{t!("desk-answer.steps")}</legend>
            <p class="small second">{t!("desk-answer.steps-hint")}</p>
            <ol class="plan-steps">
                <For each=move || plan.rows.get() key=|row| row.key children=field/>
            </ol>
            <p class="field-error" role="alert">{problem}</p>
            <Show when=more>
                <Button kind=Kind::Grey testid="desk-step-add" on_press=move || plan.add("", "")>
                    {t!("desk-answer.step-add")}
                </Button>
            </Show>
        </fieldset>
    }
}
