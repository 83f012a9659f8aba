//! What can be done about a case, by the rules: one thing is offered at once, the others are a key away.

mod assign;
mod hand;
mod merge;
mod prepared;
mod steps;
mod wordings;
mod write;

use super::keys::{KeyButton, to_hand};
use crate::components::{ErrorNote, Kind, Select, announce};
use crate::pages::choices::{Entries, areas, categories};
use crate::pages::doing::action_name;
use crate::pages::doing::attempt;
use crate::pages::writing::Writing;
use crate::shortcuts::Shortcut;
use crate::state::{me, use_city, use_device, use_status};
use crate::words::area_name;
use crate::{t, text};
use assign::Assign;
use client::api::{Link, Sight};
use client::files::Chosen;
use domain::command::Order;
use domain::id::{AccountId, AreaId, CategoryId, DepartmentId, ProposalId};
use domain::proposal::{Action, ActionKind, Answer, Prepared, State, Step};
use domain::refusal::Problem;
use hand::Hand;
pub(super) use hand::{To, to_whom};
use leptos::prelude::*;
use merge::Merge;
use prepared::Lies;
pub(super) use prepared::name as colleague;
use write::Write;

/// What a case offers; forms are made anew only when this changes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offer {
    id: ProposalId,
    state: State,
    may: Vec<ActionKind>,
    /// What can be written now and published later.
    may_prepare: Vec<ActionKind>,
    /// What this person's office has written and not published.
    prepared: Option<Prepared>,
    category: Option<CategoryId>,
    area: AreaId,
    lead: Option<DepartmentId>,
    joint: Vec<DepartmentId>,
    holder: Option<AccountId>,
    /// Joint departments have not spoken yet.
    awaits: bool,
    /// Where it goes on.
    merged: Option<ProposalId>,
    /// The steps that are still to be done, each with its place.
    steps: Vec<(u16, String)>,
}

impl Offer {
    pub(super) fn of(sight: &Sight) -> Self {
        let proposal = &sight.proposal;
        let prepared = use_city().with(|city| proposal.prepared_for(&me()?, city.as_deref()?).cloned());
        let of_desks = |kind: &ActionKind| DONE_HERE.contains(kind) || DONE_ON_THE_CARD.contains(kind);
        Self {
            id: proposal.id,
            state: proposal.state,
            may: sight.may.iter().copied().filter(of_desks).collect(),
            may_prepare: sight.may_prepare.clone(),
            prepared,
            category: proposal.category.clone(),
            area: proposal.area.clone(),
            lead: proposal.lead.clone(),
            joint: proposal.joint.clone(),
            holder: proposal.internal.holder,
            awaits: proposal.awaited().next().is_some(),
            merged: proposal.merged.as_ref().map(|merger| merger.into.id),
            steps: proposal.answer.iter().flat_map(open_steps).collect(),
        }
    }

    fn may(&self, kind: ActionKind) -> bool {
        self.may.contains(&kind)
    }

    /// What has a form here: what can be done at once, and what can be written for later.
    fn forms(&self) -> impl Iterator<Item = ActionKind> {
        let has_form = move |kind: &ActionKind| self.may(*kind) || self.may_prepare.contains(kind);
        DONE_HERE.into_iter().filter(has_form)
    }

    /// What is open first: the step that moves the case on. What stops a clock, takes more time or leaves is never the
    /// first thing to think of.
    fn first(&self) -> Option<ActionKind> {
        let aside = [
            ActionKind::Ask,
            ActionKind::Extend,
            ActionKind::Excuse,
            ActionKind::HandOver,
        ];
        // What lies prepared is what there is to be done.
        if self.prepared.is_some() {
            return None;
        }
        let forms: Vec<ActionKind> = self.forms().collect();
        // Nor what can only be written for later, but for an answer that is to be read by a colleague first.
        let waits = |kind: &ActionKind| !self.may(*kind) && (self.awaits || *kind != ActionKind::Answer);
        let first = forms.iter().find(|kind| !aside.contains(kind) && !waits(kind));
        first.or(forms.first()).copied()
    }
}

fn open_steps(answer: &Answer) -> impl Iterator<Item = (u16, String)> {
    let step = |(at, step): (usize, &Step)| Some((u16::try_from(at).ok()?, step.text.clone()));
    answer.open().filter_map(step)
}

