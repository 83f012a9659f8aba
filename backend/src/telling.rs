//! Telling people, and systems of departments, what happened, beside the feed that devices read: letters and calls.
//!
//! Whom to tell follows from the log: an event is looked at once, and that it was is written together with whom to tell
//! of it and when (`deliveries`). So nothing is forgotten by a stop, and nothing told again by a start. What is due is
//! tried until it arrives, less and less often, and given up after some days, for everybody concerned to see.

pub mod hook;
pub(crate) mod letter;
pub mod mail;
pub(crate) mod outside;
pub(crate) mod push;

use crate::app::App;
use crate::error::{Error, Result};
use crate::store::{Audience, ChangesQuery, Delivery, Hook, Settled, Target, Untold};
use domain::city::City;
use domain::contact::Pace;
use domain::event::{Event, Fact};
use domain::id::{AccountId, DepartmentId};
use domain::proposal::{Change, Debate, Proposal, Relation, apply};
use domain::protocol::Scope;
use domain::time::Timestamp;
use futures::StreamExt;
use locales::{Words, args};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(1);
/// Events looked at, and deliveries tried, at a time.
const AT_ONCE: u32 = 200;
/// Of so many who are told at a time, each waits for nobody else.
const SIDE_BY_SIDE: usize = 16;
/// How long after each try in vain the next one comes: after the last of them there is none. As Standard Webhooks has it.
const RETRIES: [Duration; 9] = [
    Duration::from_secs(5),
    Duration::from_mins(5),
    Duration::from_mins(30),
    Duration::from_hours(2),
    Duration::from_hours(5),
    Duration::from_hours(10),
    Duration::from_hours(14),
    Duration::from_hours(20),
    Duration::from_hours(24),
];

/// Why somebody could not be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// For whoever keeps the server: what the other side said.
    pub problem: String,
    pub then: Then,
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It is tried again.
    Later,
    /// The same, and not sooner than they asked.
    After(Duration),
    /// Trying again is of no use.
    Never,
    /// Whom it was for is gone: there is nobody to be told, now or later.
    Gone,
}

/// What was tried, and how that went.
type Tried = (Delivery, Result<(), Failed>);

/// Something that happened, as it is told.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) event: Event,
    pub(crate) change: Change,
    /// The event as the log has it: without the account.
    pub(crate) payload: String,
    /// As it stands now.
    pub(crate) proposal: Proposal,
}

impl Step {
    /// The title of what it is about; where its author took back every word, that.
    fn title(&self, words: Words) -> String {
        match self.proposal.is_erased() {
            true => words.text("card-erased", &args! {}),
            false => self.proposal.title.clone(),
        }
    }
}

/// Tells every second what is due, until the server stops.
pub async fn run(app: Arc<App>) {
    let mut stop = app.stop.clone();
    let mut tick = tokio::time::interval(EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = tick.tick() => {}
        }
        let mut stopped = app.stop.clone();
        tokio::select! {
            // What is on its way is tried again after the start, under the same name.
            _ = stopped.wait_for(|stop| *stop) => return,
            told = round(&app) => if let Err(error) = told {
                tracing::error!(%error, "not everybody could be told; it is tried again");
            }
        }
    }
}

/// Writes down whom to tell of what is new, and tells what is due; how many deliveries were settled.
///
/// # Errors
/// What the store says.
pub async fn round(app: &App) -> Result<usize> {
    let _turn = app.telling.lock().await;
    write_down(app).await?;
    deliver(app).await
}

async fn write_down(app: &App) -> Result<()> {
    loop {
        let hooks = live_hooks(app).await?;
        if hooks.is_empty() && app.mail.is_none() && !app.store.is_subscribed().await? {
            return pass_over(app).await;
        }
        let (untold, until) = app.store.untold(AT_ONCE).await?;
        let is_last = untold.len() < AT_ONCE as usize;
        let city = app.writer.city();
        let mut deliveries = Vec::new();
        for untold in &untold {
            deliveries.extend(whom(app, untold, &hooks, &city.city).await?);
        }
        if untold.is_empty() && deliveries.is_empty() && !is_behind(app, until) {
            return Ok(());
        }
        let mut group = app.store.begin().await?;
        group.add_deliveries(until, &deliveries).await?;
        group.commit().await?;
        app.told.store(until, std::sync::atomic::Ordering::Relaxed);
        if is_last {
            return Ok(());
        }
    }
}

