//! The city's side, in memory: the same rules, behind the same paths and JSON as the backend.

mod files;
mod reading;

pub(crate) use files::BAD;

use client::transport::{Request, Response};
use domain::actor::{Actor, Level, Person, Role};
use domain::command::{Command, Order};
use domain::contact::{Contact, Subscription};
use domain::desk::DeskView;
use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::Action;
use domain::protocol::{
    CommandResult, ErrorBody, GuestRequest, Me, Outcome, PushRequest, PushResponse, Session, SignIn, SignUp,
};
use domain::refusal::Problem;
use domain::time::Timestamp;
use domain::world::World;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) level: Level,
    pub(crate) roles: Vec<Role>,
    secret: Option<String>,
    pub(crate) login: Option<(String, String)>,
}

#[derive(Debug, Clone)]
struct Backup {
    world: World,
    applied: BTreeSet<CommandId>,
}

pub(crate) struct FakeCity {
    pub(crate) world: World,
    epoch: u32,
    pub(crate) accounts: BTreeMap<AccountId, Account>,
    pub(crate) tokens: BTreeMap<String, AccountId>,
    made: u128,
    /// Commands that this history has carried out, and those that any has.
    pub(crate) applied: BTreeSet<CommandId>,
    pub(crate) ever_applied: BTreeSet<CommandId>,
    backup: Backup,
    pub(crate) files: files::Files,
    /// Events in a page at most.
    pub(crate) page: usize,
    /// A push with this text in it is refused as a whole.
    pub(crate) poison: Option<String>,
    /// Commands of these places in a batch are put off for so long.
    pub(crate) put_off: Option<(usize, u64)>,
    pub(crate) requests: Vec<String>,
    /// Where it writes letters to.
    pub(crate) contacts: BTreeMap<AccountId, Contact>,
    pub(crate) subscriptions: BTreeMap<AccountId, Subscription>,
    /// The views of desks that people keep.
    pub(crate) views: BTreeMap<AccountId, Vec<DeskView>>,
}

/// What the person in charge of everything may do.
pub(crate) fn clerk() -> Person {
    Person {
        account: AccountId(Uuid::from_u128(7)),
        level: Level::ResidentVerified,
        roles: vec![
            Role::Coordinator { area: "city".into() },
            Role::Officer {
                department: "roads".into(),
            },
            Role::Officer {
                department: "parks".into(),
            },
        ],
    }
}

pub(crate) fn neighbour() -> Person {
    Person {
        account: AccountId(Uuid::from_u128(8)),
        level: Level::ContactVerified,
        roles: vec![],
    }
}

impl FakeCity {
    pub(crate) fn new(now: Timestamp) -> Self {
        let city = client::contract::sample::city();
        let mut world = World::new(city.clone());
        let publish = Command {
            id: CommandId(Uuid::from_u128(1)),
            at: now,
            order: Order::City {
                city: Box::new(city),
                seen: None,
            },
        };
        let outcome = world.push(&Actor::System, &publish, now);
        assert_eq!(outcome, Outcome::Applied { seq: 1 });
        let backup = Backup {
            world: world.clone(),
            applied: BTreeSet::new(),
        };
        Self {
            world,
            epoch: 1,
            accounts: BTreeMap::new(),
            tokens: BTreeMap::new(),
            made: 1_000,
            applied: BTreeSet::new(),
            ever_applied: BTreeSet::new(),
            backup,
            files: files::Files::default(),
            page: 5,
            poison: None,
            put_off: None,
            requests: Vec::new(),
            contacts: BTreeMap::new(),
            views: BTreeMap::new(),
            subscriptions: BTreeMap::new(),
        }
    }

    pub(crate) fn head(&self) -> u64 {
        self.world.log.len() as u64
    }

    pub(crate) fn epoch(&self) -> String {
        format!("epoch-{}", self.epoch)
    }

    pub(crate) fn take_backup(&mut self) {
        self.backup = Backup {
            world: self.world.clone(),
            applied: self.applied.clone(),
        };
    }

    pub(crate) fn restore_backup(&mut self) {
        self.world = self.backup.world.clone();
        self.applied = self.backup.applied.clone();
        self.epoch += 1;
    }

    pub(crate) fn end_all_sessions(&mut self) {
        self.tokens.clear();
    }

