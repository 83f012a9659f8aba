//! The loop that keeps a device in step: session, push, pull, and then rest until there is a reason to go on.

mod pull;
mod push;
mod upload;

use crate::api::Link;
use crate::backoff::{BASE_MS, Backoff};
use crate::client::Client;
use crate::host::Host;
use crate::signal::give_way;
use crate::store::{Store, StoreError};
use crate::transport::Transport;
use crate::wire::Failure;
use domain::refusal::Problem;
use domain::time::Timestamp;
use futures::FutureExt as _;

/// Without any sign from the city a device looks by itself after this time.
const QUIET_MS: u64 = 15 * 60 * 1_000;
/// Where the stream of signs does not hold, a device looks at least this often.
const POLL_CAP_MS: u64 = 60 * 1_000;
/// A stream that held for so long was a good one.
const GOOD_STREAM_MS: i64 = 60 * 1_000;

/// Why a round ended early.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stop {
    /// The session does not hold, and only the person can make a new one.
    SignedOut {
        problem: Problem,
    },
    Unreachable,
    Troubled {
        problem: Problem,
        after_ms: u64,
    },
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unreachable => Stop::Unreachable,
            Failure::SignedOut { problem } => Stop::SignedOut { problem },
            Failure::Troubled { problem, after_ms } => Stop::Troubled {
                problem,
                after_ms: after_ms.unwrap_or(0),
            },
            Failure::Refused { problem, .. } => Stop::Troubled { problem, after_ms: 0 },
        }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Troubled {
            problem: error.into(),
            after_ms: 0,
        }
    }
}

/// How the stream of signs has been doing.
#[derive(Default)]
struct Stream {
    backoff: Backoff,
    /// The last head it told: the same one again says nothing new.
    told: u64,
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Keeps the device in step for as long as it is polled. Run it once, beside everything that asks.
    pub async fn run(&self) -> ! {
        let mut backoff = Backoff::default();
        let mut stream = Stream::default();
        // What can't be let go now is in nobody's way.
        let _ = self.tidy_files().await;
        loop {
            let began = self.host.now();
            self.lapsed.set(false);
            let end = self.round().await;
            if end.is_err() {
                self.look_before_sending();
            }
            match end {
                Ok(push_again_ms) => {
                    backoff.reset();
                    self.set_link(Link::Online);
                    self.rest(&mut stream, push_again_ms).await;
                }
                Err(Stop::SignedOut { .. }) => {
                    self.set_link(Link::SignedOut);
                    self.bell.heard().await;
                    self.not_sooner(began).await;
                }
                Err(Stop::Unreachable) => {
                    let wait = backoff.next_ms(self.dice(), 0);
                    let retry_at = self.after(wait);
                    self.set_link(Link::Offline { retry_at });
                    self.wait(wait, 0, &mut backoff).await;
                    self.not_sooner_if_called(began, wait).await;
                }
                Err(Stop::Troubled { problem, after_ms }) => {
                    let wait = backoff.next_ms(self.dice(), after_ms);
                    let retry_at = self.after(wait);
                    self.set_link(Link::Troubled { problem, retry_at });
                    self.wait(wait, after_ms, &mut backoff).await;
                    self.not_sooner_if_called(began, wait).await;
                }
            }
        }
    }

    /// Session, push, pull. The answer says in how many milliseconds the city wants to see a command again that
    /// it has put off.
    async fn round(&self) -> Result<Option<u64>, Stop> {
        match self.steps().await {
            // A guest makes a new session by itself; once a round, so that it does not try for ever.
            Err(Stop::Troubled { .. }) if self.lapsed.take() => self.steps().await,
            end => end,
        }
    }

    async fn steps(&self) -> Result<Option<u64>, Stop> {
        self.in_turn(async || self.ensure_session().await).await?;
        // What a history acknowledges is only worth something where it is known which one it was.
        if self.meta().await?.epoch.is_none() {
            self.in_turn(async || self.pull_some().await).await?;
        }
        let mut push_again_ms = self.push_all().await?;
        while !self.in_turn(async || self.pull_some().await).await? {
            give_way().await;
        }
        // Files take the longest: whatever else can go meanwhile goes first.
        while self.in_turn(async || self.upload_some().await).await? {
            give_way().await;
            push_again_ms = self.push_all().await?.or(push_again_ms);
        }
        Ok(push_again_ms)
    }

