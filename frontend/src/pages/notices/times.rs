//! How often somebody is told, and when not: the same for letters and for messages to a browser.

use crate::components::{Choice, Radio, Select};
use crate::t;
use domain::contact::{Pace, Quiet};
use leptos::prelude::*;

/// How often; the hooks of tests are `name` and the pace.
#[component]
pub(crate) fn Paces(
    name: &'static str,
    /// Those to choose from.
    paces: &'static [Pace],
    pace: RwSignal<Pace>,
    #[prop(optional, into)] on_change: Option<Callback<()>>,
) -> impl IntoView {
    let one = move |it: Pace| {
        let words = match it {
            Pace::AtOnce => t!("telling-pace.at_once"),
            Pace::Daily => t!("telling-pace.daily"),
            Pace::Never => t!("telling-pace.never"),
        };
        view! {
            <Radio
                name=name
                value=it.name()
                chosen=Signal::derive(move || pace.get() == it)
                on_choose=move || {
                    pace.set(it);
                    changed(on_change);
                }
                testid=format!("{name}-{}", it.name())
            >
                {words}
            </Radio>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{t!("telling-pace")}</legend>
            {paces.iter().copied().map(one).collect_view()}
        </fieldset>
    }
}

/// The hours in which nobody is told.
#[component]
pub(crate) fn QuietHours(
    /// What the two fields are known by.
    from: &'static str,
    until: &'static str,
    quiet: RwSignal<Quiet>,
    #[prop(optional, into)] on_change: Option<Callback<()>>,
) -> impl IntoView {
    let hour = move |id: &'static str, label: Signal<String>, end: fn(&mut Quiet) -> &mut u16| {
        view! {
            <Select
                id=id
                label=label
                value=Signal::derive(move || end(&mut quiet.get()).to_string())
                choices=Signal::derive(hours)
                on_choose=move |hour: String| {
                    quiet.update(|quiet| *end(quiet) = minutes(&hour));
                    changed(on_change);
                }
                testid=id
            />
        }
    };
    view! {
        <div class="hours">
            {hour(from, t!("telling-quiet-from"), |quiet| &mut quiet.from)}
            {hour(until, t!("telling-quiet-until"), |quiet| &mut quiet.until)}
        </div>
    }
}

fn changed(on_change: Option<Callback<()>>) {
    if let Some(on_change) = on_change {
        on_change.run(());
    }
}

/// The full hours of a day, by their minutes.
fn hours() -> Vec<Choice> {
    let hour = |hour: u16| Choice::new((hour * 60).to_string(), format!("{hour}:00"));
    (0..24).map(hour).collect()
}

fn minutes(chosen: &str) -> u16 {
    chosen.parse().unwrap_or_default()
}