    /// Somebody other than the device under test acts.
    pub(crate) fn act(
        &mut self,
        person: &Person,
        proposal: ProposalId,
        action: Action,
        now: Timestamp,
    ) -> Outcome {
        let command = Command {
            id: CommandId(self.new_uuid()),
            at: now,
            order: Order::Proposal {
                proposal,
                seen: None,
                action,
            },
        };
        self.world.push(&Actor::Person(person.clone()), &command, now)
    }

    pub(crate) fn new_uuid(&mut self) -> Uuid {
        self.made += 1;
        Uuid::from_u128(self.made)
    }

    /// How many events of the log a command led to, on the proposal where those are most.
    pub(crate) fn effects(&self, id: CommandId) -> usize {
        let mut effects: BTreeMap<Option<ProposalId>, usize> = BTreeMap::new();
        for event in self.world.log.iter().filter(|event| event.command == Some(id)) {
            *effects.entry(event.fact.proposal()).or_default() += 1;
        }
        effects.into_values().max().unwrap_or(0)
    }

    fn session(&mut self, account: AccountId) -> Session {
        let token = format!("token-{}", self.new_uuid());
        self.tokens.insert(token.clone(), account);
        Session {
            token,
            me: self.me(account),
        }
    }

    pub(crate) fn me(&self, id: AccountId) -> Me {
        let account = &self.accounts[&id];
        Me {
            account: id,
            level: account.level,
            roles: account.roles.clone(),
            name: None,
        }
    }

    /// The answer to a request that has arrived.
    pub(crate) fn answer(&mut self, request: &Request, now: Timestamp) -> Response {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        self.requests.push(format!("{} {path}", request.method));
        let reader = match &request.token {
            None => None,
            Some(token) => match self.tokens.get(token) {
                None => return refuse(401, Problem::new("not-signed-in")),
                Some(account) => Some(*account),
            },
        };
        let body = request.body.as_deref().unwrap_or_default();
        match (request.method, path, reader) {
            ("POST", "/api/v1/guests", _) => self.register(&serde_json::from_str(body).unwrap()),
            ("POST", "/api/v1/accounts", _) => self.sign_up(&serde_json::from_str(body).unwrap(), reader),
            ("POST", "/api/v1/session", _) => self.sign_in(&serde_json::from_str(body).unwrap(), reader),
            ("DELETE", "/api/v1/session", _) => {
                self.tokens.remove(request.token.as_deref().unwrap_or_default());
                Response {
                    status: 204,
                    body: String::new(),
                    retry_after_ms: None,
                    ..Response::default()
                }
            }
            (_, path, Some(reader)) if path.starts_with("/api/v1/files") => self.upload(request, reader),
            (method, path, Some(reader)) if path.starts_with("/api/v1/contact") => {
                self.contact(method, path, body, reader)
            }
            (method, "/api/v1/subscription", Some(reader)) => self.subscription(method, body, reader),
            ("GET", "/api/v1/me", Some(reader)) => ok(&self.me(reader)),
            ("POST", "/api/v1/me/erasure", Some(reader)) => self.erase(body, reader, now),
            ("GET", "/api/v1/me/data", Some(reader)) => ok(&self.personal(reader, now)),
            ("GET", "/api/v1/staff", Some(reader)) => self.colleagues(reader),
            (method, "/api/v1/views", Some(reader)) => self.views(method, body, reader),
            ("POST", "/api/v1/sync/push", Some(reader)) => self.push(body, reader, now),
            ("GET", "/api/v1/sync/changes", Some(reader)) => ok(&self.changes(query, reader)),
            ("GET", "/api/v1/proposals", _) => ok(&self.list(query, reader)),
            ("GET", "/api/v1/supervisions", Some(reader)) => ok(&self.supervisions(reader)),
            ("GET", "/api/v1/arguments/reported", Some(_)) => ok(&self.reported()),
            ("GET", "/api/v1/proposals/similar", None) => ok(&self.similar(query)),
            ("GET", path, _) => match path.strip_prefix("/api/v1/proposals/") {
                Some(id) => self.detail(id.parse().unwrap(), reader),
                None => refuse(404, Problem::new("no-such-page")),
            },
            _ => refuse(401, Problem::new("not-signed-in")),
        }
    }

    fn register(&mut self, guest: &GuestRequest) -> Response {
        let account = self.accounts.entry(guest.account).or_insert_with(|| Account {
            level: Level::Guest,
            roles: vec![],
            secret: Some(guest.secret.clone()),
            login: None,
        });
        if account.secret.as_ref() != Some(&guest.secret) {
            return refuse(403, Problem::new("wrong-secret"));
        }
        ok(&self.session(guest.account))
    }

