//! What citizens look at, at the desks that have to do with it: a supervisor's own cases, and those in which a department is
//! asked.

use super::queue::Loaded;
use crate::components::{Chip, Tone, icons};
use crate::pages::supervising::{began, found};
use crate::t;
use domain::id::ProposalId;
use domain::proposal::Supervision;
use domain::protocol::{self, Supervisions};
use domain::refusal::Problem;
use leptos::prelude::*;

/// As the city or, without it, the device told last.
#[derive(Clone, Copy)]
pub(super) struct Supervised(Memo<Supervisions>);

impl Supervised {
    pub(super) fn of(loaded: ReadSignal<Option<Result<Loaded, Problem>>>) -> Self {
        Self(Memo::new(move |_| {
            loaded.with(|loaded| match loaded {
                Some(Ok(loaded)) => loaded.supervisions.clone(),
                _ => Supervisions::default(),
            })
        }))
    }

    /// How this person looks at a case.
    pub(super) fn own(self, case: ProposalId) -> Option<Supervision> {
        self.0.with(|told| find(&told.own, case))
    }

    /// What their department is asked about a case.
    pub(super) fn asked(self, case: ProposalId) -> Option<Supervision> {
        self.0.with(|told| find(&told.asked, case))
    }
}

fn find(all: &[protocol::Supervised], case: ProposalId) -> Option<Supervision> {
    let found = all.iter().find(|one| one.card.id == case);
    found.map(|one| one.supervision.clone())
}

/// Where it came from, and how far it is.
pub(super) fn facts(supervision: &Supervision) -> AnyView {
    let began = began(supervision);
    let where_from = match supervision.month {
        Some(_) => view! { <Chip icon=icons::VOTES>{began}</Chip> },
        None => view! { <Chip tone=Tone::Blue icon=icons::REDO>{began}</Chip> },
    };
    let waits = supervision
        .inquiry()
        .filter(|_| supervision.assessment.is_none())
        .map(|_| {
            view! { <Chip tone=Tone::Amber icon=icons::MESSAGE>{t!("supervision-waits")}</Chip> }
        });
    let found = supervision.assessment.as_ref().map(found);
    view! { {where_from} {waits} {found} }.into_any()
}

/// That nobody chose these cases, and where that can be checked.
#[component]
pub(super) fn DrawnHow() -> impl IntoView {
    view! {
        <details class="why">
            <summary>{t!("draw-how")}</summary>
            <p>{t!("draw-how.short")} " " <a href="/draws">{t!("draws-title")}</a></p>
        </details>
    }
}
