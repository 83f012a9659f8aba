//! The draft while it is written. It is kept on the device after every pause, when the step changes and when the page
//! goes out of sight, so that nothing written is ever lost.

use crate::pages::begun::language_of;
use crate::state::{use_device, use_now, use_preferences};
use client::api::{KeptDraft, Sent};
use client::files::Chosen;
use client::recording::Owner;
use domain::id::{AreaId, CategoryId};
use domain::place::Point;
use domain::proposal::Draft;
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use uuid::Uuid;

/// After so long without a key the draft is kept.
const PAUSE: Duration = Duration::from_millis(400);

/// The fields of the draft, each a signal, and what keeps them.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    id: RwSignal<Uuid>,
    /// False while a draft is being read.
    open: RwSignal<bool>,
    /// Whether it was begun on this visit.
    new: RwSignal<bool>,
    kept: RwSignal<Option<Written>>,
    pub text: RwSignal<String>,
    pub title: RwSignal<String>,
    pub area: RwSignal<String>,
    pub place: RwSignal<String>,
    /// The pin on the map.
    pub point: RwSignal<Option<Point>>,
    pub category: RwSignal<String>,
    pub signed: RwSignal<bool>,
    pub signature: RwSignal<String>,
    /// What goes along.
    pub files: RwSignal<Vec<Chosen>>,
}

/// All that a draft is made of.
type Written = (Draft, Vec<Chosen>);

impl Keeper {
    /// The draft of this id, or a new one.
    pub(super) fn new(id: Option<Uuid>) -> Self {
        let keeper = Self {
            id: RwSignal::new(Uuid::now_v7()),
            open: RwSignal::new(id.is_none()),
            new: RwSignal::new(id.is_none()),
            kept: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            title: RwSignal::new(String::new()),
            area: RwSignal::new(String::new()),
            place: RwSignal::new(String::new()),
            point: RwSignal::new(None),
            category: RwSignal::new(String::new()),
            signed: RwSignal::new(false),
            signature: RwSignal::new(String::new()),
            files: RwSignal::new(Vec::new()),
        };
        keeper.fill_from_preferences();
        let pause = StoredValue::new(None::<TimeoutHandle>);
        let stop =
            move || pause.update_value(|pause| pause.take().into_iter().for_each(|pause| pause.clear()));
        Effect::new(move || {
            if keeper.is_worth_keeping() {
                stop();
                pause.set_value(set_timeout_with_handle(move || keeper.keep(), PAUSE).ok());
            }
        });
        window_event_listener_untyped("pagehide", move |_| keeper.keep());
        window_event_listener_untyped("visibilitychange", move |_| keeper.keep());
        on_cleanup(move || {
            stop();
            keeper.keep();
        });
        keeper
    }

    fn fill_from_preferences(self) {
        let preferences = use_preferences().get_untracked();
        self.area
            .set(preferences.area.map(|area| area.0).unwrap_or_default());
        self.signed.set(preferences.signature.is_some());
        self.signature.set(preferences.signature.unwrap_or_default());
    }

    /// A new draft; what was written before stays kept under its own id.
    pub(super) fn begin_anew(self) {
        self.id.set(Uuid::now_v7());
        self.kept.set(None);
        self.new.set(true);
        for field in [self.text, self.title, self.place, self.category] {
            field.set(String::new());
        }
        self.point.set(None);
        self.files.set(Vec::new());
        self.fill_from_preferences();
        self.open.set(true);
    }

    /// Reads the draft of this id; where there is none, the person writes a new one.
    pub(super) fn open(self, id: Uuid) {
        if self.open.get_untracked() && self.id.get_untracked() == id {
            return;
        }
        self.open.set(false);
        spawn_local(async move {
            let found = use_device().mine().await.ok();
            let found = found.and_then(|mine| mine.drafts.into_iter().find(|kept| kept.id == id));
            // The page may be gone.
            if self.open.try_get_untracked().is_some() {
                match found {
                    Some(kept) => self.take_over(kept),
                    None => self.begin_anew(),
                }
            }
        });
    }

