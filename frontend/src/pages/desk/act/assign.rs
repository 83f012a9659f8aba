//! Finding the department.

use super::{Desk, Offer};
use crate::components::{Choice, Kind, Select};
use crate::pages::desk::keys::KeyButton;
use crate::shortcuts::Shortcut;
use crate::state::{language, use_city};
use crate::words::{category_name, department_name};
use crate::{t, text};
use domain::city::{City, Department};
use domain::id::DepartmentId;
use domain::proposal::{Action, ActionKind};
use leptos::prelude::*;

/// Chooses the lead and joint departments. The one that usually handles the category is proposed, and it says why.
#[component]
pub(super) fn Assign(offer: Offer) -> impl IntoView {
    let desk = Desk::here();
    let category = offer.category.clone();
    let usual = Memo::new(move |_| {
        use_city().with(|city| {
            city.as_ref()?
                .usual(category.as_ref()?)
                .map(|usual| usual.id.clone())
        })
    });
    // Who had it before may be retired by now.
    let usable = |id: &&DepartmentId| untrack(in_use).iter().any(|department| department.id == **id);
    let before = offer.lead.as_ref().filter(usable).cloned();
    let chosen = RwSignal::new(None::<DepartmentId>);
    let lead = Memo::new(move |_| chosen.get().or_else(|| before.clone()).or_else(|| usual.get()));
    let joint = RwSignal::new(offer.joint.iter().filter(usable).cloned().collect::<Vec<_>>());
    let category = offer.category.clone();
    let why = move || match (usual.get(), &category) {
        (Some(usual), Some(category)) => {
            let usual = text!("desk-assign.usual", department = department_name(&usual));
            format!("{} · {usual}", category_name(category))
        }
        _ => String::new(),
    };
    let assign = move || {
        let Some(lead) = lead.get_untracked() else { return };
        let joint = joint
            .get_untracked()
            .into_iter()
            .filter(|other| *other != lead)
            .collect();
        desk.send(Action::Assign { lead, joint }, || ());
    };
    let with = move |department: DepartmentId| {
        let id = department.clone();
        let turn = move |event| {
            let on = event_target_checked(&event);
            joint.update(|joint| {
                joint.retain(|other| *other != id);
                if on {
                    joint.push(id.clone());
                }
            });
        };
        let (here, name) = (department.clone(), department.clone());
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    data-testid=format!("desk-joint-{department}")
                    prop:checked=move || joint.with(|joint| joint.contains(&here))
                    on:change=turn
                />
                <span>{move || department_name(&name)}</span>
            </label>
        }
    };
    let others = move || {
        let lead = lead.get();
        in_use()
            .into_iter()
            .map(|it| it.id)
            .filter(|id| Some(id) != lead.as_ref())
            .map(with)
            .collect_view()
    };
    let joined = move || {
        let names: Vec<String> = joint.get().iter().map(department_name).collect();
        if names.is_empty() {
            text!("desk-assign.none")
        } else {
            names.join(" · ")
        }
    };
    view! {
        <Select
            id="desk-lead"
            label=t!("desk-assign.lead")
            hint=Signal::derive(why)
            value=Signal::derive(move || lead.get().map_or_else(String::new, |id| id.to_string()))
            choices=Signal::derive(move || departments(lead.with(Option::is_none)))
            on_choose=move |code: String| {
                chosen.set((!code.is_empty()).then(|| DepartmentId::from(code.as_str())));
            }
            testid="desk-lead"
        />
        <details class="desk-joint">
            <summary data-testid="desk-joint">
                <b>{t!("desk-assign.joint")}</b> " " <span class="second">{joined}</span>
            </summary>
            <div class="choices" role="group" aria-label=t!("desk-assign.joint")>{others}</div>
        </details>
        <KeyButton of=Shortcut::Do(ActionKind::Assign) kind=Kind::Main testid="desk-assign" on_press=assign>{t!("desk-assign")}</KeyButton>
    }
}

/// The departments that something can be given to.
fn in_use() -> Vec<Department> {
    let of = |city: &City| city.departments_in_use().cloned().collect();
    use_city().with(|city| city.as_deref().map(of).unwrap_or_default())
}

/// Each of them as a line; with `none`, also that none is chosen.
fn departments(none: bool) -> Vec<Choice> {
    let tag = language().tag();
    let mut choices: Vec<Choice> = none.then(|| Choice::new("", "—")).into_iter().collect();
    let line = |department: Department| Choice::new(department.id.as_str(), department.names.get(tag));
    choices.extend(in_use().into_iter().map(line));
    choices
}
