//! The cases as commands, in the order in which the city received them.

use super::case::{Case, Move, cases};
use super::when::days_from;
use super::{Person, Step, city, crowd, ids, people};
use domain::actor::Role;
use domain::city::City;
use domain::command::{Command, Order};
use domain::id::{AccountId, DepartmentId};
use domain::proposal::{Action, Mover, rules};
use domain::time::Timestamp;

/// Who coordinates, where a case does not say.
const COORDINATOR: &str = "zhou";

/// Everything that has happened until `now`, oldest first. The rules carry out every step when each is received at
/// its `at`, by accounts as [`super::accounts`] gives them, in a city as [`super::city`] gives it.
pub fn script(now: Timestamp) -> Vec<Step> {
    let (city, people) = (city(), people());
    let stage = Stage {
        city: &city,
        people: &people,
        now,
    };
    let mut steps: Vec<Step> = cases().iter().flat_map(|case| stage.play(case)).collect();
    steps.sort_by_key(|step| step.at);
    steps
}

struct Stage<'a> {
    city: &'a City,
    people: &'a [Person],
    now: Timestamp,
}

impl Stage<'_> {
    fn play(&self, case: &Case) -> Vec<Step> {
        let mut steps = vec![self.step(
            case,
            "submit",
            Some(&case.author),
            case.when.before(self.now, &self.city.calendar),
            Action::Submit {
                draft: case.draft.clone(),
            },
        )];
        let submitted = steps[0].at;
        let mut lead: Option<DepartmentId> = None;
        // From its acceptance to its first answer a case may be supported.
        let (mut opened, mut shut) = (None, None);
        for (number, told) in case.steps.iter().enumerate() {
            let at = told.when.before(self.now, &self.city.calendar);
            match &told.action {
                Action::Assign { lead: to, .. } => lead = Some(to.clone()),
                Action::Accept { .. } => opened = Some(at),
                Action::Answer { .. } | Action::Withdraw {} => shut = shut.or(Some(at)),
                _ => {}
            }
            let actor = self.actor(case, told, lead.as_ref());
            steps.push(self.step(case, &number.to_string(), actor, at, self.dated(told)));
        }
        if let Some(from) = opened {
            let until = shut.unwrap_or(self.now);
            steps.extend(crowd::some_of(&case.key, case.supports).map(|who| {
                let at = crowd::moment(&case.key, &who, from, until);
                self.step(case, &who, Some(&who), at, Action::Support {})
            }));
        }
        steps.extend(case.followers.iter().map(|who| {
            let at = Timestamp(submitted.0 + (self.now.0 - submitted.0) / 8);
            self.step(case, who, Some(who), at, Action::Follow {})
        }));
        steps
    }

    fn step(&self, case: &Case, name: &str, actor: Option<&str>, at: Timestamp, action: Action) -> Step {
        let actor: Option<AccountId> = actor.map(ids::account);
        // A year is more than any case goes back.
        let order = 366 * 1_440 - case.when.nominal_minutes();
        Step {
            actor,
            at,
            command: Command {
                id: ids::command(&case.key, name),
                at,
                order: Order::Proposal {
                    proposal: ids::proposal(&case.key, order),
                    seen: None,
                    action,
                },
            },
        }
    }

    /// The login of whoever makes this move, or may be the first to make it; `None` is the system.
    fn actor<'a>(&'a self, case: &'a Case, told: &'a Move, lead: Option<&DepartmentId>) -> Option<&'a str> {
        if let Some(by) = &told.by {
            return Some(by);
        }
        match rules(told.action.kind()).next()?.mover {
            Mover::System => None,
            Mover::Author | Mover::Anyone => Some(&case.author),
            Mover::Coordinator | Mover::AnotherCoordinator => Some(COORDINATOR),
            // Which of several joint departments it is, the script says.
            Mover::LeadOfficer | Mover::JointOfficer => {
                let serves =
                    |role: &Role| matches!(role, Role::Officer { department } if Some(department) == lead);
                let officer = self.people.iter().find(|person| person.roles.iter().any(serves));
                officer.map(|person| person.account.as_str())
            }
        }
    }

    /// The action with the promised day, where there is one.
    fn dated(&self, told: &Move) -> Action {
        let mut action = told.action.clone();
        if let (Action::Answer { promised, .. }, Some(days)) = (&mut action, told.promise) {
            let today = self.now.day(self.city.calendar.utc_offset);
            *promised = Some(days_from(today, days, &self.city.calendar));
        }
        action
    }
}
