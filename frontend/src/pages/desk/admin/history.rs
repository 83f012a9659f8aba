//! What was changed in the directory, newest first: the city tells it, to everybody.

use crate::components::{Button, ErrorNote, Kind, Skeleton};
use crate::state::{language, use_answer, use_device};
use crate::words::when;
use crate::{t, text};
use domain::city::{CityChange, Listed, Names, Published};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn History() -> impl IntoView {
    let older = RwSignal::new(Vec::<Published>::new());
    let next = RwSignal::new(None::<u64>);
    let problem = RwSignal::new(None::<Problem>);
    let latest = use_answer(async |device: crate::platform::Device| device.city_history(None).await);
    Effect::new(move || {
        if let Some(Ok(history)) = latest.get() {
            older.set(Vec::new());
            next.set(history.next);
        }
    });
    let more = move || {
        let before = next.get_untracked();
        problem.set(None);
        spawn_local(async move {
            match use_device().city_history(before).await {
                Ok(history) => {
                    older.try_update(|older| older.extend(history.items));
                    next.try_set(history.next);
                }
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    let lines = move || match latest.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Err(problem)) => view! { <ErrorNote problem=problem in_turn=true/> }.into_any(),
        Some(Ok(history)) => {
            let all = history.items.into_iter().chain(older.get());
            view! { <ol role="list" class="admin-lines" data-testid="admin-history">{all.map(published).collect_view()}</ol> }
                .into_any()
        }
    };
    view! {
        <section class="section stack" aria-labelledby="admin-history">
            <h2 id="admin-history">{t!("admin-history")}</h2>
            {lines}
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <Show when=move || next.get().is_some()>
                <div class="buttons">
                    <Button kind=Kind::Plain testid="admin-older" on_press=more>{t!("admin-history.older")}</Button>
                </div>
            </Show>
        </section>
    }
}

fn published(entry: Published) -> impl IntoView {
    let changes = entry.changes;
    let lines = move || {
        let line = |change: &CityChange| view! { <li>{words(change)}</li> };
        changes.iter().map(line).collect_view()
    };
    view! {
        <li class="admin-line">
            <div class="admin-words">
                <span class="small second">{move || when(entry.at)}</span>
                <ul role="list">{lines}</ul>
            </div>
        </li>
    }
}

/// A change in words.
fn words(change: &CityChange) -> String {
    let name = |names: &Names| names.get(language().tag()).to_owned();
    let what = |what: &Listed| what.name();
    match change {
        CityChange::Added { what: of, names } => {
            text!("admin-changed.added", what = what(of), name = name(names))
        }
        CityChange::Renamed {
            what: of,
            before,
            names,
        } => text!(
            "admin-changed.renamed",
            what = what(of),
            before = name(before),
            name = name(names)
        ),
        CityChange::Altered { what: of, names } => {
            text!("admin-changed.altered", what = what(of), name = name(names))
        }
        CityChange::Removed { what: of, names } => {
            text!("admin-changed.removed", what = what(of), name = name(names))
        }
        CityChange::Retired { what: of, names } => {
            text!("admin-changed.retired", what = what(of), name = name(names))
        }
        CityChange::Restored { what: of, names } => {
            text!("admin-changed.restored", what = what(of), name = name(names))
        }
        CityChange::Clock {
            names,
            clock,
            before,
            days,
        } => {
            let of = names.as_ref().map_or_else(|| text!("admin-clocks-of.city"), name);
            text!(
                "admin-changed-clock",
                of = of,
                clock = clock.as_str(),
                before = *before,
                days = *days
            )
        }
        CityChange::Policy {} => text!("admin-changed-policy"),
        CityChange::Year { year } => text!("admin-changed-year", year = year.to_string()),
        CityChange::City { names } => text!("admin-changed-city", name = name(names)),
    }
}
