//! People as the server knows them, without a screen: they sign in, push commands, and read.

use anyhow::{Context, Result};
use domain::actor::Role;
use domain::command::{Command, Order};
use domain::event::Event;
use domain::id::{AccountId, CommandId, ProposalId};
use domain::proposal::{Action, AnswerKind, Draft, State};
use domain::protocol::{
    ChangesResponse, CommandResult, GuestRequest, ProposalDetail, PushRequest, PushResponse, Session, SignIn,
    SignUp,
};
use domain::query::Page as Cards;
use domain::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// The password of everybody in the demo city.
pub const PASSWORD: &str = "huisheng-demo";

/// Somebody with a session at one server.
#[derive(Debug, Clone)]
pub struct Person {
    http: reqwest::Client,
    url: String,
    pub session: Session,
}

impl Person {
    /// Signs in somebody of the demo city.
    ///
    /// # Errors
    /// Where the server can't be reached or refuses.
    pub async fn demo(url: &str, login: &str) -> Result<Self> {
        let form = SignIn {
            login: login.to_owned(),
            password: PASSWORD.to_owned(),
        };
        Self::with_session(url, "/api/v1/session", &form).await
    }

    /// Somebody who signs up anew, with everybody's password.
    ///
    /// # Errors
    /// Where the server can't be reached or refuses.
    pub async fn new(url: &str, login: &str) -> Result<Self> {
        let form = SignUp {
            login: login.to_owned(),
            password: PASSWORD.to_owned(),
            name: None,
        };
        Self::with_session(url, "/api/v1/accounts", &form).await
    }

    /// Whose session this is: a system's, by its key.
    ///
    /// # Errors
    /// Where the server can't be reached or refuses.
    pub async fn with_key(url: &str, key: &str) -> Result<Self> {
        let http = reqwest::Client::new();
        let me = read(http.get(format!("{url}/api/v1/me")).bearer_auth(key)).await?;
        let token = key.to_owned();
        Ok(Self {
            http,
            url: url.to_owned(),
            session: Session { token, me },
        })
    }

    /// A new guest.
    ///
    /// # Errors
    /// Where the server can't be reached or refuses.
    pub async fn guest(url: &str) -> Result<Self> {
        use base64::Engine as _;
        let secret = [Uuid::new_v4().into_bytes(), Uuid::new_v4().into_bytes()].concat();
        let secret = base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(secret);
        let form = GuestRequest {
            account: AccountId(Uuid::now_v7()),
            secret,
        };
        Self::with_session(url, "/api/v1/guests", &form).await
    }

    async fn with_session(url: &str, path: &str, form: &impl Serialize) -> Result<Self> {
        let http = reqwest::Client::new();
        let session = read(http.post(format!("{url}{path}")).json(form)).await?;
        Ok(Self {
            http,
            url: url.to_owned(),
            session,
        })
    }

    /// Pushes commands; one answer for each.
    ///
    /// # Errors
    /// Where no answer comes back: nobody knows then what became of them.
    pub async fn push(&self, commands: &[Command]) -> Result<Vec<CommandResult>> {
        let request = PushRequest {
            commands: commands.to_vec(),
        };
        let push = self
            .http
            .post(format!("{}/api/v1/sync/push", self.url))
            .json(&request);
        Ok(read::<PushResponse>(push.bearer_auth(&self.session.token))
            .await?
            .results)
    }

    /// Pushes one command and expects that it is carried out; its proposal.
    ///
    /// # Errors
    /// Where it is not.
    pub async fn does(&self, proposal: ProposalId, action: Action) -> Result<ProposalId> {
        use domain::protocol::Outcome;
        let results = self.push(&[command(proposal, action)]).await?;
        match results.first().map(|result| &result.outcome) {
            Some(Outcome::Applied { .. }) => Ok(proposal),
            other => anyhow::bail!("not carried out: {other:?}"),
        }
    }

    /// Reads one proposal.
    ///
    /// # Errors
    /// Where it is not there.
    pub async fn proposal(&self, id: ProposalId) -> Result<ProposalDetail> {
        self.get(&format!("/api/v1/proposals/{id}")).await
    }

    /// Reads the whole log, as far as it is theirs to read.
    ///
    /// # Errors
    /// Where it can't be read.
    pub async fn log(&self) -> Result<Vec<Event>> {
        let mut log: Vec<Event> = Vec::new();
        let mut after = 0;
        loop {
            let path = format!("/api/v1/sync/changes?after={after}&limit=1000&scope=all");
            let page: ChangesResponse = self.get(&path).await?;
            log.extend(page.events);
            if page.next >= page.head {
                return Ok(log);
            }
            anyhow::ensure!(page.next > after, "the feed does not move on");
            after = page.next;
        }
    }

