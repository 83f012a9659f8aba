//! Who the person is to the city, and the way out.

use crate::components::{Button, ConfirmDialog, ErrorNote, Kind, LinkButton, announce, icons};
use crate::pages::roles::role_words;
use crate::platform::Platform;
use crate::state::{use_device, use_status};
use crate::{t, text};
use client::api::Status;
use domain::actor::{Level, Role};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The account of this device.
#[component]
pub(super) fn Account() -> impl IntoView {
    let guest = Memo::new(|_| use_status().with(|status| status.as_ref().is_none_or(Status::is_guest)));
    view! {
        <section class="section stack" data-testid="account">
            <h2>{t!("settings-account")}</h2>
            <p>
                <b>{name}</b>
                <br/>
                <span class="second">{level}</span>
            </p>
            {roles}
            <Show when=move || guest.get() fallback=|| view! { <SignOut/> }>
                <p>{t!("sign-in-title.detail")}</p>
                <div class="buttons">
                    <LinkButton href="/sign-in" icon=icons::SIGN_IN testid="settings-sign-in">
                        {t!("nav-sign-in")}
                    </LinkButton>
                </div>
            </Show>
        </section>
    }
}

fn name() -> String {
    use_status().with(|status| match status {
        Some(Status { me, .. }) if me.level > Level::Guest => me
            .name
            .clone()
            .unwrap_or_else(|| text!("account-level", level = me.level.name())),
        _ => text!("account-guest"),
    })
}

fn level() -> String {
    let level = use_status().with(|status| status.as_ref().map_or(Level::Guest, |status| status.me.level));
    text!("account-level-meaning", level = level.name())
}

fn roles() -> impl IntoView {
    let roles = use_status().with(|status| status.as_ref().map(|status| status.me.roles.clone()));
    let roles = roles.unwrap_or_default();
    let line = |role: Role| view! { <li>{role_words(&role)}</li> };
    (!roles.is_empty()).then(|| view! { <ul role="list">{roles.into_iter().map(line).collect_view()}</ul> })
}

/// Signing out, with a question first where something would be lost.
#[component]
fn SignOut() -> impl IntoView {
    let asking = RwSignal::new(false);
    let waiting = RwSignal::new(0_u32);
    let problem = RwSignal::new(None::<Problem>);
    let leave = move |discard: bool| {
        problem.set(None);
        spawn_local(async move {
            match use_device().sign_out(discard).await {
                Ok(()) => {
                    announce(text!("sign-out-action.done"));
                    // The city has forgotten where this browser is told; now the browser does, too.
                    Platform.unsubscribe().await;
                }
                Err(refusal) if refusal.code == "outbox-not-empty" => {
                    let count = refusal.arguments.get("count").and_then(serde_json::Value::as_u64);
                    waiting.set(count.and_then(|count| u32::try_from(count).ok()).unwrap_or(1));
                    asking.set(true);
                }
                Err(refusal) => problem.set(Some(refusal)),
            }
        });
    };
    view! {
        {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
        <div class="buttons">
            <Button kind=Kind::Plain testid="sign-out" on_press=move || leave(false)>{t!("sign-out-action")}</Button>
        </div>
        <ConfirmDialog
            open=asking
            title=t!("sign-out-ask", count = waiting.get())
            detail=t!("sign-out-ask.detail")
            action=t!("sign-out-ask.discard")
            keep=Some(t!("sign-out-ask.wait"))
            on_confirm=move || leave(true)
        />
    }
}
