//! A server of its own for each test, on loopback, at a port that the system chose.

use backend::accounts::AccountJob;
use backend::app::{Opened, Running};
use backend::clock::Clock;
use backend::config::Config;
use backend::secrets;
use backend::store::NewAccount;
use backend::writer::Asked;
use domain::actor::{Level, Role};
use domain::city::City;
use domain::command::{Command, Order};
use domain::id::{AccountId, AreaId, CommandId, DepartmentId, ProposalId};
use domain::proposal::{Action, Draft};
use domain::protocol::{
    ChangesResponse, GuestRequest, Me, Outcome, ProposalDetail, PushRequest, PushResponse, Session,
};
use domain::query::Page;
use domain::time::Timestamp;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use uuid::Uuid;

/// 2026-03-02T09:00:00+08:00, a Monday.
pub(crate) const MONDAY: i64 = 1_772_413_200_000;
pub(crate) const DAY: i64 = 86_400_000;

pub(crate) struct Server {
    running: Running,
    client: reqwest::Client,
    config: Config,
    time: Arc<AtomicI64>,
    pub(crate) folder: TempDir,
}

/// Somebody with a session.
#[derive(Clone)]
pub(crate) struct Somebody {
    pub(crate) token: String,
    pub(crate) account: AccountId,
}

