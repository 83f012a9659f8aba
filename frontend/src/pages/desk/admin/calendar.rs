//! The years of the State Council's calendar: what is known of each, and a year entered as its notice has it.

use super::{Office, Unpublished, problem};
use crate::components::{Button, Kind, TextArea, TextField};
use crate::state::use_now;
use crate::{t, text};
use domain::calendar::Year;
use domain::refusal::Problem;
use domain::time::Day;
use leptos::prelude::*;

#[component]
pub(super) fn Years() -> impl IntoView {
    let office = Office::here();
    office.problem.set(None);
    let years = move || {
        office.read(|city| {
            let line = |(year, days): (&i32, &Year)| {
                let (year, off, worked) = (*year, days.holidays.clone(), days.makeup.clone());
                let counts = (off.len(), worked.len());
                view! {
                    <li class="admin-line" data-testid="admin-year" data-year=year.to_string()>
                        <details>
                            <summary>
                                {t!("admin-year", year = year.to_string(), off = counts.0, worked = counts.1)}
                            </summary>
                            <p>{t!("admin-year.off")} " " {list(off)}</p>
                            <p>{t!("admin-year.worked")} " " {list(worked)}</p>
                        </details>
                    </li>
                }
            };
            // The latest is what is looked for.
            city.calendar.years.iter().rev().map(line).collect_view()
        })
    };
    view! {
        <section class="stack" aria-labelledby="admin-calendar">
            <h2 id="admin-calendar">{super::section_name("calendar")}</h2>
            <Unpublished/>
            <ul role="list" class="admin-lines">{years}</ul>
            <Enter/>
        </section>
    }
}

/// Days in a row, by their names.
fn list(days: impl IntoIterator<Item = Day> + Clone + Send + Sync + 'static) -> impl IntoView {
    move || {
        let days: Vec<String> = days
            .clone()
            .into_iter()
            .map(|day| text!("admin-day", day = day.to_string()))
            .collect();
        match days.is_empty() {
            true => text!("admin-year.none"),
            false => days.join(&text!("admin-year.and")),
        }
    }
}

/// A year, entered anew or put right.
#[component]
fn Enter() -> impl IntoView {
    let office = Office::here();
    let next = office
        .read(|city| {
            let missing = city.unpublished_years(use_now().get_untracked());
            let last = city.calendar.years.keys().max().map(|year| year + 1);
            missing.into_iter().next().or(last)
        })
        .flatten();
    let year = RwSignal::new(next.map(|year| year.to_string()).unwrap_or_default());
    let (off, worked) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let put = move |city: &mut domain::city::City| {
            let typed = year.get_untracked();
            let typed: Option<i32> = typed.trim().parse().ok();
            let year = typed
                .filter(|year| (2000..=2100).contains(year))
                .ok_or_else(|| Problem::new("calendar-year"))?;
            let days = Year::of_texts(year, &off.get_untracked(), &worked.get_untracked())?;
            if days.holidays.is_empty() {
                return Err(Problem::new("calendar-empty"));
            }
            city.calendar.years.insert(year, days);
            Ok(())
        };
        office.change(put, move || {
            off.set(String::new());
            worked.set(String::new());
        });
    };
    view! {
        <form class="card stack" novalidate=true on:submit=save data-testid="admin-year-form" aria-labelledby="admin-year-title">
            <h3 id="admin-year-title">{t!("admin-year-enter")}</h3>
            <p>{t!("admin-year-enter.detail")}</p>
            <TextField
                id="admin-year"
                kind="number"
                label=t!("admin-year-enter.year")
                value=year
                required=true
                error=office.wrong(&["calendar-year"])
                testid="admin-year-number"
            />
            <TextArea
                id="admin-off"
                label=t!("admin-year-enter.off")
                hint=t!("admin-year-enter.hint")
                value=off
                required=true
                error=office.wrong(&["calendar-empty"])
                testid="admin-off"
            />
            <TextArea
                id="admin-worked"
                label=t!("admin-year-enter.worked")
                value=worked
                optional=true
                error=office.wrong(&["calendar-made-up", "calendar-twice"])
                testid="admin-worked"
            />
            {problem(office)}
            <div class="buttons">
                <Button kind=Kind::Main submit=true disabled=office.busy testid="admin-year-save">
                    {t!("admin-save")}
                </Button>
            </div>
        </form>
    }
}
