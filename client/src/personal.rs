//! What a person takes along: all that the city keeps of them, and what only this device has. And how all of it is forgotten.

use crate::api::{KeptDraft, OutboxItem, Preferences};
use crate::client::Client;
use crate::host::Host;
use crate::problem;
use crate::store::{Meta, Store, StoreError, Write};
use crate::sync::Stop;
use crate::transport::Transport;
use crate::unsent::KeptUnsent;
use crate::wire::{self, Failure};
use domain::personal::ErasureRequest;
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
    /// What was begun in forms about cases.
    unsent: Vec<KeptUnsent>,
    outbox: Vec<OutboxItem>,
    preferences: Preferences,
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Has the city forget this person, and then this device: what waits, drafts, what was begun, what was read and what they set here. An
    /// answer that got lost is made good by asking again.
    pub(crate) async fn erase(&self, form: &ErasureRequest) -> Result<(), Problem> {
        let _turn = self.turn.lock().await;
        let ended = |meta: &Meta| meta.leaving && !meta.is_guest();
        let session = self.ensure_session().await;
        let meta = self.meta().await?;
        match session {
            Ok(()) => {}
            Err(Stop::SignedOut { .. }) if ended(&meta) => return self.forget_person().await,
            Err(Stop::Unreachable) => return Err(Problem::new(problem::UNREACHABLE)),
            Err(Stop::SignedOut { problem } | Stop::Troubled { problem, .. }) => return Err(problem),
        }
        let sent = self.transport.send(wire::erase(form, meta.token.clone())).await;
        match wire::accepted(sent) {
            Ok(_) => self.forget_person().await,
            Err(Failure::SignedOut { .. }) if ended(&meta) => self.forget_person().await,
            Err(failure) => {
                if failure == Failure::Unreachable {
                    self.save_meta(|meta| meta.leaving = true).await?;
                }
                Err(failure.problem())
            }
        }
    }

    async fn forget_person(&self) -> Result<(), Problem> {
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        let gone = meta.me.account;
        meta.preferences = std::mem::take(&mut meta.preferences).without(gone);
        meta.become_guest(&self.host);
        let unsent = self.store.unsent().await?;
        let unsent = unsent.iter().filter(|kept| kept.by == gone);
        let unsent = unsent.map(|kept| Write::UnsentRemove(kept.key()));
        let (outbox, drafts) = (self.store.outbox().await?, self.store.drafts().await?);
        let outbox = outbox.iter().map(|item| Write::OutboxRemove(item.command.id));
        let drafts = drafts.iter().map(|draft| Write::DraftRemove(draft.id));
        let rest = [Write::ForgetReplica, Write::Meta(Box::new(meta))];
        self.commit(outbox.chain(drafts).chain(unsent).chain(rest).collect())
            .await?;
        self.introduced.set(false);
        self.bell.ring();
        Ok(())
    }

    /// The file, as JSON that people can read. The city makes its part, so this needs a network.
    pub(crate) async fn personal_file(&self) -> Result<String, Problem> {
        let token = self.token().await?;
        let city = wire::read(self.transport.send(wire::personal_data(token)).await);
        let city = city.map_err(Failure::problem)?;
        let meta = self.meta().await?;
        let mut preferences = meta.preferences;
        // A device may be shared: what others keep here is theirs.
        preferences.views.retain(|view| view.by == meta.me.account);
        let mut unsent = self.store.unsent().await?;
        unsent.retain(|kept| kept.by == meta.me.account);
        let device = OnDevice {
            drafts: self.store.drafts().await?,
            unsent,
            outbox: self.store.outbox().await?,
            preferences,
        };
        let file = PersonalFile { city, device };
        let text = serde_json::to_string_pretty(&file);
        text.map_err(|error| StoreError::Failed(error.to_string()).into())
    }
}
