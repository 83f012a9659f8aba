//! Reading the feed, a page at a time: events are folded into the replica, and one write keeps the page, the
//! cursor past it, and the outbox without what it confirms.

use crate::api::{InboxEntry, Link, Notice, OutboxItem, OutboxState};
use crate::client::Client;
use crate::fetch::{absent, keep};
use crate::host::Host;
use crate::problem;
use crate::store::{FOLD, Kept, Meta, Store, StoreError, Write};
use crate::sync::Stop;
use crate::transport::Transport;
use crate::wire;
use domain::event::{Event, Fact};
use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::{Change, Debate, Relation, apply};
use domain::protocol::{CHANGES_LIMIT, ChangesResponse, ProposalDetail, Scope};
use domain::refusal::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// A fresher `synced_at` is kept in memory and written so often, unless there is something else to write.
const SAVE_SYNCED_MS: i64 = 10 * 60 * 1_000;

/// What the city told of proposals as a whole; `None`: not there.
type Details = BTreeMap<ProposalId, Option<(Kept, Vec<Event>)>>;

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Reads one page; true when the device is in step. The caller holds the turn.
    pub(crate) async fn pull_some(&self) -> Result<bool, Stop> {
        let meta = self.meta().await?;
        let request = wire::changes(meta.cursor, CHANGES_LIMIT, &meta.scope, meta.token.clone());
        let page: ChangesResponse = wire::read(self.transport.send(request).await)?;
        let is_another = |epoch: &String| *epoch != page.epoch || meta.fold != FOLD;
        if meta.epoch.as_ref().is_some_and(is_another) {
            self.begin_anew(page.epoch).await?;
            return Ok(false);
        }
        let forward = page.events.windows(2).all(|pair| pair[0].seq < pair[1].seq)
            && page
                .events
                .iter()
                .all(|event| event.seq > meta.cursor && event.seq <= page.next)
            && page.next >= meta.cursor
            && (page.next > meta.cursor || page.head <= meta.cursor);
        if !forward {
            return Err(Stop::Troubled {
                problem: Problem::new(problem::GARBLED),
                after_ms: 0,
            });
        }
        let mut details = Details::new();
        while let Err(gaps) = self.keep_page(&page, &details).await? {
            for id in gaps {
                let answer = self.transport.send(wire::proposal(id, meta.token.clone())).await;
                let detail: Option<ProposalDetail> = absent(wire::read(answer))?;
                details.insert(id, detail.map(|detail| Kept::told(detail, &meta)));
            }
        }
        let behind = page.head.saturating_sub(page.next);
        if behind > 0 {
            self.set_link(Link::Syncing { behind });
        }
        Ok(behind == 0)
    }

    /// The city's history is another one, for a backup was restored, or this program reads it in another way. All is read again; what this history may not
    /// have is sent again, which does no harm where it has.
    async fn begin_anew(&self, epoch: String) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        meta.forget_history();
        meta.epoch = Some(epoch);
        meta.fold = FOLD;
        let mut batch = vec![Write::ForgetReplica, Write::Meta(Box::new(meta))];
        for mut item in self.store.outbox().await? {
            if matches!(item.state, OutboxState::Applied { .. }) {
                item.state = OutboxState::Queued;
                batch.push(Write::Outbox(Box::new(item)));
            }
        }
        self.commit(batch).await?;
        self.bell.ring(); // to push again after this reading
        Ok(())
    }

    /// Keeps a page, or says which proposals must be fetched whole first.
    async fn keep_page(
        &self,
        page: &ChangesResponse,
        details: &Details,
    ) -> Result<Result<(), BTreeSet<ProposalId>>, StoreError> {
        let _gate = self.gate().await;
        let before = self.meta().await?;
        let outbox = self.store.outbox().await?;
        let mut fold = Fold::new(&before, details);

        let leaving: Vec<&OutboxItem> = outbox.iter().filter(|item| leaves(item, page, &before)).collect();
        let about = page.events.iter().filter_map(|event| event.fact.proposal());
        let ids: BTreeSet<ProposalId> = about
            .chain(leaving.iter().filter_map(|item| item.command.proposal()))
            .collect();
        let ids: Vec<ProposalId> = ids.into_iter().collect();
        fold.known = self
            .store
            .proposals(&ids)
            .await?
            .into_iter()
            .map(|kept| (kept.proposal.id, kept))
            .collect();
        fold.take_newer_details();
        for event in &page.events {
            fold.read(event);
        }
        fold.look_for(&leaving, page);
        if !fold.gaps.is_empty() {
            return Ok(Err(fold.gaps));
        }

        let now = self.host.now();
        let in_step = page.next == page.head;
        let mut meta = before.clone();
        meta.epoch = Some(page.epoch.clone());
        meta.fold = FOLD;
        meta.cursor = page.next;
        // It knows the session: nothing was erased.
        meta.leaving = false;
        if in_step {
            self.in_step_at.set(Some(now));
            let stale = meta
                .synced_at
                .is_none_or(|saved| now.0 - saved.0 > SAVE_SYNCED_MS || now < saved);
            if meta.synced_at.is_none() {
                meta.read_up_to = page.next; // what happened before this device was there is no news
            }
            if stale || meta.cursor != before.cursor {
                meta.synced_at = Some(now);
            }
        }
        let was_in_step = before.synced_at.is_some();
        let moved = std::mem::take(&mut fold.moved);
        let mut batch = self.forget(&fold.forgets).await?;
        batch.extend(fold.writes());
        batch.extend(leaving.iter().map(|item| Write::OutboxRemove(item.command.id)));
        if meta != before {
            batch.push(Write::Meta(Box::new(meta)));
        }
        if batch.is_empty() {
            return Ok(Ok(()));
        }
        self.commit(batch).await?;
        for notice in moved.into_iter().filter(|_| was_in_step) {
            self.tell(&notice);
        }
        Ok(Ok(()))
    }
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// What was kept of proposals whose words or names nobody reads any more. What is left of them is kept anew.
    async fn forget(&self, taken_back: &BTreeMap<ProposalId, bool>) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        for (id, words) in taken_back {
            let timeline = self.store.timeline(*id).await?;
            let inbox = match words {
                true => self.store.inbox(usize::MAX).await?,
                false => Vec::new(),
            };
            let about = inbox.iter().filter(|entry| entry.proposal == *id);
            writes.push(Write::Forget {
                proposal: *id,
                timeline: timeline.iter().map(|event| event.seq).collect(),
                inbox: about.map(|entry| entry.seq).collect(),
            });
        }
        Ok(writes)
    }
}

