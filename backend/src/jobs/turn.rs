//! What is due, a bite at a time: once through all clocks that are over, whatever becomes of each.

use crate::app::App;
use crate::error::Result;
use crate::store::Due;
use crate::writer::Asked;
use domain::command::Order;
use domain::proposal::Action;
use domain::protocol::Outcome;
use domain::time::Timestamp;

/// The most that is carried out in one go.
const AT_ONCE: u32 = 200;

/// One way through what was due as it began: the longest over first.
pub struct Turn<'a> {
    app: &'a App,
    now: Timestamp,
    /// The last one that was looked at.
    after: Option<Due>,
    ended: bool,
    /// What is due still: it was refused, in this turn or a moment ago.
    stuck: Vec<Due>,
}

/// Cases whose time is over, and what the clockwork asks for of each.
pub struct Bite {
    due: Vec<Due>,
    pub asked: Vec<Asked>,
}

/// What became of a bite.
#[derive(Debug, Clone, Copy, Default)]
pub struct Carried {
    pub moved: usize,
    pub refused: usize,
}

impl<'a> Turn<'a> {
    pub fn begin(app: &'a App) -> Self {
        Self {
            app,
            now: app.clock.now(),
            after: None,
            ended: false,
            stuck: Vec::new(),
        }
    }

    /// What comes next, without what could not be moved on a moment ago; none at the end.
    ///
    /// # Errors
    /// What the store says.
    pub async fn next(&mut self) -> Result<Option<Bite>> {
        while !self.ended {
            let due = (self.app.store)
                .due(self.now, self.after.as_ref(), AT_ONCE)
                .await?;
            self.ended = due.len() < AT_ONCE as usize;
            self.after = due.last().copied().or(self.after);
            let (due, stuck) = self.app.stuck.apart(due, self.now);
            self.stuck.extend(stuck);
            if !due.is_empty() {
                let asked = due.iter().map(|due| asked(due, self.now)).collect();
                return Ok(Some(Bite { due, asked }));
            }
        }
        Ok(None)
    }

    /// Has it carried out. What did not move on is kept for the administrator.
    ///
    /// # Errors
    /// What the store says.
    pub async fn carry_out(&mut self, bite: Bite) -> Result<Carried> {
        let outcomes = self.app.writer.commands_in_turn(bite.asked).await?;
        let mut carried = Carried::default();
        for (due, outcome) in bite.due.iter().zip(outcomes) {
            match outcome {
                Outcome::Applied { .. } | Outcome::Duplicate { .. } => carried.moved += 1,
                Outcome::Refused { problem } | Outcome::Conflict { problem, .. } => {
                    carried.refused += 1;
                    self.stuck.push(*due);
                    self.app.stuck.keep(*due, problem, self.now);
                }
                Outcome::RetryLater { .. } => {}
            }
        }
        tracing::info!(carried.moved, carried.refused, "the time was over");
        Ok(carried)
    }

    /// At its end: what was due once and is so no more is stuck no more.
    pub fn end(self) {
        self.app.stuck.keep_only(&self.stuck);
    }
}

fn asked(due: &Due, now: Timestamp) -> Asked {
    let order = Order::Proposal {
        proposal: due.proposal,
        seen: None,
        action: Action::at_end(due.clock),
    };
    Asked::by_system(order, now)
}
