use super::button::{Button, Kind, LinkButton};
use super::icon::Icon;
use super::icons;
use crate::state::use_device;
use crate::words::{problem_words, when};
use crate::{t, text};
use client::api::{Link, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What keeps the device from the city, if anything does.
#[derive(Clone, PartialEq)]
enum Trouble {
    Offline,
    Troubled(String),
    SignedOut,
}

/// Says when the city can't be reached, what waits, and that nothing is lost. Silent while all is well.
#[component]
pub(crate) fn LinkBanner(
    /// How the device stands with the city.
    #[prop(into)]
    status: Signal<Option<Status>>,
) -> impl IntoView {
    let trouble = Memo::new(move |_| {
        status.with(|status| match &status.as_ref()?.link {
            Link::Starting | Link::Online | Link::Syncing { .. } => None,
            Link::Offline { .. } => Some(Trouble::Offline),
            Link::Troubled { problem, .. } => Some(Trouble::Troubled(problem_words(problem))),
            Link::SignedOut => Some(Trouble::SignedOut),
        })
    });
    view! { <div role="status">{move || trouble.get().map(|trouble| banner(trouble, status))}</div> }
        .into_any()
}

fn banner(trouble: Trouble, status: Signal<Option<Status>>) -> AnyView {
    let (class, title) = match trouble {
        Trouble::Offline => ("banner", "link-offline"),
        Trouble::Troubled(_) => ("banner banner-amber", "link-troubled"),
        Trouble::SignedOut => ("banner banner-amber", "link-signed-out"),
    };
    let try_now = || {
        spawn_local(async {
            // The banner itself shows how it went.
            let _ = use_device().sync_now().await;
        });
    };
    let signed_out = trouble == Trouble::SignedOut;
    let reason = match trouble {
        Trouble::Troubled(reason) => Some(reason),
        _ => None,
    };
    view! {
        <div class=class data-testid="banner-offline">
            <Icon of=icons::OFFLINE/>
            <div class="banner-words">
                <p>{t!(title)}</p>
                <p>{move || waiting(title, status)}</p>
                {reason.map(|reason| view! { <p>{reason}</p> })}
            </div>
            {if signed_out {
                view! { <LinkButton href="/sign-in" kind=Kind::Plain>{t!("nav-sign-in")}</LinkButton> }.into_any()
            } else {
                view! { <Button kind=Kind::Plain testid="try-now" on_press=try_now>{t!("link-try-now")}</Button> }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}

/// What waits and is safe, else what to do meanwhile; with the next try where one is set.
fn waiting(title: &'static str, status: Signal<Option<Status>>) -> String {
    status.with(|status| {
        let Some(Status { waiting, link, .. }) = status else {
            return String::new();
        };
        let mut words = match waiting {
            0 => text!(format!("{title}.detail")),
            _ => text!("link-offline.waiting", count = *waiting),
        };
        if let Link::Offline { retry_at } | Link::Troubled { retry_at, .. } = link {
            words.push(' ');
            words.push_str(&text!("link-offline.retry", when = when(*retry_at)));
        }
        words
    })
}
