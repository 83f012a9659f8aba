//! The departments, and how they are reached.

use super::Office;
use super::entry::{Editing, EntryForm, Naming, line};
use crate::components::{Button, TextField};
use crate::state::language;
use crate::{t, text};
use domain::city::{Department, Names};
use leptos::prelude::*;

#[component]
pub(super) fn Departments() -> impl IntoView {
    let office = Office::here();
    let editing = RwSignal::new(Editing::Nothing);
    let tag = move || language().tag();
    let form = move || {
        let known = match editing.get() {
            Editing::Nothing => return None,
            Editing::New => None,
            Editing::Of(id) => office.city.with_untracked(|city| {
                city.as_deref()
                    .and_then(|city| city.department(&id.as_str().into()).cloned())
            }),
        };
        Some(view! { <Form known=known editing=editing/> })
    };
    let lines = move || {
        office.read(|city| {
            let line = |found: &Department| {
                let detail = found
                    .contact
                    .clone()
                    .unwrap_or_else(|| text!("admin-contact.none"));
                line(
                    found.id.as_str(),
                    found.names.get(tag()).to_owned(),
                    detail,
                    editing,
                    None,
                )
            };
            city.departments.iter().map(line).collect_view()
        })
    };
    view! {
        <section class="stack" aria-labelledby="admin-departments">
            <div class="row-apart">
                <h2 id="admin-departments">{super::section_name("departments")}</h2>
                <Button testid="admin-add" on_press=move || editing.set(Editing::New)>
                    {t!("admin-add", what = "department")}
                </Button>
            </div>
            {form}
            <ul role="list" class="admin-lines">{lines}</ul>
        </section>
    }
}

#[component]
fn Form(known: Option<Department>, editing: RwSignal<Editing>) -> impl IntoView {
    let naming = known
        .as_ref()
        .map_or_else(Naming::new, |found| Naming::of(found.id.as_str(), &found.names));
    let contact = RwSignal::new(
        known
            .as_ref()
            .and_then(|found| found.contact.clone())
            .unwrap_or_default(),
    );
    let title = match &known {
        None => t!("admin-add", what = "department"),
        Some(found) => {
            let names = found.names.clone();
            t!("admin-change", name = names.get(language().tag()).to_owned())
        }
    };
    let before = known.map_or_else(Names::default, |found| found.names);
    let before = StoredValue::new(before);
    let more = view! {
        <TextField
            id="admin-contact"
            label=t!("admin-contact")
            hint=t!("admin-contact.hint")
            value=contact
            optional=true
            testid="admin-contact"
        />
    };
    view! {
        <EntryForm
            title=title
            naming=naming
            more=more.into_any()
            editing=editing
            write=move |city| {
                let id = naming.checked_id(|id| city.department(&id.into()).is_some())?;
                let names = before.with_value(|before| naming.names(before))?;
                let contact = contact.get_untracked().trim().to_owned();
                let entry = Department {
                    id: id.as_str().into(),
                    names,
                    contact: (!contact.is_empty()).then_some(contact),
                };
                match city.departments.iter_mut().find(|found| found.id == entry.id) {
                    Some(found) => *found = entry,
                    None => city.departments.push(entry),
                }
                Ok(())
            }
        />
    }
}
