//! Whether this device tells of what moves while nobody looks. In the shell that is the system's notice, in a browser a
//! message that the city sends (Web Push). Nobody is asked at the start: in the settings, and once after a first case.

mod ask;
mod times;

pub(crate) use ask::AskNotices;
pub(crate) use times::{Paces, QuietHours};

use crate::components::announce;
use crate::platform::Platform;
use crate::state::{change_preferences, use_device, use_preferences};
use crate::text;
use crate::words::words;
use client::api::SubscriptionAsk;
use domain::contact::{Pace, Quiet, Subscription, SubscriptionRequest};
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How it stands, and what is chosen. A copy costs nothing.
#[derive(Clone, Copy)]
pub(crate) struct Notices {
    pub(crate) on: RwSignal<bool>,
    /// Where the switch stands: ahead of that, while the system and the city are asked.
    pub(crate) switch: RwSignal<bool>,
    pub(crate) pace: RwSignal<Pace>,
    pub(crate) quiet: RwSignal<Quiet>,
    /// Whether the city could not reach this browser any more.
    pub(crate) unreachable: RwSignal<bool>,
    pub(crate) problem: RwSignal<Option<Problem>>,
    pub(crate) busy: RwSignal<bool>,
}

impl Notices {
    /// As it stands here: the shell asks the device, a browser the city as well.
    pub(crate) fn new() -> Self {
        let wanted = use_preferences().with_untracked(|preferences| preferences.notify == Some(true));
        let notices = Self {
            on: RwSignal::new(wanted && Platform.is_shell()),
            switch: RwSignal::new(wanted && Platform.is_shell()),
            pace: RwSignal::new(Pace::AtOnce),
            quiet: RwSignal::new(Quiet::default()),
            unreachable: RwSignal::new(false),
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        if !Platform.is_shell() && wanted {
            spawn_local(async move {
                if Platform.is_subscribed().await
                    && let Ok(state) = use_device().subscription(SubscriptionAsk::Read).await
                {
                    notices.keep(state.subscription);
                }
            });
        }
        notices
    }

    fn keep(self, subscription: Option<Subscription>) {
        self.on.set(subscription.is_some());
        self.switch.set(subscription.is_some());
        if let Some(kept) = subscription {
            self.pace.set(kept.pace);
            self.quiet.set(kept.quiet);
            self.unreachable.set(kept.unreachable);
        }
    }

    /// Switches it on or off; `done` says what is announced. Where it can't be, it stays as it was and that is told.
    pub(crate) fn turn(self, on: bool, done: fn() -> String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        self.switch.set(on);
        spawn_local(async move {
            let turned = if on { self.begin().await } else { self.end().await };
            match turned {
                Ok(()) => {
                    self.on.set(on);
                    change_preferences(|preferences| preferences.notify = Some(on));
                    announce(done());
                }
                Err(problem) => {
                    // The page may be gone.
                    self.switch.set(self.on.try_get_untracked().unwrap_or(!on));
                    self.problem.set(Some(problem));
                }
            }
            self.busy.set(false);
        });
    }

    /// What was chosen anew, or another language: told to the city.
    pub(crate) fn save(self) {
        if Platform.is_shell() || !self.on.get_untracked() {
            return;
        }
        self.turn(true, || text!("settings-saved"));
    }

    async fn begin(self) -> Result<(), Problem> {
        // Read before anything is waited for: the page may be gone by then.
        let (pace, quiet) = (self.pace.get_untracked(), self.quiet.get_untracked());
        Platform.allow_telling().await?;
        if Platform.is_shell() {
            return Ok(());
        }
        let key = use_device().subscription(SubscriptionAsk::Read).await?.key;
        let keys = Platform.subscribe(&key).await?;
        let request = SubscriptionRequest {
            endpoint: keys.endpoint,
            p256dh: keys.p256dh,
            auth: keys.auth,
            language: words().locale().tag().to_owned(),
            pace,
            quiet,
        };
        let state = use_device()
            .subscription(SubscriptionAsk::Change(request))
            .await?;
        self.keep(state.subscription);
        Ok(())
    }

    async fn end(self) -> Result<(), Problem> {
        if !Platform.is_shell() {
            use_device().subscription(SubscriptionAsk::Forget).await?;
            Platform.unsubscribe().await;
        }
        Ok(())
    }
}
