//! An area, a department or a category is retired: nothing new comes to it, and what is there goes on.

use crate::town::{
    Town, accept, administrator, assign, citizen, city, coordinator, crossing, explain, give_back, judge,
    lamp, officer, proposal, refusal,
};
use domain::actor::{Actor, Role};
use domain::city::City;
use domain::command::Order;
use domain::proposal::{Action, Judgement, State};
use domain::protocol::Outcome;

fn changed(change: impl FnOnce(&mut City)) -> City {
    let mut city = city();
    change(&mut city);
    city
}

/// Traffic, crossings and the canal are retired.
fn retired() -> City {
    changed(|city| {
        city.departments[1].retired = true;
        city.categories[1].retired = true;
        city.areas[3].retired = true;
    })
}

fn publishes(town: &mut Town, city: City) -> String {
    refusal(&town.publishes(&administrator(), city)).to_owned()
}

#[test]
fn nothing_new_is_filed_in_or_given_to_what_is_retired() {
    let mut town = Town::at("2026-03-18 10:00");
    town.does(&citizen(1), lamp());
    assert_eq!(publishes(&mut town, retired()), "");
    // A new case in the area or the category.
    town.may_not_to(2, &citizen(1), lamp(), "retired")
        .may_not_to(2, &citizen(1), crossing(), "retired");
    let Outcome::Refused { problem } = town.asks(&citizen(1), proposal(2), lamp()) else {
        panic!("refused")
    };
    assert_eq!(problem.arguments["what"], "area");
    assert_eq!(problem.arguments["id"], "canal");
    // A case that is there keeps its area, and gets nothing retired that it has not.
    let into = |category: Option<&str>, area: Option<&str>| Action::Accept {
        category: category.map(Into::into),
        area: area.map(Into::into),
    };
    town.may_not(&coordinator("town"), into(Some("crossings"), None), "retired");
    town.does(&coordinator("town"), into(None, Some("canal")));
    // To the department nothing is given, neither to lead nor to help.
    town.may_not(&coordinator("town"), assign("traffic", &[]), "retired")
        .may_not(&coordinator("town"), assign("lights", &["traffic"]), "retired");
    town.does(&coordinator("town"), assign("lights", &[]));
}

#[test]
fn what_is_open_there_is_finished_or_moved_and_keeps_its_name() {
    let mut town = Town::at("2026-03-18 10:00");
    let traffic = officer("traffic");
    for number in [1, 2] {
        town.does_to(number, &citizen(1), crossing())
            .does_to(number, &coordinator("town"), accept())
            .does_to(number, &coordinator("town"), assign("traffic", &[]));
    }
    assert_eq!(publishes(&mut town, retired()), "");
    // One is answered there, and closed by its author.
    town.does(&traffic, Action::Take {})
        .does(&traffic, explain("绿灯加长了。"))
        .does(&citizen(1), judge(Judgement::Solved));
    assert_eq!(town.case().state, State::Closed);
    let category = town.case().category.clone().expect("one");
    let name = town.world.city.category(&category);
    assert_eq!(name.expect("still there").names.get("zh-CN"), "crossings");
    // The other goes back, and to another department.
    town.does_to(2, &traffic, give_back("本科室撤并。"))
        .may_not_to(2, &coordinator("town"), assign("traffic", &[]), "retired")
        .does_to(2, &coordinator("town"), assign("parks", &[]));
    // Taken back, it is as it was.
    assert_eq!(publishes(&mut town, city()), "");
    town.does_to(3, &citizen(1), crossing())
        .does_to(3, &coordinator("canal"), accept())
        .does_to(3, &coordinator("canal"), assign("traffic", &[]));
}

#[test]
fn an_area_goes_after_what_lies_in_it_and_comes_back_before() {
    let mut town = Town::at("2026-03-18 10:00");
    let with = |ids: &'static [&'static str]| {
        changed(|city| {
            for area in &mut city.areas {
                area.retired = ids.contains(&area.id.as_str());
            }
        })
    };
    assert_eq!(publishes(&mut town, with(&["north-gate"])), "area-holds-areas");
    assert_eq!(publishes(&mut town, with(&["north-gate", "canal"])), "");
    // A new one can't come into it either, be it out of a table.
    let table = "id,kind,parent,name\nquay,community,canal,码头\n";
    let wrong = with(&["north-gate", "canal"])
        .with_areas(table)
        .expect_err("refused");
    assert_eq!(wrong[0].problem.code, "area-holds-areas");
    let same = "id,kind,parent,name\ncanal,community,north-gate,运河\n";
    let renamed = with(&["north-gate", "canal"])
        .with_areas(same)
        .expect("a good table");
    assert!(renamed.city.area(&"canal".into()).expect("known").retired);
    assert_eq!(publishes(&mut town, with(&["north-gate"])), "area-holds-areas");
    assert_eq!(publishes(&mut town, with(&["canal"])), "");
    assert_eq!(publishes(&mut town, with(&[])), "");
    assert_eq!(publishes(&mut town, with(&["town"])), "city-retired");
}

#[test]
fn nobody_begins_to_work_for_what_is_retired_and_who_does_goes_on() {
    let mut town = Town::at("2026-03-18 10:00");
    let (old, new) = (officer("traffic"), citizen(9));
    town.knows(&old).knows(&new);
    assert_eq!(publishes(&mut town, retired()), "");
    let mut give = |to: &Actor, roles: &[Role]| {
        let account = to.person().expect("a person").account;
        let roles = roles.to_vec();
        let command = town.command(Order::Roles { account, roles });
        refusal(&town.send(&administrator(), &command)).to_owned()
    };
    let traffic = Role::Officer {
        department: "traffic".into(),
    };
    let canal = || "canal".into();
    assert_eq!(give(&new, std::slice::from_ref(&traffic)), "retired");
    assert_eq!(give(&new, &[Role::Coordinator { area: canal() }]), "retired");
    assert_eq!(give(&new, &[Role::Supervisor { area: canal() }]), "retired");
    let parks = Role::Officer {
        department: "parks".into(),
    };
    assert_eq!(
        give(&old, &[traffic, parks]),
        "",
        "what they do already they go on with"
    );
}

#[test]
fn a_place_is_in_the_smallest_area_in_use() {
    let ring = |from: i32, to: i32| {
        let at = |lat: i32, long: i32| {
            domain::place::Point::from_degrees(f64::from(lat), f64::from(long)).expect("a point")
        };
        let line = vec![
            at(from, from),
            at(from, to),
            at(to, to),
            at(to, from),
            at(from, from),
        ];
        Some(domain::city::Boundary(vec![vec![line]]))
    };
    let mut city = city();
    city.areas[2].boundary = ring(10, 40);
    city.areas[3].boundary = ring(20, 30);
    let inside = domain::place::Point::from_degrees(25.0, 25.0).expect("a point");
    assert_eq!(city.area_at(inside).map(|id| id.as_str()), Some("canal"));
    city.areas[3].retired = true;
    assert_eq!(city.area_at(inside).map(|id| id.as_str()), Some("north-gate"));
}
