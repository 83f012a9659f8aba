//! What the city gives to read: the feed, lists and single proposals, each as its reader may see it.

use super::{FakeCity, ok, refuse};
use client::memory::MemoryStore;
use client::store::{Kept, Store, Write};
use client::transport::Response;
use domain::desk::ViewChanges;
use domain::event::Event;
use domain::id::{AccountId, AreaId, ProposalId};
use domain::proposal::{Argument, Change, Debate, Proposal, State};
use domain::protocol::{
    ChangesResponse, Colleague, ProposalDetail, Reported, ReportedArgument, Supervised, Supervisions,
    no_such_proposal,
};
use domain::query::{Card, Order, Page, ProposalQuery};
use domain::refusal::Problem;
use domain::search::SIMILAR;
use futures::FutureExt as _;
use std::collections::BTreeMap;

impl FakeCity {
    /// Whether an event is in the scope `mine` of a reader.
    pub(crate) fn concerns(&self, event: &Event, reader: AccountId) -> bool {
        match event.fact.proposal() {
            None => true,
            Some(id) => {
                let named = event.fact.told().map(Change::concerns).unwrap_or_default();
                event.by.account == Some(reader)
                    || self.is_concerned(id, reader)
                    || named.contains(&Some(reader))
            }
        }
    }

    pub(crate) fn is_concerned(&self, id: ProposalId, reader: AccountId) -> bool {
        let wrote = self
            .world
            .proposals
            .get(&id)
            .is_some_and(|proposal| proposal.author == Some(reader));
        let relation = self.world.view(id, Some(reader)).relation;
        wrote || relation.follows || relation.supports || relation.argued || self.looks_at(id, reader)
    }

    fn looks_at(&self, id: ProposalId, reader: AccountId) -> bool {
        let case = self.world.proposals.get(&id);
        case.is_some_and(|case| case.internal.supervisor == Some(reader))
    }

    fn is_staff(&self, reader: Option<AccountId>) -> bool {
        reader.is_some_and(|reader| self.me(reader).person().is_staff())
    }

    /// What a reader has to do about cases that citizens look at.
    pub(super) fn supervisions(&self, reader: AccountId) -> Supervisions {
        let me = self.me(reader).person();
        let supervised = |case: &Proposal| {
            Some(Supervised {
                card: Card::from(case),
                supervision: case.supervisions.last()?.clone(),
            })
        };
        let cases = || self.world.proposals.values();
        let asks = |case: &&Proposal| {
            let asked = case.supervision().is_some_and(|look| look.inquiry().is_some());
            asked && case.lead.as_ref().is_some_and(|lead| me.serves(lead))
        };
        Supervisions {
            own: cases()
                .filter(|case| self.looks_at(case.id, reader))
                .filter_map(supervised)
                .collect(),
            asked: cases().filter(asks).filter_map(supervised).collect(),
            uncovered: Vec::new(),
        }
    }

    pub(super) fn changes(&self, query: &str, reader: AccountId) -> ChangesResponse {
        let query = parsed(query);
        let after: usize = query["after"].parse().unwrap();
        let limit: usize = query["limit"].parse().unwrap();
        let staff = self.is_staff(Some(reader));
        let mut events = Vec::new();
        let mut next = after.min(self.world.log.len());
        for event in self.world.log.iter().skip(after) {
            if events.len() == limit.min(self.page) {
                break;
            }
            next += 1;
            let in_scope = query["scope"] == "all" || self.concerns(event, reader);
            events.extend(self.world.told(event, Some(reader), staff).filter(|_| in_scope));
        }
        ChangesResponse {
            epoch: self.epoch(),
            events,
            next: next as u64,
            head: self.head(),
        }
    }

    /// A proposal as a reader may see it.
    pub(crate) fn told(&self, id: ProposalId, reader: Option<AccountId>) -> Option<Proposal> {
        let staff = self.is_staff(reader);
        Some(self.world.proposals.get(&id)?.clone().seen_by(reader, staff))
    }

    fn debate(&self, id: ProposalId, reader: Option<AccountId>) -> Debate {
        let staff = self.is_staff(reader);
        self.world.debate(id, reader).seen_by(reader, staff)
    }

