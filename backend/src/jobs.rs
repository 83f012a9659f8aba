//! The city's own clockwork: what nobody does by hand. It catches up by itself after a stop, because it looks at
//! what is due, not at what it did last.

use crate::app::App;
use crate::error::Result;
use crate::writer::Asked;
use domain::actor::Actor;
use domain::command::{Command, Order};
use domain::id::CommandId;
use domain::proposal::Action;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

const EVERY: Duration = Duration::from_secs(1);
/// How often the newest head is signed when nobody asks for it.
const SIGN_AFTER: u32 = 30;
const AT_ONCE: u32 = 200;

/// Looks at what is due every second, until the server stops.
pub async fn run(app: Arc<App>) {
    let mut stop = app.stop.clone();
    let mut tick = tokio::time::interval(EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut unsigned = 0;
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = tick.tick() => {}
        }
        if let Err(error) = close_unjudged(&app).await {
            tracing::error!(%error, "cases whose time to judge is over were not closed; it is tried again");
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

/// Closes every case whose time to judge is over; how many those were.
///
/// # Errors
/// What the store says.
pub async fn close_unjudged(app: &App) -> Result<usize> {
    let mut closed = 0;
    loop {
        let now = app.clock.now();
        let due = app.store.to_close(now, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(closed);
        }
        let count = due.len();
        let asked = due.into_iter().map(|proposal| Asked {
            actor: Actor::System,
            at: now,
            command: Command {
                id: CommandId(Uuid::new_v4()),
                at: now,
                order: Order::Proposal {
                    proposal,
                    seen: None,
                    action: Action::CloseUnjudged {},
                },
            },
        });
        let outcomes = app.writer.commands_in_turn(asked.collect()).await?;
        let refused = outcomes
            .iter()
            .filter(|outcome| !matches!(outcome, domain::protocol::Outcome::Applied { .. }))
            .count();
        closed += count - refused;
        tracing::info!(closed = count - refused, refused, "time to judge was over");
        if refused == count {
            return Ok(closed); // asking again now would give the same
        }
    }
}
