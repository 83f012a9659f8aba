use crate::components::{Icon, icons, icons::Glyph};
use crate::state::use_status;
use crate::words::number;
use crate::{t, text};
use domain::actor::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A place to go.
#[derive(Clone, Copy)]
struct Way {
    href: &'static str,
    testid: &'static str,
    icon: Glyph,
    words: &'static str,
}

const HOME: Way = Way {
    href: "/",
    testid: "nav-home",
    icon: icons::HOME,
    words: "nav-home",
};
const SAY: Way = Way {
    href: "/say",
    testid: "nav-say",
    icon: icons::WRITE,
    words: "nav-say",
};
const GUIDE: Way = Way {
    href: "/guide",
    testid: "nav-guide",
    icon: icons::GUIDE,
    words: "nav-guide",
};
const PROPOSALS: Way = Way {
    href: "/proposals",
    testid: "nav-proposals",
    icon: icons::PROPOSALS,
    words: "nav-proposals",
};
const VOTES: Way = Way {
    href: "/votes",
    testid: "nav-votes",
    icon: icons::VOTES,
    words: "nav-votes",
};
const MINE: Way = Way {
    href: "/mine",
    testid: "nav-mine",
    icon: icons::MINE,
    words: "nav-mine",
};
const SETTINGS: Way = Way {
    href: "/settings",
    testid: "nav-settings",
    icon: icons::SETTINGS,
    words: "nav-settings",
};
const SIGN_IN: Way = Way {
    href: "/sign-in",
    testid: "nav-sign-in",
    icon: icons::SIGN_IN,
    words: "nav-sign-in",
};
const COORDINATOR: Way = Way {
    href: "/desk/coordinator",
    testid: "nav-desk-coordinator",
    icon: icons::DESK,
    words: "desk-coordinator",
};
const DEPARTMENT: Way = Way {
    href: "/desk/department",
    testid: "nav-desk-department",
    icon: icons::DEPARTMENT,
    words: "desk-department",
};
const SUPERVISOR: Way = Way {
    href: "/desk/supervisor",
    testid: "nav-desk-supervisor",
    icon: icons::SEARCH,
    words: "desk-supervisor",
};
const ADMIN: Way = Way {
    href: "/desk/admin",
    testid: "nav-desk-admin",
    icon: icons::DESK,
    words: "desk-admin",
};

/// The tabs at the thumb: four places, and the desk of somebody who has one.
#[component]
pub(super) fn TabBar() -> impl IntoView {
    let desk = move || {
        desks().first().copied().map(|desk| {
            item(Way {
                words: "nav-desk",
                ..desk
            })
        })
    };
    view! {
        <nav class="tabs-bar" aria-label=t!("nav-label")>
            <ul>{[HOME, PROPOSALS, VOTES, MINE].map(item).collect_view()} {desk}</ul>
        </nav>
    }
    .into_any()
}

/// Every place, at the left of a wide screen.
#[component]
pub(super) fn RailNavigation() -> impl IntoView {
    let desks = move || {
        let desks = desks();
        (!desks.is_empty()).then(|| {
            view! {
                <p class="rail-group" id="rail-desks">{t!("nav-desk")}</p>
                <ul aria-labelledby="rail-desks">{desks.into_iter().map(item).collect_view()}</ul>
            }
        })
    };
    let sign_in = move || is_guest().then(|| item(SIGN_IN));
    view! {
        <nav aria-label=t!("nav-label")>
            <ul>{[HOME, SAY, GUIDE, PROPOSALS, VOTES, MINE].map(item).collect_view()}</ul>
            {desks}
            <ul class="rail-last">{item(SETTINGS)} {sign_in}</ul>
        </nav>
    }
    .into_any()
}

fn item(way: Way) -> AnyView {
    let path = use_location().pathname;
    let current = move || path.with(|path| covers(way.href, path)).then_some("page");
    let badge = move || {
        let count = if way.href == MINE.href { needs() } else { 0 };
        (count > 0).then(|| {
            view! {
                <span class="badge" aria-hidden="true">{number(count)}</span>
                <span class="unseen">{t!("home-large-mine.detail", count = count)}</span>
            }
        })
    };
    view! {
        <li>
            <a href=way.href data-testid=way.testid aria-current=current>
                <Icon of=way.icon/>
                <span>{move || text!(way.words)}</span>
                {badge}
            </a>
        </li>
    }
    .into_any()
}

/// Whether the page at `path` lies in the place at `href`.
fn covers(href: &str, path: &str) -> bool {
    if href == "/" {
        return path == "/";
    }
    path.strip_prefix(href)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What waits for the person in their own place: unread, or stuck on its way.
fn needs() -> u32 {
    use_status().with(|status| status.as_ref().map_or(0, |status| status.unread + status.stuck))
}

pub(super) fn is_guest() -> bool {
    use_status().with(|status| status.as_ref().is_none_or(client::api::Status::is_guest))
}

/// Whether this person works at one of the desks.
pub(crate) fn has_desk() -> bool {
    !desks().is_empty()
}

fn desks() -> Vec<Way> {
    use_status().with(|status| {
        let roles = status
            .as_ref()
            .map(|status| status.me.roles.as_slice())
            .unwrap_or_default();
        let coordinates = roles.iter().any(|role| matches!(role, Role::Coordinator { .. }));
        let serves = roles.iter().any(|role| matches!(role, Role::Officer { .. }));
        let supervises = roles.iter().any(|role| matches!(role, Role::Supervisor { .. }));
        let administers = roles.contains(&Role::Administrator {});
        [
            (coordinates, COORDINATOR),
            (serves, DEPARTMENT),
            (supervises, SUPERVISOR),
            (administers, ADMIN),
        ]
        .into_iter()
        .filter_map(|(has, desk)| has.then_some(desk))
        .collect()
    })
}
