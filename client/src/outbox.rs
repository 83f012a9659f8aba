//! The outbox as a person uses it: putting a command in, taking it back, sending it anew, letting it go.

use crate::api::{KeptDraft, OutboxItem, OutboxState, Sent};
use crate::client::Client;
use crate::files::Chosen;
use crate::host::Host;
use crate::preview::{Preview, preview};
use crate::problem;
use crate::store::{Meta, Store, Write};
use crate::transport::Transport;
use crate::unsent::sent_with;
use crate::wire::Failure;
use domain::actor::Actor;
use domain::city::City;
use domain::command::{Command, Order};
use domain::context::Context;
use domain::id::{CommandId, ProposalId};
use domain::proposal::{Action, Draft, View};
use domain::protocol::Outcome;
use domain::refusal::Problem;
use domain::settle::{Settled, settle};
use std::sync::Arc;
use uuid::Uuid;

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Checks an order by the city's rules and puts it into the outbox.
    ///
    /// # Errors
    /// The refusal, if the rules refuse; nothing is queued then.
    pub(crate) async fn enqueue(&self, order: Order, files: Vec<Chosen>) -> Result<Sent, Problem> {
        if let Order::Proposal { proposal, action, .. } = &order
            && !matches!(action, Action::Submit { .. })
        {
            self.make_known(*proposal).await?;
        }
        let _gate = self.gate().await;
        let meta = self.meta().await?;
        let sent = sent_with(&order, meta.me.account);
        self.put(order, files, meta, sent.into_iter().collect()).await
    }

    /// A draft goes out: one write takes it from the drafts and puts it into the outbox.
    pub(crate) async fn send_draft(&self, id: Uuid) -> Result<Sent, Problem> {
        let _gate = self.gate().await;
        let drafts = self.store.drafts().await?;
        let kept = drafts.into_iter().find(|draft| draft.id == id);
        let kept = kept.ok_or_else(|| Problem::new(problem::NO_SUCH_DRAFT))?;
        // The proposal has the draft's id, so that recordings, which are known by it, are its own; unless that id was sent
        // already, from a page that was still open.
        let proposal = ProposalId(id);
        let outbox = self.store.outbox().await?;
        let is_sent = outbox
            .iter()
            .any(|item| item.command.proposal() == Some(proposal))
            || self.store.proposal(proposal).await?.is_some();
        let order = Order::Proposal {
            proposal: if is_sent {
                ProposalId(self.new_id())
            } else {
                proposal
            },
            seen: None,
            action: Action::Submit { draft: kept.draft },
        };
        let meta = self.meta().await?;
        self.put(order, kept.files, meta, vec![Write::DraftRemove(id)])
            .await
    }

    /// The caller holds the gate.
    async fn put(
        &self,
        order: Order,
        files: Vec<Chosen>,
        mut meta: Meta,
        mut batch: Vec<Write>,
    ) -> Result<Sent, Problem> {
        let outbox = self.store.outbox().await?;
        let mut item = OutboxItem {
            title: String::new(),
            state: OutboxState::Queued,
            attempts: 0,
            position: meta.next_position,
            files,
            command: Command {
                id: CommandId(self.new_id()),
                at: self.host.now(),
                order,
            },
        };
        item.cite_files();
        let item = self.checked(item, &outbox, &meta).await?;
        let sent = sent(&item);
        meta.next_position = meta.next_position.saturating_add(1);
        batch.extend([Write::Outbox(Box::new(item)), Write::Meta(Box::new(meta))]);
        self.commit(batch).await?;
        self.bell.ring();
        Ok(sent)
    }

    /// A refused command goes out again under a new id, in its old place in the order.
    pub(crate) async fn retry(&self, id: CommandId) -> Result<Sent, Problem> {
        let _gate = self.gate().await;
        let meta = self.meta().await?;
        let mut outbox = self.store.outbox().await?;
        let mut item = taken(&mut outbox, id)?;
        if !item.is_stuck() {
            return Err(Problem::new(problem::NOT_REFUSED));
        }
        let told = match &item.state {
            OutboxState::Conflict { current, .. } => Some(current.version),
            _ => None,
        };
        if let Order::Proposal { seen, .. } = &mut item.command.order {
            *seen = None; // what they have before their eyes now
        }
        if let OutboxState::Refused { problem } = &item.state
            && [problem::NO_SUCH_FILE, problem::ANOTHER_ACCOUNT].contains(&problem.code.as_str())
        {
            item.bring_files_anew();
        }
        item.command.id = CommandId(self.new_id());
        item.command.at = self.host.now();
        item.state = OutboxState::Queued;
        item.attempts = 0;
        let title = std::mem::take(&mut item.title);
        let mut item = self.checked(item, &outbox, &meta).await?;
        item.title = title;
        if let Order::Proposal { seen: Some(seen), .. } = &mut item.command.order {
            *seen = (*seen).max(told.unwrap_or(0));
        }
        let sent = sent(&item);
        self.commit(vec![Write::OutboxRemove(id), Write::Outbox(Box::new(item))])
            .await?;
        self.bell.ring();
        Ok(sent)
    }

    /// The person has read it and lets it go.
    pub(crate) async fn dismiss(&self, id: CommandId) -> Result<(), Problem> {
        let _gate = self.gate().await;
        let item = taken(&mut self.store.outbox().await?, id)?;
        if !item.is_stuck() {
            return Err(Problem::new(problem::NOT_REFUSED));
        }
        self.commit(vec![Write::OutboxRemove(id)]).await?;
        Ok(())
    }

    /// Takes a command out that the city has surely not carried out. A `submit` goes back to the drafts, and
    /// what waited about the same proposal goes with it: without the proposal there is nothing to ask.
    pub(crate) async fn take_back(&self, id: CommandId) -> Result<Option<Uuid>, Problem> {
        let _gate = self.gate().await;
        let mut outbox = self.store.outbox().await?;
        let item = taken(&mut outbox, id)?;
        let unsent =
            item.attempts == 0 && matches!(item.state, OutboxState::Queued | OutboxState::Held { .. });
        if !(unsent || item.is_stuck()) {
            return Err(Problem::new(problem::ALREADY_SENT));
        }
        let mut batch = vec![Write::OutboxRemove(id)];
        let mut draft_id = None;
        if let Some(Action::Submit { draft }) = item.command.action() {
            let drafts = self.store.drafts().await?;
            // The draft that it was, unless a page that was still open has kept that one again.
            let was = item.command.proposal().map(|proposal| proposal.0);
            let was = was.filter(|was| drafts.iter().all(|draft| draft.id != *was));
            let id = was.unwrap_or_else(|| self.new_id());
            draft_id = Some(id);
            batch.push(Write::Draft(Box::new(KeptDraft {
                id,
                draft: Draft {
                    attachments: Vec::new(),
                    ..draft.clone()
                },
                files: item.files.clone(),
                saved_at: self.host.now(),
            })));
            let followers = outbox.iter().filter(|other| {
                other.command.proposal() == item.command.proposal()
                    && !matches!(other.state, OutboxState::Sending | OutboxState::Applied { .. })
            });
            batch.extend(followers.map(|other| Write::OutboxRemove(other.command.id)));
        }
        self.commit(batch).await?;
        Ok(draft_id)
    }

    /// The directory as it will be once what waits here has arrived: what is changed next is changed on top of that.
    pub(crate) async fn directory(&self) -> Result<Option<Arc<City>>, Problem> {
        let outbox = self.store.outbox().await?;
        match foreseen(&outbox, u64::MAX) {
            Some(city) => Ok(Some(Arc::new(city.clone()))),
            None => Ok(self.city().await?),
        }
    }

    /// The item as it may be queued: `seen` and title filled in, the rules asked.
    async fn checked(
        &self,
        mut item: OutboxItem,
        outbox: &[OutboxItem],
        meta: &Meta,
    ) -> Result<OutboxItem, Problem> {
        let city = self.city_within_gate().await?;
        let person = meta.me.person();
        let before: Vec<OutboxItem> = outbox
            .iter()
            .filter(|other| other.position < item.position)
            .cloned()
            .collect();
        let so_far = match item.command.proposal() {
            Some(id) => {
                let kept = self.store.proposal(id).await?;
                let seen = self.store.timeline(id).await?;
                preview(id, kept.as_ref(), &seen, &before, &person, city.as_deref())
            }
            None => Preview::default(),
        };
        if let Order::Proposal { seen, action, .. } = &mut item.command.order {
            if seen.is_none() {
                *seen = so_far.proposal.as_ref().map(|proposal| proposal.version);
            }
            item.title = match (&so_far.proposal, action) {
                (Some(proposal), _) => proposal.title.clone(),
                (None, Action::Submit { draft }) => draft.title_or_first_words(),
                (None, _) => String::new(),
            };
        }
        let foreseen = foreseen(outbox, item.position);
        let rules = match (&item.command.order, city.as_deref()) {
            (Order::City { .. }, Some(city)) => foreseen.unwrap_or(city),
            (_, Some(city)) => city,
            // The first directory is its own context: it has nothing to be checked against but itself.
            (Order::City { city, .. }, None) => city,
            (
                Order::Proposal {
                    action: Action::Submit { draft },
                    ..
                },
                None,
            ) => {
                draft.check().map_err(|refusal| refusal.problem())?;
                return Ok(item);
            }
            (
                Order::Proposal { .. } | Order::Roles { .. } | Order::Draw { .. } | Order::Leave { .. },
                None,
            ) => {
                return Err(Problem::new(problem::NOT_YET_KNOWN));
            }
        };
        let view = so_far.view_for(&item.command);
        self.ask_rules(&item.command, &view, &Actor::Person(person), rules)?;
        Ok(item)
    }

    fn ask_rules(&self, command: &Command, view: &View, actor: &Actor, city: &City) -> Result<(), Problem> {
        let ctx = Context {
            actor,
            now: self.host.now(),
            city,
            next_number: None,
        };
        match settle(None, view, command, &ctx) {
            Settled::Keep(Outcome::Refused { problem } | Outcome::Conflict { problem, .. }) => Err(problem),
            _ => Ok(()),
        }
    }

    /// That the replica, or the outbox, has this proposal: else it is fetched.
    async fn make_known(&self, id: ProposalId) -> Result<(), Problem> {
        let written_here = self
            .store
            .outbox()
            .await?
            .iter()
            .any(|item| item.command.proposal() == Some(id));
        if written_here || self.store.proposal(id).await?.is_some() {
            return Ok(());
        }
        match self.fetch_and_keep(id).await {
            Err(Failure::Unreachable | Failure::Troubled { .. }) => Err(Problem::new(problem::NOT_YET_KNOWN)),
            Err(Failure::Refused { problem, .. } | Failure::SignedOut { problem }) => Err(problem),
            Ok(Some(_)) if self.store.proposal(id).await?.is_none() => {
                Err(Problem::new(problem::NOT_YET_KNOWN))
            }
            Ok(_) => Ok(()),
        }
    }
}

fn taken(outbox: &mut Vec<OutboxItem>, id: CommandId) -> Result<OutboxItem, Problem> {
    let at = outbox.iter().position(|item| item.command.id == id);
    at.map(|at| outbox.remove(at))
        .ok_or_else(|| Problem::new(problem::NO_SUCH_COMMAND))
}

fn sent(item: &OutboxItem) -> Sent {
    Sent {
        command: item.command.id,
        proposal: item.command.proposal(),
    }
}

/// The last directory that is on its way out before this position.
fn foreseen(outbox: &[OutboxItem], before: u64) -> Option<&City> {
    let on_its_way = |item: &&OutboxItem| {
        let lost = matches!(
            item.state,
            OutboxState::Refused { .. } | OutboxState::Conflict { .. }
        );
        item.position < before && !lost
    };
    let directories = outbox
        .iter()
        .filter(on_its_way)
        .filter_map(|item| match &item.command.order {
            Order::City { city, .. } => Some((item.position, &**city)),
            Order::Proposal { .. } | Order::Roles { .. } | Order::Draw { .. } | Order::Leave { .. } => None,
        });
    directories
        .max_by_key(|(position, _)| *position)
        .map(|(_, city)| city)
}
