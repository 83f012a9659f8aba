//! One group of commands, decided in memory: what they look at is loaded in three questions, then each is
//! settled on what the ones before it left, and what all of them led to is written at once.

use super::cache::Cache;
use super::{Asked, Log};
use crate::error::{Error, Result};
use crate::files::citable_since;
use crate::store::{Batch, Changed, Entry, Known, Store, StoredFile};
use domain::actor::{Actor, Person};
use domain::attachment::{FileHash, KeptFile};
use domain::command::{Command, Order};
use domain::context::Context;
use domain::event::{By, Event, Fact};
use domain::id::{AccountId, ArgumentId, CommandId, ProposalId};
use domain::proposal::{Action, Change, Debate, Relation, Stance, View};
use domain::protocol::Outcome;
use domain::refusal::Refusal;
use domain::settle::{Answered, Settled, settle};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

#[derive(Default)]
pub(super) struct Scene {
    present: HashMap<ProposalId, Known>,
    relations: HashMap<(AccountId, ProposalId), Relation>,
    /// Those people whom commands look at, as their roles are: whoever acts, and whom actions name.
    people: HashMap<AccountId, Person>,
    /// Of those that commands argue about, to nobody in particular.
    debates: HashMap<ProposalId, Debate>,
    stances: HashMap<(AccountId, ProposalId), BTreeMap<ArgumentId, Stance>>,
    answers: HashMap<(AccountId, CommandId), Answered>,
    /// Files that its commands cite, as each account may.
    files: HashMap<(AccountId, FileHash), StoredFile>,
    /// Proposals that changed, and whether more was told than their first event and a counter.
    changed: HashMap<ProposalId, bool>,
    related: HashSet<(AccountId, ProposalId)>,
    /// Arguments that changed, and who by.
    argued: HashSet<(ProposalId, ArgumentId, Option<AccountId>)>,
    batch: Batch,
}

/// Where a scene finds what its commands look at: on the one that is being written, else in the cache, else in the
/// store.
pub(super) struct Sources<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) cache: &'a mut Cache,
    pub(super) written: Option<&'a Scene>,
}

impl Scene {
    /// Has everything at hand that these commands look at.
    pub(super) async fn load(&mut self, sources: Sources<'_>, asked: &[Asked]) -> Result<()> {
        let Sources {
            store,
            cache,
            written,
        } = sources;
        let none = Scene::default();
        let written = written.unwrap_or(&none);

        let of_person = |asked: &Asked| {
            let person = asked.actor.person()?;
            Some((person.account, asked.command.id))
        };
        let mut keys = Vec::new();
        for key in asked.iter().filter_map(of_person) {
            if let Some(answered) = written.answers.get(&key) {
                self.answers.insert(key, answered.clone());
            } else if !self.answers.contains_key(&key) {
                keys.push(key);
            }
        }

        let own = asked.iter().filter_map(|asked| asked.command.proposal());
        let named = asked.iter().flat_map(|asked| asked.command.others(None));
        let missing = self.look_up(own.chain(named), cache, written);

        let mut pairs = Vec::new();
        for pair in asked.iter().flat_map(related) {
            if self.relations.contains_key(&pair) {
                continue;
            }
            match written.relations.get(&pair) {
                Some(relation) => drop(self.relations.insert(pair, *relation)),
                None => pairs.push(pair),
            }
        }

        let (answers, known, relations) = tokio::try_join!(
            store.answers(&keys),
            store.known(&missing),
            store.relations(&pairs)
        )?;
        self.answers.extend(answers);
        self.put(known);
        self.relations.extend(relations);

        // What else a command changes may be known only from what it is about.
        let held = asked.iter().flat_map(|asked| {
            let own = asked.command.proposal().and_then(|id| self.present.get(&id));
            asked.command.others(own.map(|known| &known.proposal))
        });
        let held: Vec<_> = held.collect();
        let missing = self.look_up(held.into_iter(), cache, written);
        let known = store.known(&missing).await?;
        self.put(known);
        self.load_people(store, written, asked).await?;
        self.load_debates(store, written, asked).await?;
        self.load_files(store, asked).await
    }

    async fn load_people(&mut self, store: &dyn Store, written: &Scene, asked: &[Asked]) -> Result<()> {
        let named: BTreeSet<AccountId> = asked
            .iter()
            .flat_map(|asked| {
                let own = asked.command.proposal().and_then(|id| self.present.get(&id));
                asked.command.people(own.map(|known| &known.proposal))
            })
            .chain(asked.iter().filter_map(administering))
            .collect();
        for account in named {
            // Roles that are just being given hold already.
            if let Some(person) = written.people.get(&account) {
                self.people.insert(account, person.clone());
                continue;
            }
            let me = store.me(account).await?;
            self.people.extend(me.map(|me| (account, me.person())));
        }
        // Who acts before a command in the same group may hold its case then.
        for person in asked.iter().filter_map(|asked| asked.actor.person()) {
            self.people
                .entry(person.account)
                .or_insert_with(|| person.clone());
        }
        Ok(())
    }

