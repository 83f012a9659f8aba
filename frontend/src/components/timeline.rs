mod told;

use super::icon::Icon;
use super::icons::{self, Glyph};
use crate::t;
use crate::words::{due_day, when};
use client::api::{Sight, TimelineEntry};
use domain::proposal::{Change, Proposal};
use leptos::prelude::*;
use told::{body, name};
pub(crate) use told::{change_words, names};

/// What happened to a proposal, like a parcel's way: newest on top, what comes next above it, drawn dashed. Each step
/// says who, what and when; the next one says by when.
#[component]
pub(crate) fn Timeline(sight: Sight) -> impl IntoView {
    let Sight {
        proposal,
        timeline,
        mine,
        ..
    } = sight;
    let latest = timeline.iter().rposition(|entry| !entry.pending);
    let steps = timeline
        .into_iter()
        .enumerate()
        .filter_map(|(place, entry)| step(&proposal, entry, mine, latest == Some(place)))
        .rev()
        .collect_view();
    view! {
        <ol role="list" class="timeline" data-testid="timeline">
            {next(&proposal)}
            {steps}
        </ol>
    }
    .into_any()
}

/// What the clock that runs waits for.
fn next(proposal: &Proposal) -> Option<AnyView> {
    let clock = proposal.clock?;
    let kind = clock.kind.name();
    Some(
        view! {
            <li class="step step-dashed" data-testid="timeline-next" data-clock=kind>
                <span class="node"></span>
                <div>
                    <div class="step-head">
                        <h3 class="step-name">{t!("timeline-next", clock = kind)}</h3>
                        <span class="step-when">{t!("clock-due", date = due_day(clock.due))}</span>
                    </div>
                    <div class="step-body"><p>{t!("timeline-next.detail", clock = kind)}</p></div>
                </div>
            </li>
        }
        .into_any(),
    )
}

fn step(proposal: &Proposal, entry: TimelineEntry, mine: bool, is_latest: bool) -> Option<AnyView> {
    let TimelineEntry { event, pending } = entry;
    let change = event.fact.told()?.clone();
    let (class, glyph) = look(&change, pending, is_latest, proposal);
    let did = change.name();
    let at = event.at;
    let body = body(proposal, &change, &event.by, at, pending);
    let name = name(change, event.by, mine, pending);
    Some(
        view! {
            <li class=class data-testid="timeline-entry" data-did=did data-pending=pending.to_string()>
                <span class="node">{glyph.map(|glyph| view! { <Icon of=glyph/> })}</span>
                <div>
                    <div class="step-head">
                        <h3 class="step-name">{name}</h3>
                        <time class="step-when">{move || when(at)}</time>
                    </div>
                    <div class="step-body">{body}</div>
                </div>
            </li>
        }
        .into_any(),
    )
}

fn look(
    change: &Change,
    pending: bool,
    is_latest: bool,
    proposal: &Proposal,
) -> (&'static str, Option<Glyph>) {
    match (change, pending, is_latest) {
        (_, true, _) => ("step step-dashed", Some(icons::CLOCK)),
        (Change::Asked { .. } | Change::Inquired { .. }, _, true) => ("step step-now", Some(icons::MESSAGE)),
        (Change::Declined { .. }, ..) => ("step step-grey", Some(icons::CLOSE)),
        (Change::Merged { .. } | Change::HandedOver { .. }, ..) => ("step step-grey", Some(icons::FORWARD)),
        (Change::Prepared { .. }, ..) => ("step step-grey", Some(icons::DRAFT)),
        (Change::Checked { .. }, ..) => ("step step-grey", Some(icons::CHECK)),
        (Change::Discarded { .. }, ..) => ("step step-grey", Some(icons::CLOSE)),
        (Change::Disowned { .. } | Change::Erased {}, ..) => ("step step-grey", Some(icons::CLOSE)),
        (Change::Withdrawn {} | Change::Returned { .. }, ..) => ("step step-grey", Some(icons::UNDO)),
        (Change::ClosedUnjudged {} | Change::ClosedUnappealed {}, ..) => {
            ("step step-grey", Some(icons::CHECK))
        }
        (Change::Assessed { clock: Some(_), .. } | Change::Reopened { .. }, _, latest) => {
            (red_while(latest), Some(icons::REDO))
        }
        (Change::Escalated { .. }, _, latest) => (red_while(latest), Some(icons::ALERT)),
        (_, _, true) if !proposal.is_final() => ("step step-now", None),
        _ => ("step", Some(icons::CHECK)),
    }
}

fn red_while(latest: bool) -> &'static str {
    if latest { "step step-red" } else { "step step-grey" }
}
