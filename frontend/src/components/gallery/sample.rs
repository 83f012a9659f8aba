//! A proposal as somebody might write it, and its way through the city, told from the time at which the gallery is opened.

use crate::state::{language, use_city, use_now};
use crate::text;
use client::api::{Sight, TimelineEntry};
use domain::actor::Part;
use domain::calendar::Due;
use domain::city::{City, Clocks};
use domain::clock::{Clock, ClockKind};
use domain::event::{By, Event, Fact};
use domain::id::{AreaId, CategoryId, DepartmentId, ProposalId};
use domain::proposal::{AnswerKind, Change, Proposal, Relation, View};
use domain::query::Card;
use domain::time::Timestamp;
use leptos::prelude::*;
use uuid::Uuid;

const DAY: i64 = 86_400_000;

/// So many days from now; before it where there are fewer than none.
fn days(days: i64) -> Timestamp {
    Timestamp(use_now().get_untracked().0 + days * DAY)
}

/// A clock of the city that began so many days ago and ends in so many.
pub(super) fn clock(kind: ClockKind, began: i64, ends: i64) -> Clock {
    let due = Due {
        at: days(ends),
        provisional: false,
    };
    Clock::new(kind, days(-began), due)
}

/// What has happened to the sample, the oldest first: who did what, and how many days ago.
pub(super) fn story() -> Vec<(Part, Change, i64)> {
    let department = department();
    vec![
        (Part::Author, submitted(), 9),
        (
            Part::Coordinator,
            Change::Accepted {
                category: Some(category()),
                area: area(),
                clocks: Clocks::default(),
                clock: clock(ClockKind::Assign, 8, -6),
            },
            8,
        ),
        (
            Part::Coordinator,
            Change::Assigned {
                lead: department.clone(),
                joint: Vec::new(),
                clock: clock(ClockKind::Take, 7, -6),
            },
            7,
        ),
        (
            Part::Officer,
            Change::Taken {
                clock: clock(ClockKind::Answer, 6, 2),
            },
            6,
        ),
        (
            Part::Officer,
            Change::Noted {
                text: untrack(|| text!("gallery-sample.note")),
            },
            2,
        ),
        (
            Part::Officer,
            Change::Answered {
                kind: AnswerKind::Adopted,
                text: untrack(|| text!("gallery-sample.answer")),
                department,
                promised: None,
                milestones: Vec::new(),
                missing: Vec::new(),
                clock: clock(ClockKind::Work, 1, 6),
            },
            1,
        ),
        (
            Part::Officer,
            Change::Resolved {
                text: untrack(|| text!("gallery-sample.done")),
                evidence: Vec::new(),
                clock: clock(ClockKind::Verdict, 0, 7),
            },
            0,
        ),
    ]
}

fn submitted() -> Change {
    Change::Submitted {
        number: Some("2026-0318".to_owned()),
        title: untrack(|| text!("gallery-sample")),
        text: untrack(|| text!("gallery-sample.text")),
        category: Some(category()),
        area: area(),
        place: None,
        point: None,
        language: untrack(language).tag().to_owned(),
        signature: None,
        attachments: Vec::new(),
        clocks: Clocks::default(),
        clock: clock(ClockKind::Triage, 9, -7),
    }
}

/// The sample after so many steps of its story; the last of them may still be on its way.
pub(super) fn sight(steps: Vec<(Part, Change, i64)>, pending: bool) -> Sight {
    let last = steps.len();
    let mut view = View::default();
    let timeline = steps
        .into_iter()
        .zip(1..)
        .map(|((part, change, ago), version)| {
            let event = Event {
                seq: u64::from(version),
                at: days(-ago),
                command: None,
                by: By {
                    part,
                    department: (part == Part::Officer).then(department),
                    account: None,
                },
                fact: Fact::Proposal {
                    proposal: ProposalId(Uuid::nil()),
                    version,
                    change,
                },
            };
            view.fold(&event, None).expect("the story has no gaps");
            let pending = pending && usize::try_from(version) == Ok(last);
            TimelineEntry { event, pending }
        })
        .collect();
    Sight {
        proposal: view.proposal.expect("the story begins"),
        timeline,
        relation: Relation::default(),
        mine: true,
        may: Vec::new(),
        may_prepare: Vec::new(),
        unsent: Vec::new(),
        outbox: Vec::new(),
        arguments: Vec::new(),
    }
}

/// The card of the sample after so many steps, with this many who support it.
pub(super) fn card(steps: usize, supports: u32) -> Card {
    let steps = story().into_iter().take(steps).collect();
    let Sight { proposal, .. } = sight(steps, false);
    Card::from(&Proposal {
        id: ProposalId(Uuid::now_v7()),
        supports,
        ..proposal
    })
}

// The first that the city has.

fn area() -> AreaId {
    city(|city| city.areas.first().map(|area| area.id.clone()))
}

fn department() -> DepartmentId {
    city(|city| city.departments.first().map(|department| department.id.clone()))
}

fn category() -> CategoryId {
    city(|city| city.categories.first().map(|category| category.id.clone()))
}

fn city<Id>(first: impl FnOnce(&City) -> Option<Id>) -> Id {
    let first = use_city().with_untracked(|city| city.as_deref().and_then(first));
    first.expect("a city has departments, areas and categories, and it is known here")
}