    async fn load_debates(&mut self, store: &dyn Store, written: &Scene, asked: &[Asked]) -> Result<()> {
        let (mut debates, mut stances) = (HashSet::new(), HashSet::new());
        for (id, account) in asked.iter().filter_map(arguing) {
            match written.debates.get(&id) {
                _ if self.debates.contains_key(&id) => {}
                Some(debate) => drop(self.debates.insert(id, debate.clone())),
                None => drop(debates.insert(id)),
            }
            let Some(key) = account.map(|account| (account, id)) else {
                continue;
            };
            match written.stances.get(&key) {
                _ if self.stances.contains_key(&key) => {}
                Some(own) => drop(self.stances.insert(key, own.clone())),
                None => drop(stances.insert(key)),
            }
        }
        let debates: Vec<_> = debates.into_iter().collect();
        let stances: Vec<_> = stances.into_iter().collect();
        self.debates.extend(store.debates(&debates).await?);
        self.stances.extend(store.stances(&stances).await?);
        Ok(())
    }

    async fn load_files(&mut self, store: &dyn Store, asked: &[Asked]) -> Result<()> {
        let mut cited: HashMap<AccountId, Vec<FileHash>> = HashMap::new();
        for (account, file) in asked.iter().flat_map(cited_files) {
            cited.entry(account).or_default().push(file.hash);
        }
        for (account, hashes) in cited {
            let files = store.files(&hashes, Some(account)).await?;
            let files = files.into_iter().map(|(hash, file)| ((account, hash), file));
            self.files.extend(files);
        }
        Ok(())
    }

    /// The first file that the command cites and that is not there for its account: brought by it, or shown to all already.
    fn missing_file(&self, asked: &Asked) -> Option<FileHash> {
        let citable = citable_since(asked.at);
        let mut missing = cited_files(asked).filter(|(account, file)| {
            let stored = self.files.get(&(*account, file.hash));
            !stored.is_some_and(|stored| {
                let stays = stored.uncited_since.is_none_or(|since| since >= citable);
                let is_theirs = stored.is_own || stored.is_public;
                stored.record.kept == *file && stays && is_theirs
            })
        });
        missing.next().map(|(_, file)| file.hash)
    }

    /// Takes proposals in from where they are at hand; those that the store must be asked for.
    fn look_up(
        &mut self,
        ids: impl Iterator<Item = ProposalId>,
        cache: &mut Cache,
        written: &Scene,
    ) -> Vec<ProposalId> {
        let mut missing = HashSet::new();
        for id in ids {
            if self.present.contains_key(&id) {
                continue;
            }
            match written.present.get(&id).cloned().or_else(|| cache.take(id)) {
                Some(known) => drop(self.present.insert(id, known)),
                None => drop(missing.insert(id)),
            }
        }
        missing.into_iter().collect()
    }

    fn put(&mut self, known: Vec<Known>) {
        self.present
            .extend(known.into_iter().map(|known| (known.proposal.id, known)));
    }

