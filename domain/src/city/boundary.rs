//! Where an area lies: its boundary, and the area that a point is in.

use super::{Area, City};
use crate::id::AreaId;
use crate::place::{Bounds, Point};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// One or several pieces of land, each a closed line around it and lines around what is cut out: the coordinates of a
/// MultiPolygon (RFC 7946 §3.1.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<Vec<String>>>))]
#[serde(transparent)]
pub struct Boundary(pub Vec<Vec<Ring>>);

/// A closed line: the last point is the first again.
pub type Ring = Vec<Point>;

impl Boundary {
    /// The most points of one boundary. A street's corner is a few metres: who has more should simplify them.
    pub const MOST: usize = 2_000;
    /// The most points of all of a city's. Every device reads the directory, whole, with each change of it.
    pub const MOST_IN_ALL: usize = 20_000;

    fn rings(&self) -> impl Iterator<Item = &Ring> {
        self.0.iter().flatten()
    }

    /// How many points it is made of.
    pub fn points(&self) -> usize {
        self.rings().map(Vec::len).sum()
    }

    /// Between which sides it lies.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::of(self.rings().flatten().copied())
    }

    /// Whether the point lies in it. Exact, by whole numbers: a point on the line between two areas is in one of them,
    /// always the same.
    pub fn contains(&self, point: Point) -> bool {
        let crossings: usize = self.rings().map(|ring| crossings(ring, point)).sum();
        crossings % 2 == 1
    }

    /// Its size in no unit that anybody knows, to tell small from large.
    fn extent(&self) -> i128 {
        let twice = |ring: &Ring| ring.windows(2).map(cross).sum::<i128>().abs();
        let piece = |rings: &Vec<Ring>| {
            let (outer, holes) = rings.split_first().map_or((0, 0), |(outer, holes)| {
                (twice(outer), holes.iter().map(twice).sum())
            });
            outer - holes
        };
        self.0.iter().map(piece).sum()
    }

    /// That lines are closed around something, and that there are not too many points.
    pub(super) fn check(&self, id: &AreaId) -> Result<(), Refusal> {
        let is_line = |ring: &Ring| ring.len() >= 4 && ring.first() == ring.last();
        if self.0.is_empty() || self.0.iter().any(Vec::is_empty) || !self.rings().all(is_line) {
            return Err(Refusal::BoundaryBroken { id: id.0.clone() });
        }
        if self.points() > Boundary::MOST {
            return Err(Refusal::BoundaryTooFine {
                id: id.0.clone(),
                limit: Boundary::MOST,
            });
        }
        Ok(())
    }
}

/// How often a line due east from the point crosses the ring. Each stretch has its lower end and not its upper one, so
/// that a corner is crossed once.
fn crossings(ring: &Ring, point: Point) -> usize {
    let (lat, long) = wide(point);
    let crosses = |ends: &&[Point]| {
        let &[from, to] = ends else { return false };
        let (low, high) = if from <= to { (from, to) } else { (to, from) };
        let ((low_lat, low_long), (high_lat, high_long)) = (wide(*low), wide(*high));
        if !(low_lat..high_lat).contains(&lat) {
            return false;
        }
        // Whether the stretch is east of the point, at its height.
        (high_long - low_long) * (lat - low_lat) > (long - low_long) * (high_lat - low_lat)
    };
    ring.windows(2).filter(crosses).count()
}

fn cross(ends: &[Point]) -> i128 {
    match ends {
        &[from, to] => {
            let ((a, b), (c, d)) = (wide(from), wide(to));
            i128::from(a * d - c * b)
        }
        _ => 0,
    }
}

/// Millionths, so that their products have room.
fn wide(point: Point) -> (i64, i64) {
    let (lat, long) = point.millionths();
    (lat.into(), long.into())
}

impl City {
    /// The smallest area in use that the point lies in; of equals the first by its id. `None` where no boundary that is known
    /// has it.
    pub fn area_at(&self, point: Point) -> Option<&AreaId> {
        let has = |area: &&Area| area.boundary.as_ref().is_some_and(|line| line.contains(point));
        let small = |area: &&Area| {
            let extent = area.boundary.as_ref().map_or(0, Boundary::extent);
            Reverse((extent, area.id.clone()))
        };
        self.areas_in_use()
            .filter(has)
            .max_by_key(small)
            .map(|area| &area.id)
    }

    /// Between which sides an area lies, or else the city, as far as boundaries are known.
    pub fn bounds(&self, area: &AreaId) -> Option<Bounds> {
        self.bounds_of(area).or_else(|| self.bounds_of(self.root()?))
    }

    /// The sides of an area, with what lies in it.
    fn bounds_of(&self, id: &AreaId) -> Option<Bounds> {
        let within = self.areas.iter().filter(|area| self.contains(id, &area.id));
        let each = within.filter_map(|area| area.boundary.as_ref()?.bounds());
        Bounds::of(each.flat_map(|it| [it.south_west(), it.north_east()]))
    }

    /// That every boundary is one, and that they are not too much to carry about.
    pub(super) fn check_boundaries(&self) -> Result<(), Refusal> {
        let mut all = 0;
        for area in &self.areas {
            if let Some(boundary) = &area.boundary {
                boundary.check(&area.id)?;
                all += boundary.points();
            }
        }
        if all > Boundary::MOST_IN_ALL {
            let limit = Boundary::MOST_IN_ALL;
            return Err(Refusal::BoundariesTooFine { limit });
        }
        Ok(())
    }
}