/// Whether the page confirms this command: the city has told its place, and that is read now; or its own event
/// is in the page, whose answer was lost.
fn leaves(item: &OutboxItem, page: &ChangesResponse, meta: &Meta) -> bool {
    match item.state {
        OutboxState::Applied { seq } => seq <= page.next,
        _ => page
            .events
            .iter()
            .any(|event| event.command == Some(item.command.id) && event.by.account == Some(meta.me.account)),
    }
}

/// The replica while a page is folded into it.
struct Fold<'a> {
    me: AccountId,
    /// The feed has every public event, also of what was not followed yet.
    reads_all: bool,
    details: &'a Details,
    known: BTreeMap<ProposalId, Kept>,
    changed: BTreeSet<ProposalId>,
    /// Events that must be read before they can be: what lies between is missing.
    gaps: BTreeSet<ProposalId>,
    /// What is to be forgotten before it is kept anew, and whether with its words.
    forgets: BTreeMap<ProposalId, bool>,
    others: Vec<Write>,
    moved: Vec<Notice>,
}

impl<'a> Fold<'a> {
    fn new(meta: &Meta, details: &'a Details) -> Self {
        Self {
            me: meta.me.account,
            reads_all: meta.scope == Scope::All,
            details,
            known: BTreeMap::new(),
            changed: BTreeSet::new(),
            gaps: BTreeSet::new(),
            forgets: BTreeMap::new(),
            others: Vec::new(),
            moved: Vec::new(),
        }
    }

    fn take_newer_details(&mut self) {
        for (kept, timeline) in self.details.values().flatten() {
            let id = kept.proposal.id;
            if self
                .known
                .get(&id)
                .is_none_or(|known| known.proposal.version <= kept.proposal.version)
            {
                self.known.insert(id, kept.clone());
                self.others.extend(keep(kept.clone(), timeline.clone()));
            }
        }
    }