    /// Sends what waits. The turn is given away between steps, so that somebody who signs in does not wait for a long reading.
    async fn push_all(&self) -> Result<Option<u64>, Stop> {
        loop {
            if let Some(end) = self.in_turn(async || self.push_some().await).await? {
                return Ok(end.again_ms);
            }
            give_way().await;
        }
    }

    /// Does one step while nobody can change the identity, and draws the consequence if the city does not know
    /// the session any more.
    async fn in_turn<R>(&self, step: impl AsyncFnOnce() -> Result<R, Stop>) -> Result<R, Stop> {
        let _turn = self.turn.lock().await;
        let problem = match step().await {
            Err(Stop::SignedOut { problem }) => problem,
            end => return end,
        };
        let meta = self.meta().await?;
        if meta.token.is_some() {
            self.drop_session().await?;
            if meta.is_guest() {
                self.lapsed.set(true);
                return Err(Stop::Troubled { problem, after_ms: 0 });
            }
        }
        self.hold(&problem).await?;
        Err(Stop::SignedOut { problem })
    }

    /// Waits for a reason to go on: the city's head moved, a command was written, somebody asked, the network
    /// came back, a command that was put off is due.
    async fn rest(&self, stream: &mut Stream, push_again_ms: Option<u64>) {
        let cursor = match self.meta().await {
            Ok(meta) => meta.cursor,
            Err(_) => return,
        };
        let began = self.host.now();
        let due = push_again_ms.unwrap_or(QUIET_MS).max(1);
        {
            let mut moved = std::pin::pin!(self.transport.head_moved(cursor).fuse());
            let mut called = std::pin::pin!(self.bell.heard().fuse());
            let mut woken = std::pin::pin!(self.transport.woken().fuse());
            let mut late = std::pin::pin!(self.host.sleep(due).fuse());
            let moved = futures::select_biased! {
                () = called => return,
                moved = moved => moved,
                () = woken => return self.not_sooner(began).await,
                () = late => return,
            };
            match moved {
                Ok(head) if head > cursor && head != stream.told => {
                    stream.told = head;
                    stream.backoff.reset();
                    return;
                }
                Ok(_) => {}
                Err(_) => {
                    // It is the first sign that the city may be away.
                    self.look_before_sending();
                    if self.host.now().0 - began.0 > GOOD_STREAM_MS {
                        stream.backoff.reset();
                    }
                }
            }
        }
        let wait = stream
            .backoff
            .next_ms(self.dice(), 0)
            .min(POLL_CAP_MS)
            .min(due)
            .max(1);
        self.wait(wait, 0, &mut Backoff::default()).await;
        self.not_sooner_if_called(began, wait).await;
    }

    /// The city is first asked who the account is: where it is away, no command is marked as sent for nothing, and
    /// can still be taken back.
    fn look_before_sending(&self) {
        self.introduced.set(false);
    }

    /// Waits so long, or until somebody calls; but `at_least_ms`, which the city asked for, in any case.
    async fn wait(&self, ms: u64, at_least_ms: u64, backoff: &mut Backoff) {
        let at_least_ms = at_least_ms.min(ms);
        if at_least_ms > 0 {
            self.host.sleep(at_least_ms).await;
        }
        let mut called = std::pin::pin!(self.bell.heard().fuse());
        let mut woken = std::pin::pin!(self.transport.woken().fuse());
        let mut over = std::pin::pin!(self.host.sleep(ms - at_least_ms).fuse());
        futures::select_biased! {
            () = over => {}
            () = called => {}
            // The network is another one now: what failed before says little.
            () = woken => backoff.reset(),
        }
    }

    /// However often somebody calls, two tries are [`BASE_MS`] apart.
    async fn not_sooner(&self, began: Timestamp) {
        let gone = u64::try_from(self.host.now().0 - began.0).unwrap_or(BASE_MS);
        if gone < BASE_MS {
            self.host.sleep(BASE_MS - gone).await;
        }
    }

    async fn not_sooner_if_called(&self, began: Timestamp, planned_ms: u64) {
        let gone = u64::try_from(self.host.now().0 - began.0).unwrap_or(planned_ms);
        if gone < planned_ms {
            self.not_sooner(began).await;
        }
    }

    fn after(&self, ms: u64) -> Timestamp {
        Timestamp(
            self.host
                .now()
                .0
                .saturating_add(i64::try_from(ms).unwrap_or(i64::MAX)),
        )
    }
}
