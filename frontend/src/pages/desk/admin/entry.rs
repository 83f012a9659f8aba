//! What the directory's lists have in common: an entry with a code and names, the form that changes it, and the list.

use super::{Office, problem};
use crate::components::{Button, Kind, TextField, announce};
use crate::words::told;
use crate::{t, text};
use domain::city::{City, Names, is_id};
use domain::refusal::Problem;
use leptos::prelude::*;

/// Which entry of a list is being changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Editing {
    #[default]
    Nothing,
    New,
    Of(String),
}

/// Code and names of an entry that is being written.
#[derive(Clone, Copy)]
pub(super) struct Naming {
    /// The code is asked for where the entry is new: it never changes.
    is_new: bool,
    pub(super) id: RwSignal<String>,
    zh: RwSignal<String>,
    en: RwSignal<String>,
}

impl Naming {
    pub(super) fn new() -> Self {
        Self {
            is_new: true,
            id: RwSignal::default(),
            zh: RwSignal::default(),
            en: RwSignal::default(),
        }
    }

    pub(super) fn of(id: &str, names: &Names) -> Self {
        let name = |tag: &str| RwSignal::new(names.0.get(tag).cloned().unwrap_or_default());
        Self {
            is_new: false,
            id: RwSignal::new(id.to_owned()),
            zh: name("zh-CN"),
            en: name("en"),
        }
    }

    /// The code, if it may be one: `taken` says which are.
    pub(super) fn checked_id(self, taken: impl Fn(&str) -> bool) -> Result<String, Problem> {
        let id = self.id.get_untracked().trim().to_owned();
        match (self.is_new && taken(&id), is_id(&id)) {
            (true, _) => Err(Problem::new("table-twice").with("id", id)),
            (_, false) => Err(Problem::new("table-id").with("id", id)),
            _ => Ok(id),
        }
    }

    /// The names as they are now, beside those in other languages.
    pub(super) fn names(self, known: &Names) -> Result<Names, Problem> {
        let mut names = known.clone();
        for (tag, name) in [("zh-CN", self.zh), ("en", self.en)] {
            match name.get_untracked().trim() {
                "" => drop(names.0.remove(tag)),
                name => drop(names.0.insert(tag.to_owned(), name.to_owned())),
            }
        }
        match names.are_fit() {
            true => Ok(names),
            false => Err(Problem::new("table-name").with("id", self.id.get_untracked())),
        }
    }

    fn fields(self, office: Office) -> impl IntoView {
        let wrong = move |code: &'static [&'static str]| {
            Signal::derive(move || {
                let problem = office.problem.get();
                let problem = problem.filter(|problem| code.contains(&problem.code.as_str()));
                problem.map(|problem| told(&problem).what)
            })
        };
        let code = self.is_new.then(|| {
            view! {
                <TextField
                    id="admin-code"
                    label=t!("admin-code")
                    hint=t!("admin-code.hint")
                    value=self.id
                    required=true
                    error=wrong(&["table-id", "table-twice"])
                    testid="admin-code"
                />
            }
        });
        view! {
            <TextField
                id="admin-zh"
                label=t!("admin-name-zh")
                value=self.zh
                required=true
                error=wrong(&["table-name"])
                testid="admin-zh"
            />
            <TextField id="admin-en" label=t!("admin-name-en") value=self.en optional=true testid="admin-en"/>
            {code}
        }
    }
}

/// A form for one entry; `more` are the fields that only this kind has, and `write` puts it into the directory.
#[component]
pub(super) fn EntryForm(
    #[prop(into)] title: Signal<String>,
    naming: Naming,
    more: AnyView,
    editing: RwSignal<Editing>,
    write: impl Fn(&mut City) -> Result<(), Problem> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let office = Office::here();
    office.problem.set(None);
    let close = move || editing.set(Editing::Nothing);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        office.change(write, close);
    };
    view! {
        <form class="card stack" novalidate=true on:submit=save data-testid="admin-form" aria-label=title>
            <h3>{title}</h3>
            {naming.fields(office)}
            {more}
            {problem(office)}
            <div class="buttons">
                <Button kind=Kind::Main submit=true disabled=office.busy testid="admin-save">
                    {t!("admin-save")}
                </Button>
                <Button
                    kind=Kind::Grey
                    testid="admin-cancel"
                    on_press=move || {
                        office.problem.set(None);
                        close();
                        announce(text!("admin-unchanged"));
                    }
                >
                    {t!("button-cancel")}
                </Button>
            </div>
        </form>
    }
}

/// An entry as a line of its list.
pub(super) fn line(
    id: &str,
    name: String,
    detail: String,
    editing: RwSignal<Editing>,
    more: Option<AnyView>,
) -> AnyView {
    let (key, name_id) = (id.to_owned(), format!("admin-{id}"));
    view! {
        <li class="admin-line" data-testid="admin-line" data-id=id.to_owned()>
            <div class="admin-words">
                <b id=name_id.clone()>{name}</b>
                <span class="small second">{detail}</span>
            </div>
            <div class="buttons">
                {more}
                <Button
                    kind=Kind::Plain
                    described=name_id
                    testid="admin-edit"
                    on_press=move || editing.set(Editing::Of(key.clone()))
                >
                    {t!("admin-edit")}
                </Button>
            </div>
        </li>
    }
    .into_any()
}
