//! The cases as commands, in the order in which the city received them.

use super::case::{Ahead, Case, Move, cases};
use super::when::days_from;
use super::{Person, Step, accounts, city, crowd, ids, people};
use domain::actor::{self, Actor, Role};
use domain::city::City;
use domain::command::{Command, Order};
use domain::id::{AccountId, DepartmentId};
use domain::proposal::{self, Action, Judgement, Mover, rules};
use domain::time::Timestamp;
use domain::world::World;
use std::collections::BTreeMap;

/// Who coordinates, where a case does not say.
const COORDINATOR: &str = "zhou";

/// Everything that has happened until `now`, oldest first. The rules carry out every step when each is received at
/// its `at`, by accounts as [`super::accounts`] gives them, in a city as [`super::city`] gives it.
pub fn script(now: Timestamp) -> Vec<Step> {
    let (city, people) = (city(), people());
    let known = accounts().into_iter().map(|known| {
        let person = actor::Person {
            account: known.account,
            level: known.level,
            roles: known.roles,
        };
        (known.account, Actor::Person(person))
    });
    let stage = Stage {
        city: &city,
        people: &people,
        actors: known.collect(),
        now,
    };
    let mut steps: Vec<Step> = cases().iter().flat_map(|case| stage.play(case)).collect();
    steps.sort_by_key(|step| step.at);
    steps
}

struct Stage<'a> {
    city: &'a City,
    people: &'a [Person],
    actors: BTreeMap<AccountId, Actor>,
    now: Timestamp,
}

impl Stage<'_> {
    fn play(&self, case: &Case) -> Vec<Step> {
        let submitted = case.when.before(self.now, &self.city.calendar);
        let submit = Action::Submit {
            draft: case.draft.clone(),
        };
        let mut moves = vec![self.step(case, "submit", Some(&case.author), submitted, submit)];
        let mut lead: Option<DepartmentId> = None;
        // From its acceptance to its first answer, or until it goes on elsewhere, a case may be supported.
        let (mut opened, mut shut) = (None, None);
        for (number, told) in case.steps.iter().enumerate() {
            let at = told.when.before(self.now, &self.city.calendar);
            match &told.action {
                Action::Assign { lead: to, .. } => lead = Some(to.clone()),
                Action::Accept { .. } => opened = Some(at),
                Action::Answer { .. } | Action::Withdraw {} | Action::Merge { .. } => {
                    shut = shut.or(Some(at))
                }
                _ => {}
            }
            let actor = self.actor(case, told, lead.as_ref());
            moves.push(self.step(case, &number.to_string(), actor, at, self.dated(told)));
        }
        let mut steps = self.with_what_ran_out(case, moves);
        if let Some(from) = opened {
            let until = shut.unwrap_or(self.now);
            steps.extend(crowd::some_of(&case.key, case.supports).map(|who| {
                let at = crowd::moment(&case.key, &who, from, until);
                self.step(case, &who, Some(&who), at, Action::Support {})
            }));
        }
        steps.extend(self.opinions(case));
        steps.extend(case.followers.iter().map(|who| {
            let at = Timestamp(submitted.0 + (self.now.0 - submitted.0) / 8);
            self.step(case, who, Some(who), at, Action::Follow {})
        }));
        steps
    }

    /// What those who support it say once the city has answered, or done what it promised; all before its author judges.
    fn opinions(&self, case: &Case) -> Vec<Step> {
        let at = |told: &Move| told.when.before(self.now, &self.city.calendar);
        let said = case.steps.iter().rev().find(|told| {
            let is_done = matches!(&told.action, Action::Resolve { .. });
            is_done || matches!(&told.action, Action::Answer { kind, .. } if !kind.promises())
        });
        let Some(from) = said.map(at) else {
            return Vec::new();
        };
        let ends = |told: &&Move| matches!(told.action, Action::Judge { .. } | Action::CloseUnjudged {});
        let until = case.steps.last().filter(ends).map_or(self.now, at);
        let kinds = [Judgement::Solved, Judgement::Partly, Judgement::NotSolved];
        let all = kinds.into_iter().zip(case.opinions);
        let all = all.flat_map(|(judgement, count)| std::iter::repeat_n(judgement, count));
        let who = crowd::some_of(&case.key, case.supports);
        let say = |(who, judgement): (String, Judgement)| {
            let stars = match judgement {
                Judgement::Solved => 5,
                Judgement::Partly => 3,
                Judgement::NotSolved => 1,
            };
            let action = Action::Rate {
                judgement,
                stars: Some(stars),
            };
            let name = format!("rate {who}");
            self.step(
                case,
                &name,
                Some(&who),
                crowd::moment(&case.key, &name, from, until),
                action,
            )
        };
        who.zip(all).map(say).collect()
    }

    /// The moves of a case, and between them what the clockwork did when the city's time was over.
    fn with_what_ran_out(&self, case: &Case, moves: Vec<Step>) -> Vec<Step> {
        let mut world = World::new(self.city.clone());
        let mut steps = Vec::with_capacity(moves.len());
        for told in moves.into_iter().map(Some).chain([None]) {
            let until = told.as_ref().map_or(self.now, |step| step.at);
            for step in self.late(case, &world, until).into_iter().chain(told) {
                let actor = step.actor.and_then(|account| self.actors.get(&account));
                world.push(actor.unwrap_or(&Actor::System), &step.command, step.at);
                if let Some(Action::Merge { .. }) = step.command.action() {
                    // It goes on in another, of which nothing is known here.
                    world.proposals.clear();
                }
                steps.push(step);
            }
        }
        steps
    }

    fn late(&self, case: &Case, world: &World, until: Timestamp) -> Option<Step> {
        let clock = world.proposals.values().next()?.clock?;
        let action = Action::at_end_of(&clock).filter(|_| clock.kind.is_on_city() && clock.due < until)?;
        let name = format!("late {}", world.log.len());
        Some(self.step(case, &name, None, clock.due, action))
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
            // Who looks at what is no part of a script: the lot says.
            Mover::System | Mover::Supervisor => None,
            // Which of its followers it is, the script says.
            Mover::Author | Mover::Follower | Mover::Arguer | Mover::Anyone => Some(&case.author),
            Mover::Coordinator | Mover::AnotherCoordinator | Mover::Desk => Some(COORDINATOR),
            // Which of several joint departments it is, the script says.
            Mover::LeadOfficer | Mover::JointOfficer | Mover::Preparer => {
                let serves =
                    |role: &Role| matches!(role, Role::Officer { department } if Some(department) == lead);
                let officer = self.people.iter().find(|person| person.roles.iter().any(serves));
                officer.map(|person| person.account.as_str())
            }
        }
    }

    /// The action with the days that are told from now.
    fn dated(&self, told: &Move) -> Action {
        let mut action = told.action.clone();
        let today = self.now.day(self.city.calendar.utc_offset);
        let ahead = |days| days_from(today, days, &self.city.calendar);
        match &mut action {
            Action::Answer {
                promised, milestones, ..
            } => {
                *promised = told.promise.map(ahead);
                let step = |step: &Ahead| proposal::Step {
                    text: step.text.clone(),
                    due: ahead(step.days),
                };
                *milestones = told.milestones.iter().map(step).collect();
            }
            Action::Convene { day, .. } => *day = told.ahead.map_or(*day, ahead),
            _ => {}
        }
        action
    }
}
