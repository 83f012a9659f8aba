//! The views of desks that a person keeps. They are here at once and without a network; the city has them with the account, so
//! that they are found at another computer. What differs from what the city said last is what it has yet to be told, and what
//! comes to it last holds, name by name.

use crate::api::KeptView;
use crate::client::Client;
use crate::host::Host;
use crate::store::{Meta, Store, StoreError, Write};
use crate::transport::Transport;
use crate::wire::{self, Failure};
use domain::desk::{DeskView, ViewChange};
use domain::id::AccountId;
use domain::refusal::Problem;

/// This account's among them.
fn own(views: &[KeptView], by: AccountId) -> Vec<DeskView> {
    let own = views.iter().filter(|kept| kept.by == by);
    let view = |kept: &KeptView| DeskView {
        desk: kept.desk,
        name: kept.name.clone(),
        query: kept.query.clone(),
    };
    own.map(view).collect()
}

/// This account's are these.
fn put(views: &mut Vec<KeptView>, by: AccountId, own: Vec<DeskView>) {
    views.retain(|kept| kept.by != by);
    let kept = |DeskView { desk, name, query }| KeptView {
        by,
        desk,
        name,
        query,
    };
    views.extend(own.into_iter().map(kept));
}

impl Meta {
    fn views(&self) -> Vec<DeskView> {
        own(&self.preferences.views, self.me.account)
    }
}

impl<S: Store, T: Transport, H: Host> Client<S, T, H> {
    /// What this person keeps, as the city has it where it can be asked. It is told before what it does not know yet.
    pub(crate) async fn views(&self) -> Result<Vec<DeskView>, Problem> {
        let before = self.meta().await?;
        let (by, here) = (before.me.account, before.views());
        if !before.me.person().is_staff() {
            return Ok(here);
        }
        let unsent = ViewChange::between(&own(&before.views_told, by), &here);
        let told: Result<(Vec<DeskView>, _), Failure> = match unsent.is_empty() {
            true => self.read_public(wire::views).await,
            false => self.read_public(|token| wire::change_views(&unsent, token)).await,
        };
        let Ok((told, _)) = told else {
            return Ok(here);
        };
        let _gate = self.gate().await;
        let now = self.meta().await?;
        if now.me.account != by {
            return Ok(here);
        }
        // What was kept or forgotten while the city was asked goes on top.
        let mut views = told.clone();
        for change in ViewChange::between(&here, &now.views()) {
            change.apply(&mut views);
        }
        let mut meta = now.clone();
        put(&mut meta.views_told, by, told);
        put(&mut meta.preferences.views, by, views.clone());
        if meta != now {
            self.commit(vec![Write::Meta(Box::new(meta))]).await?;
        }
        Ok(views)
    }

    pub(crate) async fn keep_view(&self, change: &ViewChange) -> Result<(), StoreError> {
        let _gate = self.gate().await;
        let mut meta = self.meta().await?;
        let mut views = meta.views();
        change.apply(&mut views);
        let by = meta.me.account;
        put(&mut meta.preferences.views, by, views);
        self.commit(vec![Write::Meta(Box::new(meta))]).await
    }
}
