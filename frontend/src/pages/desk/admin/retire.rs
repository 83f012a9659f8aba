//! Taking an entry of the directory out of use, and back into it. What is there stays: it is shown before, and after, for as
//! long as something is open.

use super::Office;
use super::entry::{Editing, Entry, called, put};
use crate::components::{AskingButton, Button, Kind, LinkButton};
use crate::platform::Device;
use crate::state::use_answer;
use crate::{t, text};
use domain::actor::Role;
use domain::proposal::State;
use domain::query::ProposalQuery;
use domain::refusal::Problem;
use leptos::prelude::*;

/// The most cases that are counted.
const COUNTED: u16 = 100;

/// How many open cases a query finds, up to [`COUNTED`].
pub(super) async fn count_open(device: Device, query: ProposalQuery) -> Result<usize, Problem> {
    let query = ProposalQuery {
        states: State::ALL.into_iter().filter(|state| !state.is_over()).collect(),
        limit: COUNTED,
        ..query
    };
    Ok(device.list(query).await?.page.items.len())
}

/// How many open cases have it; none while that is not known.
fn open_there(entry: &impl Entry) -> Signal<Option<usize>> {
    let query = entry.query();
    let told = use_answer(move |device| count_open(device, query.clone()));
    Signal::derive(move || told.with(|told| told.as_ref()?.as_ref().ok().copied()))
}

/// How many people work for it, as far as that is known.
fn people_there<T: Entry>(entry: &T) -> Signal<usize> {
    let id = entry.id().to_owned();
    let told = use_answer(|device| async move { device.colleagues().await });
    let is_for = move |role: &Role| match role {
        Role::Coordinator { area } | Role::Supervisor { area } => T::WHAT == "area" && area.as_str() == id,
        Role::Officer { department } => T::WHAT == "department" && department.as_str() == id,
        Role::Administrator {} => false,
    };
    Signal::derive(move || {
        told.with(|told| match told {
            Some(Ok(all)) => all.iter().filter(|one| one.roles.iter().any(&is_for)).count(),
            _ => 0,
        })
    })
}

/// Publishes the directory with the entry in or out of use.
fn turn<T: Entry>(office: Office, entry: &T, retired: bool, then: impl FnOnce() + 'static) {
    let id = entry.id().to_owned();
    let change = move |city: &mut domain::city::City| {
        let known = T::all(city).iter().find(|entry| entry.id() == id).cloned();
        if let Some(mut known) = known {
            known.set_retired(retired);
            put(city, known);
        }
        Ok(())
    };
    office.change(change, then);
}

/// The button that takes an entry out of use, and says before what stays there. The city itself is always in use.
pub(super) fn retire<T: Entry>(office: Office, entry: &T, editing: RwSignal<Editing>) -> Option<AnyView> {
    let is_city = T::WHAT == "area"
        && office
            .read(|city| city.root().map(|root| root.as_str().to_owned()))
            .flatten()
            .as_deref()
            == Some(entry.id());
    if entry.is_retired() || is_city {
        return None;
    }
    let (cases, people) = (open_there(entry), people_there(entry));
    let name = called(entry);
    let entry = StoredValue::new(entry.clone());
    let title = Signal::derive(move || text!("admin-retire.title", name = name.clone()));
    let detail = Signal::derive(move || match cases.get() {
        Some(count) => text!("admin-retire.detail", count = count, people = people.get()),
        None => text!("admin-retire.unknown"),
    });
    Some(
        view! {
            <AskingButton
                testid="admin-retire"
                words=t!("admin-retire")
                title=title
                detail=detail
                on_confirm=move |()| {
                    entry.with_value(|entry| turn(office, entry, true, move || editing.set(Editing::Nothing)));
                }
            />
        }
        .into_any(),
    )
}

/// What is still open in a retired entry, and the button that takes it back.
pub(super) fn restored<T: Entry>(entry: &T) -> AnyView {
    let office = Office::here();
    let cases = open_there(entry);
    let address = format!("/proposals?{}={}&state=open", T::WHAT, entry.id());
    let open = move || {
        let address = address.clone();
        let count = cases.get().filter(|count| *count > 0)?;
        Some(view! {
            <LinkButton kind=Kind::Quiet href=address testid="admin-open-there">
                {t!("admin-open-there", count = count)}
            </LinkButton>
        })
    };
    let entry = StoredValue::new(entry.clone());
    view! {
        {open}
        <Button
            kind=Kind::Quiet
            testid="admin-restore"
            on_press=move || entry.with_value(|entry| turn(office, entry, false, || ()))
        >
            {t!("admin-restore")}
        </Button>
    }
    .into_any()
}