/// Nobody listens: what has happened so far is no news to whoever will.
async fn pass_over(app: &App) -> Result<()> {
    let head = app.writer.head().borrow().seq;
    if app.told.load(std::sync::atomic::Ordering::Relaxed) == head {
        return Ok(());
    }
    let mut group = app.store.begin().await?;
    group.add_deliveries(head, &[]).await?;
    group.commit().await?;
    app.told.store(head, std::sync::atomic::Ordering::Relaxed);
    Ok(())
}

/// Whether what was written down last lies before `until`: supports and the like move it without telling anybody, and
/// a write for each of them would be one too many.
fn is_behind(app: &App, until: u64) -> bool {
    /// So many events that nobody is told of are passed over without a note.
    const SLACK: u64 = 1_000;
    until
        > app
            .told
            .load(std::sync::atomic::Ordering::Relaxed)
            .saturating_add(SLACK)
}

async fn live_hooks(app: &App) -> Result<Vec<Hook>> {
    let mut hooks = app.store.hooks().await?;
    hooks.retain(|hook| hook.ended.is_none());
    Ok(hooks)
}

/// Who is told of an event, and when.
async fn whom(
    app: &App,
    untold: &Untold,
    hooks: &[Hook],
    city: &City,
) -> Result<Vec<(Target, u64, Timestamp)>> {
    let now = app.clock.now();
    let Some(Told {
        before,
        proposal,
        change,
    }) = told(app, untold).await?
    else {
        return Ok(Vec::new());
    };
    let mut told = Vec::new();
    let departments: BTreeSet<&DepartmentId> = before
        .iter()
        .chain([&proposal])
        .flat_map(|proposal| proposal.lead.iter().chain(&proposal.joint))
        .collect();
    for hook in hooks {
        if hook
            .department
            .as_ref()
            .is_none_or(|own| departments.contains(own))
        {
            told.push((Target::Hook(hook.id.clone()), untold.seq, now));
        }
    }
    let Some(audience) = audience(app, untold, &proposal, &change).await? else {
        return Ok(told);
    };
    let due = |pace: Pace, quiet| change.pace(pace).due(quiet, now, city.calendar.utc_offset);
    // Nobody is told what they did themselves.
    let is_own = |account| Some(account) == untold.account;
    if app.mail.is_some() {
        for contact in app.store.listeners(audience).await? {
            if let Some(due) = due(contact.pace, contact.quiet).filter(|_| !is_own(contact.account)) {
                told.push((Target::Person(contact.account), untold.seq, due));
            }
        }
    }
    for browser in app.store.subscribed(audience).await? {
        if let Some(due) = due(browser.pace, browser.quiet).filter(|_| !is_own(browser.account)) {
            told.push((Target::Browser(browser.id), untold.seq, due));
        }
    }
    Ok(told)
}

/// An event with the proposal right after and before it.
struct Told {
    before: Option<Proposal>,
    proposal: Proposal,
    change: Change,
}

async fn told(app: &App, untold: &Untold) -> Result<Option<Told>> {
    let mut before: Option<Proposal> = None;
    let mut after: Option<Proposal> = None;
    let mut change = None;
    for logged in app.store.timeline(untold.first, false).await? {
        if logged.seq > untold.seq {
            break;
        }
        let mut event: Event = serde_json::from_str(&logged.payload)?;
        if let Fact::Proposal { version, .. } = &mut event.fact {
            // Supports lie between, which nobody is told of.
            *version = after.as_ref().map_or(0, |proposal| proposal.version) + 1;
        }
        before = after.clone();
        apply(
            &mut after,
            &mut Relation::default(),
            &mut Debate::default(),
            &event,
            None,
        )
        .map_err(|error| Error::Stored(format!("event {}: {error}", event.seq)))?;
        if let (true, Fact::Proposal { change: this, .. }) = (event.seq == untold.seq, event.fact) {
            change = Some(this);
        }
    }
    if change.is_none() {
        // What is said for and against a proposal is on no timeline, and leaves it as it was.
        change = step(app, untold.seq).await?.map(|step| step.change);
    }
    Ok(after.zip(change).map(|(proposal, change)| Told {
        before,
        proposal,
        change,
    }))
}

