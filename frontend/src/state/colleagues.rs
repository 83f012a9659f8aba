//! With whom the person at a desk works: known below a desk, and nowhere else.

use crate::state::use_answer;
use domain::id::{AccountId, DepartmentId};
use domain::protocol::Colleague;
use leptos::prelude::*;

/// Those of whom the city or, without it, the device told; `None` while neither has.
#[derive(Clone, Copy)]
pub struct Colleagues(Memo<Option<Vec<Colleague>>>);

impl Colleagues {
    /// Makes them known to everything below.
    pub fn provide() -> Self {
        let told = use_answer(|device| async move { device.colleagues().await });
        let colleagues = Self(Memo::new(move |_| {
            told.with(|told| told.as_ref().and_then(|told| told.as_ref().ok()).cloned())
        }));
        provide_context(colleagues);
        colleagues
    }

    /// What they are called, as far as it is known here.
    pub fn name(account: AccountId) -> Option<String> {
        let colleagues: Self = use_context()?;
        colleagues.0.with(|all| {
            let found = all
                .iter()
                .flatten()
                .find(|colleague| colleague.account == account);
            found.and_then(|colleague| colleague.name.clone())
        })
    }

    /// All of them, by name.
    pub fn all(self) -> Option<Vec<Colleague>> {
        let mut all = self.0.get()?;
        all.sort_by(|one, other| one.name.cmp(&other.name));
        Some(all)
    }

    /// Those who work for this department, by name.
    pub fn of(self, department: &DepartmentId) -> Option<Vec<Colleague>> {
        let mut all = self.all()?;
        all.retain(|colleague| colleague.serves(department));
        Some(all)
    }
}