/// What desks do, the likeliest first.
const DONE_HERE: [ActionKind; 21] = [
    ActionKind::Accept,
    ActionKind::Take,
    ActionKind::Answer,
    ActionKind::Achieve,
    ActionKind::Resolve,
    ActionKind::Conclude,
    ActionKind::Convene,
    ActionKind::Contribute,
    ActionKind::Clarify,
    ActionKind::Assess,
    ActionKind::Inquire,
    ActionKind::Assign,
    ActionKind::Merge,
    ActionKind::Unmerge,
    ActionKind::Decline,
    ActionKind::Return,
    ActionKind::Ask,
    ActionKind::Extend,
    ActionKind::Excuse,
    ActionKind::HandOver,
    ActionKind::Note,
];

/// What is done with what lies prepared, on its card.
const DONE_ON_THE_CARD: [ActionKind; 3] = [ActionKind::Publish, ActionKind::Check, ActionKind::Discard];

fn testid_of(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Accept => "desk-accept",
        ActionKind::Take => "desk-take",
        ActionKind::Answer => "desk-answer",
        ActionKind::Achieve => "desk-achieve",
        ActionKind::Resolve => "desk-resolve",
        ActionKind::Convene => "desk-convene",
        ActionKind::Conclude => "desk-conclude",
        ActionKind::Assign => "desk-assign",
        ActionKind::Merge => "desk-merge",
        ActionKind::Unmerge => "desk-unmerge",
        ActionKind::Decline => "desk-decline",
        ActionKind::Return => "desk-return",
        ActionKind::Ask => "desk-ask",
        ActionKind::Extend => "desk-extend",
        ActionKind::Contribute => "desk-contribute",
        ActionKind::Excuse => "desk-excuse",
        ActionKind::HandOver => "desk-hand-over",
        ActionKind::Inquire => "desk-inquire",
        ActionKind::Clarify => "desk-clarify",
        ActionKind::Assess => "desk-assess",
        _ => "desk-note",
    }
}

/// Sends what was decided about one case.
#[derive(Clone, Copy)]
struct Desk {
    sight: Memo<Option<Sight>>,
    problem: RwSignal<Option<Problem>>,
    busy: RwSignal<bool>,
}

impl Desk {
    fn here() -> Self {
        expect_context()
    }

    /// The form of an action about this case, with what was begun in it.
    fn writing(self, case: ProposalId, kind: ActionKind) -> Writing {
        let form = client::unsent::Form::of(case, kind);
        let begun = self.sight.with_untracked(|sight| {
            let begun = &sight.as_ref()?.unsent;
            begun.iter().find(|unsent| unsent.form == form).cloned()
        });
        Writing::of(form, begun)
    }

    /// Queues the action on the version that was seen; `then` runs when it is in the outbox.
    fn send(self, action: Action, then: impl FnOnce() + 'static) {
        self.send_with(action, Vec::new(), then);
    }

    /// The same, with files that it cites.
    fn send_with(self, action: Action, files: Vec<Chosen>, then: impl FnOnce() + 'static) {
        let seen = self
            .sight
            .with_untracked(|it| it.as_ref().map(|it| (it.proposal.id, it.proposal.version)));
        let Some((proposal, version)) = seen else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        // Another note may follow in the same form; any other form goes, and the hand is at the keys of the desk.
        let stays = action.kind() == ActionKind::Note;
        let order = Order::Proposal {
            proposal,
            seen: Some(version),
            action,
        };
        let work = async move {
            let answer = use_device().act_with(order, files).await;
            self.busy.try_set(false);
            answer
        };
        attempt(self.problem, work, move || {
            announce(sent());
            then();
            if !stays {
                to_hand();
            }
        });
    }
}

/// What has become of it: a device that has not tried yet does not know whether it is online.
pub(super) fn sent() -> String {
    let link = use_status().with_untracked(|status| status.as_ref().map(|status| status.link.clone()));
    match link {
        Some(Link::Online | Link::Syncing { .. }) => text!("desk-sent"),
        Some(Link::Starting) | None => text!("desk-sent.soon"),
        Some(Link::Offline { .. } | Link::Troubled { .. } | Link::SignedOut) => text!("desk-sent.offline"),
    }
}