    /// Settles a command whose surroundings were loaded. The log is ahead of the store until the scene is written.
    pub(super) fn settle(&mut self, log: &mut Log, asked: &Asked) -> Result<Outcome> {
        let account = asked.actor.person().map(|person| person.account);
        let key = account.map(|account| (account, asked.command.id));
        let prior = key.and_then(|key| self.answers.get(&key).cloned());
        let mut standing = Standing::default();
        let id = asked.command.proposal();
        if let Some(id) = id {
            standing.view = self.take(id, account, &mut standing.firsts);
        }
        if let Some((id, account)) = arguing(asked) {
            standing.view.debate = self.debates.remove(&id).unwrap_or_default();
            let own = account.and_then(|account| self.stances.remove(&(account, id)));
            standing.view.debate.own = own.unwrap_or_default();
        }
        for other in asked.command.others(standing.view.proposal.as_ref()) {
            let view = self.take(other, account, &mut standing.firsts);
            standing.view.others.insert(other, view);
        }
        let people = asked.command.people(standing.view.proposal.as_ref()).into_iter();
        standing.view.people = people
            .filter_map(|account| Some((account, self.people.get(&account)?.clone())))
            .collect();
        if matches!(asked.command.order, Order::Draw { .. }) {
            standing.view.drawn = log.drawn.as_deref().cloned();
        }
        let city = log.city.clone();
        let year = asked.at.day(city.calendar.utc_offset).year();
        let number = log.numbers.get(&year).copied().unwrap_or(0) + 1;
        let administrator = administering(asked).and_then(|account| self.people.get(&account));
        let now = administrator.map(|person| Actor::Person(person.clone()));
        let ctx = Context {
            actor: now.as_ref().unwrap_or(&asked.actor),
            now: asked.at,
            city: &city,
            next_number: Some(number),
        };
        let settled = match settle(prior, &standing.view, &asked.command, &ctx) {
            Settled::Append(decision) => match self.missing_file(asked) {
                Some(hash) => Settled::Keep(Outcome::Refused {
                    problem: Refusal::NoSuchFile { hash }.problem(),
                }),
                None => Settled::Append(decision),
            },
            settled => settled,
        };
        let answered = match settled {
            Settled::Repeat(outcome) => Err(outcome),
            Settled::Keep(outcome) => Ok(outcome),
            Settled::Append(decision) => {
                for (by, fact) in decision.into_events() {
                    if is_submission(&fact) {
                        log.numbers.insert(year, number);
                        self.batch.numbers.retain(|(of, _)| *of != year);
                        self.batch.numbers.push((year, number));
                    }
                    self.append(log, asked, by, fact, &mut standing)?;
                }
                Ok(Outcome::Applied { seq: log.head })
            }
        };
        let Standing { firsts, mut view } = standing;
        let others = std::mem::take(&mut view.others);
        if let Some((id, account)) = arguing(asked) {
            let own = std::mem::take(&mut view.debate.own);
            self.stances.extend(account.map(|account| ((account, id), own)));
            self.debates.insert(id, std::mem::take(&mut view.debate));
        }
        if let Some((account, id)) = account.zip(id) {
            self.relations.insert((account, id), view.relation);
        }
        for (id, view) in id.map(|id| (id, view)).into_iter().chain(others) {
            if let Some((proposal, first)) = view.proposal.zip(firsts.get(&id).copied()) {
                self.present.insert(id, Known { first, proposal });
            }
        }
        let outcome = match answered {
            Err(outcome) => return Ok(outcome),
            Ok(outcome) => outcome,
        };
        if let Some(key) = key {
            let answered = Answered {
                fingerprint: asked.command.fingerprint(),
                outcome: outcome.clone(),
            };
            self.batch.answers.push((key.0, key.1, answered.clone()));
            self.answers.insert(key, answered);
        }
        Ok(outcome)
    }

    /// Takes a proposal out, with the actor's relation to it, until the command is carried out.
    fn take(
        &mut self,
        id: ProposalId,
        account: Option<AccountId>,
        firsts: &mut HashMap<ProposalId, u64>,
    ) -> View {
        let relation = account.and_then(|account| self.relations.get(&(account, id)).copied());
        let proposal = self.present.remove(&id).map(|known| {
            firsts.insert(id, known.first);
            known.proposal
        });
        View {
            proposal,
            relation: relation.unwrap_or_default(),
            ..View::default()
        }
    }

    fn append(
        &mut self,
        log: &mut Log,
        asked: &Asked,
        by: By,
        fact: Fact,
        standing: &mut Standing,
    ) -> Result<()> {
        let seq = log.head + 1;
        let account = by.account;
        let mut event = Event {
            seq,
            at: asked.at,
            command: account.map(|_| asked.command.id),
            by: By { account: None, ..by },
            fact,
        };
        let payload = serde_json::to_string(&event)?;
        event.by.account = account;
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| Error::Internal(error.to_string()))?;
        let leaf = ledger::hash::commitment(&salt, payload.as_bytes());
        let batch = &mut self.batch;
        log.frontier
            .push_with(ledger::hash::leaf_hash(&leaf.0), |subtree, hash| {
                if subtree.tile_level().is_some_and(|level| level > 0) {
                    batch.tree.push((subtree, hash));
                }
            });

