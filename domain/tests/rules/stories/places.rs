//! Where something is: points, how far apart they are, and the area that a point is in.

use crate::town::{Town, citizen, city};
use domain::city::{Boundary, City, LineProblem};
use domain::place::{Bounds, Near, Point};
use domain::proposal::{Action, Draft};
use domain::query::{Card, Order, ProposalQuery};
use domain::refusal::Refusal;

fn point(text: &str) -> Point {
    text.parse().expect("a point")
}

fn codes(problems: &[LineProblem]) -> Vec<(u64, &str)> {
    problems
        .iter()
        .map(|it| (it.line, it.problem.code.as_str()))
        .collect()
}

/// A square of a tenth of a degree, its south-western corner at so many tenths.
fn square(long: u32, lat: u32) -> String {
    let corner = |right: u32, up: u32| {
        format!(
            "[{}.{}, {}.{}]",
            114 + (long + right) / 10,
            (long + right) % 10,
            30 + (lat + up) / 10,
            (lat + up) % 10
        )
    };
    let ring = [
        corner(0, 0),
        corner(1, 0),
        corner(1, 1),
        corner(0, 1),
        corner(0, 0),
    ];
    format!("[{}]", ring.join(","))
}

fn feature(id: &str, rings: &str) -> String {
    let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":[{rings}]}}");
    format!("{{\"type\":\"Feature\",\"id\":\"{id}\",\"properties\":null,\"geometry\":{geometry}}}")
}

fn collection(features: &[String]) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"name\":\"x\",\"features\":[{}]}}",
        features.join(",")
    )
}

/// The town with two communities side by side, and the district around the first of them and more.
fn surveyed() -> City {
    let around = "[[114.0,30.0],[114.3,30.0],[114.3,30.3],[114.0,30.3],[114.0,30.0]]";
    let file = collection(&[
        feature("canal", &square(0, 0)),
        feature("harbour", &square(1, 0)),
        feature("north", around),
    ]);
    city().with_boundaries(&file).expect("boundaries").city
}

#[test]
fn a_point_is_written_one_way_and_read_again() {
    let lamp = point("30.5931,114.3054");
    assert_eq!(lamp.to_string(), "30.593100,114.305400");
    assert_eq!(point("30.593100000001, 114.3054"), lamp, "millionths are enough");
    assert_eq!(point("-0.0000004,-180"), point("0,-180"));
    assert_eq!(
        serde_json::to_string(&lamp).expect("JSON"),
        "\"30.593100,114.305400\""
    );
    for wrong in [
        "", "30", "30,", "91,0", "0,180.1", "NaN,0", "inf,0", "30;114", "a,b", "1,2,3",
    ] {
        assert!(wrong.parse::<Point>().is_err(), "{wrong}");
    }
    for wrong in ["1,2,3", "2,0,1,0", "0,2,0,1", "0,0,0,0,0", "0,0,91,0"] {
        assert!(wrong.parse::<Bounds>().is_err(), "{wrong}");
    }
}

#[test]
fn distances_are_those_of_the_earth() {
    // One degree along a meridian, and along the 60th parallel half of one along the equator.
    assert_eq!(point("0,0").metres_to(point("1,0")), 111_195);
    assert_eq!(point("0,10").metres_to(point("0,11")), 111_195);
    assert!((55_590..55_605).contains(&point("60,0").metres_to(point("60,1"))));
    assert_eq!(point("0,-180").metres_to(point("0,180")), 0);
    assert_eq!(point("90,0").metres_to(point("-90,0")), 20_015_114);
}

#[test]
fn the_smallest_area_that_has_the_point_is_where_it_is() {
    let city = surveyed();
    let area = |text: &str| city.area_at(point(text)).map(|area| area.as_str());
    assert_eq!(area("30.05,114.05"), Some("canal"));
    assert_eq!(area("30.05,114.15"), Some("harbour"));
    assert_eq!(
        area("30.25,114.05"),
        Some("north"),
        "no smaller one is known there"
    );
    assert_eq!(
        area("30.05,114.1"),
        Some("harbour"),
        "between two it is one, always the same"
    );
    assert_eq!(area("31,114"), None);
    assert_eq!(crate::town::city().area_at(point("30.05,114.05")), None);
}

#[test]
fn a_hole_is_not_inside() {
    let hole = "[[114.02,30.02],[114.02,30.08],[114.08,30.08],[114.08,30.02],[114.02,30.02]]";
    let file = collection(&[feature("canal", &format!("{},{hole}", square(0, 0)))]);
    let city = city().with_boundaries(&file).expect("boundaries").city;
    assert_eq!(city.area_at(point("30.05,114.05")), None);
    assert_eq!(city.area_at(point("30.01,114.05")), Some(&"canal".into()));
}