    fn read(&mut self, event: &Event) {
        let id = match &event.fact {
            Fact::City { city } => return self.others.push(Write::City(city.clone())),
            // Who one works with is asked of the city.
            // So are the draws; each case that was drawn says so itself.
            Fact::Roles { .. } | Fact::Draw { .. } => return,
            Fact::Proposal { proposal, .. }
            | Fact::Internal { proposal, .. }
            | Fact::Follow { proposal, .. } => *proposal,
        };
        let known = self.known.remove(&id);
        let mut relation = known.as_ref().map(|kept| kept.relation).unwrap_or_default();
        let followed_before = relation.follows;
        let (mut proposal, mut debate) = match known {
            Some(kept) => (Some(kept.proposal), kept.debate),
            None => (None, Debate::default()),
        };
        let in_step = apply(&mut proposal, &mut relation, &mut debate, event, Some(self.me)).is_ok();
        let newly_followed = relation.follows && !followed_before && (proposal.is_none() || !self.reads_all);
        let taken_back = match &event.fact {
            Fact::Proposal { change, .. } | Fact::Internal { change, .. } if change.takes_back() => {
                let words = self.forgets.entry(id).or_default();
                *words |= matches!(change, Change::Erased {});
                true
            }
            _ => false,
        };
        if (!in_step || newly_followed || taken_back) && !self.details.contains_key(&id) {
            self.gaps.insert(id);
        }
        // A proposal that the city does not show, or shows older than its own feed, is left as it was.
        let Some(proposal) = proposal else { return };
        self.known.insert(
            id,
            Kept {
                mine: proposal.author == Some(self.me),
                proposal,
                relation,
                debate,
            },
        );
        self.changed.insert(id);
        self.tell(id, event, relation);
    }

    fn tell(&mut self, id: ProposalId, event: &Event, relation: Relation) {
        let Some(kept) = self.known.get(&id) else { return };
        let by_myself = event.by.account == Some(self.me);
        if let Fact::Proposal {
            change: Change::Argument { argument, step },
            ..
        } = &event.fact
        {
            let given = kept.debate.arguments.get(argument);
            let given_by_me = given.is_some_and(|given| given.author == Some(self.me));
            let is_news = step.is_news() && given_by_me || step.is_news_to_author() && kept.mine;
            if is_news && !by_myself {
                // What others said may have to go: it is read where it stands, and kept nowhere else.
                if let Fact::Proposal { change, .. } = event.clone().withhold(false).fact {
                    self.announce(id, event, change);
                }
            }
            return;
        }
        let Some(change) = event.fact.told() else { return };
        self.others.push(Write::Timeline(id, Box::new(event.clone())));
        // Whoever supports what is merged is asked whether to support what it goes on in.
        let asks = relation.supports && matches!(change, Change::Merged { .. } | Change::Unmerged { .. });
        // Whoever looks at it waits for what the department says.
        let looks =
            kept.proposal.supervision().is_some() && kept.proposal.internal.supervisor == Some(self.me);
        let awaited = matches!(
            change,
            Change::Clarified { .. } | Change::Answered { .. } | Change::Resolved { .. }
        );
        let is_news = match event.fact {
            Fact::Internal { .. } => change.concerns().contains(&Some(self.me)),
            _ => kept.proposal.is_news(change) && (kept.mine || relation.follows || asks || looks && awaited),
        };
        if !is_news || by_myself {
            return;
        }
        self.announce(id, event, change.clone());
    }

    /// It goes into the inbox, and is told.
    fn announce(&mut self, id: ProposalId, event: &Event, change: Change) {
        let Some(kept) = self.known.get(&id) else { return };
        let entry = InboxEntry {
            seq: event.seq,
            at: event.at,
            proposal: id,
            title: kept.proposal.title.clone(),
            change,
            read: false,
        };
        self.others.push(Write::Inbox(Box::new(entry.clone())));
        self.moved.push(Notice::Moved {
            // An argument has no deadline.
            clock: kept.proposal.clock.filter(|_| !entry.change.is_about_argument()),
            entry: Box::new(entry),
        });
    }

    /// That what leaves the outbox is to be seen in the replica: where the feed's scope does not bring it, the
    /// proposal is fetched.
    fn look_for(&mut self, leaving: &[&OutboxItem], page: &ChangesResponse) {
        let read: BTreeSet<CommandId> = page.events.iter().filter_map(|event| event.command).collect();
        for item in leaving {
            let Some(id) = item.command.proposal() else {
                continue;
            };
            let seen = read.contains(&item.command.id)
                || self.details.contains_key(&id)
                || self.known.get(&id).is_some_and(|kept| item.shows_in(kept));
            if !seen {
                self.gaps.insert(id);
            }
        }
    }

    fn writes(mut self) -> Vec<Write> {
        let proposals = self.changed.iter().filter_map(|id| self.known.remove(id));
        let mut writes: Vec<Write> = proposals.map(|kept| Write::Proposal(Box::new(kept))).collect();
        let mut others = std::mem::take(&mut self.others);
        others.append(&mut writes);
        others
    }
}
