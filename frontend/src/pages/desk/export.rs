//! The list of a desk as a table for a spreadsheet (RFC 4180).

use super::At;
use crate::components::{Button, ErrorNote, Kind, announce};
use crate::platform::{Platform, Written};
use crate::words::{area_name, category_name, due_day, state_name};
use crate::{t, text};
use domain::query::Card;
use domain::refusal::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Saves the rows of the part that is shown.
#[component]
pub(super) fn Export(cards: Memo<Vec<Card>>) -> impl IntoView {
    let at = At::here();
    let problem = RwSignal::new(None::<Problem>);
    let save = move || {
        let table = untrack(|| table(&cards.get(), at));
        problem.set(None);
        spawn_local(async move {
            match Platform.save_text(table, Written::Table).await {
                Ok(Some(place)) => announce(text!("files-saved", where = place)),
                Ok(None) => announce(text!("desk-export.done")),
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    view! {
        <Show when=move || !cards.with(Vec::is_empty)>
            <div class="buttons desk-export">
                <Button kind=Kind::Quiet testid="desk-export" on_press=save>{t!("desk-export")}</Button>
            </div>
            {move || problem.get().map(|problem| view! { <ErrorNote problem=problem/> })}
        </Show>
    }
}

fn table(cards: &[Card], at: At) -> String {
    let head = [
        "number", "title", "category", "area", "state", "clock", "holder", "support",
    ]
    .map(|column| text!("desk-column", column = column));
    let row = |card: &Card| {
        let holder = at.holding.of(card.lead.as_ref(), card.holder);
        [
            card.number.clone().unwrap_or_default(),
            card.title.clone(),
            card.category.as_ref().map(category_name).unwrap_or_default(),
            area_name(&card.area),
            state_name(card.state),
            card.clock.map(|clock| due_day(clock.due)).unwrap_or_default(),
            holder.words().unwrap_or_default(),
            card.supports.to_string(),
        ]
    };
    // A spreadsheet takes the letters for what they are when this mark comes first.
    let mut table = "\u{feff}".to_owned();
    for cells in [head].into_iter().chain(cards.iter().map(row)) {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    }
    table
}

/// A cell: in quotes, with its own doubled. What a spreadsheet would reckon is only words
/// (<https://owasp.org/www-community/attacks/CSV_Injection>).
fn quoted(cell: &str) -> String {
    let reckons = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if reckons { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
