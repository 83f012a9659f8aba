//! Proposals: everything that was said, to search, filter and order. The address carries what was chosen, so that it
//! can be passed on.

mod asked;
mod filters;
mod meant;
mod on_map;
mod results;

use crate::components::{Kind, LinkButton, PageHead, icons};
use crate::pages::turning::use_turn;
use crate::t;
use asked::Asked;
use filters::Filters;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use meant::Meant;
use on_map::Views;
use results::Results;

/// `/proposals?q=…&area=…&category=…&state=…&order=…&near=…&bounds=…&view=map`
#[component]
pub(crate) fn Proposals() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of_address));
    let turn = use_turn();
    let ask = Callback::new(move |asked: Asked| turn.run(asked.address()));
    view! {
        <div class="proposals" data-testid="page-proposals">
            <PageHead title=t!("proposals-title")>
                <div class="buttons">
                    <LinkButton kind=Kind::Quiet icon=icons::ALERT href="/overdue" testid="to-overdue">
                        {t!("overdue-title")}
                    </LinkButton>
                    <LinkButton kind=Kind::Quiet icon=icons::VOTES href="/draws" testid="to-draws">
                        {t!("draws-title")}
                    </LinkButton>
                </div>
            </PageHead>
            <Filters asked=asked on_ask=ask/>
            <Meant asked=asked/>
            <Views asked=asked/>
            <Results asked=asked on_ask=ask/>
        </div>
    }
}
