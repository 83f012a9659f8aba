use crate::components::{Button, Empty, ErrorNote, LinkBanner, LinkButton, Skeleton, icons};
use crate::state::{use_now, use_status};
use crate::t;
use client::api::{Link, Status};
use domain::refusal::Problem;
use domain::time::Timestamp;
use leptos::prelude::*;

/// Nothing is here: with no more than that said, and with what to do about it.
pub(super) fn empty() -> AnyView {
    view! {
        <Empty title=t!("proposals-none")/>
        <Empty icon=icons::VOTES title=t!("votes-none") detail=t!("votes-none.detail")>
            <LinkButton href="/proposals" icon=icons::PROPOSALS>{t!("votes-meanwhile.action")}</LinkButton>
        </Empty>
    }
    .into_any()
}

/// What went wrong, without and with a way on.
pub(super) fn errors() -> AnyView {
    view! {
        <ErrorNote problem=Problem::new("no-such-proposal")/>
        <ErrorNote problem=Problem::new("page-missing")>
            <Button>{t!("link-try-now")}</Button>
        </ErrorNote>
    }
    .into_any()
}

/// What keeps the device from the city.
pub(super) fn link() -> AnyView {
    let retry_at = Timestamp(use_now().get_untracked().0 + 120_000);
    let problem = Problem::new("internal");
    let links = [
        (Link::Offline { retry_at }, 0),
        (Link::Offline { retry_at }, 2),
        (Link::Troubled { problem, retry_at }, 1),
        (Link::SignedOut, 0),
    ];
    let banner = |(link, waiting): (Link, u32)| {
        let status = Signal::derive(move || {
            use_status().get().map(|status| Status {
                link: link.clone(),
                waiting,
                ..status
            })
        });
        view! { <LinkBanner status=status/> }
    };
    links.map(banner).collect_view().into_any()
}

/// What stands where cards will be.
pub(super) fn waiting() -> AnyView {
    view! { <Skeleton cards=2/> }.into_any()
}
