//! What a proposal will be when the outbox has gone out: the city's own rules, run ahead on this device.

use crate::api::{CardSight, OutboxItem, OutboxState};
use crate::store::Kept;
use domain::actor::{Actor, Level, Person, Role};
use domain::calendar::Calendar;
use domain::city::{Area, AreaKind, Category, City, Names, Policy};
use domain::command::{Command, Order};
use domain::context::Context;
use domain::event::{Event, Fact};
use domain::id::{AccountId, AreaId, ArgumentId, PreparedId, ProposalId};
use domain::proposal::{
    Action, ActionKind, AnswerKind, ArgumentAction, Debate, Decline, Draft, Judgement, Merger, Objection,
    Proposal, Relation, Ruling, State, View, apply, decide,
};
use domain::query::Card;
use domain::settle::{Settled, settle_new};
use domain::time::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// A proposal with what waits about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    pub proposal: Option<Proposal>,
    pub relation: Relation,
    pub debate: Debate,
    /// What was only previewed; `seq` 0, at the device's time.
    pub events: Vec<Event>,
    /// Something about it waits.
    pub pending: bool,
}

/// A proposal, and what waits about it.
#[derive(Debug)]
pub struct Waiting {
    pub(crate) id: ProposalId,
    pub(crate) kept: Option<Kept>,
    pub(crate) seen: Vec<Event>,
    pub(crate) outbox: Vec<OutboxItem>,
    pub(crate) person: Person,
    pub(crate) city: Option<Arc<City>>,
}

impl Waiting {
    /// What it will be when that has gone out.
    pub fn preview(&self) -> Preview {
        let (kept, city) = (self.kept.as_ref(), self.city.as_deref());
        preview(self.id, kept, &self.seen, &self.outbox, &self.person, city)
    }
}

