//! How long everything may take, and who may do what: of the city, and where a category has clocks of its own.

use super::entry::choices;
use super::{Office, problem};
use crate::components::{Button, Choice, Kind, Select, Switch, TextField};
use crate::pages::choices::Entries;
use crate::{t, text};
use domain::actor::Level;
use domain::city::{Category, City, Clocks, FileLimits};
use domain::draw::Sample;
use domain::id::CategoryId;
use domain::refusal::{Problem, Refusal};
use leptos::prelude::*;

#[component]
pub(super) fn ClocksAndRules() -> impl IntoView {
    let office = Office::here();
    let of = RwSignal::new(String::new());
    let choices =
        Signal::derive(move || choices::<Category>(office, text!("admin-clocks-of.city"), &Entries::All));
    let form = move || {
        let id = of.get();
        let id = (!id.is_empty()).then(|| CategoryId::from(id.as_str()));
        view! { <ClocksForm of=id/> }
    };
    view! {
        <div class="stack">
            <section class="stack" aria-labelledby="admin-clocks">
                <h2 id="admin-clocks">{super::section_name("clocks")}</h2>
                <p>{t!("admin-clocks-note")}</p>
                <Select
                    id="admin-clocks-of"
                    label=t!("admin-clocks-of")
                    value=of
                    choices=choices
                    on_choose=move |id: String| of.set(id)
                    testid="admin-clocks-of"
                />
                {form}
            </section>
            <Rules/>
        </div>
    }
}

/// The clocks as a category has them, or the city.
fn own(city: &City, of: Option<&CategoryId>) -> Option<Clocks> {
    match of {
        Some(id) => city.category(id).and_then(|category| category.clocks),
        None => Some(city.policy.clocks),
    }
}

#[component]
fn ClocksForm(of: Option<CategoryId>) -> impl IntoView {
    let office = Office::here();
    office.problem.set(None);
    let known = office.city.with_untracked(|city| {
        let city = city.as_deref()?;
        Some((own(city, of.as_ref()), city.policy.clocks))
    });
    let (own, citys) = known.unwrap_or_default();
    let is_own = RwSignal::new(own.is_some());
    let fields = own
        .unwrap_or(citys)
        .each()
        .map(|(name, days)| (name, RwSignal::new(days.to_string())));
    let field = move |(name, days): (&'static str, RwSignal<String>)| {
        let wrong = move || {
            let problem = office.problem.get()?;
            let about = problem.arguments.get("clock").and_then(serde_json::Value::as_str);
            (about == Some(name)).then(|| crate::words::told(&problem).what)
        };
        view! {
            <TextField
                id=name
                kind="number"
                label=t!("admin-clock", clock = name)
                value=days
                error=Signal::derive(wrong)
                testid=name
            />
        }
    };
    let is_category = of.is_some();
    let of = StoredValue::new(of);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let put = move |city: &mut City| {
            let clocks = match is_own.get_untracked() {
                true => Some(read(&fields)?),
                false => None,
            };
            of.with_value(|of| match (of, clocks) {
                (None, Some(clocks)) => city.policy.clocks = clocks,
                (Some(id), clocks) => {
                    if let Some(category) = city.categories.iter_mut().find(|found| found.id == *id) {
                        category.clocks = clocks;
                    }
                }
                (None, None) => {}
            });
            Ok(())
        };
        office.change(put, || {});
    };
    view! {
        <form class="card stack" novalidate=true on:submit=save data-testid="admin-clocks-form">
            <Show when=move || is_category>
                <Switch
                    on=is_own
                    words=t!("admin-clocks-own")
                    detail=t!("admin-clocks-own.detail")
                    testid="admin-clocks-own"
                    on_turn=move |on| is_own.set(on)
                />
            </Show>
            <div class="hours" hidden=move || !is_own.get()>{fields.map(field).collect_view()}</div>
            {problem(office)}
            <div class="buttons">
                <Button kind=Kind::Main submit=true disabled=office.busy testid="admin-clocks-save">
                    {t!("admin-save")}
                </Button>
            </div>
        </form>
    }
}

