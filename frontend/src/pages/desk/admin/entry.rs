//! What the directory's lists have in common: an entry with a code and names, the form that changes it, and the list.

use super::retire::{restored, retire};
use super::{Office, problem};
use crate::components::{Button, Choice, Kind, TextField, announce};
use crate::pages::choices::{Entries, named};
use crate::{t, text};
use domain::city::{Area, Category, City, Department, Names, is_id};
use domain::query::ProposalQuery;
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

/// An entry of one of the directory's lists.
pub(super) trait Entry: Clone + Send + Sync + 'static {
    /// Its kind in the ids of messages.
    const WHAT: &'static str;
    fn id(&self) -> &str;
    fn names(&self) -> &Names;
    fn all(city: &City) -> &[Self];
    fn all_mut(city: &mut City) -> &mut Vec<Self>;
    fn is_retired(&self) -> bool;
    fn set_retired(&mut self, retired: bool);
    /// Asks for the cases that have it.
    fn query(&self) -> ProposalQuery;
}

macro_rules! entries {
    ($($Entry:ident $list:ident $field:ident $what:literal;)+) => {$(
        impl Entry for $Entry {
            const WHAT: &'static str = $what;
            fn id(&self) -> &str {
                self.id.as_str()
            }
            fn names(&self) -> &Names {
                &self.names
            }
            fn all(city: &City) -> &[Self] {
                &city.$list
            }
            fn all_mut(city: &mut City) -> &mut Vec<Self> {
                &mut city.$list
            }
            fn is_retired(&self) -> bool {
                self.retired
            }
            fn set_retired(&mut self, retired: bool) {
                self.retired = retired;
            }
            fn query(&self) -> ProposalQuery {
                ProposalQuery {
                    $field: Some(self.id.clone()),
                    ..ProposalQuery::default()
                }
            }
        }
    )+};
}
entries! {
    Area areas area "area";
    Department departments department "department";
    Category categories category "category";
}

/// What it is called in the language that holds now.
pub(super) fn called<T: Entry>(entry: &T) -> String {
    named(entry.names(), entry.is_retired())
}

/// The entries as lines to choose from, after a first line that chooses none of them.
pub(super) fn choices<T: Entry>(office: Office, none: String, entries: &Entries) -> Vec<Choice> {
    let has = |entry: &&T| entries.has(entry.id(), entry.is_retired());
    let line = |entry: &T| Choice::new(entry.id(), called(entry));
    let known = office.read(|city| T::all(city).iter().filter(has).map(line).collect::<Vec<_>>());
    let none = Choice::new("", none);
    [none].into_iter().chain(known.unwrap_or_default()).collect()
}

/// Puts an entry in the place of the one with its code, or at the end.
pub(super) fn put<T: Entry>(city: &mut City, entry: T) {
    let all = T::all_mut(city);
    match all.iter_mut().find(|known| known.id() == entry.id()) {
        Some(known) => *known = entry,
        None => all.push(entry),
    }
}

/// The form that is open, if one is: of a new entry, or of the one that is being changed as it is now.
pub(super) fn form<T: Entry>(
    office: Office,
    editing: RwSignal<Editing>,
    draw: impl Fn(Option<T>) -> AnyView,
) -> Option<AnyView> {
    match editing.get() {
        Editing::Nothing => None,
        Editing::New => Some(draw(None)),
        Editing::Of(id) => office.city.with_untracked(|city| {
            let known = T::all(city.as_deref()?).iter().find(|entry| entry.id() == id)?;
            Some(draw(Some(known.clone())))
        }),
    }
}

/// The button that adds an entry.
pub(super) fn add<T: Entry>(editing: RwSignal<Editing>) -> impl IntoView {
    view! {
        <Button testid="admin-add" on_press=move || editing.set(Editing::New)>
            {t!("admin-add", what = T::WHAT)}
        </Button>
    }
}

/// A part of the desk that is one list: each entry with a line of words about it, and the form of the one that is open.
pub(super) fn list<T: Entry>(
    section: &'static str,
    detail: impl Fn(&T) -> String + Copy + Send + Sync + 'static,
    draw: impl Fn(Option<T>, RwSignal<Editing>) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let office = Office::here();
    let editing = RwSignal::new(Editing::Nothing);
    let lines = move || {
        office.read(|city| {
            let line = |entry: &T| line(entry, detail(entry), editing, None);
            T::all(city).iter().map(line).collect_view()
        })
    };
    let heading = format!("admin-{section}");
    view! {
        <section class="stack" aria-labelledby=heading.clone()>
            <div class="row-apart">
                <h2 id=heading.clone()>{super::section_name(section)}</h2>
                {add::<T>(editing)}
            </div>
            {move || form(office, editing, |known| draw(known, editing))}
            <ul role="list" class="admin-lines">{lines}</ul>
        </section>
    }
}

