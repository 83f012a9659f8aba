//! What proposals are about, and who usually handles it.

use super::Office;
use super::entry::{Editing, EntryForm, Naming, line};
use crate::components::{Button, Choice, Select, TextField};
use crate::state::language;
use crate::words::department_name;
use crate::{t, text};
use domain::city::{Category, Names};
use leptos::prelude::*;

#[component]
pub(super) fn Categories() -> impl IntoView {
    let office = Office::here();
    let editing = RwSignal::new(Editing::Nothing);
    let form = move || {
        let known = match editing.get() {
            Editing::Nothing => return None,
            Editing::New => None,
            Editing::Of(id) => office.city.with_untracked(|city| {
                city.as_deref()
                    .and_then(|city| city.category(&id.as_str().into()).cloned())
            }),
        };
        Some(view! { <Form known=known editing=editing/> })
    };
    let lines = move || {
        office.read(|city| {
            let line = |found: &Category| {
                let department = found.department.as_ref().map(department_name);
                let detail = department.unwrap_or_else(|| text!("admin-usual.none"));
                let name = found.names.get(language().tag()).to_owned();
                line(found.id.as_str(), name, detail, editing, None)
            };
            city.categories.iter().map(line).collect_view()
        })
    };
    view! {
        <section class="stack" aria-labelledby="admin-categories">
            <div class="row-apart">
                <h2 id="admin-categories">{super::section_name("categories")}</h2>
                <Button testid="admin-add" on_press=move || editing.set(Editing::New)>
                    {t!("admin-add", what = "category")}
                </Button>
            </div>
            {form}
            <ul role="list" class="admin-lines">{lines}</ul>
        </section>
    }
}

#[component]
fn Form(known: Option<Category>, editing: RwSignal<Editing>) -> impl IntoView {
    let office = Office::here();
    let naming = known
        .as_ref()
        .map_or_else(Naming::new, |found| Naming::of(found.id.as_str(), &found.names));
    let example = |tag: &str| {
        let given = known
            .as_ref()
            .and_then(|found| found.examples.0.get(tag).cloned());
        RwSignal::new(given.unwrap_or_default())
    };
    let (zh, en) = (example("zh-CN"), example("en"));
    let usual = known.as_ref().and_then(|found| found.department.as_ref());
    let usual = RwSignal::new(usual.map(|id| id.as_str().to_owned()).unwrap_or_default());
    let departments = Signal::derive(move || {
        let none = Choice::new("", text!("admin-usual.none"));
        let known = office.read(|city| {
            let line = |found: &domain::city::Department| {
                Choice::new(found.id.as_str(), found.names.get(language().tag()))
            };
            city.departments.iter().map(line).collect::<Vec<_>>()
        });
        [none]
            .into_iter()
            .chain(known.unwrap_or_default())
            .collect::<Vec<_>>()
    });
    let title = match &known {
        None => t!("admin-add", what = "category"),
        Some(found) => {
            let names = found.names.clone();
            t!("admin-change", name = names.get(language().tag()).to_owned())
        }
    };
    let before = StoredValue::new(known);
    let more = view! {
        <Select
            id="admin-usual"
            label=t!("admin-usual")
            value=usual
            choices=departments
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
            title=title
            naming=naming
            more=more.into_any()
            editing=editing
            write=move |city| {
                let id = naming.checked_id(|id| city.category(&id.into()).is_some())?;
                let before = before.get_value();
                let called = before.as_ref().map_or_else(Names::default, |found| found.names.clone());
                let mut examples = before.as_ref().map_or_else(Names::default, |found| found.examples.clone());
                for (tag, given) in [("zh-CN", zh), ("en", en)] {
                    match given.get_untracked().trim() {
                        "" => drop(examples.0.remove(tag)),
                        given => drop(examples.0.insert(tag.to_owned(), given.to_owned())),
                    }
                }
                let department = usual.get_untracked();
                let entry = Category {
                    id: id.as_str().into(),
                    names: naming.names(&called)?,
                    examples,
                    department: (!department.is_empty()).then(|| department.as_str().into()),
                    clocks: before.and_then(|found| found.clocks),
                };
                match city.categories.iter_mut().find(|found| found.id == entry.id) {
                    Some(found) => *found = entry,
                    None => city.categories.push(entry),
                }
                Ok(())
            }
        />
    }
}
