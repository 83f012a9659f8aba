//! Who has a case in hand.

use crate::components::Choice;
use crate::state::{Colleagues, use_status};
use crate::text;
use domain::id::{AccountId, DepartmentId};
use domain::protocol::Me;
use leptos::prelude::*;

/// Who holds a case, to whoever looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    Me,
    Colleague(AccountId),
    /// Whoever held it does not work there any more.
    Left,
    Nobody,
    /// It lies with another department, or it is not known yet who works here.
    Elsewhere,
}

/// What it takes to tell.
#[derive(Clone, Copy)]
pub(super) struct Holding {
    me: Memo<Option<Me>>,
    colleagues: Colleagues,
}

impl Holding {
    pub(super) fn here() -> Self {
        let me = Memo::new(|_| use_status().with(|status| status.as_ref().map(|status| status.me.clone())));
        Self {
            me,
            colleagues: Colleagues::provide(),
        }
    }

    /// Who holds a case of this department.
    pub(super) fn of(self, lead: Option<&DepartmentId>, holder: Option<AccountId>) -> Holder {
        let Some((me, lead)) = self.me.get().zip(lead) else {
            return Holder::Elsewhere;
        };
        if !me.person().serves(lead) {
            return Holder::Elsewhere;
        }
        match holder {
            None => Holder::Nobody,
            Some(holder) if holder == me.account => Holder::Me,
            Some(holder) => match self.colleagues.of(lead) {
                None => Holder::Elsewhere,
                Some(all) if all.iter().any(|colleague| colleague.account == holder) => {
                    Holder::Colleague(holder)
                }
                Some(_) => Holder::Left,
            },
        }
    }

    /// To whom cases of these departments can go, as lines of a list: whoever works for all of them. Of a case that a
    /// colleague holds, the person can only take it over.
    pub(super) fn to(self, leads: &[DepartmentId], takes_over: bool, holds: bool) -> Vec<Choice> {
        let Some(me) = self.me.get() else {
            return Vec::new();
        };
        let Some((first, rest)) = leads.split_first() else {
            return Vec::new();
        };
        let mut lines = vec![Choice::new("", "—")];
        for colleague in self.colleagues.of(first).unwrap_or_default() {
            let is_me = colleague.account == me.account;
            let fits = rest.iter().all(|lead| colleague.serves(lead));
            if !fits || is_me && holds || !is_me && takes_over {
                continue;
            }
            let name = colleague
                .name
                .unwrap_or_else(|| text!("timeline-handed-over.someone"));
            let words = if is_me {
                text!("desk-hand-over.me", name = name)
            } else {
                name
            };
            lines.push(Choice::new(colleague.account.to_string(), words));
        }
        lines
    }
}

impl Holder {
    /// Who that is, in words; nothing where there is nothing to say.
    pub(super) fn words(&self) -> Option<String> {
        let who = match self {
            Holder::Me => "me",
            Holder::Colleague(_) => "colleague",
            Holder::Left => "left",
            Holder::Nobody => "nobody",
            Holder::Elsewhere => return None,
        };
        let name = match self {
            Holder::Colleague(account) => Colleagues::name(*account),
            _ => None,
        };
        let name = name.unwrap_or_else(|| text!("timeline-handed-over.someone"));
        Some(text!("desk-holder", who = who, name = name))
    }

    /// Its name, for tests.
    pub(super) fn id(&self) -> &'static str {
        match self {
            Holder::Me => "me",
            Holder::Colleague(_) => "colleague",
            Holder::Left => "left",
            Holder::Nobody => "nobody",
            Holder::Elsewhere => "elsewhere",
        }
    }
}
