//! The areas, one level at a time: what lies in the area that is open, or what has the letters that are looked for.

use super::Office;
use super::entry::{Editing, EntryForm, add, called, form, line};
use super::import::Import;
use super::templates::{Templates, writing, written};
use crate::components::{Button, Choice, Kind, LinkButton, Select, TextField};
use crate::{t, text};
use domain::city::{Area, AreaKind, City};
use domain::id::AreaId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The most that are shown of what was looked for.
const FOUND: usize = 50;

#[component]
pub(super) fn Areas() -> impl IntoView {
    let office = Office::here();
    let editing = RwSignal::new(Editing::Nothing);
    let importing = RwSignal::new(false);
    let sought = RwSignal::new(String::new());
    let query = use_query_map();
    // The area that is open: it is in the address, so that the way back is the browser's.
    let open = Memo::new(move |_| {
        let named = query.with(|query| query.get("in"));
        office
            .read(|city| {
                let named = named.map(|id| AreaId::from(id.as_str()));
                let known = named.filter(|id| city.area(id).is_some());
                known.or_else(|| city.root().cloned())
            })
            .flatten()
    });
    let above = move || {
        office.read(|city| {
            let mut way: Vec<&Area> = open.get().iter().flat_map(|id| city.lineage(id)).collect();
            way.reverse();
            let last = way.len().saturating_sub(1);
            let step = |(at, area): (usize, &Area)| {
                let name = called(area);
                let current = (at == last).then_some("page");
                view! { <li><a href=address(&area.id) aria-current=current>{name}</a></li> }
            };
            way.into_iter().enumerate().map(step).collect_view()
        })
    };
    let shown = move || {
        office.read(|city| {
            let open = open.get();
            sought.with(|sought| match sought.trim() {
                "" => shown_in(city, open.as_ref()),
                sought => found(city, sought),
            })
        })
    };
    let lines = move || {
        let (areas, more) = shown()?;
        let line = |area: Area| {
            let inner = office
                .read(|city| within(city, &area.id).count())
                .unwrap_or_default();
            let detail = text!(
                "admin-area",
                kind = area.kind.name(),
                code = area.id.as_str(),
                count = inner
            );
            let go = view! {
                <LinkButton kind=Kind::Quiet href=address(&area.id)>{t!("admin-area.open")}</LinkButton>
            };
            let is_open = open.with(|open| open.as_ref() == Some(&area.id));
            let more = (inner > 0 && !is_open).then(|| go.into_any());
            line(&area, detail, editing, more)
        };
        let none = areas
            .is_empty()
            .then(|| view! { <p class="second">{t!("admin-areas-none")}</p> });
        let rest = (more > 0).then(|| view! { <p class="second">{t!("admin-areas-more", count = more)}</p> });
        Some(view! {
            <ul role="list" class="admin-lines">{areas.into_iter().map(line).collect_view()}</ul>
            {none}
            {rest}
        })
    };
    view! {
        <section class="stack" aria-labelledby="admin-areas">
            <div class="row-apart">
                <h2 id="admin-areas">{super::section_name("areas")}</h2>
                <div class="buttons">
                    {add::<Area>(editing)}
                    <Button
                        kind=Kind::Plain
                        testid="admin-import"
                        pressed=Signal::derive(move || importing.get())
                        on_press=move || importing.update(|on| *on = !*on)
                    >
                        {t!("admin-import")}
                    </Button>
                </div>
            </div>
            <Show when=move || importing.get()>
                <Import open=importing/>
            </Show>
            {move || {
                form(office, editing, |known| {
                    view! { <Form known=known within=open.get_untracked() editing=editing/> }.into_any()
                })
            }}
            <nav aria-label=t!("admin-area.way")>
                <ol role="list" class="admin-way">{above}</ol>
            </nav>
            <TextField
                id="admin-sought"
                kind="search"
                label=t!("admin-sought")
                value=sought
                optional=true
                testid="admin-sought"
            />
            {lines}
        </section>
    }
}

fn address(id: &AreaId) -> String {
    format!("/desk/admin/areas?in={id}")
}

fn within<'a>(city: &'a City, id: &'a AreaId) -> impl Iterator<Item = &'a Area> {
    city.areas
        .iter()
        .filter(move |area| area.parent.as_ref() == Some(id))
}

/// What lies in the area that is open, after itself.
fn shown_in(city: &City, open: Option<&AreaId>) -> (Vec<Area>, usize) {
    let Some(open) = open else {
        return (Vec::new(), 0);
    };
    let own = city.area(open).into_iter();
    (own.chain(within(city, open)).cloned().collect(), 0)
}

/// The first that have these letters in a name or as their code, and how many more do.
fn found(city: &City, sought: &str) -> (Vec<Area>, usize) {
    let sought = sought.to_lowercase();
    let has = |area: &&Area| {
        let mut names = area.names.0.values();
        area.id.as_str() == sought || names.any(|name| name.to_lowercase().contains(&sought))
    };
    let mut all = city.areas.iter().filter(has);
    let first = all.by_ref().take(FOUND).cloned().collect();
    (first, all.count())
}

/// `within` is where a new one lies.
#[component]
fn Form(known: Option<Area>, within: Option<AreaId>, editing: RwSignal<Editing>) -> impl IntoView {
    let office = Office::here();
    let above = within
        .as_ref()
        .and_then(|id| office.read(|city| city.area(id).map(|area| area.kind)).flatten());
    let kind = known
        .as_ref()
        .map(|area| area.kind)
        .or_else(|| above.and_then(one_below));
    let kind = RwSignal::new(kind.unwrap_or(AreaKind::Community));
    let kinds = Signal::derive(|| {
        let line = |kind: AreaKind| Choice::new(kind.name(), text!("admin-kind", kind = kind.name()));
        AreaKind::ALL.map(line).to_vec()
    });
    let parent = known.as_ref().map_or(within, |area| area.parent.clone());
    let parent = StoredValue::new(parent);
    // It comes by a file, and stays as it is here.
    let boundary = StoredValue::new(known.as_ref().and_then(|area| area.boundary.clone()));
    let templates = writing(known.as_ref().map_or(&[], |area| &area.templates));
    let more = view! {
        <Select
            id="admin-kind"
            label=t!("admin-kind-label")
            value=Signal::derive(move || kind.get().name().to_owned())
            choices=kinds
            on_choose=move |name: String| {
                if let Some(chosen) = AreaKind::ALL.into_iter().find(|kind| kind.name() == name) {
                    kind.set(chosen);
                }
            }
            testid="admin-kind"
        />
        <Templates writing=templates hint="admin-templates.area"/>
    };
    view! {
        <EntryForm
            known=known
            more=more.into_any()
            editing=editing
            write=move |id, names| Area {
                id: id.as_str().into(),
                kind: kind.get_untracked(),
                parent: parent.get_value(),
                names,
                boundary: boundary.get_value(),
                templates: written(templates),
                retired: false,
            }
        />
    }
}

/// The kind of what usually lies in an area of this kind.
fn one_below(kind: AreaKind) -> Option<AreaKind> {
    let at = AreaKind::ALL.iter().position(|known| *known == kind)?;
    AreaKind::ALL.get(at + 1).copied()
}
