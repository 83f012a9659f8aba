//! What a person takes along: all that the city keeps of them, and what only this device has.

use crate::api::{KeptDraft, OutboxItem, Preferences};
use crate::client::Client;
use crate::host::Host;
use crate::store::{Store, StoreError};
use crate::transport::Transport;
use crate::wire::{self, Failure};
use domain::refusal::Problem;
use serde::Serialize;
use serde_json::Value;

/// The file. What the city gives is as it gave it ([`domain::personal::PersonalData`]).
#[derive(Serialize)]
struct PersonalFile {
    city: Value,
    device: OnDevice,
}

/// What is on its way, and how the person likes it here.
#[derive(Serialize)]
struct OnDevice {
    drafts: Vec<KeptDraft>,
    outbox: Vec<OutboxItem>,
    preferences: Preferences,
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// The file, as JSON that people can read. The city makes its part, so this needs a network.
    pub(crate) async fn personal_file(&self) -> Result<String, Problem> {
        let token = self.token().await?;
        let city = wire::read(self.transport.send(wire::personal_data(token)).await);
        let city = city.map_err(Failure::problem)?;
        let meta = self.meta().await?;
        let mut preferences = meta.preferences;
        // A device may be shared: what others keep here is theirs.
        preferences.views.retain(|view| view.by == meta.me.account);
        let device = OnDevice {
            drafts: self.store.drafts().await?,
            outbox: self.store.outbox().await?,
            preferences,
        };
        let file = PersonalFile { city, device };
        let text = serde_json::to_string_pretty(&file);
        text.map_err(|error| StoreError::Failed(error.to_string()).into())
    }
}
