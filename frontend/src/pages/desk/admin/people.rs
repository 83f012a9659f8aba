//! Who works for the city, and as what. Roles are given by a command of their own, so that the log has it.

use super::entry::choices;
use super::vacant::vacant;
use super::{Office, problem};
use crate::components::{Button, Choice, ConfirmDialog, ErrorNote, Kind, Select, TextField, announce};
use crate::pages::choices::{Entries, areas};
use crate::pages::desk::act::sent;
use crate::pages::doing::attempt;
use crate::pages::roles::role_words;
use crate::state::{Colleagues, use_answer, use_device};
use crate::words::area_name;
use crate::{t, text};
use client::api::PersonAsk;
use domain::actor::Role;
use domain::city::Department;
use domain::command::Order;
use domain::protocol::{Colleague, SignUp, Supervised};
use domain::refusal::Problem;
use leptos::prelude::*;
use std::collections::BTreeSet;

#[component]
pub(super) fn People() -> impl IntoView {
    let office = Office::here();
    office.problem.set(None);
    let colleagues = Colleagues::provide();
    let open = RwSignal::new(None::<Colleague>);
    let form = move || {
        open.get()
            .map(|person| view! { <RolesForm person=person open=open/> })
    };
    let line = move |person: Colleague| {
        let roles = {
            let roles = person.roles.clone();
            move || {
                roles
                    .iter()
                    .map(role_words)
                    .collect::<Vec<_>>()
                    .join(&text!("admin-year.and"))
            }
        };
        let name_id = format!("admin-{}", person.account);
        let person_id = person.account.to_string();
        let name = person.name.clone();
        let change = move || {
            open.set(Some(person.clone()));
        };
        view! {
            <li class="admin-line" data-testid="admin-person" data-id=person_id>
                <div class="admin-words">
                    <b id=name_id.clone()>{called(name)}</b>
                    <span class="small second">{roles}</span>
                </div>
                <Button kind=Kind::Plain described=name_id testid="admin-edit" on_press=change>
                    {t!("admin-edit")}
                </Button>
            </li>
        }
    };
    let lines = move || match colleagues.all() {
        None => view! { <p class="second">{t!("admin-people-unknown")}</p> }.into_any(),
        Some(all) => {
            view! { <ul role="list" class="admin-lines">{all.into_iter().map(line).collect_view()}</ul> }
                .into_any()
        }
    };
    view! {
        <section class="stack" aria-labelledby="admin-people" data-testid="admin-people">
            <h2 id="admin-people">{super::section_name("people")}</h2>
            <Uncovered/>
            <Find open=open/>
            {form}
            {lines}
        </section>
    }
}

/// Cases that citizens are to look at, where no supervisor has the area: an administrator can give somebody the role.
#[component]
fn Uncovered() -> impl IntoView {
    let told = use_answer(|device| async move { device.supervisions().await });
    let areas = Memo::new(move |_| {
        let areas = |cases: &[Supervised]| cases.iter().map(|one| one.card.area.clone()).collect::<Vec<_>>();
        told.with(|told| match told {
            Some(Ok(told)) => areas(&told.uncovered),
            _ => Vec::new(),
        })
    });
    let note = move || {
        let areas = areas.get();
        let count = areas.len();
        let names = move || {
            let names: BTreeSet<String> = areas.iter().map(area_name).collect();
            names.into_iter().collect::<Vec<_>>().join(&text!("list-between"))
        };
        view! {
            <p class="card card-ask" role="status" data-testid="admin-uncovered">
                {move || text!("admin-uncovered", count = count, areas = names())}
            </p>
        }
    };
    move || areas.with(|areas| !areas.is_empty()).then(note)
}

fn called(name: Option<String>) -> Signal<String> {
    Signal::derive(move || name.clone().unwrap_or_else(|| text!("admin-nameless")))
}

/// Somebody who has no role yet: found by how they sign in, or given a way to.
#[component]
fn Find(open: RwSignal<Option<Colleague>>) -> impl IntoView {
    let (login, password, name) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let refused = RwSignal::new(None::<Problem>);
    let busy = RwSignal::new(false);
    let unknown = move || {
        refused.with(|refused| {
            refused
                .as_ref()
                .is_some_and(|problem| problem.code == "no-such-login")
        })
    };
    // Once nobody was found, or while an account is being made.
    let making = Memo::new(move |before: Option<&bool>| {
        let was = before.copied().unwrap_or_default();
        unknown() || was && refused.with(Option::is_some)
    });
    let ask = move |ask: PersonAsk| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let work = async move {
            let answer = use_device().person(ask).await;
            busy.try_set(false);
            answer.map(|me| {
                open.set(Some(Colleague {
                    account: me.account,
                    name: me.name,
                    roles: me.roles,
                }));
            })
        };
        attempt(refused, work, move || {
            for typed in [login, password, name] {
                typed.set(String::new());
            }
            announce(text!("admin-find.found"));
        });
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = login.get_untracked().trim().to_owned();
        if making.get_untracked() {
            let called = name.get_untracked().trim().to_owned();
            ask(PersonAsk::Make(SignUp {
                login: typed,
                password: password.get_untracked(),
                name: (!called.is_empty()).then_some(called),
            }));
        } else {
            ask(PersonAsk::Find(typed));
        }
    };
    view! {
        <form class="card stack" novalidate=true on:submit=send aria-labelledby="admin-find" data-testid="admin-find">
            <h3 id="admin-find">{t!("admin-find")}</h3>
            <TextField
                id="admin-login"
                label=t!("admin-find.login")
                value=login
                autocomplete="off"
                testid="admin-login"
            />
            <Show when=move || making.get()>
                <p>{t!("admin-find.new")}</p>
                <TextField
                    id="admin-called"
                    label=t!("admin-find.name")
                    value=name
                    optional=true
                    autocomplete="off"
                    testid="admin-called"
                />
                <TextField
                    id="admin-password"
                    kind="password"
                    label=t!("admin-find.password")
                    hint=t!("admin-find.password-hint")
                    value=password
                    autocomplete="new-password"
                    testid="admin-password"
                />
            </Show>
            {move || {
                refused.get().filter(|_| !unknown()).map(|problem| view! { <ErrorNote problem=problem/> })
            }}
            <div class="buttons">
                <Button submit=true disabled=busy testid="admin-find-send">
                    {move || if making.get() { text!("admin-find.make") } else { text!("admin-find.find") }}
                </Button>
                <Show when=move || making.get()>
                    <Button kind=Kind::Grey on_press=move || refused.set(None)>{t!("button-cancel")}</Button>
                </Show>
            </div>
        </form>
    }
}

