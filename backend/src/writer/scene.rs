//! One group of commands, decided in memory: what they look at is loaded in three questions, then each is
//! settled on what the ones before it left, and what all of them led to is written at once.

use super::cache::Cache;
use super::{Asked, Log};
use crate::error::{Error, Result};
use crate::store::{Batch, Changed, Entry, Known, Store};
use domain::command::Command;
use domain::context::Context;
use domain::event::{By, Event, Fact};
use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::{Action, Change, Relation, View, apply};
use domain::protocol::Outcome;
use domain::settle::{Answered, Settled, settle};
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub(super) struct Scene {
    present: HashMap<ProposalId, Known>,
    relations: HashMap<(AccountId, ProposalId), Relation>,
    answers: HashMap<(AccountId, CommandId), Answered>,
    /// Proposals that changed, and whether more was told than their first event and a counter.
    changed: HashMap<ProposalId, bool>,
    related: HashSet<(AccountId, ProposalId)>,
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

        let mut missing = HashSet::new();
        for id in asked.iter().filter_map(|asked| asked.command.proposal()) {
            if self.present.contains_key(&id) {
                continue;
            }
            match written.present.get(&id).cloned().or_else(|| cache.take(id)) {
                Some(known) => drop(self.present.insert(id, known)),
                None => drop(missing.insert(id)),
            }
        }
        let missing: Vec<_> = missing.into_iter().collect();

        let mut pairs = Vec::new();
        for pair in asked.iter().filter_map(related) {
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
        self.present
            .extend(known.into_iter().map(|known| (known.proposal.id, known)));
        self.relations.extend(relations);
        Ok(())
    }

    /// Settles a command whose surroundings were loaded. The log is ahead of the store until the scene is written.
    pub(super) fn settle(&mut self, log: &mut Log, asked: &Asked) -> Result<Outcome> {
        let account = asked.actor.person().map(|person| person.account);
        let key = account.map(|account| (account, asked.command.id));
        let prior = key.and_then(|key| self.answers.get(&key).cloned());
        let id = asked.command.proposal();
        let relation = account
            .zip(id)
            .and_then(|pair| self.relations.get(&pair).copied())
            .unwrap_or_default();
        let (first, proposal) = match id.and_then(|id| self.present.remove(&id)) {
            Some(known) => (known.first, Some(known.proposal)),
            None => (0, None),
        };
        let mut standing = Standing {
            first,
            view: View { proposal, relation },
        };
        let city = log.city.clone();
        let year = asked.at.day(city.calendar.utc_offset).year();
        let number = log.numbers.get(&year).copied().unwrap_or(0) + 1;
        let ctx = Context {
            actor: &asked.actor,
            now: asked.at,
            city: &city,
            next_number: Some(number),
        };
        let settled = settle(prior, &standing.view, &asked.command, &ctx);
        let answered = match settled {
            Settled::Repeat(outcome) => Err(outcome),
            Settled::Keep(outcome) => Ok(outcome),
            Settled::Append(decision) => {
                for fact in decision.facts {
                    if is_submission(&fact) {
                        log.numbers.insert(year, number);
                        self.batch.numbers.retain(|(of, _)| *of != year);
                        self.batch.numbers.push((year, number));
                    }
                    self.append(log, asked, decision.by.clone(), fact, &mut standing)?;
                }
                Ok(Outcome::Applied { seq: log.head })
            }
        };
        if let Some((account, id)) = account.zip(id) {
            self.relations.insert((account, id), standing.view.relation);
        }
        if let Some((id, proposal)) = id.zip(standing.view.proposal) {
            let first = standing.first;
            self.present.insert(id, Known { first, proposal });
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

        if let Fact::City { city } = &event.fact {
            log.publish(seq, city);
        }
        if is_submission(&event.fact) {
            standing.first = seq;
        }
        let view = &mut standing.view;
        let relation = view.relation;
        apply(&mut view.proposal, &mut view.relation, &event, account)
            .map_err(|error| Error::Stored(format!("event {seq}: {error}")))?;
        if let Some(id) = event.fact.proposal() {
            if let Fact::Proposal { change, .. } = &event.fact {
                *self.changed.entry(id).or_insert(false) |= change.is_told() && !is_submission(&event.fact);
            }
            if let Some(account) = account.filter(|_| relation != view.relation) {
                self.related.insert((account, id));
            }
        }
        log.head = seq;
        self.batch.entries.push(Entry {
            subject: event.fact.proposal().map(|_| standing.first),
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
        batch
    }

    /// The proposals it leaves.
    pub(super) fn known(self) -> impl Iterator<Item = Known> {
        self.present.into_values()
    }
}

/// A proposal and the actor's relation to it, while a command is carried out.
struct Standing {
    first: u64,
    view: View,
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

/// Whose relation to what the command looks at. Nobody has one to what is only now submitted.
fn related(asked: &Asked) -> Option<(AccountId, ProposalId)> {
    let submits = |command: &Command| matches!(command.action(), Some(Action::Submit { .. }));
    let account = asked.actor.person()?.account;
    let id = asked.command.proposal().filter(|_| !submits(&asked.command))?;
    Some((account, id))
}
