use crate::components::{Empty, LinkButton, PageHead, icons};
use crate::t;
use leptos::prelude::*;

/// Votes. There is none to take part in, and the page says so; until there is, one can back what others ask for.
#[component]
pub fn Votes() -> impl IntoView {
    view! {
        <PageHead title=t!("votes-title")/>
        <Empty
            icon=icons::VOTES
            title=t!("votes-none")
            detail=t!("votes-none.detail")
        >
            <p>{t!("votes-meanwhile")}</p>
            <LinkButton href="/proposals" icon=icons::PROPOSALS>{t!("votes-meanwhile.action")}</LinkButton>
        </Empty>
    }
}
