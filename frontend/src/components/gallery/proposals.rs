use super::sample;
use crate::components::{JudgeForm, ProposalCard, Timeline};
use crate::{t, text};
use domain::actor::Part;
use domain::clock::ClockKind;
use domain::id::ProposalId;
use domain::proposal::{Change, Decline, Judgement};
use leptos::prelude::*;
use uuid::Uuid;

/// New and on its way, with its first words, at work, done.
pub(super) fn cards() -> AnyView {
    view! {
        <div class="cards">
            <ProposalCard card=sample::card(1, 0) pending=true/>
            <ProposalCard card=sample::card(3, 12) excerpt=true/>
            <ProposalCard card=sample::card(4, 163)/>
            <ProposalCard card=sample::card(7, 2048)/>
        </div>
    }
    .into_any()
}

/// The whole way with what comes next, the author's word still on its way; and one that was not taken on.
pub(super) fn timeline() -> AnyView {
    let judged = Change::Judged {
        judgement: Judgement::Solved,
        stars: Some(5),
        text: Some(untrack(|| text!("gallery-sample.verdict"))),
    };
    let declined = Change::Declined {
        reason: Decline::NotOurs,
        clock: Some(sample::clock(ClockKind::Appeal, 7, 23)),
        text: untrack(|| text!("gallery-sample.declined")),
    };
    let whole = sample::story();
    let with_verdict = whole
        .clone()
        .into_iter()
        .chain([(Part::Author, judged, 0)])
        .collect();
    let at_work = whole.iter().take(5).cloned().collect();
    let turned_down = whole
        .into_iter()
        .take(1)
        .chain([(Part::Coordinator, declined, 7)])
        .collect();
    view! {
        <Timeline sight=sample::sight(at_work, false)/>
        <Timeline sight=sample::sight(with_verdict, true)/>
        <Timeline sight=sample::sight(turned_down, false)/>
    }
    .into_any()
}

/// The author's word on whether it is solved.
pub(super) fn judging() -> AnyView {
    view! { <JudgeForm proposal=ProposalId(Uuid::nil()) seen=1 reopened=0 title=t!("gallery-sample")/> }
        .into_any()
}
