//! What proposals are about, and who usually handles it.

use super::Office;
use super::entry::{Editing, EntryForm, choices, list};
use crate::components::{Select, TextField};
use crate::pages::choices::Entries;
use crate::words::department_name;
use crate::{t, text};
use domain::city::{Category, Department, Names};
use leptos::prelude::*;

#[component]
pub(super) fn Categories() -> impl IntoView {
    let usual = |found: &Category| {
        let department = found.department.as_ref().map(department_name);
        department.unwrap_or_else(|| text!("admin-usual.none"))
    };
    list("categories", usual, |known, editing| {
        view! { <Form known=known editing=editing/> }.into_any()
    })
}

#[component]
fn Form(known: Option<Category>, editing: RwSignal<Editing>) -> impl IntoView {
    let office = Office::here();
    let example = |tag: &str| {
        let given = known
            .as_ref()
            .and_then(|found| found.examples.0.get(tag).cloned());
        RwSignal::new(given.unwrap_or_default())
    };
    let (zh, en) = (example("zh-CN"), example("en"));
    let usual = known.as_ref().and_then(|found| found.department.as_ref());
    let usual = RwSignal::new(usual.map(|id| id.as_str().to_owned()).unwrap_or_default());
    let kept = known.as_ref().map(|found| (found.examples.clone(), found.clocks));
    let kept: StoredValue<(Names, _)> = StoredValue::new(kept.unwrap_or_default());
    let more = view! {
        <Select
            id="admin-usual"
            label=t!("admin-usual")
            value=usual
            choices=Signal::derive(move || choices::<Department>(office, text!("admin-usual.none"), &Entries::InUse { besides: usual.get() }))
            on_choose=move |id: String| usual.set(id)
            testid="admin-usual"
        />
        <TextField
            id="admin-examples-zh"
            label=t!("admin-examples-zh")
            hint=t!("admin-examples-zh.hint")
            value=zh
            optional=true
            testid="admin-examples-zh"
        />
        <TextField
            id="admin-examples-en"
            label=t!("admin-examples-en")
            value=en
            optional=true
            testid="admin-examples-en"
        />
    };
    view! {
        <EntryForm
            known=known
            more=more.into_any()
            editing=editing
            write=move |id, names| {
                let (mut examples, clocks) = kept.get_value();
                for (tag, given) in [("zh-CN", zh), ("en", en)] {
                    examples.set(tag, &given.get_untracked());
                }
                let department = usual.get_untracked();
                Category {
                    id: id.as_str().into(),
                    names,
                    examples,
                    department: (!department.is_empty()).then(|| department.as_str().into()),
                    clocks,
                    retired: false,
                }
            }
        />
    }
}