#[test]
fn without_an_area_the_point_says_which() {
    let mut town = Town::at("2026-03-09 20:30");
    town.world.city = surveyed();
    let submit = |area: Option<&str>, at: &str| Action::Submit {
        draft: Draft {
            text: "路灯不亮。".to_owned(),
            area: area.map(Into::into),
            point: Some(point(at)),
            language: "zh-CN".to_owned(),
            ..Draft::default()
        },
    };
    town.does(&citizen(1), submit(None, "30.05,114.05"));
    assert_eq!(town.case().area, "canal".into());
    assert_eq!(town.case().point, Some(point("30.05,114.05")));
    assert_eq!(Card::from(town.case()).point, town.case().point);

    let mut town = Town::at("2026-03-09 20:30");
    town.world.city = surveyed();
    town.does(&citizen(1), submit(Some("harbour"), "30.05,114.05"));
    assert_eq!(town.case().area, "harbour".into(), "what a person chose stands");

    let mut town = Town::at("2026-03-09 20:30");
    town.world.city = surveyed();
    town.does(&citizen(1), submit(None, "50,50"));
    assert_eq!(town.case().area, "town".into());
}

#[test]
fn a_file_of_boundaries_is_read_whole_or_not_at_all() {
    let line = "[[114.0,30.0],[114.1,30.0],[114.1,30.1]]";
    let far = "[[214.0,30.0],[114.1,30.0],[114.1,30.1],[214.0,30.0]]";
    let file = collection(&[
        feature("canal", &square(0, 0)),
        "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}".to_owned(),
        feature("atlantis", &square(0, 0)),
        feature("canal", &square(1, 0)),
        feature("harbour", line),
        feature("south", far),
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"north\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}"
            .to_owned(),
        "7".to_owned(),
    ]);
    let wrong = city().with_boundaries(&file).expect_err("wrong features");
    let expected = [
        (2, "geojson-id"),
        (3, "geojson-area"),
        (4, "geojson-twice"),
        (5, "boundary-broken"),
        (6, "geojson-shape"),
        (7, "geojson-shape"),
        (8, "geojson-id"),
    ];
    assert_eq!(codes(&wrong), expected);
    for no_file in [
        "",
        "[]",
        "{}",
        "{\"type\":\"Feature\",\"features\":[]}",
        "{\"type\":\"FeatureCollection\"}",
    ] {
        let wrong = city().with_boundaries(no_file).expect_err("no features");
        assert_eq!(codes(&wrong), [(0, "geojson-unreadable")], "{no_file}");
    }
    assert!(City::is_geojson("\u{feff}\n {\"type\": 1}") && !City::is_geojson("id,kind\n"));

    let good = surveyed();
    let same = collection(&[feature("canal", &square(0, 0)), feature("harbour", &square(2, 0))]);
    let again = good.with_boundaries(&same).expect("boundaries");
    assert_eq!((again.added, again.changed), (0, 1));
    assert_eq!(
        again.city.changes_since(&good).len(),
        1,
        "it is told that something about it is another"
    );
    let north = |city: &City| city.area(&"north".into()).expect("north").boundary.clone();
    assert_eq!(
        north(&again.city),
        north(&good),
        "who is not in the file keeps theirs"
    );
    // A table of areas leaves boundaries alone.
    let table = "id,kind,parent,name\ncanal,community,north-gate,新名字\n";
    let renamed = good.with_areas(table).expect("a table").city;
    assert_eq!(renamed.area_at(point("30.05,114.05")), Some(&"canal".into()));
}

#[test]
fn a_boundary_is_a_closed_line_and_not_too_fine() {
    let mut town = surveyed();
    let ring = |points: usize| {
        let step = |n: usize| Point::from_degrees(30.0 + n as f64 / 1e6, 114.0).expect("a point");
        let mut ring: Vec<Point> = (0..points - 1).map(step).collect();
        ring.push(ring[0]);
        Boundary(vec![vec![ring]])
    };
    let mut put = |boundary: Boundary| {
        town.areas[3].boundary = Some(boundary);
        town.check()
    };
    let id = || "canal".to_owned();
    assert_eq!(put(ring(Boundary::MOST)), Ok(()));
    let limit = Boundary::MOST;
    assert_eq!(
        put(ring(limit + 1)),
        Err(Refusal::BoundaryTooFine { id: id(), limit })
    );
    for broken in [Boundary(vec![]), Boundary(vec![vec![]]), ring(3)] {
        assert_eq!(put(broken), Err(Refusal::BoundaryBroken { id: id() }));
    }
    let mut many = city();
    let one = many.areas[3].clone();
    many.areas.extend((0..10).map(|n| domain::city::Area {
        id: format!("canal-{n}").as_str().into(),
        boundary: Some(ring(Boundary::MOST)),
        ..one.clone()
    }));
    assert_eq!(many.check(), Ok(()));
    many.areas[3].boundary = Some(ring(4));
    let limit = Boundary::MOST_IN_ALL;
    assert_eq!(many.check(), Err(Refusal::BoundariesTooFine { limit }));
}

#[test]
fn a_list_knows_what_is_near() {
    let here = point("30.5,114.3");
    let query = ProposalQuery {
        near: Some(Near {
            point: here,
            metres: 120,
        }),
        order: Order::Nearest,
        ..ProposalQuery::default()
    };
    assert!(query.reaches(Some(point("30.501,114.3"))), "111 metres");
    assert!(!query.reaches(Some(point("30.502,114.3"))) && !query.reaches(None));
    let framed = ProposalQuery {
        bounds: "30.5,114.3,30.6,114.4".parse().ok(),
        ..query.clone()
    };
    assert!(framed.reaches(Some(here)) && !framed.reaches(Some(point("30.4999,114.3"))));
    assert!(ProposalQuery::default().reaches(None));
}
