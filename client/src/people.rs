//! Whom an administrator gives roles to. The city knows people by their logins, and no device does.

use crate::api::PersonAsk;
use crate::client::Client;
use crate::host::Host;
use crate::store::Store;
use crate::transport::Transport;
use crate::wire::{self, Failure};
use domain::protocol::Me;
use domain::refusal::Problem;

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    pub(crate) async fn person(&self, ask: PersonAsk) -> Result<Me, Problem> {
        let token = self.token().await?;
        let sent = match ask {
            PersonAsk::Find(login) => wire::find_person(login, token),
            PersonAsk::Make(account) => wire::make_person(&account, token),
        };
        wire::read(self.transport.send(sent).await).map_err(Failure::problem)
    }
}
