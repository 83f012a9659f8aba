//! What the interface is shown: the replica, with what waits in the outbox already applied.

use crate::api::{
    CardSight, Home, Link, Listing, Mine, OutboxItem, OutboxState, Sight, Status, TimelineEntry,
};
use crate::arguments::shown;
use crate::client::Client;
use crate::host::Host;
use crate::order::by_key;
use crate::preview::{Preview, Waiting, may, may_prepare};
use crate::store::{Concern, Kept, Meta, Store, StoreError};
use crate::transport::{Request, Transport};
use crate::wire::{self, Failure};
use domain::actor::Person;
use domain::city::City;
use domain::event::Event;
use domain::id::{AreaId, ProposalId};
use domain::place::Near;
use domain::proposal::{Action, ActionKind, View};
use domain::protocol::Scope;
use domain::query::{Card, Page, ProposalQuery};
use domain::refusal::Problem;
use domain::search::{self, SIMILAR, SIMILAR_FOUND, nearest_first};
use domain::time::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

const INBOX_LIMIT: usize = 100;
const CONCERN_LIMIT: usize = 500;
const MOVING_LIMIT: usize = 10;
const LATEST_LIMIT: u16 = 5;

/// What a view looks through.
pub(crate) struct Eyes {
    pub(crate) meta: Meta,
    pub(crate) person: Person,
    pub(crate) city: Option<Arc<City>>,
    pub(crate) outbox: Vec<OutboxItem>,
}

impl Eyes {
    async fn preview(
        &self,
        host: &impl Host,
        id: ProposalId,
        kept: Option<&Kept>,
        seen: &[Event],
    ) -> Result<Preview, StoreError> {
        if !self.waits_about(id) {
            return Ok(Preview::of(kept));
        }
        let about = |item: &&OutboxItem| item.command.proposal() == Some(id);
        let waiting = Waiting {
            id,
            kept: kept.cloned(),
            seen: seen.to_vec(),
            outbox: self.outbox.iter().filter(about).cloned().collect(),
            person: self.person.clone(),
            city: self.city.clone(),
        };
        host.foresee(waiting).await
    }

    fn waits_about(&self, id: ProposalId) -> bool {
        self.outbox.iter().any(|item| item.command.proposal() == Some(id))
    }
}

/// A card of a proposal that concerns the person.
pub(crate) struct Concerning {
    pub(crate) sight: CardSight,
    pub(crate) awaits_verdict: bool,
    /// What its author was asked.
    pub(crate) question: Option<String>,
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    pub(crate) async fn eyes(&self) -> Result<Eyes, StoreError> {
        let meta = self.meta().await?;
        Ok(Eyes {
            person: meta.me.person(),
            city: self.city().await?,
            outbox: self.store.outbox().await?,
            meta,
        })
    }

    pub(crate) async fn status(&self) -> Result<Status, StoreError> {
        let meta = self.meta().await?;
        let outbox = self.store.outbox().await?;
        let count = |wanted: fn(&OutboxItem) -> bool| {
            u32::try_from(outbox.iter().filter(|item| wanted(item)).count()).unwrap_or(u32::MAX)
        };
        Ok(Status {
            link: self.link(),
            waiting: count(|item| item.is_moving() && !matches!(item.state, OutboxState::Applied { .. })),
            stuck: count(OutboxItem::is_stuck),
            unread: self.store.unread(meta.read_up_to).await?,
            synced_at: meta.synced_at.and(self.in_step_at.get()),
            server: self.transport.server(),
            me: meta.me,
        })
    }

    pub(crate) async fn home(&self) -> Result<Home, Problem> {
        let eyes = self.eyes().await?;
        let concerning = self.concerning(&eyes).await?;
        let newest = ProposalQuery {
            limit: LATEST_LIMIT,
            ..ProposalQuery::default()
        };
        let (needs, latest) = futures::join!(self.needs(&eyes, &concerning), self.list(&newest));
        let mut moving: Vec<CardSight> = concerning.into_iter().map(|one| one.sight).collect();
        moving.retain(|sight| !sight.card.is_final());
        let mut moving = by_key(moving, |sight| (-sight.card.updated_at.0, 0));
        moving.truncate(MOVING_LIMIT);
        Ok(Home {
            needs: needs?,
            moving,
            latest: latest?.page.items,
        })
    }

