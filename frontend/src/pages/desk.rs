//! The desks of the city's own people: the list by time left, the case, and what can be done about it, side by side;
//! on a phone one after the other.

mod act;
mod admin;
mod case;
mod chosen;
mod export;
mod holding;
mod keys;
mod moderation;
mod pairs;
mod queue;
mod rows;
mod supervised;
mod views;

use crate::components::{Empty, LinkButton, PageHead, Skeleton, announce, icons};
use crate::pages::choices::order_id;
use crate::pages::not_found::NotFound;
use crate::pages::turning::use_turn;
use crate::shortcuts::Shortcut;
use crate::state::{use_answer, use_city, use_status};
use crate::{t, text};
use admin::Admin;
use case::Case;
use client::api::{self, Status};
use domain::actor::Role;
use domain::id::{AreaId, ArgumentId, DepartmentId, ProposalId};
use domain::protocol::Reported;
use domain::query::{Card, Order};
use domain::refusal::Problem;
use holding::Holding;
use keys::{Keys, KeysHelp, to_hand_if_lost};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use moderation::{Moderation, Ruling};
use queue::{Asked, Queue, load};
use rows::Rows;
use std::collections::BTreeSet;
use supervised::{DrawnHow, Supervised};
use uuid::Uuid;
use views::Filter;

/// Which desk is open, for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    /// The device has not said yet who this is.
    Waiting,
    /// This person has no such desk.
    NotTheirs,
    NoSuchPage,
    Coordinator(Vec<AreaId>),
    Department(Vec<DepartmentId>),
    Supervisor,
    Admin,
}

/// The pages below `/desk`.
#[component]
pub fn Desk() -> impl IntoView {
    let params = use_params_map();
    let open = Memo::new(move |_| {
        let name = params.with(|params| params.get("desk"));
        use_status().with(|status| {
            status
                .as_ref()
                .map_or(Open::Waiting, |status| opens(status, name.as_deref()))
        })
    });
    let head = move |title: &'static str| view! { <PageHead title=t!(title)/> };
    move || match open.get() {
        Open::Waiting => view! { {head("desk-title")} <Skeleton/> }.into_any(),
        Open::NoSuchPage => view! { <NotFound/> }.into_any(),
        Open::NotTheirs => view! {
            {head("desk-title")}
            <Empty
                icon=icons::DESK
                title=t!("desk-none")
                detail=t!("desk-none.detail")
            >
                {nobody().then(|| view! { <LinkButton href="/sign-in">{t!("nav-sign-in")}</LinkButton> })}
                <LinkButton href="/">{t!("not-found-title.action")}</LinkButton>
            </Empty>
        }
        .into_any(),
        Open::Admin => view! { <Admin/> }.into_any(),
        open => view! { <Table open=open/> }.into_any(),
    }
}

fn nobody() -> bool {
    use_status().with_untracked(|status| status.as_ref().is_none_or(Status::is_guest))
}

/// The desk of this name, else the first that the person's roles open.
fn opens(status: &Status, name: Option<&str>) -> Open {
    let mut areas = Vec::new();
    let mut departments = Vec::new();
    let (mut supervises, mut administers) = (false, false);
    for role in &status.me.roles {
        match role {
            Role::Coordinator { area } => areas.push(area.clone()),
            Role::Officer { department } => departments.push(department.clone()),
            Role::Supervisor { .. } => supervises = true,
            Role::Administrator {} => administers = true,
        }
    }
    match name {
        Some("coordinator") | None if !areas.is_empty() => Open::Coordinator(areas),
        Some("department") | None if !departments.is_empty() => Open::Department(departments),
        Some("supervisor") | None if supervises => Open::Supervisor,
        Some("admin") | None if administers => Open::Admin,
        Some("coordinator" | "department" | "supervisor" | "admin") | None => Open::NotTheirs,
        Some(_) => Open::NoSuchPage,
    }
}

