//! The departments, and how they are reached.

use super::entry::{Editing, EntryForm, list};
use super::templates::{Templates, writing, written};
use crate::components::{Switch, TextField};
use crate::{t, text};
use domain::city::Department;
use leptos::prelude::*;

#[component]
pub(super) fn Departments() -> impl IntoView {
    let contact = |found: &Department| {
        found
            .contact
            .clone()
            .unwrap_or_else(|| text!("admin-contact.none"))
    };
    list("departments", contact, |known, editing| {
        view! { <Form known=known editing=editing/> }.into_any()
    })
}

#[component]
fn Form(known: Option<Department>, editing: RwSignal<Editing>) -> impl IntoView {
    let contact = known.as_ref().and_then(|found| found.contact.clone());
    let contact = RwSignal::new(contact.unwrap_or_default());
    let second_eyes = RwSignal::new(known.as_ref().is_some_and(|found| found.second_eyes));
    let templates = writing(known.as_ref().map_or(&[], |found| &found.templates));
    let more = view! {
        <TextField
            id="admin-contact"
            label=t!("admin-contact")
            hint=t!("admin-contact.hint")
            value=contact
            optional=true
            testid="admin-contact"
        />
        <Switch
            on=second_eyes
            words=t!("admin-second-eyes")
            detail=t!("admin-second-eyes.hint")
            testid="admin-second-eyes"
            on_turn=move |on| second_eyes.set(on)
        />
        <Templates writing=templates hint="admin-templates.hint"/>
    };
    view! {
        <EntryForm
            known=known
            more=more.into_any()
            editing=editing
            write=move |id, names| {
                let contact = contact.get_untracked().trim().to_owned();
                Department {
                    id: id.as_str().into(),
                    names,
                    contact: (!contact.is_empty()).then_some(contact),
                    second_eyes: second_eyes.get_untracked(),
                    templates: written(templates),
                    retired: false,
                }
            }
        />
    }
}