    /// The newest sequence number of the log.
    ///
    /// # Errors
    /// Where it can't be read.
    pub async fn head(&self) -> Result<u64> {
        let page: ChangesResponse = self.get("/api/v1/sync/changes?after=0&limit=1&scope=all").await?;
        Ok(page.head)
    }

    /// What this person wrote and may judge now.
    ///
    /// # Errors
    /// Where it can't be read.
    pub async fn to_judge(&self) -> Result<Option<ProposalId>> {
        for state in [State::Resolved, State::Answered] {
            for card in self.cards(state, 100).await?.items {
                let proposal = self.proposal(card.id).await?.proposal;
                if proposal.author == Some(self.session.me.account) && proposal.awaits_verdict() {
                    return Ok(Some(card.id));
                }
            }
        }
        Ok(None)
    }

    async fn cards(&self, state: State, limit: u32) -> Result<Cards> {
        self.get(&format!("/api/v1/proposals?state={}&limit={limit}", state.name()))
            .await
    }

    /// Reads anything as JSON.
    ///
    /// # Errors
    /// Where the answer is no success, or another shape.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        read(
            self.http
                .get(format!("{}{path}", self.url))
                .bearer_auth(&self.session.token),
        )
        .await
    }
}

/// A proposal in this state, where there is one.
///
/// # Errors
/// Where the server can't be reached.
pub async fn one_in(url: &str, state: State) -> Result<Option<ProposalId>> {
    let cards = Person::guest(url).await?.cards(state, 1).await?;
    Ok(cards.items.first().map(|card| card.id))
}

/// A new command about a proposal.
pub fn command(proposal: ProposalId, action: Action) -> Command {
    let id = Uuid::now_v7();
    // A v7 id begins with the time at which it was made.
    let ms = id.get_timestamp().map_or(0, |stamp| {
        let (seconds, nanos) = stamp.to_unix();
        seconds * 1_000 + u64::from(nanos) / 1_000_000
    });
    Command {
        id: CommandId(id),
        at: Timestamp(i64::try_from(ms).unwrap_or(i64::MAX)),
        order: Order::Proposal {
            proposal,
            seen: None,
            action,
        },
    }
}

/// A new proposal of this text.
pub fn submission(text: &str) -> Command {
    let draft = Draft {
        text: text.to_owned(),
        language: "zh-TW".to_owned(),
        ..Draft::default()
    };
    command(ProposalId(Uuid::now_v7()), Action::Submit { draft })
}

/// A new proposal of this text by somebody, which the city has accepted: it can be supported.
///
/// # Errors
/// Where the server can't be reached or refuses.
pub async fn accepted(url: &str, text: &str) -> Result<ProposalId> {
    let submission = submission(text);
    let id = submission.proposal().context("it is about a proposal")?;
    Person::guest(url).await?.push(&[submission]).await?;
    accept(&Person::demo(url, "zhou").await?, id).await
}

/// The city accepts a proposal, assigns it, takes it on and explains in these words.
///
/// # Errors
/// Where the server can't be reached or refuses.
pub async fn answer(url: &str, id: ProposalId, text: &str) -> Result<()> {
    let coordinator = Person::demo(url, "zhou").await?;
    let officer = Person::demo(url, "zhao").await?;
    let answer = Action::Answer {
        kind: AnswerKind::Explained,
        text: text.to_owned(),
        promised: None,
        milestones: Vec::new(),
    };
    take_up(&coordinator, &officer, id).await?;
    officer.does(id, answer).await.map(drop)
}

/// The city accepts a proposal and assigns it to this officer's department, and the officer takes it on.
///
/// # Errors
/// Where the server can't be reached or refuses.
pub async fn take_up(coordinator: &Person, officer: &Person, id: ProposalId) -> Result<ProposalId> {
    let department = officer.session.me.roles.iter().find_map(|role| match role {
        Role::Officer { department } => Some(department.clone()),
        _ => None,
    });
    let assign = Action::Assign {
        lead: department.context("an officer has a department")?,
        joint: Vec::new(),
    };
    accept(coordinator, id).await?;
    coordinator.does(id, assign).await?;
    officer.does(id, Action::Take {}).await
}

async fn accept(coordinator: &Person, id: ProposalId) -> Result<ProposalId> {
    let accept = Action::Accept {
        category: None,
        area: None,
    };
    coordinator.does(id, accept).await
}

async fn read<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T> {
    let response = request.send().await?;
    let status = response.status();
    let body = response.text().await?;
    anyhow::ensure!(status.is_success(), "{status}: {body}");
    serde_json::from_str(&body).with_context(|| format!("not the shape that was agreed: {body}"))
}