/// The clocks that were typed.
fn read(fields: &[(&'static str, RwSignal<String>)]) -> Result<Clocks, Problem> {
    let mut clocks = Clocks::default();
    for (clock, days) in fields {
        let typed = days.get_untracked();
        // What is no number of days is none.
        let days = typed.trim().parse().unwrap_or_default();
        if !(1..=Clocks::LIMIT).contains(&days) {
            return Err(Refusal::ClockOutOfRange { clock, days }.problem());
        }
        if let Some(known) = clocks.get_mut(clock) {
            *known = days;
        }
    }
    Ok(clocks)
}

/// Who may submit and support, and how much may go along.
#[component]
fn Rules() -> impl IntoView {
    let office = Office::here();
    let policy = office
        .city
        .with_untracked(|city| city.as_deref().map(|city| city.policy));
    let policy = policy.unwrap_or_default();
    let submit = RwSignal::new(policy.submit_level.name().to_owned());
    let support = RwSignal::new(policy.support_level.name().to_owned());
    let count = RwSignal::new(policy.files.count.to_string());
    let megabytes = RwSignal::new((policy.files.bytes >> 20).to_string());
    let share = RwSignal::new(policy.sample.share.to_string());
    let least = RwSignal::new(policy.sample.least.to_string());
    let most = RwSignal::new(policy.sample.most.to_string());
    let levels = Signal::derive(|| {
        let line = |level: Level| Choice::new(level.name(), text!("admin-level", level = level.name()));
        Level::ALL.map(line).to_vec()
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let level = |chosen: RwSignal<String>| {
            chosen.with_untracked(|name| Level::ALL.into_iter().find(|level| level.name() == name))
        };
        let number = |typed: RwSignal<String>, most: u64| {
            let typed = typed.get_untracked();
            let number = typed.trim().parse::<u64>().ok();
            number
                .filter(|number| (1..=most).contains(number))
                .ok_or_else(|| Problem::new("number-out-of-range").with("limit", most))
        };
        let put = move |city: &mut City| {
            let files = city.policy.files;
            city.policy.submit_level = level(submit).unwrap_or(city.policy.submit_level);
            city.policy.support_level = level(support).unwrap_or(city.policy.support_level);
            city.policy.files = FileLimits {
                count: u16::try_from(number(count, 50)?).unwrap_or(files.count),
                bytes: number(megabytes, 200)? << 20,
                ..files
            };
            // Whether they fit together, and how much is too much, the rules say.
            let typed = |typed: RwSignal<String>| {
                typed.with_untracked(|typed| typed.trim().parse().unwrap_or(u16::MAX))
            };
            city.policy.sample = Sample {
                share: typed(share),
                least: typed(least),
                most: typed(most),
            };
            Ok(())
        };
        office.change(put, || {});
    };
    view! {
        <section class="stack" aria-labelledby="admin-rules">
            <h2 id="admin-rules">{t!("admin-rules")}</h2>
            <form class="card stack" novalidate=true on:submit=save data-testid="admin-rules-form">
                <Select
                    id="admin-submit"
                    label=t!("admin-submit")
                    value=submit
                    choices=levels
                    on_choose=move |name: String| submit.set(name)
                    testid="admin-submit"
                />
                <Select
                    id="admin-support"
                    label=t!("admin-support")
                    value=support
                    choices=levels
                    on_choose=move |name: String| support.set(name)
                    testid="admin-support"
                />
                <div class="hours">
                    <TextField id="admin-files" kind="number" label=t!("admin-files") value=count testid="admin-files"/>
                    <TextField
                        id="admin-megabytes"
                        kind="number"
                        label=t!("admin-megabytes")
                        value=megabytes
                        testid="admin-megabytes"
                    />
                </div>
                <fieldset class="fields">
                    <legend class="field-label">{t!("admin-sample")}</legend>
                    <div class="hours">
                        <TextField id="admin-share" kind="number" label=t!("admin-sample.share") value=share testid="admin-share"/>
                        <TextField id="admin-least" kind="number" label=t!("admin-sample.least") value=least testid="admin-least"/>
                        <TextField id="admin-most" kind="number" label=t!("admin-sample.most") value=most testid="admin-most"/>
                    </div>
                </fieldset>
                <div class="buttons">
                    <Button kind=Kind::Main submit=true disabled=office.busy testid="admin-rules-save">
                        {t!("admin-save")}
                    </Button>
                </div>
            </form>
        </section>
    }
}
