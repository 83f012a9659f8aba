//! Sending the outbox, in the order of writing.

use crate::api::{Link, OutboxItem, OutboxState};
use crate::backoff::CAP_MS;
use crate::client::Client;
use crate::host::Host;
use crate::problem;
use crate::store::{Store, Write};
use crate::sync::Stop;
use crate::transport::Transport;
use crate::wire::{self, Failure};
use domain::command::Command;
use domain::id::{CommandId, ProposalId};
use domain::protocol::{Outcome, PUSH_LIMIT, PushRequest, PushResponse};
use domain::refusal::Problem;
use std::collections::{BTreeSet, HashMap};

/// A batch grows no larger than this, but for a single command that is.
const BATCH_BYTES: usize = 256 * 1024;

/// Nothing more is to be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PushEnd {
    /// In so many milliseconds there is, because the city has put something off.
    pub(crate) again_ms: Option<u64>,
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Sends one batch; `None` when there may be more. The caller holds the turn.
    pub(crate) async fn push_some(&self) -> Result<Option<PushEnd>, Stop> {
        let wait = self.push_not_before.get().0 - self.host.now().0;
        // A device's clock may jump: more than the longest wait there is was not meant.
        let wait = u64::try_from(wait)
            .ok()
            .filter(|wait| (1..=CAP_MS).contains(wait));
        let Some(batch) = self.take_batch(wait.is_some()).await? else {
            return Ok(Some(PushEnd { again_ms: None }));
        };
        if wait.is_some() {
            return Ok(Some(PushEnd { again_ms: wait }));
        }
        self.set_link(Link::Syncing { behind: 0 });
        let token = self.meta().await?.token;
        let (outcomes, failure) = self.send(&batch, token).await;
        let put_off = self.settle(batch, outcomes).await?;
        if let Some(failure) = failure {
            return Err(failure.into());
        }
        Ok(put_off.map(|after_ms| {
            let after_ms = after_ms.clamp(1, CAP_MS);
            self.push_not_before.set(self.after(after_ms));
            PushEnd {
                again_ms: Some(after_ms),
            }
        }))
    }

    /// The next commands, marked durably as being sent before any of them is. `None`: nothing waits.
    async fn take_batch(&self, only_look: bool) -> Result<Option<Vec<OutboxItem>>, Stop> {
        let _gate = self.gate().await;
        let mut batch: Vec<OutboxItem> = Vec::new();
        let mut bytes = 0;
        let mut held = BTreeSet::new();
        for mut item in self.store.outbox().await? {
            // Whoever holds the turn is the only one who sends: what is still `sending` was left by a failure.
            if !matches!(item.state, OutboxState::Queued | OutboxState::Sending) {
                continue;
            }
            // What has a file on its way waits for it, and what builds on that waits too.
            let waits = item
                .command
                .proposal()
                .filter(|id| held.contains(id) || item.awaits_files());
            if let Some(id) = waits {
                held.insert(id);
                continue;
            }
            let size = serde_json::to_vec(&item.command).map_or(0, |json| json.len());
            if batch.len() == PUSH_LIMIT || (!batch.is_empty() && bytes + size > BATCH_BYTES) {
                break;
            }
            bytes += size;
            item.state = OutboxState::Sending;
            item.attempts = item.attempts.saturating_add(1);
            batch.push(item);
        }
        if batch.is_empty() {
            return Ok(None);
        }
        if !only_look {
            let marks = batch
                .iter()
                .map(|item| Write::Outbox(Box::new(item.clone())))
                .collect();
            self.commit(marks).await?;
        }
        Ok(Some(batch))
    }

    /// Sends a batch. Where the city refuses the request as a whole, it is cut in halves until the command that
    /// is at fault stands alone: that one is refused, and holds up nobody.
    async fn send(
        &self,
        batch: &[OutboxItem],
        token: Option<String>,
    ) -> (HashMap<CommandId, Outcome>, Option<Failure>) {
        let mut outcomes = HashMap::new();
        let commands: Vec<Command> = batch.iter().map(|item| item.command.clone()).collect();
        let mut parts = vec![commands];
        while let Some(mut commands) = parts.pop() {
            let request = PushRequest { commands };
            let answer = self.transport.send(wire::push(&request, token.clone())).await;
            commands = request.commands;
            match wire::read::<PushResponse>(answer) {
                Ok(answer) => {
                    let asked: BTreeSet<CommandId> = commands.iter().map(|command| command.id).collect();
                    let told = answer
                        .results
                        .into_iter()
                        .filter(|result| asked.contains(&result.id));
                    let before = outcomes.len();
                    outcomes.extend(told.map(|result| (result.id, result.outcome)));
                    if outcomes.len() - before < asked.len() {
                        return (outcomes, Some(garbled()));
                    }
                }
                Err(Failure::Refused { status, problem }) if is_about_content(status) => {
                    if let [command] = commands.as_slice() {
                        outcomes.insert(command.id, Outcome::Refused { problem });
                    } else {
                        let later = commands.split_off(commands.len() / 2);
                        parts.extend([later, commands]);
                    }
                }
                Err(failure) => return (outcomes, Some(failure)),
            }
        }
        (outcomes, None)
    }

    /// Writes what became of a batch. The answer is the longest time for which something was put off.
    async fn settle(
        &self,
        batch: Vec<OutboxItem>,
        mut outcomes: HashMap<CommandId, Outcome>,
    ) -> Result<Option<u64>, Stop> {
        let _gate = self.gate().await;
        let mut writes = Vec::new();
        let mut put_off: Option<u64> = None;
        let mut missing: BTreeSet<ProposalId> = BTreeSet::new();
        for mut item in batch {
            let proposal = item.command.proposal();
            let before_its_time = proposal.is_some_and(|proposal| missing.contains(&proposal));
            item.state = match outcomes.remove(&item.command.id) {
                Some(Outcome::Applied { seq } | Outcome::Duplicate { seq }) => OutboxState::Applied { seq },
                Some(Outcome::Refused { .. } | Outcome::Conflict { .. }) if before_its_time => {
                    // It was refused only because what it builds on was put off. The city keeps that answer under
                    // this id, so it goes out again under another.
                    writes.push(Write::OutboxRemove(item.command.id));
                    item.command.id = CommandId(self.new_id());
                    item.attempts = 0;
                    OutboxState::Queued
                }
                Some(Outcome::Refused { problem }) => OutboxState::Refused { problem },
                Some(Outcome::Conflict { problem, current }) => OutboxState::Conflict { problem, current },
                Some(Outcome::RetryLater { after_ms }) => {
                    put_off = Some(put_off.unwrap_or(0).max(after_ms));
                    missing.extend(proposal);
                    OutboxState::Queued
                }
                None => OutboxState::Queued,
            };
            writes.push(Write::Outbox(Box::new(item)));
        }
        self.commit(writes).await?;
        Ok(put_off)
    }
}

/// Whether the status speaks of what was sent, rather than of who sends or where to.
fn is_about_content(status: u16) -> bool {
    matches!(status, 400 | 403 | 413 | 415 | 422)
}

fn garbled() -> Failure {
    Failure::Troubled {
        problem: Problem::new(problem::GARBLED),
        after_ms: None,
    }
}
