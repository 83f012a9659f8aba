//! Who this device is to the city: a guest from its first start, an account after signing up or in.

use crate::api::OutboxState;
use crate::client::Client;
use crate::host::Host;
use crate::problem;
use crate::store::{Meta, Store, StoreError, Write};
use crate::sync::Stop;
use crate::transport::Transport;
use crate::unsent::handed_over;
use crate::wire::{self, Failure};
use domain::protocol::{GuestRequest, Me, Session, SignIn, SignUp, Supervisions};
use domain::refusal::Problem;

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// Signs up; a guest keeps all it wrote.
    pub(crate) async fn sign_up(&self, form: &SignUp) -> Result<Me, Problem> {
        let _turn = self.turn.lock().await;
        self.flush_guest().await?;
        // Also after an answer that was lost, when the guest is an account already: the city knows it by its session.
        let token = self.meta().await?.token;
        let session = wire::read(self.transport.send(wire::sign_up(form, token)).await);
        self.adopt(session.map_err(Failure::problem)?).await
    }

    /// Signs in; what the guest wrote is handed over.
    pub(crate) async fn sign_in(&self, form: &SignIn) -> Result<Me, Problem> {
        let _turn = self.turn.lock().await;
        self.flush_guest().await?;
        let meta = self.meta().await?;
        let token = if meta.is_guest() { meta.token } else { None };
        let session = wire::read(self.transport.send(wire::sign_in(form, token)).await);
        self.adopt(session.map_err(Failure::problem)?).await
    }

    /// What may have been sent as the guest goes out as the guest before it becomes somebody else: the city knows
    /// a command by its account, so under another one it would be carried out twice.
    async fn flush_guest(&self) -> Result<(), Problem> {
        if !self.meta().await?.is_guest() {
            return Ok(());
        }
        let flushed = async {
            self.ensure_session().await?;
            while self.push_some().await?.is_none() {}
            Ok(())
        };
        match flushed.await {
            // Whatever else is the matter with the guest, it must not keep a person from their account.
            Ok(()) | Err(Stop::SignedOut { .. } | Stop::Troubled { .. }) => Ok(()),
            Err(Stop::Unreachable) => Err(Problem::new(problem::UNREACHABLE)),
        }
    }

    /// The device becomes who the session says.
    async fn adopt(&self, session: Session) -> Result<Me, Problem> {
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        let same = session.me.account == meta.me.account;
        let of_another = !same && !meta.is_guest();
        let mut batch = Vec::new();
        for mut item in self.store.outbox().await? {
            match item.state {
                OutboxState::Queued | OutboxState::Sending | OutboxState::Held { .. } if of_another => {
                    item.state = OutboxState::Refused {
                        problem: Problem::new(problem::ANOTHER_ACCOUNT),
                    };
                }
                OutboxState::Sending | OutboxState::Held { .. } => item.state = OutboxState::Queued,
                _ => continue,
            }
            batch.push(Write::Outbox(Box::new(item)));
        }
        if !same {
            meta.forget_history();
            meta.colleagues.clear();
            meta.supervisions = Supervisions::default();
            batch.push(Write::ForgetReplica);
        }
        let me = session.me;
        if !same && !of_another {
            let began = self.store.unsent().await?;
            let guest = began.into_iter().filter(|kept| kept.by == meta.me.account);
            batch.extend(guest.flat_map(|kept| handed_over(kept, me.account)));
        }
        meta.me = me.clone();
        meta.token = Some(session.token);
        batch.push(Write::Meta(Box::new(meta)));
        self.commit(batch).await?;
        self.introduced.set(true);
        self.bell.ring();
        Ok(me)
    }

    /// Signs out: the device becomes a new guest, and forgets what it read.
    pub(crate) async fn sign_out(&self, discard: bool) -> Result<(), Problem> {
        let _turn = self.turn.lock().await;
        let token = {
            let _gate = self.gate().await;
            let mut meta = self.meta().await?;
            let outbox = self.store.outbox().await?;
            let waits = |state: &OutboxState| !matches!(state, OutboxState::Applied { .. });
            let count = outbox.iter().filter(|item| waits(&item.state)).count();
            if count > 0 && !discard {
                return Err(Problem::new(problem::OUTBOX_NOT_EMPTY).with("count", count));
            }
            let token = meta.token.take();
            meta.become_guest(&self.host);
            let mut batch: Vec<Write> = outbox
                .iter()
                .map(|item| Write::OutboxRemove(item.command.id))
                .collect();
            batch.extend([Write::ForgetReplica, Write::Meta(Box::new(meta))]);
            self.commit(batch).await?;
            self.introduced.set(false);
            token
        };
        if let Some(token) = token {
            // The device has forgotten the session already; that the city does so too is its tidiness.
            let _ = self.transport.send(wire::sign_out(token)).await;
        }
        self.bell.ring();
        Ok(())
    }

    /// Makes sure of a session, and once in a run that the account is known as it is now. The caller holds the
    /// turn.
    pub(crate) async fn ensure_session(&self) -> Result<(), Stop> {
        let meta = self.meta().await?;
        match meta.token.clone() {
            None if meta.is_guest() => self.register(&meta).await,
            None => Err(Stop::SignedOut {
                problem: Problem::new(problem::SIGNED_OUT),
            }),
            Some(_) if self.introduced.get() => Ok(()),
            Some(token) => {
                let me: Me = wire::read(self.transport.send(wire::me(token)).await)?;
                self.introduce(me).await?;
                self.introduced.set(true);
                Ok(())
            }
        }
    }

    /// The account is this now. Whoever came into the city's service, or left it, reads all again: what is internal is
    /// for the staff alone.
    async fn introduce(&self, me: Me) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let before = self.meta().await?;
        let mut meta = before.clone();
        let mut batch = Vec::new();
        if me.person().is_staff() != before.me.person().is_staff() {
            meta.forget_history();
            meta.colleagues.clear();
            meta.supervisions = Supervisions::default();
            batch.push(Write::ForgetReplica);
        }
        meta.me = me;
        if meta == before {
            return Ok(());
        }
        batch.push(Write::Meta(Box::new(meta)));
        self.commit(batch).await
    }

    async fn register(&self, meta: &Meta) -> Result<(), Stop> {
        let guest = GuestRequest {
            account: meta.guest,
            secret: meta.guest_secret.clone(),
        };
        let session: Session = match wire::read(self.transport.send(wire::register_guest(&guest)).await) {
            // The guest has become an account whose answer was lost on the way: it must sign in.
            Err(Failure::Refused { problem, .. }) => return Err(Stop::SignedOut { problem }),
            answer => answer?,
        };
        self.save_meta(|meta| {
            meta.token = Some(session.token);
            meta.me = session.me;
        })
        .await?;
        self.introduced.set(true);
        Ok(())
    }

    /// The city does not know the session any more. A guest makes a new one by itself; for an account everything
    /// waits for the person. The caller holds the turn.
    pub(crate) async fn drop_session(&self) -> Result<(), StoreError> {
        self.introduced.set(false);
        self.save_meta(|meta| meta.token = None).await
    }

    /// What waits is held until somebody signs in.
    pub(crate) async fn hold(&self, problem: &Problem) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let mut batch = Vec::new();
        for mut item in self.store.outbox().await? {
            if matches!(item.state, OutboxState::Queued | OutboxState::Sending) {
                item.state = OutboxState::Held {
                    problem: problem.clone(),
                };
                batch.push(Write::Outbox(Box::new(item)));
            }
        }
        if batch.is_empty() {
            Ok(())
        } else {
            self.commit(batch).await
        }
    }

    pub(crate) async fn save_meta(&self, change: impl FnOnce(&mut Meta)) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let before = self.meta().await?;
        let mut meta = before.clone();
        change(&mut meta);
        if meta == before {
            return Ok(());
        }
        self.commit(vec![Write::Meta(Box::new(meta))]).await
    }
}
