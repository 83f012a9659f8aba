//! The directory as its administrator changes it: what may follow on what, what a table brings, what a change is.

use crate::town::{Town, administrator, at, city, coordinator};
use domain::city::{AreaKind, City, CityChange, Listed, Template};
use domain::command::Order;
use domain::protocol::Outcome;

/// What is done to a directory.
type Turn = fn(&mut City);

fn code(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Refused { problem } => &problem.code,
        _ => "none",
    }
}

fn changed(change: impl FnOnce(&mut City)) -> City {
    let mut city = city();
    change(&mut city);
    city
}

#[test]
fn two_who_change_the_directory_at_once_do_not_undo_each_other() {
    let mut town = Town::at("2026-03-18 10:00");
    let seen = Some(town.world.city.tag());
    let one = changed(|city| city.policy.clocks.triage = 3);
    let other = changed(|city| city.policy.clocks.answer = 10);
    let mut publish = |city: &City, seen: &Option<String>| {
        let command = town.command(Order::City {
            city: Box::new(city.clone()),
            seen: seen.clone(),
        });
        town.send(&administrator(), &command)
    };
    assert!(matches!(publish(&one, &seen), Outcome::Applied { .. }));
    assert_eq!(code(&publish(&other, &seen)), "city-moved");
    let both = changed(|city| {
        city.policy.clocks.triage = 3;
        city.policy.clocks.answer = 10;
    });
    assert!(matches!(
        publish(&both, &Some(one.tag())),
        Outcome::Applied { .. }
    ));
}

#[test]
fn what_cases_may_carry_stays_in_the_directory() {
    let lost: [(&str, Turn); 3] = [
        ("canal", |city| {
            city.areas.retain(|area| area.id.as_str() != "canal")
        }),
        ("parks", |city| {
            city.departments.retain(|found| found.id.as_str() != "parks");
        }),
        ("crossings", |city| {
            city.categories.retain(|found| found.id.as_str() != "crossings");
        }),
    ];
    for (id, lose) in lost {
        let outcome = Town::at("2026-03-18 10:00").publishes(&administrator(), changed(lose));
        let Outcome::Refused { problem } = outcome else {
            panic!("{id} may be lost");
        };
        assert_eq!(
            (problem.code.as_str(), &problem.arguments["id"]),
            ("city-lost", &id.into())
        );
    }
    let outcome = Town::at("2026-03-18 10:00").publishes(&coordinator("town"), city());
    assert_eq!(code(&outcome), "not-administrator");
}

#[test]
fn a_directory_that_does_not_hold_together_is_refused() {
    let broken: [(&str, Turn); 8] = [
        ("city-broken", |city| city.areas[1].names.0.clear()),
        ("city-broken", |city| city.areas[1].id = "North Gate".into()),
        ("city-broken", |city| {
            city.areas[2].parent = Some("north-gate".into())
        }),
        ("city-broken", |city| city.areas[2].parent = None),
        ("city-broken", |city| city.departments[0].names.0.clear()),
        ("city-broken", |city| {
            city.categories[0].department = Some("weather".into())
        }),
        ("clock-out-of-range", |city| city.policy.clocks.answer = 0),
        ("clock-out-of-range", |city| {
            city.categories[0].clocks = Some(domain::city::Clocks {
                take: 366,
                ..crate::town::LIGHTING
            });
        }),
    ];
    for (refusal, fault) in broken {
        let outcome = Town::at("2026-03-18 10:00").publishes(&administrator(), changed(fault));
        assert_eq!(code(&outcome), refusal);
    }
}

#[test]
fn areas_come_out_of_an_offices_table() {
    let table = "\u{feff}id,kind,parent,name,name:en,people\n\
        north,\u{533a},town,\u{5317}\u{533a},North District,81000\n\
        \"quay\",community,harbour,\"\u{7801}\u{5934}, \u{4e00}\",Quay,900\n\
        harbour,\u{8857}\u{9053},south,\u{6e2f}\u{53e3}\u{8857}\u{9053},,\n";
    let imported = city().with_areas(table).expect("a good table");
    assert_eq!((imported.added, imported.changed), (1, 2));
    let quay = imported.city.area(&"quay".into()).expect("the new one");
    assert_eq!(quay.kind, AreaKind::Community);
    assert_eq!(quay.names.get("en"), "Quay");
    assert_eq!(quay.names.get("zh-CN"), "\u{7801}\u{5934}, \u{4e00}");
    let again = imported.city.with_areas(table).expect("the same table");
    assert_eq!((again.added, again.changed), (0, 0), "twice is once");
    assert_eq!(again.city, imported.city);
}

#[test]
fn every_line_of_a_table_that_can_not_be_read_is_told() {
    let table = "id,kind,parent,name\n\
        Bad Id,street,town,a\n\
        one,village,town,b\n\
        two,street,nowhere,c\n\
        three,street,town,\n\
        four,street,town,d\n\
        four,street,town,e\n\
        five,street\n\
        six,street,seven,f\n\
        seven,street,six,g\n";
    let problems = city().with_areas(table).expect_err("a bad table");
    let told: Vec<(u64, &str)> = problems
        .iter()
        .map(|problem| (problem.line, problem.problem.code.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (2, "table-id"),
            (3, "table-kind"),
            (4, "table-parent"),
            (5, "table-name"),
            (7, "table-twice"),
            (8, "table-unreadable"),
        ]
    );
    for (table, code) in [
        ("", "table-column-missing"),
        ("id,kind,parent\n", "table-column-missing"),
        (
            "id,kind,parent,name\nsix,street,seven,f\nseven,street,six,g\n",
            "city-broken",
        ),
    ] {
        let problems = city().with_areas(table).expect_err("a bad table");
        assert_eq!(problems[0].problem.code, code);
    }
}

