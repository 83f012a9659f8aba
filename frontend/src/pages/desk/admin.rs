//! The administrator's desk: the city's directory, changed piece by piece. Each change is a command of its own, made on top
//! of the directory as it will be once what waits has arrived; what it was is public.

mod areas;
mod begin;
mod calendar;
mod categories;
mod clocks;
mod departments;
mod entry;
mod history;
mod import;
mod people;
mod retire;
mod stuck;
mod templates;
mod vacant;

use super::act::sent;
use crate::components::{Empty, ErrorNote, Icon, LinkButton, PageHead, Skeleton, announce, icons};
use crate::pages::doing::attempt;
use crate::state::{use_answer, use_device, use_now};
use crate::words::told;
use crate::{t, text};
use domain::city::City;
use domain::command::Order;
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

/// The parts of the desk, as they stand in its address. The first has none.
const SECTIONS: [&str; 7] = [
    "",
    "people",
    "areas",
    "departments",
    "categories",
    "clocks",
    "calendar",
];

/// What every part of this desk shares.
#[derive(Clone, Copy)]
struct Office {
    city: Memo<Option<Arc<City>>>,
    problem: RwSignal<Option<Problem>>,
    busy: RwSignal<bool>,
}

impl Office {
    fn here() -> Self {
        expect_context()
    }

    /// The directory, where it is there.
    fn read<T>(self, of: impl FnOnce(&City) -> T) -> Option<T> {
        self.city.with(|city| city.as_deref().map(of))
    }

    /// What is said at a field, where the last change was refused for one of these codes.
    fn wrong(self, codes: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problem = self.problem.get();
            let problem = problem.filter(|problem| codes.contains(&problem.code.as_str()));
            problem.map(|problem| told(&problem).what)
        })
    }

    /// Publishes the directory with a change, unless the change itself finds something wrong.
    fn change(self, change: impl FnOnce(&mut City) -> Result<(), Problem>, then: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        let before = self.city.get_untracked();
        let mut city = before.as_deref().cloned().unwrap_or_else(City::unwritten);
        if let Err(problem) = change(&mut city) {
            self.problem.set(Some(problem));
            return;
        }
        if before.as_deref() == Some(&city) {
            then();
            return;
        }
        self.busy.set(true);
        let order = Order::City {
            city: Box::new(city),
            seen: before.map(|before| before.tag()),
        };
        let work = async move {
            let answer = use_device().act(order).await;
            self.busy.try_set(false);
            answer
        };
        attempt(self.problem, work, move || {
            announce(sent());
            then();
        });
    }
}

/// What stood in the way of the last change.
fn problem(office: Office) -> impl IntoView {
    move || {
        office
            .problem
            .get()
            .map(|problem| view! { <ErrorNote problem=problem/> })
    }
}

/// The desk at `/desk/admin`.
#[component]
pub(super) fn Admin() -> impl IntoView {
    let params = use_params_map();
    let section = Memo::new(move |_| {
        let named = params.with(|params| params.get("id")).unwrap_or_default();
        SECTIONS.into_iter().find(|section| *section == named)
    });
    let answer = use_answer(async move |device: crate::platform::Device| device.directory().await);
    let city = Memo::new(move |_| match answer.get() {
        Some(Ok(city)) => city,
        _ => None,
    });
    let office = Office {
        city,
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    provide_context(office);
    Effect::new(move || {
        section.track();
        office.problem.set(None);
    });
    let link = move |name: &'static str| {
        let href = match name {
            "" => "/desk/admin".to_owned(),
            name => format!("/desk/admin/{name}"),
        };
        let current = move || (section.get() == Some(name)).then_some("page");
        view! {
            <li>
                <a class="part" href=href aria-current=current data-testid=format!("admin-section-{name}")>
                    {section_name(name)}
                </a>
            </li>
        }
    };
    let part = move || match (
        answer.with(Option::is_some),
        city.with(Option::is_some),
        section.get(),
    ) {
        (false, ..) => view! { <Skeleton/> }.into_any(),
        (true, false, _) => view! { <begin::Begin/> }.into_any(),
        (.., Some("people")) => view! { <people::People/> }.into_any(),
        (.., Some("areas")) => view! { <areas::Areas/> }.into_any(),
        (.., Some("departments")) => view! { <departments::Departments/> }.into_any(),
        (.., Some("categories")) => view! { <categories::Categories/> }.into_any(),
        (.., Some("clocks")) => view! { <clocks::ClocksAndRules/> }.into_any(),
        (.., Some("calendar")) => view! { <calendar::Years/> }.into_any(),
        (.., Some(_)) => view! { <Overview/> }.into_any(),
        (.., None) => view! { <Empty icon=icons::DESK title=t!("not-found-title")/> }.into_any(),
    };
    view! {
        <div class="admin">
            <PageHead title=t!("desk-admin") lead=t!("desk-admin.detail")/>
            <nav aria-label=t!("admin-sections")>
                <ul class="parts" role="list">{SECTIONS.map(link).collect_view()}</ul>
            </nav>
            {part}
        </div>
    }
}

/// The name of a part of the desk.
fn section_name(name: &'static str) -> Signal<String> {
    Signal::derive(move || {
        let section = if name.is_empty() { "overview" } else { name };
        text!("admin-section", section = section)
    })
}

/// What needs the administrator, what there is, and what was changed.
#[component]
fn Overview() -> impl IntoView {
    let office = Office::here();
    let figures = move || {
        let counts = office.read(|city| {
            [
                ("areas", city.areas.len()),
                ("departments", city.departments.len()),
                ("categories", city.categories.len()),
            ]
        });
        let figure = |(what, count): (&'static str, usize)| {
            view! {
                <li>
                    <a href=format!("/desk/admin/{what}")>{t!("admin-count", what = what, count = count)}</a>
                </li>
            }
        };
        counts.map(|counts| counts.map(figure).collect_view())
    };
    view! {
        <div class="stack">
            <stuck::NotMoved/>
            <Unpublished/>
            <section class="section" aria-labelledby="admin-figures">
                <h2 id="admin-figures">{t!("admin-figures")}</h2>
                <ul role="list" class="admin-figures">{figures}</ul>
            </section>
            <history::History/>
        </div>
    }
}

/// Years into which clocks run and that nobody has entered yet.
#[component]
fn Unpublished() -> impl IntoView {
    let office = Office::here();
    let years = move || {
        let years = office.read(|city| city.unpublished_years(use_now().get()));
        let warning = |year: i32| {
            // As it is written: a year is not grouped.
            let year = year.to_string();
            view! {
                <div class="note" data-testid="admin-unpublished">
                    <Icon of=icons::ALERT/>
                    <p class="note-what">{t!("admin-unpublished", year = year)}</p>
                    <p class="note-next">{t!("admin-unpublished.detail")}</p>
                    <div class="buttons">
                        <LinkButton href="/desk/admin/calendar">{t!("admin-unpublished.action")}</LinkButton>
                    </div>
                </div>
            }
        };
        years.map(|years| years.into_iter().map(warning).collect_view())
    };
    view! { {years} }
}
