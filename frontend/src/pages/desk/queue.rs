//! What lies on a desk, most pressing first, and the parts of it one can look at alone.

use super::holding::Holder;
use super::views::Filter;
use super::{At, Open};
use crate::platform::Device;
use crate::state::{me, use_city, use_now};
use crate::text;
use crate::words::days_left;
use client::api::{self, Listing};
use domain::city::City;
use domain::clock::Tone;
use domain::proposal::State;
use domain::protocol::Supervisions;
use domain::query::{Card, Order, ProposalQuery, Ready};
use domain::refusal::Problem;
use leptos::prelude::{Get, With};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many pages are read at once: more than most desks ever hold.
pub(super) const PAGES: usize = 10;
const PAGE: u16 = 100;

/// What is asked for a desk.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// What a supervisor looks at: theirs, in its own order.
    Own,
    Cases {
        queries: Vec<ProposalQuery>,
        order: Order,
        /// At a department, which of what citizens ask it about comes beside that.
        beside: Option<(Filter, Option<Arc<City>>)>,
    },
}

/// What a desk was answered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Loaded {
    pub listing: Listing,
    /// What citizens look at, at the desks that have to do with it.
    pub supervisions: Supervisions,
}

impl Asked {
    pub(super) fn of(open: &Open, filter: &Filter, city: Option<Arc<City>>) -> Self {
        let query = |states: &[State]| ProposalQuery {
            states: states.to_vec(),
            limit: PAGE,
            ..ProposalQuery::default()
        };
        let queries: Vec<ProposalQuery> = match open {
            Open::Coordinator(areas) => areas
                .iter()
                .map(|area| ProposalQuery {
                    area: Some(area.clone()),
                    ..query(&[State::Submitted, State::Appealed, State::Accepted, State::Hearing])
                })
                .collect(),
            Open::Department(departments) => departments
                .iter()
                .map(|department| ProposalQuery {
                    department: Some(department.clone()),
                    ..query(&[
                        State::Assigned,
                        State::InProgress,
                        State::Reopened,
                        State::Implementing,
                    ])
                })
                .collect(),
            _ => return Asked::Own,
        };
        let narrow = |query| filter.narrow(query, city.as_deref());
        Asked::Cases {
            queries: queries.into_iter().filter_map(narrow).collect(),
            order: filter.order,
            beside: matches!(open, Open::Department(_)).then(|| (filter.clone(), city.clone())),
        }
    }
}

/// Reads the desk, at most so many pages of it.
///
/// # Errors
/// The device's [`Problem`]
pub(super) async fn load(device: Device, asked: Asked, pages: usize) -> Result<Loaded, Problem> {
    let mut all = Listing {
        page: Default::default(),
        device_only: false,
    };
    let mut supervisions = Supervisions::default();
    let Asked::Cases {
        queries,
        order,
        beside,
    } = asked
    else {
        supervisions = device.supervisions().await?;
        all.page.items = supervisions.own.iter().map(|one| one.card.clone()).collect();
        let mut seen = BTreeSet::new();
        all.page.items.retain(|card| seen.insert(card.id));
        return Ok(Loaded {
            listing: all,
            supervisions,
        });
    };
    if let Some((filter, city)) = beside {
        supervisions = device.supervisions().await?;
        let cards = supervisions.asked.iter().map(|one| &one.card);
        let held = cards.filter(|card| filter.holds(card, city.as_deref()));
        all.page.items = held.cloned().collect();
    }
    for mut query in queries {
        for _ in 0..pages {
            let Listing { page, device_only } = device.list(query.clone()).await?;
            all.page.items.extend(page.items);
            all.device_only |= device_only;
            query.after = page.next;
            if page.next.is_none() {
                break;
            }
        }
        all.page.next = all.page.next.or(query.after);
    }
    // Somebody with two roles has one desk. Of two that are due at once, what came first is first; what has no due date came for
    // a reason of its own, and stands before both.
    let place = |card: &Card| {
        let key = card.sort_key(order);
        match order {
            Order::MostUrgent => (key, None, card.id),
            _ => (None, Some(Reverse((key, card.submitted_at))), card.id),
        }
    };
    all.page.items.sort_by_key(place);
    let mut seen = BTreeSet::new();
    all.page.items.retain(|card| seen.insert(card.id));
    Ok(Loaded {
        listing: all,
        supervisions,
    })
}

/// What the person's office has written about this case and not published.
pub(super) fn prepared(card: &Card) -> Option<Ready> {
    if card.prepared.is_empty() {
        return None;
    }
    let me = me()?;
    use_city().with(|city| {
        let city = city.as_deref()?;
        let is_theirs = |ready: &&Ready| me.is_of_office(city, ready.department.as_ref(), &card.area);
        card.prepared.iter().find(is_theirs).cloned()
    })
}

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Queue {
    All,
    /// What the person holds.
    Mine,
    /// What nobody holds, or nobody any more.
    Nobodys,
    /// What the person's office has written and not published.
    Prepared,
    Overdue,
    Today,
    In(State),
    /// Where a supervisor asks the department.
    Asked,
    /// What this supervisor is still to judge.
    Open,
    Drawn,
    Accompanied,
    /// What they have judged.
    Judged,
    /// No cases: arguments that somebody reported.
    Reported,
}

