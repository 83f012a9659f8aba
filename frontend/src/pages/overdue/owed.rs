use crate::components::{Icon, icons, icons::Glyph, names};
use crate::state::use_city;
use crate::text;
use crate::words::{area_name, department_name, due_day};
use domain::id::AreaId;
use domain::query::Card;
use domain::tier::Tier;
use leptos::prelude::*;

/// Whether it is a department's to do; else it is the coordinators'.
pub(super) fn by_department(card: &Card) -> bool {
    card.clock.is_some_and(|clock| clock.kind.is_on_department())
}

/// Of a case that is late: who owes what, since when, and to whom it went up.
#[component]
pub(super) fn Owed(card: Card) -> impl IntoView {
    let clock = card.clock?;
    let row = |icon: Glyph, words: Signal<String>| {
        view! {
            <li>
                <Icon of=icon/>
                <span>{words}</span>
            </li>
        }
    };
    let (lead, area) = (card.lead.clone(), card.area.clone());
    let department = by_department(&card);
    let owes = Signal::derive(move || {
        let who = match &lead {
            Some(lead) if department => department_name(lead),
            _ => text!("overdue-coordinator", area = area_name(&area)),
        };
        text!("overdue-owes", who = who, clock = clock.kind.name())
    });
    let since = Signal::derive(move || text!("overdue-since", date = due_day(clock.due)));
    let awaited = (department && !card.awaited.is_empty())
        .then(|| Signal::derive(move || text!("proposal-joint.awaited", departments = names(&card.awaited))));
    let up = clock.escalated.map(|tier| {
        let area = card.area.clone();
        Signal::derive(move || went_up(tier, &area))
    });
    Some(
        view! {
            <ul role="list" class="owed" data-testid="owed" data-clock=clock.kind.name()>
                {row(if department { icons::DEPARTMENT } else { icons::DESK }, owes)}
                {awaited.map(|awaited| row(icons::DEPARTMENT, awaited))}
                {row(icons::CLOCK, since)}
                {up.map(|up| row(icons::ALERT, up))}
            </ul>
        }
        .into_any(),
    )
}

fn went_up(tier: Tier, area: &AreaId) -> String {
    let to = use_city().with(|city| {
        let area = tier.area(area, city.as_ref()?)?;
        Some(area.id.clone())
    });
    match to {
        Some(to) => text!("overdue-up", area = area_name(&to)),
        None => text!("overdue-up.public"),
    }
}
