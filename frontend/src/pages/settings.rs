//! What a person sets on this device: language, text size, colours, their place, their name; and who they are here.

mod account;
mod colours;
mod forget;
mod keys;
mod letters;
mod notify;
mod personal;
mod reading;

use crate::app::has_desk;
use crate::components::{Kind, LinkButton, PageHead, Select, TextField, announce, icons};
use crate::pages::choices::{Entries, areas};
use crate::state::{change_preferences, use_preferences, use_status};
use crate::words::when;
use crate::{t, text};
use account::Account;
pub(crate) use colours::Colours;
use domain::id::AreaId;
use keys::Keys;
use leptos::prelude::*;
use letters::Letters;
use notify::Notify;
use personal::Personal;
pub(crate) use reading::Language;
use reading::TextSize;
pub(crate) use reading::resize_text;

/// The page at `/settings`.
#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <div class="narrow settings">
            <PageHead title=t!("settings-title")/>
            <Language/>
            <TextSize/>
            <Colours/>
            <Mine/>
            <Talking/>
            {move || has_desk().then(|| view! { <Keys/> })}
            <Notify/>
            <Letters/>
            <LinkState/>
            <Account/>
            <Personal/>
            <About/>
        </div>
    }
}

/// Tells that a change holds, for those who cannot see it.
fn say_saved() {
    announce(text!("settings-saved"));
}

/// Where somebody lives and with what name they sign: filled in for them the next time they write.
#[component]
fn Mine() -> impl IntoView {
    let area = Signal::derive(|| {
        use_preferences().with(|preferences| {
            preferences
                .area
                .as_ref()
                .map_or_else(String::new, AreaId::to_string)
        })
    });
    let choose = |code: String| {
        change_preferences(|preferences| {
            preferences.area = (!code.is_empty()).then(|| AreaId::from(code.as_str()))
        });
        say_saved();
    };
    let signature = RwSignal::new(
        use_preferences().with_untracked(|preferences| preferences.signature.clone().unwrap_or_default()),
    );
    let sign = move |_| {
        let name = signature.get_untracked().trim().to_owned();
        change_preferences(|preferences| preferences.signature = (!name.is_empty()).then_some(name));
        say_saved();
    };
    view! {
        <section class="section stack">
            <Select
                id="settings-area"
                label=t!("settings-area")
                hint=t!("settings-area.detail")
                value=area
                choices=Signal::derive(move || areas(text!("settings-area.none"), &Entries::InUse { besides: area.get() }))
                on_choose=choose
                testid="settings-area"
            />
            // The field tells of every letter; it is kept when somebody is done with it.
            <div on:change=sign>
                <TextField
                    id="settings-signature"
                    label=t!("settings-signature")
                    hint=t!("settings-signature.detail")
                    value=signature
                    autocomplete="nickname"
                    testid="settings-signature"
                />
            </div>
        </section>
    }
}

/// Everything here can be done by words as well.
#[component]
fn Talking() -> impl IntoView {
    view! {
        <section class="section stack-tight">
            <h2>{t!("talk-title")}</h2>
            <p>{t!("talk-title.lead")}</p>
            <p>
                <LinkButton kind=Kind::Plain icon=icons::GUIDE href="/guide/commands" testid="settings-commands">
                    {t!("talk-all")}
                </LinkButton>
            </p>
        </section>
    }
}

/// When the device was last in step with the city, and where the city is.
#[component]
fn LinkState() -> impl IntoView {
    let synced = || {
        let at = use_status().with(|status| status.as_ref().and_then(|status| status.synced_at));
        at.map_or_else(
            || text!("settings-link.never"),
            |at| text!("settings-link.synced", when = when(at)),
        )
    };
    let server = || {
        let server = use_status().with(|status| status.as_ref().map(|status| status.server.clone()));
        server.map(|server| text!("link-server", server = server))
    };
    view! {
        <section class="section stack-tight">
            <h2>{t!("settings-link")}</h2>
            <p>{synced}</p>
            <p class="second">{server}</p>
        </section>
    }
}

#[component]
fn About() -> impl IntoView {
    view! {
        <section class="section stack-tight">
            <h2>{t!("settings-about")}</h2>
            <p>{t!("app-slogan")}</p>
            <p>{t!("settings-about.promise")}</p>
            <p class="second">
                {t!("settings-about.version", version = env!("CARGO_PKG_VERSION"))} " · "
                <span lang="en">{env!("CARGO_PKG_LICENSE")}</span>
            </p>
        </section>
    }
}