/// What every part of a desk shares.
#[derive(Clone, Copy)]
struct At {
    which: api::Desk,
    /// The part of the list that is shown: it is in the address, so that it can be kept and passed on.
    queue: Memo<Queue>,
    /// What of that part, and in which order: in the address as well.
    filter: Memo<Filter>,
    /// The areas that a coordinator answers for; none where the desk is not one of areas.
    areas: StoredValue<Vec<AreaId>>,
    /// The case that is open.
    case: Memo<Option<ProposalId>>,
    /// The reported or hidden argument that is open.
    argument: Memo<Option<ArgumentId>>,
    /// The cases that are chosen together.
    chosen: RwSignal<BTreeSet<ProposalId>>,
    holding: Holding,
    /// Arguments that were reported and wait, and those that are hidden; none on a desk that has no say in them.
    reported: ReadSignal<Option<Result<Reported, Problem>>>,
    /// What citizens look at, as far as this desk has to do with it.
    supervised: Supervised,
    /// What a case was last merged into: many of a kind come one after the other.
    merged_into: StoredValue<Option<Card>>,
}

impl At {
    fn here() -> Self {
        expect_context()
    }

    /// Chooses a case with others, or lets it go.
    fn choose(self, case: ProposalId, on: bool) {
        self.chosen.update(|chosen| {
            if on {
                chosen.insert(case);
            } else {
                chosen.remove(&case);
            }
        });
        announce(text!(
            "desk-chosen",
            count = self.chosen.with_untracked(BTreeSet::len)
        ));
    }

    /// The address of this part of the desk, or of a case on it.
    fn address(self, case: Option<ProposalId>) -> String {
        self.address_in(self.queue.get(), case)
    }

    fn address_in(self, queue: Queue, case: Option<ProposalId>) -> String {
        self.filter.with(|filter| self.address_with(filter, queue, case))
    }

    fn address_with(self, filter: &Filter, queue: Queue, case: Option<ProposalId>) -> String {
        let desk = self.home();
        let query = filter.address(queue);
        case.map_or_else(|| format!("{desk}{query}"), |id| format!("{desk}/{id}{query}"))
    }

    /// Where this desk is.
    fn home(self) -> &'static str {
        match self.which {
            api::Desk::Coordinator => "/desk/coordinator",
            api::Desk::Department => "/desk/department",
            api::Desk::Supervisor => "/desk/supervisor",
        }
    }

    /// What of it is looked at, and how, as a query.
    fn view(self) -> String {
        self.filter.with(|filter| filter.address(self.queue.get()))
    }

    /// The address of the reported arguments, or of one among them.
    fn address_of(self, argument: Option<ArgumentId>) -> String {
        let address = self.address_with(&Filter::default(), Queue::Reported, None);
        match argument {
            Some(argument) => format!("{address}&argument={argument}"),
            None => address,
        }
    }
}