        match &event.fact {
            Fact::City { city } => log.publish(seq, city),
            Fact::Draw { draw } => log.drawn = Some(Arc::new((**draw).clone())),
            Fact::Roles { account, roles } => {
                if let Some(person) = self.people.get_mut(account) {
                    person.roles.clone_from(roles);
                }
            }
            _ => {}
        }
        let about = event.fact.proposal();
        if let Some(id) = about.filter(|_| is_submission(&event.fact)) {
            standing.firsts.insert(id, seq);
        }
        let relation = about.map(|id| standing.relation(id));
        match &event.fact {
            Fact::Proposal {
                proposal,
                change: change @ Change::Argument { argument, .. },
                ..
            } => {
                let arguments = &standing.view.debate.arguments;
                let given = change.withholds().and_then(|argument| arguments.get(&argument));
                self.batch.withheld.extend(given.map(|argument| argument.seq));
                self.argued.insert((*proposal, *argument, account));
            }
            Fact::Internal {
                proposal,
                change: Change::Disowned { arguments, .. },
            } => {
                let disowned = arguments.iter().map(|argument| (*proposal, *argument, None));
                self.argued.extend(disowned);
            }
            _ => {}
        }
        standing
            .view
            .fold(&event, account)
            .map_err(|error| Error::Stored(format!("event {seq}: {error}")))?;
        if let Some(id) = about {
            if let Fact::Proposal { change, .. } | Fact::Internal { change, .. } = &event.fact {
                *self.changed.entry(id).or_insert(false) |=
                    !change.is_counted() && !is_submission(&event.fact);
            }
            let now = standing.relation(id);
            if let Some(account) = account.filter(|_| relation != Some(now)) {
                self.relations.insert((account, id), now);
                self.related.insert((account, id));
            }
        }
        log.head = seq;
        self.batch.entries.push(Entry {
            subject: about.and_then(|id| standing.firsts.get(&id).copied()),
            event,
            salt,
            payload,
            leaf,
        });
        Ok(())
    }

    /// What is to be written; the scene itself goes on showing what it leaves.
    pub(super) fn batch(&mut self) -> Batch {
        let mut batch = std::mem::take(&mut self.batch);
        let changed = std::mem::take(&mut self.changed);
        batch.changed = changed
            .into_iter()
            .filter_map(|(id, whole)| {
                let known = self.present.get(&id)?.clone();
                Some(Changed { known, whole })
            })
            .collect();
        // In the order they came: neighbours in the tables and in the indexes are written together.
        batch.changed.sort_unstable_by_key(|changed| changed.known.first);
        for (account, id) in std::mem::take(&mut self.related) {
            let relation = self.relations.get(&(account, id)).copied().unwrap_or_default();
            if let Some(known) = self.present.get(&id) {
                batch.relations.push((account, known.first, relation));
            }
        }
        self.put_arguments(&mut batch);
        batch
    }

    fn put_arguments(&mut self, batch: &mut Batch) {
        let mut changed = HashSet::new();
        for (id, argument, account) in std::mem::take(&mut self.argued) {
            let Some((known, debate)) = self.present.get(&id).zip(self.debates.get(&id)) else {
                continue;
            };
            let Some(told) = debate.arguments.get(&argument) else {
                batch.retracted.push((known.first, argument));
                continue;
            };
            if changed.insert((id, argument)) {
                batch.arguments.push((known.first, argument, told.clone()));
            }
            let own = account.and_then(|account| Some((account, self.stances.get(&(account, id))?)));
            if let Some((account, own)) = own {
                let stance = own.get(&argument).copied().unwrap_or_default();
                batch.stances.push((account, known.first, argument, stance));
            }
        }
    }

    /// The proposals it leaves.
    pub(super) fn known(self) -> impl Iterator<Item = Known> {
        self.present.into_values()
    }
}

/// What a command changes, while it is carried out.
#[derive(Default)]
struct Standing {
    firsts: HashMap<ProposalId, u64>,
    view: View,
}

impl Standing {
    /// The actor's relation to one of them.
    fn relation(&self, id: ProposalId) -> Relation {
        let view = &self.view;
        view.others.get(&id).map_or(view.relation, |other| other.relation)
    }
}

fn is_submission(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Proposal {
            change: Change::Submitted { .. },
            ..
        }
    )
}

/// The files that a command cites, and for whom.
fn cited_files(asked: &Asked) -> impl Iterator<Item = (AccountId, KeptFile)> {
    let account = asked.actor.person().map(|person| person.account);
    let cited = asked
        .command
        .action()
        .map(Action::attachments)
        .unwrap_or_default();
    cited
        .iter()
        .filter_map(move |cited| Some((account?, cited.file())))
}

/// Who does what only an administrator may: they are looked at as they are now, for another may just have taken the role.
fn administering(asked: &Asked) -> Option<AccountId> {
    let person = asked.actor.person()?;
    matches!(asked.command.order, Order::Roles { .. } | Order::City { .. }).then_some(person.account)
}

/// The proposal about whose arguments it is, and the account that acts.
fn arguing(asked: &Asked) -> Option<(ProposalId, Option<AccountId>)> {
    if !asked.command.looks_at_debate() {
        return None;
    }
    let account = asked.actor.person().map(|person| person.account);
    Some((asked.command.proposal()?, account))
}

/// Whose relation to what the command looks at. Nobody has one to what is only now submitted.
fn related(asked: &Asked) -> impl Iterator<Item = (AccountId, ProposalId)> {
    let submits = |command: &Command| matches!(command.action(), Some(Action::Submit { .. }));
    let account = asked.actor.person().map(|person| person.account);
    let own = asked.command.proposal().filter(|_| !submits(&asked.command));
    let ids = own.into_iter().chain(asked.command.others(None));
    ids.filter_map(move |id| Some((account?, id)))
}
