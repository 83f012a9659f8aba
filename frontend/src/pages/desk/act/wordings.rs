//! Words that an office often uses: put into what is being written, and changed there.

use crate::components::{Button, Choice, Kind, Select, announce};
use crate::pages::desk::At;
use crate::state::{me, use_city};
use crate::{t, text};
use client::api;
use domain::city::{City, Template};
use domain::id::AreaId;
use leptos::prelude::*;

/// The wordings for a case of this area: at a coordinator's desk the area's and those of what it lies in, else those of the
/// person's departments.
fn of_desk(desk: api::Desk, city: &City, area: &AreaId) -> Vec<Template> {
    let me = me();
    match desk {
        api::Desk::Coordinator => city.templates(area).cloned().collect(),
        api::Desk::Department => city
            .departments
            .iter()
            .filter(|found| me.as_ref().is_some_and(|me| me.serves(&found.id)))
            .flat_map(|found| found.templates.clone())
            .collect(),
        api::Desk::Supervisor => Vec::new(),
    }
}

/// Offers them; the one that is chosen is put behind what is written.
#[component]
pub(super) fn Wordings(area: AreaId, said: RwSignal<String>) -> impl IntoView {
    let desk = At::here().which;
    let known = Memo::new(move |_| {
        use_city().with(|city| {
            let city = city.as_deref();
            city.map(|city| of_desk(desk, city, &area)).unwrap_or_default()
        })
    });
    let lines = move || {
        let line = |(at, template): (usize, Template)| Choice::new(at.to_string(), template.name);
        let none = Choice::new("", text!("desk-template.none"));
        [none]
            .into_iter()
            .chain(known.get().into_iter().enumerate().map(line))
            .collect()
    };
    let chosen = RwSignal::new(String::new());
    let put = move || {
        let found = chosen
            .get_untracked()
            .parse()
            .ok()
            .and_then(|at: usize| known.get_untracked().into_iter().nth(at));
        if let Some(template) = found {
            said.update(|said| {
                if !said.trim().is_empty() {
                    said.push('\n');
                }
                said.push_str(&template.text);
            });
            announce(text!("desk-template.put", name = template.name));
        }
    };
    view! {
        <Show when=move || known.with(|known| !known.is_empty())>
            <Select
                id="desk-template"
                label=t!("desk-template")
                value=chosen
                choices=Signal::derive(lines)
                on_choose=move |at| chosen.set(at)
                testid="desk-template"
            />
            <div class="buttons">
                <Button kind=Kind::Grey testid="desk-template-use" on_press=put>{t!("desk-template.use")}</Button>
            </div>
        </Show>
    }
}
