//! A city that has no directory yet: its name is the first entry, and everything else hangs on it.

use super::{Office, problem};
use crate::components::{Button, Empty, Kind, TextField, icons};
use crate::state::use_status;
use crate::t;
use client::api::Link;
use domain::city::{Area, AreaKind, City, Names};
use domain::refusal::Problem;
use leptos::prelude::*;

/// Whoever has not reached the city yet is not asked: it may have a directory. Once it was reached the form stays, with
/// what is being written in it, whatever becomes of the network.
#[component]
pub(super) fn Begin() -> impl IntoView {
    let was_reached = Memo::new(move |before: Option<&bool>| {
        before == Some(&true)
            || use_status().with(|status| {
                let link = status.as_ref().map(|status| &status.link);
                matches!(link, Some(Link::Online))
            })
    });
    move || match was_reached.get() {
        true => view! { <Form/> }.into_any(),
        false => view! {
            <Empty icon=icons::DESK title=t!("admin-no-city") detail=t!("admin-no-city.detail")/>
        }
        .into_any(),
    }
}

#[component]
fn Form() -> impl IntoView {
    let office = Office::here();
    let (zh, en) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let put = move |city: &mut City| {
            let mut names = Names::default();
            names.set("zh-CN", &zh.get_untracked());
            names.set("en", &en.get_untracked());
            if !names.are_fit() {
                return Err(Problem::new("table-name").with("id", "city"));
            }
            city.names = names.clone();
            city.areas.push(Area {
                id: "city".into(),
                kind: AreaKind::City,
                parent: None,
                names,
                boundary: None,
                templates: Vec::new(),
                retired: false,
            });
            Ok(())
        };
        office.change(put, || {});
    };
    view! {
        <form class="card stack" novalidate=true on:submit=begin aria-labelledby="admin-begin" data-testid="admin-begin">
            <h2 id="admin-begin">{t!("admin-begin")}</h2>
            <p>{t!("admin-begin.detail")}</p>
            <TextField id="admin-city-zh" label=t!("admin-name-zh") value=zh required=true testid="admin-city-zh"/>
            <TextField id="admin-city-en" label=t!("admin-name-en") value=en optional=true testid="admin-city-en"/>
            {problem(office)}
            <div class="buttons">
                <Button kind=Kind::Main submit=true disabled=office.busy testid="admin-begin-send">
                    {t!("admin-begin.action")}
                </Button>
            </div>
        </form>
    }
}