#[test]
fn a_change_is_told_by_what_it_changes() {
    let before = city();
    assert_eq!(before.changes_since(&before), []);
    let after = changed(|city| {
        city.areas[1].names.0.insert("en".to_owned(), "North".to_owned());
        city.areas[3].parent = Some("harbour".into());
        let mut squares = city.departments[2].clone();
        squares.id = "squares".into();
        city.departments.push(squares);
        city.policy.clocks.answer = 12;
        city.categories[0].clocks = None;
        city.categories[1].retired = true;
        city.policy.support_level = domain::actor::Level::ContactVerified;
        city.calendar.years.remove(&2026);
    });
    let told: Vec<String> = after
        .changes_since(&before)
        .iter()
        .map(|change| match change {
            CityChange::Added { what, names } => format!("{what:?} {} added", names.get("zh-CN")),
            CityChange::Renamed { what, names, .. } => format!("{what:?} {} renamed", names.get("zh-CN")),
            CityChange::Altered { what, names } => format!("{what:?} {} altered", names.get("zh-CN")),
            CityChange::Retired { what, names } => format!("{what:?} {} retired", names.get("zh-CN")),
            CityChange::Clock {
                names: None,
                clock,
                before,
                days,
            } => format!("{clock}: {before} to {days}"),
            CityChange::Clock { names: Some(_), .. } => "a category's clock".to_owned(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told[..3],
        [
            "Area north renamed",
            "Area canal altered",
            "Department parks added"
        ]
    );
    assert!(told.contains(&"answer: 15 to 12".to_owned()), "{told:?}");
    assert!(told.contains(&"a category's clock".to_owned()), "{told:?}");
    assert!(
        told.contains(&"Category crossings retired".to_owned()),
        "{told:?}"
    );
    assert_eq!(told[told.len() - 2..], ["Policy", "Year { year: 2026 }"]);
    let back = before.changes_since(&after);
    assert!(back.iter().any(|change| matches!(
        change,
        CityChange::Removed {
            what: Listed::Department,
            ..
        }
    )));
    assert!(back.iter().any(|change| matches!(
        change,
        CityChange::Restored {
            what: Listed::Category,
            ..
        }
    )));
}

#[test]
fn wordings_of_an_area_serve_what_lies_in_it() {
    let wording = |name: &str| Template {
        name: name.to_owned(),
        text: format!("{name}：您好。"),
    };
    let written = changed(|city| {
        for (area, name) in [("town", "全市"), ("canal", "运河"), ("south", "南区")] {
            let area = city.areas.iter_mut().find(|known| known.id.as_str() == area);
            area.expect("an area of the town").templates.push(wording(name));
        }
    });
    assert!(written.check().is_ok());
    let offered = |area: &str| {
        let found = written.templates(&area.into());
        found.map(|found| found.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        offered("canal"),
        ["运河", "全市"],
        "the nearest first, nobody else's"
    );
    assert_eq!(offered("town"), ["全市"]);
    assert_eq!(offered("nowhere"), [""; 0]);
    let changes = written.changes_since(&city());
    let altered = |change: &CityChange| {
        matches!(
            change,
            CityChange::Altered {
                what: Listed::Area,
                ..
            }
        )
    };
    assert_eq!(changes.iter().filter(|change| altered(change)).count(), 3);
    assert_eq!(changes.len(), 3);
    // A table of areas leaves them as they are.
    let table = "id,kind,parent,name\ncanal,社区,town,运河边社区\n";
    let imported = written.with_areas(table).expect("a good table");
    assert_eq!(
        imported.city.area(&"canal".into()).expect("it").templates,
        [wording("运河")]
    );
    let unfit: [fn(&mut Template); 3] = [
        |one| one.name.clear(),
        |one| one.text = " ".to_owned(),
        |one| one.text = "好".repeat(Template::TEXT_LIMIT + 1),
    ];
    for spoil in unfit {
        let spoilt = changed(|city| {
            let mut one = wording("全市");
            spoil(&mut one);
            city.areas[0].templates.push(one);
        });
        assert!(spoilt.check().is_err());
    }
    let many = changed(|city| city.areas[0].templates = vec![wording("全市"); Template::LIMIT + 1]);
    assert!(many.check().is_err());
}

#[test]
fn a_year_that_was_not_published_is_known_before_a_clock_runs_into_it() {
    let city = city();
    let published = *city.calendar.years.keys().max().expect("years");
    assert_eq!(
        city.unpublished_years(at(&format!("{published}-03-18 10:00"))),
        [0; 0]
    );
    assert_eq!(
        city.unpublished_years(at(&format!("{published}-12-20 10:00"))),
        [published + 1]
    );
    assert_eq!(
        city.unpublished_years(at(&format!("{}-03-18 10:00", published + 1))),
        [published + 1]
    );
}