/// Everything that can be done about the case now.
#[component]
pub(super) fn Acts(offer: Offer, sight: Memo<Option<Sight>>) -> impl IntoView {
    let desk = Desk {
        sight,
        problem: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    provide_context(desk);
    let kinds: Vec<ActionKind> = offer.forms().collect();
    let prepared = offer.prepared.clone();
    if kinds.is_empty() && prepared.is_none() {
        return None;
    }
    let first = offer.first().map(|kind| Form { kind, from: None });
    let open = RwSignal::new(first);
    let is_open = move |kind| open.with(|open| open.as_ref().is_some_and(|form| form.kind == kind));
    let lies = prepared.map(|prepared| {
        view! { <Lies case=offer.id prepared=prepared may=offer.may.clone() form=open/> }
    });
    // Saying how it goes belongs to every open case, but is never the first thing.
    let switches = move || {
        kinds
            .iter()
            .copied()
            .filter(|kind| !is_open(*kind))
            .map(|kind| {
                let choose = move || {
                    desk.problem.set(None);
                    open.set(Some(Form { kind, from: None }));
                };
                view! {
                    <KeyButton of=Shortcut::Do(kind) kind=Kind::Grey testid=testid_of(kind) on_press=choose>
                        {move || action_name(kind)}
                    </KeyButton>
                }
            })
            .collect_view()
    };
    let form = move || {
        let Form { kind, from } = open.get()?;
        Some(form_of(kind, from, &offer, sight))
    };
    let label = move || open.with(|open| open.as_ref().map(|form| action_name(form.kind)));
    Some(view! {
        {lies}
        <section class="desk-act stack" aria-label=label>
            {form}
            {move || desk.problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
            <div class="buttons">{switches}</div>
        </section>
    })
}

/// A form that is open, and what it begins with.
#[derive(Debug, Clone, PartialEq)]
struct Form {
    kind: ActionKind,
    /// What is prepared and to be changed.
    from: Option<Action>,
}

fn form_of(kind: ActionKind, from: Option<Action>, offer: &Offer, sight: Memo<Option<Sight>>) -> AnyView {
    match kind {
        ActionKind::Accept => view! { <Accept offer=offer.clone()/> }.into_any(),
        ActionKind::Take => view! { <Take/> }.into_any(),
        ActionKind::Assign => view! { <Assign offer=offer.clone()/> }.into_any(),
        ActionKind::HandOver => view! { <Hand offer=offer.clone()/> }.into_any(),
        ActionKind::Merge => view! { <Merge sight=sight/> }.into_any(),
        kind => view! { <Write offer=offer.clone() kind=kind from=from/> }.into_any(),
    }
}

/// Takes the proposal on, with category and area put right where need be.
#[component]
fn Accept(offer: Offer) -> impl IntoView {
    let desk = Desk::here();
    let category = RwSignal::new(
        offer
            .category
            .as_ref()
            .map_or_else(String::new, CategoryId::to_string),
    );
    // The first line of the areas is the whole city.
    let root = Signal::derive(|| use_city().with(|city| city.as_ref()?.root().cloned()));
    let area = RwSignal::new(Some(offer.area));
    let chosen = move || area.get().filter(|area| Some(area) != root.get().as_ref());
    let accept = move || {
        let category = category.get_untracked();
        desk.send(
            Action::Accept {
                category: (!category.is_empty()).then(|| CategoryId::from(category.as_str())),
                area: area.get_untracked().or_else(|| root.get_untracked()),
            },
            || (),
        );
    };
    let places = move || {
        let besides = chosen().map_or_else(String::new, |area| area.to_string());
        let whole = root.get().as_ref().map(area_name).unwrap_or_default();
        areas(whole, &Entries::InUse { besides })
    };
    // A case that has a category keeps one.
    let none = offer.category.is_none();
    let lines = move || {
        let besides = category.get();
        let mut lines = categories(text!("proposal-category-none"), &Entries::InUse { besides });
        if !none {
            lines.remove(0);
        }
        lines
    };
    view! {
        <Select
            id="desk-category"
            label=t!("desk-accept.category")
            hint=t!("desk-accept.note")
            value=category
            choices=Signal::derive(lines)
            on_choose=move |code| category.set(code)
            testid="desk-category"
        />
        <Select
            id="desk-area"
            label=t!("desk-accept.area")
            value=Signal::derive(move || chosen().map_or_else(String::new, |area| area.to_string()))
            choices=Signal::derive(places)
            on_choose=move |code: String| area.set((!code.is_empty()).then(|| AreaId::from(code.as_str())))
            testid="desk-area"
        />
        <KeyButton of=Shortcut::Do(ActionKind::Accept) kind=Kind::Main testid="desk-accept" on_press=accept>{t!("desk-accept")}</KeyButton>
    }
}

/// The department begins.
#[component]
fn Take() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <KeyButton of=Shortcut::Do(ActionKind::Take) kind=Kind::Main testid="desk-take" on_press=move || desk.send(Action::Take {}, || ())>
            {t!("desk-take")}
        </KeyButton>
    }
}
