use super::lazy;
use super::navigation::{RailNavigation, TabBar, is_guest};
use super::newer::Newer;
use super::read_switch::ReadSwitch;
use super::text_switch::TextSwitch;
use crate::commands;
use crate::components::{Icon, LinkBanner, Mark, icons, provide_place};
use crate::reading::{self, provide_reading};
use crate::state::{follow_path, use_media, use_status};
use crate::{t, text};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::hooks::use_location;

/// The width from which the rail stands at the left; the same as in `styles/`. Order of focus is order of the page, so the
/// rail comes before the page and the tabs come after it: two places, not one that styles move about.
const WIDE: &str = "(min-width: 56.25em)";

/// What stays around every page: the skip link, the header with reading aloud and the way to large text, the ways to go,
/// the state of the link to the city, and where help is.
#[component]
pub(super) fn Frame(children: Children) -> impl IntoView {
    let wide = use_media(WIDE);
    let place = provide_place();
    let location = use_location();
    let path = location.pathname;
    follow_path(path.into());
    provide_reading(move || format!("{}?{}", path.get(), location.search.get()));
    let rail = move || {
        wide.get().then(|| {
            view! {
                <section class="rail" aria-label=move || text!("app-name")>
                    {brand()}
                    <RailNavigation/>
                </section>
            }
        })
    };
    let start = move || match (place.back.get(), wide.get()) {
        (Some((href, words)), _) => view! {
            <a class="back" href=href data-testid="nav-back">
                <Icon of=icons::BACK/>
                <span>{words}</span>
            </a>
        }
        .into_any(),
        (None, false) => brand(),
        (None, true) => ().into_any(),
    };
    // The guide's page has the same field, at its own place.
    let talks = Memo::new(move |_| commands::is_open() && path.with(|path| path != "/guide"));
    let talk = move || {
        talks.get().then(|| {
            view! {
                <section class="talk-panel" aria-label=t!("help-title.talk") data-testid="talk-panel">
                    {lazy::part(commands::panel::panel, |draw: commands::panel::Draw| draw(), || ().into_any())}
                </section>
            }
        })
    };
    let tabs = move || (!wide.get() && place.back.with(Option::is_none)).then(|| view! { <TabBar/> });
    view! {
        <a class="skip" href="#main" on:click=skip>{t!("nav-skip")}</a>
        <div class="frame">
            {rail}
            <div class="stage">
                <header class="top">
                    {start}
                    <div class="switches">
                        <ReadSwitch/>
                        <TextSwitch/>
                    </div>
                </header>
                {reading::bar()}
                <LinkBanner status=use_status()/>
                <Newer/>
                {talk}
                <main id="main" class="page" tabindex="-1">{children()}</main>
                {foot()}
                {tabs}
            </div>
        </div>
    }
    .into_any()
}

/// The router would take the address for a page; only the focus is to move.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main") {
        // It has a tabindex, so it takes the focus.
        let _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

fn brand() -> AnyView {
    view! {
        <a class="brand" href="/" data-testid="brand">
            <Mark/>
            <span>{t!("app-name")}</span>
        </a>
    }
    .into_any()
}

/// Help is in the same place on every page.
fn foot() -> AnyView {
    let sign_in = move || is_guest().then(|| view! { <a href="/sign-in">{t!("nav-sign-in")}</a> });
    view! {
        <footer class="foot" data-testid="help">
            <p>
                <strong>{t!("help-title")}</strong>
                " "
                {t!("help-title.detail")}
            </p>
            <p class="foot-links">
                <button
                    type="button"
                    class="button button-quiet"
                    aria-keyshortcuts="Control+K"
                    data-testid="talk-open"
                    on:click=|_| commands::open()
                >
                    {t!("help-title.talk")}
                </button>
                <a href="/guide" data-testid="foot-guide">{t!("nav-guide.ask")}</a>
                <a href="/guide/commands">{t!("help-title.commands")}</a>
                <a href="/settings">{t!("nav-settings")}</a>
                {sign_in}
            </p>
        </footer>
    }
    .into_any()
}
