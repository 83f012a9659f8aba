#![allow(clippy::expect_used, reason = "a test says what it expects")]

use super::when::When;
use super::{DemoAccount, Step, accounts, case, city, script};
use domain::actor::{Actor, Level, Person, Role};
use domain::calendar::Calendar;
use domain::city::AreaKind;
use domain::clock::Tone;
use domain::command::Order;
use domain::id::AccountId;
use domain::proposal::{Action, AnswerKind, Judgement, Proposal, State};
use domain::protocol::Outcome;
use domain::time::{Day, Timestamp};
use domain::world::World;
use std::collections::{BTreeMap, BTreeSet};

/// Local times at which somebody may start the demo: plain days, midnight, a weekend, inside and after the long
/// holidays, a day made up for, New Year, and a year that is not published.
const STARTS: [&str; 14] = [
    "2025-01-02 09:30",
    "2025-02-05 08:00",
    "2025-05-05 12:00",
    "2025-10-08 23:50",
    "2025-10-11 10:00",
    "2025-12-31 23:59",
    "2026-01-01 00:00",
    "2026-02-20 15:00",
    "2026-02-24 09:00",
    "2026-03-18 00:10",
    "2026-03-21 11:00",
    "2026-07-15 17:45",
    "2026-11-24 11:30",
    "2027-02-10 10:00",
];

fn at(text: &str) -> Timestamp {
    let (day, time) = text.split_once(' ').expect("a day and a time");
    let (hour, minute) = time.split_once(':').expect("hour and minute");
    let minutes = hour.parse::<i64>().expect("an hour") * 60 + minute.parse::<i64>().expect("a minute");
    Timestamp(day.parse::<Day>().expect("a day").start(480).0 + minutes * 60_000)
}

fn actors() -> BTreeMap<AccountId, Actor> {
    let actor = |demo: DemoAccount| {
        Actor::Person(Person {
            account: demo.account,
            level: demo.level,
            roles: demo.roles,
        })
    };
    accounts()
        .into_iter()
        .map(|demo| (demo.account, actor(demo)))
        .collect()
}

/// The script carried out; the world in which the demo is started.
fn played(now: Timestamp) -> World {
    let actors = actors();
    let mut world = World::new(city());
    for step in script(now) {
        let actor = step.actor.map_or(&Actor::System, |account| &actors[&account]);
        let outcome = world.push(actor, &step.command, step.at);
        assert!(
            matches!(outcome, Outcome::Applied { .. }),
            "{:?}: {outcome:?}",
            step.command
        );
    }
    world
}

fn tones(world: &World, now: Timestamp, tone: Tone) -> usize {
    let toned = |case: &&Proposal| {
        case.clock
            .is_some_and(|clock| clock.kind.is_on_city() && clock.tone(now) == tone)
    };
    world.proposals.values().filter(toned).count()
}

#[test]
fn the_city_holds_together_and_every_label_has_its_english_twin() {
    let city = city();
    assert_eq!(city.check(), Ok(()));
    let count = |kind| city.areas.iter().filter(|area| area.kind == kind).count();
    assert_eq!(
        [
            AreaKind::City,
            AreaKind::District,
            AreaKind::Street,
            AreaKind::Community
        ]
        .map(count),
        [1, 4, 12, 30]
    );
    assert_eq!((city.departments.len(), city.categories.len()), (8, 12));
    let labels = std::iter::once(&city.names)
        .chain(city.areas.iter().map(|area| &area.names))
        .chain(city.departments.iter().map(|department| &department.names))
        .chain(
            city.categories
                .iter()
                .flat_map(|category| [&category.names, &category.examples]),
        );
    for names in labels {
        for tag in ["zh-CN", "en"] {
            assert!(
                names.0.get(tag).is_some_and(|name| !name.is_empty()),
                "{names:?} in {tag}"
            );
        }
    }
    assert!(city.categories.iter().any(|category| category.clocks.is_some()));
    for kind in [AreaKind::District, AreaKind::Street, AreaKind::Community] {
        let level: Vec<&str> = city
            .areas
            .iter()
            .filter(|area| area.kind == kind)
            .map(|area| area.names.get("en"))
            .collect();
        assert_eq!(
            level.iter().collect::<BTreeSet<_>>().len(),
            level.len(),
            "no two alike"
        );
    }
}

#[test]
fn the_working_days_are_those_published() {
    let calendar = city().calendar;
    let off = |year: i32| calendar.years[&year].holidays.len();
    let makeup = |year: i32| calendar.years[&year].makeup.len();
    assert_eq!(calendar.years.keys().copied().collect::<Vec<_>>(), [2025, 2026]);
    assert_eq!((off(2025), makeup(2025)), (28, 5));
    assert_eq!((off(2026), makeup(2026)), (33, 6));
    for year in calendar.years.values() {
        assert!(year.makeup.iter().all(|day| day.is_weekend()));
    }
}

