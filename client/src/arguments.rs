//! Arguments as they are shown: as they will be when the outbox has gone out.

use crate::api::{ArgumentSight, OutboxItem};
use crate::client::Client;
use crate::host::Host;
use crate::preview::may_about;
use crate::store::Store;
use crate::transport::Transport;
use crate::views::Eyes;
use crate::wire;
use domain::event::{Event, Fact};
use domain::id::ArgumentId;
use domain::proposal::{Action, ActionKind, Change, Side, View};
use domain::protocol::Reported;
use domain::refusal::Problem;
use domain::time::Timestamp;
use std::collections::BTreeSet;

/// The arguments of what is in view, each side most supported first; `previewed` is what waits about it.
pub(crate) fn shown(view: &View, previewed: &[Event], eyes: &Eyes, now: Timestamp) -> Vec<ArgumentSight> {
    let about = |event: &Event| match &event.fact {
        Fact::Proposal {
            change: Change::Argument { argument, .. },
            ..
        } => Some(*argument),
        _ => None,
    };
    let pending: BTreeSet<ArgumentId> = previewed.iter().filter_map(about).collect();
    let debate = &view.debate;
    let sides = Side::ALL.into_iter().flat_map(|side| debate.side(side));
    let sight = |(id, argument): (ArgumentId, &domain::proposal::Argument)| ArgumentSight {
        id,
        argument: argument.clone(),
        stance: debate.stance(id),
        mine: argument.author == Some(eyes.person.account),
        pending: pending.contains(&id),
        may: eyes
            .city
            .as_deref()
            .map(|city| may_about(view, id, &eyes.person, city, now))
            .unwrap_or_default(),
    };
    sides.map(sight).collect()
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// What a coordinator has to look at, and what is hidden. The city alone knows it; what is ruled on here already is left out.
    pub(crate) async fn reported(&self) -> Result<Reported, Problem> {
        let token = self.meta().await?.token;
        let answer = self.transport.send(wire::reported(token)).await;
        let mut reported: Reported = wire::read(answer).map_err(wire::Failure::problem)?;
        let outbox = self.store.outbox().await?;
        let rules = |item: &OutboxItem| {
            let action = item.command.action().filter(|_| item.is_moving())?;
            let rules = matches!(
                action.kind(),
                ActionKind::Keep | ActionKind::Hide | ActionKind::Restore
            );
            rules.then(|| Action::argument(action))?
        };
        let ruled: BTreeSet<ArgumentId> = outbox.iter().filter_map(rules).collect();
        for part in [&mut reported.items, &mut reported.hidden] {
            part.retain(|one| !ruled.contains(&one.id));
        }
        Ok(reported)
    }
}
