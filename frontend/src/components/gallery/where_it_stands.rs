use super::sample;
use crate::components::icon::Icon;
use crate::components::run::Run;
use crate::components::{
    AnswerChip, Chip, ClockBadge, Mark, Ring, StateChip, Stepper, Tab, Tabs, Tone, icons,
};
use crate::t;
use domain::clock::ClockKind;
use domain::proposal::{AnswerKind, State};
use leptos::prelude::*;

/// Every state and every answer, each with word, picture and colour.
pub(super) fn chips() -> AnyView {
    let answers = [
        AnswerKind::Adopted,
        AnswerKind::PartlyAdopted,
        AnswerKind::NotAdopted,
        AnswerKind::Explained,
    ];
    view! {
        <div class="row">{State::ALL.map(|state| view! { <StateChip state=state/> }).collect_view()}</div>
        <div class="row">{answers.map(|kind| view! { <AnswerChip kind=kind/> }).collect_view()}</div>
        <div class="row"><Chip tone=Tone::Grey icon=icons::CLOCK>{t!("pending-mark")}</Chip></div>
    }
    .into_any()
}

/// Calm, nearly due, overdue: as a badge, as a bar, as a ring.
pub(super) fn clocks() -> AnyView {
    let clocks = [(1, 9), (8, 1), (9, -2)].map(|(began, ends)| sample::clock(ClockKind::Answer, began, ends));
    let clock = |clock| {
        view! {
            <div class="row">
                <ClockBadge clock=clock/>
                <Ring clock=clock/>
            </div>
            <Run clock=clock/>
        }
    };
    clocks.map(clock).collect_view().into_any()
}

/// Each step of a few.
pub(super) fn steps() -> AnyView {
    (1..=3)
        .map(|step| view! { <Stepper step=step steps=3/> })
        .collect_view()
        .into_any()
}

/// Several views of one page, with how much lies there.
pub(super) fn tabs() -> AnyView {
    let selected = RwSignal::new("gallery-first");
    let tab = |name, words, count: u32, needs: bool| Tab {
        name,
        words,
        count: Signal::stored(count),
        needs: Signal::stored(needs),
    };
    let tabs = vec![
        tab("gallery-first", t!("mine-title"), 0, false),
        tab("gallery-second", t!("drafts-title"), 3, false),
        tab("gallery-third", t!("outbox-title"), 2, true),
    ];
    let panel = |name: &'static str| {
        view! {
            <div
                role="tabpanel"
                id=format!("panel-{name}")
                aria-labelledby=format!("tab-{name}")
                hidden=move || selected.get() != name
            >
                {t!("gallery-sample.text")}
            </div>
        }
    };
    view! {
        <Tabs label=t!("nav-mine") tabs=tabs selected=selected on_select=move |name| selected.set(name)/>
        {["gallery-first", "gallery-second", "gallery-third"].map(panel).collect_view()}
    }
    .into_any()
}

/// The mark, and every picture of the interface.
pub(super) fn icons() -> AnyView {
    view! {
        <div class="row">
            <Mark/>
            {icons::ALL.iter().map(|glyph| view! { <Icon of=*glyph/> }).collect_view()}
        </div>
    }
    .into_any()
}