/// The roles that somebody has, fewer or more of them.
#[component]
fn RolesForm(person: Colleague, open: RwSignal<Option<Colleague>>) -> impl IntoView {
    let office = Office::here();
    office.problem.set(None);
    let account = person.account;
    let name = called(person.name);
    let roles = RwSignal::new(person.roles);
    let kind = RwSignal::new("coordinator".to_owned());
    let (area, department) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move || {
        let role = match kind.get_untracked().as_str() {
            "administrator" => Some(Role::Administrator {}),
            "officer" => department.with_untracked(|id| {
                (!id.is_empty()).then(|| Role::Officer {
                    department: id.as_str().into(),
                })
            }),
            _ => {
                let root = office.read(|city| city.root().cloned()).flatten();
                let chosen = area.with_untracked(|id| (!id.is_empty()).then(|| id.as_str().into()));
                let role = |area| match kind.with_untracked(|kind| kind == "supervisor") {
                    true => Role::Supervisor { area },
                    false => Role::Coordinator { area },
                };
                chosen.or(root).map(role)
            }
        };
        if let Some(role) = role {
            roles.update(|roles| {
                if !roles.contains(&role) {
                    roles.push(role);
                }
            });
        }
    };
    // Where an office is left without anybody, that is said before.
    let left = vacant(account, roles);
    let asking = RwSignal::new(false);
    let send = move || {
        let order = Order::Roles {
            account,
            roles: roles.get_untracked(),
        };
        attempt(
            office.problem,
            async move { use_device().act(order).await },
            move || {
                announce(sent());
                open.set(None);
            },
        );
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match left.with_untracked(Option::is_some) {
            true => asking.set(true),
            false => send(),
        }
    };
    let has = move |role: Role| {
        let words = role.clone();
        let remove = move || roles.update(|roles| roles.retain(|other| *other != role));
        view! {
            <li class="admin-line">
                <span class="admin-words">{move || role_words(&words)}</span>
                <Button kind=Kind::Quiet testid="admin-role-remove" on_press=remove>
                    {t!("admin-roles.remove")}
                </Button>
            </li>
        }
    };
    let kinds = Signal::derive(|| {
        ["coordinator", "officer", "supervisor", "administrator"]
            .map(|role| Choice::new(role, text!("account-role", role = role)))
            .to_vec()
    });
    view! {
        <form class="card stack" novalidate=true on:submit=save data-testid="admin-roles" aria-labelledby="admin-roles">
            <h3 id="admin-roles">{t!("admin-roles", name = name.get())}</h3>
            <ul role="list" class="admin-lines">
                {move || roles.get().into_iter().map(has).collect_view()}
            </ul>
            {move || roles.with(Vec::is_empty).then(|| view! { <p class="second">{t!("admin-roles.none")}</p> })}
            <div class="hours">
                <Select
                    id="admin-role"
                    label=t!("admin-roles.as")
                    value=kind
                    choices=kinds
                    on_choose=move |chosen: String| kind.set(chosen)
                    testid="admin-role"
                />
                <Show when=move || kind.with(|kind| matches!(kind.as_str(), "coordinator" | "supervisor"))>
                    <Select
                        id="admin-role-area"
                        label=t!("admin-roles.area")
                        value=area
                        choices=Signal::derive(|| areas(text!("admin-clocks-of.city"), &Entries::InUse { besides: String::new() }))
                        on_choose=move |chosen: String| area.set(chosen)
                        testid="admin-role-area"
                    />
                </Show>
                <Show when=move || kind.with(|kind| kind == "officer")>
                    <Select
                        id="admin-role-department"
                        label=t!("admin-roles.department")
                        value=department
                        choices=Signal::derive(move || choices::<Department>(office, text!("admin-roles.which"), &Entries::InUse { besides: String::new() }))
                        on_choose=move |chosen: String| department.set(chosen)
                        testid="admin-role-department"
                    />
                </Show>
            </div>
            <div class="buttons">
                <Button testid="admin-role-add" on_press=add>{t!("admin-roles.add")}</Button>
            </div>
            {problem(office)}
            <div class="buttons">
                <Button kind=Kind::Main submit=true testid="admin-roles-save">{t!("admin-save")}</Button>
                <Button
                    kind=Kind::Grey
                    on_press=move || {
                        open.set(None);
                        announce(text!("admin-unchanged"));
                    }
                >
                    {t!("button-cancel")}
                </Button>
            </div>
        </form>
        <ConfirmDialog
            open=asking
            title=t!("admin-vacant", name = name.get())
            detail=Signal::derive(move || left.get().unwrap_or_default())
            action=t!("admin-vacant.do")
            on_confirm=move |()| send()
        />
    }
}
