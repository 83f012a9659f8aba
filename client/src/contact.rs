//! What the city alone keeps, where it writes letters to, how it tells a browser and how its directory came about: a device asks and tells, and
//! keeps nothing of it.

use crate::api::{ContactAsk, SubscriptionAsk};
use crate::client::Client;
use crate::host::Host;
use crate::problem;
use crate::store::Store;
use crate::sync::Stop;
use crate::transport::Transport;
use crate::wire::{self, Failure};
use domain::city::CityHistory;
use domain::contact::{ContactState, SubscriptionState};
use domain::refusal::Problem;

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    pub(crate) async fn contact(&self, ask: ContactAsk) -> Result<ContactState, Problem> {
        let token = self.token().await?;
        let sent = match &ask {
            ContactAsk::Read => wire::contact(token),
            ContactAsk::Change(contact) => wire::change_contact(contact, token),
            ContactAsk::Verify(code) => wire::verify_contact(code, token),
            ContactAsk::Forget => {
                let forgotten = self.transport.send(wire::forget_contact(token.clone())).await;
                wire::accepted(forgotten).map_err(Failure::problem)?;
                wire::contact(token)
            }
        };
        wire::read(self.transport.send(sent).await).map_err(Failure::problem)
    }

    pub(crate) async fn subscription(&self, ask: SubscriptionAsk) -> Result<SubscriptionState, Problem> {
        let token = self.token().await?;
        let sent = match &ask {
            SubscriptionAsk::Read => wire::subscription(token),
            SubscriptionAsk::Change(subscription) => wire::change_subscription(subscription, token),
            SubscriptionAsk::Forget => {
                let forgotten = self
                    .transport
                    .send(wire::forget_subscription(token.clone()))
                    .await;
                wire::accepted(forgotten).map_err(Failure::problem)?;
                wire::subscription(token)
            }
        };
        wire::read(self.transport.send(sent).await).map_err(Failure::problem)
    }

    /// How the directory came to be what it is, newest first; the city alone knows.
    pub(crate) async fn city_history(&self, before: Option<u64>) -> Result<CityHistory, Problem> {
        wire::read(self.transport.send(wire::city_history(before)).await).map_err(Failure::problem)
    }

    /// A session's token; a guest that has none yet gets one.
    pub(crate) async fn token(&self) -> Result<Option<String>, Problem> {
        let _turn = self.turn.lock().await;
        match self.ensure_session().await {
            Ok(()) => Ok(self.meta().await?.token),
            Err(Stop::Unreachable) => Err(Problem::new(problem::UNREACHABLE)),
            Err(Stop::SignedOut { problem } | Stop::Troubled { problem, .. }) => Err(problem),
        }
    }
}