    pub(crate) async fn mine(&self) -> Result<Mine, Problem> {
        let eyes = self.eyes().await?;
        let (mut written, mut following) = (Vec::new(), Vec::new());
        for Concerning { sight, .. } in self.concerning(&eyes).await? {
            if sight.mine {
                written.push(sight)
            } else {
                following.push(sight)
            }
        }
        let mut inbox = self.store.inbox(INBOX_LIMIT).await?;
        for entry in &mut inbox {
            entry.read = entry.seq <= eyes.meta.read_up_to;
        }
        Ok(Mine {
            drafts: self.store.drafts().await?,
            outbox: eyes.outbox,
            written: by_key(written, |sight: &CardSight| (-sight.card.submitted_at.0, 0)),
            following: by_key(following, |sight: &CardSight| (-sight.card.updated_at.0, 0)),
            inbox,
        })
    }

    /// All that the person wrote or follows, or will when the outbox has gone out.
    async fn concerning(&self, eyes: &Eyes) -> Result<Vec<Concerning>, StoreError> {
        let mut kept = self.store.concerning(Concern::Written, CONCERN_LIMIT).await?;
        kept.extend(self.store.concerning(Concern::Followed, CONCERN_LIMIT).await?);
        let known: BTreeSet<ProposalId> = kept.iter().map(|kept| kept.proposal.id).collect();
        let touched: BTreeSet<ProposalId> = eyes
            .outbox
            .iter()
            .filter_map(|item| item.command.proposal())
            .filter(|id| !known.contains(id))
            .collect();
        let touched: Vec<ProposalId> = touched.into_iter().collect();
        kept.extend(self.store.proposals(&touched).await?);
        let only_here = touched
            .iter()
            .filter(|id| !kept.iter().any(|kept| kept.proposal.id == **id));
        let all = kept.iter().map(|kept| (kept.proposal.id, Some(kept)));
        let mut previews: Vec<Preview> = Vec::new();
        for (id, kept) in all.chain(only_here.map(|id| (*id, None))) {
            previews.push(eyes.preview(&self.host, id, kept, &[]).await?);
        }
        Ok(previews
            .iter()
            .filter_map(|preview| {
                let sight = preview.card(&eyes.person)?;
                let proposal = preview.proposal.as_ref()?;
                (sight.mine || sight.relation.follows).then(|| Concerning {
                    sight,
                    awaits_verdict: proposal.awaits_verdict(),
                    question: proposal.question.as_ref().map(|question| question.text.clone()),
                })
            })
            .collect())
    }

    pub(crate) async fn proposal(&self, id: ProposalId) -> Result<Option<Sight>, Problem> {
        let eyes = self.eyes().await?;
        let mut kept = self.store.proposal(id).await?;
        let mut timeline = self.store.timeline(id).await?;
        let unsent = eyes.outbox.iter().any(|item| {
            item.command.proposal() == Some(id)
                && matches!(item.command.action(), Some(Action::Submit { .. }))
                && !matches!(item.state, OutboxState::Applied { .. })
        });
        let fed = kept.as_ref().is_some_and(|kept| {
            let concerns = kept.mine || kept.relation.follows;
            eyes.meta.scope != Scope::Mine || concerns && self.link() == Link::Online
        });
        if !fed && !unsent {
            match self.fetch_and_keep(id).await {
                Ok(Some((told, steps))) => {
                    let newer = kept
                        .as_ref()
                        .is_none_or(|kept| kept.proposal.version <= told.proposal.version);
                    if newer {
                        (kept, timeline) = (Some(told), steps);
                    }
                }
                Ok(None) => kept = None,
                Err(Failure::Refused { problem, .. }) => return Err(problem),
                Err(failure) if kept.is_none() && !eyes.waits_about(id) => return Err(failure.problem()),
                Err(_) => {}
            }
        }
        let seen = eyes.preview(&self.host, id, kept.as_ref(), &timeline).await?;
        let view = seen.view();
        let Some(proposal) = seen.proposal else {
            return Ok(None);
        };
        let now = self.host.now();
        let arguments = shown(&view, &seen.events, &eyes, now);
        let by_the_rules = |tried: fn(&View, &Person, &City, Timestamp) -> Vec<ActionKind>| {
            let city = eyes.city.as_deref();
            city.map(|city| tried(&view, &eyes.person, city, now))
                .unwrap_or_default()
        };
        let (may, may_prepare) = (by_the_rules(may), by_the_rules(may_prepare));
        let unsent = self.unsent_about(id, eyes.meta.me.account).await?;
        Ok(Some(Sight {
            arguments,
            may,
            may_prepare,
            unsent,
            mine: proposal.is_by(&eyes.person),
            relation: seen.relation,
            timeline: timeline
                .into_iter()
                .map(|event| TimelineEntry {
                    event,
                    pending: false,
                })
                .chain(
                    seen.events
                        .into_iter()
                        .map(|event| TimelineEntry { event, pending: true }),
                )
                .filter(|entry| is_told(&entry.event))
                .collect(),
            outbox: eyes
                .outbox
                .into_iter()
                .filter(|item| item.command.proposal() == Some(id))
                .collect(),
            proposal,
        }))
    }

