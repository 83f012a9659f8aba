use crate::components::{Empty, LinkButton, PageHead, icons};
use crate::t;
use leptos::prelude::*;

/// An address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHead title=t!("not-found-title")/>
        <Empty icon=icons::SEARCH title=t!("not-found-title.detail")>
            <LinkButton href="/">{t!("not-found-title.action")}</LinkButton>
        </Empty>
    }
}
