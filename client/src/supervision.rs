//! What citizens look at: what this person has to do about it, and the public draws. Who looks at what is known to no replica as a
//! whole: the city is asked, and what it said last is kept for when it is away.

use crate::api::Redrawn;
use crate::client::Client;
use crate::host::Host;
use crate::store::{Store, Write};
use crate::transport::Transport;
use crate::views::Eyes;
use crate::wire::{self, Failure};
use domain::draw::Pool;
use domain::id::ProposalId;
use domain::proposal::{Action, ActionKind, Assessment, Inquiry};
use domain::protocol::{DrawDetail, Draws, Stuck, Supervised, Supervisions};
use domain::refusal::Problem;
use domain::time::Month;

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// What this person has to do. Cases that wait for them are brought along, so that they can be looked at without a network.
    pub(crate) async fn supervisions(&self) -> Result<Supervisions, Problem> {
        let told = self.supervisions_alone().await?;
        let open = told.own.iter().filter(|one| one.supervision.assessment.is_none());
        for id in open.map(|one| one.card.id) {
            if self.store.proposal(id).await?.is_none() {
                // Without it there is the list all the same.
                drop(self.fetch_and_keep(id).await);
            }
        }
        Ok(told)
    }

    /// The same without the cases, as it will be when the outbox has gone out: home stands in a browser before all it takes to
    /// read a case is there.
    pub(crate) async fn supervisions_alone(&self) -> Result<Supervisions, Problem> {
        let asked_as = self.meta().await?;
        let told = match self.read_public(wire::supervisions).await {
            Ok((told, _)) => self.keep_supervisions(told, &asked_as.me.account).await?,
            Err(Failure::Refused { problem, .. }) => return Err(problem),
            Err(_) => asked_as.supervisions,
        };
        Ok(foreseen(told, &self.eyes().await?))
    }

    async fn keep_supervisions(
        &self,
        told: Supervisions,
        account: &domain::id::AccountId,
    ) -> Result<Supervisions, Problem> {
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        if meta.me.account == *account && meta.supervisions != told {
            meta.supervisions.clone_from(&told);
            self.commit(vec![Write::Meta(Box::new(meta))]).await?;
        }
        Ok(told)
    }

    /// What the clockwork could not move on: the city alone knows, and keeps none of it for long.
    pub(crate) async fn stuck(&self) -> Result<Stuck, Problem> {
        let told = self.read_public(wire::clockwork).await;
        told.map_err(Failure::problem).map(|(stuck, _)| stuck)
    }

    /// The draws; the city alone knows them all.
    pub(crate) async fn draws(&self) -> Result<Draws, Problem> {
        self.read_public(|_| wire::draws())
            .await
            .map_err(Failure::problem)
            .map(|(draws, _)| draws)
    }

    pub(crate) async fn draw_of(&self, month: Month) -> Result<DrawDetail, Problem> {
        self.read_public(|_| wire::draw_of(month))
            .await
            .map_err(Failure::problem)
            .map(|(detail, _)| detail)
    }

    /// Draws once more, here, from what the city says the draw was made from.
    pub(crate) async fn redraw(&self, month: Month) -> Result<Redrawn, Problem> {
        let published = self.draw_of(month).await?.drawn.draw;
        let (pool, _) = self
            .read_public::<Pool>(|_| wire::pool(month))
            .await
            .map_err(Failure::problem)?;
        let drawn = pool.draw();
        Ok(Redrawn {
            same: drawn == published,
            candidates: drawn.candidates,
            drawn: u32::try_from(drawn.drawn.len()).unwrap_or(u32::MAX),
        })
    }
}

/// With what waits in the outbox already done.
fn foreseen(mut told: Supervisions, eyes: &Eyes) -> Supervisions {
    let waiting = |id: ProposalId| {
        let about = eyes
            .outbox
            .iter()
            .filter(move |item| item.is_moving() && item.command.proposal() == Some(id));
        about.filter_map(|item| Some((item.command.at, item.command.action()?)))
    };
    for Supervised { card, supervision } in &mut told.own {
        for (at, action) in waiting(card.id) {
            match action {
                Action::Assess { fit, text } if supervision.assessment.is_none() => {
                    let (fit, text) = (*fit, text.clone());
                    supervision.assessment = Some(Assessment { fit, text, at });
                }
                Action::Inquire { text } if supervision.inquiry().is_none() => {
                    supervision.inquiries.push(Inquiry {
                        text: text.clone(),
                        at,
                        due: at,
                        reply: None,
                    });
                }
                _ => {}
            }
        }
    }
    let answers = |id| waiting(id).any(|(_, action)| action.kind() == ActionKind::Clarify);
    told.asked.retain(|one| !answers(one.card.id));
    told
}