    /// Goes on with a kept draft.
    pub(super) fn take_over(self, kept: KeptDraft) {
        let KeptDraft { id, draft, files, .. } = kept;
        self.id.set(id);
        self.new.set(false);
        self.kept.set(Some((draft.clone(), files.clone())));
        self.files.set(files);
        self.text.set(draft.text);
        self.title.set(draft.title.unwrap_or_default());
        self.area.set(draft.area.map(|area| area.0).unwrap_or_default());
        self.place.set(draft.place.unwrap_or_default());
        self.point.set(draft.point);
        self.category
            .set(draft.category.map(|category| category.0).unwrap_or_default());
        self.signed.set(draft.signature.is_some());
        self.signature.set(draft.signature.unwrap_or_default());
        self.open.set(true);
    }

    pub(super) fn is_open(self) -> bool {
        self.open.get()
    }

    pub(super) fn is_new(self) -> bool {
        self.new.get_untracked()
    }

    pub(super) fn has_words(self) -> bool {
        self.text.with_untracked(|text| !text.trim().is_empty())
    }

    /// Whether all that is written is kept.
    pub(super) fn is_kept(self) -> bool {
        let written = self.written();
        self.kept.with(|kept| kept.as_ref() == Some(&written))
    }

    fn is_worth_keeping(self) -> bool {
        let written = self.written();
        let is_something = !written.0.text.trim().is_empty() || !written.1.is_empty();
        is_something && self.kept.with_untracked(|kept| kept.as_ref() != Some(&written))
    }

    /// Where this step of this draft is.
    pub(super) fn address(self, step: u8) -> String {
        format!("/say?draft={}&step={step}", self.id.get_untracked())
    }

    /// What is written, as it would be sent.
    pub(super) fn draft(self) -> Draft {
        let text = self.text.get();
        let some =
            |field: RwSignal<String>| Some(field.get().trim().to_owned()).filter(|value| !value.is_empty());
        Draft {
            title: some(self.title),
            category: some(self.category).map(CategoryId),
            area: some(self.area).map(AreaId),
            place: some(self.place),
            point: self.point.get(),
            language: language_of(&text),
            signature: some(self.signature).filter(|_| self.signed.get()),
            attachments: Vec::new(),
            text,
        }
    }

    fn written(self) -> Written {
        (self.draft(), self.files.get())
    }

    fn as_kept(self) -> KeptDraft {
        let (draft, files) = untrack(move || self.written());
        KeptDraft {
            id: self.id.get_untracked(),
            draft,
            files,
            saved_at: use_now().get_untracked(),
        }
    }

    /// Keeps it now, where that makes a difference.
    fn keep(self) {
        if self.open.try_get_untracked() != Some(true) || !untrack(move || self.is_worth_keeping()) {
            return;
        }
        self.keep_now();
    }

    /// Keeps it now.
    pub(super) fn keep_now(self) {
        let kept = self.as_kept();
        spawn_local(async move {
            let written = (kept.draft.clone(), kept.files.clone());
            if use_device().save_draft(kept).await.is_ok() {
                // The page may be gone.
                drop(self.kept.try_set(Some(written)));
            }
        });
    }

    /// Whose the recordings are that are made for it.
    pub(super) fn owner(self) -> Signal<Owner> {
        Signal::derive(move || Some(self.id.get()))
    }

    /// Somebody begins to speak: the draft is kept from now on, written or not, so that the recording can be found.
    pub(super) fn keep_for_recording(self) {
        if self.kept.with_untracked(Option::is_none) {
            self.keep_now();
        }
    }

    /// Sends it.
    pub(super) async fn send(self) -> Result<Sent, Problem> {
        let kept = self.as_kept();
        let id = kept.id;
        let written = (kept.draft.clone(), kept.files.clone());
        let device = use_device();
        device.save_draft(kept).await?;
        let sent = device.send_draft(id).await?;
        // It lies in the outbox now: keeping it again would make a second draft of it.
        self.kept.try_set(Some(written));
        Ok(sent)
    }
}
