use super::Begin;
use crate::components::{Button, Icon, Kind, LinkButton, icons};
use crate::pages::quoted::quoted;
use crate::state::use_city;
use crate::words::{category_name, department_name};
use crate::{t, text};
use client::api::{Found, Target};
use domain::id::CategoryId;
use leptos::prelude::*;

/// Where the guide leads: a category with its department, or a page; why; and the way there.
#[component]
pub(super) fn FoundCard(said: String, found: Found, first: bool, begin: Begin) -> impl IntoView {
    let words: Vec<String> = found.reason(&said).map(str::to_owned).collect();
    let because = (!words.is_empty()).then(|| {
        view! {
            <p class="second" data-testid="guide-because">
                {move || text!("guide-because", words = quoted(words.iter().map(String::as_str)))}
            </p>
        }
    });
    let kind = if first { Kind::Main } else { Kind::Soft };
    match found.target {
        Target::Category(id) => category(CategoryId(id), because.into_any(), kind, begin),
        Target::Page(name) => page(&name, because.into_any(), kind, begin),
    }
}

fn category(id: CategoryId, because: AnyView, kind: Kind, begin: Begin) -> AnyView {
    let (named, of, chosen) = (id.clone(), id.clone(), id.clone());
    let department = move || {
        let department = use_city().with(|city| {
            let city = city.as_ref()?;
            city.usual(&of).map(|usual| usual.id.clone())
        });
        department.map(|department| text!("guide-category.by", department = department_name(&department)))
    };
    view! {
        <article class="card" data-testid="guide-category" data-id=id.to_string()>
            <h3 class="guide-found">
                <Icon of=icons::TAG/>
                <span>{move || text!("guide-category", category = category_name(&named))}</span>
            </h3>
            <p>{department}</p>
            {because}
            <div class="buttons">
                <Button
                    kind=kind
                    icon=icons::WRITE
                    testid="guide-choose"
                    on_press=move || begin.run(Some(chosen.clone()))
                >
                    {t!("guide-category.begin")}
                </Button>
            </div>
        </article>
    }
    .into_any()
}

/// Where the pages are that the guide knows by name, and what they are called. `None` for one that is no more.
pub(crate) fn place(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "say" => ("/say", "nav-say"),
        "proposals" => ("/proposals", "nav-proposals"),
        "mine" => ("/mine", "nav-mine"),
        "votes" => ("/votes", "nav-votes"),
        "overdue" => ("/overdue", "overdue-title"),
        "settings" => ("/settings", "nav-settings"),
        "sign-in" => ("/sign-in", "nav-sign-in"),
        "help" => ("/guide/commands", "help-title.commands"),
        _ => return None,
    })
}

fn page(name: &str, because: AnyView, kind: Kind, begin: Begin) -> AnyView {
    let Some((href, title)) = place(name) else {
        return ().into_any();
    };
    let words = move || text!("guide-page", page = text!(title));
    let way = match name {
        // What was said goes along.
        "say" => view! {
            <Button kind=kind icon=icons::FORWARD testid="guide-open" on_press=move || begin.run(None)>{words}</Button>
        }
        .into_any(),
        _ => view! {
            <LinkButton kind=kind icon=icons::FORWARD href=href testid="guide-open">{words}</LinkButton>
        }
        .into_any(),
    };
    view! {
        <article class="card" data-testid="guide-page" data-page=name.to_owned()>
            <h3 class="guide-found">{t!(title)}</h3>
            {because}
            <div class="buttons">{way}</div>
        </article>
    }
    .into_any()
}