    fn sign_up(&mut self, form: &SignUp, guest: Option<AccountId>) -> Response {
        let id = guest.unwrap_or_else(|| AccountId(self.new_uuid()));
        let login = Some((form.login.clone(), form.password.clone()));
        if self
            .accounts
            .iter()
            .any(|(other, account)| *other != id && account.login == login)
        {
            return refuse(409, Problem::new("login-taken"));
        }
        let account = Account {
            level: Level::Unverified,
            roles: vec![],
            secret: None,
            login,
        };
        self.accounts.insert(id, account);
        ok(&self.session(id))
    }

    pub(crate) fn add_account(&mut self, login: &str, level: Level, roles: Vec<Role>) -> AccountId {
        let id = AccountId(self.new_uuid());
        let login = Some((login.to_owned(), "correct horse".to_owned()));
        self.accounts.insert(
            id,
            Account {
                level,
                roles,
                secret: None,
                login,
            },
        );
        id
    }

    /// The city gives roles, or takes them.
    pub(crate) fn set_roles(&mut self, account: AccountId, roles: Vec<Role>) {
        if let Some(account) = self.accounts.get_mut(&account) {
            account.roles = roles;
        }
    }

    fn sign_in(&mut self, form: &SignIn, guest: Option<AccountId>) -> Response {
        let login = Some((form.login.clone(), form.password.clone()));
        let found = self
            .accounts
            .iter()
            .find(|(_, account)| account.login == login)
            .map(|(id, _)| *id);
        let Some(account) = found else {
            return refuse(401, Problem::new("wrong-password"));
        };
        if let Some(guest) = guest {
            self.hand_over(guest, account);
        }
        ok(&self.session(account))
    }

    fn hand_over(&mut self, from: AccountId, to: AccountId) {
        for (owner, _) in self.files.kept.values_mut().filter(|(owner, _)| *owner == from) {
            *owner = to;
        }
        for event in self
            .world
            .log
            .iter_mut()
            .filter(|event| event.by.account == Some(from))
        {
            event.by.account = Some(to);
        }
        for proposal in self
            .world
            .proposals
            .values_mut()
            .filter(|proposal| proposal.author == Some(from))
        {
            proposal.author = Some(to);
        }
        let theirs: Vec<_> = self
            .world
            .relations
            .keys()
            .filter(|(account, _)| *account == from)
            .copied()
            .collect();
        for key in theirs {
            let relation = self.world.relations.remove(&key).unwrap();
            self.world.relations.insert((to, key.1), relation);
        }
    }

    fn push(&mut self, body: &str, reader: AccountId, now: Timestamp) -> Response {
        if self.poison.as_ref().is_some_and(|poison| body.contains(poison)) {
            return refuse(413, Problem::new("body-too-large"));
        }
        let request: PushRequest = serde_json::from_str(body).unwrap();
        let account = &self.accounts[&reader];
        let person = Person {
            account: reader,
            level: account.level,
            roles: account.roles.clone(),
        };
        let mut results = Vec::new();
        for (at, command) in request.commands.iter().enumerate() {
            let put_off = self.put_off.filter(|(place, _)| *place == at);
            let outcome = match put_off {
                Some((_, after_ms)) => Outcome::RetryLater { after_ms },
                // As the city does it: it is answered before it is decided.
                None if !self.has_files(command, reader) => Outcome::Refused {
                    problem: Problem::new("no-such-file"),
                },
                None => self.world.push(&Actor::Person(person.clone()), command, now),
            };
            if let Outcome::Applied { .. } = outcome {
                self.applied.insert(command.id);
                self.ever_applied.insert(command.id);
            }
            results.push(CommandResult {
                id: command.id,
                outcome,
            });
        }
        ok(&PushResponse { results })
    }
}

pub(crate) fn ok(content: &impl Serialize) -> Response {
    Response {
        status: 200,
        body: serde_json::to_string(content).unwrap(),
        retry_after_ms: None,
        ..Response::default()
    }
}

pub(crate) fn refuse(status: u16, error: Problem) -> Response {
    Response {
        status,
        body: serde_json::to_string(&ErrorBody { error }).unwrap(),
        retry_after_ms: None,
        ..Response::default()
    }
}