    pub(crate) async fn list(&self, query: &ProposalQuery) -> Result<Listing, Problem> {
        let eyes = self.eyes().await?;
        let here = self.list_here(query, eyes.city.as_deref());
        let request = |token| wire::proposals(query, token);
        let mut listing = self.listing(&eyes.meta.scope, request, here).await?;
        self.overlay(&mut listing.page, query, &eyes).await?;
        Ok(listing)
    }

    /// A list from the device where that keeps everything, else from the city and, while it is away, from the device.
    async fn listing(
        &self,
        scope: &Scope,
        request: impl Fn(Option<String>) -> Request,
        here: impl Future<Output = Result<Page, StoreError>>,
    ) -> Result<Listing, Problem> {
        if *scope != Scope::Mine {
            let device_only = matches!(
                self.link(),
                Link::Offline { .. } | Link::Troubled { .. } | Link::SignedOut
            );
            let page = here.await?;
            return Ok(Listing { page, device_only });
        }
        let (page, device_only) = match self.read_public(request).await {
            Ok((page, _)) => (page, false),
            Err(Failure::Refused { problem, .. }) => return Err(problem),
            Err(_) => (here.await?, true),
        };
        Ok(Listing { page, device_only })
    }

    async fn list_here(&self, query: &ProposalQuery, city: Option<&City>) -> Result<Page, StoreError> {
        let within = query.area.as_ref().map(|area| areas_within(city, area));
        self.store.list(query, within.as_deref()).await
    }

    /// Shows cards as they will be; those that will no longer be in a state that was asked for go.
    async fn overlay(&self, page: &mut Page, query: &ProposalQuery, eyes: &Eyes) -> Result<(), StoreError> {
        let touched: Vec<ProposalId> = page
            .items
            .iter()
            .map(|card| card.id)
            .filter(|id| eyes.waits_about(*id))
            .collect();
        if touched.is_empty() {
            return Ok(());
        }
        for kept in self.store.proposals(&touched).await? {
            let id = kept.proposal.id;
            let preview = eyes.preview(&self.host, id, Some(&kept), &[]).await?;
            let Some(proposal) = preview.proposal else {
                continue;
            };
            for card in page
                .items
                .iter_mut()
                .filter(|card| card.id == id && card.version <= proposal.version)
            {
                *card = Card::from(&proposal);
            }
        }
        page.items
            .retain(|card| query.states.is_empty() || query.states.contains(&card.state));
        Ok(())
    }

    pub(crate) async fn similar(&self, text: &str, near: Option<Near>) -> Result<Vec<Card>, Problem> {
        if search::asked(text).is_empty() {
            return Ok(Vec::new());
        }
        let eyes = self.eyes().await?;
        let here = async {
            let many = near.map_or(SIMILAR, |_| SIMILAR_FOUND);
            let items = self.store.similar(text, many).await?;
            let items = nearest_first(items, near, |card| card.point);
            Ok(Page { items, next: None })
        };
        let request = |_| wire::similar(text, near);
        let mut page = self.listing(&eyes.meta.scope, request, here).await?.page;
        self.overlay(&mut page, &ProposalQuery::default(), &eyes).await?;
        Ok(page.items)
    }
}

/// The area with all that lie in it; the area alone where the directory is not known.
pub(crate) fn areas_within(city: Option<&City>, area: &AreaId) -> Vec<AreaId> {
    city.map_or_else(|| vec![area.clone()], |city| city.within(area))
}

fn is_told(event: &Event) -> bool {
    event.fact.told().is_some()
}