impl Queue {
    /// The parts that a desk has, in the order they are shown.
    pub(super) fn of(desk: api::Desk) -> &'static [Queue] {
        match desk {
            api::Desk::Coordinator => &[
                Queue::All,
                Queue::Prepared,
                Queue::Overdue,
                Queue::Today,
                Queue::In(State::Submitted),
                Queue::In(State::Appealed),
                Queue::In(State::Accepted),
                Queue::In(State::Hearing),
                Queue::Reported,
            ],
            api::Desk::Department => &[
                Queue::All,
                Queue::Mine,
                Queue::Nobodys,
                Queue::Prepared,
                Queue::Overdue,
                Queue::Today,
                Queue::In(State::Assigned),
                Queue::In(State::InProgress),
                Queue::In(State::Reopened),
                Queue::In(State::Implementing),
                Queue::Asked,
            ],
            api::Desk::Supervisor => &[
                Queue::All,
                Queue::Open,
                Queue::Drawn,
                Queue::Accompanied,
                Queue::Judged,
            ],
        }
    }

    /// Whether the card lies in this part.
    pub(super) fn holds(self, card: &Card, at: At) -> bool {
        let holder = || at.holding.of(card.lead.as_ref(), card.holder);
        let own = || at.supervised.own(card.id);
        match self {
            Queue::All => true,
            Queue::Mine => holder() == Holder::Me,
            Queue::Nobodys => matches!(holder(), Holder::Nobody | Holder::Left),
            Queue::Prepared => prepared(card).is_some(),
            Queue::In(state) => card.state == state,
            Queue::Reported => false,
            Queue::Asked => at.supervised.asked(card.id).is_some(),
            Queue::Open => own().is_some_and(|look| look.assessment.is_none()),
            Queue::Judged => own().is_some_and(|look| look.assessment.is_some()),
            Queue::Drawn => own().is_some_and(|look| look.month.is_some()),
            Queue::Accompanied => own().is_some_and(|look| look.month.is_none()),
            Queue::Overdue => card
                .clock
                .is_some_and(|clock| clock.tone(use_now().get()) == Tone::Red),
            Queue::Today => card
                .clock
                .is_some_and(|clock| clock.tone(use_now().get()) != Tone::Red && days_left(&clock) == 0),
        }
    }

    /// Its name with how many there are.
    pub(super) fn words(self, count: usize) -> String {
        let name = match self {
            Queue::All => return text!("desk-count", count = count),
            Queue::Mine => text!("desk-queue-mine"),
            Queue::Nobodys => text!("desk-queue-nobodys"),
            Queue::Prepared => text!("desk-queue-prepared"),
            Queue::Overdue => text!("desk-overdue"),
            Queue::Today => text!("desk-due-today"),
            Queue::In(State::Submitted) => text!("desk-queue-triage"),
            Queue::In(State::Appealed) => text!("desk-queue-appeal"),
            Queue::In(State::Accepted) => text!("desk-queue-assign"),
            Queue::In(State::Assigned) => text!("desk-queue-take"),
            Queue::In(State::Reopened) => text!("desk-queue-rework"),
            Queue::In(State::Hearing) => text!("desk-queue-hearing"),
            Queue::In(State::Implementing) => text!("desk-queue-promise"),
            Queue::In(_) => text!("desk-queue-work"),
            Queue::Reported => text!("desk-queue-reported"),
            Queue::Asked => text!("supervision-queue-asked"),
            Queue::Open => text!("supervision-queue-open"),
            Queue::Drawn => text!("supervision-queue-drawn"),
            Queue::Accompanied => text!("supervision-queue-accompanied"),
            Queue::Judged => text!("supervision-queue-judged"),
        };
        format!(
            "{name} {}",
            crate::words::number(i64::try_from(count).unwrap_or(i64::MAX))
        )
    }

    /// For tests: stays the same whatever the words are.
    pub(super) fn id(self) -> &'static str {
        match self {
            Queue::All => "all",
            Queue::Mine => "mine",
            Queue::Nobodys => "nobodys",
            Queue::Prepared => "prepared",
            Queue::Overdue => "overdue",
            Queue::Today => "today",
            Queue::In(state) => state.name(),
            Queue::Reported => "reported",
            Queue::Asked => "asked",
            Queue::Open => "open",
            Queue::Drawn => "drawn",
            Queue::Accompanied => "accompanied",
            Queue::Judged => "judged",
        }
    }
}
