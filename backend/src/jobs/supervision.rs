//! Draws closed cases when a month is over, and finds for each case that a citizen is to look at somebody who may. Both follow
//! from the log and from who has which role: nothing is remembered, so a stop forgets nothing and a start repeats nothing.

use crate::app::App;
use crate::checkpoints;
use crate::error::Result;
use crate::store::{Closing, Looked};
use crate::writer::Asked;
use domain::actor::Person;
use domain::city::City;
use domain::command::Order;
use domain::draw::{Draw, Pool, choose};
use domain::event::{Event, Fact};
use domain::id::{AccountId, AreaId, ProposalId};
use domain::proposal::Action;
use domain::protocol::Outcome;
use domain::time::{Month, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Draws for every month that is over and was not drawn for; how many those were. The first is the one in which the first
/// case was closed.
///
/// # Errors
/// What the store says.
pub async fn draw(app: &App) -> Result<usize> {
    let mut drawn = 0;
    loop {
        let now = app.clock.now();
        let Some(pool) = next_pool(app, now).await? else {
            return Ok(drawn);
        };
        let (month, candidates) = (pool.month, pool.candidates.len());
        let order = Order::Draw { pool: Box::new(pool) };
        let outcomes = app
            .writer
            .commands_in_turn(vec![Asked::by_system(order, now)])
            .await?;
        if !matches!(outcomes[..], [Outcome::Applied { .. }]) {
            tracing::error!(%month, ?outcomes, "no cases could be drawn; it is tried again");
            return Ok(drawn);
        }
        tracing::info!(%month, candidates, "closed cases were drawn");
        drawn += 1;
    }
}

/// What the next draw is made from; none where no month is over for which there was none.
async fn next_pool(app: &App, now: Timestamp) -> Result<Option<Pool>> {
    let published = app.writer.city();
    let city = &published.city;
    let offset = city.calendar.utc_offset;
    let this = now.day(offset).month();
    let last = app.store.draws(None, 1).await?.pop().and_then(drawn);
    let after = last.as_ref().map_or(0, |last| last.size);
    let closed = |before: Month| {
        app.store
            .closed(after, u64::MAX, before.first_day().start(offset))
    };
    let month = match &last {
        Some(last) => last.month.next(),
        None => match closed(this).await?.first() {
            Some(first) => first.at.day(offset).month(),
            None => return Ok(None),
        },
    };
    if month >= this {
        return Ok(None);
    }
    let closed = closed(month.next()).await?;
    // The log counts up to the last case that was closed then: when the clockwork looks makes no difference.
    let size = closed.last().map_or(after, |last| last.seq);
    Ok(Some(pool(app, month, after, size, closed, city).await?))
}

async fn pool(
    app: &App,
    month: Month,
    after: u64,
    size: u64,
    closed: Vec<Closing>,
    city: &City,
) -> Result<Pool> {
    Ok(Pool {
        month,
        after,
        size,
        seed: checkpoints::root(app.store.as_ref(), size).await?.to_string(),
        sample: city.policy.sample,
        candidates: candidates(app, closed, size).await?,
    })
}

/// Those of the closed cases that can be drawn: nothing is drawn for an area that was retired when the log counted so many
/// events. So this follows from the log as well, whenever it is asked.
pub(crate) async fn candidates(app: &App, closed: Vec<Closing>, size: u64) -> Result<Vec<ProposalId>> {
    let then = app.store.directories(size.saturating_add(1), 1).await?.pop();
    let then = then.map(|logged| serde_json::from_str::<Event>(&logged.payload));
    let retired: BTreeSet<AreaId> = match then.transpose()?.map(|event| event.fact) {
        Some(Fact::City { city }) => {
            let retired = city.areas.into_iter().filter(|area| area.retired);
            retired.map(|area| area.id).collect()
        }
        _ => BTreeSet::new(),
    };
    let closed = closed
        .into_iter()
        .filter(|closing| !retired.contains(&closing.area));
    Ok(closed.map(|closing| closing.proposal).collect())
}

/// The draw that an event tells of.
pub(crate) fn drawn(event: Event) -> Option<Draw> {
    match event.fact {
        Fact::Draw { draw } => Some(*draw),
        _ => None,
    }
}

/// Finds somebody for every case that nobody looks at, or nobody who may any more; for how many it did. Where no supervisor's
/// area has the case, it waits, and administrators see that it does.
///
/// # Errors
/// What the store says.
pub async fn entrust(app: &App) -> Result<usize> {
    let looked_at = app.store.looked_at().await?;
    if looked_at.is_empty() {
        return Ok(0);
    }
    let city = app.writer.city();
    let people = supervisors(app).await?;
    let (held, free): (Vec<&Looked>, Vec<&Looked>) = looked_at.iter().partition(|case| {
        let by = case.by.and_then(|account| people.get(&account));
        by.is_some_and(|person| may(person, case, &city.city))
    });
    let mut load: BTreeMap<AccountId, u32> = people.keys().map(|account| (*account, 0)).collect();
    for account in held.iter().filter_map(|case| case.by) {
        *load.entry(account).or_default() += 1;
    }
    let now = app.clock.now();
    let mut wanted = Vec::new();
    for case in free {
        let seed = checkpoints::root(app.store.as_ref(), case.began).await?;
        let eligible = people.values().filter(|person| may(person, case, &city.city));
        let eligible =
            eligible.map(|person| (person.account, load.get(&person.account).copied().unwrap_or(0)));
        let Some(to) = choose(&seed.to_string(), case.proposal, eligible) else {
            continue;
        };
        *load.entry(to).or_default() += 1;
        let order = Order::Proposal {
            proposal: case.proposal,
            seen: None,
            action: Action::Entrust { to },
        };
        wanted.push(Asked::by_system(order, now));
    }
    if wanted.is_empty() {
        return Ok(0);
    }
    let outcomes = app.writer.commands_in_turn(wanted).await?;
    let applied = |outcome: &&Outcome| matches!(outcome, Outcome::Applied { .. });
    let entrusted = outcomes.iter().filter(applied).count();
    tracing::info!(
        entrusted,
        refused = outcomes.len() - entrusted,
        "cases have a supervisor"
    );
    Ok(entrusted)
}

/// Everybody who supervises, with their roles.
pub(crate) async fn supervisors(app: &App) -> Result<BTreeMap<AccountId, Person>> {
    let people = app.store.staff().await?.into_iter().map(|me| me.person());
    Ok(people.map(|person| (person.account, person)).collect())
}

/// Whether this person may look at the case.
pub(crate) fn may(person: &Person, case: &Looked, city: &City) -> bool {
    person.may_supervise(city, &case.area, case.author)
}