/// Who waits for such news; nobody where it is none.
async fn audience(
    app: &App,
    untold: &Untold,
    proposal: &Proposal,
    change: &Change,
) -> Result<Option<Audience>> {
    let one = |account| Audience {
        subject: None,
        by: untold.seq,
        supporters: false,
        account: Some(account),
    };
    let known = app.store.proposal(proposal.id).await?;
    let author = known.and_then(|known| known.proposal.author);
    if let Change::Argument { argument, step } = change {
        let given_by = match step.is_news() {
            true => {
                let debates = app.store.debates(&[proposal.id]).await?;
                let debate = debates.get(&proposal.id);
                debate.and_then(|debate| debate.arguments.get(argument)?.author)
            }
            false => author.filter(|_| step.is_news_to_author()),
        };
        return Ok(given_by.map(one));
    }
    Ok(proposal.is_news(change).then_some(Audience {
        subject: Some(untold.first),
        by: untold.seq,
        // Whoever supports what is merged is asked whether to support what it goes on in.
        supporters: matches!(change, Change::Merged { .. } | Change::Unmerged { .. }),
        account: author,
    }))
}

async fn deliver(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = app.store.due_deliveries(now, AT_ONCE).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let mut targets: BTreeMap<Target, Vec<Delivery>> = BTreeMap::new();
    for delivery in due {
        targets.entry(delivery.target.clone()).or_default().push(delivery);
    }
    let hooks = live_hooks(app).await?;
    let told = futures::stream::iter(targets)
        .map(|(target, deliveries)| tell(app, &hooks, target, deliveries))
        .buffer_unordered(SIDE_BY_SIDE);
    let told: Vec<Result<Vec<Tried>>> = told.collect().await;
    let mut count = 0;
    for told in told {
        let told = told?;
        count += told.len();
        settle(app, &told).await?;
    }
    Ok(count)
}

/// Tells one of what is due, and how that went for each.
async fn tell(app: &App, hooks: &[Hook], target: Target, deliveries: Vec<Delivery>) -> Result<Vec<Tried>> {
    let mut steps = Vec::new();
    for delivery in &deliveries {
        steps.push(step(app, delivery.seq).await?);
    }
    match target {
        Target::Person(account) => {
            let told = person(app, account, steps.into_iter().flatten().collect()).await?;
            Ok(deliveries
                .into_iter()
                .map(|delivery| (delivery, told.clone()))
                .collect())
        }
        Target::Browser(id) => {
            let told = browser(app, id, steps.into_iter().flatten().collect()).await?;
            Ok(deliveries
                .into_iter()
                .map(|delivery| (delivery, told.clone()))
                .collect())
        }
        Target::Hook(id) => {
            let hook = hooks.iter().find(|hook| hook.id == id);
            let mut told = Vec::new();
            for (delivery, step) in deliveries.into_iter().zip(steps) {
                let called = match (hook, step) {
                    (Some(hook), Some(step)) => hook::call(app, hook, &step).await?,
                    // It has ended, or the words were erased: nobody is left to be told, or nothing to tell.
                    _ => Ok(()),
                };
                told.push((delivery, called));
            }
            Ok(told)
        }
    }
}

async fn person(app: &App, account: AccountId, steps: Vec<Step>) -> Result<Result<(), Failed>> {
    let (Some(mail), Some(contact)) = (&app.mail, app.store.contact(account).await?) else {
        return Ok(Ok(()));
    };
    if steps.is_empty() || !contact.verified {
        return Ok(Ok(()));
    }
    if let Some(problem) = contact.problem {
        // Nothing more is sent there until the person has looked at it.
        return Ok(Err(Failed {
            problem,
            then: Then::Never,
        }));
    }
    let address = app.secrets.open_sealed(&contact.address, CONTACT)?;
    let letter = letter::news(app, &contact, &steps)?;
    Ok(mail.send(&address, letter).await)
}

