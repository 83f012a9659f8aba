use crate::components::{Icon, icons, icons::Glyph, names};
use crate::text;
use crate::words::{area_name, category_name, department_name};
use client::api::Sight;
use domain::proposal::Proposal;
use leptos::prelude::*;

/// What else is known of it: its number, its place, who handles it, how often it came back.
#[component]
pub(super) fn Facts(#[prop(into)] sight: Signal<Option<Sight>>) -> impl IntoView {
    let row = |icon: Glyph, words: String| {
        view! {
            <li>
                <Icon of=icon/>
                <span><bdi>{words}</bdi></span>
            </li>
        }
    };
    let rows = move |Sight { proposal, mine, .. }| {
        let awaited: Vec<_> = proposal.awaited().cloned().collect();
        let Proposal {
            number,
            category,
            area,
            place,
            lead,
            joint,
            reopened,
            returned,
            ..
        } = proposal;
        let number = match number {
            Some(number) => text!("proposal-number", number = number),
            None => text!("proposal-number.none"),
        };
        let category = category.map_or_else(
            || text!("proposal-category-none"),
            |category| category_name(&category),
        );
        let lead = lead.map(|lead| text!("proposal-joint", department = department_name(&lead)));
        let joint = (!joint.is_empty()).then(|| text!("proposal-joint.with", departments = names(&joint)));
        let awaited =
            (!awaited.is_empty()).then(|| text!("proposal-joint.awaited", departments = names(&awaited)));
        let count = |id: &'static str, count: u32| (count > 0).then(|| text!(id, count = count));
        [
            mine.then(|| (icons::MINE, text!("proposal-mine"))),
            Some((icons::PROPOSALS, number)),
            Some((icons::TAG, category)),
            Some((icons::AREA, area_name(&area))),
            place.map(|place| (icons::AREA, place)),
            lead.map(|lead| (icons::DEPARTMENT, lead)),
            joint.map(|joint| (icons::DEPARTMENT, joint)),
            awaited.map(|awaited| (icons::CLOCK, awaited)),
            count("proposal-reopened-count", reopened).map(|words| (icons::REDO, words)),
            count("proposal-returned-count", returned).map(|words| (icons::UNDO, words)),
        ]
        .into_iter()
        .flatten()
        .map(|(icon, words)| row(icon, words))
        .collect_view()
    };
    view! { <ul role="list" class="facts" data-testid="proposal-facts">{move || sight.get().map(rows)}</ul> }
        .into_any()
}
