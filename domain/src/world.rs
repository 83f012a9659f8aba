//! A whole city in memory: the plainest store there is. Tests of every room hold themselves against it.

use crate::actor::{Actor, Person};
use crate::city::City;
use crate::command::{Command, Order};
use crate::context::Context;
use crate::draw::Draw;
use crate::event::{By, Event, Fact};
use crate::id::{AccountId, ArgumentId, CommandId, ProposalId};
use crate::proposal::{Debate, Proposal, Relation, Stance, View, apply};
use crate::protocol::Outcome;
use crate::settle::{Answered, Settled, settle};
use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Log, fold and kept answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    pub city: City,
    pub log: Vec<Event>,
    pub proposals: BTreeMap<ProposalId, Proposal>,
    pub relations: BTreeMap<(AccountId, ProposalId), Relation>,
    /// Whoever acted, or was introduced, as they were last: no part of the log.
    pub people: BTreeMap<AccountId, Person>,
    /// The arguments of each proposal, to nobody in particular.
    pub debates: BTreeMap<ProposalId, Debate>,
    pub stances: BTreeMap<(AccountId, ProposalId), BTreeMap<ArgumentId, Stance>>,
    /// The last draw of closed cases.
    pub drawn: Option<Draw>,
    /// Events that not everybody reads all of any more.
    withheld: BTreeSet<u64>,
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
            debates: BTreeMap::new(),
            stances: BTreeMap::new(),
            drawn: None,
            withheld: BTreeSet::new(),
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
            debate: self.debate(proposal, account),
            ..View::default()
        }
    }

    /// The arguments of a proposal, and what `account` has to do with them.
    pub fn debate(&self, proposal: ProposalId, account: Option<AccountId>) -> Debate {
        let own = account.and_then(|account| self.stances.get(&(account, proposal)));
        Debate {
            own: own.cloned().unwrap_or_default(),
            ..self.debates.get(&proposal).cloned().unwrap_or_default()
        }
    }

    /// The log as this reader may see it.
    pub fn seen_by(&self, reader: Option<AccountId>, staff: bool) -> impl Iterator<Item = Event> {
        self.log
            .iter()
            .filter_map(move |event| self.told(event, reader, staff))
    }

    /// An event of the log as this reader may see it.
    pub fn told(&self, event: &Event, reader: Option<AccountId>, staff: bool) -> Option<Event> {
        let own = reader.is_some() && event.by.account == reader;
        let is_whole = staff || !self.withheld.contains(&event.seq);
        let seen = event.clone().seen_by(reader, staff)?;
        Some(if is_whole { seen } else { seen.withhold(own) })
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
        view.drawn = self.drawn.clone();
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
        if let Fact::Draw { draw } = &event.fact {
            self.drawn = Some((**draw).clone());
        }
        let Some(id) = event.fact.proposal() else { return };
        let mut proposal = self.proposals.remove(&id);
        let account = event.by.account;
        let mut relation = account
            .and_then(|account| self.relations.get(&(account, id)).copied())
            .unwrap_or_default();
        let step = match &event.fact {
            Fact::Proposal { change, .. } | Fact::Internal { change, .. } if change.changes_debate() => {
                Some(change)
            }
            _ => None,
        };
        let mut debate = step.map(|_| self.debate(id, account)).unwrap_or_default();
        if let Some(step) = step {
            let given = step
                .withholds()
                .and_then(|argument| debate.arguments.get(&argument));
            self.withheld.extend(given.map(|argument| argument.seq));
            self.withheld.extend(step.is_withheld().then_some(event.seq));
        }
        let in_step = apply(&mut proposal, &mut relation, &mut debate, event, account);
        if step.is_some() {
            self.stances
                .extend(account.map(|account| ((account, id), std::mem::take(&mut debate.own))));
            self.debates.insert(id, debate);
        }
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
