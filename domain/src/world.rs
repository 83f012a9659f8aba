//! A whole city in memory: the plainest store there is. Tests of every room hold themselves against it.

use crate::actor::{Actor, Person};
use crate::city::City;
use crate::command::{Command, Order};
use crate::context::Context;
use crate::event::{By, Event, Fact};
use crate::id::{AccountId, CommandId, ProposalId};
use crate::proposal::{Proposal, Relation, View, apply};
use crate::protocol::Outcome;
use crate::settle::{Answered, Settled, settle};
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// Log, fold and kept answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    pub city: City,
    pub log: Vec<Event>,
    pub proposals: BTreeMap<ProposalId, Proposal>,
    pub relations: BTreeMap<(AccountId, ProposalId), Relation>,
    /// Whoever acted, or was introduced, as they were last: no part of the log.
    pub people: BTreeMap<AccountId, Person>,
    answers: BTreeMap<(Option<AccountId>, CommandId), Answered>,
    numbers: BTreeMap<i32, u32>,
}

impl World {
    /// A city in which nothing has happened yet.
    pub fn new(city: City) -> Self {
        Self {
            city,
            log: Vec::new(),
            proposals: BTreeMap::new(),
            relations: BTreeMap::new(),
            people: BTreeMap::new(),
            answers: BTreeMap::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// What `account` has before its eyes when it decides about a proposal.
    pub fn view(&self, proposal: ProposalId, account: Option<AccountId>) -> View {
        View {
            proposal: self.proposals.get(&proposal).cloned(),
            relation: account
                .and_then(|account| self.relations.get(&(account, proposal)).copied())
                .unwrap_or_default(),
            ..View::default()
        }
    }

    /// Carries out one command, once.
    pub fn push(&mut self, actor: &Actor, command: &Command, now: Timestamp) -> Outcome {
        if let Some(person) = actor.person() {
            self.people.insert(person.account, person.clone());
        }
        let account = actor.person().map(|person| person.account);
        let key = (account, command.id);
        let mut view = command
            .proposal()
            .map(|proposal| self.view(proposal, account))
            .unwrap_or_default();
        for other in command.others(view.proposal.as_ref()) {
            view.others.insert(other, self.view(other, account));
        }
        let people = command.people(view.proposal.as_ref()).into_iter();
        view.people = people
            .filter_map(|account| Some((account, self.people.get(&account)?.clone())))
            .collect();
        let year = now.day(self.city.calendar.utc_offset).year();
        let number = self.numbers.get(&year).copied().unwrap_or(0) + 1;
        let ctx = Context {
            actor,
            now,
            city: &self.city,
            next_number: Some(number),
        };
        let outcome = match settle(self.answers.get(&key).cloned(), &view, command, &ctx) {
            Settled::Repeat(outcome) => return outcome,
            Settled::Keep(outcome) => outcome,
            Settled::Append(decision) => {
                for (by, fact) in decision.into_events() {
                    self.append(Some(command.id), by, fact, now);
                }
                if matches!(
                    &command.order,
                    Order::Proposal {
                        action: crate::proposal::Action::Submit { .. },
                        ..
                    }
                ) {
                    self.numbers.insert(year, number);
                }
                Outcome::Applied {
                    seq: self.log.len() as u64,
                }
            }
        };
        let answered = Answered {
            fingerprint: command.fingerprint(),
            outcome: outcome.clone(),
        };
        self.answers.insert(key, answered);
        outcome
    }

    fn append(&mut self, command: Option<CommandId>, by: By, fact: Fact, at: Timestamp) {
        let event = Event {
            seq: self.log.len() as u64 + 1,
            at,
            command,
            by,
            fact,
        };
        self.fold(&event);
        self.log.push(event);
    }

    /// Folds one event of another log into this city's state.
    pub fn fold(&mut self, event: &Event) {
        if let Fact::City { city } = &event.fact {
            self.city = (**city).clone();
        }
        if let Fact::Roles { account, roles } = &event.fact
            && let Some(person) = self.people.get_mut(account)
        {
            person.roles.clone_from(roles);
        }
        let Some(id) = event.fact.proposal() else { return };
        let mut proposal = self.proposals.remove(&id);
        let account = event.by.account;
        let mut relation = account
            .and_then(|account| self.relations.get(&(account, id)).copied())
            .unwrap_or_default();
        let in_step = apply(&mut proposal, &mut relation, event, account);
        debug_assert!(in_step.is_ok(), "one log, read in order, has no gaps");
        if let Some(proposal) = proposal {
            self.proposals.insert(id, proposal);
        }
        if let Some(account) = account
            && relation != Relation::default()
        {
            self.relations.insert((account, id), relation);
        } else if let Some(account) = account {
            self.relations.remove(&(account, id));
        }
    }
}
