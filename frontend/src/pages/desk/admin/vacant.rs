//! What follows where the last one of an office goes: said before it is done.

use super::Office;
use super::retire::count_open;
use crate::state::{Colleagues, use_answer};
use crate::text;
use crate::words::{area_name, department_name, run_on};
use domain::actor::Role;
use domain::id::AccountId;
use domain::query::ProposalQuery;
use domain::vacancy::{Vacancy, vacancies};
use leptos::prelude::*;

/// The cases of an office.
fn cases_of(vacancy: &Vacancy) -> ProposalQuery {
    match vacancy {
        Vacancy::Area { area, .. } => ProposalQuery {
            area: Some(area.clone()),
            ..ProposalQuery::default()
        },
        Vacancy::Department { department } => ProposalQuery {
            department: Some(department.clone()),
            ..ProposalQuery::default()
        },
    }
}

/// Whose it is from then on, and how much; `count` is none while that is not known.
fn words_of(vacancy: &Vacancy, count: Option<usize>) -> String {
    let open = count.map_or_else(String::new, |count| text!("admin-open-there", count = count));
    match vacancy {
        Vacancy::Area { area, above } => {
            let area = area_name(area);
            match above {
                Some(above) => text!(
                    "admin-vacant.area",
                    area = area,
                    open = open,
                    above = area_name(above)
                ),
                None => text!("admin-vacant.area-nobody", area = area, open = open),
            }
        }
        Vacancy::Department { department } => text!(
            "admin-vacant.department",
            department = department_name(department),
            open = open
        ),
    }
}

/// What this person leaves empty with these roles, in words; none where nothing.
pub(super) fn vacant(account: AccountId, roles: RwSignal<Vec<Role>>) -> Signal<Option<String>> {
    let office = Office::here();
    let colleagues: Colleagues = expect_context();
    let left = Memo::new(move |_| {
        let staff = colleagues.all().unwrap_or_default();
        let left = office.read(|city| roles.with(|roles| vacancies(city, &staff, account, roles)));
        left.unwrap_or_default()
    });
    let counted = use_answer(move |device| {
        let left = left.get();
        async move {
            let mut counted = Vec::new();
            for vacancy in left {
                let count = count_open(device.clone(), cases_of(&vacancy)).await?;
                counted.push((vacancy, count));
            }
            Ok(counted)
        }
    });
    Signal::derive(move || {
        let count = |vacancy: &Vacancy| {
            counted.with(|counted| {
                let counted = counted.as_ref()?.as_ref().ok()?;
                let found = counted.iter().find(|(known, _)| known == vacancy);
                found.map(|(_, count)| *count)
            })
        };
        left.with(|left| {
            let words: Vec<String> = left.iter().map(|one| words_of(one, count(one))).collect();
            (!words.is_empty()).then(|| run_on(&words))
        })
    })
}