impl Preview {
    /// What the city last told, where nothing waits.
    pub(crate) fn of(kept: Option<&Kept>) -> Self {
        Self {
            proposal: kept.map(|kept| kept.proposal.clone()),
            relation: kept.map(|kept| kept.relation).unwrap_or_default(),
            debate: kept.map(|kept| kept.debate.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What it and the person are to each other.
    pub fn view(&self) -> View {
        View {
            proposal: self.proposal.clone(),
            relation: self.relation,
            debate: self.debate.clone(),
            ..View::default()
        }
    }

    /// What a decision about this command looks at.
    pub(crate) fn view_for(&self, command: &Command) -> View {
        let mut view = self.view();
        match &command.order {
            Order::Proposal { action, .. } => stand_in(&mut view, action),
            // Whether there is such an account the city knows.
            Order::Roles { account, .. } => drop(view.people.insert(*account, Person::guest(*account))),
            Order::City { .. } | Order::Draw { .. } | Order::Leave { .. } => {}
        }
        view
    }

    /// Its card, where there is a proposal.
    pub fn card(&self, person: &Person) -> Option<CardSight> {
        let proposal = self.proposal.as_ref()?;
        Some(CardSight {
            card: Card::from(proposal),
            pending: self.pending,
            mine: proposal.is_by(person),
            relation: self.relation,
        })
    }
}

impl OutboxItem {
    /// Whether it is on its way or wants to be, rather than waiting for the person.
    pub fn is_moving(&self) -> bool {
        !self.is_stuck()
    }

    /// Whether it waits for the person.
    pub fn is_stuck(&self) -> bool {
        matches!(
            self.state,
            OutboxState::Conflict { .. } | OutboxState::Refused { .. }
        )
    }

    /// Whether `kept` has what the city told it did.
    pub(crate) fn shows_in(&self, kept: &Kept) -> bool {
        let OutboxState::Applied { seq } = self.state else {
            return false;
        };
        match self.command.action() {
            Some(Action::Follow {}) => kept.relation.follows,
            Some(Action::Unfollow {}) => !kept.relation.follows,
            _ => kept.proposal.seq.max(kept.proposal.internal.seq) >= seq,
        }
    }
}

/// Carries out what waits about one proposal on what the city last told of it. `waiting` is the outbox, or
/// its part about this proposal, by position; `seen` are the timeline's events, where they are at hand, so
/// that a command whose effect was read already is not shown twice.
pub fn preview(
    id: ProposalId,
    kept: Option<&Kept>,
    seen: &[Event],
    waiting: &[OutboxItem],
    person: &Person,
    city: Option<&City>,
) -> Preview {
    let mut preview = Preview::of(kept);
    let actor = Actor::Person(person.clone());
    for item in waiting
        .iter()
        .filter(|item| item.command.proposal() == Some(id) && item.is_moving())
    {
        let arrived = kept.is_some_and(|kept| item.shows_in(kept))
            || seen.iter().any(|event| event.command == Some(item.command.id));
        if arrived {
            continue;
        }
        preview.pending = true;
        let stand_in = match (city, item.command.action()) {
            (None, Some(Action::Submit { draft })) => Some(stand_in_city(draft)),
            _ => None,
        };
        let Some(city) = city.or(stand_in.as_ref()) else {
            continue;
        };
        let at = item.command.at;
        let ctx = Context {
            actor: &actor,
            now: at,
            city,
            next_number: None,
        };
        let view = preview.view_for(&item.command);
        let Settled::Append(decision) = settle_new(&view, &item.command, &ctx) else {
            continue; // the city will say why not
        };
        let about_it = |(_, fact): &(_, Fact)| fact.proposal() == Some(id);
        for (by, fact) in decision.into_events().filter(about_it) {
            let event = Event {
                seq: 0,
                at,
                command: Some(item.command.id),
                by,
                fact,
            };
            // What was just decided on a state follows on that state.
            if apply(
                &mut preview.proposal,
                &mut preview.relation,
                &mut preview.debate,
                &event,
                Some(person.account),
            )
            .is_ok()
            {
                preview.events.push(event);
            }
        }
    }
    preview
}

/// What an action looks at besides its own proposal may not be known here, and the city decides about it.
fn stand_in(view: &mut View, action: &Action) {
    stand_in_others(view, action.others(view.proposal.as_ref()));
    stand_in_people(view, action.people(view.proposal.as_ref()));
}

/// Whoever is to hold it is a colleague; whoever holds it now stands in nobody's way.
fn stand_in_people(view: &mut View, people: Vec<AccountId>) {
    let Some(own) = &view.proposal else { return };
    let roles: Vec<Role> = own
        .lead
        .iter()
        .cloned()
        .map(|department| Role::Officer { department })
        .collect();
    let colleague = |account| Person {
        account,
        level: Level::ResidentVerified,
        roles: roles.clone(),
    };
    let named = people
        .into_iter()
        .filter(|account| own.internal.holder != Some(*account));
    view.people = named.map(|account| (account, colleague(account))).collect();
}

/// Others that an action changes as well may not be known here, and the city decides about them: the preview sees in their
/// place what stands in the way of nothing.
fn stand_in_others(view: &mut View, others: Vec<ProposalId>) {
    let Some(own) = &view.proposal else { return };
    let stand_in = |id| {
        let merged = own.merged.as_ref();
        let into = merged.map(|merger| &merger.into).filter(|into| into.id == id);
        let joined = own.joined.iter().find(|joined| joined.id == id);
        let stand_in = Proposal {
            id,
            number: into.or(joined).and_then(|of| of.number.clone()),
            state: State::Accepted,
            merged: joined.map(|_| Merger {
                into: own.reference(),
                before: State::Accepted,
            }),
            joined: Vec::new(),
            ..own.clone()
        };
        let proposal = Some(stand_in);
        (
            id,
            View {
                proposal,
                ..View::default()
            },
        )
    };
    view.others = others.into_iter().map(stand_in).collect();
}

/// What this person may do with it now. Each kind is tried on the rules themselves, with content that fits.
pub fn may(view: &View, person: &Person, city: &City, now: Timestamp) -> Vec<ActionKind> {
    allowed(view, person, city, now, |ctx| {
        let tried = |kind| Some((kind, attempt(kind, view, ctx)?));
        ActionKind::ALL.into_iter().filter_map(tried).collect()
    })
}

/// What this person may write now and publish later.
pub fn may_prepare(view: &View, person: &Person, city: &City, now: Timestamp) -> Vec<ActionKind> {
    allowed(view, person, city, now, |ctx| {
        let tried = |kind| {
            let action = Box::new(attempt(kind, view, ctx)?);
            let prepared = PreparedId(Uuid::nil());
            Some((kind, Action::Prepare { prepared, action }))
        };
        let kinds = ActionKind::ALL.into_iter().filter(|kind| kind.can_be_prepared());
        kinds.filter_map(tried).collect()
    })
}

/// What only some may do with an argument, as far as this person may now. That people may argue, support or report says the
/// table alone: whoever may not yet is told so when they try.
pub(crate) fn may_about(
    view: &View,
    argument: ArgumentId,
    person: &Person,
    city: &City,
    now: Timestamp,
) -> Vec<ActionKind> {
    let text = || "…".to_owned();
    let reason = Objection::OffTopic;
    let actions = [
        ArgumentAction::Retract {},
        ArgumentAction::Respond { text: text() },
        ArgumentAction::Keep { text: text() },
        ArgumentAction::Hide { reason, text: text() },
        ArgumentAction::Restore { text: text() },
    ];
    allowed(view, person, city, now, |_| {
        let tried = |action: ArgumentAction| (action.kind(), Action::Argument { argument, action });
        actions.map(tried).to_vec()
    })
}

/// Those of the actions that lead to something, by the rules.
fn allowed(
    view: &View,
    person: &Person,
    city: &City,
    now: Timestamp,
    tried: impl FnOnce(&Context<'_>) -> Vec<(ActionKind, Action)>,
) -> Vec<ActionKind> {
    let Some(id) = view.proposal.as_ref().map(|proposal| proposal.id) else {
        return Vec::new();
    };
    let actor = Actor::Person(person.clone());
    let ctx = Context {
        actor: &actor,
        now,
        city,
        next_number: None,
    };
    let leads_on = |(_, action): &(ActionKind, Action)| {
        let mut view = view.clone();
        stand_in(&mut view, action);
        decide(&view, id, action, &ctx).is_ok_and(|made| !made.facts.is_empty())
    };
    tried(&ctx)
        .into_iter()
        .filter(leads_on)
        .map(|(kind, _)| kind)
        .collect()
}

/// The plainest action of a kind; `None` where a person never makes one of an existing proposal.
fn attempt(kind: ActionKind, view: &View, ctx: &Context<'_>) -> Option<Action> {
    let city = ctx.city;
    let text = || "…".to_owned();
    let prepared = || {
        let prepared = view.proposal.as_ref()?.prepared_for(ctx.actor.person()?, city);
        prepared.map(|prepared| prepared.id)
    };
    let merged_into = || Some(view.proposal.as_ref()?.merged.as_ref()?.into.id);
    Some(match kind {
        ActionKind::Submit
        | ActionKind::CloseUnappealed
        | ActionKind::Resume
        | ActionKind::CloseUnjudged
        | ActionKind::Entrust
        | ActionKind::Escalate
        // What is to be prepared may be one thing or another: see `may_prepare`.
        | ActionKind::Prepare
        // One argument may be another than the next: see `may_about`.
        | ActionKind::Argue
        | ActionKind::Retract
        | ActionKind::Second
        | ActionKind::Unsecond
        | ActionKind::Respond
        | ActionKind::Report
        | ActionKind::Keep
        | ActionKind::Hide
        | ActionKind::Restore => {
            return None;
        }
        ActionKind::Accept => Action::Accept {
            category: None,
            area: None,
        },
        ActionKind::Decline => Action::Decline {
            reason: Decline::NotOurs,
            text: text(),
        },
        ActionKind::Merge => Action::Merge {
            into: ProposalId(Uuid::nil()),
            text: text(),
        },
        ActionKind::Unmerge => Action::Unmerge {
            from: merged_into()?,
            text: text(),
        },
        ActionKind::Move => Action::Move { to: merged_into()? },
        ActionKind::Assign => Action::Assign {
            lead: city.departments.first()?.id.clone(),
            joint: Vec::new(),
        },
        ActionKind::Return => Action::Return { text: text() },
        ActionKind::Take => Action::Take {},
        ActionKind::HandOver => Action::HandOver {
            to: AccountId(Uuid::nil()),
            text: text(),
        },
        ActionKind::Check => Action::Check {
            prepared: prepared()?,
        },
        ActionKind::Discard => Action::Discard {
            prepared: prepared()?,
        },
        ActionKind::Publish => Action::Publish {
            prepared: prepared()?,
        },
        ActionKind::Appeal => Action::Appeal { text: text() },
        ActionKind::Ask => Action::Ask { text: text() },
        ActionKind::Reply => Action::Reply { text: text() },
        ActionKind::Extend => Action::Extend { text: text() },
        ActionKind::Contribute => Action::Contribute { text: text() },
        ActionKind::Excuse => Action::Excuse { text: text() },
        ActionKind::Note => Action::Note { text: text() },
        ActionKind::Answer => Action::Answer {
            kind: AnswerKind::Explained,
            text: text(),
            promised: None,
            milestones: Vec::new(),
        },
        ActionKind::Achieve => {
            let answer = view.proposal.as_ref()?.answer.as_ref()?;
            let (milestone, _) = answer.open().next()?;
            Action::Achieve {
                milestone: u16::try_from(milestone).ok()?,
                text: text(),
                evidence: Vec::new(),
            }
        }
        ActionKind::Resolve => Action::Resolve {
            text: text(),
            evidence: Vec::new(),
        },
        ActionKind::Judge => Action::Judge {
            judgement: Judgement::Solved,
            stars: None,
            text: None,
        },
        ActionKind::Rate => Action::Rate {
            judgement: Judgement::Solved,
            stars: None,
        },
        ActionKind::Convene => Action::Convene {
            day: ctx.now.day(city.calendar.utc_offset),
            text: text(),
        },
        ActionKind::Conclude => Action::Conclude {
            ruling: Ruling::Stands,
            text: text(),
        },
        ActionKind::Inquire => Action::Inquire { text: text() },
        ActionKind::Clarify => Action::Clarify { text: text() },
        ActionKind::Assess => Action::Assess {
            fit: true,
            text: text(),
        },
        ActionKind::Withdraw => Action::Withdraw {},
        ActionKind::Support => Action::Support {},
        ActionKind::Unsupport => Action::Unsupport {},
        ActionKind::Follow => Action::Follow {},
        ActionKind::Unfollow => Action::Unfollow {},
    })
}

/// A city of which only this draft is known, so that what was written before the first contact can be
/// shown. Its calendar has no published year: every clock in it says that its date may move.
fn stand_in_city(draft: &Draft) -> City {
    const BEIJING: i16 = 480;
    City {
        names: Names::default(),
        areas: vec![Area {
            id: draft.area.clone().unwrap_or_else(|| AreaId::from("")),
            kind: AreaKind::City,
            parent: None,
            names: Names::default(),
            boundary: None,
            templates: Vec::new(),
            retired: false,
        }],
        departments: Vec::new(),
        categories: draft
            .category
            .iter()
            .map(|id| Category {
                id: id.clone(),
                names: Names::default(),
                examples: Names::default(),
                department: None,
                clocks: None,
                retired: false,
            })
            .collect(),
        policy: Policy::default(),
        calendar: Calendar::weekends_only(BEIJING),
    }
}
