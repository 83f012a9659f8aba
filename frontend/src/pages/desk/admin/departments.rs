//! The departments, and how they are reached.

use super::entry::{Editing, EntryForm, list};
use crate::components::TextField;
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
            known=known
            more=more.into_any()
            editing=editing
            write=move |id, names| {
                let contact = contact.get_untracked().trim().to_owned();
                Department {
                    id: id.as_str().into(),
                    names,
                    contact: (!contact.is_empty()).then_some(contact),
                }
            }
        />
    }
}