#[test]
fn everybody_who_can_sign_in_has_a_name_and_every_duty_has_somebody() {
    let accounts = accounts();
    let ids: BTreeSet<AccountId> = accounts.iter().map(|demo| demo.account).collect();
    assert_eq!(ids.len(), accounts.len(), "each account once");
    for demo in &accounts {
        assert_eq!(demo.account.0.get_version_num(), 7);
        assert_eq!(demo.login.is_some(), demo.name.is_some());
        assert!(demo.login.is_some() || demo.roles.is_empty());
        assert!(demo.level > Level::Guest || demo.login.is_none());
    }
    let roles: Vec<&Role> = accounts.iter().flat_map(|demo| &demo.roles).collect();
    for department in city().departments {
        let wanted = Role::Officer {
            department: department.id,
        };
        assert!(roles.contains(&&wanted), "{wanted:?}");
    }
    let login = |name: &str| {
        accounts
            .iter()
            .find(|demo| demo.login.as_deref() == Some(name))
            .expect("an account")
    };
    assert!(login("chen").roles.is_empty());
    assert_eq!(
        login("zhou").roles,
        [Role::Coordinator {
            area: "yunting".into()
        }]
    );
    assert!(matches!(login("zhao").roles[..], [Role::Officer { .. }]));
    assert_eq!(login("admin").roles, [Role::Administrator {}]);
}

#[test]
fn whenever_it_is_started_every_step_is_carried_out_in_order() {
    for start in STARTS {
        let now = at(start);
        let steps = script(now);
        assert!(steps.len() < 8_000, "{}", steps.len());
        assert!(steps.is_sorted_by_key(|step| step.at));
        assert!(
            steps
                .iter()
                .all(|step| step.at <= now && step.command.at == step.at),
            "{start}"
        );
        let ids: BTreeSet<_> = steps.iter().map(|step| step.command.id).collect();
        assert_eq!(ids.len(), steps.len(), "each command once");
        let world = played(now);
        assert_eq!(world.proposals.len(), case::cases().len());
        in_order(&steps, start);
        some_of_everything(&world, now, start);
    }
}

/// The moves of a case happen at moments of their own, as they are told.
fn in_order(steps: &[Step], start: &str) {
    let mut last: BTreeMap<_, Timestamp> = BTreeMap::new();
    for step in steps {
        let Order::Proposal { proposal, action, .. } = &step.command.order else {
            panic!("the script speaks of proposals")
        };
        if matches!(action, Action::Support {} | Action::Follow {}) {
            continue;
        }
        let before = last.insert(*proposal, step.at);
        assert!(
            before.is_none_or(|before| before < step.at),
            "{start}: {action:?}"
        );
    }
}

fn some_of_everything(world: &World, now: Timestamp, start: &str) {
    let states: BTreeSet<State> = world.proposals.values().map(|case| case.state).collect();
    assert_eq!(states, State::ALL.into(), "{start}");
    assert!(
        tones(world, now, Tone::Red) >= 6,
        "{start}: {} red",
        tones(world, now, Tone::Red)
    );
    assert!(
        tones(world, now, Tone::Amber) >= 2,
        "{start}: {} amber",
        tones(world, now, Tone::Amber)
    );
    assert!(
        tones(world, now, Tone::Calm) >= 8,
        "{start}: {} calm",
        tones(world, now, Tone::Calm)
    );
    for case in world.proposals.values() {
        let due = case
            .clock
            .is_some_and(|clock| now > clock.due && Action::at_end_of(&clock).is_some());
        assert!(!due, "{start}: {} would move on at once", case.title);
    }
}

#[test]
fn a_plain_day_has_amber_in_every_corner() {
    for start in ["2026-03-18 10:00", "2026-07-15 17:45", "2026-11-24 11:30"] {
        let now = at(start);
        assert!(tones(&played(now), now, Tone::Amber) >= 5, "{start}");
    }
}

