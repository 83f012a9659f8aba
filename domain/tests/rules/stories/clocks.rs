//! By when: working days, holidays, and the policy that a case began under.

use crate::calendar_days::{calendar, day};
use crate::town::{
    LIGHTING, Town, accept, administrator, adopt, assign, at, citizen, coordinator, crossing, end_of,
    explain, judge, lamp, officer, refusal, resolve,
};
use domain::actor::{Actor, Part};
use domain::city::Clocks;
use domain::clock::Tone;
use domain::proposal::{Action, Judgement, State};

#[test]
fn before_national_day_the_clock_waits_for_the_ninth() {
    let mut town = Town::at("2025-09-30 22:15");
    town.does(&citizen(1), crossing());
    assert_eq!(town.due(), end_of("2025-10-10"));
    assert_eq!(
        town.world
            .city
            .calendar
            .working_days_left(at("2025-10-05 12:00"), town.due()),
        2
    );

    town.until("2025-10-10 17:00")
        .does(&coordinator("town"), accept());
    assert_eq!(
        town.due(),
        end_of("2025-10-13"),
        "Saturday the 11th is worked, Monday is the second day"
    );
}

#[test]
fn spring_festival_and_the_days_that_make_up_for_it() {
    let calendar = calendar();
    assert_eq!(
        calendar.after_working_days(at("2026-02-13 10:00"), 2).at,
        end_of("2026-02-24"),
        "Saturday the 14th is worked, then nine days off"
    );
    assert_eq!(
        calendar.after_working_days(at("2025-01-24 10:00"), 2).at,
        end_of("2025-01-27"),
        "Sunday the 26th is worked"
    );
    assert_eq!(calendar.is_working(day("2026-02-28")), (true, true));
    assert_eq!(calendar.is_working(day("2026-01-01")), (false, true));
    assert_eq!(
        calendar.is_working(day("2027-01-01")),
        (true, false),
        "of 2027 only weekends are known"
    );
}

#[test]
fn past_the_published_years_the_clock_says_that_it_may_move() {
    let mut town = Town::at("2026-12-30 10:00");
    town.does(&citizen(1), lamp());
    assert!(
        !town.case().clock.expect("a clock").provisional,
        "one day, in 2026"
    );
    town.until("2026-12-31 10:00")
        .does(&coordinator("town"), accept());
    assert!(town.case().clock.expect("a clock").provisional);
}

#[test]
fn late_in_the_evening_counts_from_the_next_day() {
    let mut early = Town::at("2026-03-09 00:00");
    let mut late = Town::at("2026-03-09 23:59");
    early.does(&citizen(1), crossing());
    late.does(&citizen(1), crossing());
    assert_eq!(early.due(), late.due());
    assert_eq!(late.due(), end_of("2026-03-11"));
}

#[test]
fn amber_near_the_end_and_red_past_it() {
    let mut town = Town::at("2026-03-09 00:00");
    town.does(&citizen(1), crossing());
    let clock = town.case().clock.expect("a clock");
    assert_eq!(clock.tone(at("2026-03-11 09:35")), Tone::Calm);
    assert_eq!(
        clock.tone(at("2026-03-11 09:36")),
        Tone::Amber,
        "four fifths of 72 hours"
    );
    assert_eq!(clock.tone(at("2026-03-12 00:00")), Tone::Red);
}

#[test]
fn being_late_stops_nobody() {
    let traffic = officer("traffic");
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());
    town.until("2026-03-30 09:00")
        .does(&coordinator("town"), accept())
        .does(&coordinator("town"), assign("traffic", &[]));
    town.until("2026-04-20 09:00").does(&traffic, Action::Take {});
    town.until("2026-06-01 09:00")
        .does(&traffic, adopt("改。", "2026-06-05"));
    town.until("2026-06-30 09:00").does(&traffic, resolve("改好了。"));
    assert_eq!(town.case().state, State::Resolved);
}

#[test]
fn a_category_has_clocks_of_its_own() {
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), lamp());
    assert_eq!(town.case().clocks, LIGHTING);
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());
    assert_eq!(town.case().clocks, Clocks::default());
}

#[test]
fn a_case_keeps_the_clocks_it_began_under() {
    let (zhou, traffic) = (coordinator("town"), officer("traffic"));
    let mut town = Town::at("2026-03-09 09:00");
    town.does(&citizen(1), crossing());

    let mut slower = town.world.city.clone();
    slower.policy.clocks = Clocks {
        triage: 20,
        assign: 20,
        take: 20,
        answer: 90,
        rework: 60,
        verdict: 1,
        ..Clocks::default()
    };
    assert_eq!(refusal(&town.publishes(&administrator(), slower)), "");

    town.does(&zhou, accept());
    assert_eq!(
        town.due(),
        end_of("2026-03-11"),
        "two working days to assign, as before"
    );
    town.does(&zhou, assign("traffic", &[]));
    assert_eq!(town.due(), end_of("2026-03-10"));
    town.does(&traffic, Action::Take {});
    assert_eq!(
        town.due(),
        end_of("2026-03-30"),
        "fifteen working days to the answer"
    );
    town.does(&traffic, explain("理由。"));
    assert_eq!(town.due(), end_of("2026-03-16"), "seven days to judge");
    town.does(&citizen(1), judge(Judgement::NotSolved));
    assert_eq!(
        town.due(),
        end_of("2026-03-23"),
        "ten working days to answer again"
    );
    assert_eq!(town.case().clocks, Clocks::default());
}

#[test]
fn only_the_system_closes_without_a_verdict_and_only_when_the_time_is_over() {
    let mut town = Town::at("2026-03-09 09:00");
    let zhou = coordinator("town");
    town.does(&citizen(1), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("traffic", &[]));
    town.may_not(&Actor::System, Action::CloseUnjudged {}, "wrong-state");
    town.does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), adopt("改。", "2026-03-12"));
    town.until("2026-03-13 00:00")
        .may_not(&Actor::System, Action::CloseUnjudged {}, "awaits-work");
    town.does(&officer("traffic"), resolve("改好了。"));
    for by_hand in [citizen(1), zhou, officer("traffic"), administrator()] {
        town.may_not(&by_hand, Action::CloseUnjudged {}, "system-only");
    }
    town.until("2026-03-20 23:59")
        .may_not(&Actor::System, Action::CloseUnjudged {}, "not-yet-due");
    town.until("2026-03-21 00:00")
        .does(&Actor::System, Action::CloseUnjudged {});
    assert_eq!(
        (town.case().state, town.case().verdict.clone()),
        (State::Closed, None)
    );
    let by = &town.world.log.last().expect("an event").by;
    assert_eq!((by.part, by.account), (Part::System, None));
}

#[test]
fn the_author_may_still_judge_after_the_time_as_long_as_it_is_open() {
    let mut town = Town::at("2026-03-09 09:00");
    let zhou = coordinator("town");
    town.does(&citizen(1), crossing())
        .does(&zhou, accept())
        .does(&zhou, assign("traffic", &[]));
    town.does(&officer("traffic"), Action::Take {})
        .does(&officer("traffic"), explain("理由。"));
    town.until("2026-03-20 09:00")
        .does(&citizen(1), judge(Judgement::NotSolved));
    town.may_not(&Actor::System, Action::CloseUnjudged {}, "wrong-state");
}