impl Server {
    /// With the demo's directory, and nothing else.
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let server = Self::bare(change).await;
        assert_eq!(
            server.publish(backend::demo::city()).await,
            Outcome::Applied { seq: 1 }
        );
        server
    }

    /// The directory is this from now on.
    pub(crate) async fn publish(&self, city: City) -> Outcome {
        let city = Box::new(city);
        let publish = Asked::by_system(Order::City { city, seen: None }, self.now());
        let outcomes = self.app().writer.commands_in_turn(vec![publish]).await;
        outcomes.expect("kept").pop().expect("one outcome")
    }

    /// With nothing at all.
    pub(crate) async fn empty() -> Self {
        Self::bare(|_| {}).await
    }

    /// With what `fill` puts there before anybody can come.
    pub(crate) async fn filled(fill: impl AsyncFnOnce(&backend::app::App)) -> Self {
        let (config, time, folder) = Self::prepare(|_| {});
        let opened = Opened::open(&config).await.expect("opens");
        fill(opened.app()).await;
        opened.close().await;
        Self::open(config, time, folder).await
    }

    async fn bare(change: impl FnOnce(&mut Config)) -> Self {
        let (config, time, folder) = Self::prepare(change);
        Self::open(config, time, folder).await
    }

    fn prepare(change: impl FnOnce(&mut Config)) -> (Config, Arc<AtomicI64>, TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        let time = Arc::new(AtomicI64::new(MONDAY));
        let mut config = Config::new(folder.path().join("data"));
        config.clock = Clock::Manual(time.clone());
        change(&mut config);
        (config, time, folder)
    }

    async fn open(config: Config, time: Arc<AtomicI64>, folder: TempDir) -> Self {
        let opened = Opened::open(&config).await.expect("opens");
        let running = Running::start(opened, &config).await.expect("listens");
        Self {
            running,
            client: reqwest::Client::builder().no_proxy().build().expect("a client"),
            config,
            time,
            folder,
        }
    }

    /// Stops it and starts it again on the same data, after `between`.
    pub(crate) async fn restart(self, between: impl FnOnce(&std::path::Path)) -> Self {
        let Server {
            running,
            config,
            time,
            folder,
            ..
        } = self;
        running.stop().await;
        between(&config.data);
        Self::open(config, time, folder).await
    }

    pub(crate) async fn stop(self) {
        self.running.stop().await;
    }

    pub(crate) fn data(&self) -> &std::path::Path {
        &self.config.data
    }

    pub(crate) fn app(&self) -> &Arc<backend::app::App> {
        self.running.app()
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp(self.time.load(Ordering::SeqCst))
    }

    pub(crate) fn pass(&self, milliseconds: i64) {
        self.time.fetch_add(milliseconds, Ordering::SeqCst);
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address())
    }

    pub(crate) fn request(&self, method: Method, path: &str, who: Option<&Somebody>) -> RequestBuilder {
        let request = self.client.request(method, self.url(path));
        match who {
            Some(who) => request.bearer_auth(&who.token),
            None => request,
        }
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str, who: Option<&Somebody>) -> T {
        let answer = self
            .request(Method::GET, path, who)
            .send()
            .await
            .expect("answers");
        read(answer, path).await
    }

    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        who: Option<&Somebody>,
        body: &impl Serialize,
    ) -> T {
        let answer = self
            .request(Method::POST, path, who)
            .json(body)
            .send()
            .await
            .expect("answers");
        read(answer, path).await
    }

    /// Status and code of an answer that is an error.
    pub(crate) async fn error(&self, request: RequestBuilder) -> (StatusCode, String) {
        let answer = request.send().await.expect("answers");
        let status = answer.status();
        let body: Value = answer.json().await.expect("errors are JSON");
        (
            status,
            body["error"]["code"].as_str().unwrap_or_default().to_owned(),
        )
    }

    pub(crate) async fn guest(&self) -> Somebody {
        let guest = guest_request();
        let session: Session = self.post("/api/v1/guests", None, &guest).await;
        assert_eq!(session.me.level, Level::Guest);
        Somebody::of(session)
    }

    /// An account with these roles, and a session for it.
    pub(crate) async fn person(&self, roles: Vec<Role>) -> Somebody {
        let account = AccountId(Uuid::now_v7());
        let (token, kept) = secrets::new_token().expect("random bytes");
        let new = NewAccount {
            me: Me {
                account,
                level: Level::ResidentVerified,
                roles,
                name: None,
            },
            secret: None,
            login: None,
            password: None,
        };
        let writer = &self.app().writer;
        writer
            .account(AccountJob::Create(Box::new(new)))
            .await
            .expect("made");
        let sign_in = AccountJob::SignIn {
            account,
            guest: None,
            from: None,
            token: kept,
        };
        writer.account(sign_in).await.expect("signed in");
        Somebody { token, account }
    }

    pub(crate) async fn citizen(&self) -> Somebody {
        self.person(Vec::new()).await
    }

    pub(crate) async fn coordinator(&self) -> Somebody {
        let area = root();
        self.person(vec![Role::Coordinator { area }]).await
    }

    pub(crate) async fn officer(&self) -> Somebody {
        self.person(vec![Role::Officer {
            department: department(),
        }])
        .await
    }

    pub(crate) async fn push(&self, who: &Somebody, commands: Vec<Command>) -> Vec<Outcome> {
        let ids: Vec<CommandId> = commands.iter().map(|command| command.id).collect();
        let answer: PushResponse = self
            .post("/api/v1/sync/push", Some(who), &PushRequest { commands })
            .await;
        let answered: Vec<CommandId> = answer.results.iter().map(|result| result.id).collect();
        assert_eq!(answered, ids, "one answer for each, in order");
        answer.results.into_iter().map(|result| result.outcome).collect()
    }

    /// Carries out one action, which must succeed.
    pub(crate) async fn act(&self, who: &Somebody, proposal: ProposalId, action: Action) -> u64 {
        let outcomes = self.push(who, vec![self.command(proposal, action)]).await;
        match outcomes.as_slice() {
            [Outcome::Applied { seq }] => *seq,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn command(&self, proposal: ProposalId, action: Action) -> Command {
        Command {
            id: CommandId(Uuid::now_v7()),
            at: self.now(),
            order: Order::Proposal {
                proposal,
                seen: None,
                action,
            },
        }
    }

    pub(crate) async fn submit(&self, who: &Somebody, text: &str) -> ProposalId {
        let id = ProposalId(Uuid::now_v7());
        self.act(who, id, submission(text)).await;
        id
    }

    pub(crate) async fn changes(&self, query: &str, who: Option<&Somebody>) -> ChangesResponse {
        self.get(&format!("/api/v1/sync/changes?{query}"), who).await
    }

    pub(crate) async fn detail(&self, id: ProposalId, who: Option<&Somebody>) -> ProposalDetail {
        self.get(&format!("/api/v1/proposals/{id}"), who).await
    }

    pub(crate) async fn list(&self, query: &str) -> Page {
        self.get(&format!("/api/v1/proposals?{query}"), None).await
    }
}

impl Somebody {
    pub(crate) fn of(session: Session) -> Self {
        Self {
            token: session.token,
            account: session.me.account,
        }
    }
}

async fn read<T: DeserializeOwned>(answer: reqwest::Response, path: &str) -> T {
    let status = answer.status();
    let body = answer.text().await.expect("a body");
    assert!(status.is_success(), "{path}: {status} {body}");
    serde_json::from_str(&body).unwrap_or_else(|error| panic!("{path}: {error}: {body}"))
}

pub(crate) fn guest_request() -> GuestRequest {
    GuestRequest {
        account: AccountId(Uuid::now_v7()),
        secret: secrets::new_token().expect("random bytes").0,
    }
}

pub(crate) fn submission(text: &str) -> Action {
    Action::Submit {
        draft: Draft {
            text: text.to_owned(),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    }
}

pub(crate) fn accept() -> Action {
    Action::Accept {
        category: None,
        area: None,
    }
}

pub(crate) fn assign() -> Action {
    Action::Assign {
        lead: department(),
        joint: Vec::new(),
    }
}

pub(crate) fn root() -> AreaId {
    backend::demo::city().root().expect("a city has a root").clone()
}

pub(crate) fn department() -> DepartmentId {
    backend::demo::city().departments[0].id.clone()
}
