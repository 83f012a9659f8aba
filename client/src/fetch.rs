//! Reading from the city what the feed does not bring: lists and single proposals.

use crate::api::Link;
use crate::client::Client;
use crate::host::Host;
use crate::store::{Kept, Meta, Store, Write};
use crate::transport::{Request, Response, Transport, Unreachable};
use crate::wire::{self, Failure};
use domain::event::Event;
use domain::id::ProposalId;
use domain::protocol::ProposalDetail;
use futures::FutureExt as _;
use serde::de::DeserializeOwned;

/// How long a person waits for the city before the device answers itself.
const PATIENCE_MS: u64 = 10_000;
/// The same while the city seems to be away.
const IMPATIENCE_MS: u64 = 2_500;

impl Kept {
    /// What a detail says, to this account.
    pub(crate) fn told(detail: ProposalDetail, meta: &Meta) -> (Self, Vec<Event>) {
        let kept = Kept {
            mine: detail.proposal.author == Some(meta.me.account),
            proposal: detail.proposal,
            relation: detail.relation,
            debate: detail.debate,
        };
        (kept, detail.timeline)
    }
}

/// The writes that keep a proposal with its timeline.
pub(crate) fn keep(kept: Kept, timeline: Vec<Event>) -> impl Iterator<Item = Write> {
    let id = kept.proposal.id;
    let timeline = timeline
        .into_iter()
        .map(move |event| Write::Timeline(id, Box::new(event)));
    std::iter::once(Write::Proposal(Box::new(kept))).chain(timeline)
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Asks the city for something public. Where the session does not hold any more, it is asked again
    /// without, and the sync loop is told. The answer comes with whether it was given to this account.
    pub(crate) async fn read_public<R: DeserializeOwned>(
        &self,
        request: impl Fn(Option<String>) -> Request,
    ) -> Result<(R, bool), Failure> {
        let token = self.meta().await?.token;
        let named = token.is_some();
        match wire::read(self.send_impatiently(request(token)).await) {
            Err(Failure::SignedOut { .. }) if named => {
                self.introduced.set(false);
                self.bell.ring();
                Ok((wire::read(self.send_impatiently(request(None)).await)?, false))
            }
            answer => Ok((answer?, named)),
        }
    }

    async fn send_impatiently(&self, request: Request) -> Result<Response, Unreachable> {
        let near = matches!(self.link(), Link::Online | Link::Syncing { .. });
        let patience = if near { PATIENCE_MS } else { IMPATIENCE_MS };
        let mut answer = std::pin::pin!(self.transport.send(request).fuse());
        let mut enough = std::pin::pin!(self.host.sleep(patience).fuse());
        let answer = futures::select_biased! {
            answer = answer => answer,
            () = enough => Err(Unreachable),
        };
        if answer.is_ok() && matches!(self.link(), Link::Offline { .. }) {
            self.bell.ring(); // it is back
        }
        answer
    }

    /// Fetches one proposal and keeps it, unless what is kept is newer. What the city tells a stranger is not
    /// kept: it lacks what is this account's own. `None`: the city says it isn't there.
    pub(crate) async fn fetch_and_keep(&self, id: ProposalId) -> Result<Option<(Kept, Vec<Event>)>, Failure> {
        let asked_as = self.meta().await?;
        let Some((detail, to_me)) = absent(self.read_public(|token| wire::proposal(id, token)).await)? else {
            return Ok(None);
        };
        let _gate = self.gate().await;
        let meta = self.meta().await?;
        let (mut kept, timeline) = Kept::told(detail, &meta);
        let known = self.store.proposal(id).await?;
        if let (false, Some(known)) = (to_me, &known) {
            (kept.mine, kept.relation) = (known.mine, known.relation);
            kept.proposal.author = known.proposal.author;
            kept.proposal.internal.supervisor = known.proposal.internal.supervisor;
            kept.debate.own = known.debate.own.clone();
        }
        let same_reader = meta.me.account == asked_as.me.account && meta.token == asked_as.token;
        let same_history = asked_as.epoch.is_none() || asked_as.epoch == meta.epoch;
        let news = known.is_none_or(|known| known.proposal.version <= kept.proposal.version && known != kept);
        if to_me && same_reader && same_history && news {
            self.commit(keep(kept.clone(), timeline.clone()).collect())
                .await?;
        }
        Ok(Some((kept, timeline)))
    }
}

/// A 404 of the city's own is an answer: it isn't there.
pub(crate) fn absent<R>(answer: Result<R, Failure>) -> Result<Option<R>, Failure> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(Failure::Refused { status: 404, .. }) => Ok(None),
        Err(failure) => Err(failure),
    }
}