async fn browser(app: &App, id: i64, steps: Vec<Step>) -> Result<Result<(), Failed>> {
    let Some(known) = app.store.subscription(id).await? else {
        return Ok(Ok(()));
    };
    if steps.is_empty() {
        return Ok(Ok(()));
    }
    match known.problem {
        // Nothing more is sent there until the person has looked at it.
        Some(problem) => Ok(Err(Failed {
            problem,
            then: Then::Never,
        })),
        None => push::tell(app, &known, &steps).await,
    }
}

/// What sealed addresses are sealed for.
pub(crate) const CONTACT: &[u8] = b"contact";

async fn step(app: &App, seq: u64) -> Result<Option<Step>> {
    let query = ChangesQuery {
        after: seq.saturating_sub(1),
        limit: 1,
        scope: Scope::All,
        areas: Vec::new(),
        reader: None,
        staff: false,
    };
    let entry = app.store.changes(&query).await?.entries.pop();
    // What must not stand any more is told to nobody.
    let Some(entry) = entry.filter(|entry| entry.seq == seq && !entry.withheld) else {
        return Ok(None);
    };
    let event: Event = serde_json::from_str(&entry.payload)?;
    let Fact::Proposal { proposal, change, .. } = event.fact.clone() else {
        return Ok(None);
    };
    let known = app.store.proposal(proposal).await?;
    Ok(known.map(|known| Step {
        event,
        change,
        payload: entry.payload,
        proposal: known.proposal.seen_by(None, false),
    }))
}

async fn settle(app: &App, told: &[Tried]) -> Result<()> {
    let now = app.clock.now();
    let mut group = app.store.begin().await?;
    for (delivery, told) in told {
        let settled = settled(delivery, told, now);
        match (&delivery.target, &settled) {
            (Target::Person(account), Settled::GivenUp { problem, .. }) => {
                group.mark_unreachable(*account, problem).await?;
            }
            (Target::Browser(id), Settled::GivenUp { problem, .. }) => {
                group.mark_unsubscribed(*id, problem).await?;
            }
            (Target::Browser(id), Settled::Done) if is_gone(told) => group.remove_subscription(*id).await?,
            _ => {}
        }
        group.settle_delivery(delivery.id, &settled).await?;
        if let Settled::GivenUp { problem, .. } = &settled {
            tracing::warn!(seq = delivery.seq, tries = delivery.tries + 1, %problem, "somebody could not be told");
        }
    }
    group.commit().await
}

/// What becomes of a delivery after a try.
fn settled(delivery: &Delivery, told: &Result<(), Failed>, now: Timestamp) -> Settled {
    let failed = match told {
        Err(failed) if failed.then != Then::Gone => failed,
        _ => return Settled::Done,
    };
    let problem = failed.problem.clone();
    let next = RETRIES.get(delivery.tries as usize).copied();
    let wait = match failed.then {
        Then::Later => next,
        Then::After(asked) => next.map(|next| next.max(asked)),
        Then::Never | Then::Gone => None,
    };
    match wait {
        Some(wait) => Settled::Later {
            due: Timestamp(now.0 + wait.as_millis() as i64),
            problem,
        },
        None => Settled::GivenUp { at: now, problem },
    }
}

fn is_gone(told: &Result<(), Failed>) -> bool {
    matches!(told, Err(failed) if failed.then == Then::Gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_less_and_less_often_and_end_after_three_days() {
        let mut delivery = Delivery {
            id: 1,
            target: Target::Hook("h".to_owned()),
            seq: 1,
            due: Timestamp(0),
            tries: 0,
            problem: None,
            given_up: None,
        };
        let failed = |then| {
            Err(Failed {
                problem: "x".to_owned(),
                then,
            })
        };
        let mut now = Timestamp(0);
        while let Settled::Later { due, .. } = settled(&delivery, &failed(Then::Later), now) {
            assert!(due.0 - now.0 > delivery.due.0 - now.0);
            (delivery.due, now) = (due, due);
            delivery.tries += 1;
        }
        assert_eq!((delivery.tries, now.0 / 3_600_000), (9, 75));
        delivery.tries = 0;
        assert!(matches!(
            settled(&delivery, &failed(Then::Never), now),
            Settled::GivenUp { .. }
        ));
        assert_eq!(settled(&delivery, &Ok(()), now), Settled::Done);
    }
}
