//! What is being written in a form about a case: on the device from the first letter on, and there again when the form is
//! opened anew, after whatever happened in between.

use crate::state::{me, use_device};
use client::files::Chosen;
use client::unsent::{Form, Unsent};
use domain::id::{AccountId, ProposalId};
use domain::proposal::ActionKind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The field that every form has.
pub(crate) const TEXT: &str = "text";

/// A form that keeps what is written in it.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    form: StoredValue<Form>,
    /// What was there as it opened.
    found: StoredValue<Option<Unsent>>,
    fields: StoredValue<Vec<(&'static str, RwSignal<String>)>>,
    files: RwSignal<Vec<Chosen>>,
}

impl Writing {
    /// The form of an action about a case, with what the device has `begun` in it.
    pub(crate) fn of(form: Form, begun: Option<Unsent>) -> Self {
        // What was let go a moment ago is not what the page read before that.
        let found = latest(&form).or(begun).filter(|found| !found.is_empty());
        let files = found.as_ref().map(|found| found.files.clone());
        let writing = Self {
            form: StoredValue::new(form),
            found: StoredValue::new(found),
            fields: StoredValue::new(Vec::new()),
            files: RwSignal::new(files.unwrap_or_default()),
        };
        Effect::new(move |before: Option<Unsent>| {
            let now = writing.now();
            if before.is_some_and(|before| before != now) {
                keep(now.clone());
            }
            now
        });
        writing
    }

    /// The same where the page does not know what was begun: the device is asked, and fills in what is still empty.
    pub(crate) fn found_later(case: ProposalId, action: ActionKind) -> Self {
        Self::found_later_in(Form::of(case, action))
    }

    /// The same, of a form that a case has several of.
    pub(crate) fn found_later_in(form: Form) -> Self {
        let writing = Self::of(form.clone(), None);
        if writing.found.with_value(Option::is_none) {
            spawn_local(async move {
                let begun = use_device().unsent(form.case).await.unwrap_or_default();
                if let Some(found) = begun.into_iter().find(|unsent| unsent.form == form) {
                    writing.fill_in(&found);
                }
            });
        }
        writing
    }

    /// A field of it: as it was found, else `first`.
    pub(crate) fn field(self, name: &'static str, first: impl FnOnce() -> String) -> RwSignal<String> {
        let found = self
            .found
            .with_value(|found| found.as_ref()?.words.get(name).cloned());
        let field = RwSignal::new(found.unwrap_or_else(first));
        self.fields.update_value(|fields| fields.push((name, field)));
        field
    }

    /// The field for its words.
    pub(crate) fn text(self) -> RwSignal<String> {
        self.field(TEXT, String::new)
    }

    /// A choice of it, by the ids of `all`: as it was found, else `first`.
    pub(crate) fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
        self,
        name: &'static str,
        all: &'static [T],
        id: fn(T) -> &'static str,
        first: Option<T>,
    ) -> RwSignal<Option<T>> {
        let named = self.field(name, || first.map(id).unwrap_or_default().to_owned());
        let found = named.with_untracked(|named| all.iter().copied().find(|one| id(*one) == named.as_str()));
        let chosen = RwSignal::new(found);
        Effect::new(move || named.set(chosen.get().map(id).unwrap_or_default().to_owned()));
        chosen
    }

    /// What goes along: as it was found, else `first`.
    pub(crate) fn files(self, first: Vec<Chosen>) -> RwSignal<Vec<Chosen>> {
        if self.found.with_value(Option::is_none) {
            self.files.set(first);
        }
        self.files
    }

    /// It is on its way: what was still to be kept is not.
    pub(crate) fn sent(self) {
        self.form.try_get_value().into_iter().for_each(let_go);
    }

    fn now(self) -> Unsent {
        let field = |(name, field): &(&'static str, RwSignal<String>)| ((*name).to_owned(), field.get());
        Unsent {
            form: self.form.get_value(),
            words: self
                .fields
                .with_value(|fields| fields.iter().map(field).collect()),
            files: self.files.get(),
        }
    }

    fn fill_in(self, found: &Unsent) {
        // The page may be gone.
        let fields = self.fields.try_with_value(Clone::clone).unwrap_or_default();
        for (name, field) in fields {
            if let Some(words) = found.words.get(name)
                && field.try_with_untracked(String::is_empty) == Some(true)
            {
                drop(field.try_set(words.clone()));
            }
        }
    }
}

/// What was begun there is not gone on with.
pub(crate) fn let_go(form: Form) {
    keep(Unsent {
        form,
        words: BTreeMap::new(),
        files: Vec::new(),
    });
}

/// What this page has kept, and what of it is not on the device yet.
#[derive(Default)]
struct Kept {
    all: BTreeMap<(Option<AccountId>, Form), Unsent>,
    waiting: BTreeSet<(Option<AccountId>, Form)>,
    busy: bool,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

fn whose() -> Option<AccountId> {
    untrack(me).map(|me| me.account)
}

fn latest(form: &Form) -> Option<Unsent> {
    KEPT.with_borrow(|kept| kept.all.get(&(whose(), form.clone())).cloned())
}

/// Has the device keep it. One after the other, and of each form the latest: who types fast makes no queue.
fn keep(unsent: Unsent) {
    let key = (whose(), unsent.form.clone());
    let idle = KEPT.with_borrow_mut(|kept| {
        kept.waiting.insert(key.clone());
        kept.all.insert(key, unsent);
        !std::mem::replace(&mut kept.busy, true)
    });
    if idle {
        spawn_local(async {
            while let Some(unsent) = next() {
                // What the device can't keep it says itself, and the next letter tries again.
                let _ = use_device().keep_unsent(unsent).await;
            }
        });
    }
}

fn next() -> Option<Unsent> {
    KEPT.with_borrow_mut(|kept| {
        let whose = whose();
        // Of somebody who left meanwhile nothing is written down for whoever came.
        kept.waiting.retain(|(account, _)| *account == whose);
        let next = kept
            .waiting
            .pop_first()
            .and_then(|key| kept.all.get(&key).cloned());
        kept.busy = next.is_some();
        next
    })
}