    /// What waits for a coordinator, and what is hidden.
    pub(super) fn reported(&self) -> Reported {
        let those = |which: fn(&Argument) -> bool| {
            let debates = self.world.debates.iter();
            let found = debates.flat_map(|(id, debate)| {
                let about = &self.world.proposals[id];
                let found = debate
                    .arguments
                    .iter()
                    .filter(move |(_, argument)| which(argument));
                found.map(move |(of, argument)| ReportedArgument {
                    proposal: *id,
                    title: about.title.clone(),
                    version: about.version,
                    id: *of,
                    argument: argument.clone(),
                })
            });
            found.collect()
        };
        Reported {
            items: those(|argument| argument.reported_at.is_some()),
            hidden: those(Argument::is_hidden),
        }
    }

    /// Its told events, as a reader may see them.
    pub(crate) fn timeline(&self, id: ProposalId, reader: Option<AccountId>) -> Vec<Event> {
        let staff = self.is_staff(reader);
        let told = |event: &&Event| event.fact.proposal() == Some(id) && event.fact.told().is_some();
        let events = self.world.log.iter().filter(told);
        events
            .filter_map(|event| event.clone().seen_by(reader, staff))
            .collect()
    }

    pub(super) fn detail(&self, id: ProposalId, reader: Option<AccountId>) -> Response {
        match self.told(id, reader) {
            None => refuse(404, no_such_proposal(id)),
            Some(proposal) => ok(&ProposalDetail {
                proposal,
                timeline: self.timeline(id, reader),
                relation: self.world.view(id, reader).relation,
                debate: self.debate(id, reader),
            }),
        }
    }

    pub(super) fn list(&self, query: &str, reader: Option<AccountId>) -> Page {
        let given = parsed(query);
        let area = given.get("area").map(|area| AreaId(area.clone()));
        let states = given.get("state").map(|names| {
            names
                .split(',')
                .map(|name| State::from_name(name).unwrap())
                .collect()
        });
        let query = ProposalQuery {
            states: states.unwrap_or_default(),
            department: given.get("department").map(|id| id.as_str().into()),
            text: given.get("text").cloned(),
            order: match given["order"].as_str() {
                "most_urgent" => Order::MostUrgent,
                "most_supported" => Order::MostSupported,
                _ => Order::Newest,
            },
            after: given.get("after").map(|after| after.parse().unwrap()),
            limit: given["limit"].parse().unwrap(),
            ..ProposalQuery::default()
        };
        let within = area.map(|area| self.world.city.within(&area));
        let page = self
            .shown_to(reader)
            .list(&query, within.as_deref())
            .now_or_never();
        page.unwrap().unwrap()
    }

    pub(super) fn similar(&self, query: &str) -> Page {
        let given = parsed(query);
        let found = self
            .shown_to(None)
            .similar(&given["text"], SIMILAR)
            .now_or_never();
        Page {
            items: found.unwrap().unwrap(),
            next: None,
        }
    }

    /// The views that somebody keeps, with what is changed about them.
    pub(super) fn views(&mut self, method: &str, body: &str, reader: AccountId) -> Response {
        let views = self.views.entry(reader).or_default();
        if method == "PUT" {
            let asked: ViewChanges = serde_json::from_str(body).expect("changes");
            asked.changes.iter().for_each(|change| change.apply(views));
        }
        ok(views)
    }

    /// With whom this account works.
    pub(super) fn colleagues(&self, reader: AccountId) -> Response {
        let me = self.me(reader).person();
        if !me.is_staff() {
            return refuse(403, Problem::new("not-staff"));
        }
        let all = self.accounts.keys().map(|account| self.me(*account));
        let colleagues: Vec<Colleague> = all
            .filter_map(|other| other.to_colleague(&me, &self.world.city))
            .collect();
        ok(&colleagues)
    }

    /// All proposals, as nobody's own.
    fn shown_to(&self, reader: Option<AccountId>) -> MemoryStore {
        MemoryStore::from_writes(self.world.proposals.keys().map(|id| {
            Write::Proposal(Box::new(Kept {
                proposal: self.told(*id, reader).unwrap(),
                relation: Default::default(),
                debate: Default::default(),
                mine: false,
            }))
        }))
    }
}

fn parsed(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
