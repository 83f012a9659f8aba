//! `/gallery`: every component in all its states, for whoever builds with them and for the tests that photograph them. It
//! is no part of what a city gets: only the feature `gallery` brings it.

mod buttons;
mod colours;
mod fields;
mod files;
mod notices;
mod proposals;
mod sample;
mod voice;
mod where_it_stands;

use super::page_head::PageHead;
use crate::state::use_city;
use crate::{t, text};
use leptos::prelude::*;

/// The page at `/gallery`. Its language, size and colours are set as everywhere; the colours can be set here too.
#[component]
pub(crate) fn Gallery() -> impl IntoView {
    // The samples are of this city: its names come first.
    let known = Memo::new(|_| use_city().with(Option::is_some));
    view! {
        <div class="narrow">
            <PageHead title=t!("gallery-title") lead=t!("gallery-title.lead")/>
            {move || known.get().then(sections)}
        </div>
    }
    .into_any()
}

fn sections() -> AnyView {
    view! {
        {section("colours", colours::show)}
        {section("buttons", buttons::all)}
        {section("answers", buttons::answers)}
        {section("asking", buttons::asking)}
        {section("fields", fields::of_words)}
        {section("choices", fields::of_choices)}
        {section("files", files::all)}
        {section("stars", fields::stars)}
        {section("chips", where_it_stands::chips)}
        {section("clocks", where_it_stands::clocks)}
        {section("steps", where_it_stands::steps)}
        {section("tabs", where_it_stands::tabs)}
        {section("cards", proposals::cards)}
        {section("timeline", proposals::timeline)}
        {section("judging", proposals::judging)}
        {section("empty", notices::empty)}
        {section("errors", notices::errors)}
        {section("link", notices::link)}
        {section("waiting", notices::waiting)}
        {section("microphone", super::microphone::shown::all)}
        {section("reading", voice::reading)}
        {section("icons", where_it_stands::icons)}
    }
    .into_any()
}

/// A group of components with its name, by which tests find it too.
fn section(name: &'static str, show: fn() -> AnyView) -> AnyView {
    let id = format!("gallery-{name}");
    view! {
        <section class="section stack" aria-labelledby=id.clone() data-testid="gallery-section" data-name=name>
            <h2 id=id.clone()>{move || text!("gallery-section", name = name)}</h2>
            {show()}
        </section>
    }
    .into_any()
}
