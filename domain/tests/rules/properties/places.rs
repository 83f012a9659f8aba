//! Points and lines, held against a library that others rely on.

use domain::city::{Area, Boundary, City, Ring};
use domain::place::{Bounds, Point};
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Distance, Haversine};
use proptest::prelude::*;

fn a_point() -> impl Strategy<Value = Point> {
    // A small field, so that points come to lie on lines and corners.
    (0..40_i32, 0..40_i32).prop_map(|(up, along)| at(up, along))
}

fn at(up: i32, along: i32) -> Point {
    Point::from_degrees(30.0 + f64::from(up) / 1e6, 114.0 + f64::from(along) / 1e6).expect("a point")
}

/// Lines that cross themselves are no boundaries; seen from their middle, these don't.
fn a_ring() -> impl Strategy<Value = Ring> {
    prop::collection::vec((1..20_i32, 0..1_000_i32), 3..12).prop_map(|mut spokes| {
        spokes.sort_by_key(|(_, turn)| *turn);
        spokes.dedup_by_key(|(_, turn)| *turn);
        let end = |(length, turn): &(i32, i32)| {
            let angle = f64::from(*turn) * std::f64::consts::TAU / 1_000.0;
            let far = |part: f64| (part * f64::from(*length)).round() as i32;
            at(20 + far(angle.sin()), 20 + far(angle.cos()))
        };
        let mut ring: Ring = spokes.iter().map(end).collect();
        ring.push(ring[0]);
        ring
    })
}

fn coordinate(point: Point) -> geo::Coord {
    let (lat, long) = point.millionths();
    geo::coord! { x: f64::from(long), y: f64::from(lat) }
}

proptest! {
    #[test]
    fn inside_is_inside_for_others_too(ring in a_ring(), point in a_point()) {
        let line = geo::LineString::new(ring.iter().copied().map(coordinate).collect());
        let theirs = geo::Polygon::new(line, Vec::new());
        let ours = Boundary(vec![vec![ring]]).contains(point);
        match theirs.coordinate_position(&coordinate(point)) {
            CoordPos::Inside => prop_assert!(ours),
            CoordPos::Outside => prop_assert!(!ours),
            // Which of two neighbours has their line is ours to say.
            CoordPos::OnBoundary => {}
        }
    }

    /// Land that is cut in two along any line: each point of it is in one of both, never in none, never in two.
    #[test]
    fn every_point_is_in_one_of_neighbours(bends in prop::collection::vec(1..39_i32, 41), point in a_point()) {
        let cut: Vec<Point> = bends.iter().enumerate().map(|(up, along)| at(up as i32, *along)).collect();
        let closed = |mut line: Ring, ends: [Point; 2]| {
            line.extend(ends);
            line.push(line[0]);
            Boundary(vec![vec![line]])
        };
        let west = closed(cut.clone(), [at(40, 0), at(0, 0)]);
        let east = closed(cut, [at(40, 40), at(0, 40)]);
        let area = |id: &str, boundary| Area { id: id.into(), boundary: Some(boundary), ..crate::town::city().areas[0].clone() };
        prop_assert!(west.contains(point) != east.contains(point), "{point}");
        let town = crate::town::city();
        let (w, e) = (area("west", west.clone()), area("east", east.clone()));
        let one = City { areas: vec![w.clone(), e.clone()], ..town.clone() };
        let other = City { areas: vec![e, w], ..town };
        prop_assert_eq!(one.area_at(point), other.area_at(point), "whatever their order");
        let expected = if west.contains(point) { "west" } else { "east" };
        prop_assert_eq!(one.area_at(point).map(|area| area.as_str()), Some(expected));
    }

    #[test]
    fn points_and_distances(a in (-90_000_000..=90_000_000_i32, -180_000_000..=180_000_000_i32), b in (-80_000_000..=80_000_000_i32, -179_000_000..=179_000_000_i32)) {
        let point = |(lat, long): (i32, i32)| Point::from_degrees(f64::from(lat) / 1e6, f64::from(long) / 1e6).expect("a point");
        prop_assert_eq!(point(a).millionths(), a);
        prop_assert_eq!(point(a).to_string().parse(), Ok(point(a)));
        let ours = f64::from(point(a).metres_to(point(b)));
        let there = |point: Point| geo::Point::new(point.long(), point.lat());
        prop_assert!((ours - Haversine.distance(there(point(a)), there(point(b)))).abs() <= 1.0);
        prop_assert_eq!(point(a).metres_to(point(b)), point(b).metres_to(point(a)));
    }

    /// What is asked of an index by its sides leaves out nothing that is near.
    #[test]
    fn the_square_around_has_the_circle(lat in -80.0..80.0_f64, long in -179.0..179.0_f64, metres in 0..=50_000_u32, up in -1.0..1.0_f64, along in -1.0..1.0_f64) {
        let middle = Point::from_degrees(lat, long).expect("a point");
        let Ok(other) = Point::from_degrees(lat + up, long + along) else { return Ok(()) };
        if middle.metres_to(other) <= metres {
            prop_assert!(Bounds::around(middle, metres).contains(other));
        }
        let bounds = Bounds::around(middle, metres);
        prop_assert_eq!(bounds.to_string().parse(), Ok(bounds));
        prop_assert_eq!(Bounds::of([bounds.south_west(), middle, bounds.north_east()]), Some(bounds));
    }
}
