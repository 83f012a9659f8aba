use crate::commands;
use crate::components::{Button, ErrorNote, Icon, Kind, LinkButton, PageHead, Skeleton, icons};
use crate::state::{language, use_answer_once};
use crate::t;
use client::api::{Purpose, Wordings};
use leptos::prelude::*;
use locales::{Locale, Words, args};

/// `/guide/commands`: everything that can be said, by what it is for.
#[component]
pub(crate) fn Sayings() -> impl IntoView {
    let answer = use_answer_once(|device| {
        let here = language();
        async move {
            let mut all = vec![(here, device.wordings(here).await?)];
            for other in Locale::all().into_iter().filter(|other| *other != here) {
                all.push((other, device.wordings(other).await?));
            }
            Ok(all)
        }
    });
    view! {
        <div class="narrow" data-testid="page-sayings">
            <PageHead
                title=t!("help-title.commands")
                lead=t!("commands-lead")
                back=("/guide".to_owned(), t!("nav-guide"))
            >
                <p class="second">{t!("commands-lead.careful")}</p>
                <p class="second">{t!("talk-title.key")}</p>
                <div class="buttons">
                    <Button icon=icons::GUIDE testid="sayings-open" on_press=commands::open>{t!("help-title.talk")}</Button>
                    <LinkButton kind=Kind::Plain href="/guide">{t!("nav-guide.ask")}</LinkButton>
                </div>
            </PageHead>
            {move || match answer.get() {
                None => view! { <Skeleton/> }.into_any(),
                Some(Err(problem)) => view! { <ErrorNote problem=problem/> }.into_any(),
                Some(Ok(all)) => Purpose::ALL.iter().map(|purpose| group(*purpose, &all)).collect_view().into_any(),
            }}
        </div>
    }
}

/// What can be said for one purpose: in the language of the page, and folded away in the others.
fn group(purpose: Purpose, all: &[(Locale, Vec<Wordings>)]) -> AnyView {
    let mut languages = all.iter().map(|(locale, wordings)| {
        let list = wordings.iter().filter(|of| of.command.purpose() == purpose);
        (*locale, list.map(|of| saying(of, *locale)).collect_view())
    });
    let Some((_, own)) = languages.next() else {
        return ().into_any();
    };
    let others = languages.map(|(locale, list)| {
        let name = Words::new(locale).text("language-name", &args! {});
        view! {
            <details class="sayings-other">
                <summary>
                    <Icon of=icons::FORWARD/>
                    {t!("guide-language", language = name)}
                </summary>
                <ul role="list" class="sayings" lang=locale.tag()>{list}</ul>
            </details>
        }
    });
    let others = others.collect_view();
    view! {
        <section class="section" data-testid="sayings" data-purpose=purpose.name()>
            <h2>{t!("commands-purpose", purpose = purpose.name())}</h2>
            <ul role="list" class="sayings">{own}</ul>
            {others}
        </section>
    }
    .into_any()
}

/// A command by the wording we teach, and the others.
fn saying(of: &Wordings, locale: Locale) -> AnyView {
    let words = Words::new(locale);
    let mut wordings = of.wordings.iter().cloned();
    let taught = wordings.next();
    let others: Vec<String> = wordings.collect();
    let between = words.text("list-between", &args! {});
    let also = (!others.is_empty())
        .then(|| words.text("commands-also", &args! { words = others.join(&between) }))
        .map(|also| view! { <span class="second small">{also}</span> });
    view! {
        <li data-command=of.command.name()>
            <b>{taught}</b>
            {also}
        </li>
    }
    .into_any()
}
