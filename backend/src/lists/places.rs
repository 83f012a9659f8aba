//! Where proposals are. Points lie in cells of a hundredth of a degree, about a kilometre: what is near, or on a part of
//! the map, is in a few of them.

use super::slots::Slots;
use domain::place::{Bounds, Point};
use std::collections::BTreeMap;

/// Millionths of a degree.
const CELL: i32 = 10_000;

/// Row and column.
type Cell = (i32, i32);

fn cell(point: Point) -> Cell {
    let (lat, long) = point.millionths();
    (lat.div_euclid(CELL), long.div_euclid(CELL))
}

#[derive(Debug, Default)]
pub(super) struct Places {
    /// By slot.
    points: Vec<Option<Point>>,
    cells: BTreeMap<Cell, Slots>,
}

impl Places {
    pub(super) fn set(&mut self, slot: u32, point: Option<Point>) {
        if self.points.len() <= slot as usize {
            self.points.resize(slot as usize + 1, None);
        }
        let Some(place) = self.points.get_mut(slot as usize) else {
            return;
        };
        let before = std::mem::replace(place, point);
        if before == point {
            return;
        }
        if let Some(slots) = before.and_then(|before| self.cells.get_mut(&cell(before))) {
            slots.remove(slot);
        }
        if let Some(point) = point {
            self.cells.entry(cell(point)).or_default().insert(slot);
        }
    }

    pub(super) fn point(&self, slot: u32) -> Option<Point> {
        self.points.get(slot as usize).copied().flatten()
    }

    /// The slots of what lies in these bounds and is `there`.
    pub(super) fn within(&self, bounds: Bounds, there: impl Fn(Point) -> bool) -> Slots {
        let ((south, west), (north, east)) = (cell(bounds.south_west()), cell(bounds.north_east()));
        let is_there = |point: Point| bounds.contains(point) && there(point);
        self.cells
            .range((south, west)..=(north, east))
            .filter(|((_, column), _)| (west..=east).contains(column))
            .flat_map(|(_, slots)| slots.iter())
            .filter(|slot| self.point(*slot).is_some_and(is_there))
            .collect()
    }
}