/// Code and names of an entry that is being written.
#[derive(Clone, Copy)]
struct Naming {
    /// The code is asked for where the entry is new: it never changes.
    is_new: bool,
    id: RwSignal<String>,
    zh: RwSignal<String>,
    en: RwSignal<String>,
}

impl Naming {
    fn of(known: Option<&impl Entry>) -> Self {
        let name = |tag: &str| {
            let given = known.and_then(|entry| entry.names().0.get(tag).cloned());
            RwSignal::new(given.unwrap_or_default())
        };
        Self {
            is_new: known.is_none(),
            id: RwSignal::new(known.map(|entry| entry.id().to_owned()).unwrap_or_default()),
            zh: name("zh-CN"),
            en: name("en"),
        }
    }

    /// The code, if it may be one and is not another's.
    fn checked_id<T: Entry>(self, city: &City) -> Result<String, Problem> {
        let id = self.id.get_untracked().trim().to_owned();
        let is_taken = self.is_new && T::all(city).iter().any(|entry| entry.id() == id);
        match (is_taken, is_id(&id)) {
            (true, _) => Err(Problem::new("table-twice").with("id", id)),
            (_, false) => Err(Problem::new("table-id").with("id", id)),
            _ => Ok(id),
        }
    }

    /// The names as they are now, beside those in other languages.
    fn names(self, known: &Names) -> Result<Names, Problem> {
        let mut names = known.clone();
        for (tag, name) in [("zh-CN", self.zh), ("en", self.en)] {
            names.set(tag, &name.get_untracked());
        }
        match names.are_fit() {
            true => Ok(names),
            false => Err(Problem::new("table-name").with("id", self.id.get_untracked())),
        }
    }

    fn fields(self, office: Office) -> impl IntoView {
        let code = self.is_new.then(|| {
            view! {
                <TextField
                    id="admin-code"
                    label=t!("admin-code")
                    hint=t!("admin-code.hint")
                    value=self.id
                    required=true
                    error=office.wrong(&["table-id", "table-twice"])
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
                error=office.wrong(&["table-name"])
                testid="admin-zh"
            />
            <TextField id="admin-en" label=t!("admin-name-en") value=self.en optional=true testid="admin-en"/>
            {code}
        }
    }
}

/// A form for one entry; `more` are the fields that only this kind has, and `write` makes the entry of what was filled in: it
/// is told the code and the names.
#[component]
pub(super) fn EntryForm<T: Entry>(
    known: Option<T>,
    more: AnyView,
    editing: RwSignal<Editing>,
    write: impl Fn(String, Names) -> T + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let office = Office::here();
    office.problem.set(None);
    let naming = Naming::of(known.as_ref());
    let known = StoredValue::new(known);
    let title = Signal::derive(move || {
        known.with_value(|known| match known {
            None => text!("admin-add", what = T::WHAT),
            Some(known) => text!("admin-change", name = called(known)),
        })
    });
    let put = move |city: &mut City| {
        let id = naming.checked_id::<T>(city)?;
        let before = known.with_value(|known| known.as_ref().map(|known| known.names().clone()));
        let names = naming.names(&before.unwrap_or_default())?;
        let mut entry = write(id, names);
        entry.set_retired(known.with_value(|known| known.as_ref().is_some_and(T::is_retired)));
        put(city, entry);
        Ok(())
    };
    let close = move || editing.set(Editing::Nothing);
    let retire = known.with_value(|known| known.as_ref().map(|known| retire(office, known, editing)));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        office.change(put, close);
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
                {retire}
            </div>
        </form>
    }
}

/// An entry as a line of its list.
pub(super) fn line<T: Entry>(
    entry: &T,
    detail: String,
    editing: RwSignal<Editing>,
    more: Option<AnyView>,
) -> AnyView {
    let (id, name) = (entry.id(), called(entry));
    let (key, name_id) = (id.to_owned(), format!("admin-{id}"));
    view! {
        <li class="admin-line" data-testid="admin-line" data-id=id.to_owned()>
            <div class="admin-words">
                <b id=name_id.clone()>{name}</b>
                <span class="small second">{detail}</span>
            </div>
            <div class="buttons">
                {more}
                {entry.is_retired().then(|| restored(entry))}
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
