//! The city's own clockwork: what nobody does by hand. It catches up by itself after a stop, because it looks at
//! what is due, not at what it did last.

pub mod supervision;

use crate::app::App;
use crate::error::Result;
use crate::writer::Asked;
use domain::actor::Actor;
use domain::command::{Command, Order};
use domain::id::{CommandId, ProposalId};
use domain::proposal::Action;
use domain::protocol::Outcome;
use domain::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

const EVERY: Duration = Duration::from_secs(1);
/// How often the newest head is signed when nobody asks for it.
const SIGN_AFTER: u32 = 30;
const AT_ONCE: u32 = 200;
/// How often files that nobody needs are looked for.
const SWEEP_AFTER: u32 = 600;

/// Looks at what is due every second, until the server stops.
pub async fn run(app: Arc<App>) {
    let mut stop = app.stop.clone();
    let mut tick = tokio::time::interval(EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut unsigned = 0;
    // A server that is started every day sweeps too.
    let mut unswept = SWEEP_AFTER;
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = tick.tick() => {}
        }
        if let Err(error) = move_on(&app).await {
            tracing::error!(%error, "cases whose time is over were not moved on; it is tried again");
        }
        if let Err(error) = have_looked_at(&app).await {
            tracing::error!(%error, "cases were not given to supervisors; it is tried again");
        }
        unswept += 1;
        if unswept >= SWEEP_AFTER {
            unswept = 0;
            if let Err(error) = app.files.sweep(app.clock.now()).await {
                tracing::error!(%error, "files that nobody needs were not swept; it is tried again");
            }
        }
        unsigned += 1;
        if unsigned >= SIGN_AFTER {
            unsigned = 0;
            if let Err(error) = app.checkpoints.newest().await {
                tracing::error!(%error, "the newest head was not signed; it is tried again");
            }
        }
    }
}

/// Draws closed cases where a month is over, and finds who looks at what is to be looked at.
///
/// # Errors
/// What the store says.
pub async fn have_looked_at(app: &App) -> Result<()> {
    supervision::draw(app).await?;
    supervision::entrust(app).await.map(drop)
}

/// Moves every case on whose time is over: what the author let pass goes on or is closed, what the city let pass goes up
/// one tier; how many those were.
///
/// # Errors
/// What the store says.
pub async fn move_on(app: &App) -> Result<usize> {
    let mut moved = 0;
    loop {
        let asked = due(app).await?;
        let count = asked.len();
        if count == 0 {
            return Ok(moved);
        }
        let outcomes = app.writer.commands_in_turn(asked).await?;
        let refused = outcomes
            .iter()
            .filter(|outcome| !matches!(outcome, Outcome::Applied { .. }))
            .count();
        moved += count - refused;
        tracing::info!(moved = count - refused, refused, "the time was over");
        if refused == count {
            return Ok(moved); // asking again now would give the same
        }
    }
}

/// What the clockwork asks for now: the longest over first, and no more of it than is carried out in one go.
///
/// # Errors
/// What the store says.
pub async fn due(app: &App) -> Result<Vec<Asked>> {
    let now = app.clock.now();
    let due = app.store.due(now, AT_ONCE).await?;
    let due = due
        .into_iter()
        .filter_map(|(proposal, clock)| Some((proposal, Action::at_end_of(&clock)?)));
    Ok(due
        .map(|(proposal, action)| asked(proposal, action, now))
        .collect())
}

fn asked(proposal: ProposalId, action: Action, now: Timestamp) -> Asked {
    Asked {
        actor: Actor::System,
        at: now,
        command: Command {
            id: CommandId(Uuid::new_v4()),
            at: now,
            order: Order::Proposal {
                proposal,
                seen: None,
                action,
            },
        },
    }
}
