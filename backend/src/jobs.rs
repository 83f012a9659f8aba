//! The city's own clockwork: what nobody does by hand. It catches up by itself after a stop, because it looks at
//! what is due, not at what it did last.

pub mod stuck;
pub mod supervision;
pub mod turn;

use crate::app::App;
use crate::error::Result;
use std::sync::Arc;
use std::time::Duration;
use turn::Turn;

const EVERY: Duration = Duration::from_secs(1);
/// How often the newest head is signed when nobody asks for it.
const SIGN_AFTER: u32 = 30;
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
    let _turning = app.turning.lock().await;
    supervision::draw(app).await?;
    supervision::entrust(app).await.map(drop)
}

/// Moves every case on whose time is over: what the author let pass goes on or is closed, what the city let pass goes up
/// one tier; how many those were. What can't be moved on stands in nobody's way.
///
/// # Errors
/// What the store says.
pub async fn move_on(app: &App) -> Result<usize> {
    let _turning = app.turning.lock().await;
    let mut moved = 0;
    loop {
        let mut turn = Turn::begin(app);
        let mut settled = 0;
        while let Some(bite) = turn.next().await? {
            let carried = turn.carry_out(bite).await?;
            moved += carried.moved;
            settled += carried.moved + carried.refused;
        }
        turn.end();
        // Until nothing is left: the next clock of what was moved on may be over as well.
        if settled == 0 {
            return Ok(moved);
        }
    }
}