#[component]
fn Table(#[prop(name = "open")] whose: Open) -> impl IntoView {
    let params = use_params_map();
    let (which, title) = match whose {
        Open::Department(_) => (api::Desk::Department, "desk-department"),
        Open::Supervisor => (api::Desk::Supervisor, "desk-supervisor"),
        _ => (api::Desk::Coordinator, "desk-coordinator"),
    };
    let case = Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok())
    });
    let query = use_query_map();
    let queue = Memo::new(move |_| {
        let named = query.with(|query| query.get("queue"));
        let known = Queue::of(which).iter();
        known
            .copied()
            .find(|queue| Some(queue.id()) == named.as_deref())
            .unwrap_or(Queue::All)
    });
    let filter = Memo::new(move |_| match which {
        api::Desk::Supervisor => Filter::default(),
        _ => query.with(Filter::of_address),
    });
    let argument = Memo::new(move |_| {
        query
            .with(|query| query.get("argument"))
            .and_then(|id| id.parse().ok())
            .filter(|_| queue.get() == Queue::Reported)
    });
    let reported = use_answer(move |device| async move {
        match which {
            api::Desk::Coordinator => device.reported().await,
            api::Desk::Department | api::Desk::Supervisor => Ok(Reported::default()),
        }
    });
    let wanted = RwSignal::new(queue::PAGES);
    let city = use_city();
    let own = StoredValue::new(match &whose {
        Open::Coordinator(areas) => areas.clone(),
        _ => Vec::new(),
    });
    let loaded = use_answer(move |device| {
        let asked = filter.with(|filter| Asked::of(&whose, filter, city.get()));
        load(device, asked, wanted.get())
    });
    let at = At {
        which,
        reported,
        queue,
        filter,
        areas: own,
        case,
        argument,
        chosen: RwSignal::default(),
        holding: Holding::here(),
        supervised: Supervised::of(loaded),
        merged_into: StoredValue::default(),
    };
    provide_context(at);
    let keys = Keys::provide();

    let cards = Memo::new(move |_| match loaded.get() {
        Some(Ok(loaded)) => loaded
            .listing
            .page
            .items
            .into_iter()
            .filter(|card| queue.get().holds(card, at))
            .collect(),
        _ => Vec::new(),
    });

    let moderates = Memo::new(move |_| queue.get() == Queue::Reported);
    let lines = Memo::new(move |_| match moderates.get() {
        true => moderation::beside(at, argument.get())
            .iter()
            .map(|one| one.id.0)
            .collect::<Vec<Uuid>>(),
        false => cards.with(|cards| cards.iter().map(|card| card.id.0).collect()),
    });
    let open = Memo::new(move |_| match moderates.get() {
        // What was ruled on has left the list: where both don't fit side by side, the list is there again.
        true => argument
            .get()
            .map(|id| id.0)
            .filter(|id| lines.with(|lines| lines.contains(id))),
        false => case.get().map(|id| id.0),
    });
    // Where the open case stands, or stood before it left the list.
    let place = StoredValue::new(0_usize);
    Effect::new(move || {
        let id = open.get();
        if let Some(found) = lines.with(|lines| lines.iter().position(|line| Some(*line) == id)) {
            place.set_value(found);
        }
    });
    // Where list and case stand one after the other, what was pressed is gone when the other one is there.
    Effect::new(move |before: Option<Option<Uuid>>| {
        let id = open.get();
        if before.is_some_and(|before| before != id) {
            request_animation_frame(to_hand_if_lost);
        }
        id
    });
    let turn = use_turn();
    let go = Callback::new(move |step: isize| {
        let next = lines.with_untracked(|lines| {
            let last = lines.len().checked_sub(1)?;
            let here = place.get_value().min(last);
            let there = match lines[here] {
                // It has left the list: the one in its place is next.
                id if Some(id) != open.get_untracked() && step > 0 => here,
                _ => here.saturating_add_signed(step).min(last),
            };
            Some(lines[there])
        });
        if let Some(id) = next {
            let address = untrack(|| match moderates.get() {
                true => at.address_of(Some(ArgumentId(id))),
                false => at.address(Some(ProposalId(id))),
            });
            turn.run(address);
        }
    });
    keys.add(Shortcut::Next, Callback::new(move |()| go.run(1)));
    keys.add(Shortcut::Previous, Callback::new(move |()| go.run(-1)));
    let choose = move |()| {
        if let Some(id) = case.get_untracked() {
            at.choose(id, !at.chosen.with_untracked(|chosen| chosen.contains(&id)));
        }
    };
    keys.add(Shortcut::Choose, Callback::new(choose));

    let lead = Signal::derive(move || match moderates.get() {
        true => text!("moderation-order"),
        false if which == api::Desk::Supervisor => text!("supervision-order"),
        false => match filter.with(|filter| filter.order) {
            Order::MostUrgent => text!("desk-order"),
            order => text!("proposals-order", order = order_id(order)),
        },
    });
    let is_usual = Memo::new(move |_| filter.with(|filter| filter.order == Order::MostUrgent));
    let order = move || match which {
        api::Desk::Supervisor => view! { <DrawnHow/> }.into_any(),
        _ if !is_usual.get() => ().into_any(),
        _ => view! {
            <details class="why">
                <summary>{t!("desk-order.why")}</summary>
                <p>{t!("desk-order.because")}</p>
            </details>
        }
        .into_any(),
    };
    view! {
        <div
            class="desk"
            tabindex="-1"
            data-testid="desk"
            data-open=move || open.get().is_some().to_string()
            on:keydown=move |event| keys.press(&event)
        >
            <div class="desk-head">
                <PageHead title=t!(title) lead=lead/>
                {move || (!moderates.get()).then(order)}
            </div>
            <div class="desk-list">
                {move || match moderates.get() {
                    true => view! { <Moderation loaded=loaded/> }.into_any(),
                    false => view! { <Rows loaded=loaded cards=cards wanted=wanted/> }.into_any(),
                }}
            </div>
            <div class="desk-case">
                {move || match moderates.get() {
                    true => view! { <Ruling go=go/> }.into_any(),
                    false => view! { <Case go=go/> }.into_any(),
                }}
                <KeysHelp/>
            </div>
        </div>
    }
}
