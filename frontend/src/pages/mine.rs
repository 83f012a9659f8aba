//! Mine: drafts, what waits to be sent, what I wrote, what I follow, what happened.

mod drafts;
mod inbox;
mod outbox;

pub(crate) use outbox::OutboxCard;

use crate::components::{
    Cards, Empty, ErrorNote, Kind, LinkButton, PageHead, Skeleton, Tab, Tabs, icons, sights,
};
use crate::pages::turning::use_turn;
use crate::state::{use_answer, use_status};
use crate::{t, text};
use client::api::{self, OutboxState};
use domain::refusal::Problem;
use drafts::Drafts;
use inbox::Inbox;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use outbox::Outbox;

const TABS: [&str; 5] = ["inbox", "outbox", "drafts", "written", "following"];

pub(super) type Answer = ReadSignal<Option<Result<api::Mine, Problem>>>;

/// A part of what is mine, which moves only when it is another.
fn part<T: Default + PartialEq + Send + Sync + 'static>(mine: Answer, pick: fn(&api::Mine) -> T) -> Memo<T> {
    Memo::new(move |_| {
        mine.with(|mine| match mine {
            Some(Ok(mine)) => pick(mine),
            _ => T::default(),
        })
    })
}

/// `/mine?tab=inbox|outbox|drafts|written|following`
#[component]
pub(crate) fn Mine() -> impl IntoView {
    let mine = use_answer(|device| async move { device.mine().await });
    let query = use_query_map();
    let asked = move || query.with(|query| query.get("tab"));
    let waits = part(mine, |mine| !mine.outbox.is_empty());
    let selected =
        Memo::new(
            move |_| match asked().and_then(|tab| TABS.into_iter().find(|name| *name == tab)) {
                Some(tab) => tab,
                None if waits.get() => "outbox",
                None => "written",
            },
        );
    let turn = use_turn();
    let select = move |tab: &'static str| turn.run(format!("/mine?tab={tab}"));
    let loaded = Memo::new(move |_| mine.with(|mine| mine.as_ref().map(|mine| mine.as_ref().err().cloned())));
    view! {
        <div class="mine" data-testid="page-mine">
            <PageHead title=t!("mine-title")/>
            <Who/>
            <Tabs label=t!("mine-title") tabs=tabs(mine) selected=selected on_select=select/>
            {move || match loaded.get() {
                None => view! { <Skeleton/> }.into_any(),
                Some(Some(problem)) => view! { <ErrorNote problem=problem/> }.into_any(),
                Some(None) => panel(selected.get(), mine),
            }}
        </div>
    }
}

fn tabs(mine: Answer) -> Vec<Tab> {
    let tab = |name, count: fn(&api::Mine) -> usize, needs: fn(&api::Mine) -> bool| {
        let count = part(mine, count);
        Tab {
            name,
            words: title(name),
            count: Signal::derive(move || u32::try_from(count.get()).unwrap_or(u32::MAX)),
            needs: part(mine, needs).into(),
        }
    };
    let stuck = |mine: &api::Mine| mine.outbox.iter().any(|item| needs_person(&item.state));
    vec![
        tab("written", |mine| mine.written.len(), |_| false),
        tab("following", |mine| mine.following.len(), |_| false),
        tab(
            "inbox",
            |mine| mine.inbox.iter().filter(|entry| !entry.read).count(),
            |_| true,
        ),
        tab("outbox", |mine| mine.outbox.len(), stuck),
        tab("drafts", |mine| mine.drafts.len(), |_| false),
    ]
}

fn title(tab: &str) -> Signal<String> {
    match tab {
        "written" => t!("written-title"),
        "following" => t!("following-title"),
        "inbox" => t!("inbox-title"),
        "outbox" => t!("outbox-title"),
        _ => t!("drafts-title"),
    }
}

fn needs_person(state: &OutboxState) -> bool {
    matches!(
        state,
        OutboxState::Conflict { .. } | OutboxState::Refused { .. } | OutboxState::Held { .. }
    )
}

fn panel(tab: &'static str, mine: Answer) -> AnyView {
    let content = match tab {
        "drafts" => view! { <Drafts drafts=part(mine, |mine| mine.drafts.clone())/> }.into_any(),
        "outbox" => view! { <Outbox items=part(mine, |mine| mine.outbox.clone())/> }.into_any(),
        "following" => cards(
            part(mine, |mine| sights(&mine.following)),
            "following-title.none",
            false,
        ),
        "inbox" => view! { <Inbox entries=part(mine, |mine| mine.inbox.clone())/> }.into_any(),
        _ => cards(
            part(mine, |mine| sights(&mine.written)),
            "written-title.none",
            true,
        ),
    };
    view! {
        <div role="tabpanel" id=format!("panel-{tab}") aria-labelledby=format!("tab-{tab}") tabindex="0" class="panel">
            <h2 class="unseen">{title(tab)}</h2>
            {content}
        </div>
    }
    .into_any()
}

fn cards(list: Memo<Vec<(domain::query::Card, bool)>>, none: &'static str, say: bool) -> AnyView {
    let some = Memo::new(move |_| list.with(|list| !list.is_empty()));
    (move || match some.get() {
        true => view! { <Cards cards=list/> }.into_any(),
        false => view! {
            <Empty title=t!(none)>
                {say.then(|| view! {
                    <LinkButton kind=Kind::Main icon=icons::WRITE href="/say">{t!("written-title.action")}</LinkButton>
                })}
            </Empty>
        }
        .into_any(),
    })
    .into_any()
}

/// Who the device takes the person for, and the way to sign in.
#[component]
fn Who() -> impl IntoView {
    let name = Memo::new(move |_| {
        use_status().with(|status| {
            status
                .as_ref()
                .map(|status| (status.is_guest(), status.me.name.clone()))
        })
    });
    move || {
        match name.get() {
        None => ().into_any(),
        Some((true, _)) => view! {
            <div class="who" data-testid="guest">
                <div>
                    <p class="who-name">{t!("mine-guest")}</p>
                    <p class="second small">{t!("mine-guest.detail")}</p>
                </div>
                <LinkButton kind=Kind::Plain icon=icons::SIGN_IN href="/sign-in">{t!("nav-sign-in")}</LinkButton>
            </div>
        }
        .into_any(),
        Some((false, name)) => view! {
            <div class="who" data-testid="signed-in">
                <p class="who-name">{move || match &name {
                    Some(name) => text!("account-hello", name = name.clone()),
                    None => text!("account-level", level = "unverified"),
                }}</p>
                <LinkButton kind=Kind::Plain icon=icons::SETTINGS href="/settings">{t!("nav-settings")}</LinkButton>
            </div>
        }
        .into_any(),
    }
    }
}
