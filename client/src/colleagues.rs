//! With whom a member of the city's staff works. It follows from everybody's roles, which no replica keeps: the city is asked whenever
//! somebody wants to know, and what it said last is kept for when it is away.

use crate::client::Client;
use crate::host::Host;
use crate::store::{Store, Write};
use crate::transport::Transport;
use crate::wire::{self, Failure};
use domain::protocol::Colleague;
use domain::refusal::Problem;

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    pub(crate) async fn colleagues(&self) -> Result<Vec<Colleague>, Problem> {
        let asked_as = self.meta().await?;
        if !asked_as.me.person().is_staff() {
            return Ok(Vec::new());
        }
        let told: Vec<Colleague> = match self.read_public(wire::staff).await {
            Ok((told, _)) => told,
            // The role was taken meanwhile: with nobody any more.
            Err(Failure::Refused { status: 403, .. }) => Vec::new(),
            Err(_) => return Ok(asked_as.colleagues),
        };
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        if meta.me.account == asked_as.me.account && meta.colleagues != told {
            meta.colleagues.clone_from(&told);
            self.commit(vec![Write::Meta(Box::new(meta))]).await?;
        }
        Ok(told)
    }
}
