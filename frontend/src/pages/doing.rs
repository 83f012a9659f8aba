//! Doing something about a proposal from a page.

use crate::components::announce;
use crate::state::use_device;
use crate::text;
use domain::command::Order;
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What can be done about a proposal, as a word on a button.
pub(crate) fn action_name(action: ActionKind) -> String {
    text!("proposal-action", action = action.name())
}

/// Queues an action on the version that the person saw, and says the message `done`. A refusal, which the rules on
/// this device give at once, goes to `problem`; the page shows it.
pub(crate) fn act(
    proposal: ProposalId,
    seen: u32,
    action: Action,
    done: &'static str,
    problem: RwSignal<Option<Problem>>,
) {
    act_then(proposal, seen, action, text!(done), problem, || ());
}

/// The same, saying these words; `then` runs when it is on its way.
pub(crate) fn act_then(
    proposal: ProposalId,
    seen: u32,
    action: Action,
    done: String,
    problem: RwSignal<Option<Problem>>,
    then: impl FnOnce() + 'static,
) {
    let order = Order::Proposal {
        proposal,
        seen: Some(seen),
        action,
    };
    attempt(
        problem,
        async move { use_device().act(order).await.map(|_| ()) },
        move || {
            announce(done);
            then();
        },
    );
}

/// Carries out something that the device may refuse. `problem` is emptied first.
pub(crate) fn attempt<T: 'static>(
    problem: RwSignal<Option<Problem>>,
    work: impl Future<Output = Result<T, Problem>> + 'static,
    then: impl FnOnce() + 'static,
) {
    problem.set(None);
    spawn_local(async move {
        match work.await {
            Ok(_) => then(),
            // The page may be gone; then nobody is left to read it.
            Err(refused) => drop(problem.try_set(Some(refused))),
        }
    });
}