#[test]
fn there_is_something_of_each_kind_and_something_for_everybody() {
    let world = played(at("2026-11-24 11:30"));
    let cases: Vec<&Proposal> = world.proposals.values().collect();
    for kind in [
        AnswerKind::Adopted,
        AnswerKind::PartlyAdopted,
        AnswerKind::NotAdopted,
        AnswerKind::Explained,
    ] {
        let open = |case: &&&Proposal| {
            let is_open = matches!(case.state, State::Answered | State::Implementing);
            is_open && case.answer.as_ref().is_some_and(|answer| answer.kind == kind)
        };
        assert!(cases.iter().any(|case| open(&case)), "{kind:?}");
    }
    let judged = |judgement| {
        let is = |case: &&&Proposal| {
            case.state == State::Closed && case.verdict.as_ref().map(|v| v.judgement) == judgement
        };
        cases.iter().filter(|case| is(case)).count()
    };
    assert!(judged(Some(Judgement::Solved)) >= 5);
    assert!(judged(Some(Judgement::Partly)) >= 2);
    assert!(judged(None) >= 2, "closed without a verdict");
    let step_by_step = |case: &&&Proposal| {
        let answer = case.answer.as_ref();
        answer.is_some_and(|answer| answer.open().count() < answer.milestones.len())
    };
    assert!(
        cases.iter().any(|case| step_by_step(&case)),
        "a promise, with a step done"
    );
    assert!(
        cases.iter().any(|case| case.hearing.is_some()),
        "a hearing to come"
    );
    assert!(cases.iter().filter(|case| case.opinions.count() > 0).count() >= 3);
    assert!(cases.iter().filter(|case| case.language == "en").count() >= 6);
    assert!(cases.iter().any(|case| case.returned > 0) && cases.iter().any(|case| !case.joint.is_empty()));
    assert!(cases.iter().any(|case| case.supports > 300) && cases.iter().any(|case| case.supports == 0));
    let categories: BTreeSet<_> = cases.iter().filter_map(|case| case.category.clone()).collect();
    assert_eq!(
        categories.len(),
        city().categories.len(),
        "each category has a case"
    );

    let account = |login: &str| {
        let found = accounts()
            .into_iter()
            .find(|demo| demo.login.as_deref() == Some(login));
        found.expect("an account").account
    };
    let chens: Vec<&&Proposal> = cases
        .iter()
        .filter(|case| case.author == Some(account("chen")))
        .collect();
    assert!(
        chens.iter().any(|case| case.awaits_verdict()),
        "something waits for her word"
    );
    let states: BTreeSet<State> = chens.iter().map(|case| case.state).collect();
    assert!(states.len() >= 4, "{states:?}");
    for department in city().departments {
        assert!(
            cases
                .iter()
                .any(|case| case.lead.as_ref() == Some(&department.id)),
            "{}",
            department.id
        );
    }
    let zhaos = cases
        .iter()
        .filter(|case| case.lead == Some("traffic-police".into()) && !case.is_final());
    assert!(zhaos.count() >= 6, "a desk that has work");
}

#[test]
fn the_city_works_in_working_hours() {
    let now = at("2026-11-24 11:30");
    let calendar: Calendar = city().calendar;
    let citizens: BTreeSet<AccountId> = accounts()
        .into_iter()
        .filter(|demo| demo.roles.is_empty())
        .map(|demo| demo.account)
        .collect();
    for step in script(now) {
        let Some(actor) = step.actor.filter(|actor| !citizens.contains(actor)) else {
            continue;
        };
        let minute = (step.at.0 - step.at.day(480).start(480).0) / 60_000;
        assert!((8 * 60..20 * 60).contains(&minute), "{actor} at {minute}");
        let answers = matches!(
            step.command.action(),
            Some(Action::Answer { .. } | Action::Resolve { .. })
        );
        assert!(
            answers || calendar.is_working(step.at.day(480)).0,
            "{:?}",
            step.command
        );
    }
}

/// `Nw` is at least N days ago, and never a day more for certain: what holds for that holds at every start.
#[test]
fn moments_are_told_so_that_no_holiday_turns_them_around() {
    for case in case::cases() {
        let mut before = case.when;
        for told in &case.steps {
            let follows = match (before, told.when) {
                (When::WorkingDays(..), When::WorkingDays(..)) | (When::Days(..), When::Days(..)) => {
                    told.when.nominal_minutes() < before.nominal_minutes()
                }
                (When::WorkingDays(working, _), When::Days(days, _)) => days < working,
                _ => false,
            };
            assert!(follows, "{}: {before:?}, then {:?}", case.key, told.when);
            if let (Some(promise), When::WorkingDays(working, _)) = (told.promise, told.when) {
                assert!(
                    -promise <= i64::from(working),
                    "{}: promised for a day before it was said",
                    case.key
                );
            }
            before = told.when;
        }
    }
}

#[test]
fn names_do_not_depend_on_the_day() {
    let ids = |now| -> BTreeSet<_> {
        script(at(now))
            .iter()
            // What is late depends on the holidays.
            .filter(|step| step.command.action() != Some(&Action::Escalate {}))
            .map(|step| (step.command.id, step.command.proposal()))
            .collect()
    };
    assert_eq!(ids("2025-10-08 23:50"), ids("2026-11-24 11:30"));
    assert!(
        script(at("2026-11-24 11:30"))
            .iter()
            .all(|step| step.command.id.0.get_version_num() == 7)
    );
}
